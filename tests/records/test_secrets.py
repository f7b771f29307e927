"""What somebody learns who gets a copy of the school folder, and nothing else."""

from pathlib import Path

from kiosk.records import roster
from kiosk.records.importing import import_plans
from kiosk.records.opening import open_records
from kiosk.records.store import Records
from kiosk.school.model import School
from tests.made_school import BLAKE_TOML
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
