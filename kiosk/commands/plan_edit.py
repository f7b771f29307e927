"""`kiosk plan new` and `kiosk plan edit`: write a plan in your editor; it is checked before it is kept."""

from pathlib import Path

import click

from kiosk.commands import taking_in
from kiosk.commands.draft import Draft
from kiosk.commands.editor import edit as edit_text
from kiosk.commands.opening import Office, opened
from kiosk.commands.output import plain, say, say_json
from kiosk.commands.plan_choice import one
from kiosk.commands.setting import Setting, changes, changing, is_interactive, parse_date
from kiosk.faults import BadInput, Fault, KioskError
from kiosk.plans import template
from kiosk.plans.model import PlanKind
from kiosk.records.events import Purpose
from kiosk.records.importing import Imported

_KINDS = click.Choice([each.value for each in PlanKind], case_sensitive=False)


@click.command("new")
@click.argument("student", metavar="ID")
@click.option("--kind", type=_KINDS, default=PlanKind.SECTION_504.value, show_default=True)
@changes
@click.pass_obj
def new(setting: Setting, student: str, kind: str, as_json: bool, at: str | None) -> None:
    """Write a new plan in your editor."""
    with opened(changing(setting, at, "a new plan")) as office:
        found = office.access.open(student, Purpose.EXPORT).student
        text = template.new_plan(found, office.school, PlanKind(kind), office.today())
        _write(office, setting.folder(), f"{student}.toml", text, as_json=as_json)


@click.command("edit")
@click.argument("student", metavar="ID")
@click.option("--kind", type=_KINDS, help="Where two apply.")
@click.option("--as-of", metavar="DATE", help="The version in force on this date.")
@changes
@click.pass_obj
def edit(
    setting: Setting,
    student: str,
    kind: str | None,
    as_of: str | None,
    as_json: bool,
    at: str | None,
) -> None:
    """Change a plan in your editor: the next version, from the date that you write."""
    with opened(changing(setting, at, "an edit")) as office:
        found = office.access.open(student, Purpose.EXPORT)
        version = one(found, office.today() if as_of is None else parse_date(as_of), kind, None)
        written = office.access.export(found.student.id, version).decode("utf-8-sig")
        text = template.amendment(written, office.today())
        _write(office, setting.folder(), f"{student}.toml", text, as_json=as_json)


def _write(office: Office, school: Path, name: str, text: str, *, as_json: bool) -> None:
    """Open the editor until what it returns is a sound plan, or until the writer gives up."""
    draft = Draft(school, name)
    written = edit_text(text.encode(), draft, school)
    while written is not None:
        try:
            (taken,) = taking_in.take_in(office, [(name, written)])
        except KioskError as error:
            draft.keep(written)
            written = _again(error, written, draft, school)
        else:
            draft.drop()
            _tell(taken, as_json=as_json)
            return
    if as_json:
        say_json({"imported": []})
    else:
        say(["Nothing was changed."])


def _tell(taken: Imported, *, as_json: bool) -> None:
    if as_json:
        say_json({"imported": [taking_in.document(taken)]})
    else:
        say([*taken.notes, taking_in.line(taken)])


def _again(error: KioskError, written: bytes, draft: Draft, school: Path) -> bytes:
    """The text, edited once more; else the faults are told, and where the text is."""
    if is_interactive():
        for sentence in error.sentences:
            click.echo(plain(sentence), err=True)
        if click.confirm("Open it again?", default=True):
            return edit_text(written, draft, school) or written
    kept = Fault(f"your text is kept in {draft.path}; mend it there and import it")
    raise BadInput.of([*(error.faults or [Fault(str(error))]), kept]) from None
