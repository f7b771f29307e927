"""reportlab's canvas and segno's codes, each code one path."""

import sys
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

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
    for bold in (False, True):
        pdfmetrics.registerFont(TTFont(str(bold), str(font(bold))))
    canvas = Canvas(str(out), pagesize=PAGE, pageCompression=1)
    corners = list(places())
    for number, card in enumerate(cards(source)):
        if number and not number % PER_PAGE:
            canvas.showPage()
        draw(canvas, card, *corners[number % PER_PAGE])
    canvas.save()


def draw(canvas: Canvas, card: Ready, x: float, y: float) -> None:
    """One card."""
    canvas.setFillColorRGB(0, 0, 0)
    path = canvas.beginPath()
    rows = list(bars(card.link))
    module = CODE / (rows[-1][1] + 1)
    for column, row, length in rows:
        left, top = x + LIVE[0] - CODE + column * module, y + (row + 1) * module
        path.rect(left, PAGE[1] - top, length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)
    if card.crisis:
        canvas.setFillColorRGB(*(part / 255 for part in RED))
        canvas.roundRect(x, PAGE[1] - y - BAND[0] - BAND[1], LIVE[0], BAND[1], 4, stroke=0, fill=1)
    for text in card.texts:
        canvas.setFillColorRGB(*(part / 255 for part in text.colour))
        canvas.setFont(str(text.bold), text.points)
        canvas.drawString(x + text.x, PAGE[1] - y - text.y, text.text)


main(Path(sys.argv[1]), Path(sys.argv[2]))
