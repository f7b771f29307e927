"""`kiosk verify`: the ledger's chain, the records and the links: intact, or where they broke."""

import click

from kiosk.commands.opening import opened
from kiosk.commands.output import say, say_json
from kiosk.commands.setting import Setting, looking, looks
from kiosk.records.verifying import verify


@click.command("verify", short_help="check the ledger, the records and the links")
@click.option("--head", metavar="H", help="The hash of the last row as you noted it, to find a cut.")
@looks
@click.pass_obj
def command(setting: Setting, head: str | None, as_json: bool, as_staff: str | None, at: str | None) -> int:
    """Check the ledger's chain, the records and the links: intact, or where they broke."""
    with opened(looking(setting, at, as_staff)) as office:
        found = verify(office.records, head=head)
    if as_json:
        say_json(found.document())
    else:
        say(found.lines())
    return 0 if found.intact else 1
