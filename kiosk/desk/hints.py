"""The keys that do something now, at the bottom. (Textual's Footer keeps every key it ever showed.)"""

from textual.content import Content
from textual.screen import Screen

from kiosk.desk.keys import Action, hints
from kiosk.desk.words import Words


class Hints(Words):
    """`/ find   c crisis   w why   F1 help`, from the bindings that are active."""

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        active = {each.binding.id for each in screen.active_bindings.values() if each.enabled}
        shown = list(hints(active))
        said = "   ".join(f"{each.shown} {each.word}" for each in shown)
        if self.said != (said, ""):
            self.said = (said, "")
            self.update(Content("   ").join(map(_hint, shown)))


def _hint(action: Action) -> Content:
    return Content.assemble((action.shown, "bold"), f" {action.word}")
