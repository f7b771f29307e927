"""A word in letters several rows high, for what must be read from across the room."""

from collections.abc import Iterator

_PIXELS = {
    "N": ("#...#", "##..#", "#.#.#", "#..##", "#...#", "#...#"),
    "E": ("#####", "#....", "####.", "#....", "#....", "#####"),
    "V": ("#...#", "#...#", "#...#", ".#.#.", ".#.#.", "..#.."),
    "R": ("####.", "#...#", "####.", "#.#..", "#..#.", "#...#"),
}
_HALVES = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}


def small(word: str) -> tuple[str, ...]:
    """Three rows: two pixels, one above the other, in each cell."""
    rows = list(_pixel_rows(word))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return tuple("".join(_HALVES[a + b] for a, b in zip(*pair, strict=True)) for pair in pairs)


def large(word: str) -> tuple[str, ...]:
    """Six rows: a pixel is two cells wide, which is about as wide as it is high."""
    return tuple("".join("██" if each == "#" else "  " for each in row) for row in _pixel_rows(word))


def _pixel_rows(word: str) -> Iterator[str]:
    for rows in zip(*(_PIXELS[letter] for letter in word), strict=True):
        yield "..".join(rows)
