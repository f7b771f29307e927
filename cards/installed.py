"""Type faces that are installed on this computer, found in the usual folders when one is first needed."""

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from struct import unpack_from

import uharfbuzz as harfbuzz
from attrs import field, frozen

ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
OUTLINES = {"glyf", "CFF ", "CFF2"}
PICTURES = {"COLR", "CBDT", "SVG ", "sbix"}
NO_LETTERS = ("LastResort", "Last Resort", "Adobe Blank", "Adobe NotDef")
"""Families that have something for every character, and none of it is a letter."""
REGULAR, BOLD = 400, 700
NORMAL_WIDTH = 5
OS2_LENGTH = 64
SLANTED = 1 | 1 << 9  # italic and oblique, in OS/2's fsSelection


@frozen(eq=False)
class Installed:
    """A face in a file; one whose weight `varies` can be set in any."""

    program: harfbuzz.Face = field(repr=False)
    family: str
    weight: int
    varies: bool
    file: Path
    index: int

    def rank(self, region: str, weight: int) -> tuple[object, ...]:
        """Where it stands among all: plain faces made for many scripts come first."""
        return (
            not self.family.startswith("Noto Sans"),
            "Mono" in self.family,
            "Serif" in self.family,
            not self.family.endswith(region),
            0 if self.varies else abs(self.weight - weight),
            self.family,
            str(self.file),
            self.index,
        )


@cache
def installed() -> tuple[Installed, ...]:
    """Every upright face of normal width that draws letters, in the order of their files."""
    files = sorted({path for folder in _folders(os.environ) for path in _below(folder)})
    return tuple(face for path in files for face in faces_in(path))


def _folders(environment: Mapping[str, str]) -> Iterator[Path]:
    """Where the system and its user keep fonts."""
    home = Path.home()
    if sys.platform == "win32":
        yield Path(environment.get("WINDIR", r"C:\Windows"), "Fonts")
        yield Path(environment.get("LOCALAPPDATA", home / "AppData/Local"), "Microsoft/Windows/Fonts")
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    else:
        shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        own = environment.get("XDG_DATA_HOME") or home / ".local/share"
        yield from (Path(folder, "fonts") for folder in (*shared.split(":"), own))
        yield home / ".fonts"


def _below(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        yield from (Path(where, name) for name in names if name.lower().endswith(ENDINGS))


def faces_in(path: Path) -> Iterator[Installed]:
    """The faces of a file that we can use; one that may not be read, or is no font, has none."""
    try:
        blob = harfbuzz.Blob.from_file_path(str(path))
    except harfbuzz.HarfBuzzError:
        return
    for index in range(harfbuzz.Face(blob, 0).count):
        if found := _usable(harfbuzz.Face(blob, index), path, index):
            yield found


def _usable(program: harfbuzz.Face, file: Path, index: int) -> Installed | None:
    """The face, if it draws letters, upright and neither narrow nor wide."""
    tables = set(program.table_tags)
    family = program.get_name(harfbuzz.OTNameIdPredefined.FONT_FAMILY) or ""
    weight, width, slant = _style(program)
    if not tables & OUTLINES or tables & PICTURES or width != NORMAL_WIDTH or slant & SLANTED:
        return None
    if not family or family.startswith((".", *NO_LETTERS)):
        return None
    varies = any(axis.tag == "wght" for axis in program.axis_infos)
    return Installed(program, family, weight, varies, file, index)


def _style(program: harfbuzz.Face) -> tuple[int, int, int]:
    """Weight, width and what OS/2 says of the selection; very old faces say nothing."""
    table: bytes = program.reference_table("OS/2").data
    if len(table) < OS2_LENGTH:
        return REGULAR, NORMAL_WIDTH, 0
    weight, width = unpack_from(">2H", table, 4)
    (selection,) = unpack_from(">H", table, 62)
    return weight, width, selection
