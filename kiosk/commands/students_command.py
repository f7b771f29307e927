"""`kiosk students`: find students."""

import click

from kiosk.commands.agenda_text import student_document
from kiosk.commands.opening import opened
from kiosk.commands.output import say, say_json, table
from kiosk.commands.setting import Setting, looking, looks


@click.command("students", short_help="find students")
@click.argument("text", required=False, default="")
@click.option("--room", help="Only the students of this homeroom.")
@looks
@click.pass_obj
def command(
    setting: Setting,
    text: str,
    room: str | None,
    as_json: bool,
    as_staff: str | None,
    at: str | None,
) -> None:
    """Find students by name, number or room, forgiving of accents, order and typing errors."""
    with opened(looking(setting, at, as_staff)) as office:
        found = office.access.students(text or None, room=room)
        if as_json:
            reason = {"reason": office.access.list_reason} if office.access.acts_for_staff else {}
            say_json({**reason, "students": [student_document(each) for each in found]})
        elif found:
            say(table((each.id, each.name, f"grade {each.grade}", f"room {each.homeroom}") for each in found))
        else:
            say(["No student found."])
