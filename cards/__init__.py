"""Draws pocket cards: knows paper, type and QR codes, and has never heard of a student's plan.

What needs a font, a code or a PDF is a module of its own (`cards.pdf`, `cards.read_back`, …), loaded when
imported: to know what a card is costs nothing.
"""

import os

from cards.card import NOTICE, Back, Blank, Card, Laid, Line, Pass, Protocol, Separator
from cards.errors import (
    CardError,
    DoesNotFit,
    LayoutUnfit,
    LinkUnfit,
    NoFace,
    StockUnfit,
    TooMuch,
    UnknownStock,
    Unreadable,
)
from cards.point import Point

# numpy only counts bits here: threads of its own would cost time, and keep a process from being copied.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = [
    "NOTICE",
    "Back",
    "Blank",
    "Card",
    "CardError",
    "DoesNotFit",
    "Laid",
    "LayoutUnfit",
    "Line",
    "LinkUnfit",
    "NoFace",
    "Pass",
    "Point",
    "Protocol",
    "Separator",
    "StockUnfit",
    "TooMuch",
    "UnknownStock",
    "Unreadable",
]
