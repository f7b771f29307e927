"""The top line: where this kiosk stands, and what time it is at the school."""

from attrs import frozen
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kiosk.desk.words import Words, cut, plain
from kiosk.school.calendar import Moment
from kiosk.school.model import School
from kiosk.school.words import MONTHS, clock, day_name, place_in_day, room_words

PRETEND = "PRETEND CLOCK"
PRETEND_WHY = "the time shown is not the real one"
_WIDE = 100
_GAP = 2
_DOT = " · "


@frozen
class TopWords:
    """The two halves of the top line."""

    left: str
    right: str


def top_words(moment: Moment, school: School, room: str | None, width: int) -> TopWords:
    """`Maple Street Elementary · Room 12` and `regular · period 4 · Mon 23 Nov 11:50`, in so many cells."""
    right = f"{bell_words(moment)} · {_date(moment, is_wide=width >= _WIDE)} {clock(moment.local)}"
    where = room_words(plain(room or ""))
    space = width - cell_len(plain(right)) - cell_len(where) - (len(_DOT) if room else 0)
    name = cut(plain(school.name), max(space, 0), gap=_GAP).rstrip()
    return TopWords(_DOT.join(filter(None, (name, where))), right)


def _date(moment: Moment, *, is_wide: bool) -> str:
    day = day_name(moment.date)
    return day if is_wide else f"{day[:3]} {moment.date.day} {MONTHS[moment.date.month - 1][:3]}"


def bell_words(moment: Moment) -> str:
    """`regular · period 4`, `no school today`, `regular · school begins at 08:15`."""
    span = moment.day.span
    if span is None:
        return "no school today"
    before = f"school begins at {clock(moment.calendar.local(span.begins))}"
    return f"{moment.day.bell} · {place_in_day(moment, before, after='school is over')}"


class Pretend(Horizontal):
    """The band of a pretended clock, which is never hidden; air where the clock is the real one."""

    def __init__(self, *, is_on: bool) -> None:
        super().__init__(classes="-on" if is_on else "")
        self._is_on = is_on

    def compose(self) -> ComposeResult:
        """That the clock pretends, and what that means."""
        yield Words(PRETEND if self._is_on else "", id="warning")
        yield Words(PRETEND_WHY if self._is_on else "", id="warning-why")


class Top(Vertical):
    """The top line, and under it air, or the band of a pretended clock."""

    def __init__(self, *, is_pretend: bool) -> None:
        super().__init__()
        self._is_pretend = is_pretend

    def compose(self) -> ComposeResult:
        """Two halves, and the line below."""
        with Horizontal(classes="line"):
            yield Words(id="where")
            yield Words(id="when")
        yield Pretend(is_on=self._is_pretend)

    def show(self, words: TopWords) -> None:
        """Say where and when."""
        self.query_one("#where", Words).say(words.left)
        self.query_one("#when", Words).say(words.right)
