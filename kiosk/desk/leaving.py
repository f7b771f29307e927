"""Whether to close the kiosk; the answer is no unless somebody says yes."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.words import Words


class LeavingScreen(ModalScreen[None], inherit_bindings=False):
    """The question."""

    BINDINGS = bindings(Place.LEAVING)
    AUTO_FOCUS = None
    CSS_PATH = "leaving.tcss"

    def __init__(self, *, is_printing: bool = False) -> None:
        super().__init__()
        self._is_printing = is_printing

    def compose(self) -> ComposeResult:
        """The question, and its keys."""
        with Vertical():
            yield Words("Close the kiosk?", id="question")
            yield Words("Staff who need a plan will not find it here until it is opened again.")
            if self._is_printing:
                yield Words("Cards are being printed: closing stops that, and the old cards stay valid.")
            yield Hints()

    def action_close(self) -> None:
        """Close it."""
        self.app.exit(return_code=0)

    def action_stay(self) -> None:
        """Stay."""
        self.dismiss()
