"""The small print: where a found card goes back to, and that it may not be passed on."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from cards.drawing import Size
from cards.flow import Fixed, Paragraph, Piece, Style, set_text
from cards.plan import FLOOR
from themes import Colour


@lru_cache(maxsize=1_000)
def footer(return_to: tuple[str, ...], notice: str, colour: Colour, live: Size) -> Paragraph:
    """The small print over the whole width, at the bottom of the live space."""
    pieces = list(_pieces(return_to, notice, Style(FLOOR, False, colour)))
    foot = set_text(pieces, 0.0, 0.0, Fixed(live.width))
    return foot.moved(live.height - foot.bottom)


def _pieces(return_to: Sequence[str], notice: str, style: Style) -> Iterator[Piece]:
    yield Piece("Found? Return to", style)
    for number, part in enumerate(return_to, start=1):
        last = number == len(return_to)
        stop = "." if last and not part.endswith(".") else "" if last else ","
        yield Piece(part + stop, style, whole=_is_phone(part))
    yield Piece(notice, style)


def _is_phone(text: str) -> bool:
    """A telephone number is never broken over two rows."""
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))
