"""Whatever is done to the records behind the kiosk's back is found."""

import pytest

from kiosk.faults import BadInput
from kiosk.plans.model import PlanKind
from kiosk.records import links, roster
from kiosk.records.chain import row_hash
from kiosk.records.ledger import Head
from kiosk.records.link_model import Link, Printed, token_digest
from kiosk.records.store import Records
from kiosk.records.verifying import Verification, verify
from kiosk.records.walking import Damage
from tests.records.making import (
    LEDGER_TRIGGERS,
    NOW,
    SEEN,
    VERSION_TRIGGERS,
    attack,
    note,
    plan_text,
    student,
    take_in,
)

ROWS = 30


def after(records: Records, *statements: str, head: Head | None = None) -> Verification:
    note(records, ROWS)
    attack(records.path, *statements, without=LEDGER_TRIGGERS)
    return verify(records, head=str(head) if head else None)


def test_whole_records_are_intact(records: Records) -> None:
    head = note(records, ROWS)
    found = verify(records)
    assert found.intact
    assert (found.rows, found.head) == (ROWS, str(head))
    assert found.lines() == (f"Intact: {ROWS} rows in the ledger.", f"Head: {head}")


def test_new_records_are_intact(records: Records) -> None:
    assert verify(records, head=verify(records).head).intact


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("instant", "'2020-01-01T00:00:00.000000Z'"), ("event", "'export'"), ("actor", "'nobody'"),
        ("station", "'elsewhere'"), ("student", "'99999'"), ("student", "NULL"), ("basis", "NULL"),
        ("pretended", "'2020-01-01T00:00:00.000000Z'"), ("detail", "zeroblob(40)"), ("detail", "NULL"),
        ("previous", "randomblob(32)"), ("hash", "randomblob(32)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("row", [1, 7, ROWS])
def test_an_edit_of_any_column_is_found_where_it_was_made(
    records: Records, column: str, value: str, row: int
) -> None:
    found = after(records, f"UPDATE ledger SET {column} = {value} WHERE number = {row}")
    assert found.broken
    assert (found.broken.number, found.broken.how) == (row, Damage.EDITED)
    assert not found.intact


def test_two_rows_that_were_swapped_are_found(records: Records) -> None:
    found = after(
        records,
        "UPDATE ledger SET number = 1000 WHERE number = 7",
        "UPDATE ledger SET number = 7 WHERE number = 8",
        "UPDATE ledger SET number = 8 WHERE number = 1000",
    )
    assert found.broken
    assert (found.broken.number, found.broken.how) == (7, Damage.EDITED)


@pytest.mark.parametrize(
    ("rows", "first", "said"),
    [
        ("number = 1", 1, "row 1 of the ledger is missing"),
        ("number = 7", 7, "row 7 of the ledger is missing"),
        ("number BETWEEN 7 AND 9", 7, "rows 7 to 9 of the ledger are missing"),
    ],
)
def test_missing_rows_are_found(records: Records, rows: str, first: int, said: str) -> None:
    found = after(records, f"DELETE FROM ledger WHERE {rows}")
    assert found.broken
    assert (found.broken.number, found.broken.how, found.broken.what) == (first, Damage.DELETED, said)


def test_a_row_that_was_put_in_the_place_of_a_missing_one_is_found(records: Records) -> None:
    found = after(
        records,
        "DELETE FROM ledger WHERE number = 7",
        "UPDATE ledger SET number = number - 1 WHERE number > 7",
    )
    assert found.broken
    assert (found.broken.number, found.broken.how) == (7, Damage.EDITED)


def test_a_row_rewritten_with_a_right_hash_is_found_by_the_row_after_it(records: Records) -> None:
    note(records, ROWS)
    with records.reading() as transaction:
        row = transaction.connection.exec_driver_sql("SELECT * FROM ledger WHERE number = 7").one()
    forged = list(row[:-1])
    forged[4] = "nobody"
    found = after(
        records,
        f"UPDATE ledger SET actor = 'nobody', hash = x'{row_hash(forged).hex()}' WHERE number = 7",
    )
    assert found.broken
    assert (found.broken.number, found.broken.how) == (7, Damage.REPLACED)


def test_a_ledger_cut_off_at_its_end_is_found_with_the_head_that_was_written_down(records: Records) -> None:
    head = note(records, 5)
    found = after(records, f"DELETE FROM ledger WHERE number > {ROWS - 10}", head=head)
    assert found.intact
    later = note(records, 3)
    attack(records.path, f"DELETE FROM ledger WHERE number > {later.number - 2}")
    assert verify(records).intact
    cut = verify(records, head=str(later))
    assert cut.broken
    assert cut.broken.how is Damage.TRUNCATED
    assert cut.document()["broken"] == {"row": later.number - 2, "how": "truncated"}


def test_an_emptied_ledger_is_found_with_the_head(records: Records) -> None:
    head = note(records, 5)
    assert after(records, "DELETE FROM ledger", head=head).broken


def test_a_head_may_be_typed_in_groups_and_capitals(records: Records) -> None:
    head = str(note(records, 5))
    assert verify(records, head=f"{head[:8]} {head[8:16].upper()} {head[16:24]}").intact


@pytest.mark.parametrize("head", ["", "12", "not a head at all", "ab" * 7])
def test_a_head_that_cannot_be_one_is_not_compared(records: Records, head: str) -> None:
    with pytest.raises(BadInput, match="a head is 16 or more"):
        verify(records, head=head)


def changed(records: Records, *statements: str) -> tuple[str, ...]:
    take_in(
        records,
        plan_text(),
        plan_text("10077", given="Bo", family="Chu"),
        plan_text(named=False, amended="2026-10-01", says="May chew gum and draw."),
    )
    attack(records.path, *statements, without=VERSION_TRIGGERS)
    return verify(records).sentences


PLAN = "the 504 plan of 10050 that begins on 2026-08-31"
UNOPENED = f"version 2 of {PLAN} does not open"
OTHER_DATES = f"version 2 of {PLAN} has other dates than its plan says"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE plan_version SET content = zeroblob(60) WHERE number = 2", UNOPENED),
        ("UPDATE plan_version SET written = zeroblob(60) WHERE number = 2", UNOPENED),
        ("UPDATE plan_version SET digest = zeroblob(32) WHERE number = 2", "is not known by its own digest"),
        ("DELETE FROM plan_version WHERE student = '10050' AND number = 1", f"{PLAN} lacks version 1"),
        ("DELETE FROM plan_version WHERE number = 2", f"version 2 of {PLAN} was imported, and is gone"),
        ("UPDATE plan_version SET number = 3 WHERE number = 2", f"{PLAN} lacks version 2"),
        ("UPDATE plan_version SET student = '10077' WHERE number = 2", "2 of the 504 plan of 10077"),
        ("UPDATE plan_version SET ends = '2030-01-01' WHERE number = 2", OTHER_DATES),
        ("UPDATE plan_version SET effective = '2030-01-01' WHERE number = 2", OTHER_DATES),
        ("UPDATE student SET private = zeroblob(60) WHERE id = '10050'", "the contacts of 10050 do not open"),
        ("DELETE FROM student WHERE id = '10050'", "a row of plan_version belongs to a row of student"),
    ],
)
def test_a_changed_plan_or_contact_is_found(records: Records, change: str, said: str) -> None:
    assert any(said in each for each in changed(records, change))


