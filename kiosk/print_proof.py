"""A proof sheet for a printer and its card paper; it names nobody and makes no link."""

import datetime as dt
from pathlib import Path

from cards import proof
from cards.layout import Layout
from kiosk.pdf_place import expect_pdf
from kiosk.placing import placing


def print_proof(out: Path, layout: Layout, created: dt.datetime, *, force: bool) -> None:
    """Write the proof sheet, a page a side."""
    expect_pdf(out, force=force)
    with placing(out) as place:
        place.temporary.write_bytes(proof.write(layout, created))
        place.put()
