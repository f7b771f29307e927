"""Whether pictures are wanted, and what goes with no picture of a card; nothing here draws."""

from pathlib import Path

from cards.errors import LayoutUnfit, PictureUnfit, Unwritable
from cards.feed import Feed
from cards.paper import Stock

PLASTIC = "cr80"
"""The stock of pictures where none is named."""
COARSE = 300
"""Dots an inch where none are said."""


def dots(out: str, dpi: str | None, *, is_proof: bool) -> int | None:
    """Dots an inch of pictures, where the name ends in a slash, is a folder, or dots are said; else None."""
    is_folder = out.endswith("/") or _is_folder(Path(out))
    if not is_folder and dpi is None:
        return None
    if is_proof:
        raise PictureUnfit("A proof sheet is a PDF: write -o proof.pdf, and leave --dpi out.")
    if not is_folder and Path(out).suffix.lower() == ".pdf":
        what = "--dpi draws pictures into a folder: write -o cards/, or leave --dpi out for a PDF."
        raise PictureUnfit(what)
    return int(dpi or COARSE)


def expect_folder(out: Path, feed: Feed) -> None:
    """Refuse what no picture of a card can have, and a name that is no folder's."""
    if is_there(out) and not out.is_dir():
        raise PictureUnfit(f"{out} is a file; name a folder for the pictures, such as -o cards/.")
    faults = []
    if feed.scale != 1:
        faults.append(("scale", "is for paper; a picture has exactly the card's dots"))
    if feed.marks:
        faults.append(("marks", "is for paper that is cut; a picture is one card"))
    if faults:
        raise LayoutUnfit(faults)


def expect_one_card(stock: Stock) -> None:
    """Refuse card stock that is a sheet of cards."""
    if stock.page != stock.card:
        what = f"{stock.name} is a sheet of cards, and a picture is one card; say cr80, or evolis"
        raise LayoutUnfit([("stock", what)])


def is_there(path: Path) -> bool:
    """Whether something has this name; a name that cannot be looked up cannot be written either."""
    try:
        return path.exists()
    except OSError as error:
        raise Unwritable(f"{path}: cannot be written: {error.strerror or type(error).__name__}") from None


def _is_folder(path: Path) -> bool:
    """Whether this is a folder; a name that cannot be looked up is none."""
    try:
        return path.is_dir()
    except OSError:
        return False
