"""How the records stand: sound, with a clock that goes forward, and staff who can sign in."""

import datetime as dt

from kiosk.doctor.finding import Finding, good, must, should
from kiosk.plans.model import Role
from kiosk.records import ledger, staff
from kiosk.records.store import Records
from kiosk.records.verifying import verify
from kiosk.school.calendar import Calendar
from kiosk.school.words import long_date

_SLACK = dt.timedelta(minutes=2)
_NEEDS_ROOMS = {Role.TEACHER, Role.SUBSTITUTE}


def soundness(records: Records) -> Finding:
    """Whether ledger, records and links are whole; opening the database has read its settings back."""
    found = verify(records)
    if found.intact:
        return good("records", f"The records are whole; the ledger has {found.rows} rows.")
    wrong = len(found.sentences)
    faults = "1 fault" if wrong == 1 else f"{wrong} faults"
    return must("records", f"The records have {faults}.", "kiosk verify says which")


def clock(records: Records, calendar: Calendar, now: dt.datetime) -> Finding:
    """Whether the clock stands after what was recorded last, and in the school year."""
    about = "clock"
    with records.reading() as transaction:
        last = ledger.latest(transaction)
    local = calendar.local(now)
    if last is not None and now < last - _SLACK:
        said = f"The clock shows {local:%Y-%m-%d %H:%M}, and something was recorded later than that."
        return must(about, said, "set this computer's clock by the network, and see what was recorded since")
    year = calendar.school.year
    if not year.begins <= local.date() <= year.ends:
        said = f"Today, {long_date(local.date())}, lies outside the school year of school.toml."
        return should(about, said, "write the new year and its bells in school.toml")
    return good(about, f"It is {local:%H:%M} in {calendar.school.timezone}, in the school year.")


def administrators(records: Records) -> Finding:
    """Whether there is an administrator who can sign in."""
    with records.reading() as transaction:
        with_pin = staff.with_pin(transaction)
        admins = [each.id for each in staff.everyone(transaction) if each.role is Role.ADMIN]
    if not admins:
        do = "kiosk staff add ID --name NAME --role admin"
        return must("staff", "Nobody is an administrator.", do)
    if not with_pin.intersection(admins):
        do = f"kiosk staff change {admins[0]} --pin-file -"
        return must("staff", "No administrator has a PIN.", do)
    return good("staff", "There is an administrator with a PIN.")


def unready(records: Records) -> list[Finding]:
    """Those of the staff who cannot sign in for want of a PIN, or see nobody for want of a room."""
    with records.reading() as transaction:
        with_pin = staff.with_pin(transaction)
        members = staff.everyone(transaction)
    pinless = [each.id for each in members if each.id not in with_pin]
    roomless = [each.id for each in members if each.role in _NEEDS_ROOMS and not each.rooms]
    found = []
    if pinless:
        said = f"{len(pinless)} of {len(members)} of the staff have no PIN: {_some(pinless)}."
        found.append(should("staff", said, "kiosk staff change ID --pin-file -"))
    if roomless:
        said = f"Teachers or substitutes without a room see no student: {_some(roomless)}."
        found.append(should("staff", said, "kiosk staff change ID --rooms 12,14"))
    return found


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:10]) + (" …" if len(ids) > 10 else "")
