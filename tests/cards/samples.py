"""Cards of a pretend school."""

from datetime import UTC, date, datetime
from hashlib import sha256

import themes
from cards import Card, Line, stock
from cards.layout import Layout

THEME = themes.load("daylight")
STOCK = stock.load("avery-5371")
LAYOUT = Layout(STOCK)
PRINTED = datetime(2026, 8, 31, 7, 30, tzinfo=UTC)
SCHOOL = ("Maple Street Elementary", "12 Maple Street, Springfield", "+1 541 555 0100")
NOTICE = "Education record: may not be passed on (34 CFR 99.33)."
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
HARM = Line(
    "crisis",
    "IF HE SAYS HE WILL HURT HIMSELF OR SOMEONE ELSE",
    "Stay with him. Call home. He talks. No suspension first.",
)
BLAKES = (
    Line("medication", "5 MIN BEFORE LUNCH", "To the nurse's office", "Nurse"),
    Line("movement", "ANY TIME", "May pace or stand at the back", "Movement"),
    Line("testing", "TESTS", "Separate room for state tests", "Testing"),
)


def link(seed: str) -> str:
    """A card's link: 26 base32 characters that follow from the seed."""
    return "HTTPS://PLANS.MAPLE.EXAMPLE/C/" + "".join(
        LETTERS[byte % 32] for byte in sha256(seed.encode()).digest()[:26]
    )


def card(
    name: str = "Blake Bennett",
    lines: tuple[Line, ...] = BLAKES,
    crisis: tuple[Line, ...] = (HARM,),
    about: str = "Grade 5 · Room 12 · he/him",
    return_to: tuple[str, ...] = SCHOOL,
    target: str | None = None,
) -> Card:
    """Blake's card, or another's."""
    return Card(name, about, lines, crisis, date(2027, 6, 11), return_to, target or link(name), NOTICE)


def a_class(count: int) -> list[Card]:
    """So many students, each with a card like Blake's."""
    return [card(f"Student Number {number}") for number in range(count)]
