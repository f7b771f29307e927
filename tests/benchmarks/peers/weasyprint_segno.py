"""WeasyPrint: HTML and CSS, with segno's codes as SVG."""

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from weasyprint import HTML

from tests.benchmarks.peers.common import BAND, CODE, LIVE, PER_PAGE, RED, Ready, bars, cards, font, places

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
    HTML(string="".join(page(list(cards(source))))).write_pdf(str(out))


def page(ready: list[Ready]) -> Iterator[str]:
    """The document, in pieces."""
    corners = list(places())
    yield f"<html lang=en><style>{STYLE}</style><body>"
    for first in range(0, len(ready), PER_PAGE):
        yield "<section>"
        for card, (x, y) in zip(ready[first : first + PER_PAGE], corners, strict=False):
            band = "<hr>" if card.crisis else ""
            yield f'<div style="left:{x:.3f}pt;top:{y:.3f}pt">{code(card.link)}{band}'
            for text in card.texts:
                weight = "bold" if text.bold else "normal"
                yield (
                    f'<p style="left:{text.x}pt;top:{text.y - text.points * 0.9}pt;font-size:{text.points}pt;'
                    f'font-weight:{weight};color:rgb{text.colour}">{escape(text.text)}</p>'
                )
            yield "</div>"
        yield "</section>"


def code(link: str) -> str:
    """A code as SVG, one path."""
    rows = list(bars(link))
    side = rows[-1][1] + 1
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in rows)
    return f'<svg viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'


main(Path(sys.argv[1]), Path(sys.argv[2]))
