"""The options of `python -m cards`, and what they ask for."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn, TypeVar

import themes
from cards import feed, stock
from cards.classes import Order
from cards.feed import Feed, Flip, Shift
from cards.fitting import fit
from cards.laying import Laying
from cards.layout import Layout
from cards.picture_place import PLASTIC, dots, expect_folder, expect_one_card
from cards.ready import COLUMNS
from cards.run import Wanted

T = TypeVar("T")

FILE_HELP = f"""A CSV file in UTF-8 with the header {",".join(COLUMNS)}.
Lines are parted by |: `what to do`, `LUNCH: what to do` or `medication/LUNCH: what to do`."""
SHIFTS = ("--offset", "--back-offset")
PAPER = "avery-5371"
MOST_SPARE = 10_000


class UsageError(Exception):
    """Wrong usage, in a sentence."""


def read(arguments: Sequence[str]) -> Namespace:
    """The options that were said; raises UsageError."""
    options = _parser().parse_args(_joined(arguments))
    options.dpi = dots(options.out, options.dpi, is_proof=options.proof)
    options.out = Path(options.out)
    _expect_sense(options)
    return options


def wanted(options: Namespace, layout: Layout) -> Wanted:
    """What to print."""
    by = Order(options.order) if options.order else None
    return Wanted(
        source=options.source,
        out=options.out,
        layout=layout,
        theme=themes.load(options.theme),
        date=day(options),
        force=options.force,
        full=options.verify == "full",
        dpi=options.dpi,
        laying=Laying(by, options.separators, options.cut_and_stack, options.spare),
    )


def layout(options: Namespace) -> Layout:
    """The card paper, fed as the options say."""
    fed = Feed(
        options.start,
        tuple(options.used),
        options.offset or Shift(),
        options.scale,
        options.marks,
        options.duplex,
        Flip(options.flip) if options.flip else None,
        options.back_offset or Shift(),
    )
    if not options.dpi:
        return fit(stock.load(options.stock or PAPER), fed)
    paper = stock.load(options.stock or PLASTIC)
    expect_one_card(paper)
    expect_folder(options.out, fed)
    return fit(paper, fed)


def day(options: Namespace) -> datetime:
    """The file's date."""
    said = options.date or datetime.now().astimezone().date()
    return datetime(said.year, said.month, said.day, tzinfo=UTC)


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]} (see: python -m cards --help)")


def _parser() -> ArgumentParser:
    about = "Print ready pocket cards from a CSV file to PDF."
    parser = _Parser("python -m cards", description=about, allow_abbrev=False)
    parser.add_argument("source", type=Path, nargs="?", metavar="CARDS.CSV", help=FILE_HELP)
    parser.add_argument(
        "-o", "--out", required=True, metavar="FILE", help="the PDF to write, or a folder/ for pictures"
    )
    parser.add_argument("--dpi", choices=["300", "600"], help="pictures for a card printer; -o is a folder")
    parser.add_argument("--stock", metavar="NAME", help="the card paper (avery-5371; of pictures cr80)")
    parser.add_argument("--theme", default="daylight", metavar="NAME", help="the colours (daylight)")
    _add_feed(parser)
    _add_laying(parser)
    parser.add_argument("--proof", action="store_true", help="a proof sheet; without a list")
    parser.add_argument(
        "--date", type=_date, metavar="DATE", help="the file's date: the same gives the same file"
    )
    parser.add_argument("--verify", choices=["full"], help="full: look at every page, not at one in fifty")
    parser.add_argument("--force", action="store_true", help="write over a file that exists")
    parser.add_argument("--print", dest="printer", metavar="PRINTER", help="send the finished PDF to it (lp)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


def _add_feed(parser: ArgumentParser) -> None:
    parser.add_argument("--start", type=int, default=1, metavar="N", help="the first sheet begins there")
    parser.add_argument(
        "--used", type=_said_by(feed.places), action="append", default=[], metavar="1,2",
        help="places used already; once for each part-used sheet",
    )  # fmt: skip
    parser.add_argument(
        "--offset", type=_said_by(feed.shift), metavar="X,Y", help="move all by so many mm, right and down"
    )
    parser.add_argument("--scale", type=float, default=1.0, metavar="S", help="enlarge all: 0.9 to 1.1")
    parser.add_argument("--marks", action="store_true", help="crop marks, to cut along")
    parser.add_argument("--duplex", action="store_true", help="print the other side too")
    parser.add_argument("--flip", choices=[*Flip], help="the edge over which the printer turns sheets")
    parser.add_argument(
        "--back-offset", type=_said_by(feed.shift), metavar="X,Y",
        help="move the other side, right and down as it is read",
    )  # fmt: skip


def _add_laying(parser: ArgumentParser) -> None:
    parser.add_argument("--order", choices=[*Order], help="put cards in order by it; else as in the list")
    parser.add_argument("--separators", action="store_true", help="a card before each room or grade")
    parser.add_argument(
        "--cut-and-stack", action="store_true", help="in order once sheets are cut and the piles stacked"
    )
    parser.add_argument("--spare", type=_spare, default=0, metavar="N", help="so many blank cards, last")


def _expect_sense(options: Namespace) -> None:
    """Refuse options that do not go together."""
    if options.source is None and not options.proof:
        raise UsageError("Which cards? Name a list: python -m cards cards.csv -o cards.pdf.")
    if options.dpi:
        _expect_picture_sense(options)
    elif options.out.suffix.lower() != ".pdf":
        raise UsageError(f'The cards are printed as PDF: write -o cards.pdf, not "{options.out.name}".')
    if not options.duplex and (options.flip or options.back_offset):
        option = "--flip" if options.flip else "--back-offset"
        raise UsageError(f"{option} is about the other side: add --duplex.")
    if options.separators and options.order not in {Order.ROOM, Order.GRADE}:
        raise UsageError("Which classes to separate? Say --order room, or --order grade.")


def _expect_picture_sense(options: Namespace) -> None:
    if options.printer is not None:
        what = "--print sends a PDF: write -o cards.pdf. Pictures are for a card printer's program."
        raise UsageError(what)
    if options.separators or options.cut_and_stack:
        option = "--separators" if options.separators else "--cut-and-stack"
        raise UsageError(f"{option} is for sheets of cards; pictures are called by their rows.")


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
        if joined and joined[-1] in SHIFTS:
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _spare(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= MOST_SPARE):
        raise ArgumentTypeError(f'expected a number up to {MOST_SPARE:,}, got "{text[:40]}"')
    return int(text)
