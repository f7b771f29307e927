"""A card's face as PDF page content: bytes in mm, from the live space's top left, y upwards as PDF has it."""

from collections.abc import Iterable, Iterator, Mapping

from cards import signs
from cards.drawing import POINT, Band, Code, Face, Mark, Run, Sign
from cards.typeface import face
from themes import Colour

FONTS = {False: b"/R", True: b"/B"}  # the names of the fonts in a page's resources
_ESCAPES = {ord("\\"): b"\\\\", ord("("): b"\\(", ord(")"): b"\\)", 0x0D: b"\\r"}

Substitutes = Mapping[str, str]  # the code that stands for a character beyond U+FFFF


def content(drawn: Face, substitutes: Substitutes) -> bytes:
    """Everything on the face; it moves with the coordinates that are in force."""
    return b"\n".join(_mark(mark, substitutes) for mark in drawn.marks)


def placed(inside: bytes, x: float, y: float) -> bytes:
    """Content with its top left at a point of the page, in PDF points."""
    scale = _number(1 / POINT)
    return b"q %s 0 0 %s %s %s cm\n%s\nQ\n" % (scale, scale, _number(x), _number(y), inside)


def _mark(mark: Mark, substitutes: Substitutes) -> bytes:
    match mark:
        case Run():
            return _run(mark, substitutes)
        case Band():
            return _band(mark)
        case Sign():
            return _sign(mark)
        case Code():
            return _code(mark)


def _run(run: Run, substitutes: Substitutes) -> bytes:
    return b"BT %s %s %s Tf %s %s Td [%s] TJ ET" % (
        _colour(run.colour),
        FONTS[run.bold],
        _number(run.points * POINT),
        _number(run.x),
        _number(-run.baseline),
        b"".join(_kerned(run, substitutes)),
    )


def _kerned(run: Run, substitutes: Substitutes) -> Iterator[bytes]:
    """Strings of the text, and between them how far it closes up, in thousandths of an em."""
    kerns = [*face(run.bold).kerns(run.text), 0.0]
    start = 0
    for end, kern in enumerate(kerns, start=1):
        if kern or end == len(run.text):
            yield _string(run.text[start:end], substitutes)
            yield b"%d" % round(-kern * 1000) if kern else b""
            start = end


def _string(text: str, substitutes: Substitutes) -> bytes:
    codes = "".join(substitutes.get(character, character) for character in text).encode("utf-16-be")
    return b"(%s)" % b"".join(_ESCAPES.get(byte) or bytes((byte,)) for byte in codes)


def _band(band: Band) -> bytes:
    rect = band.rect
    path = signs.rounded(rect.left, rect.top, rect.right, rect.bottom, band.radius)
    return b"q 1 0 0 -1 0 0 cm %s %s f Q" % (_colour(band.colour), _path(path))


def _sign(sign: Sign) -> bytes:
    """The sign's own square, turned over and as large as it has to be."""
    size = _number(sign.size)
    return b"q %s 0 0 -%s %s %s cm %s %s f %s %s f* Q" % (
        size,
        size,
        _number(sign.x),
        _number(-sign.y),
        _colour(sign.tile),
        _path(signs.TILE),
        _colour(sign.mark),
        _path(signs.MARKS[sign.kind]),
    )


def _code(code: Code) -> bytes:
    """All dark modules as one path, filled once, so that no renderer shows seams; black ink alone."""
    module = _number(code.module)
    bars = b" ".join(b"%d %d %d 1 re" % bar for bar in _bars(code.rows))
    return b"q %s 0 0 -%s %s %s cm 0 g %s f Q" % (module, module, _number(code.x), _number(-code.y), bars)


def _bars(rows: Iterable[Iterable[bool]]) -> Iterator[tuple[int, int, int]]:
    """Dark modules side by side, as one bar: x, y and length."""
    for y, row in enumerate(rows):
        start = 0
        cells = [*row, False]
        for x, dark in enumerate(cells):
            if not dark:
                if x > start:
                    yield start, y, x - start
                start = x + 1


def _path(path: signs.Path) -> bytes:
    return b" ".join(b" ".join((*map(_number, points), operator.encode())) for operator, points in path)


def _colour(colour: Colour) -> bytes:
    """Neutral colours are set in black ink alone."""
    if colour.red == colour.green == colour.blue:
        return _number(colour.red / 255) + b" g"
    return b" ".join(_number(part / 255) for part in (colour.red, colour.green, colour.blue)) + b" rg"


def _number(value: float) -> bytes:
    return (b"%.4f" % value).rstrip(b"0").rstrip(b".")
