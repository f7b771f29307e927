"""`kiosk cards --proof`: with a school or without one, under a pretended clock too."""

import datetime as dt
from pathlib import Path

from cards.feed import Feed
from kiosk.commands.setting import Setting
from kiosk.print_proof import print_proof
from kiosk.print_run import Printed
from kiosk.school.calendar import Calendar
from kiosk.school.model import CardSettings
from kiosk.school.reading import read_school
from kiosk.stocking import chosen_stock, fed, stock_named


def prove(setting: Setting, out: Path, stock: str | None, feed: Feed, *, force: bool) -> Printed:
    """Write a proof sheet of the stock that is named, else of the school's, else of our usual one."""
    folder = setting.folder_if_any() if setting.at is None else setting.folder()
    if folder is None:
        paper = stock_named(stock or CardSettings().stock, None, "--stock")
        created = dt.datetime.now(dt.UTC)
    else:
        school = read_school(folder / "school.toml")
        paper = chosen_stock(stock, school, folder)
        created = setting.clock(Calendar(school)).now()
    layout = fed(paper, feed)
    print_proof(out, layout, created, force=force)
    return Printed(0, layout.sides, out, paper.name, sides=layout.printed_sides)
