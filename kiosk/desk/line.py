"""One row of the sheet on the screen: heading, sign and word, number, text."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import AwaitMount, Widget

from kiosk.desk.keys import Place, bindings
from kiosk.desk.sheet import Row
from kiosk.desk.words import Words


class Reading(VerticalScroll, inherit_bindings=False):
    """The rows of a sheet, which scroll where they are many."""

    BINDINGS = bindings(Place.READING)

    def rows(self) -> Sequence["Line"]:
        """The lines that show something."""
        return [line for line in self.query_children(Line) if line.display]


FILLING = "-filling"
"""The class of a place whose lines are still being made; none of them is seen."""


def show_rows(place: Widget, rows: Sequence[Row]) -> None:
    """Show these rows, in the lines that are there; more are made only where they do not suffice.

    While lines are made, none is seen: half of a plan would look like the whole of it.
    """
    there = list(place.query_children(Line))
    for index, line in enumerate(there):
        line.show(rows[index] if index < len(rows) else None)
    if more := rows[len(there) :]:
        place.add_class(FILLING)
        place.call_later(_uncover, place, place.mount_all([Line(row) for row in more]))


async def _uncover(place: Widget, mounted: AwaitMount) -> None:
    """Show the lines as soon as each of them is there."""
    await mounted
    if all(line.is_mounted for line in place.query_children(Line)):
        place.remove_class(FILLING)


class Line(Horizontal):
    """A row; it is used again for whatever stands there next, so that looking up makes nothing new."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self._row, self._looks = row, ""
        self._heading, self._kind = Words(classes="heading"), Words(classes="kind")
        self._number, self._text = Words(classes="number"), Words(classes="text")
        self._say(row)

    def compose(self) -> ComposeResult:
        """The four columns."""
        yield self._heading
        yield self._kind
        yield self._number
        yield self._text

    @property
    def row(self) -> Row:
        """What stands here."""
        return self._row

    def show(self, row: Row | None) -> None:
        """Show another row, or none; nothing of the old one stays."""
        self.display = row is not None
        if row is None:
            row = Row("")
        if row != self._row:
            self._row = row
            self._say(row)

    def _say(self, row: Row) -> None:
        self._heading.say(row.heading)
        self._kind.say(f"{row.kind.sign} {row.kind.word}" if row.kind else "")
        self._number.say(row.number)
        self._number.display = bool(row.number)
        self._text.say(row.text, row.tail)
        kind = f" -kind-{row.kind}" if row.kind else ""
        new = " -new" if row.is_new else ""
        other = " -or" if row.number == "or" else ""
        looks = f"-{row.tone} -air-{row.air}{kind}{new}{other}"
        if looks != self._looks:
            self._looks = looks
            self.set_classes(looks)
