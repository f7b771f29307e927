"""Programs of other people that read what we wrote."""

import re
import subprocess
from pathlib import Path


def run(*command: str | Path) -> str:
    """What a program prints; it must be installed and succeed."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pictures(file: Path, dpi: int = 300) -> list[Path]:
    """Every page as poppler draws it."""
    stem = file.with_suffix("")
    run("pdftoppm", "-r", str(dpi), "-gray", "-png", file, stem)
    return sorted(stem.parent.glob(f"{stem.name}-*.png"))


def zbar_codes(picture: Path) -> list[str]:
    """Every code on a picture, as zbar reads it."""
    return run("zbarimg", "--quiet", "--raw", "--nodbus", picture).splitlines()


def text(file: Path) -> str:
    """The file's text, as poppler extracts it, every run of blanks one space."""
    return re.sub(r"\s+", " ", run("pdftotext", "-raw", file, "-"))
