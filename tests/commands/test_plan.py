"""`kiosk plan`: show, history, export, new and edit."""

import os
import shlex
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.terminal import KIOSK, Terminal
from tests.commands.test_import import amended
from tests.made_school import BLAKE_TOML, IEP_TOML


@pytest.fixture
def amended_kiosk(kiosk: Terminal) -> Terminal:
    assert kiosk("import", "plans", kiosk.write("change.toml", amended())).status == 0
    return kiosk


def test_export_gives_the_bytes_as_they_were_written(empty_school: Terminal) -> None:
    written = b"\xef\xbb\xbf# as written at the meeting\r\n" + BLAKE_TOML.encode()
    path = empty_school.write("blake.toml", written)
    assert empty_school("import", "plans", path).status == 0
    done = subprocess.run(
        [KIOSK, "--school", empty_school.folder, "plan", "export", "10042"],
        capture_output=True,
        check=True,
    )
    assert done.stdout == written


def test_show_says_the_plan_and_keeps_the_order_for_the_nurse(kiosk: Terminal) -> None:
    said = kiosk("plan", "show", "10042")
    assert "May pace or stand at the back" in said.out
    assert "At lunch, from 5 minutes before." in said.out
    assert "methylphenidate" not in said.out


def test_a_version_can_be_asked_for_by_number_and_by_date(amended_kiosk: Terminal) -> None:
    def lead(*arguments: str) -> int:
        (plan,) = amended_kiosk("plan", "show", "10042", "--json", *arguments).json["plans"]
        leads: list[int] = [each["lead"] for each in plan["accommodations"] if each["lead"]]
        return leads[0]

    assert lead("--version", "1") == lead("--as-of", "2026-10-01") == 5
    assert lead("--version", "2") == lead("--as-of", "2026-12-01") == 10
    missing = amended_kiosk("plan", "show", "10042", "--version", "3")
    assert missing.status == 2
    assert "there are versions 1 to 2" in missing.err


def test_where_two_plans_apply_the_kind_is_asked_for(kiosk: Terminal) -> None:
    iep = IEP_TOML.replace('"10077"', '"10042"')
    assert kiosk("import", "plans", kiosk.write("iep.toml", iep)).status == 0
    said = kiosk("plan", "export", "10042", "--as-of", "2026-11-23")
    assert said.status == 2
    assert "--kind 504 or --kind IEP" in said.err
    assert len(kiosk("plan", "show", "10042", "--json", "--as-of", "2026-11-23").json["plans"]) == 2


def test_history_lists_every_version_and_why(amended_kiosk: Terminal) -> None:
    said = amended_kiosk("plan", "history", "10042")
    assert said.out.index("version 2") < said.out.index("version 1")
    assert "A. Ortiz: He goes earlier." in said.out


def damage(kiosk: Terminal, number: int) -> None:
    with closing(sqlite3.connect(kiosk.folder / "records.db")) as database, database:
        database.execute("DROP TRIGGER plan_version_keeps_update")
        database.execute(f"UPDATE plan_version SET content = zeroblob(80) WHERE number = {number}")


def test_a_version_that_cannot_be_opened_is_named_and_the_others_are_shown(amended_kiosk: Terminal) -> None:
    damage(amended_kiosk, 1)
    history = amended_kiosk("plan", "history", "10042")
    assert "version 1  from 31 August 2026   CANNOT BE READ; run kiosk verify" in history.out
    (unread,) = amended_kiosk("plan", "history", "10042", "--json").json["unread"]
    assert (unread["version"], unread["kind"], unread["begins"]) == (1, "504", "2026-08-31")
    shown = amended_kiosk("plan", "show", "10042", "--as-of", "2026-12-01")
    assert "version 2" in shown.out
    assert shown.err.startswith("note: version 1 of the 504 plan of 10042 that begins on 2026-08-31 cannot")
    assert amended_kiosk("active", "10042", "--at", "2026-12-01T10:00").status == 0
    for asked in (["--version", "1"], ["--as-of", "2026-10-01"]):
        said = amended_kiosk("plan", "show", "10042", *asked)
        assert (said.status, said.out) == (2, "")
        assert "version 1 of the 504 plan" in said.err
    assert "version 1 of the 504 plan of 10042" in amended_kiosk("verify").out.casefold()


