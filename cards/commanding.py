"""The command `python -m cards`: its options, its answer, its exit status, and every error as a sentence."""

import json
import signal
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn, TypeVar

import themes
from cards import feed, stock
from cards.errors import BadFile, CardError, DoesNotFit, Miscoded, Unreadable
from cards.feed import Feed, Shift
from cards.fitting import fit
from cards.ready import COLUMNS
from cards.run import Printed, Wanted, run
from cards.telling import telling

T = TypeVar("T")

DONE, NO, WRONG, INTERRUPTED = 0, 1, 2, 130
NO_ERRORS = (DoesNotFit, Miscoded, Unreadable)  # a right question whose answer is no
FILE_HELP = f"""A CSV file in UTF-8 with the header {",".join(COLUMNS)}.
Lines are parted by |: `what to do`, `LUNCH: what to do` or `medication/LUNCH: what to do`."""


def main(arguments: Sequence[str]) -> int:
    """Print what the arguments ask for; returns the exit status."""
    signal.signal(signal.SIGTERM, _stop)
    as_json = "--json" in arguments
    begun = time.monotonic()
    try:
        options = _parser().parse_args(_joined(arguments))
        wanted = _wanted(options)
        with telling(is_quiet=as_json) as tell:
            done = run(wanted, tell)
    except KeyboardInterrupt:
        print("Stopped; nothing was printed.", file=sys.stderr)
        return INTERRUPTED
    except (CardError, themes.ThemeError, _Usage) as error:
        return _report(error, as_json)
    _say(done, wanted.layout.stock.name, round(time.monotonic() - begun, 2), as_json)
    return DONE


class _Usage(Exception):
    """Wrong usage, in a sentence."""


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Usage(f"{message[:1].upper()}{message[1:]} (see: python -m cards --help)")


def _parser() -> ArgumentParser:
    about = "Print ready pocket cards from a CSV file to PDF."
    parser = _Parser("python -m cards", description=about, allow_abbrev=False)
    parser.add_argument("source", type=Path, metavar="CARDS.CSV", help=FILE_HELP)
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="FILE", help="the PDF to write")
    parser.add_argument("--stock", default="avery-5371", metavar="NAME", help="the card paper (avery-5371)")
    parser.add_argument("--theme", default="daylight", metavar="NAME", help="the colours (daylight)")
    _add_feed(parser)
    parser.add_argument(
        "--date", type=_date, metavar="DATE", help="the file's date: the same gives the same file"
    )
    parser.add_argument("--verify", choices=["full"], help="full: look at every page, not at one in fifty")
    parser.add_argument("--force", action="store_true", help="write over a file that exists")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


def _add_feed(parser: ArgumentParser) -> None:
    parser.add_argument("--start", type=int, default=1, metavar="N", help="the first sheet begins there")
    parser.add_argument(
        "--used", type=_said_by(feed.places), action="append", default=[], metavar="1,2",
        help="places used already; once for each part-used sheet",
    )  # fmt: skip
    parser.add_argument(
        "--offset", type=_said_by(feed.shift), default=Shift(), metavar="X,Y",
        help="move all by so many mm, right and down",
    )  # fmt: skip
    parser.add_argument("--scale", type=float, default=1.0, metavar="S", help="enlarge all: 0.9 to 1.1")
    parser.add_argument("--marks", action="store_true", help="crop marks, to cut along")


def _said_by(read: Callable[[str], T]) -> Callable[[str], T]:
    """A reader of an option whose own sentence says what is wrong."""

    def read_or_say(text: str) -> T:
        try:
            return read(text)
        except ValueError as error:
            raise ArgumentTypeError(str(error)) from None

    return read_or_say


def _joined(arguments: Sequence[str]) -> list[str]:
    """Each offset in one piece with its option, for it may begin with a minus, as options do."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] == "--offset":
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _wanted(options: Namespace) -> Wanted:
    if options.out.suffix.lower() != ".pdf":
        raise _Usage(f'The cards are printed as PDF: write -o cards.pdf, not "{options.out.name}".')
    day = options.date or datetime.now().astimezone().date()
    return Wanted(
        source=options.source,
        out=options.out,
        layout=fit(stock.load(options.stock), _feed(options)),
        theme=themes.load(options.theme),
        date=datetime(day.year, day.month, day.day, tzinfo=UTC),
        force=options.force,
        full=options.verify == "full",
    )


def _feed(options: Namespace) -> Feed:
    return Feed(options.start, tuple(options.used), options.offset, options.scale, options.marks)


def _say(done: Printed, paper: str, seconds: float, as_json: bool) -> None:
    names = [str(file) for file in done.files]
    if as_json:
        files: Mapping[str, object] = {"file": names[0]} if len(names) == 1 else {"files": names}
        counts = {"cards": done.cards, "pages": done.pages}
        end = {"stock": paper, "verified": done.verified, "seconds": seconds, "skipped": []}
        print(json.dumps({**counts, **files, **end}, ensure_ascii=False))
        return
    where = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
    print(
        f"{_counted(done.cards, 'card')} on {_counted(done.pages, 'page')} in {where};"
        " every code was read back."
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _report(error: Exception, as_json: bool) -> int:
    sentences = str(error).splitlines()
    if as_json:
        document = {"error": sentences[0], "faults": _faults(error)}
        print(json.dumps(document, ensure_ascii=False))
    print("\n".join(sentences), file=sys.stderr)
    return NO if isinstance(error, NO_ERRORS) else WRONG


def _faults(error: Exception) -> list[dict[str, object]]:
    if isinstance(error, BadFile):
        return [_fault(error.file, fault.row, fault.column, fault.what) for fault in error.faults]
    return [_fault(None, None, None, sentence) for sentence in str(error).splitlines()]


def _fault(file: str | None, line: int | None, path: str | None, what: str) -> dict[str, object]:
    return {"file": file, "line": line, "path": path, "what": what}


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