def test_a_plan_moved_to_another_child_is_found(records: Records) -> None:
    """The wrong child's plan under a child's name is the worst that a swap could do."""
    other = "(SELECT content FROM plan_version WHERE student = '10050' LIMIT 1)"
    found = changed(records, f"UPDATE plan_version SET content = {other} WHERE student = '10077'")
    assert len(found) == 1
    assert "10077 that begins on 2026-08-31 does not open: it was changed, or comes from another" in found[0]


def test_a_card_whose_plan_version_is_gone_is_found(records: Records) -> None:
    with records.writing() as transaction:
        roster.save(transaction, [student("10042", "Blake", "Bennett")])
        printed = (Printed(PlanKind.SECTION_504, SEEN, 4),)
        links.replace(transaction, [Link(token_digest("A"), "10042", NOW, SEEN, printed, "run")], NOW)
    assert "a card of 10042 was printed from a plan version that is not there" in verify(records).faults


def test_an_index_that_lost_its_rows_is_found(records: Records) -> None:
    take_in(records, plan_text())
    other = "CREATE INDEX student_by_room ON student (school, grade)"
    attack(
        records.path,
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_schema SET sql = '{other}' WHERE name = 'student_by_room'",
    )
    records.engine.dispose()
    assert verify(records).faults[0] == "the database is damaged: row 1 missing from index student_by_room"


def test_a_damaged_page_is_found(records: Records) -> None:
    note(records, 3000)
    records.engine.dispose()
    with records.path.open("r+b") as file:
        size = records.path.stat().st_size
        for page in range(20 * 4096, size, 4096):
            file.seek(page)
            file.write(b"\xff" * 64)
    found = verify(records)
    assert not found.intact
    assert any("damaged" in each for each in found.sentences)
