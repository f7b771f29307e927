"""fpdf2 and segno's codes, each bar of a code a filled rectangle."""

from pathlib import Path

from fpdf import FPDF

from tests.benchmarks.peers.common import BAND, LIVE, PAGE, RED, Ready, boxes, font, pages


def main(source: Path, out: Path) -> None:
    """Print the cards."""
    pdf = FPDF(unit="pt", format=PAGE)
    pdf.set_auto_page_break(False)
    for bold in (False, True):
        pdf.add_font("face", style="B" if bold else "", fname=font(bold))
    for page in pages(source):
        pdf.add_page()
        for card, x, y in page:
            draw(pdf, card, x, y)
    pdf.output(str(out))


def draw(pdf: FPDF, card: Ready, x: float, y: float) -> None:
    """One card."""
    pdf.set_fill_color(0, 0, 0)
    for left, top, width, height in boxes(card.link):
        pdf.rect(x + left, y + top, width, height, style="F")
    if card.crisis:
        pdf.set_fill_color(*RED)
        pdf.rect(x, y + BAND[0], LIVE[0], BAND[1], style="F", round_corners=True, corner_radius=4)
    for text in card.texts:
        pdf.set_text_color(*text.colour)
        pdf.set_font("face", style="B" if text.bold else "", size=text.points)
        pdf.text(x + text.x, y + text.y, text.text)
