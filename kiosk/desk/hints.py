"""The keys that do something now, at the bottom. (Textual's Footer keeps every key it ever showed.)"""

from collections.abc import Sequence
from itertools import chain

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.screen import Screen

from kiosk.desk.keys import Action, hints
from kiosk.desk.words import Words

GAP = "   "
STAY = ("emergency", "help")
"""What is said however little room there is, the help last of all: it tells of all the others."""


class Hints(Words):
    """`/ find   c crisis   w why   F1 help`, the bindings that are active, as many as there is room for."""

    _active: tuple[Action, ...] = ()
    _shown: tuple[Action, ...] = ()

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        """What is active on a screen; one that is covered keeps its hints: its keys ask the one in front."""
        if screen is not self.app.screen:
            return
        active = {each.binding.id for each in screen.active_bindings.values() if each.enabled}
        self._active = tuple(hints(active))
        self._show()

    def on_resize(self) -> None:
        """More or fewer of them."""
        self._show()

    def _show(self) -> None:
        self._shown = fitting(self._active, self.content_size.width) if self.size.width else self._active
        said = GAP.join(map(_words, self._shown))
        if self.said != (said, ""):
            self.said = (said, "")
            shown = Content(GAP).join(keyed(each.shown, each.word) for each in self._shown)
            self.update(shown, layout=False)  # a line is a line, whatever it says

    async def on_click(self, event: events.Click) -> None:
        """A click on a hint does what its key does."""
        offset = event.get_content_offset(self)
        action = None if offset is None else self._under(offset.x)
        if action is not None:
            await self._do(action)

    def _under(self, x: int) -> Action | None:
        begins = 0
        for each in self._shown:
            ends = begins + cell_len(_words(each))
            if begins <= x < ends:
                return each
            begins = ends + len(GAP)
        return None

    async def _do(self, action: Action) -> None:
        for each in self.screen.active_bindings.values():
            if each.binding.id == action.id:
                await self.app.run_action(each.binding.action, each.node)
                return


def fitting(actions: Sequence[Action], width: int) -> tuple[Action, ...]:
    """As many as fit: first those go that are spare, then the last ones."""
    kept = list(actions)
    while kept and cell_len(GAP.join(map(_words, kept))) > width:
        kept.remove(_least(kept))
    return tuple(kept)


def _least(kept: Sequence[Action]) -> Action:
    from_last = kept[::-1]
    spare = (each for each in from_last if each.is_spare)
    others = (each for each in from_last if each.name not in STAY)
    return next(chain(spare, others, kept))


def _words(action: Action) -> str:
    return f"{action.shown} {action.word}"


def keyed(key: str, word: str) -> Content:
    """`F1 help`, the key louder; both are words of ours."""
    return Content.assemble((key, "bold"), f" {word}")
