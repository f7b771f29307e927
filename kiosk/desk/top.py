"""The top line: where this kiosk stands, and what time it is at the school."""

from attrs import frozen
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kiosk.access.signing import Signed
from kiosk.desk.words import Words, cut, plain
from kiosk.school.calendar import Calendar, Moment
from kiosk.school.model import School
from kiosk.school.words import MONTHS, clock, day_name, place_in_day, room_words

PRETEND = "PRETEND CLOCK"
PRETEND_WHY = "the time shown is not the real one"
_WIDE = 100
_GAP = 2
_DOT = " · "
_WHOLE, _LEAST = 999, 12
"""Cells of which a room needs all, and of a school's name so many."""


@frozen
class TopWords:
    """The two halves of the top line."""

    left: str
    right: str


def top_words(moment: Moment, school: School, room: str | None, width: int, who: str = "") -> TopWords:
    """Who is signed in, then where, as far as there is room; and `regular · period 4 · Mon 23 Nov 11:50`."""
    right = f"{bell_words(moment)} · {_date(moment, is_wide=width >= _WIDE)} {clock(moment.local)}"
    space = max(width - cell_len(plain(right)), 0)
    left = cut(plain(who), min(cell_len(plain(who)) + _GAP, space), gap=_GAP).rstrip()
    for each, least in ((room_words(plain(room or "")), _WHOLE), (plain(school.name), _LEAST)):
        before = f"{left}{_DOT}" if left and each else left
        rest = space - cell_len(before)
        if each and rest >= min(cell_len(each), least) + _GAP:
            left = before + cut(each, min(cell_len(each) + _GAP, rest), gap=_GAP).rstrip()
    return TopWords(left, right)


def who_words(signed: Signed, calendar: Calendar) -> str:
    """`Ngozi Abara · teacher`, `Substitute until 14:30`."""
    if signed.until is None:
        return f"{signed.person.name} · {signed.person.role}"
    return f"Substitute until {clock(calendar.local(signed.until))}"


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
