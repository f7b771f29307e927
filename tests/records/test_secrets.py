"""What somebody learns who gets a copy of the school folder, and nothing else."""

from pathlib import Path

import pytest

from kiosk.commands.running import run
from kiosk.plans.model import Role
from kiosk.records import roster, staff, staff_import, staff_list, staffing
from kiosk.records.importing import import_plans
from kiosk.records.opening import open_records
from kiosk.records.rotation import rotate
from kiosk.records.staff import StaffMember
from kiosk.records.staffing import Change
from kiosk.records.store import Records
from kiosk.school.model import School
from tests.access.visiting import ABARA, CARD, HERE, WRONG_PIN, furnished
from tests.made_school import BLAKE_TOML, MAPLE_TOML
from tests.records.making import NOW, plan_file, plan_text, take_in

SECRETS = (
    "methylphenidate", "10 mg", "Dr. A. Reyes", "+1 503 555 0100", "+1 503 555 0142", "Dana Bennett",
    "dana@example.org", "2016-03-09", "10042.jpg", "May pace or stand", "nurse's office at lunch",
    "statement of harm", "says he will hurt himself", "He speaks with the counsellor", "Suspend before",
    "child protection", "school psychologist", "L. Chu", "Separate setting", "NEDS_SS", "The team met in May",
)  # fmt: skip


def copied(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())


def test_a_copy_of_the_folder_tells_who_is_there_and_nothing_of_their_plans(records: Records) -> None:
    amendment = '\n[amendment]\neffective = 2026-10-05\nby = "ortiz"\nreason = "The team met in May"\n'
    (first, second) = take_in(records, BLAKE_TOML, BLAKE_TOML + amendment)
    assert (first.number, second.number) == (1, 2)
    take_in(records, plan_text())
    with records.writing() as transaction:
        roster.save(transaction, list(roster.get_many(transaction, ["10042", "10050"]).values()))
        while_writing = copied(records.path.parent)
    told = while_writing + copied(records.path.parent)
    written = (BLAKE_TOML + amendment).encode()
    assert b"Bennett" in told
    assert [each for each in SECRETS if each.encode() not in written] == []
    assert [each for each in SECRETS if each.encode() in told] == []
    for form in ("utf-16-le", "utf-16-be"):
        assert [each for each in SECRETS if each.encode(form) in told] == []


def test_the_key_is_not_in_the_folder(home: Path, tmp_path: Path, school: School) -> None:
    keys = home / ".local/share/kiosk/keys"
    before = set(keys.glob("*.key"))
    open_records(tmp_path / "maple", school, create=True).close()
    (key,) = set(keys.glob("*.key")) - before
    told = copied(tmp_path / "maple")
    assert key.read_text().strip().encode() not in told
    assert bytes.fromhex(key.read_text()) not in told


def test_the_name_of_an_imported_file_is_not_told(records: Records) -> None:
    """Schools write a diagnosis into the names of their files."""
    file = plan_file(BLAKE_TOML, "blake-adhd.toml")
    import_plans(records, [file], actor="", station="office", now=NOW)
    assert b"adhd" not in copied(records.path.parent)


def test_printing_the_records_prints_no_key(records: Records) -> None:
    assert repr(records) == f"Records(school='maple', path={records.path!r})"


PIN, PHRASE = "4711 0815", "a phrase that nobody guesses"


def test_pins_passes_tokens_and_sessions_are_nowhere_in_the_folder(records: Records) -> None:
    """Staff come and sign in, a card is scanned, a session begins and ends; the ledger notes all of it."""
    house = furnished(records)
    house.hire(ABARA)
    staff.add(records, StaffMember("sato", "K. Sato", Role.ADMIN), actor="", station="", now=NOW, pin=PHRASE)
    issued = house.issue("12")
    key = house.door.with_pin(CARD, "abara", PIN, HERE)
    other = house.door.with_pass(CARD, issued.code, HERE)
    assert key
    assert other
    assert house.door.look(key)
    assert house.door.with_pin(CARD, "abara", WRONG_PIN, HERE) is None
    change = Change(pin="a new PIN 998877")
    staffing.change(records, "abara", change, actor="", station="", now=NOW)
    secrets = (PIN, WRONG_PIN, PHRASE, issued.code, CARD, key, other, "a new PIN 998877", HERE)
    forms = {form for each in secrets for form in (each, each.replace(" ", ""), each.replace("-", ""))}
    told = copied(records.path.parent)
    assert b"Ngozi Abara" in told
    assert b"argon2id" in told
    assert [each for each in forms if each.encode() in told] == []


def test_a_list_of_staff_that_was_taken_in_leaves_no_pin(records: Records) -> None:
    text = f"id,name,role,rooms,pin\nlane,Robin Lane,teacher,12,{PIN}\n"
    listed, faults = staff_list.read_list(text.encode(), "staff.csv")
    staff_import.take_in(records, listed, "staff.csv", actor="", station="", now=NOW, faults=faults)
    told = copied(records.path.parent) + repr(listed).encode()
    assert b"Robin Lane" in told
    assert [each for each in (PIN, PIN.replace(" ", "")) if each.encode() in told] == []


def test_what_went_wrong_unforeseen_is_told_without_a_value(
    records: Records, school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A crash text holds the place, and neither what was read nor what was typed."""
    take_in(records, BLAKE_TOML)

    def fails(*_: object, **__: object) -> None:
        raise ValueError(BLAKE_TOML + PIN)

    monkeypatch.setattr(staff, "everyone", fails)
    folder = records.path.parent
    (folder / "school.toml").write_text(MAPLE_TOML)
    status = run(["--school", str(folder), "staff", "list"])
    said = "".join(capsys.readouterr())
    assert status == 2
    assert "did not foresee (ValueError, " in said
    assert [each for each in (*SECRETS, PIN, "Blake") if each in said] == []


def test_another_key_file_leaves_no_key_in_the_folder(records: Records) -> None:
    take_in(records, BLAKE_TOML)
    made = rotate(records, records.path.parent, actor="", station="office", now=NOW)
    told = copied(records.path.parent)
    for each in (made.new, made.old):
        digits = each.read_text().strip()
        assert digits.encode() not in told
        assert bytes.fromhex(digits) not in told
