"""`kiosk daycode`: a substitute's pass for today; those there are, and ending one."""

import datetime as dt
import re
from pathlib import Path

import click

from kiosk.access import passes_today
from kiosk.access.issuing import Issued, Wanted, issue
from kiosk.commands.opening import Office, opened
from kiosk.commands.output import say, say_json, table
from kiosk.commands.pass_text import ended_document, pass_document, pass_rows, rooms_words
from kiosk.commands.setting import Setting, changes, changing
from kiosk.faults import BadInput, Refused
from kiosk.records.passes import DayPass, shown
from kiosk.school.words import clock, day_name, periods_words

_BEFORE = "It opens 15 minutes before each of its periods, and shuts when that one ends."
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@click.command("daycode", short_help="a substitute's pass for today")
@click.argument("rooms", nargs=-1, metavar="ROOM…")
@click.option("--periods", metavar="1,2", help="Opens for these periods only.")
@click.option("--until", metavar="15:00", help="Dead at this time; else at the last bell.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="FILE", help="The pass as a card, as PDF."
)
@click.option("--print", "printer", metavar="PRINTER", help="The pass as a card, to a printer (lp).")
@click.option("--start", type=int, default=1, metavar="N", help="The card lies in this place of the sheet.")
@click.option("--list", "asks_list", is_flag=True, help="Make none; say which passes there are today.")
@click.option("--end", "ended_id", metavar="ID", help="Make none; end this pass of today at once.")
@changes
@click.pass_obj
def command(
    setting: Setting,
    rooms: tuple[str, ...],
    periods: str | None,
    until: str | None,
    out: Path | None,
    printer: str | None,
    start: int,
    asks_list: bool,
    ended_id: str | None,
    as_json: bool,
    at: str | None,
) -> None:
    """Make a substitute's pass for these rooms: a code that opens their students' cards today."""
    if asks_list or ended_id is not None:
        if rooms or periods or until or out or printer or (asks_list and ended_id is not None):
            raise BadInput("--list and --end ID each stand alone: kiosk daycode --list")
        if ended_id is None:
            _list(changing(setting, at, "listing day passes"), as_json=as_json)
        else:
            _end(changing(setting, at, "ending a pass"), ended_id, as_json=as_json)
        return
    setting = changing(setting, at, "making a pass")
    if not rooms:
        raise BadInput("A pass for which rooms? Name one or more: kiosk daycode 12")
    wanted = Wanted(tuple(dict.fromkeys(rooms)), _periods(periods), _time(until))
    with opened(setting) as office:
        issued = _made(office, wanted, out, printer, start)
        made, code = issued.day_pass, shown(issued.code)
        until_then = office.calendar.local(made.until)
    if as_json:
        document = {"code": code, "rooms": made.rooms, "periods": made.periods}
        file = {"file": str(out)} if out else {}
        say_json({**document, "until": until_then.isoformat(), **file})
    else:
        say([*_lines(made, code, until_then), *_where(out, printer)])


def _made(office: Office, wanted: Wanted, out: Path | None, printer: str | None, start: int) -> Issued:
    """The pass, and its card where one is wanted."""
    records, moment, notes = office.records, office.moment(), office.access.notes
    if out is None and printer is None:
        if start != 1:
            raise BadInput("--start is about the card of a pass: add -o pass.pdf, or --print PRINTER.")
        return issue(records, wanted, moment, notes)
    from kiosk import printers
    from kiosk.pass_card import PassMaker

    if printer is not None:
        printers.expect_printer(printer)
    made: list[Issued] = []
    maker = PassMaker(office.school, records, notes, office.folder)

    def make(file: Path) -> None:
        made.append(maker.make(file, wanted, moment, start))

    if out is not None:
        make(out)
        _send(out, printer)
    elif printer is not None:
        printers.print_file(make, printer, printers.free_name("day-pass", Path.cwd()))
    return made[0]


def _send(out: Path, printer: str | None) -> None:
    from kiosk import printers

    if printer is None:
        return
    try:
        printers.send(out, printer)
    except Refused as error:
        raise Refused(
            f"{error} The pass is good, and its card is kept in {out}: print it from there."
        ) from None


def _where(out: Path | None, printer: str | None) -> list[str]:
    """What became of its card."""
    lines = [f"Its card is in {out}; the code was read back."] if out else []
    return [*lines, f"Its card was sent to {printer}."] if printer else lines


def _list(setting: Setting, *, as_json: bool) -> None:
    with opened(setting) as office:
        found, zone = passes_today.today(office.records, office.moment()), office.calendar.zone
    if as_json:
        say_json({"passes": [pass_document(each, zone) for each in found]})
    elif found:
        say(table(pass_rows(found, zone)))
    else:
        say(["No day pass was made today."])


def _end(setting: Setting, typed: str, *, as_json: bool) -> None:
    with opened(setting) as office:
        ended = passes_today.end(office.records, typed, office.moment(), office.access.notes)
        zone = office.calendar.zone
    if as_json:
        say_json(ended_document(ended, zone))
    else:
        say([f"The day pass for {rooms_words(ended.rooms)} was ended. It opens nothing any more."])


def _lines(made: DayPass, code: str, until: dt.datetime) -> list[str]:
    """The pass for a person: the code first and apart, as it is copied by hand."""
    within = f", {periods_words(made.periods)}" if made.periods else ""
    frame = "─" * (len(code) + 4)
    return [
        f"A day pass for {rooms_words(made.rooms)}{within}:",
        "",
        f"    ┌{frame}┐",
        f"    │  {code}  │",
        f"    └{frame}┘",
        "",
        f"Good today, {day_name(made.date)}, until {clock(until)}.",
        *([] if made.periods is None else [_BEFORE]),
        "The substitute scans the code on a student's card with her phone, and types this in.",
        "It is not shown again; if it is lost, make another.",
    ]


def _periods(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    names = tuple(dict.fromkeys(name for each in text.split(",") if (name := each.strip())))
    if not names:
        raise BadInput("Which periods? Name them like --periods 1,2, or leave --periods out.")
    return names


def _time(text: str | None) -> dt.time | None:
    if text is None:
        return None
    if not (found := _TIME.fullmatch(text)):
        raise BadInput(f'"{text[:40]}" is not a time such as 15:00.')
    return dt.time(int(found[1]), int(found[2]))
