"""Plan versions: what was stored comes back, and what is in force is what the plans say."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.faults import BadInput
from kiosk.plans.model import Amendment, Plan, PlanKind, StudentEntry, Terms, Version, in_force
from kiosk.records import roster, versions
from kiosk.records.store import Records
from kiosk.records.versions import Stored
from tests.made_school import BLAKE_TOML, blake
from tests.records.making import NOW, SEEN, attack, plan_text, student, take_in

FIRST = dt.date(2026, 9, 1)
DAYS = st.integers(0, 12).map(lambda each: FIRST + dt.timedelta(days=each))


BEGINS = st.sampled_from([FIRST, FIRST + dt.timedelta(days=4)])

Key = tuple[str, PlanKind, dt.date]


def key(plan: Plan) -> Key:
    return plan.student.id, plan.kind, plan.terms.begins


@st.composite
def histories(draw: st.DrawFn) -> list[Stored]:
    """Plans of two students and both kinds, each with versions of any dates."""
    stored: list[Stored] = []
    for number in draw(st.lists(st.sampled_from(["10042", "10050"]), max_size=8)):
        kind, begins, length = draw(st.sampled_from(PlanKind)), draw(BEGINS), draw(st.integers(0, 9))
        terms = Terms(kind, begins, begins + dt.timedelta(days=length))
        before = [each for each in stored if key(each.plan) == (number, kind, begins)]
        amendment = Amendment(draw(DAYS), "ortiz", "met") if before else None
        plan = Plan(StudentEntry(number), terms, amendment=amendment)
        stored.append(Stored(len(before) + 1, str(len(stored)).encode(), plan))
    return stored


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(stored=histories(), date=DAYS)
def test_the_database_and_the_plans_agree_on_what_is_in_force(
    records: Records, stored: list[Stored], date: dt.date
) -> None:
    students = [student("10042", "Blake", "Bennett"), student("10050", "Ana", "García", "14")]
    with records.writing() as transaction:
        roster.save(transaction, students)
        versions.store(transaction, stored, NOW)
        found = versions.in_force_on(transaction, date)
        for number in ("10042", "10050"):
            mine = tuple(Version(each.number, each.plan) for each in stored if each.plan.student.id == number)
            one = versions.in_force_on(transaction, date, students=[number])
            assert set(versions.of_student(transaction, number).versions) == set(mine)
            assert found.get(number, ()) == one.get(number, ()) == in_force(mine, date)
        of_room = versions.in_force_on(transaction, date, rooms=["14"])
        assert of_room == {number: each for number, each in found.items() if number == "10050"}
        transaction.connection.get_transaction().rollback()  # type: ignore[union-attr]


def test_a_plan_comes_back_as_it_was_read_and_its_file_byte_for_byte(records: Records) -> None:
    (taken,) = take_in(records, BLAKE_TOML)
    with records.reading() as transaction:
        assert versions.of_student(transaction, "10042").versions == (Version(1, blake()),)
        key = ("10042", taken.kind, taken.begins)
        assert versions.written(transaction, *key, 1) == BLAKE_TOML.encode()
        assert versions.written(transaction, *key, 2) is None


def test_a_stored_file_is_known_by_its_bytes(records: Records) -> None:
    take_in(records, BLAKE_TOML)
    with records.reading() as transaction:
        (known,) = versions.known(transaction, [BLAKE_TOML.encode(), BLAKE_TOML.encode() + b"\n"]).values()
    assert (known.student, known.number) == ("10042", 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plan_version SET ends = '2030-01-01'",
        "DELETE FROM plan_version",
        "INSERT OR REPLACE INTO plan_version SELECT * FROM plan_version",
        "DELETE FROM student",
    ],
)
def test_a_version_is_never_changed_or_removed(records: Records, statement: str) -> None:
    take_in(records, BLAKE_TOML)
    with pytest.raises(BadInput), records.writing() as transaction:
        transaction.connection.exec_driver_sql(statement)
    with records.reading() as transaction:
        assert versions.of_student(transaction, "10042").versions == (Version(1, blake()),)


def test_a_changed_version_is_told_and_never_another_plan(records: Records) -> None:
    take_in(records, plan_text(), plan_text("10077", given="Bo", family="Chu"))
    moved = "UPDATE plan_version SET content = (SELECT content FROM plan_version WHERE student = '10050')"
    attack(records.path, f"{moved} WHERE student = '10077'", without=["plan_version_keeps_update"])
    with records.reading() as transaction:
        (unread,) = versions.of_student(transaction, "10077").unread
        assert versions.of_student(transaction, "10077").versions == ()
        assert unread.why.startswith("version 1 of the 504 plan of 10077 that begins on 2026-08-31 cannot be")
        with pytest.raises(BadInput, match="run kiosk verify"):
            versions.in_force_on(transaction, SEEN)
