"""`kiosk dose`: what is due, and what became of each dose."""

from typing import Any, TypeVar
from uuid import uuid4

import click

from kiosk.commands.dose_text import answer_document, answer_lines, due_document, due_lines, read_time
from kiosk.commands.opening import Office, opened
from kiosk.commands.output import say, say_json
from kiosk.commands.setting import Setting, changes, changing, looking, looks
from kiosk.medication.outcomes import OUTCOMES, Outcome, Party

F = TypeVar("F", bound=Any)
_OUTCOME = click.Choice([each.value for each in OUTCOMES])
_PARTY = click.Choice([each.value for each in Party])


@click.group("dose", short_help="what medication is due, and what became of each dose")
def command() -> None:
    """What medication is due today, and what became of each dose."""


@command.command("due")
@looks
@click.pass_obj
def due(setting: Setting, as_json: bool, as_staff: str | None, at: str | None) -> None:
    """The doses of today, by bell, and where each stands."""
    from kiosk.access.dose_post import Post
    from kiosk.access.round import Round

    with opened(looking(setting, at, as_staff)) as office:
        person = office.access.person
        post = Post(office.records, office.calendar, person, clock=office.clock, station=office.station)
        mine = Round(post)
        sheet = mine.sheet()
        found = mine.due(sheet)
    if as_json:
        say_json(due_document(sheet, found, office.calendar))
    else:
        say(due_lines(sheet, found, office.calendar, with_drug=post.reads_orders))


def _of_a_dose(command: F) -> F:
    """The options of whatever enters an outcome."""
    for decorate in (
        click.option(
            "--override-by", metavar="STAFF_ID", help="The second person for a dose too soon or early."
        ),
        click.option("--reason", default="", help="Why: kept beside the entry."),
        click.option("--late-entry", metavar="TIME", help="When it was, entered afterwards: 11:58."),
        click.option(
            "--confirmation", metavar="ID", help="Your own name for this entry: say it again to retry."
        ),
        click.option("--by", required=True, metavar="STAFF_ID", help="Who gave it."),
        click.option("--slot", help="Which dose of the order: a period, a time, a PRN dose's number."),
        click.option("--kind", help="504 or IEP, where both have the order."),
        click.option("--order", help="The order's id, where the student has several."),
    ):
        command = decorate(command)
    return command


@command.command("give")
@click.argument("student", metavar="ID")
@_of_a_dose
@changes
@click.pass_obj
def give(setting: Setting, /, student: str, as_json: bool, at: str | None, **said: Any) -> None:
    """Enter that a dose was given."""
    _enter(setting, student, Outcome.GIVEN, as_json=as_json, at=at, **said)


@command.command("record")
@click.argument("student", metavar="ID")
@click.argument("outcome", type=_OUTCOME)
@_of_a_dose
@click.option("--minutes-after", type=click.IntRange(0, 1440), help="How long after the dose he vomited.")
@click.option("--told", type=_PARTY, multiple=True, help="Who was told; may be said several times.")
@changes
@click.pass_obj
def record(
    setting: Setting, /, student: str, outcome: str, as_json: bool, at: str | None, **said: Any
) -> None:
    """Enter what became of a dose: refused, absent, vomited, …"""
    _enter(setting, student, Outcome(outcome), as_json=as_json, at=at, **said)


@command.command("undo")
@click.argument("confirmation")
@click.option("--by", required=True, metavar="STAFF_ID", help="Who takes it back.")
@click.option("--reason", required=True, help="Why: it stands beside the entry for ever.")
@changes
@click.pass_obj
def undo(setting: Setting, confirmation: str, by: str, reason: str, as_json: bool, at: str | None) -> None:
    """Take an entry back: both stay, and the dose is open again."""
    with opened(changing(setting, at, "an undo")) as office:
        answer = _dosing(office).undo(confirmation, by, reason)
    if as_json:
        say_json(answer_document(answer, office.calendar))
    else:
        say(answer_lines(answer, office.calendar))


def _enter(
    setting: Setting, student: str, outcome: Outcome, *, as_json: bool, at: str | None, **said: Any
) -> None:
    from kiosk.access.dose_model import Wanted
    from kiosk.medication.choosing import Meant

    with opened(changing(setting, at, "recording a dose")) as office:
        wanted = Wanted(
            student,
            outcome,
            said["by"],
            said["confirmation"] or str(uuid4()),
            Meant(said["order"], said["kind"], said["slot"]),
            read_time(said["late_entry"], office.calendar, office.today()),
            said["reason"],
            said.get("minutes_after"),
            tuple(Party(each) for each in said.get("told", ())),
            said["override_by"],
            is_of_taken=True,
        )
        answer = _dosing(office).record(wanted)
    if as_json:
        say_json(answer_document(answer, office.calendar))
    else:
        say(answer_lines(answer, office.calendar))


def _dosing(office: Office) -> Any:
    from kiosk.access.dose_post import Post
    from kiosk.access.dosing import Dosing

    person = office.access.person
    return Dosing(Post(office.records, office.calendar, person, clock=office.clock, station=office.station))
