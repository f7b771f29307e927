"""What may have become of a dose that was not simply given, or afterwards: a list to choose from."""

from collections.abc import Mapping, Sequence

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from kiosk.desk.dose_words import OUTCOMES_ASKED, needs_words, outcome_words
from kiosk.desk.hints import Hints
from kiosk.desk.keys import Place, bindings
from kiosk.desk.scan_places import Careful
from kiosk.desk.words import Words, cut
from kiosk.medication.outcomes import Outcome

_WHAT = 35
KEYS: Mapping[Outcome, str] = dict(zip(OUTCOMES_ASKED, "hranfwedvsltk", strict=True))
"""The letter of each outcome, in their order: home, refused, absent, no-show, …"""


class OutcomeList(Widget):
    """The outcomes, a line each; one is marked."""

    COMPONENT_CLASSES = {"outcome--quiet", "outcome--mark", "outcome--chosen"}  # noqa: RUF012 - as Textual has it

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        super().__init__()
        self._outcomes = outcomes
        self.at = 0
        self.styles.height = len(outcomes)

    def mark(self, at: int) -> None:
        """Mark this one; the ends hold."""
        self.at = min(max(at, 0), len(self._outcomes) - 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One outcome: its letter, what it says, and what it asks."""
        if y >= len(self._outcomes):
            return Strip.blank(self.size.width, self.rich_style)
        is_chosen, outcome = y == self.at, self._outcomes[y]
        mark, quiet = (
            self.get_component_rich_style(f"outcome--{each}", partial=True) for each in ("mark", "quiet")
        )
        strip = Strip(
            [
                Segment("▸ " if is_chosen else "  ", mark),
                Segment(f"{KEYS[outcome]}  ", mark),
                Segment(cut(outcome_words(outcome), _WHAT)),
                Segment(needs_words(outcome), quiet),
            ]
        )
        ground = self.get_component_rich_style("outcome--chosen") if is_chosen else self.rich_style
        return strip.adjust_cell_length(self.size.width).apply_style(ground)


class OutcomeScreen(ModalScreen[Outcome | None], Careful, inherit_bindings=False):
    """The list; whatever is chosen here still asks for what it needs, and is recorded behind that."""

    BINDINGS = bindings(Place.OUTCOMES)
    AUTO_FOCUS = None
    CSS_PATH = "dose_outcomes.tcss"

    def __init__(self, name: str, outcomes: Sequence[Outcome] = OUTCOMES_ASKED) -> None:
        super().__init__()
        self._whose, self._outcomes = name, outcomes

    def compose(self) -> ComposeResult:
        """Whose dose it is, and the outcomes."""
        with Vertical(id="outcomes"):
            yield Words(self._whose, id="outcomes-title")
            yield OutcomeList(self._outcomes)
        with Vertical(id="hints"):
            yield Hints()

    def on_mount(self) -> None:
        """Of all of them a refusal is the likeliest."""
        if Outcome.REFUSED in self._outcomes:
            self.query_one(OutcomeList).mark(self._outcomes.index(Outcome.REFUSED))

    def on_key(self, event: events.Key) -> None:
        """A letter is its outcome."""
        found = [each for each in self._outcomes if KEYS[each] == event.character]
        if found:
            event.stop()
            self.dismiss(found[0])

    def action_choose(self, step: int) -> None:
        """Mark another."""
        found = self.query_one(OutcomeList)
        found.mark(found.at + step)

    def action_pick(self) -> None:
        """The marked one."""
        self.dismiss(self._outcomes[self.query_one(OutcomeList).at])

    def action_back(self) -> None:
        """None of them."""
        self.dismiss(None)
