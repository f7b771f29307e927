"""`kiosk plan`: a student's plans, shown, exported, and their history."""

import datetime as dt

import click
import msgspec

from kiosk.access.model import Opened
from kiosk.commands.agenda_text import student_document, student_line
from kiosk.commands.opening import Office, opened
from kiosk.commands.output import plain, say, say_bytes, say_json
from kiosk.commands.plan_choice import chosen, one
from kiosk.commands.plan_edit import edit, new
from kiosk.commands.plan_text import history_lines, plan_lines
from kiosk.commands.reasons import reason_document, reason_lines
from kiosk.commands.setting import Setting, changes, changing, looking, looks, parse_date
from kiosk.plans.model import PlanKind, Unread, Version
from kiosk.records.events import Purpose

kind_option = click.option(
    "--kind",
    type=click.Choice([each.value for each in PlanKind], case_sensitive=False),
    help="Where two apply.",
)
as_of_option = click.option("--as-of", metavar="DATE", help="The version in force on this date.")
version_option = click.option("--version", "number", type=click.IntRange(min=1), help="This version.")


@click.group("plan", short_help="write, show, export and edit a student's plan")
def command() -> None:
    """Write, show, export and edit a student's plan, and see its history."""


@command.command("show")
@click.argument("student", metavar="ID")
@kind_option
@as_of_option
@version_option
@looks
@click.pass_obj
def show(
    setting: Setting,
    student: str,
    kind: str | None,
    as_of: str | None,
    number: int | None,
    as_json: bool,
    as_staff: str | None,
    at: str | None,
) -> None:
    """Show what a plan says, as far as you may see it."""
    with opened(looking(setting, at, as_staff)) as office:
        found = office.access.open(student, Purpose.COMMAND)
        date = _date(office, as_of)
        versions = chosen(found, date, kind, number)
        _tell_unread(found)
        if as_json:
            say_json({**_head(office, found), "plans": [version_document(each) for each in versions]})
        else:
            lines = [line for each in versions for line in ("", *plan_lines(each, date))]
            say([student_line(found.student), *lines, *reason_lines(office, found.reason)])


@command.command("history")
@click.argument("student", metavar="ID")
@looks
@click.pass_obj
def history(setting: Setting, student: str, as_json: bool, as_staff: str | None, at: str | None) -> None:
    """List every version of every plan, and why it changed."""
    with opened(looking(setting, at, as_staff)) as office:
        found = office.access.open(student, Purpose.COMMAND)
        if as_json:
            say_json({
                **_head(office, found),
                "versions": [version_document(each) for each in found.versions],
                "unread": [_unread_document(each) for each in found.unread],
            })  # fmt: skip
        else:
            say(
                [
                    student_line(found.student),
                    *history_lines(found),
                    *reason_lines(office, found.reason),
                ]
            )


@command.command("export")
@click.argument("student", metavar="ID")
@kind_option
@as_of_option
@version_option
@changes
@click.pass_obj
def export(
    setting: Setting,
    student: str,
    kind: str | None,
    as_of: str | None,
    number: int | None,
    as_json: bool,
    at: str | None,
) -> None:
    """Print a plan file, byte for byte as it was written."""
    with opened(changing(setting, at, "an export")) as office:
        found = office.access.open(student, Purpose.EXPORT)
        version = one(found, _date(office, as_of), kind, number)
        written = office.access.export(found.student.id, version)
    if as_json:
        say_json({**version_document(version), "written": written.decode("utf-8-sig")})
    else:
        say_bytes(written)


command.add_command(new)
command.add_command(edit)


def version_document(version: Version) -> dict[str, object]:
    """A version of a plan as JSON: its number, and its tables by their names in a plan file."""
    plan = version.plan
    terms: dict[str, object] = msgspec.to_builtins(plan.terms)
    return {
        "version": version.number,
        **terms,
        "amendment": msgspec.to_builtins(plan.amendment),
        "accommodations": msgspec.to_builtins(plan.accommodations),
        "goals": msgspec.to_builtins(plan.goals),
    }


def _unread_document(unread: Unread) -> dict[str, object]:
    begins = unread.begins.isoformat()
    return {"version": unread.number, "kind": unread.kind, "begins": begins, "why": unread.why}


def _tell_unread(found: Opened) -> None:
    """What is shown may not be all there is: say so."""
    for each in found.unread:
        click.echo(plain(f"note: {each.why}"), err=True)


def _head(office: Office, found: Opened) -> dict[str, object]:
    return {**reason_document(office, found.reason), "student": student_document(found.student)}


def _date(office: Office, as_of: str | None) -> dt.date:
    return office.today() if as_of is None else parse_date(as_of)
