"""WeasyPrint: HTML and CSS, with segno's codes as SVG."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from weasyprint import HTML

from tests.benchmarks.peers.common import BAND, CODE, LIVE, RED, font, pages, svg

STYLE = f"""
@page {{ size: letter; margin: 0 }}
@font-face {{ font-family: face; src: url({font(False).as_uri()}) }}
@font-face {{ font-family: face; font-weight: bold; src: url({font(True).as_uri()}) }}
body {{ margin: 0; font-family: face }}
section {{ position: relative; height: 792pt; page-break-after: always }}
div {{ position: absolute; width: {LIVE[0]:.3f}pt; height: {LIVE[1]:.3f}pt }}
p {{ position: absolute; margin: 0; line-height: 1; white-space: nowrap }}
svg {{ position: absolute; right: 0; top: 0; width: {CODE:.3f}pt; height: {CODE:.3f}pt }}
hr {{ position: absolute; margin: 0; border: 0; width: 100%; top: {BAND[0]}pt; height: {BAND[1]}pt;
      background: rgb{RED}; border-radius: 4pt }}
"""


def main(source: Path, out: Path) -> None:
    """Print the cards."""
    HTML(string="".join(document(source))).write_pdf(str(out))


def document(source: Path) -> Iterator[str]:
    """The document, in pieces."""
    yield f"<html lang=en><style>{STYLE}</style><body>"
    for page in pages(source):
        yield "<section>"
        for card, x, y in page:
            band = "<hr>" if card.crisis else ""
            yield f'<div style="left:{x:.3f}pt;top:{y:.3f}pt">{svg(card.link)}{band}'
            for text in card.texts:
                weight = "bold" if text.bold else "normal"
                yield (
                    f'<p style="left:{text.x}pt;top:{text.y - text.points * 0.9}pt;font-size:{text.points}pt;'
                    f'font-weight:{weight};color:rgb{text.colour}">{escape(text.text)}</p>'
                )
            yield "</div>"
        yield "</section>"
