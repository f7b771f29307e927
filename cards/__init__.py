"""Draws pocket cards: knows paper, type and QR codes, and has never heard of a student's plan.

What needs a font, a code or a PDF is a module of its own (`cards.pdf`, `cards.read_back`, …), loaded when
imported: to know what a card is costs nothing.
"""

from cards.card import Card, Line
from cards.errors import (
    CardError,
    DoesNotFit,
    LinkUnfit,
    NoFace,
    StockUnfit,
    TooMuch,
    UnknownStock,
    Unreadable,
)

__all__ = [
    "Card",
    "CardError",
    "DoesNotFit",
    "Line",
    "LinkUnfit",
    "NoFace",
    "StockUnfit",
    "TooMuch",
    "UnknownStock",
    "Unreadable",
]
