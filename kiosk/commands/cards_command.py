"""`kiosk cards`: print pocket cards."""

import time
from pathlib import Path
from typing import Any

import click

from kiosk.commands.opening import opened
from kiosk.commands.output import say, say_json
from kiosk.commands.setting import Setting, changes, changing
from kiosk.faults import BadInput
from kiosk.plans.student import StudentId


@click.command("cards", short_help="print pocket cards")
@click.argument("students", nargs=-1, metavar="[ID…]")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE", help="The PDF to write.")
@click.option("--all", "everybody", is_flag=True, help="Everybody with a plan in force.")
@click.option("--room", help="Everybody of this homeroom with a plan in force.")
@click.option("--except", "without", multiple=True, metavar="ID", help="Not this student.")
@click.option("--stock", metavar="NAME", help="Card paper: see `kiosk stock`. Default: school.toml's.")
@click.option("--theme", metavar="NAME", help="Colours: see `kiosk themes`. Default: school.toml's.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@changes
@click.pass_obj
def command(
    setting: Setting,
    students: tuple[str, ...],
    out: Path | None,
    everybody: bool,
    room: str | None,
    without: tuple[str, ...],
    stock: str | None,
    theme: str | None,
    force: bool,
    as_json: bool,
    at: str | None,
) -> None:
    """Print pocket cards as PDF. Every code is read back from the file, and a new card ends the old one."""
    from kiosk.print_run import Wanted, print_cards

    setting = changing(setting, at, "printing")
    if sum((bool(students), everybody, room is not None)) != 1:
        raise BadInput("Whose cards? Name students by number, or say --room R, or --all.")
    if out is None:
        raise BadInput("Where to? Say -o cards.pdf.")
    begun = time.monotonic()
    ids = tuple(StudentId(each) for each in dict.fromkeys(students)) or None
    wanted = Wanted(out, ids, room, tuple(StudentId(each) for each in without), force, stock, theme)
    with opened(setting) as office:
        moment = office.moment()
        done = print_cards(wanted, office.school, office.access, office.records, moment, folder=office.folder)
    seconds = round(time.monotonic() - begun, 2)
    if as_json:
        skipped = [{"student": each.student, "why": each.why} for each in done.skipped]
        say_json({**_document(done), "seconds": seconds, "skipped": skipped})
        return
    counted = f"{_counted(done.cards, 'card')} on {_counted(done.pages, 'page')}"
    left_out = [f"  not printed: {each.student}, {each.why}" for each in done.skipped]
    say([f"{counted} in {done.file}; every code was read back.", *left_out])


def _document(done: Any) -> dict[str, object]:
    return {
        "cards": done.cards,
        "pages": done.pages,
        "file": str(done.file),
        "stock": done.stock,
        "verified": done.verified,
    }


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
