"""Whoever waits to write is served like all who wait, and told after four seconds."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from attrs import define, field

from kiosk.faults import BadInput
from kiosk.records import engine, turns
from kiosk.records.store import Records


@define
class Hours:
    """A clock that stands still but for whoever sleeps."""

    now: float = 0.0
    slept: list[float] = field(factory=list)
    then: Callable[[int], object] = lambda _: None

    def sleep(self, seconds: float) -> None:
        """Time passes."""
        self.slept.append(seconds)
        self.now += seconds
        self.then(len(self.slept))


@pytest.fixture
def hours(monkeypatch: pytest.MonkeyPatch) -> Hours:
    made = Hours()
    monkeypatch.setattr(turns, "monotonic", lambda: made.now)
    monkeypatch.setattr(turns, "sleep", made.sleep)
    return made


@pytest.fixture
def other(records: Records) -> Iterator[sqlite3.Connection]:
    """Another program, which holds the write lock."""
    with closing(sqlite3.connect(records.path, isolation_level=None)) as made:
        made.execute("BEGIN IMMEDIATE")
        yield made


def test_one_who_waits_long_asks_as_often_as_one_who_comes_late(
    records: Records, hours: Hours, other: sqlite3.Connection
) -> None:
    hours.then = lambda times: other.execute("ROLLBACK") if times == 300 else None
    with records.writing() as transaction:
        said = transaction.connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    assert hours.slept == [turns.STEP] * 300
    assert said == engine.PATIENCE, "what follows BEGIN waits as ever"


def test_a_lock_that_lasts_half_a_minute_is_told_within_five_seconds(
    records: Records, hours: Hours, other: sqlite3.Connection
) -> None:
    assert other.in_transaction
    with pytest.raises(BadInput, match="is in use by another program; wait a moment and try again"):
        records.writing().__enter__()
    assert 4 <= hours.now < 5
    other.execute("ROLLBACK")
    with records.writing():
        pass


def test_a_lock_that_ends_in_time_is_waited_for(
    records: Records, hours: Hours, other: sqlite3.Connection
) -> None:
    hours.then = lambda _: other.execute("ROLLBACK") if hours.now >= 3.9 and other.in_transaction else None
    with records.writing():
        pass
    assert 3.9 <= hours.now < 4


def test_what_is_no_lock_is_told_at_once(records: Records, hours: Hours) -> None:
    with closing(sqlite3.connect(records.path, isolation_level=None)) as mine:
        mine.execute("BEGIN")
        with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
            turns.begin_writing(mine, engine.PATIENCE)
    assert hours.slept == []
