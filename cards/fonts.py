"""The fonts that a file's pages need."""

from collections.abc import Mapping, Set

from cards import embed, ink, unseen
from cards.pdf_file import PdfFile
from cards.typeface import face


def embed_fonts(pdf: PdfFile, used: Mapping[bool, Set[str]]) -> dict[bytes, int]:
    """Add both weights with the characters used in each, and what tells of others; by their names."""
    fonts = {}
    others: set[str] = set()
    for bold, name in ink.FONTS.items():
        ours = face(bold).characters
        fonts[name] = embed.embed(pdf, bold, used[bold] & ours)
        others |= used[bold] - ours
    planes = {ord(each) >> 16 for each in others} | ({0} if others else set())
    return fonts | {unseen.font_name(plane): unseen.embed(pdf, plane) for plane in sorted(planes)}
