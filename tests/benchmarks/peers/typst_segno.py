"""typst, with segno's codes as SVG."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from tests.benchmarks.peers.common import BAND, CODE, LIVE, RED, Ready, font, pages, svg

DOCUMENT = f"""
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
    made = [[row(*placed) for placed in page] for page in pages(source)]
    with TemporaryDirectory() as folder:
        (Path(folder) / "cards.json").write_text(json.dumps(made), encoding="utf-8")
        (Path(folder) / "cards.typ").write_text(DOCUMENT, encoding="utf-8")
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
    return {"x": x, "y": y, "crisis": card.crisis, "code": svg(card.link), "texts": texts}
