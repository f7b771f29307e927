"""Where a command runs: which school, whose eyes, what time."""

import datetime as dt
import os
import platform
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from attrs import evolve, frozen

from kiosk.clock import Clock
from kiosk.faults import BadInput
from kiosk.files import trouble
from kiosk.school.calendar import Calendar

F = TypeVar("F", bound=Callable[..., Any])

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEARS = range(1970, 2201)


@frozen
class Setting:
    """The options that every command shares."""

    school: Path | None = None
    station: str | None = None
    room: str | None = None
    at: str | None = None
    as_staff: str | None = None
    lock_after: int = 90

    def folder(self) -> Path:
        """The school's folder; an error that says how to make one where there is none."""
        if self.school is not None:
            return _school_folder(self.school)
        if Path("school.toml").exists():
            return Path()
        raise BadInput(f"Which school? Say kiosk --school DIR, or set KIOSK_SCHOOL. {_HOW}")

    def folder_if_any(self) -> Path | None:
        """The school's folder, or None where no school is named and none is here."""
        if self.school is None and not Path("school.toml").exists():
            return None
        return self.folder()

    def station_name(self) -> str:
        """The name of this kiosk in the ledger: as given, else the host's name."""
        return self.station or platform.node() or "kiosk"

    def clock(self, calendar: Calendar) -> Clock:
        """The real clock, or one that pretends from `--at`."""
        return Clock() if self.at is None else Clock.pretending(parse_moment(self.at, calendar))


def _school_folder(folder: Path) -> Path:
    try:
        if not folder.is_dir():
            raise BadInput(f"There is no folder {folder}. {_HOW}")
        if not (folder / "school.toml").exists():
            raise BadInput(f"The folder {folder} is no school: it holds no school.toml. {_HOW}")
    except OSError as error:
        raise BadInput(f"The folder {folder} cannot be read: {trouble(error)}.") from None
    return folder


_HOW = "Make a pretend one with `kiosk demo`, or a real one with `kiosk init DIR`."


def parse_moment(text: str, calendar: Calendar) -> dt.datetime:
    """`2026-11-23T11:58` on the school's clock; seconds and offset are optional."""
    what = f'"{text[:40]}" is not a time such as 2026-11-23T11:58.'
    if not _MOMENT.fullmatch(text):
        raise BadInput(what)
    try:
        said = dt.datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(what) from None
    if said.year not in _YEARS:
        raise BadInput(f"Pretend a year from {_YEARS.start} to {_YEARS.stop - 1}; got {said.year}.")
    return (said if said.tzinfo else said.replace(tzinfo=calendar.zone)).astimezone(dt.UTC)


def parse_date(text: str) -> dt.date:
    """`2026-11-23`."""
    what = f'"{text[:40]}" is not a date such as 2026-11-23.'
    if not _DATE.fullmatch(text):
        raise BadInput(what)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise BadInput(what) from None


def looks(command: F) -> F:
    """A command that looks: it may pretend a clock and another person's eyes, and answer in JSON."""
    for decorate in (
        click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
        click.option("--as", "as_staff", metavar="STAFF_ID", help="What this member of staff would see."),
        click.option("--at", metavar="TIME", help="Pretend a clock: 2026-11-23T11:58."),
    ):
        command = decorate(command)
    return command


def changes(command: F) -> F:
    """A command that records or changes something: a pretended clock is refused."""
    for decorate in (
        click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
        click.option("--at", hidden=True),
    ):
        command = decorate(command)
    return command


def looking(setting: Setting, at: str | None, as_staff: str | None) -> Setting:
    """The setting with what was said behind the command's name."""
    return evolve(
        setting,
        at=setting.at if at is None else at,
        as_staff=setting.as_staff if as_staff is None else as_staff,
    )


def changing(setting: Setting, at: str | None, doing: str) -> Setting:
    """The setting, once no clock is pretended and nobody else is acted for."""
    if at is not None or setting.at is not None:
        raise BadInput(f"A pretended clock (--at) is for looking only; {doing} uses the real one.")
    if setting.as_staff is not None:
        raise BadInput(f"--as is for looking only; {doing} is done by whoever may read the school folder.")
    return setting


def is_interactive() -> bool:
    """Whether a person sits at this command."""
    return os.isatty(0) and os.isatty(1)
