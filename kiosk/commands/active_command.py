"""`kiosk active`: what applies to a student, in a room, or to everybody, and why."""

from pathlib import Path

import click

from kiosk.access.model import Opened, told_apart
from kiosk.commands.agenda_text import Answer, answer_document, answer_lines, moment_document, moment_lines
from kiosk.commands.opening import Office, opened
from kiosk.commands.output import say, say_json
from kiosk.commands.reasons import reason_document, reason_lines
from kiosk.commands.room_text import room_lines
from kiosk.commands.setting import Setting, looking, looks
from kiosk.commands.unread_text import unread_document, unread_lines, warn_unread
from kiosk.faults import BadInput
from kiosk.plans.agenda import State, agenda
from kiosk.plans.model import Version, newest
from kiosk.records.events import Purpose
from kiosk.school.calendar import Moment


@click.command("active", short_help="what applies, and why")
@click.argument("student", required=False, metavar="[ID]")
@click.option("--room", help="Only the students of this homeroom.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="FILE", help="The room's sheet, as PDF."
)
@click.option("--emergency", metavar="REASON", help="What is happening: opens any student's crisis protocol.")
@click.option("--all", "with_off", is_flag=True, help="Also what is off, and why.")
@looks
@click.pass_obj
def command(
    setting: Setting,
    student: str | None,
    room: str | None,
    out: Path | None,
    emergency: str | None,
    with_off: bool,
    as_json: bool,
    as_staff: str | None,
    at: str | None,
) -> None:
    """What applies now, next, if and tonight to a student; in a room by period; or to everybody."""
    if student is not None and room is not None:
        raise BadInput("Say a student's number, or --room R, and not both.")
    if out is not None and room is None:
        raise BadInput(
            "A sheet is of a room: say --room R with -o room.pdf. (A student has a card: kiosk cards.)"
        )
    with opened(looking(setting, at, as_staff)) as office:
        moment = office.moment()
        if emergency is not None:
            _emergency(office, student, emergency, moment, as_json=as_json)
            return
        if out is not None and room is not None:
            _sheet(office, room, out, moment, as_json=as_json)
            return
        if student is not None:
            _one(office, student, moment, with_off=with_off, as_json=as_json)
        else:
            _everybody(office, room, moment, with_off=with_off, as_json=as_json)


def _one(office: Office, student: str, moment: Moment, *, with_off: bool, as_json: bool) -> None:
    found = office.access.open(student, Purpose.COMMAND)
    answer = answer_of(found, moment, with_off=with_off)
    if as_json:
        document = answer_document(answer, moment)
        say_json(
            {
                **reason_document(office, found.reason),
                "student": document.pop("student"),
                **moment_document(moment),
                **document,
            }
        )
    else:
        say(
            [
                *moment_lines(moment),
                "",
                *answer_lines(answer, with_off=with_off),
                *reason_lines(office, found.reason),
            ]
        )


def _emergency(office: Office, student: str | None, reason: str, moment: Moment, *, as_json: bool) -> None:
    from kiosk.commands import emergency_text

    if student is None or not office.access.acts_for_staff:
        raise BadInput(
            "In an emergency say for whom, and who looks: kiosk active ID --as STAFF_ID --emergency REASON"
        )
    found = office.access.in_emergency(student, reason)
    if as_json:
        say_json(emergency_text.document(found, moment))
    else:
        say(emergency_text.lines(found, moment, office.school.phone))


def _everybody(office: Office, room: str | None, moment: Moment, *, with_off: bool, as_json: bool) -> None:
    found = office.access.open_many(None, Purpose.COMMAND, on=moment.date, room=room)
    read, unread = told_apart(found)
    warn_unread(unread)
    answers = [answer_of(each, moment, with_off=with_off) for each in read]
    if as_json:
        students = [*map(unread_document, unread), *(answer_document(each, moment) for each in answers)]
        because = reason_document(office, office.access.list_reason)
        say_json({**because, **moment_document(moment), "students": students})
        return
    reason = reason_lines(office, office.access.list_reason)
    if room is not None:
        day = room_lines(room, found, moment, with_off=with_off)
        say([*moment_lines(moment), *day, *reason])
        return
    lines = [line for each in unread for line in ("", *unread_lines(each))]
    lines.extend(line for each in answers for line in ("", *answer_lines(each, with_off=with_off)))
    nobody = ["", "Nobody here has a plan in force on this date."]
    say([*moment_lines(moment), *(lines or nobody), *reason])


def _sheet(office: Office, room: str, out: Path, moment: Moment, *, as_json: bool) -> None:
    from kiosk.room_sheet import make_sheet

    made = make_sheet(
        out, room, office.school, office.access, moment, office.clock.real(), folder=office.folder
    )
    if as_json:
        say_json({"file": str(made.file), "pages": made.pages, "students": made.students})
        return
    counted = f"{made.students} student{'' if made.students == 1 else 's'} on {made.pages} page"
    say([f"{counted}{'' if made.pages == 1 else 's'} in {made.file}."])


def answer_of(found: Opened, moment: Moment, *, with_off: bool) -> Answer:
    """The agenda of an opened student; without a plan in force, and with all asked for, the newest plan's."""
    versions = found.in_force(moment)
    shown: tuple[Version, ...] = versions or (newest(found.versions) if with_off else ())
    items = agenda([each.plan for each in shown], moment, found.student.who)
    return Answer(
        found.student, versions, tuple(each for each in items if with_off or each.state is not State.OFF)
    )
