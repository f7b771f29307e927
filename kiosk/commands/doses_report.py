"""`kiosk report doses`: what was asked for, made and written."""

import calendar as months
import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from kiosk.access import people
from kiosk.access.closing import Closing
from kiosk.access.dose_days import DoseDay
from kiosk.access.dose_post import Post
from kiosk.access.dose_record import DoseRecord
from kiosk.access.model import Person
from kiosk.commands import doses_tables, doses_text
from kiosk.commands.opening import Office
from kiosk.commands.output import plain, say, say_json, say_parts
from kiosk.commands.setting import parse_date
from kiosk.commands.tables import BOM
from kiosk.dose_reports import lists
from kiosk.dose_reports.grid import month_of, monthly_grid
from kiosk.dose_reports.sheet import daily_sheet
from kiosk.dose_reports.writing import Pdf, expect_place, grid_pdf, sheet_pdf
from kiosk.faults import BadInput
from kiosk.files import trouble, write_atomic
from kiosk.placing import placing

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@frozen
class Wanted:
    """Which doses, in which form."""

    day: str | None
    month: str | None
    student: str | None
    late: bool
    by_staff: bool
    close: bool
    by: str | None
    out: Path | None
    as_csv: bool
    as_json: bool

    @property
    def is_list(self) -> bool:
        """Whether a list is wanted, and neither the sheet nor the grid."""
        return self.late or self.by_staff

    def check(self) -> None:
        """Refuse what does not go together."""
        if self.day is not None and self.month is not None:
            raise BadInput("Say --day DATE or --month 2026-11, and not both.")
        if self.late and self.by_staff:
            raise BadInput("Say --late or --by-staff, and not both.")
        if self.close != (self.by is not None):
            raise BadInput("Say who signs the day off: --close --by STAFF_ID.")
        if self.close and (self.month is not None or self.student is not None or self.is_list):
            raise BadInput("A day is signed off whole: --close goes with --day alone.")
        if sum([self.as_csv, self.as_json, self.out is not None]) > 1:
            raise BadInput("Say one of --csv, --json and -o FILE.")
        self._check_out()

    def _check_out(self) -> None:
        if self.out is None:
            return
        known = {".csv"} if self.is_list else {".csv", ".pdf"}
        if self.out.suffix.lower() not in known:
            forms = (
                "a table: write -o doses.csv"
                if self.is_list
                else "PDF or a table: -o doses.pdf, -o doses.csv"
            )
            raise BadInput(f'The report is {forms}, not "{self.out.name}".')
        expect_place(self.out)


@frozen
class _Made:
    """A report in every form that it has."""

    lines: Callable[[], Iterable[str]]
    document: Callable[[], Mapping[str, Any]]
    table: Callable[[], str]
    pdf: Callable[[], Pdf] | None = None


def report(office: Office, wanted: Wanted) -> None:
    """Make the report and print or write it; with `close` the day is signed off first, or with its sheet."""
    wanted.check()
    first, last = _dates(wanted, office.today())
    person = office.access.person
    if wanted.by is not None and wanted.out is not None:
        say([_closed(office, wanted, first, wanted.by, wanted.out)])
        return
    if wanted.by is not None:
        Closing(_post(office, person)).close(first, wanted.by)
        person = people.person(office.records, wanted.by)
    days = DoseRecord(_post(office, person)).days(first, last, wanted.student)
    _tell_unread(days)
    _give(_made(office, wanted, days), wanted)


def _closed(office: Office, wanted: Wanted, date: dt.date, by: str, out: Path) -> str:
    """Sign off a day with its file: what keeps the file from being written keeps the day open."""
    said: list[str] = []
    with placing(out) as place:

        def keep(day: DoseDay) -> None:
            expect_place(out)
            _tell_unread([day])
            data, sentence = _file(_made(office, wanted, [day]), out)
            with place.temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            said.append(sentence)

        Closing(_post(office, office.access.person)).close(date, by, keep)
        try:
            place.put()
        except OSError as error:
            what = f"The day is signed off. Only its file is missing ({trouble(error)}); make it with"
            raise BadInput(f"{what} kiosk report doses --day {date} --as {by} -o FILE") from None
    return said[0]


def _tell_unread(days: Sequence[DoseDay]) -> None:
    """What is shown is not all there is: say so, whatever the form."""
    for line in dict.fromkeys(str(each) for day in days for each in day.unread):
        click.echo(plain(f"NOT READ: {line}"), err=True)


def _post(office: Office, person: Person) -> Post:
    return Post(office.records, office.calendar, person, clock=office.clock, station=office.station)


def _give(made: _Made, wanted: Wanted) -> None:
    if wanted.out is not None:
        say([_written(made, wanted.out)])
    elif wanted.as_csv:
        say_parts([made.table()])
    elif wanted.as_json:
        say_json(made.document())
    else:
        say(made.lines())


def _written(made: _Made, out: Path) -> str:
    data, sentence = _file(made, out)
    expect_place(out)
    write_atomic(out, data)
    return sentence


def _file(made: _Made, out: Path) -> tuple[bytes, str]:
    """What is to be written, and what to say of it then."""
    if out.suffix.lower() == ".pdf" and made.pdf is not None:
        pdf = made.pdf()
        return pdf.data, f"{pdf.pages} page{'' if pdf.pages == 1 else 's'} in {out}."
    return f"{BOM}{made.table()}".encode(), f"A table in {out}."


def _made(office: Office, wanted: Wanted, days: Sequence[DoseDay]) -> _Made:
    calendar = office.calendar
    if wanted.late:
        late = list(lists.late(days, calendar))
        return _Made(
            lambda: doses_text.late_lines(late, calendar),
            lambda: {**_period(days), "late": doses_text.late_documents(late, calendar)},
            lambda: doses_tables.late_table(late, calendar),
        )
    if wanted.by_staff:
        work = lists.by_staff(days)
        return _Made(
            lambda: doses_text.staff_lines(work),
            lambda: {**_period(days), "staff": doses_text.staff_documents(work)},
            lambda: doses_tables.staff_table(work),
        )
    return _month(office, days) if wanted.month is not None else _day(office, days[0])


def _day(office: Office, day: DoseDay) -> _Made:
    calendar, printed = office.calendar, office.clock.real()
    return _Made(
        lambda: doses_text.day_lines(day, calendar),
        lambda: doses_text.day_document(day, calendar),
        lambda: doses_tables.day_table(day, calendar),
        lambda: sheet_pdf(daily_sheet(day, calendar, printed), office.school, printed, office.folder),
    )


def _month(office: Office, days: Sequence[DoseDay]) -> _Made:
    calendar, printed, month = office.calendar, office.clock.real(), month_of(days)
    return _Made(
        lambda: doses_text.month_lines(month),
        lambda: doses_text.month_document(month, calendar),
        lambda: doses_tables.month_table(month, calendar),
        lambda: grid_pdf(monthly_grid(month, calendar, printed), office.school, printed, office.folder),
    )


def _period(days: Sequence[DoseDay]) -> dict[str, str]:
    return {"first": days[0].date.isoformat(), "last": days[-1].date.isoformat()}


def _dates(wanted: Wanted, today: dt.date) -> tuple[dt.date, dt.date]:
    if wanted.month is None:
        day = today if wanted.day is None else parse_date(wanted.day)
        return day, day
    found = _MONTH.fullmatch(wanted.month)
    if not found or int(found[1]) < 1:
        raise BadInput(f'"{wanted.month[:40]}" is not a month such as 2026-11.')
    year, month = int(found[1]), int(found[2])
    return dt.date(year, month, 1), dt.date(year, month, months.monthrange(year, month)[1])
