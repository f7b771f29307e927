"""The staff changes: other roles, rooms and PINs; people leave, come back, and stay in the ledger by name."""

import datetime as dt

import msgspec
import pytest

from kiosk.faults import BadInput, Refused
from kiosk.plans.model import Role
from kiosk.records import ledger, pins, staff, staffing, witness
from kiosk.records.events import Event
from kiosk.records.staff import StaffMember
from kiosk.records.staffing import Change
from kiosk.records.store import Records
from kiosk.records.verifying import verify
from tests.records.making import NOW, attack

LATER = NOW + dt.timedelta(days=80)
LANE = StaffMember("lane", "Robin Lane", Role.TEACHER, ("12",))
SATO = StaffMember("sato", "Kenji Sato", Role.ADMIN)
PIN, LONG_PIN = "4711 0815", "maple street office"


@pytest.fixture
def staffed(records: Records) -> Records:
    """Lane and the only administrator, each with a PIN."""
    staff.add(records, LANE, actor="", station="office", now=NOW, pin=PIN)
    staff.add(records, SATO, actor="", station="office", now=NOW, pin=LONG_PIN)
    return records


def change(records: Records, staff_id: str, **wanted: object) -> StaffMember:
    return staffing.change(records, staff_id, Change(**wanted), actor="", station="office", now=LATER)  # type: ignore[arg-type]


def retire(records: Records, staff_id: str) -> StaffMember:
    return staffing.retire(records, staff_id, actor="", station="office", now=LATER)


def bring_back(records: Records, staff_id: str) -> StaffMember:
    return staffing.bring_back(records, staff_id, actor="", station="office", now=LATER)


def has_pin(records: Records, staff_id: str, pin: str) -> bool:
    with records.reading() as transaction:
        return pins.is_right(pin, staff.kept_pin(transaction, staff_id), records.vault)


def noted(records: Records) -> list[dict[str, object]]:
    """What the ledger says of the staff, but for the marks."""
    with records.reading() as transaction:
        found = [dict(each.detail) for each in ledger.entries(transaction, event=Event.STAFF)]
    assert all(each.pop("rows") for each in found)
    return found


def test_what_is_not_said_stays_as_it_is(staffed: Records) -> None:
    assert change(staffed, "lane", rooms=("14",)) == StaffMember("lane", "Robin Lane", Role.TEACHER, ("14",))
    assert change(staffed, "lane", name=" Robin Lane-Ortiz ").name == "Robin Lane-Ortiz"
    assert change(staffed, "lane", rooms=(), role=Role.NURSE).rooms == ()
    assert has_pin(staffed, "lane", PIN)
    with staffed.reading() as transaction:
        assert staff.get(transaction, "lane") == StaffMember("lane", "Robin Lane-Ortiz", Role.NURSE)


def test_a_new_pin_ends_the_old_one(staffed: Records) -> None:
    change(staffed, "lane", pin="99 88 77")
    assert has_pin(staffed, "lane", "998877")
    assert not has_pin(staffed, "lane", PIN)
    assert has_pin(staffed, "sato", LONG_PIN)


def test_every_change_is_in_the_ledger_and_verify_knows_it_for_ours(staffed: Records) -> None:
    change(staffed, "lane", rooms=("14",), pin="998877")
    retire(staffed, "lane")
    bring_back(staffed, "lane")
    assert noted(staffed)[2:] == [
        {"changed": "lane", "rooms": ["14"], "pin": "new"},
        {"retired": "lane"},
        {"returned": "lane"},
    ]
    assert "998877" not in str(noted(staffed))
    assert verify(staffed).intact


def test_whoever_has_left_is_no_member_of_staff_and_keeps_her_name(staffed: Records) -> None:
    gone = retire(staffed, "lane")
    assert gone.retired == LATER
    with staffed.reading() as transaction:
        assert staff.get(transaction, "lane") is None
        assert staff.kept_pin(transaction, "lane") is None
        assert staff.known(transaction, "lane") == gone
        assert staff.everyone(transaction) == (SATO,)
        assert staff.leavers(transaction) == (gone,)
        assert staff.with_pin(transaction) == {"sato"}


