"""Cards as pictures in a folder, a file a side, for the program of a card printer."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from cards import pictures
from cards.feed import Feed
from cards.layout import Layout
from cards.paper import Stock
from cards.pictures import Sides
from kiosk.deck import Entry
from kiosk.faults import BadInput, Fault
from kiosk.files import trouble
from kiosk.pdf_place import is_there
from kiosk.plans.student import Student
from kiosk.school.model import School
from kiosk.school.words import listed
from kiosk.stocking import chosen_stock, stock_named

_PLASTIC = "cr80"
_SHOWN = 5


def expect_folder(out: Path, feed: Feed) -> None:
    """Refuse what no picture of a card can have, and a name that is no folder's."""
    if is_there(out) and not out.is_dir():
        raise BadInput(f"{out} is a file; name a folder for the pictures, such as -o cards/.")
    if feed.scale != 1:
        raise BadInput.of([Fault("is for paper; a picture has exactly the card's dots", path="--scale")])
    if feed.marks:
        raise BadInput.of([Fault("is for paper that is cut; a picture is one card", path="--marks")])


def card_stock(option: str | None, school: School, folder: Path | None) -> Stock:
    """The stock that is named, which must be one card; else the school's where it is, else plastic cards."""
    stock = chosen_stock(option, school, folder)
    if stock.page == stock.card:
        return stock
    if option is None:
        return stock_named(_PLASTIC, None, "--stock")
    what = f"{stock.name} is a sheet of cards, and a picture is one card; say cr80, or evolis"
    raise BadInput.of([Fault(what, path="--stock")])


@frozen
class Pictures:
    """The pictures of a deck, called by the students' numbers."""

    files: Sequence[Sides]
    layout: Layout
    dpi: int

    @property
    def names(self) -> tuple[Path, ...]:
        """What all files are called, in the order of the cards."""
        return tuple(path for each in self.files for path in each.files)

    def expect_free(self, folder: Path) -> None:
        """Refuse a folder that has files of these names."""
        there = [path.name for path in self.names if is_there(folder / path)]
        if there:
            more = [f"{len(there) - _SHOWN} more"] if len(there) > _SHOWN else []
            names = listed([*there[:_SHOWN], *more])
            raise BadInput(f"{folder} holds {names} already. Name another folder, or add --force.")

    def draw(self, folder: Path, pages: Path, links: Sequence[str]) -> int:
        """Draw the pages of a PDF, whose codes say these links, into a folder; returns how many files."""
        try:
            return pictures.draw(pages, links, self._in(folder), self.layout, self.dpi)
        except OSError as error:
            raise BadInput.of([Fault(f"cannot be written: {trouble(error)}", file=str(folder))]) from None

    def failures(self, folder: Path, links: Sequence[str]) -> list[int]:
        """The indexes of the cards whose finished files do not say what they should."""
        return pictures.failures(links, self._in(folder), self.layout, self.dpi)

    def _in(self, folder: Path) -> list[Sides]:
        return [Sides(folder / each.front, each.back and folder / each.back) for each in self.files]


def pictures_of(laid: Sequence[Entry], layout: Layout, dpi: int) -> Pictures:
    """The pictures of a deck; raises BadInput where two would have one name."""
    stems = [*_stems(laid)]
    backs = [Path(f"{stem}-back.png") if layout.feed.is_duplex else None for stem in stems]
    files = [Sides(Path(f"{stem}.png"), back) for stem, back in zip(stems, backs, strict=True)]
    found = Pictures(files, layout, dpi)
    counted = Counter(path.name.casefold() for path in found.names)
    if twice := [name for name, count in counted.items() if count > 1]:
        raise BadInput(f"Two pictures would be called {listed(twice)}; print these cards one at a time.")
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
