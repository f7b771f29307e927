"""Staff, homerooms and links that were changed beside the kiosk are found, each by name."""

import datetime as dt
import sqlite3
from collections.abc import Sequence
from contextlib import closing

import msgspec
import pytest

from kiosk.plans.model import PlanKind, Role
from kiosk.records import ledger, links, roster, staff, witness
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.link_model import Link, Printed, face_digest, token_digest
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records
from kiosk.records.verifying import verify
from tests.records.making import NOW, attack, plan_text, student, take_in

BEGINS, ENDS = dt.date(2026, 8, 31), dt.date(2027, 6, 11)


@pytest.fixture
def whole(records: Records) -> Records:
    """Ana has a plan and two cards, of which the second is valid; Blake is in room 12, where Lane is.

    What stood on the first card is not known: it is from before that was kept.
    """
    take_in(records, plan_text())
    roster.enrol(records, [student("10042", "Blake", "Bennett")], actor="", station="", now=NOW)
    for member in (
        StaffMember("lane", "R. Lane", Role.SUBSTITUTE, ("12",)),
        StaffMember("chu", "A", Role.NURSE),
    ):
        staff.add(records, member, actor="", station="", now=NOW)
    prints(records, "A", NOW)
    prints(records, "B", NOW + dt.timedelta(days=9))
    assert verify(records).intact
    return records


def prints(records: Records, token: str, made: dt.datetime) -> None:
    """A card for Ana, as a print run makes it."""
    printed = (Printed(PlanKind.SECTION_504, BEGINS, 1),)
    face = face_digest(records.vault, b"Ana sits in front") if token == "B" else None
    card = Link(token_digest(token), "10050", made, ENDS, printed, f"run {token}", face=face)
    with records.writing() as transaction:
        links.replace(transaction, [card], made)
        rows = witness.of_links(transaction, [card.digest])
        ledger.append(transaction, Entry(Event.CARDS, "", "", made, "10050", detail={"rows": rows}))


def copied(records: Records, table: str) -> Sequence[tuple[object, ...]]:
    """The rows of a table, as somebody might keep them from an older copy of the file."""
    with closing(sqlite3.connect(records.path)) as database:
        return database.execute(f"SELECT * FROM {table}").fetchall()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "UPDATE staff SET rooms = '[\"12\",\"14\"]' WHERE id = 'lane'",
            'the staff entry "lane" was changed',
        ),
        ("UPDATE staff SET role = 'nurse' WHERE id = 'lane'", 'the staff entry "lane" was changed'),
        ("UPDATE staff SET role = 'nobody' WHERE id = 'lane'", 'the staff entry "lane" was changed'),
        ("UPDATE staff SET pin = 'x' WHERE id = 'chu'", 'the staff entry "chu" was changed'),
        ("DELETE FROM staff WHERE id = 'chu'", 'the staff entry "chu" was taken out'),
        (
            "INSERT INTO staff VALUES ('maple', 'eve', 'E', 'nurse', '[]', NULL, NULL)",
            'entry "eve" was put in',
        ),
        ("UPDATE student SET homeroom = '12' WHERE id = '10050'", "the roster entry of 10050 was changed"),
        ("UPDATE student SET given_name = 'Bo' WHERE id = '10042'", "the roster entry of 10042 was changed"),
        ("DELETE FROM student WHERE id = '10042'", "the roster entry of 10042 was taken out"),
        ("UPDATE link SET revoked = NULL", "a card of 10050 that a newer one ended is valid again"),
        ("UPDATE link SET expires = '2099-01-01'", "a card of 10050 was changed"),
        ("UPDATE link SET student = '10042'", "a card of 10050 was changed"),
        ("UPDATE link SET digest = zeroblob(32) WHERE run = 'run B'", "a card of 10050 was put in"),
        ("DELETE FROM link WHERE run = 'run A'", "a card of 10050 was taken out"),
        ("UPDATE link SET face = x'00' WHERE run = 'run A'", "a card of 10050 was changed"),
        ("UPDATE link SET face = NULL WHERE run = 'run B'", "a card of 10050 was changed"),
    ],
)
def test_what_was_changed_beside_the_kiosk_is_found_and_named(whole: Records, change: str, said: str) -> None:
    attack(whole.path, change)
    assert any(said in each and each.endswith(("kiosk", "again")) for each in verify(whole).faults)


def test_a_row_that_was_copied_from_an_older_file_is_found(whole: Records) -> None:
    (old,) = [each for each in copied(whole, "student") if each[1] == "10042"]
    moved = student("10042", "Blake", "Bennett", "14")
    roster.enrol(whole, [moved], actor="", station="", now=NOW)
    assert verify(whole).intact
    with closing(sqlite3.connect(whole.path)) as database, database:
        database.execute("DELETE FROM student WHERE id = '10042'")
        database.execute(f"INSERT INTO student VALUES ({', '.join('?' * len(old))})", old)
    assert verify(whole).faults == ("the roster entry of 10042 was changed beside the kiosk",)


def test_marks_that_were_taken_out_of_the_ledger_are_missed(whole: Records) -> None:
    attack(
        whole.path, "UPDATE ledger SET detail = NULL WHERE event = 'staff'", without=["ledger_keeps_update"]
    )
    found = verify(whole)
    assert found.broken, "the chain covers them"
    assert 'the staff entry "lane" was put in beside the kiosk' in found.faults


def test_a_revoked_card_that_is_valid_again_is_found_though_it_is_the_newest(whole: Records) -> None:
    with whole.writing() as transaction:
        links.revoke(transaction, ["10050"], NOW)
        rows = witness.of_links(transaction, [token_digest("B")])
        ledger.append(transaction, Entry(Event.LINKS, "", "", NOW, "10050", detail={"rows": rows}))
    assert verify(whole).intact
    attack(whole.path, "UPDATE link SET revoked = NULL WHERE run = 'run B'")
    assert verify(whole).faults == ("a card of 10050 that was revoked is valid again",)


def test_cards_that_were_noted_before_a_column_was_added_are_as_they_were(whole: Records) -> None:
    """The mark of a row without a face is that of the row as the form before had it."""
    with whole.reading() as transaction:
        row = transaction.connection.exec_driver_sql(
            "SELECT digest, school, digest, student, made, expires, printed, run FROM link "
            "WHERE run = 'run A'"
        ).one()
        before = transaction.vault.digest(msgspec.json.encode(["link", *row])).hex()[:32]
        assert witness.of_links(transaction, [token_digest("A")]) == {row.digest.hex(): before}
