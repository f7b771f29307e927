"""`kiosk cards`: print pocket cards."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cards.classes import Ordering, cards_in_words, counted
from cards.crew import loading
from cards.feed import Feed
from cards.telling import telling
from kiosk.commands.card_place import dots, expect_order, expect_printer, send, where
from kiosk.commands.feeding import feeds
from kiosk.commands.ordering import orders
from kiosk.commands.output import say, say_json
from kiosk.commands.setting import Setting, changes, changing, looking
from kiosk.faults import BadInput
from kiosk.plans.student import StudentId

if TYPE_CHECKING:
    from kiosk.print_run import Printed

DRAWING = ("cards.press", "cards.read_back", "kiosk.print_crew")
"""What those who draw the cards load, while it is found out whose cards to draw."""


@click.command("cards", short_help="print pocket cards")
@click.argument("students", nargs=-1, metavar="[ID…]")
@click.option("-o", "--out", metavar="FILE", help="The PDF to write, or a folder/ for pictures.")
@click.option("--dpi", type=click.Choice(["300", "600"]), help="Pictures for a card printer; -o is a folder.")
@click.option("--print", "printer", metavar="PRINTER", help="Send the finished PDF to a printer (lp).")
@click.option("--all", "everybody", is_flag=True, help="Everybody with a plan in force.")
@click.option("--changed", is_flag=True, help="Only cards that are not right any more, or never printed.")
@click.option("--room", help="Everybody of this homeroom with a plan in force.")
@click.option("--except", "without", multiple=True, metavar="ID", help="Not this student.")
@click.option("--stock", metavar="NAME", help="Card paper: see `kiosk stock`. Default: school.toml's.")
@click.option("--theme", metavar="NAME", help="Colours: see `kiosk themes`. Default: school.toml's.")
@orders
@feeds
@click.option("--spare", type=click.IntRange(0, 10_000), default=0, metavar="N", help="So many blank cards.")
@click.option("--proof", is_flag=True, help="A proof sheet instead of cards: how far is the printer off?")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@click.option("--status", "asks_status", is_flag=True, help="Print nothing; say what became of every card.")
@changes
@click.pass_obj
def command(
    setting: Setting,
    students: tuple[str, ...],
    out: str | None,
    dpi: str | None,
    printer: str | None,
    everybody: bool,
    changed: bool,
    room: str | None,
    without: tuple[str, ...],
    stock: str | None,
    theme: str | None,
    ordering: Ordering,
    feed: Feed,
    spare: int,
    proof: bool,
    force: bool,
    asks_status: bool,
    as_json: bool,
    at: str | None,
) -> None:
    """Print pocket cards as PDF. Every code is read back from the file, and a new card ends the old one."""
    if asks_status:
        if students or everybody or changed or room is not None or out or dpi or printer:
            raise BadInput("--status prints nothing, and is of every card: say kiosk cards --status.")
        from kiosk.commands.card_status import tell_status

        tell_status(changing(setting, at, "the status of cards"), as_json=as_json)
        return
    if not out:
        raise BadInput("Where to? Say -o cards.pdf.")
    place, fine = Path(out), dots(out, dpi, is_proof=proof)
    expect_printer(printer, fine)
    begun = time.monotonic()
    if proof:
        from kiosk.commands.proofing import prove

        done = prove(looking(setting, at, None), place, stock, feed, force=force)
    else:
        setting = changing(setting, at, "printing")
        ids = _ids(students, everybody, room, changed, spare)
        left_out = tuple(StudentId(each) for each in without)
        expect_order(ordering, fine)
        loader = None if ids is not None else loading(*DRAWING)
        from kiosk.commands.opening import opened
        from kiosk.print_people import Source
        from kiosk.print_run import Wanted, print_cards

        wanted = Wanted(place, ids, room, left_out, force, stock, theme, feed, spare, changed, ordering, fine)
        with opened(setting) as office, telling(is_quiet=as_json) as tell:
            source = Source(office.records, office.access, office.moment())
            school, folder = office.school, office.folder
            done = print_cards(wanted, school, source, folder=folder, tell=tell, loader=loader)
    send(done, printer)
    if as_json:
        say_json(_document(done, round(time.monotonic() - begun, 2)))
    else:
        said = _text(done, is_proof=proof)
        say([*said, f"Sent to {printer}."] if printer and done.file else said)


def _ids(
    students: tuple[str, ...], everybody: bool, room: str | None, changed: bool, spare: int
) -> tuple[StudentId, ...] | None:
    """Whose cards; None for all that the other options name, and nobody where only spare cards are wanted."""
    said = sum((bool(students), everybody, room is not None))
    if said > 1 or not (said or changed or spare):
        raise BadInput("Whose cards? Name students by number, or say --room R, --all, or --changed.")
    if students or not (said or changed):
        return tuple(StudentId(each) for each in dict.fromkeys(students))
    return None


def _document(done: "Printed", seconds: float) -> dict[str, object]:
    others = {"spare": done.spare, "separators": done.separators}
    return {
        "cards": done.cards,
        **{name: number for name, number in others.items() if number},
        "pages": done.pages,
        **_files(done),
        "stock": done.stock,
        "verified": done.verified,
        "seconds": seconds,
        "skipped": [{"student": each.student, "why": each.why} for each in done.skipped],
    }


def _files(done: "Printed") -> dict[str, object]:
    if done.pictures:
        return {"files": [str(done.file / each) for each in done.pictures if done.file]}
    if done.several:
        return {"files": [str(each) for each in done.several]}
    return {"file": done.file and str(done.file)}


def _text(done: "Printed", *, is_proof: bool) -> list[str]:
    on = f"on {counted(done.pages, 'page')}"
    if done.pictures:
        on = f"as {counted(len(done.pictures), 'picture')}"
    if is_proof:
        return [f"The proof sheet of {done.stock} is in {done.file}: it says how far your printer is off."]
    left_out = [f"  not printed: {each.student}, {each.why}" for each in done.skipped]
    if done.file is None:
        return ["Nothing to print: every card is right.", *left_out]
    said = cards_in_words(done.cards, done.separators, done.spare)
    read = "; every code was read back." if done.cards else "; they bear no code."
    return [f"{said} {on} in {where(done)}{read}", *left_out]
