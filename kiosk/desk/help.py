"""What every key does, from the table of keys."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen

from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, at, bindings
from kiosk.desk.words import Words

PLACES = (
    Place.FIND, Place.STUDENT, Place.CRISIS, Place.READING, Place.ROOM, Place.PRINTING,
    Place.ANYWHERE, Place.ALWAYS, Place.OFFICE,
    Place.ROUND, Place.DOSE, Place.OUTCOMES, Place.FORM, Place.TELLING,
)  # fmt: skip


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """The help."""

    BINDINGS = bindings(Place.HELP)
    AUTO_FOCUS = "VerticalScroll"
    CSS_PATH = "help.tcss"

    def __init__(self, here: Place) -> None:
        super().__init__()
        self._here = here

    def compose(self) -> ComposeResult:
        """A section for each place, where one is first; a line for each key."""
        with VerticalScroll():
            for place in sorted(PLACES, key=lambda each: each is not self._here):
                yield Words(place, classes="place")
                for action in at(place):
                    with Horizontal():
                        yield Words(action.shown, classes="key")
                        yield Words(action.help, classes="does")
        with Vertical(id="hints"):
            yield Hints()

    async def action_back(self) -> None:
        """Back to where one was."""
        self.dismiss()
