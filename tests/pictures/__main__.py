"""Draw the kept pictures anew: `python -m tests.pictures`. Look at the difference before it is committed."""

import asyncio
import tempfile
from pathlib import Path

from kiosk.demo.making import make
from tests.pictures.drawing import KEPT, cases, draw, kept_at


def main() -> None:
    """Draw every picture, and leave none that no scene has any more."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "maple"
        make(folder)
        drawn = {kept_at(*case): asyncio.run(draw(folder, *case)) for case in cases()}
    for old in set(KEPT.glob("*.txt")) - set(drawn):
        old.unlink()
    for path, picture in drawn.items():
        path.write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
