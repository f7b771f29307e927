"""The small print: where a found card goes back to, and that it may not be passed on."""

from collections.abc import Iterator

from cards.card import Card
from cards.flow import Paragraph, Piece, Style, fixed, set_text
from cards.plan import FLOOR
from themes import Palette


def footer(card: Card, paper: Palette, width: float) -> Paragraph:
    """The small print over the whole width, its top at 0."""
    style = Style(FLOOR, False, paper.muted)
    return set_text(list(_pieces(card, style)), 0.0, 0.0, fixed(width))


def _pieces(card: Card, style: Style) -> Iterator[Piece]:
    yield Piece("Found? Return to", style)
    for number, part in enumerate(card.return_to, start=1):
        last = number == len(card.return_to)
        stop = "." if last and not part.endswith(".") else "" if last else ","
        yield Piece(part + stop, style, whole=_is_phone(part))
    yield Piece(card.notice, style)


def _is_phone(text: str) -> bool:
    """A telephone number is never broken over two rows."""
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))
