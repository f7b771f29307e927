"""Whom everybody may sign in as at a pretend school: as many as there is room for, in one widget."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from kiosk.desk.asking import Login
from kiosk.desk.words import Words, content, cut

PRETEND_SCHOOL = "A pretend school. Sign in as one of these:"
_ID, _PIN = 11, 9
"""Cells of a login's columns; a PIN that is longer pushes its owner aside."""


class Logins(Words):
    """The logins, one a line."""

    def __init__(self, logins: Sequence[Login]) -> None:
        super().__init__(id="logins")
        self._logins = logins
        self._height: int | None = None

    def fit(self, height: int) -> None:
        """Say as many as so many lines have room for, and where the others are."""
        if height == self._height:
            return
        self._height = height
        self.display = bool(self._logins) and height > 1
        self.update(Content("\n").join((Content.styled(PRETEND_SCHOOL, "$muted"), *self._lines(height - 1))))

    def _lines(self, room: int) -> Iterator[Content]:
        shown = self._logins if len(self._logins) <= room else self._logins[: max(room - 1, 0)]
        yield from (content(_line(each)) for each in shown)
        if more := len(self._logins) - len(shown):
            yield Content.styled(f"… and {more} more: make the window taller.", "$muted")


def _line(each: Login) -> str:
    return f"{cut(each.name, _ID)}{each.pin:<{_PIN - 2}}  {each.who}"
