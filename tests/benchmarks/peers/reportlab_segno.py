"""reportlab's canvas and segno's codes, each code one path."""

from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.peers.common import BAND, LIVE, PAGE, RED, Ready, boxes, font, pages


def main(source: Path, out: Path) -> None:
    """Print the cards."""
    for bold in (False, True):
        pdfmetrics.registerFont(TTFont(str(bold), str(font(bold))))
    canvas = Canvas(str(out), pagesize=PAGE, pageCompression=1)
    for page in pages(source):
        for card, x, y in page:
            draw(canvas, card, x, PAGE[1] - y)
        canvas.showPage()
    canvas.save()


def draw(canvas: Canvas, card: Ready, x: float, y: float) -> None:
    """One card; y grows upwards."""
    canvas.setFillColorRGB(0, 0, 0)
    path = canvas.beginPath()
    for left, top, width, height in boxes(card.link):
        path.rect(x + left, y - top - height, width, height)
    canvas.drawPath(path, stroke=0, fill=1)
    if card.crisis:
        canvas.setFillColorRGB(*(part / 255 for part in RED))
        canvas.roundRect(x, y - BAND[0] - BAND[1], LIVE[0], BAND[1], 4, stroke=0, fill=1)
    for text in card.texts:
        canvas.setFillColorRGB(*(part / 255 for part in text.colour))
        canvas.setFont(str(text.bold), text.points)
        canvas.drawString(x + text.x, y - text.y, text.text)
