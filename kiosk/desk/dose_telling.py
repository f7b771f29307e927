"""Who is told of an incident: nurse, prescriber, home; each is noted when it was done."""

from concurrent.futures import Future
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.reader import Reader
from kiosk.desk.round_asking import RoundAccess
from kiosk.desk.scan_places import Careful
from kiosk.desk.words import Words
from kiosk.faults import KioskError
from kiosk.medication.outcomes import FOLLOW_UP, Party

STAYS = "This stays on the board until all of them were told."
_WHAT = {
    Party.NURSE: "the school nurse",
    Party.PRESCRIBER: "the prescriber",
    Party.HOME: "home",
}


class TellingScreen(ModalScreen[bool], Careful, inherit_bindings=False):
    """The list; a tick is a row of the ledger, so it is not taken back. True asks for the dose itself."""

    BINDINGS = bindings(Place.TELLING)
    AUTO_FOCUS = None
    CSS_PATH = "dose_telling.tcss"

    def __init__(self, access: RoundAccess, title: str, confirmation: str, left: tuple[Party, ...]) -> None:
        super().__init__()
        self._access, self._what, self._confirmation = access, title, confirmation
        self.left = left
        self._teller: Reader[Party, None] = Reader(self._was_told)

    def compose(self) -> ComposeResult:
        """What happened, and a line for each who is told."""
        with Vertical(id="telling"):
            yield Words(self._what, id="telling-title")
            yield Words(id="telling-list")
            yield Words(STAYS, id="telling-says")
        with Vertical(id="hints"):
            yield Hints()

    def on_mount(self) -> None:
        """Who was told so far."""
        self._show()

    def _show(self) -> None:
        lines = [
            f"[{' ' if each in self.left else 'x'}] {number} {_WHAT[each]} was told"
            for number, each in enumerate(FOLLOW_UP, start=1)
        ]
        self.query_one("#telling-list", Words).say_lines(lines)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody is told twice."""
        if action == "tell":
            return FOLLOW_UP[int(str(parameters[0]))] in self.left
        return super().check_action(action, parameters)

    def action_tell(self, which: int) -> None:
        """Note that this one was told."""
        party = FOLLOW_UP[which]
        self._teller.ask(party, partial(self._access.tell, self._confirmation, party))

    def _was_told(self, party: Party, answer: Future[None]) -> None:
        self.call_later(self._take, party, answer)

    def _take(self, party: Party, answer: Future[None]) -> None:
        try:
            answer.result()
        except KioskError as error:
            self.query_one("#telling-says", Words).say(" ".join(error.sentences))
            return
        self.left = tuple(each for each in self.left if each is not party)
        if self.left:
            self._show()
        else:
            self.dismiss(False)

    def action_dose(self) -> None:
        """The dose itself."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Back; it stays on the board."""
        self.dismiss(False)
