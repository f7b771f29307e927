"""Writes faces as whole pages of a PDF, such as a room's sheet.

The same faces, title and date give the same bytes.
"""

import zlib
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import repeat

from cards import ink
from cards.drawing import POINT, Face, Run, Size
from cards.fonts import embed_fonts
from cards.pdf import FORM
from cards.pdf_file import PdfFile


def write(
    faces: Sequence[Face],
    title: str,
    created: datetime,
    starts: Sequence[ink.Start] | None = None,
    duplex: bytes | None = None,
) -> bytes:
    """The PDF, a page a face; all faces are of the size of the first.

    `starts` says where on its page each is laid, and how large; without it they fill their pages.
    """
    out = BytesIO()
    pdf = PdfFile(out)
    size = faces[0].size
    for face, start in zip(faces, starts or repeat(_filling(size)), strict=False):
        content = ink.placed(ink.content(face.marks, {}), start)
        pdf.page([zlib.compress(content)])
    fonts = embed_fonts(pdf, {bold: _characters(faces, bold) for bold in ink.FONTS})
    forms = {name: pdf.stream(content, FORM) for name, content in ink.forms().items()}
    pdf.finish(size, {b"/Font": fonts, b"/XObject": forms}, title, created, duplex)
    return out.getvalue()


def _filling(size: Size) -> ink.Start:
    return 1 / POINT, 0.0, size.height / POINT


def _characters(faces: Sequence[Face], bold: bool) -> set[str]:
    runs = [mark for face in faces for mark in face.marks if isinstance(mark, Run) and mark.bold is bold]
    return {character for run in runs for character in run.text}
