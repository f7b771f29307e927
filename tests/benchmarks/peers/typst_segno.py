"""typst, with segno's codes as SVG."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from tests.benchmarks.peers.common import BAND, CODE, LIVE, PER_PAGE, RED, Ready, bars, cards, font, places

PAGES = f"""
#set page(width: 612pt, height: 792pt, margin: 0pt)
#set text(font: "Source Sans Pro", top-edge: "baseline")
#let at(x, y, it) = place(top + left, dx: x * 1pt, dy: y * 1pt, it)
#for page in json("cards.json") {{
  for card in page {{
    at(card.x + {LIVE[0] - CODE}, card.y, image(bytes(card.code), format: "svg", width: {CODE}pt))
    if card.crisis {{
      let size = (width: {LIVE[0]}pt, height: {BAND[1]}pt)
      at(card.x, card.y + {BAND[0]}, rect(..size, radius: 4pt, fill: rgb{RED}))
    }}
    for t in card.texts {{
      let style = (size: t.points * 1pt, weight: t.weight, fill: rgb(t.colour))
      at(card.x + t.x, card.y + t.y, text(..style, t.text))
    }}
  }}
  pagebreak(weak: true)
}}
"""


def main(source: Path, out: Path) -> None:
    """Print the cards."""
    corners = list(places())
    ready = list(cards(source))
    pages = [
        [row(card, *corner) for card, corner in zip(ready[first : first + PER_PAGE], corners, strict=False)]
        for first in range(0, len(ready), PER_PAGE)
    ]
    with TemporaryDirectory() as folder:
        (Path(folder) / "cards.json").write_text(json.dumps(pages), encoding="utf-8")
        (Path(folder) / "cards.typ").write_text(PAGES, encoding="utf-8")
        typst.compile(str(Path(folder) / "cards.typ"), output=str(out), font_paths=[str(font(True).parent)])


def row(card: Ready, x: float, y: float) -> dict[str, object]:
    """A card as the document reads it."""
    texts = [
        {
            "x": text.x,
            "y": text.y,
            "points": text.points,
            "text": text.text,
            "weight": "bold" if text.bold else "regular",
            "colour": f"#{bytes(text.colour).hex()}",
        }
        for text in card.texts
    ]
    return {"x": x, "y": y, "crisis": card.crisis, "code": code(card.link), "texts": texts}


def code(link: str) -> str:
    """A code as SVG, one path."""
    rows = list(bars(link))
    side = rows[-1][1] + 1
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in rows)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'


main(Path(sys.argv[1]), Path(sys.argv[2]))
