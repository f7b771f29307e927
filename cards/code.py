"""The QR code of a link: ISO/IEC 18004, level M, alphanumeric, the mask with the lowest penalty."""

import re
from collections.abc import Sequence

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from cards.errors import LinkUnfit

QUIET = 4  # modules of white on every side (ISO/IEC 18004, 5.3.8)
SIDE = 14.5  # mm; 29 modules of 0.50, or 33 of 0.44
CAPACITY = {3: 61, 4: 90}  # characters that a version holds at level M (ISO/IEC 18004, table 7)
_WRITABLE = re.compile(r"[0-9A-Z $%*+\-./:]+")

Modules = Sequence[Sequence[bool]]


def fault(link: str) -> str | None:
    """Why this link can't be a card's code, as a sentence, or None."""
    most = max(CAPACITY.values())
    if not link:
        return "the link for the card's code is empty"
    if not _WRITABLE.fullmatch(link):
        return "a code can't hold all characters of the link; use capitals, digits and - . / :"
    if len(link) > most:
        return f"the link has {len(link)} characters, a card's code holds {most}; use a shorter address"
    return None


def encode(link: str) -> Modules:
    """The code's modules, True for dark, row by row, without the quiet zone."""
    if why := fault(link):
        raise LinkUnfit(why)
    version = next(version for version, most in CAPACITY.items() if len(link) <= most)
    code = QRCode(version=version, error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(link.encode(), optimize=0)
    code.make(fit=False)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)
