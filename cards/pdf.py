"""Writes cards as a PDF: page content as bytes of our own, the objects around it by pikepdf.

The same cards, stock, theme, title and date give the same file, byte for byte.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from attrs import frozen
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf, String
from pikepdf.models.metadata import encode_pdf_date

from cards import ink
from cards.card import Card
from cards.drawing import POINT, Face, Run
from cards.embed import embed, substitutes
from cards.errors import DoesNotFit
from cards.face import lay_out_all
from cards.stock import Stock
from themes import Theme

MAKER = "Accommodation Kiosk"


def write(
    cards: Sequence[Card], path: Path, stock: Stock, theme: Theme, title: str, created: datetime
) -> int:
    """Write the cards to exactly this path; returns how many pages they take.

    Raises DoesNotFit, naming every card that can't be printed, before anything is written.
    """
    faces, faults = lay_out_all(cards, theme, stock.live)
    if faults:
        raise DoesNotFit(faults)
    text = _Text.of(faces)
    with Pdf.new() as pdf:
        resources = pdf.make_indirect(Dictionary(Font=Dictionary(_fonts(pdf, text))))
        for content in _pages(faces, stock, text.codes):
            pdf.pages.append(_page(pdf, stock, resources, content))
        _describe(pdf, title, created)
        pdf.save(path, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return len(pdf.pages)


@frozen
class _Text:
    """The characters that a file uses in each weight, and the codes of those beyond U+FFFF."""

    used: Mapping[bool, frozenset[str]]
    codes: dict[str, str]

    @classmethod
    def of(cls, faces: Sequence[Face]) -> "_Text":
        """The characters on these faces."""
        runs = [mark for face in faces for mark in face.marks if isinstance(mark, Run)]
        used = {
            bold: frozenset("".join(run.text for run in runs if run.bold is bold)) for bold in (False, True)
        }
        return cls(used, substitutes(used[False] | used[True]))


def _fonts(pdf: Pdf, text: _Text) -> dict[str, Object]:
    return {ink.FONTS[bold].decode(): embed(pdf, bold, text.used[bold], text.codes) for bold in (False, True)}


def _pages(faces: Sequence[Face], stock: Stock, codes: Mapping[str, str]) -> Iterator[bytes]:
    """The content of each page; the last may be partly filled."""
    pages: list[list[bytes]] = [[] for _ in range(stock.pages(len(faces)))]
    for face, place in zip(faces, stock.places(len(faces)), strict=True):
        x = (place.x + stock.inset.width) / POINT
        y = (stock.page.height - place.y - stock.inset.height) / POINT
        pages[place.page].append(ink.placed(ink.content(face, codes), x, y))
    yield from map(b"".join, pages)


def _page(pdf: Pdf, stock: Stock, resources: Object, content: bytes) -> Page:
    box = [0, 0, *(round(side / POINT, 4) for side in (stock.page.width, stock.page.height))]
    page = Dictionary(
        Type=Name.Page, MediaBox=Array(box), Resources=resources, Contents=pdf.make_stream(content)
    )
    return Page(pdf.make_indirect(page))


def _describe(pdf: Pdf, title: str, created: datetime) -> None:
    """The title, language and date, and that the cards are printed at their true size."""
    date = encode_pdf_date(created)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Title=title, Creator=MAKER, Producer=MAKER, CreationDate=date, ModDate=date)
    )
    pdf.Root.Lang = String("en")
    pdf.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"), DisplayDocTitle=True)
