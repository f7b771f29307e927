"""Where cards go: a name that ends in .pdf, and no file that exists unless forced; or a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cards.errors import LayoutUnfit, PictureUnfit, Unwritable
from kiosk.faults import BadInput, Fault
from kiosk.files import trouble


def expect_pdf(out: Path, *, force: bool) -> None:
    """Refuse a name under which no PDF can be written."""
    if out.suffix.lower() != ".pdf":
        raise BadInput(f'The cards are printed as PDF: write -o cards.pdf, not "{out.name}".')
    if is_there(out) and not force:
        raise BadInput(f"{out} exists and is kept. Choose another name, or add --force.")


def is_there(path: Path) -> bool:
    """Whether something has this name; a name that cannot be looked up cannot be written either."""
    try:
        return path.exists()
    except OSError as error:
        raise BadInput.of([Fault(f"cannot be written: {trouble(error)}", file=str(path))]) from None


@contextmanager
def in_our_words() -> Iterator[None]:
    """What goes with no picture of a card is wrong usage."""
    try:
        yield
    except LayoutUnfit as error:
        raise BadInput.of(Fault(what, path=f"--{name}") for name, what in error.faults) from None
    except (PictureUnfit, Unwritable) as error:
        raise BadInput(str(error)) from None
