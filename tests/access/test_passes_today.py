"""Today's passes: who made them, ending one, and what was done to an ended one behind the kiosk's back."""

import datetime as dt

import pytest
from attrs import evolve

from kiosk.access import passes_today
from kiosk.access.issuing import Wanted, issue
from kiosk.access.model import FOLDER_READER
from kiosk.access.notes import Notes
from kiosk.access.passes_today import State
from kiosk.access.people import of_member
from kiosk.faults import BadInput, Refused
from kiosk.plans.model import Role
from kiosk.records import ledger, passes
from kiosk.records.events import Event
from kiosk.records.passes import DayPass
from kiosk.records.staff import StaffMember
from kiosk.records.verifying import verify
from tests.access.visiting import CARD, HERE, House
from tests.records.making import attack

OFFICE = StaffMember("okafor", "N. Okafor", Role.OFFICE)


def notes(house: House) -> Notes:
    return Notes(house.records, FOLDER_READER, clock=house.clock, station="office")


def end(house: House, typed: str) -> DayPass:
    return passes_today.end(house.records, typed, house.moment(), notes(house))


def test_a_pass_is_known_by_whoever_made_it(house: House) -> None:
    house.hire(OFFICE)
    hers = Notes(house.records, of_member(OFFICE), clock=house.clock, station="desk")
    issue(house.records, Wanted(("12",)), house.moment(), hers)
    (made,) = passes_today.today(house.records, house.moment())
    assert (made.made_by, made.state) == ("N. Okafor", State.OPEN)


def test_an_ended_pass_opens_no_card_and_whoever_is_in_is_out(house: House) -> None:
    issued = house.issue("12")
    key = house.door.with_pass(CARD, issued.code, HERE)
    assert key
    assert house.door.look(key)
    end(house, issued.day_pass.id)
    assert house.door.look(key) is None
    assert house.door.with_pass(CARD, issued.code, HERE) is None


def test_ending_is_in_the_ledger_once_and_the_records_stay_intact(house: House) -> None:
    held = house.issue("12").day_pass
    end(house, held.id)
    with pytest.raises(Refused, match="already"):
        end(house, held.id)
    with house.records.reading() as transaction:
        (row,) = ledger.entries(transaction, event=Event.DAYCODE_ENDED)
    assert (row.actor, row.station, row.detail["pass"]) == ("", "office", held.id)
    assert set(row.detail["rows"]) == {held.id}
    assert verify(house.records).intact


def test_an_ended_pass_that_is_valid_again_is_found(house: House) -> None:
    held = house.issue("12").day_pass
    end(house, held.id)
    attack(house.records.path, "UPDATE day_pass SET revoked = NULL")
    assert verify(house.records).faults == (f"the day pass {held.id} that was ended is valid again",)


def test_a_beginning_that_two_passes_share_ends_neither(house: House) -> None:
    held = house.issue("12").day_pass
    later = held.made + dt.timedelta(minutes=1)
    twins = [evolve(held, id=f"abcdef00000{number}", made=later) for number in (1, 2)]
    with house.records.writing() as transaction:
        for twin in twins:
            passes.keep(transaction, twin, passes.new_code())
    shown = [each.short_id for each in passes_today.today(house.records, house.moment())]
    assert shown == [held.id, *(each.id for each in twins)]
    with pytest.raises(BadInput, match='2 day passes of today begin with "abcd"'):
        end(house, "abcd")
    assert end(house, twins[1].id).id == twins[1].id
    states = [each.state for each in passes_today.today(house.records, house.moment())]
    assert states == [State.OPEN, State.OPEN, State.ENDED]


def test_a_pass_that_is_over_by_itself_need_not_be_ended(house: House) -> None:
    held = house.issue("12", until=dt.time(14, 30)).day_pass
    over = house.moment().calendar.moment(held.until)
    with pytest.raises(Refused, match="was over at 14:30 by itself"):
        passes_today.end(house.records, held.id, over, notes(house))
