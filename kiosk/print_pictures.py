"""Cards as pictures in a folder, a file a side, called by the students' numbers."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cards import picture_files, picture_place
from cards.feed import Feed
from cards.layout import Layout
from cards.paper import Stock
from cards.picture_files import Pictures
from kiosk.deck import Entry
from kiosk.pdf_place import in_our_words
from kiosk.plans.student import Student
from kiosk.school.model import School
from kiosk.stocking import chosen_stock, stock_named


def expect_folder(out: Path, feed: Feed) -> None:
    """Refuse what no picture of a card can have, and a name that is no folder's."""
    with in_our_words():
        picture_place.expect_folder(out, feed)


def card_stock(option: str | None, school: School, folder: Path | None) -> Stock:
    """The stock that is named, which must be one card; else the school's where it is, else plastic cards."""
    stock = chosen_stock(option, school, folder)
    if option is None and stock.page != stock.card:
        return stock_named(picture_place.PLASTIC, None, "--stock")
    with in_our_words():
        picture_place.expect_one_card(stock)
    return stock


def pictures_of(laid: Sequence[Entry], layout: Layout, dpi: int, out: Path, *, force: bool) -> Pictures:
    """The pictures of a deck; refused where two would have one name, or the folder holds some already."""
    with in_our_words():
        found = picture_files.pictures_of([*_stems(laid)], layout, dpi)
        if not force:
            found.expect_free(out)
    return found


def _stems(laid: Sequence[Entry]) -> Iterator[str]:
    """A student's number, which is no way out of the folder; cards of nobody are counted."""
    others = 0
    for each in laid:
        if isinstance(each, Student):
            yield each.id.replace("/", "-")
        else:
            others += 1
            yield f"spare-{others}"
