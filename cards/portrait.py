"""A card as a picture, made from the very PDF that would be printed."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from pypdfium2 import PdfDocument

from cards import pdf
from cards.card import Card
from cards.drawing import POINT, Size
from cards.layout import Layout
from cards.paper import Stock
from themes import Theme

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def portrait(card: Card, theme: Theme, size: Size, dots: float) -> Image.Image:
    """The card on a sheet of its own size in mm, at so many dots a millimetre."""
    sheet = Stock("portrait", "", size, size, 0.0, 0.0, size, 1, 1)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "card.pdf"
        pdf.write([card], path, Layout(sheet), theme, "", _NO_DATE)
        with closing(PdfDocument(path)) as document, closing(document[0]) as page:
            picture: Image.Image = page.render(scale=dots * POINT).to_pil().convert("RGB")
            return picture
