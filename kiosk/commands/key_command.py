"""`kiosk key`: the file without which the plans cannot be read."""

import click

from kiosk.commands.opening import opened
from kiosk.commands.output import say, say_json
from kiosk.commands.setting import Setting, changes, changing
from kiosk.records.rotation import rotate as rotate_key


@click.group("key", short_help="another key file")
def command() -> None:
    """Look after the key file, without which nobody can read the plans."""


@command.command("rotate")
@changes
@click.pass_obj
def rotate(setting: Setting, as_json: bool, at: str | None) -> None:
    """Make another key file, which opens the records from now on. The old one stays, for old backups."""
    with opened(changing(setting, at, "another key file")) as office:
        actor, station, now = office.access.person.id, office.station, office.clock.real()
        made = rotate_key(office.records, office.folder, actor=actor, station=station, now=now)
    if as_json:
        say_json({"key_file": str(made.new), "old_key_file": str(made.old)})
    else:
        say([
            "The records are opened by a new key file from now on:",
            f"  {made.new}",
            "Keep a copy of it in a safe place, away from this computer. Where the old one is named",
            "(KIOSK_KEY_FILE, a systemd credential), name this one. Backups from before need the old one:",
            f"  {made.old}",
            "Destroy it when they are gone. Whoever has it and such a backup can still read the records.",
        ])  # fmt: skip
