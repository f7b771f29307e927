"""A folder of pictures, a file a side: what its files are called; drawn, and read back."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from cards import pictures
from cards.crew import Crew
from cards.errors import PictureUnfit
from cards.layout import Layout
from cards.picture_place import is_there
from cards.pictures import Sides

_SHOWN = 5


@frozen
class Pictures:
    """The pictures of a run."""

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
            names = _listed([*there[:_SHOWN], *more])
            raise PictureUnfit(f"{folder} holds {names} already. Name another folder, or add --force.")

    def draw(self, folder: Path, pages: Path, links: Sequence[str], hands: Crew[Any]) -> int:
        """Draw the pages of a PDF, whose codes say these links, into a folder; returns how many files."""
        return pictures.draw(pages, links, self._in(folder), self.layout, self.dpi, hands)

    def failures(self, folder: Path, links: Sequence[str], hands: Crew[Any]) -> list[int]:
        """The indexes of the cards whose finished files do not say what they should."""
        return pictures.failures(links, self._in(folder), self.layout, self.dpi, hands)

    def _in(self, folder: Path) -> list[Sides]:
        return [Sides(folder / each.front, each.back and folder / each.back) for each in self.files]


def pictures_of(stems: Sequence[str], layout: Layout, dpi: int) -> Pictures:
    """The pictures of cards by what each is called; raises PictureUnfit where two would have one name."""
    backs = [Path(f"{stem}-back.png") if layout.feed.is_duplex else None for stem in stems]
    files = [Sides(Path(f"{stem}.png"), back) for stem, back in zip(stems, backs, strict=True)]
    found = Pictures(files, layout, dpi)
    counted = Counter(path.name.casefold() for path in found.names)
    if twice := [name for name, count in counted.items() if count > 1]:
        raise PictureUnfit(f"Two pictures would be called {_listed(twice)}; print these cards one at a time.")
    return found


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
