"""The crisis view: one protocol, whole, and nothing else; what never to do stands in the largest letters."""

from collections.abc import Iterator, Sequence

from attrs import frozen
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from kiosk.desk import letters
from kiosk.desk.keys import Place, bindings
from kiosk.desk.line import Line, Reading, show_rows
from kiosk.desk.sheet import Protocol, Row, Tone
from kiosk.desk.words import Words, lines

NEVER = "NEVER"
_WIDEST = 76
_NUMBER = 3
_NARROWEST = 36
"""Cells that a sentence needs beside the large letters."""
_PAD = 2
SPREAD, _SPREAD_PAD = 124, 8
"""From this width on the view has wider margins."""


@frozen
class Look:
    """How much room a protocol takes: air around the band, air between the steps, height of the letters."""

    name: str
    band: int
    step: int
    letters: tuple[str, ...] = ()

    @property
    def never(self) -> int:
        """Lines around what must never be done."""
        return 2 if self.letters else 0

    @property
    def gap(self) -> int:
        """Lines above the steps, and below them."""
        return 2 if self.letters else 0


LOOKS = (
    Look("grand", band=2, step=1, letters=letters.large(NEVER)),
    Look("airy", band=2, step=1, letters=letters.small(NEVER)),
    Look("roomy", band=2, step=0, letters=letters.small(NEVER)),
    Look("plain", band=0, step=0, letters=letters.small(NEVER)),
    Look("dense", band=0, step=0),
)
"""From the most to the least room; the last scrolls, and still keeps in sight what must never be done."""


def best_look(protocol: Protocol, width: int, height: int) -> Look:
    """The most generous look in which all of the protocol is in sight at once; else the last."""
    fitting = (
        each
        for each in LOOKS
        if _beside(each, width) >= _NARROWEST and _height(protocol, each, width) <= height
    )
    return next(fitting, LOOKS[-1])


def _height(protocol: Protocol, look: Look, width: int) -> int:
    inner = _inner(width)
    steps = sum(lines(row.text, min(inner - _NUMBER - 1, _WIDEST)) for row in protocol.rows)
    air = look.step * sum(row.tone is Tone.STEP and row.number != "or" for row in protocol.rows[1:])
    nevers = sum(lines(each, _beside(look, width)) for each in protocol.nevers)
    band = look.band + 1 + lines(protocol.condition, inner)
    never = look.never + max(len(look.letters), nevers) if protocol.nevers else 0
    return band + look.gap + steps + air + never


def _inner(width: int) -> int:
    return width - 2 * (_SPREAD_PAD if width >= SPREAD else _PAD)


def _beside(look: Look, width: int) -> int:
    """The cells beside the large letters."""
    return _inner(width) - (len(look.letters[0]) + _PAD if look.letters else 0)


class CrisisView(Vertical):
    """One protocol; of several the next is a key away."""

    BINDINGS = bindings(Place.CRISIS)

    class Left(Message):
        """Back to the plan."""

    def __init__(self) -> None:
        super().__init__()
        self._protocols: Sequence[Protocol] = ()
        self._at = 0

    def compose(self) -> ComposeResult:
        """A band that says whose and when, the steps, and a band that says what never."""
        with Vertical(id="alarm"):
            with Horizontal():
                yield Words(id="whose")
                yield Words(id="which")
            yield Words(id="condition")
        yield Reading(id="steps")
        yield Words(id="steps-below")
        with Horizontal(id="never"):
            with Vertical(id="letters"):
                for _ in LOOKS[0].letters:
                    yield Words()
            yield Vertical(id="nevers")

    @property
    def reading(self) -> Reading:
        """The steps, which have the focus."""
        return self.query_one(Reading)

    @property
    def is_open(self) -> bool:
        """Whether a protocol is shown."""
        return bool(self._protocols)

    def on_mount(self) -> None:
        """What lies below the edge changes as the steps scroll."""
        self.watch(self.reading, "scroll_y", self._say_below, init=False)
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self._say_below())

    def open(self, whose: str, protocols: Sequence[Protocol]) -> None:
        """Show the first of these protocols."""
        self._protocols, self._at = protocols, 0
        self.query_one("#whose", Words).say(whose)
        self._show()

    def close(self) -> None:
        """Show nothing; keep nothing."""
        self._protocols = ()
        for each in self.query(Words):
            each.say("")
        show_rows(self.reading, ())
        show_rows(self.query_one("#nevers"), ())

    def on_resize(self) -> None:
        """Another size may have room for another look."""
        if self.is_open:
            self._dress()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A next one only where there are several."""
        return len(self._protocols) > 1 if action == "next" else super().check_action(action, parameters)

    def action_next(self) -> None:
        """The next protocol; behind the last, the first."""
        self._at = (self._at + 1) % len(self._protocols)
        self._show()

    def action_leave(self) -> None:
        """Back to the plan."""
        self.post_message(self.Left())

    def _show(self) -> None:
        protocol, count = self._protocols[self._at], len(self._protocols)
        self.query_one("#which", Words).say(f"{self._at + 1} of {count}" if count > 1 else "")
        self.query_one("#condition", Words).say(protocol.condition)
        show_rows(self.reading, protocol.rows)
        show_rows(self.query_one("#nevers"), [Row(each, Tone.NEVER) for each in protocol.nevers])
        self.query_one("#never").display = bool(protocol.nevers)
        self.reading.scroll_home(animate=False)
        self._dress()

    def _dress(self) -> None:
        look = best_look(self._protocols[self._at], self.size.width, self.size.height)
        self.set_classes(f"-{look.name}{' -spread' if self.size.width >= SPREAD else ''}")
        big = self.query_one("#letters")
        big.display = bool(look.letters)
        for line, text in zip(big.query_children(Words), _padded(look.letters), strict=True):
            line.display = bool(text)
            line.say(text)

    def _say_below(self) -> None:
        edge = self.reading.scroll_offset.y + self.reading.size.height
        steps = [line.row.number for line in self._lines() if line.virtual_region.bottom > edge]
        numbers = [each for each in steps if each.isdigit()]
        foot = self.query_one("#steps-below", Words)
        foot.display = bool(steps) and self.reading.max_scroll_y > 0
        foot.say(f"↓ step {numbers[0]} and on" if numbers else "↓ more below")

    def _lines(self) -> Sequence[Line]:
        return self.reading.rows()


def _padded(rows: Sequence[str]) -> Iterator[str]:
    yield from rows
    yield from [""] * (len(LOOKS[0].letters) - len(rows))
