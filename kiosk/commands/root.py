"""The command `kiosk` itself: its options, and its commands by name."""

import gc
import importlib
from pathlib import Path
from typing import Any

import click

from kiosk.commands.setting import Setting

COMMANDS = {
    "demo": "make a pretend school and open the kiosk in it",
    "init": "make a new, empty school",
    "import": "take in plan files, and a list of the staff",
    "students": "find students",
    "plan": "write, show, export and edit a student's plan",
    "active": "what applies to a student, or to everybody, and why",
    "cards": "print pocket cards",
    "links": "the cards that open something, and ending them",
    "dose": "what medication is due, and what became of each dose",
    "staff": "who works here, in which role and rooms",
    "daycode": "a substitute's pass for today",
    "serve": "serve the page that a card's code opens",
    "stock": "the card paper there is, and a picture of it",
    "themes": "the themes there are, and a picture of them",
    "report": "who has seen what; the doses of a day or a month",
    "key": "another key file",
    "verify": "check the ledger, the records and the links",
    "doctor": "what is wrong with this installation, and what to do",
}
"""Each command's name and what it does; its module is `kiosk.commands.NAME_command`."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of a school's year."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in COMMANDS:
            return None
        if ctx.resilient_parsing or ctx.meta.get("kiosk.listing"):
            return click.Command(cmd_name, short_help=COMMANDS[cmd_name])
        module = importlib.import_module(f"kiosk.commands.{cmd_name}_command")
        gc.enable()  # the command has been loaded: from here on there may be garbage
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing one."""
        ctx.meta["kiosk.listing"] = True
        super().format_commands(ctx, formatter)


@click.group(
    cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="accommodation-kiosk", message="%(version)s")
@click.option("--school", type=click.Path(path_type=Path), envvar="KIOSK_SCHOOL", help="The school's folder.")
@click.option("--station", envvar="KIOSK_STATION", help="The name of this kiosk in the ledger.")
@click.option("--room", envvar="KIOSK_ROOM", help="The room in which this kiosk stands.")
@click.option(
    "--lock-after",
    type=click.IntRange(0),
    default=90,
    show_default=True,
    envvar="KIOSK_LOCK_AFTER",
    metavar="SECONDS",
    help="Lock the kiosk after so long without a touch; 0 is never.",
)
@click.option("--at", metavar="TIME", help="Pretend a clock for looking: 2026-11-23T11:58.")
@click.option("--as", "as_staff", metavar="STAFF_ID", help="See what this member of staff would see.")
@click.pass_context
def kiosk(context: click.Context, /, **options: Any) -> None:
    """What a student's plan asks of the adults in the room, now.

    Without a command, `kiosk` opens the kiosk.
    """
    context.obj = Setting(**options)
    if context.invoked_subcommand is None:
        from kiosk.commands.opening import open_kiosk

        context.exit(open_kiosk(context.obj))
