"""A picture of themes, with Blake's morning on them: he is made up, and so is his card."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cards import Card, Line, swatch
from cards.swatch import Row, Sample
from kiosk.picture_file import draw_into
from kiosk.plans.model import Kind
from themes import Theme


def draw(themes: Sequence[Theme], out: Path, *, force: bool) -> None:
    """Draw every theme into a PNG; a file that exists is kept unless forced."""
    draw_into(out, partial(swatch.draw, themes, SAMPLE), name="themes", force=force)


def _row(heading: str, kind: Kind, text: str) -> Row:
    return Row(heading, kind, kind.sign, kind.word, text)


def _line(kind: Kind, heading: str, text: str) -> Line:
    return Line(kind, heading, text, kind.word)


_CARD = Card(
    name="Blake Bennett",
    about="Grade 5 · Room 12 · he/him",
    lines=(
        _line(Kind.MEDICATION, "LUNCH", "To the nurse's office"),
        _line(Kind.MOVEMENT, "ANY TIME", "May pace or stand at the back"),
        _line(Kind.TESTING, "TESTS", "Separate room for state tests"),
    ),
    crisis=(
        _line(
            Kind.CRISIS,
            "IF HE SAYS HE WILL HURT HIMSELF OR SOMEONE ELSE",
            "Stay with him. Call home. He talks. No suspension first.",
        ),
    ),
    valid_until=dt.date(2027, 6, 11),
    return_to=("Maple Street Elementary", "12 Maple Street, Springfield", "+1 541 555 0100"),
    link="HTTPS://PLANS.MAPLE.EXAMPLE/C/THISISAMADEUPCARDOFNOBODYS",
    notice="Education record: may not be passed on (34 CFR 99.33).",
)
SAMPLE = Sample(
    place="Maple Street Elementary · Room 12",
    time="period 4 · Mon 23 Nov 11:50",
    name="Blake Bennett",
    about="Grade 5 · Room 12",
    rows=(
        _row("NOW", Kind.MOVEMENT, "May pace or stand at the back of the room"),
        _row("", Kind.ENVIRONMENT, "Sits by the door, where it is quiet"),
        _row("NEXT", Kind.MEDICATION, "To the nurse's office; send him at 11:55"),
    ),
    crisis=_row("IF", Kind.CRISIS, "he says he will hurt himself or someone else"),
    never="NEVER suspend before he has been heard",
    hints="/ find    c crisis    w why    F1 help    F2 theme",
    card=_CARD,
)
"""What stands in the picture."""
