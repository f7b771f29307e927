"""A card's face as PDF page content: bytes in mm, from the live space's top left, y upwards as PDF has it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from cards import outlines, signs
from cards.drawing import POINT, Band, Code, Mark, Run, Sign
from cards.faces import AnyFace
from cards.lines import Block, Placed
from cards.pdf_file import number
from cards.shaping import EM, ShapedFace
from cards.typeface import Typeface, face, substitutes
from themes import Colour

TILE, MARKS = b"/Tile", b"/Marks"  # names of forms in a page's resources
SIGNS = {kind: f"/{kind}".encode() for kind in signs.MARKS}
FONTS = {False: b"/R", True: b"/B"}  # the names of the fonts in a page's resources
_ESCAPES = {ord("\\"): b"\\\\", ord("("): b"\\(", ord(")"): b"\\)", 0x0D: b"\\r"}

Start = tuple[float, float, float]  # how large a millimetre is in PDF points, and the point, in PDF points
Paths = Mapping[str, bytes]  # of each link, the dark modules of its code as a path


def content(marks: Iterable[Mark], paths: Paths) -> bytes:
    """These marks; they move with the coordinates that are in force."""
    return b"\n".join(_mark(mark, paths) for mark in marks)


def block(placed: Placed) -> bytes:
    """A block where it is placed."""
    inside = _inside(placed.block)
    return b"q 1 0 0 1 0 %s cm %b Q" % (number(-placed.down), inside) if placed.down else inside


@lru_cache(maxsize=20_000)
def _inside(block: Block) -> bytes:
    return content(block.marks, {})


def placed(inside: bytes, start: Start) -> bytes:
    """Content with its top left at a point of the page."""
    return b"%b%b%b" % (begin(start), inside, END)


END = b"\nQ\n"


@lru_cache(maxsize=1_000)
def begin(start: Start) -> bytes:
    """What stands before content with its top left at a point of the page, and END behind it."""
    scale, x, y = map(number, start)
    return b"q %s 0 0 %s %s %s cm\n" % (scale, scale, x, y)


def around(code: Code) -> tuple[bytes, bytes]:
    """What stands before and behind a code's path: all of it is filled once, in black ink alone."""
    module = number(code.module)
    place = b"q %s 0 0 -%s %s %s cm 0 g\n" % (module, module, number(code.x), number(-code.y))
    return place, b"f Q"


def before(run: Run) -> bytes:
    """What stands before a run's text: its colour, its font or size, and where it begins."""
    colour, x, y = _colour(run.colour), number(run.x), number(-run.baseline)
    if run.shaped:
        unit = b"%.6f" % (run.points * POINT / EM)
        return b"q %s 0 0 %s %s %s cm %s " % (unit, unit, x, y, colour)
    return b"BT %s %s %s Tf %s %s Td " % (colour, FONTS[run.bold], number(run.points * POINT), x, y)


@lru_cache(maxsize=20_000)
def text(said: str, chosen: AnyFace) -> bytes:
    """Text as it is shown: its words' strings, and between letters how far they close up."""
    if isinstance(chosen, ShapedFace):
        return outlines.text(chosen, said) + b"\nQ"
    return b"[(%b)] TJ ET" % b"\0 ".join([_word(word, chosen) for word in said.split(" ")])


def _mark(mark: Mark, paths: Paths) -> bytes:
    match mark:
        case Run():
            return before(mark) + text(mark.text, mark.shaped or face(mark.bold))
        case Band():
            return _band(mark)
        case Sign():
            return _sign(mark)
        case Code():
            return paths[mark.link].join(around(mark))


@lru_cache(maxsize=50_000)
def _word(word: str, plain: Typeface) -> bytes:
    """The inside of a word's string; kerns, in thousandths of an em, stand between strings."""
    kerns = [*plain.kerns(word), 0.0]
    parts = []
    for character, kern in zip(word, kerns, strict=False):
        code = substitutes().get(character, character).encode("utf-16-be")
        parts.append(b"".join(_ESCAPES.get(byte) or bytes((byte,)) for byte in code))
        if kern:
            parts.append(b")%d(" % round(-kern * 1000))
    return b"".join(parts)


def _band(band: Band) -> bytes:
    rect = band.rect
    path = signs.rounded(rect.left, rect.top, rect.right, rect.bottom, band.radius)
    return b"q 1 0 0 -1 0 0 cm %s %s f Q" % (_colour(band.colour), _path(path))


def _sign(sign: Sign) -> bytes:
    """The sign's own square, turned over and as large as it has to be."""
    size = number(sign.size)
    return b"q %s 0 0 -%s %s %s cm %s %s Do %s %s Do Q" % (
        size,
        size,
        number(sign.x),
        number(-sign.y),
        _colour(sign.tile),
        TILE,
        _colour(sign.mark),
        SIGNS[sign.kind],
    )


def forms() -> dict[bytes, bytes]:
    """The content of each form that a page's resources need: on a square of side 1, without colour."""
    marks = {name: _path(signs.MARKS[kind]) + b" f*" for kind, name in SIGNS.items()}
    return {TILE: _path(signs.TILE) + b" f", **marks}


def _path(path: signs.Path) -> bytes:
    return b" ".join(b" ".join((*map(number, points), operator.encode())) for operator, points in path)


def _colour(colour: Colour) -> bytes:
    """Neutral colours are set in black ink alone."""
    if colour.red == colour.green == colour.blue:
        return number(colour.red / 255) + b" g"
    return b" ".join(number(part / 255) for part in (colour.red, colour.green, colour.blue)) + b" rg"
