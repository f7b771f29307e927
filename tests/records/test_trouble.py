"""What the world does to a records file, and the sentence that a secretary reads."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from kiosk.faults import BadInput
from kiosk.records import roster
from kiosk.records.engine import sqlite_engine
from kiosk.records.store import Records, Transaction
from tests.records.making import note, student

SECRET = "Xyzzyplugh"


def told(error: BadInput) -> str:
    assert error.__cause__ is None
    assert error.__suppress_context__
    return str(error)


def enrol(records: Records, *before: str, count: int = 1) -> None:
    """Enrol students in a transaction that the world disturbs."""
    with records.writing() as transaction:
        for statement in before:
            transaction.connection.exec_driver_sql(statement)
        roster.save(transaction, [student(f"1{each:04}", SECRET, "Bennett") for each in range(count)])


def test_a_locked_database_asks_for_patience(records: Records) -> None:
    hasty = Records(sqlite_engine(records.path, patience=20), records.school, records.vault, records.path)
    with closing(sqlite3.connect(records.path, isolation_level=None)) as other, hasty:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BadInput) as error:
            enrol(hasty)
        other.execute("ROLLBACK")
    assert "is in use by another program" in told(error.value)
    assert SECRET not in told(error.value)


def test_two_writers_queue_at_the_door_and_never_collide_inside(records: Records) -> None:
    hasty = Records(sqlite_engine(records.path, patience=20), records.school, records.vault, records.path)
    with hasty, records.writing(), pytest.raises(BadInput, match="in use"), hasty.writing():
        pytest.fail("two writers were inside at once")
    with hasty, records.writing(), hasty.reading() as transaction:
        assert roster.count(transaction) == 0


def test_a_full_disk_says_what_to_do_and_records_nothing(records: Records) -> None:
    with records.reading() as transaction:
        pages = transaction.connection.exec_driver_sql("PRAGMA page_count").scalar()
    with pytest.raises(BadInput) as error:
        enrol(records, f"PRAGMA max_page_count = {pages}", count=900)
    assert "the disk is full; make room and try again" in told(error.value)
    assert SECRET not in told(error.value)
    with records.reading() as transaction:
        assert roster.count(transaction) == 0


def test_read_only_records_say_so(records: Records) -> None:
    with pytest.raises(BadInput) as error:
        enrol(records, "PRAGMA query_only = ON")
    assert "it or its folder is read-only" in told(error.value)


def test_a_broken_rule_is_told_without_statement_or_value(records: Records) -> None:
    enrol(records)
    twice = text("INSERT INTO student SELECT * FROM student WHERE given_name = :name")
    with pytest.raises(BadInput) as error, records.writing() as transaction:
        transaction.connection.execute(twice, {"name": SECRET})
    assert "would break a rule of the records" in told(error.value)
    assert SECRET not in told(error.value)
    assert "INSERT" not in told(error.value)


def test_a_value_of_the_wrong_sort_is_refused_by_the_tables(records: Records) -> None:
    with pytest.raises(BadInput), records.writing() as transaction:
        transaction.connection.exec_driver_sql(
            "INSERT INTO staff VALUES ('maple', 'chu', x'00', 'nurse', '[]')"
        )


def test_records_that_vanish_while_open_are_told(records: Records) -> None:
    records.engine.dispose()
    records.path.unlink()
    with pytest.raises(BadInput) as error:
        note(records, 1)
    assert "cannot be opened" in told(error.value)
    assert not records.path.exists()


def save_and_fail(transaction: Transaction) -> None:
    roster.save(transaction, [student("10042", "Blake", "Bennett")])
    raise KeyError


def test_what_is_raised_inside_a_transaction_undoes_it(records: Records) -> None:
    with pytest.raises(KeyError), records.writing() as transaction:
        save_and_fail(transaction)
    with records.reading() as transaction:
        assert roster.count(transaction) == 0
