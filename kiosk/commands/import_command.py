"""`kiosk import`: take in files, all that is in them or nothing."""

from pathlib import Path

import click

from kiosk.commands import taking_in
from kiosk.commands.opening import opened
from kiosk.commands.output import plain, say, say_json
from kiosk.commands.setting import Setting, changes, changing


@click.group("import", short_help="take in plan files, and a list of the staff")
def command() -> None:
    """Take in files that others wrote."""


@command.command("plans")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@changes
@click.pass_obj
def plans(setting: Setting, files: tuple[Path, ...], as_json: bool, at: str | None) -> None:
    """Take in plan files: all of them, or none where one has a fault."""
    with opened(changing(setting, at, "an import"), create=True) as office:
        taken = taking_in.take_in_files(office, files)
    for note in (note for each in taken for note in each.notes):
        click.echo(plain(note), err=True)
    if as_json:
        say_json({"imported": [taking_in.document(each) for each in taken]})
    else:
        say(taking_in.line(each) for each in taken)


@command.command("staff")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@changes
@click.pass_obj
def staff(setting: Setting, file: Path, as_json: bool, at: str | None) -> None:
    """Take in a list of the staff, a CSV with the columns id,name,role,rooms and perhaps pin; all or nobody.

    Who is new is added; who is there gets the role, the rooms and the PIN of the list. Nobody is taken off.
    """
    from kiosk.commands.staff_text import not_on_the_list, room_notes, taken_document, taken_lines
    from kiosk.files import read_bytes
    from kiosk.records.staff_import import take_in
    from kiosk.records.staff_list import read_list

    setting = changing(setting, at, "an import")
    listed, faults = read_list(read_bytes(file), file.name)
    with opened(setting, create=True) as office:
        actor, now = office.access.person.id, office.clock.real()
        taken = take_in(
            office.records, listed, file.name, actor=actor, station=office.station, now=now, faults=faults
        )
        for note in room_notes(office.records, [each.member for each in taken]):
            click.echo(plain(note), err=True)
        others = not_on_the_list(office.records, taken)
    if as_json:
        say_json({"imported": [taken_document(each) for each in taken], "others": others})
    else:
        say(taken_lines(taken, others))
