"""Reads the round's board in a thread: now, each minute, and whenever anything has moved."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from textual.widget import Widget

from kiosk.access.desk_round import BoardData, Stamp
from kiosk.desk.reader import Reader
from kiosk.desk.round_asking import RoundAccess
from kiosk.faults import KioskError
from kiosk.school.calendar import Moment
from kiosk.school.words import clock


class BoardReader:
    """The newest board, and what to say where there is none; `shows` is called in the app's own time."""

    def __init__(
        self,
        access: RoundAccess,
        moment: Callable[[], Moment],
        place: Widget,
        shows: Callable[[], None],
        says: Callable[[str], None],
    ) -> None:
        self._access, self._moment, self._place = access, moment, place
        self._shows, self._says = shows, says
        self._reader: Reader[str, BoardData | None] = Reader(self._looked)
        self._known: tuple[Stamp, str] | None = None
        self.data: BoardData | None = None

    def look(self) -> None:
        """Ask for the board, if a minute has passed or anything has moved."""
        self._reader.ask(clock(self._moment().local), partial(self._look, self._known))

    def _look(self, known: tuple[Stamp, str] | None) -> BoardData | None:
        """Asked in a thread: nothing, where the board that is shown still holds."""
        if known is not None and known == (self._access.stamp(), clock(self._moment().local)):
            return None
        return self._access.board()

    def _looked(self, minute: str, answer: Future[BoardData | None]) -> None:
        self._place.call_later(self._take, minute, answer)

    def _take(self, minute: str, answer: Future[BoardData | None]) -> None:
        try:
            data = answer.result()
        except KioskError as error:
            as_of = f" This is the board as of {self._known[1]}." if self._known else ""
            self._says(" ".join(error.sentences) + as_of)
            self._known = None  # the next board says that all is well again
            return
        if data is not None:
            is_well_again = self._known is None
            self.data, self._known = data, (data.stamp, minute)
            if is_well_again:
                self._says("")
            self._shows()
