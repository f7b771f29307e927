"""Who was told: a line of ticks."""

from textual import events
from textual.content import Content
from textual.widget import Widget

from kiosk.desk.words import content
from kiosk.medication.outcomes import FOLLOW_UP, Party


class Ticks(Widget, can_focus=True):
    """Who was told: `[x] 1 nurse`; each key turns one."""

    def __init__(self, parties: tuple[Party, ...] = ()) -> None:
        super().__init__(id="form-told")
        self.parties = parties

    def render(self) -> Content:
        """Each party with its key."""
        said = (
            f"[{'x' if each in self.parties else ' '}] {number} {each.value}"
            for number, each in enumerate(FOLLOW_UP, start=1)
        )
        return content("  ".join(said))

    def on_key(self, event: events.Key) -> None:
        """A number turns a tick."""
        numbers = {str(number): each for number, each in enumerate(FOLLOW_UP, start=1)}
        if (party := numbers.get(event.key)) is not None:
            event.stop()
            self.turn(party)

    def turn(self, party: Party) -> None:
        """Tick, or not any more."""
        found = {*self.parties} ^ {party}
        self.parties = tuple(each for each in FOLLOW_UP if each in found)
        self.refresh()
