"""Writes the objects of a PDF one after another, each once and for good, so that memory stays flat.

ISO 32000-1: objects and streams 7.3, file structure 7.5, page tree 7.7.3. What pages have in common stands
once, at the root of the tree, and they inherit it.
"""

import hashlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import BinaryIO

from cards.drawing import POINT, Size

NODE = 500  # pages that hang on one node of the tree
MAKER = "Accommodation Kiosk"
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _ROOT, _INFO = 1, 2, 3


Resources = Mapping[bytes, Mapping[bytes, int]]  # the objects of each kind, by their names in pages


class PdfFile:
    """A PDF that is being written: pages in their order, other objects at any time, `finish` at the end."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = len(_HEAD)
        self._offsets = array("Q", [0, 0, 0, 0])
        self._nodes: list[int] = []
        self._kids: list[int] = []  # of the newest node
        self._digest = hashlib.sha256()
        self.pages = 0
        out.write(_HEAD)

    def page(self, contents: Sequence[bytes]) -> None:
        """Add a page with its content: streams that follow one another, compressed (FlateDecode)."""
        if not self.pages % NODE:
            self._end_node()
            self._nodes.append(self._reserve())
        streams = _references([self.stream(each, b"/Filter/FlateDecode") for each in contents])
        streams = streams if len(contents) == 1 else b"[%b]" % streams
        page = b"<</Type/Page/Parent %d 0 R/Contents %b>>" % (self._nodes[-1], streams)
        self._kids.append(self.object(page))
        self.pages += 1

    def object(self, body: bytes) -> int:
        """Add an object; returns its number."""
        number = self._reserve()
        self._put(number, body)
        return number

    def stream(self, data: bytes, entries: bytes = b"") -> int:
        """Add a stream, with entries for its dictionary; returns its number."""
        self._digest.update(data)
        return self.object(b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), entries, data))

    def finish(
        self, size: Size, resources: Resources, title: str, created: datetime, duplex: bytes | None = None
    ) -> None:
        """End the file: the size and the resources of all pages, and what the document says of itself.

        `duplex` is how its sheets are to be turned (ISO 32000-1, table 150).
        """
        self._end_node()
        self._put(_ROOT, self._root(size, resources))
        self._put(_INFO, _info(title, created))
        self._put(_CATALOG, _catalog(duplex))
        self._digest.update(f"{title}\n{created.isoformat()}".encode())
        self._end()

    def _end_node(self) -> None:
        if self._kids:
            entries = (_ROOT, len(self._kids), _references(self._kids))
            self._put(self._nodes[-1], b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % entries)
            self._kids = []

    def _root(self, size: Size, resources: Resources) -> bytes:
        box = b" ".join(number(side / POINT) for side in (size.width, size.height))
        named = b"".join(b"%b<<%b>>" % (kind, _named(objects)) for kind, objects in resources.items())
        said = (self.pages, _references(self._nodes), box, named)
        return b"<</Type/Pages/Count %d/Kids[%b]/MediaBox[0 0 %b]/Resources<<%b>>>>" % said

    def _end(self) -> None:
        """The table of where each object begins, and the trailer."""
        name = self._digest.hexdigest()[:32].encode()
        rows = b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets[1:])
        self._out.write(
            b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(self._offsets), rows)
            + b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R" % (len(self._offsets), _CATALOG, _INFO)
            + b"/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n" % (name, name, self._at)
        )

    def _reserve(self) -> int:
        self._offsets.append(0)
        return len(self._offsets) - 1

    def _put(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._at
        self._at += self._out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))


def _info(title: str, created: datetime) -> bytes:
    date, maker = _text(_date(created)), _text(MAKER)
    said = (_text(title), maker, maker, date, date)
    return b"<</Title%b/Creator%b/Producer%b/CreationDate%b/ModDate%b>>" % said


def _catalog(duplex: bytes | None) -> bytes:
    """The language, and that pages are printed at their true size."""
    turned = b"/Duplex/%b" % duplex if duplex else b""
    preferences = b"<</PrintScaling/None/DisplayDocTitle true%b>>" % turned
    return b"<</Type/Catalog/Pages %d 0 R/Lang(en)/ViewerPreferences%b>>" % (_ROOT, preferences)


def _named(objects: Mapping[bytes, int]) -> bytes:
    return b"".join([b"%b %d 0 R" % named for named in objects.items()])


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join([b"%d 0 R" % number for number in numbers])


@lru_cache(maxsize=20_000)
def number(value: float) -> bytes:
    """A number, to a ten-thousandth."""
    return (b"%.4f" % (value + 0.0)).rstrip(b"0").rstrip(b".")


def _text(text: str) -> bytes:
    """A text string, as UTF-16 with its mark (7.9.2.2)."""
    return b"<%b>" % ("\ufeff" + text).encode("utf-16-be").hex().upper().encode()


def _date(moment: datetime) -> str:
    """A date as PDF writes it: D:20260831073000+00'00' (7.9.4)."""
    offset = moment.strftime("%z")
    zone = f"{offset[:3]}'{offset[3:5]}'" if offset else ""
    return f"D:{moment:%Y%m%d%H%M%S}{zone}"
