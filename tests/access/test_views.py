"""Who has seen what: all of it, in order, by name, and holding nobody up."""

import datetime as dt
from collections.abc import Iterator

import pytest
from attrs import evolve
from sqlalchemy.event import listen

from kiosk.access import views
from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER, Person
from kiosk.access.people import of_member, of_pass
from kiosk.access.views import Asked, Report, Seen, report
from kiosk.clock import Clock
from kiosk.faults import BadInput, NotAllowed
from kiosk.records import ledger, staffing
from kiosk.records.events import Basis, Event, Purpose
from kiosk.records.ledger import UNREADABLE, Entry
from tests.access.visiting import ABARA, CARD, HERE, PIN, QUIST, House
from tests.made_school import moment
from tests.records.making import LEDGER_TRIGGERS, NOW, attack


def access(house: House, person: Person, clock: Clock | None = None, station: str = "office") -> Access:
    return Access(house.records, house.calendar, person, clock=clock or house.clock, station=station)


def asked(house: House, **sought: object) -> Report:
    return report(house.records, access(house, FOLDER_READER), Asked(**sought), house.calendar)  # type: ignore[arg-type]


def seen(house: House, **sought: object) -> list[Seen]:
    return list(asked(house, **sought).views)


@pytest.fixture
def busy(house: House) -> House:
    """A Monday on which Blake and Ana were seen in many ways, and a Tuesday morning."""
    house.hire(ABARA, QUIST)
    substitute = of_pass(house.issue("12").day_pass, house.calendar)
    access(house, of_member(ABARA), station="room 12").open("10042", Purpose.KIOSK)
    access(house, of_member(ABARA), station="room 12").overview(house.moment(), "12")
    access(house, substitute, station="room 12").open("10042", Purpose.KIOSK)
    access(house, of_member(QUIST), station="room 14").open("10050", Purpose.KIOSK)
    access(house, of_member(QUIST), station="room 14").in_emergency("10042", "He has collapsed.")
    folder = access(house, FOLDER_READER)
    (version,) = folder.open("10042", Purpose.COMMAND).versions
    folder.export("10042", version)
    assert house.door.look(house.door.with_pin(CARD, "abara", PIN, HERE) or "")
    house.clock.set("2026-11-24T08:30")
    access(house, of_member(ABARA), station="room 12").open("10042", Purpose.KIOSK)
    return house


def test_a_students_report_has_every_view_card_and_copy_of_hers_in_order(busy: House) -> None:
    found = seen(busy, student="10042")
    assert [(each.event, each.shown, each.actor) for each in found] == [
        (Event.CARDS, "", ""),
        (Event.VIEW, "kiosk", "abara"),
        (Event.VIEW, "kiosk", found[2].actor),
        (Event.VIEW, "emergency", "quist"),
        (Event.VIEW, "command", ""),
        (Event.EXPORT, "", ""),
        (Event.VIEW, "page", "abara"),
        (Event.VIEW, "kiosk", "abara"),
    ]
    assert found[2].actor.startswith("pass:")
    assert {each.name for each in found} == {"Blake Bennett"}
    assert [each.instant for each in found] == sorted(each.instant for each in found)


def test_names_stand_beside_ids_whoever_it_was(busy: House) -> None:
    who = {each.actor[:5]: each.who for each in seen(busy)}
    assert who == {
        "": "Whoever may read the school folder",
        "abara": "Ngozi Abara",
        "quist": "Dolores Quist",
        "pass:": "A substitute with a day pass for room 12, Monday 23 November 2026",
    }


def test_whoever_has_left_is_still_named(busy: House) -> None:
    staffing.retire(busy.records, "quist", actor="", station="office", now=NOW)
    found = seen(busy, person="quist")
    assert [each.who for each in found] == ["Dolores Quist (has left)"] * 2
    assert asked(busy, person="quist").person == "Dolores Quist (has left)"


def test_a_view_has_its_ground_its_reason_its_kiosk_and_its_threat(busy: House) -> None:
    normal, emergency = seen(busy, person="quist")
    assert (normal.basis, normal.reason, normal.station) == (Basis.OFFICIAL, "Teaches room 14.", "room 14")
    assert (emergency.basis, emergency.threat) == (Basis.EMERGENCY, "He has collapsed.")


def test_a_pretended_instant_stands_beside_the_real_one(busy: House) -> None:
    pretend = Clock.pretending(moment("2027-03-01T10:00").instant)
    access(busy, of_member(ABARA), pretend).open("10042", Purpose.KIOSK)
    (found,) = [each for each in seen(busy, person="abara") if each.pretended]
    assert found.pretended
    assert abs(found.pretended - moment("2027-03-01T10:00").instant) < dt.timedelta(minutes=1)
    assert abs(found.instant - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("day", "count"), [(dt.date(2026, 11, 22), 0), (dt.date(2026, 11, 23), 10), (dt.date(2026, 11, 24), 1)]
)
def test_a_day_is_the_schools(busy: House, day: dt.date, count: int) -> None:
    busy.clock.set("2026-11-25T12:00")
    assert len(seen(busy, day=day)) == count


def test_a_day_has_every_minute_of_the_schools_midnight_to_midnight(house: House) -> None:
    house.hire(ABARA)
    for said in ("2026-11-22T23:59", "2026-11-23T00:00", "2026-11-23T23:59", "2026-11-24T00:00"):
        house.clock.set(said)
        access(house, of_member(ABARA)).open("10042", Purpose.KIOSK)
    house.clock.set("2026-12-01T12:00")
    found = seen(house, day=dt.date(2026, 11, 23), person="abara")
    assert [f"{house.calendar.local(each.instant):%d %H:%M}" for each in found] == ["23 00:00", "23 23:59"]


