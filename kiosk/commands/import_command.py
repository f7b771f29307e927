"""`kiosk import plans`: take in plan files, all of them or none."""

from pathlib import Path

import click

from kiosk.commands import taking_in
from kiosk.commands.opening import opened
from kiosk.commands.output import plain, say, say_json
from kiosk.commands.setting import Setting, changes, changing


@click.group("import", short_help="take in plan files")
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