def test_whoever_comes_back_has_her_rooms_and_needs_a_new_pin(staffed: Records) -> None:
    retire(staffed, "lane")
    assert bring_back(staffed, "lane") == LANE
    assert not has_pin(staffed, "lane", PIN)


@pytest.mark.parametrize("staff_id", ["lane", "LANE", "Lane"])
def test_the_id_of_somebody_who_left_is_never_given_to_another(staffed: Records, staff_id: str) -> None:
    retire(staffed, "lane")
    other = StaffMember(staff_id, "Lana Ne", Role.NURSE)
    with pytest.raises(BadInput, match=r"was that of Robin Lane, .* kiosk staff retire lane --undo"):
        staff.add(staffed, other, actor="", station="office", now=LATER)


def test_an_id_in_other_letters_is_the_same_id(staffed: Records) -> None:
    other = StaffMember("Lane", "Lana Ne", Role.NURSE)
    with pytest.raises(BadInput, match=r"is taken, by Robin Lane.* kiosk staff change lane"):
        staff.add(staffed, other, actor="", station="office", now=LATER)


def test_a_leaver_who_was_put_back_beside_the_kiosk_is_found(staffed: Records) -> None:
    retire(staffed, "lane")
    attack(staffed.path, "UPDATE staff SET retired = NULL WHERE id = 'lane'")
    assert verify(staffed).faults == ('the staff entry "lane" was changed beside the kiosk',)


def test_entries_from_before_anybody_could_leave_are_as_they_were(staffed: Records) -> None:
    """The mark of somebody who has not left is that of the row as the form before had it."""
    with staffed.reading() as transaction:
        row = transaction.connection.exec_driver_sql(
            "SELECT id, school, id, name, role, rooms, pin FROM staff WHERE id = 'lane'"
        ).one()
        before = transaction.vault.digest(msgspec.json.encode(["staff", *row])).hex()[:32]
        assert witness.of_staff(transaction, ["lane"]) == {"lane": before}


def test_the_last_administrator_stays(staffed: Records) -> None:
    with pytest.raises(Refused, match="Kenji Sato is the last administrator; first add another"):
        retire(staffed, "sato")
    with pytest.raises(Refused, match="Kenji Sato is the last administrator; first add another"):
        change(staffed, "sato", role=Role.OFFICE)
    staff.add(staffed, StaffMember("hale", "M. Hale", Role.ADMIN), actor="", station="", now=NOW)
    retire(staffed, "sato")
    with pytest.raises(Refused, match=r"M\. Hale is the last administrator"):
        retire(staffed, "hale")


def test_a_short_pin_makes_no_administrator(staffed: Records) -> None:
    with pytest.raises(BadInput, match="has 15 characters or more; give Robin Lane a new one"):
        change(staffed, "lane", role=Role.ADMIN)
    with pytest.raises(BadInput, match="has 15 to 128 characters; this one has 8"):
        change(staffed, "lane", role=Role.ADMIN, pin=PIN)
    assert change(staffed, "lane", role=Role.ADMIN, pin=LONG_PIN).role is Role.ADMIN


@pytest.mark.parametrize("wanted", [{"name": " "}, {"pin": "12345"}, {"rooms": ("14",), "pin": "1"}])
def test_a_change_that_cannot_be_leaves_everything(staffed: Records, wanted: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        change(staffed, "lane", **wanted)
    with staffed.reading() as transaction:
        assert staff.get(transaction, "lane") == LANE
    assert len(noted(staffed)) == 2


@pytest.mark.parametrize("staff_id", ["lan", "nobody", ""])
def test_nobody_can_be_changed_or_leave(staffed: Records, staff_id: str) -> None:
    for attempt in (change, retire, bring_back):
        with pytest.raises(BadInput, match=f'no member of staff has the id "{staff_id}"'):
            attempt(staffed, staff_id)


def test_whoever_has_left_is_not_changed_and_leaves_once(staffed: Records) -> None:
    with pytest.raises(BadInput, match='"lane" has not left'):
        bring_back(staffed, "lane")
    retire(staffed, "lane")
    for attempt in (change, retire):
        with pytest.raises(BadInput, match=r"Robin Lane .* has left; if she is back"):
            attempt(staffed, "lane")
