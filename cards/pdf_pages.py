"""Reads the content of a finished PDF's pages, led by the file's own tables as any reader is.

ISO 32000-1: cross-reference table 7.5.4, page tree 7.7.3. It knows files whose tables are plain, as ours are.
"""

import mmap
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import overload

from cards.errors import Unreadable

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SECTION = re.compile(rb"xref\s+0\s+(\d+)\s+(?=\d{10} \d{5} f)")
_ROOT = re.compile(rb"/Root\s+(\d+)\s")
_PAGES = re.compile(rb"/Pages\s+(\d+)\s")
_COUNT = re.compile(rb"/Count\s+(\d+)")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")
_LENGTH = re.compile(rb"/Length\s+(\d+)")
_STREAM = re.compile(rb"stream\r?\n")
_ROW = 20  # bytes of a row of the table
_TAIL = 1_000  # bytes from the end in which a reader looks for where the table begins


class PdfPages(Sequence[bytes]):
    """The content of each page, inflated when it is asked for; raises Unreadable."""

    def __init__(self, file: mmap.mmap) -> None:
        self._file = file
        table = int(_found(_START, file[-_TAIL:]))
        section = _SECTION.match(file, table)
        if not section:
            raise Unreadable("its table of objects cannot be read")
        self._rows, count = section.end(), int(section[1])
        trailer = file[self._rows + _ROW * count :]
        catalog = self._dictionary(int(_found(_ROOT, trailer)))
        root = self._dictionary(int(_found(_PAGES, catalog)))
        self._count = int(_found(_COUNT, root))
        self._nodes = [self._kids(node) for node in _references(_KIDS, root)]

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, page: int) -> bytes: ...

    @overload
    def __getitem__(self, page: slice) -> list[bytes]: ...

    def __getitem__(self, page: int | slice) -> bytes | list[bytes]:
        if isinstance(page, slice):
            return [self[each] for each in range(*page.indices(len(self)))]
        contents = self._dictionary(self._page(page))
        return b"\n".join([self._content(number) for number in _references(_CONTENTS, contents)])

    def _page(self, number: int) -> int:
        """The object of a page: under the root are nodes, and under those pages, or pages alone."""
        for kids in self._nodes:
            if number < len(kids):
                return kids[number]
            number -= len(kids)
        raise Unreadable("it has fewer pages than it says")

    def _kids(self, node: int) -> list[int]:
        """The pages under a node; a page is its own."""
        dictionary = self._dictionary(node)
        return _references(_KIDS, dictionary) if b"/Kids" in dictionary else [node]

    def _begin(self, number: int) -> int:
        """Where an object begins."""
        row = self._rows + _ROW * number
        offset = self._file[row : row + 10]
        if not offset.isdigit():
            raise Unreadable("its table of objects cannot be read")
        return int(offset)

    def _dictionary(self, number: int) -> bytes:
        begin = self._begin(number)
        return self._file[begin : self._file.find(b"endobj", begin)]

    def _content(self, number: int) -> bytes:
        begin = self._begin(number)
        stream = _STREAM.search(self._file, begin)
        if not stream:
            raise Unreadable("a page has no content")
        head = self._file[begin : stream.start()]
        data = self._file[stream.end() : stream.end() + int(_found(_LENGTH, head))]
        return zlib.decompress(data) if b"/FlateDecode" in head else data


@contextmanager
def opened(path: Path) -> Iterator[PdfPages]:
    """The pages of a file; raises Unreadable where its content can't be read."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            yield PdfPages(mapped)
    except (Unreadable, ValueError, zlib.error) as error:
        raise Unreadable(
            f'"{path.name}" could not be opened to read its codes back; print the cards again'
        ) from error


def _references(pattern: re.Pattern[bytes], text: bytes) -> list[int]:
    return [int(number) for number in _REFERENCE.findall(_found(pattern, text))]


def _found(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    found = pattern.search(text)
    if not found:
        raise Unreadable("its structure cannot be read")
    return found[1]
