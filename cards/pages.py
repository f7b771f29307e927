"""Writes faces as whole pages of a PDF, such as a room's sheet.

The same faces, title and date give the same bytes.
"""

import zlib
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from cards import ink
from cards.drawing import POINT, Face, Run
from cards.embed import embed
from cards.pdf import FORM
from cards.pdf_file import PdfFile


def write(faces: Sequence[Face], title: str, created: datetime) -> bytes:
    """The PDF, a page a face; all faces are of the size of the first."""
    out = BytesIO()
    pdf = PdfFile(out)
    size = faces[0].size
    for face in faces:
        content = ink.placed(ink.content(face.marks, {}), 0.0, size.height / POINT)
        pdf.page([zlib.compress(content)])
    fonts = {name: embed(pdf, bold, _characters(faces, bold)) for bold, name in ink.FONTS.items()}
    forms = {name: pdf.stream(content, FORM) for name, content in ink.forms().items()}
    pdf.finish(size, {b"/Font": fonts, b"/XObject": forms}, title, created)
    return out.getvalue()


def _characters(faces: Sequence[Face], bold: bool) -> set[str]:
    runs = [mark for face in faces for mark in face.marks if isinstance(mark, Run) and mark.bold is bold]
    return {character for run in runs for character in run.text}