def test_what_is_asked_for_can_be_combined(busy: House) -> None:
    monday = dt.date(2026, 11, 23)
    assert [each.shown for each in seen(busy, student="10042", person="abara", day=monday)] == [
        "kiosk",
        "page",
    ]
    assert [each.actor for each in seen(busy, student="10042", emergencies=True)] == ["quist"]
    assert [each.student for each in seen(busy, person="quist", day=monday, emergencies=True)] == ["10042"]
    others: list[dict[str, object]] = [
        {"student": "10050"},
        {"person": "abara"},
        {"day": dt.date(2026, 11, 24)},
    ]
    for other in others:
        assert seen(busy, **other, emergencies=True) == []


def test_that_somebody_made_a_report_is_in_the_ledger_first_and_in_the_next_report(busy: House) -> None:
    made = asked(busy, student="10042")
    with busy.records.reading() as transaction:
        (row,) = ledger.entries(transaction, event=Event.REPORT)
    assert (row.student, row.actor) == ("10042", "")
    assert row.detail == {"person": None, "day": None, "emergencies": False}
    assert Event.REPORT not in {each.event for each in made.views}
    assert seen(busy, student="10042")[-1].event is Event.REPORT


def test_only_whoever_may_read_the_folder_is_told(busy: House) -> None:
    with pytest.raises(NotAllowed, match="whoever may read the school folder"):
        report(busy.records, access(busy, of_member(ABARA)), Asked(), busy.calendar)


def test_a_number_or_an_id_that_names_nobody_is_told_and_not_noted(busy: House) -> None:
    with pytest.raises(BadInput, match='no student has the number "10043"'):
        seen(busy, student="10043")
    with pytest.raises(BadInput, match=r'has, or had, the id "abra"; did you mean "abara"'):
        seen(busy, person="abra")
    with busy.records.reading() as transaction:
        assert list(ledger.entries(transaction, event=Event.REPORT)) == []


def test_a_damaged_row_hides_no_other(busy: House) -> None:
    whole = seen(busy, student="10042")
    number = whole[1].number
    attack(
        busy.records.path,
        f"UPDATE ledger SET detail = x'00' WHERE number = {number}",
        without=LEDGER_TRIGGERS,
    )
    found = seen(busy, student="10042")
    assert [each.number for each in found][: len(whole)] == [each.number for each in whole]
    assert found[1].reason == UNREADABLE


# --- however long it is -------------------------------------------------------------------------------


@pytest.fixture
def long(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """Views that come in portions of three, most of them of the very same instant."""
    monkeypatch.setattr(views, "_AT_ONCE", 3)
    house.hire(ABARA)
    at = house.clock.real()
    rows = [Entry(Event.VIEW, "abara", "room 12", at, "10042", Basis.OFFICIAL) for _ in range(10)]
    later = [evolve(each, instant=at + dt.timedelta(seconds=place)) for place, each in enumerate(rows)]
    with house.records.writing() as transaction:
        ledger.append_many(transaction, [*rows, *reversed(later)])
    return house


@pytest.mark.parametrize(
    "sought", [{}, {"student": "10042"}, {"person": "abara"}, {"day": dt.date(2026, 11, 23)}]
)
def test_portions_neither_lose_nor_repeat_a_row_where_many_are_of_one_instant(
    long: House, sought: dict[str, object]
) -> None:
    found = [each for each in seen(long, **sought) if each.event is Event.VIEW]
    assert len({each.number for each in found}) == len(found) == 20
    keys = [(each.instant, each.number) for each in found]
    assert keys == sorted(keys)


def test_a_report_ends_where_it_began_and_holds_up_nobody_who_writes(long: House) -> None:
    made = asked(long, student="10042")
    count = 0
    for _ in made.views:
        count += 1
        access(long, of_member(ABARA)).open("10042", Purpose.KIOSK)
    assert count == 21


@pytest.mark.parametrize(
    ("sought", "index"),
    [
        ({"student": "10042"}, "ledger_by_student (school=? AND student=?"),
        ({"student": "10042", "day": dt.date(2026, 11, 23)}, "ledger_by_student (school=? AND student=?"),
        ({"person": "abara"}, "ledger_by_actor (school=? AND actor=?"),
        ({"person": "abara", "day": dt.date(2026, 11, 23)}, "ledger_by_actor (school=? AND actor=?"),
        ({"day": dt.date(2026, 11, 23)}, "ledger_by_instant (school=? AND instant>"),
        ({}, "ledger_by_instant (school=?"),
    ],
    ids=str,
)
def test_whatever_is_asked_for_an_index_finds_it(long: House, sought: dict[str, object], index: str) -> None:
    said: list[tuple[str, tuple[object, ...]]] = []
    listen(long.records.engine, "before_cursor_execute", lambda *told: said.append((told[2], told[3])))
    assert len(seen(long, **sought)) >= 20
    queries = [each for each in said if "ORDER BY ledger.instant" in each[0]]
    assert queries
    for each in queries:
        assert index in "\n".join(_plan(long, *each))


def _plan(house: House, query: str, values: tuple[object, ...]) -> Iterator[str]:
    with house.records.reading() as transaction:
        for row in transaction.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values):
            yield str(row[-1])
