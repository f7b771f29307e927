"""`kiosk staff`: who works at the school, in which role and rooms; and who does no longer."""

from typing import IO

import click

from kiosk.commands.opening import Office, opened
from kiosk.commands.output import plain, say, say_json, table
from kiosk.commands.pin_reading import ask_pin, read_pin
from kiosk.commands.setting import Setting, changes, changing, is_interactive
from kiosk.commands.staff_text import member_document, member_rows, member_words, room_notes
from kiosk.faults import BadInput
from kiosk.plans.model import Role
from kiosk.records import pins, staff, staffing
from kiosk.records.staff import StaffMember
from kiosk.records.staff_list import read_role, read_rooms
from kiosk.records.staffing import Change

_ROLES = "|".join(Role)
_role = click.option("--role", metavar=_ROLES, help="Another role.")
_rooms = click.option("--rooms", metavar="12,14", help="The rooms in which she teaches.")
_pin_file = click.option(
    "--pin-file", type=click.File("rb"), metavar="FILE", help="Her PIN; - reads it from here, or asks for it."
)


@click.group("staff", short_help="who works here, in which role and rooms")
def command() -> None:
    """List the staff, add and change people, and note who has left."""


@command.command("list")
@click.option("--left", is_flag=True, help="Those who have left.")
@changes
@click.pass_obj
def list_(setting: Setting, left: bool, as_json: bool, at: str | None) -> None:
    """List who works here, and whether each has a PIN."""
    with opened(changing(setting, at, "listing the staff")) as office:
        with office.records.reading() as transaction:
            members = staff.leavers(transaction) if left else staff.everyone(transaction)
            with_pin = staff.with_pin(transaction)
        zone = office.calendar.zone
        if as_json:
            say_json({"staff": [member_document(each, with_pin, zone) for each in members]})
        elif members:
            say(table(member_rows(members, with_pin, zone)))
        else:
            say(["Nobody has left." if left else "Nobody is on the staff yet: kiosk staff add ID …"])


@command.command("add")
@click.argument("staff_id", metavar="ID")
@click.option("--name", required=True, help="Her name, as screens and the ledger show it.")
@click.option("--role", required=True, metavar=_ROLES, help="What she does here.")
@_rooms
@_pin_file
@changes
@click.pass_obj
def add(
    setting: Setting,
    staff_id: str,
    name: str,
    role: str,
    rooms: str | None,
    pin_file: IO[bytes] | None,
    as_json: bool,
    at: str | None,
) -> None:
    """Add somebody. Asks for her PIN where a person is at the terminal; Enter alone is no PIN yet."""
    setting = changing(setting, at, "adding to the staff")
    member = StaffMember(staff_id, name.strip(), read_role(role), read_rooms(rooms or ""))
    staff.check(member)
    with opened(setting, create=True) as office:
        with office.records.reading() as transaction:
            if said := staff.taken(transaction, staff_id):
                raise BadInput(said)  # before anybody types a PIN
        pin = _first_pin(member, pin_file)
        now, station = office.clock.real(), office.station
        staff.add(office.records, member, actor=_actor(office), station=station, now=now, pin=pin)
        _tell(office, member, "added", as_json=as_json)


@command.command("change")
@click.argument("staff_id", metavar="ID")
@click.option("--name", help="Another name for the same person.")
@_role
@_rooms
@_pin_file
@changes
@click.pass_obj
def change(
    setting: Setting,
    staff_id: str,
    name: str | None,
    role: str | None,
    rooms: str | None,
    pin_file: IO[bytes] | None,
    as_json: bool,
    at: str | None,
) -> None:
    """Change what is said of somebody; the rest stays. A new PIN signs her out of every page."""
    setting = changing(setting, at, "changing the staff")
    if name is None and role is None and rooms is None and pin_file is None:
        raise BadInput("What is to change? Say --name, --role, --rooms or --pin-file.")
    new_role = None if role is None else read_role(role)
    new_rooms = None if rooms is None else read_rooms(rooms)
    with opened(setting) as office:
        with office.records.reading() as transaction:
            member = staff.expect(transaction, staff_id)
        pin = (
            None if pin_file is None else read_pin(pin_file, _question(member.name, new_role or member.role))
        )
        wanted = Change(name, new_role, new_rooms, pin)
        now, station = office.clock.real(), office.station
        after = staffing.change(
            office.records, staff_id, wanted, actor=_actor(office), station=station, now=now
        )
        _tell(office, after, "changed", as_json=as_json)


@command.command("retire")
@click.argument("staff_id", metavar="ID")
@click.option("--undo", is_flag=True, help="She is back: her entry is as it was, but for the PIN.")
@changes
@click.pass_obj
def retire(setting: Setting, staff_id: str, undo: bool, as_json: bool, at: str | None) -> None:
    """Note that somebody has left: at once she opens nothing. Her name stays in the record."""
    setting = changing(setting, at, "changing the staff")
    with opened(setting) as office:
        do = staffing.bring_back if undo else staffing.retire
        actor, station, now = _actor(office), office.station, office.clock.real()
        member = do(office.records, staff_id, actor=actor, station=station, now=now)
        _tell(office, member, "returned" if undo else "left", as_json=as_json)


def _first_pin(member: StaffMember, file: IO[bytes] | None) -> str | None:
    question = _question(member.name, member.role)
    if file is not None:
        return read_pin(file, question)
    return ask_pin(f"{question} (Enter: none yet)", default="") or None if is_interactive() else None


def _question(name: str, role: Role) -> str:
    return f"A PIN of {pins.shortest(role)} characters or more for {name}"


def _actor(office: Office) -> str:
    return office.access.person.id


def _tell(office: Office, member: StaffMember, outcome: str, *, as_json: bool) -> None:
    """What became of somebody."""
    if member.retired is None:
        for note in room_notes(office.records, [member]):
            click.echo(plain(note), err=True)
    with office.records.reading() as transaction:
        with_pin = staff.with_pin(transaction)
    if as_json:
        say_json({**member_document(member, with_pin, office.calendar.zone), "outcome": outcome})
    elif outcome == "left":
        said = "has left: she opens nothing any more. Her name stays in the record."
        say([f"{member.name} ({member.id}) {said}"])
    else:
        said = {"added": "Added", "changed": "Changed", "returned": "Back on the staff"}[outcome]
        say([f"{said}: {member_words(member, has_pin=member.id in with_pin)}."])
