"""gLabels' batch merge: a template and a list. It is bounded, for at 10,000 cards it asks for 16 GB."""

import csv
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tests.benchmarks.peers.common import BAND, CARD, CODE, INSET, LIVE, RED, Ready, Text, cards, font

MEMORY = 6_000_000_000  # bytes
SECONDS = 600
PLACED = 'a0="1" a1="0" a2="0" a3="1" a4="0" a5="0"'
ASCENT = 0.984  # of Source Sans, of its size: text is placed by its top
MERGE = "Text/Comma/Line1Keys"  # a list with commas; its first row names the columns
MARGIN = 3.0  # points that gLabels leaves around text
WHITE = (255, 255, 255)


def main(source: Path, out: Path) -> None:
    """Print the cards: this process becomes gLabels, and ends where it asks for too much."""
    ready = list(cards(source))
    folder, merge = out.parent, out.with_name("merge.csv")
    fullest = max(ready, key=lambda card: len(card.texts))
    (folder / "cards.glabels").write_text("".join(_document(fullest, merge)), encoding="utf-8")
    _write(merge, ready, fullest)
    fonts = f"<fontconfig><dir>{font(True).parent}</dir><cachedir>{folder / 'fonts'}</cachedir></fontconfig>"
    (folder / "fonts.conf").write_text(fonts, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(SECONDS)
    files = (str(out), "--input", str(merge), str(folder / "cards.glabels"))
    os.execvp("glabels-3-batch", ["glabels-3-batch", "--output", *files])


def _write(file: Path, ready: list[Ready], fullest: Ready) -> None:
    """The list, a column a row of text; a card without a crisis has a white band."""
    with file.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(["link", "band", *(f"t{number}" for number in range(len(fullest.texts)))])
        for card in ready:
            said = {(text.x, text.y): text.text for text in card.texts}
            texts = [said.get((text.x, text.y), "") for text in fullest.texts]
            table.writerow([card.link, _hex(RED if card.crisis else WHITE), *texts])


def _document(fullest: Ready, merge: Path) -> Iterator[str]:
    """The template."""
    layout = f'nx="2" ny="5" x0="54pt" y0="36pt" dx="{CARD[0]}pt" dy="{CARD[1]}pt"'
    size = f'width="{CARD[0]}pt" height="{CARD[1]}pt"'
    yield '<?xml version="1.0"?><Glabels-document xmlns="http://glabels.org/xmlns/3.0/">'
    yield '<Template brand="Avery" part="5371" size="US-Letter">'
    yield f'<Label-rectangle id="0" {size} round="0pt"><Layout {layout}/></Label-rectangle></Template>'
    yield '<Objects id="0" rotate="False">'
    band = _box(0.0, BAND[0], LIVE[0], BAND[1])
    yield f'<Object-box {band} fill_color_field="band" line_width="0pt" line_color="0x00000000"/>'
    how = 'backend="libqrencode" style="IEC18004" text="False" checksum="False" color="0x000000ff"'
    yield f'<Object-barcode {_box(LIVE[0] - CODE, 0.0, CODE, CODE)} {how} field="link"/>'
    for number, text in enumerate(fullest.texts):
        yield _text(text, f"t{number}")
    yield f"</Objects><Merge type={quoteattr(MERGE)} src={quoteattr(str(merge))}/></Glabels-document>"


def _text(text: Text, field: str) -> str:
    weight, colour = "Bold" if text.bold else "Regular", f"0x{bytes(text.colour).hex()}ff"
    style = f'font_size="{text.points}" font_weight="{weight}" font_italic="False" color="{colour}"'
    box = _box(text.x - MARGIN, text.y - text.points * ASCENT - MARGIN, LIVE[0], 2 * text.points)
    face = 'font_family="Source Sans Pro" line_spacing="1"'
    span = f"<Span {face} {style}><Field name={quoteattr(field)}/></Span>"
    return f'<Object-text {box} justify="Left" valign="Top" auto_shrink="False">{span}</Object-text>'


def _box(x: float, y: float, width: float, height: float) -> str:
    left, top = x + INSET[0], y + INSET[1]
    return f'x="{left:.2f}pt" y="{top:.2f}pt" w="{width:.2f}pt" h="{height:.2f}pt" {PLACED}'


def _hex(colour: tuple[int, int, int]) -> str:
    return f"#{bytes(colour).hex()}"
