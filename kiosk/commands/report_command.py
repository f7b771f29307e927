"""`kiosk report`: what the records say of what was done."""

from pathlib import Path
from typing import Any

import click

from kiosk.commands.opening import opened
from kiosk.commands.output import say_parts
from kiosk.commands.setting import Setting, changes, changing, looking, looks, parse_date
from kiosk.faults import BadInput


@click.group("report", short_help="who has seen what; the doses of a day or month")
def command() -> None:
    """Reports of what the records hold; that somebody made one is in the ledger."""


@command.command("views")
@click.option("--student", metavar="ID", help="Whose record was seen: a parent may ask.")
@click.option("--person", metavar="STAFF_ID", help="By whom, who has left included; or pass:ID.")
@click.option("--day", metavar="DATE", help="On which day of the school's: 2026-11-23.")
@click.option("--emergencies", is_flag=True, help="Only what was opened in an emergency.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table, with a row for each view.")
@changes
@click.pass_obj
def views_(
    setting: Setting,
    student: str | None,
    person: str | None,
    day: str | None,
    emergencies: bool,
    as_csv: bool,
    as_json: bool,
    at: str | None,
) -> None:
    """Who has seen whose record, when, why, and at which kiosk; of everything, unless it is said of what."""
    from kiosk.access.views import Asked, report
    from kiosk.commands.views_text import csv, document, lines

    setting = changing(setting, at, "a report of views")
    if as_csv and as_json:
        raise BadInput("Say --json or --csv, and not both.")
    asked = Asked(student, person, None if day is None else parse_date(day), emergencies)
    with opened(setting) as office:
        made = report(office.records, office.access, asked, office.calendar)
        write = document if as_json else csv if as_csv else lines
        say_parts(write(made, asked, office.moment()))


@command.command("doses")
@click.option("--day", metavar="DATE", help="The sheet of a day; today's without it.")
@click.option("--month", metavar="MONTH", help="The grid of a month: 2026-11.")
@click.option("--student", metavar="ID", help="Of this student only.")
@click.option("--late", is_flag=True, help="Only what was given outside its time, or has no outcome.")
@click.option("--by-staff", is_flag=True, help="How many doses each person entered.")
@click.option("--close", is_flag=True, help="Sign the day off: nothing may be left open.")
@click.option("--by", metavar="STAFF_ID", help="Who signs it off.")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE", help="A file: .pdf or .csv.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table.")
@looks
@click.pass_obj
def doses_(setting: Setting, /, as_staff: str | None, at: str | None, **said: Any) -> None:
    """The doses of a day, as the nurse signs them, or of a month, as a grid."""
    from kiosk.commands.doses_report import Wanted, report

    mine = looking(setting, at, as_staff)
    if said["close"]:
        mine = changing(mine, None, "a sign-off")
    with opened(mine) as office:
        report(office, Wanted(**said))