def test_a_plan_that_cannot_be_opened_is_never_no_plan(kiosk: Terminal) -> None:
    damage(kiosk, 1)
    asked = (
        ["active", "10042"], ["active", "10042", "--all"], ["plan", "show", "10042"],
        ["plan", "show", "10042", "--kind", "504"], ["plan", "show", "10042", "--version", "1"],
    )  # fmt: skip
    for command in asked:
        said = kiosk(*command, "--at", "2026-11-23T11:40")
        assert (said.status, said.out) == (2, "")
        assert "version 1 of the 504 plan of 10042" in said.err
    listed = kiosk("active", "--at", "2026-11-23T11:40")
    assert "version 1 of the 504 plan of 10042" in listed.err
    assert "A PLAN CANNOT BE READ" in listed.out
    exported = kiosk("plan", "export", "10042")
    assert (exported.status, exported.out) == (2, "")


def editor(folder: Path, script: str) -> None:
    """An editor that runs a Python script on the text."""
    path = folder / "editor.py"
    path.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\np = pathlib.Path(sys.argv[1])\n"
        f"t = p.read_text()\n{script}\n"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    os.environ["EDITOR"] = os.environ["VISUAL"] = shlex.quote(str(path))


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.setenv(name, "true")


CHANGE = (
    't = t.replace("lead = 5", "lead = 7").replace(\'by = ""\', \'by = "A. Ortiz"\')'
    '.replace(\'reason = ""\', \'reason = "Stairs."\').replace("effective = ", "effective = 2026-12-01 # ")\n'
)


def test_an_edit_is_the_next_version(kiosk: Terminal) -> None:
    editor(kiosk.folder.parent, CHANGE + "p.write_text(t)")
    said = kiosk("plan", "edit", "10042", "--as-of", "2026-11-23")
    assert said.status == 0, said.err
    (plan,) = kiosk("plan", "show", "10042", "--json", "--version", "2", "--as-of", "2026-12-02").json[
        "plans"
    ]
    assert plan["amendment"]["reason"] == "Stairs."


def test_an_edit_that_changes_nothing_keeps_nothing(kiosk: Terminal) -> None:
    said = kiosk("plan", "edit", "10042", "--as-of", "2026-11-23")
    assert said.status == 0
    assert "Nothing was changed" in said.out
    assert len(kiosk("plan", "history", "10042", "--json").json["versions"]) == 1


def test_a_second_faulty_edit_does_not_write_over_the_first(kiosk: Terminal) -> None:
    editor(kiosk.folder.parent, CHANGE.replace("lead = 7", "lead = true") + "p.write_text(t)")
    for _ in range(2):
        assert kiosk("plan", "edit", "10042", "--as-of", "2026-11-23").status == 2
    drafts = sorted(path.name for path in (kiosk.folder / "drafts").iterdir())
    assert drafts == ["10042-2.toml", "10042.toml"]


def test_an_edit_given_up_at_the_question_is_not_lost(
    kiosk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kiosk.commands.plan_edit.is_interactive", lambda: True)
    monkeypatch.setattr("click.confirm", give_up)
    editor(kiosk.folder.parent, CHANGE.replace("lead = 7", "lead = true") + "p.write_text(t)")
    assert kiosk("plan", "edit", "10042", "--as-of", "2026-11-23").status == 130
    assert "lead = true" in (kiosk.folder / "drafts" / "10042.toml").read_text()


def test_a_faulty_edit_is_told_and_its_text_is_not_lost(kiosk: Terminal) -> None:
    editor(kiosk.folder.parent, CHANGE.replace("lead = 7", "lead = true") + "p.write_text(t)")
    said = kiosk("plan", "edit", "10042", "--as-of", "2026-11-23")
    assert said.status == 2
    assert "lead: expected minutes, got true" in said.err
    draft = kiosk.folder / "drafts" / "10042.toml"
    assert "lead = true" in draft.read_text()
    assert str(draft) in said.err
    assert len(kiosk("plan", "history", "10042", "--json").json["versions"]) == 1


def test_a_new_plan_begins_with_the_students_own_data(kiosk: Terminal) -> None:
    fill = (
        "t = t.replace('id = \"\"', 'id = \"seat\"').replace('text = \"\"', 'text = \"Sits in front.\"')\n"
        "import re\n"
        't = re.sub(r"(?m)^begins = \\S+", "begins = 2028-01-10", t)\n'
        't = re.sub(r"(?m)^ends = \\S+", "ends = 2028-06-01", t)\np.write_text(t)'
    )
    editor(kiosk.folder.parent, fill)
    said = kiosk("plan", "new", "10042")
    assert said.status == 0, said.err
    shown = kiosk("plan", "show", "10042", "--as-of", "2028-02-01")
    assert "Sits in front." in shown.out


def test_a_new_plan_for_nobody_is_wrong_usage(kiosk: Terminal) -> None:
    assert kiosk("plan", "new", "99999").status == 2
