"""Our cards against those of others: the same list, the same paper, one run, each in a process of its own.

    uv run --with reportlab --with segno --with fpdf2 --with weasyprint --with typst \
        python -m tests.benchmarks.cards_peers [COUNT [NAME…]]

Ours reads every code back; the others, and the bare limit, only write.
"""

import importlib.util
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from tests.benchmarks import making
from tests.benchmarks.measuring import Measured, measured

PEERS = {
    "WeasyPrint + segno": ("weasyprint", "weasyprint_segno"),
    "fpdf2 + segno": ("fpdf", "fpdf2_segno"),
    "reportlab + segno": ("reportlab", "reportlab_segno"),
    "typst + segno": ("typst", "typst_segno"),
}
OURS, LIMIT = "ours, every code read back", "the bare limit"


@frozen
class Entry:
    """Who ran, what it took, and how large the file is."""

    name: str
    took: Measured
    size: int


def main(count: int, names: Sequence[str]) -> None:
    """Run everybody and print the table."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "cards.csv"
        making.write(source, count)
        entries = [
            Entry(name, measured([*command, out]), out.stat().st_size)
            for name, command, out in _commands(source, Path(folder))
            if not names or any(part in name for part in names)
        ]
    _print(entries, count)


def _commands(source: Path, folder: Path) -> Iterator[tuple[str, list[str | Path], Path]]:
    python = [sys.executable, "-m"]
    for name, (module, program) in PEERS.items():
        if importlib.util.find_spec(module) and importlib.util.find_spec("segno"):
            yield name, [*python, f"tests.benchmarks.peers.{program}", source], folder / f"{program}.pdf"
        else:
            print(f"{name}: not installed", file=sys.stderr)
    if importlib.util.find_spec("segno"):
        yield LIMIT, [*python, "tests.benchmarks.peers.limit", source], folder / "limit.pdf"
    yield OURS, [*python, "cards", source, "-o"], folder / "ours.pdf"


def _print(entries: Sequence[Entry], count: int) -> None:
    peers = [entry for entry in entries if entry.name not in {OURS, LIMIT}]
    best = min((entry.took.seconds for entry in peers), default=None)
    least = min((entry.took.processor for entry in peers), default=None)
    print(f"{count:,} cards, ten to a sheet, start-up included\n")
    print("| | cards/s | × best peer | × in processor time | memory of a process | bytes a card |")
    print("|---|---:|---:|---:|---:|---:|")
    for entry in sorted(entries, key=lambda entry: -entry.took.seconds):
        ratio = f"{best / entry.took.seconds:.2f}" if best else ""
        work = f"{least / entry.took.processor:.2f}" if least else ""
        rate, size = count / entry.took.seconds, entry.size / count
        memory = f"{entry.took.megabytes:,.0f} MB"
        print(f"| {entry.name} | {rate:,.0f} | {ratio} | {work} | {memory} | {size:,.0f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000, sys.argv[2:])
