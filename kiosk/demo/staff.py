"""The grown-ups of the pretend school: those who may ask the kiosk, and those who sit at meetings."""

from collections.abc import Mapping

from kiosk.plans.model import Role
from kiosk.records import ledger, staff
from kiosk.records.events import Event
from kiosk.records.ledger import Entry
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records

STAFF = (
    StaffMember("lane", "Robin Lane", Role.SUBSTITUTE, ("12",)),
    StaffMember("abara", "Ngozi Abara", Role.TEACHER, ("12",)),
    StaffMember("whitfield", "Leah Whitfield", Role.TEACHER, ("07",)),
    StaffMember("tran", "Mai Tran", Role.NURSE),
    StaffMember("ibarra", "Tomás Ibarra", Role.COUNSELLOR),
    StaffMember("ortiz", "Elena Ortiz", Role.COORDINATOR),
    StaffMember("finch", "Wanda Finch", Role.OFFICE),
    StaffMember("hale", "Marcus Hale", Role.PRINCIPAL),
    StaffMember("sato", "Kenji Sato", Role.ADMIN),
)
"""One of each role, and a teacher of another room, who may not see room 12."""

PINS: Mapping[str, str] = {
    "lane": "120412", "abara": "310712", "whitfield": "460207", "tran": "270911", "ibarra": "580314",
    "ortiz": "640225", "finch": "790118", "hale": "850406", "sato": "maple street office",
}  # fmt: skip
"""The PINs of the pretend staff, by id: no secret, the lock screen of the pretend school shows them."""

TEACHERS = (
    "Dolores Quist", "Amy Fairbairn", "Hannah Roth", "Luis Camacho", "Priya Raman", "Joan Teller",
    "Leah Whitfield", "Dmitri Voss", "Grace Adeyemi", "Owen Tully", "Ruth Saari", "Ngozi Abara",
)  # fmt: skip
"""The homeroom teachers of rooms 01 to 12."""

SPECIALISTS: Mapping[str, str] = {
    "school nurse": "Mai Tran",
    "school counsellor": "Tomás Ibarra",
    "school psychologist": "L. Chu",
    "speech therapist": "M. Brandt",
    "resource teacher": "P. Lindqvist",
    "occupational therapist": "K. Osei",
    "teacher of the visually impaired": "R. Haddad",
    "teacher of the deaf": "V. Sandoval",
}
"""Who sits at a meeting in which capacity."""

STATION = "kiosk demo"
"""Who the ledger says made the pretend school."""


def pins(records: Records) -> tuple[tuple[StaffMember, str], ...]:
    """Who may sign in at the pretend school, each with her PIN, for its lock screen to show.

    Only those whom the making of the pretend school added and nobody changed since: a real school shows none.
    """
    with records.reading() as transaction:
        last: dict[str, Entry] = {}
        for entry in ledger.entries(transaction, event=Event.STAFF):
            last.update(dict.fromkeys(entry.detail.get("rows", ()), entry))
        here = {each.id: each for each in staff.everyone(transaction)}
    return tuple((here[each.id], PINS[each.id]) for each in STAFF if each.id in here and _is_ours(last, each))


def _is_ours(last: Mapping[str, Entry], member: StaffMember) -> bool:
    entry = last.get(member.id)
    return entry is not None and entry.station == STATION and "added" in entry.detail
