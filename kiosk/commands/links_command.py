"""`kiosk links`: the cards that open something, and ending them."""

import datetime as dt

import click

from kiosk.access.printed import cards
from kiosk.access.revoking import Revoked, Wanted, revoke
from kiosk.commands.links_text import card_document, card_rows
from kiosk.commands.opening import Office, opened
from kiosk.commands.output import say, say_json, table
from kiosk.commands.setting import Setting, changes, changing, parse_date
from kiosk.faults import BadInput
from kiosk.plans.student import StudentId
from kiosk.school.words import listed


@click.group("links", short_help="the cards that open something, and ending them")
def command() -> None:
    """List the links on the cards, and end them: a card whose link is revoked opens nothing."""


@command.command("list")
@click.argument("students", nargs=-1, metavar="[ID…]")
@changes
@click.pass_obj
def list_(setting: Setting, students: tuple[str, ...], as_json: bool, at: str | None) -> None:
    """List the cards that open something today; or every card that these students ever had."""
    with opened(changing(setting, at, "listing cards")) as office:
        ids = tuple(StudentId(each) for each in dict.fromkeys(students)) or None
        today, zone = office.today(), office.calendar.zone
        found = cards(office.records, office.access, ids, today)
        if as_json:
            say_json({"links": [card_document(each, today, zone) for each in found]})
        elif found:
            say(table(card_rows(found, today, zone)))
        else:
            say([f"{listed(ids)} never had a card." if ids else "No card opens anything today."])


@command.command("revoke")
@click.argument("students", nargs=-1, metavar="[ID…]")
@click.option("--before", metavar="DATE", help="Only cards that were printed before this date.")
@click.option("--all", "everybody", is_flag=True, help="Everybody's.")
@changes
@click.pass_obj
def revoke_(
    setting: Setting,
    students: tuple[str, ...],
    before: str | None,
    everybody: bool,
    as_json: bool,
    at: str | None,
) -> None:
    """End cards: whoever scans one afterwards sees nothing. A card cannot be made valid again; print another.

    Name students by number, or say --all; --before DATE alone means everybody's from before that date.
    """
    setting = changing(setting, at, "ending cards")
    if students and everybody:
        raise BadInput("Whose cards? Name students by number, or say --all, not both.")
    if not (students or everybody or before is not None):
        raise BadInput("Whose cards? Name students by number, or say --before DATE, or --all.")
    ids = tuple(StudentId(each) for each in dict.fromkeys(students)) or None
    with opened(setting) as office:
        wanted = Wanted(ids, None if before is None else _begin_of(before, office))
        done = revoke(office.records, wanted, office.clock.real(), office.access.notes)
    if as_json:
        ended = list(dict.fromkeys(each.student for each in done.links))
        say_json({"revoked": len(done.links), "students": ended, "without": list(done.without)})
    else:
        say(_lines(done, before))


def _begin_of(date: str, office: Office) -> dt.datetime:
    return office.calendar.instant(parse_date(date), dt.time())


def _lines(done: Revoked, before: str | None) -> list[str]:
    number = len(done.links)
    lines = [f"{number} cards were revoked. They now open nothing."]
    if number == 1:
        lines = [f"1 card was revoked, {done.links[0].student}'s. It now opens nothing."]
    elif not number:
        lines = ["No card was revoked: there was none."]
    which = f" from before {before}" if before else ""
    return lines + [f"  {each} had no card{which} to revoke." for each in done.without]
