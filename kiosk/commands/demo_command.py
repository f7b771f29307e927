"""`kiosk demo`: a pretend school, and the kiosk open in it."""

import time
from pathlib import Path

import click
from attrs import evolve

from kiosk.commands.output import say, say_json
from kiosk.commands.setting import Setting, changes, changing


@click.command("demo", short_help="make a pretend school and open the kiosk in it")
@click.argument("folder", required=False, default="maple", type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--students", default=400, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--plans", default=40, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same school.")
@click.option("--no-open", is_flag=True, help="Only make the school.")
@changes
@click.pass_obj
def command(
    setting: Setting,
    folder: Path,
    students: int,
    plans: int,
    seed: int,
    no_open: bool,
    as_json: bool,
    at: str | None,
) -> None:
    """Make a pretend school in DIR if it does not hold one, and open the kiosk in it at 11:50."""
    from kiosk.demo.dates import OPENING
    from kiosk.demo.making import make

    changing(setting, at, "making a school")
    begun = time.monotonic()
    is_new = make(folder, students=students, plans=plans, seed=seed)
    seconds = round(time.monotonic() - begun, 2)
    if as_json:
        say_json({"folder": str(folder), "made": is_new, "seconds": seconds})
    elif no_open:
        said = f"A pretend school is in {folder}" + (f" (made in {seconds} s)." if is_new else " already.")
        say([said, f"Open it:  kiosk --school {folder} --at {OPENING:%Y-%m-%dT%H:%M}"])
    if not no_open:
        from kiosk.commands.opening import open_kiosk

        pretending = evolve(setting, school=folder, at=f"{OPENING:%Y-%m-%dT%H:%M}")
        click.get_current_context().exit(open_kiosk(pretending))
