"""`kiosk init`: a new, empty school and its first administrator."""

import datetime as dt
from pathlib import Path
from typing import IO

import click
from attrs import frozen

from kiosk.commands.output import say, say_json
from kiosk.commands.pin_reading import ask_pin, read_pin
from kiosk.commands.setting import Setting, changes, changing, is_interactive
from kiosk.faults import BadInput
from kiosk.files import write_atomic
from kiosk.placing import making_folder
from kiosk.plans.model import Role
from kiosk.records import pins, staff
from kiosk.records.opening import key_path, open_records
from kiosk.records.staff import StaffMember
from kiosk.school.reading import parse_school
from kiosk.school.template import new_school

_A_ZONE = "America/New_York"
_MARK = "school.toml"
_PIN = f"A PIN of {pins.shortest(Role.ADMIN)} characters or more"


@frozen
class _Wanted:
    """The school to make, and its first administrator."""

    name: str
    timezone: str
    admin: str
    pin: str


@click.command("init", short_help="make a new, empty school")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--name", help="The school's name.")
@click.option("--timezone", help=f"Its time zone, such as {_A_ZONE}.")
@click.option("--admin", metavar="ID", help="The staff id of its first administrator.")
@click.option(
    "--pin-file", type=click.File("rb"), metavar="F", help="Her PIN; - reads it from standard input."
)
@changes
@click.pass_obj
def command(
    setting: Setting,
    folder: Path,
    name: str | None,
    timezone: str | None,
    admin: str | None,
    pin_file: IO[bytes] | None,
    as_json: bool,
    at: str | None,
) -> None:
    """Make a new, empty school in DIR, and its first administrator. Asks for what is not said."""
    setting = changing(setting, at, "making a school")
    _expect_no_school(folder)
    wanted = _Wanted(
        _said(name, "--name", "The school's name"),
        _said(timezone, "--timezone", f"Time zone, such as {_A_ZONE}"),
        _said(admin, "--admin", "Staff id of the first administrator"),
        _pin(pin_file),
    )
    key = _make(folder, wanted, setting.station_name())
    if as_json:
        say_json({"folder": str(folder), "administrator": wanted.admin, "key_file": str(key)})
    else:
        say([
            f"{wanted.name} is in {folder}. Its key, without which nobody can read the plans, is in",
            f"  {key}",
            "Keep a copy of that file in a safe place, away from this computer. Next:",
            f"  adapt the bells, the year and the holidays in {folder / _MARK}",
            f"  kiosk --school {folder} import plans FILE…",
        ])  # fmt: skip


def _said(value: str | None, option: str, question: str) -> str:
    if value is not None:
        return value
    if not is_interactive():
        raise BadInput(f"{question}: say {option}.")
    answer: str = click.prompt(question)
    return answer


def _pin(file: IO[bytes] | None) -> str:
    if file is not None:
        return read_pin(file, _PIN)
    if not is_interactive():
        raise BadInput("The administrator's PIN: say --pin-file F, or --pin-file - to read it from here.")
    return ask_pin(_PIN)


def _expect_no_school(folder: Path) -> None:
    if (folder / _MARK).exists():
        raise BadInput(f"{folder} holds a school already; nothing was changed.")


def _make(folder: Path, wanted: _Wanted, station: str) -> Path:
    """Make the school; where its key file lies."""
    now = dt.datetime.now(dt.UTC)
    text = new_school(wanted.name, wanted.timezone, now.date()).encode()
    school = parse_school(text, _MARK)
    member = StaffMember(wanted.admin, wanted.admin, Role.ADMIN)
    staff.check(member)
    pins.expect_fit(wanted.pin, member.role)
    with making_folder(folder, _MARK) as workshop:
        write_atomic(workshop / _MARK, text)
        with open_records(workshop, school, create=True, becoming=folder) as records:
            staff.add(records, member, actor="", station=station, now=now, pin=wanted.pin)
            return key_path(records)
