"""fpdf2 and segno's codes, each bar of a code a filled rectangle."""

import sys
from pathlib import Path

from fpdf import FPDF

from tests.benchmarks.peers.common import (
    BAND,
    CODE,
    LIVE,
    PAGE,
    PER_PAGE,
    RED,
    Ready,
    bars,
    cards,
    font,
    places,
)


def main(source: Path, out: Path) -> None:
    """Print the cards."""
    pdf = FPDF(unit="pt", format=PAGE)
    pdf.set_auto_page_break(False)
    for bold in (False, True):
        pdf.add_font("face", style="B" if bold else "", fname=font(bold))
    corners = list(places())
    for number, card in enumerate(cards(source)):
        if not number % PER_PAGE:
            pdf.add_page()
        draw(pdf, card, *corners[number % PER_PAGE])
    pdf.output(str(out))


def draw(pdf: FPDF, card: Ready, x: float, y: float) -> None:
    """One card."""
    pdf.set_fill_color(0, 0, 0)
    rows = list(bars(card.link))
    module = CODE / (rows[-1][1] + 1)
    for column, row, length in rows:
        pdf.rect(x + LIVE[0] - CODE + column * module, y + row * module, length * module, module, style="F")
    if card.crisis:
        pdf.set_fill_color(*RED)
        pdf.rect(x, y + BAND[0], LIVE[0], BAND[1], style="F", round_corners=True, corner_radius=4)
    for text in card.texts:
        pdf.set_text_color(*text.colour)
        pdf.set_font("face", style="B" if text.bold else "", size=text.points)
        pdf.text(x + text.x, y + text.y, text.text)


main(Path(sys.argv[1]), Path(sys.argv[2]))
