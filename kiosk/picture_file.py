"""Pictures for people: a PNG that is whole or not there, and never over a file that exists unless forced."""

from collections.abc import Callable
from pathlib import Path

from kiosk.faults import BadInput
from kiosk.placing import placing


def draw_into(out: Path, draw: Callable[[Path], None], *, name: str, force: bool) -> None:
    """Have a picture of the things of this name drawn into a file."""
    if out.suffix.lower() != ".png":
        raise BadInput(f'The {name} are drawn as PNG: write --preview {name}.png, not "{out.name}".')
    if out.exists() and not force:
        raise BadInput(f"{out} exists and is kept. Choose another name, or add --force.")
    with placing(out) as place:
        draw(place.temporary)
        place.put()
