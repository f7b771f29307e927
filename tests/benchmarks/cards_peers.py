"""Our cards against those of others: the same list, the same paper, one run, each in a process of its own.

    uv run --with reportlab --with segno --with fpdf2 --with weasyprint --with typst \
        python -m tests.benchmarks.cards_peers [--readme] [--cards 2000] [NAME…]

Ours reads every code back; the others, and the bare limit, only write. The
others print 2,000 cards at most (of gLabels, Debian's glabels, 10,000 would take 16 GB), ours and the limit
10,000 too. The table is Markdown; with `--readme` it takes its place in the README too.
"""

import importlib.util
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from tests.benchmarks import making
from tests.benchmarks.measuring import ROOT, Measured, measured

FEW, MANY = 2_000, 10_000
BEGIN, END = "<!-- made by tests.benchmarks.cards_peers -->\n", "<!-- end of what it made -->\n"


@frozen
class Peer:
    """Somebody who makes cards: its program, what has to be there for it, and its version."""

    name: str
    program: str
    needs: tuple[str, ...]
    version: Callable[[], str]

    @property
    def is_there(self) -> bool:
        """Whether it is installed."""
        return all(importlib.util.find_spec(each) or shutil.which(each) for each in self.needs)


@frozen
class Entry:
    """Who printed how many cards, what it took, and how large the file is."""

    name: str
    cards: int
    took: Measured
    size: int

    @property
    def rate(self) -> float:
        """Cards a second."""
        return self.cards / self.took.seconds

    @property
    def work(self) -> float:
        """Processor time a card, in seconds."""
        return self.took.processor / self.cards


def _library(name: str) -> Callable[[], str]:
    return lambda: f"{name} {version(name)}"


def _glabels() -> str:
    said = subprocess.run(
        ["dpkg-query", "--show", "glabels"], capture_output=True, text=True, check=False
    ).stdout.split()
    return f"gLabels {said[1]}" if len(said) == 2 else "gLabels"


PEERS = (
    Peer("WeasyPrint + segno", "weasyprint_segno", ("weasyprint", "segno"), _library("weasyprint")),
    Peer("fpdf2 + segno", "fpdf2_segno", ("fpdf", "segno"), _library("fpdf2")),
    Peer("reportlab + segno", "reportlab_segno", ("reportlab", "segno"), _library("reportlab")),
    Peer("typst + segno", "typst_segno", ("typst", "segno"), _library("typst")),
    Peer("gLabels, batch merge", "glabels_batch", ("glabels-3-batch", "segno"), _glabels),
)
LIMIT = "the bare limit, nothing read back"
OURS = "this project, every code read back"


def main(count: int, names: Sequence[str], *, in_readme: bool) -> None:
    """Run everybody and print the table."""
    peers = [each for each in PEERS if not names or any(part in each.name for part in names)]
    for missing in (each for each in peers if not each.is_there):
        print(f"{missing.name}: not installed", file=sys.stderr)
    there = [each for each in peers if each.is_there]
    others = [_run(each.name, min(count, FEW), _by_peer(each.program)) for each in there]
    limits = [_run(LIMIT, number, _by_peer("limit")) for number in _counts(count)]
    ours = [_run(OURS, number, _by_us) for number in _counts(count)]
    table = "\n".join([*_table(others, limits, ours), "", _caption(there)])
    print(table)
    if in_readme:
        _put_in_readme(table)


def _counts(count: int) -> list[int]:
    return sorted({count, MANY})


def _by_peer(program: str) -> Callable[[Path, Path], list[str | Path]]:
    return lambda source, out: [sys.executable, "-m", "tests.benchmarks.peers", program, source, out]


def _by_us(source: Path, out: Path) -> list[str | Path]:
    return [sys.executable, "-m", "cards", source, "-o", out]


def _run(name: str, count: int, command: Callable[[Path, Path], list[str | Path]]) -> Entry:
    print(f"{name}: {count:,} cards", file=sys.stderr, flush=True)
    with TemporaryDirectory() as folder:
        source, out = Path(folder) / "cards.csv", Path(folder) / "out.pdf"
        making.write(source, count)
        took = measured(command(source, out))
        return Entry(name, count, took, out.stat().st_size)


def _table(others: Sequence[Entry], limits: Sequence[Entry], ours: Sequence[Entry]) -> Iterator[str]:
    best = max((entry.rate for entry in others), default=None)
    least = min((entry.work for entry in others), default=None)
    yield "| | cards | cards/s | × best peer | × in processor time | memory of a process | bytes a card |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for entry in [*sorted(others, key=lambda entry: entry.rate), *limits, *ours]:
        ratio = f"{entry.rate / best:.2f}" if best else ""
        work = f"{least / entry.work:.2f}" if least else ""
        memory, size = f"{entry.took.megabytes:,.0f} MB", f"{entry.size / entry.cards:,.0f}"
        figures = (f"{entry.cards:,}", f"{entry.rate:,.0f}", ratio, work, memory, size)
        yield f"| {entry.name} | {' | '.join(figures)} |"


def _caption(peers: Sequence[Peer]) -> str:
    versions = ", ".join([*(each.version() for each in peers), f"segno {version('segno')}"])
    python = ".".join(map(str, sys.version_info[:3]))
    return f"Avery 5371, ten to a sheet, start-up included, one run; {versions}; Python {python}."


def _put_in_readme(table: str) -> None:
    """Put the table between its two marks."""
    path = ROOT / "README.md"
    before, rest = path.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    path.write_text(f"{before}{BEGIN}\n{table}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    parser = ArgumentParser("python -m tests.benchmarks.cards_peers")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only peers with this in their name")
    parser.add_argument("--cards", type=int, default=FEW, metavar="N", help="how many cards (2,000)")
    parser.add_argument("--readme", action="store_true", help="put the table into the README")
    options = parser.parse_args()
    main(options.cards, options.names, in_readme=options.readme)
