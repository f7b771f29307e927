"""The code on a printed card, read as a phone reads it."""

import zxingcpp
from pypdfium2 import PdfDocument

from tests.commands.terminal import Terminal


def printed_link(terminal: Terminal, student: str = "10042") -> str:
    """Print a student's card, and read the link from the picture of its page."""
    made = terminal.folder.parent / f"{student}.pdf"
    assert terminal("cards", student, "-o", made, "--force").status == 0
    (code,) = zxingcpp.read_barcodes(PdfDocument(made)[0].render(scale=4).to_pil())
    return str(code.text)


def day_pass(terminal: Terminal) -> str:
    """A pass for room 12, good until the end of this day."""
    code: str = terminal("daycode", "12", "--until", "23:59", "--json").json["code"]
    return code
