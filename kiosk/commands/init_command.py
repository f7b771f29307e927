"""`kiosk init`: a new, empty school and its first administrator."""

from pathlib import Path

import click

from kiosk.commands.setting import Setting, changes, changing

_SUGGESTED_ZONE = "America/New_York"


@click.command("init", short_help="make a new, empty school")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--name", help="The school's name.")
@click.option("--timezone", help=f"Its time zone, such as {_SUGGESTED_ZONE}.")
@click.option("--admin", metavar="ID", help="The staff id of its first administrator.")
@click.option(
    "--pin-file", type=click.File("rb"), metavar="F", help="The administrator's PIN; - reads it from here."
)
@changes
@click.pass_obj
def command(
    setting: Setting,
    folder: Path,
    name: str | None,
    timezone: str | None,
    admin: str | None,
    pin_file: object,
    as_json: bool,
    at: str | None,
) -> None:
    """Make a new, empty school in DIR, and its first administrator."""
    changing(setting, at, "making a school")
