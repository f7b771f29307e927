"""An app that hears scans wherever the focus is, and keeps their keys from everything else."""

from functools import partial

from textual import events
from textual.app import App
from textual.message import Message
from textual.widgets import Input

from kiosk.desk.scan_places import Careful
from kiosk.desk.scanner import GAP, Heard, Scanner, is_link

LONGEST = 2_000
"""Letters of a scan; no card's link is nearly as long."""


class ScanningApp(App[None], inherit_bindings=False):
    """An app at which a scanner may be read at any time."""

    def __init__(self) -> None:
        super().__init__()
        self._scanner = Scanner()
        self._before_scan = ""

    @property
    def hears_scans(self) -> bool:
        """Whether a scan means something now."""
        return True

    def scanned(self, text: str) -> None:
        """Something was scanned, or pasted that is a link."""

    def forget_scans(self) -> None:
        """Keep nothing of what was typed or scanned last."""
        self._scanner, self._before_scan = Scanner(), ""

    async def on_event(self, event: events.Event) -> None:
        """Take the keys of a scan out of those that are typed."""
        if event.is_forwarded or not self.hears_scans:
            await super().on_event(event)
        elif isinstance(event, events.Key):
            await self._hear(event)
        elif isinstance(event, events.Paste) and is_link(event.text[:LONGEST]):
            self.scanned(event.text[:LONGEST].strip())
        else:
            await super().on_event(event)

    async def _hear(self, key: events.Key) -> None:
        box = self.focused if isinstance(self.focused, Input) else None
        was_waiting = self._scanner.is_waiting
        is_careful = isinstance(self.screen, Careful)
        heard = self._scanner.hear(key, is_typing=box is not None, is_careful=is_careful)
        if box is not None and heard.forget:
            box.call_later(partial(self._forget, box, self._before_scan))
        elif box is not None and self._scanner.is_first:
            self._before_scan = box.value
        await self._obey(heard)
        if self._scanner.is_waiting and not was_waiting:
            self.set_timer(GAP, self._wait)

    async def _wait(self) -> None:
        """This comes behind the keys that have come meanwhile."""
        if not self.hears_scans:  # locked, or closing: nobody is there to get them
            return
        heard = self._scanner.wait(Message().time)
        if heard is not None:
            await self._obey(heard)
        elif self._scanner.is_waiting:
            self.set_timer(GAP, self._wait)

    async def _obey(self, heard: Heard) -> None:
        for key in heard.keys:
            await super().on_event(key)
        if heard.scanned is not None:
            self.scanned(heard.scanned[:LONGEST].strip())

    @staticmethod
    def _forget(box: Input, before: str) -> None:
        """The first letters of a link went into the box; this comes behind them."""
        box.value = before
        box.cursor_position = len(before)
