"""Who may give medication, who may read an order, and who may stand beside a dose that comes too soon."""

from attrs import evolve

from kiosk.access.dose_model import DoseRefused
from kiosk.access.model import Person
from kiosk.access.policy import REACH, Reach, View
from kiosk.access.redaction import READS_ORDERS
from kiosk.faults import NotAllowed
from kiosk.medication.model import Dose, DoseEntry, Ordered, Told
from kiosk.medication.outcomes import Outcome
from kiosk.plans.model import Order, Role
from kiosk.school.model import MedicationSettings
from kiosk.school.words import listed


def gives(person: Person, settings: MedicationSettings) -> bool:
    """Whether this person may give medication at all."""
    return person.role.value in settings.may_give


def sees_round(person: Person, settings: MedicationSettings) -> bool:
    """Whether the whole school's round is before this person: she gives, or sees everybody's day."""
    return gives(person, settings) or REACH[person.role][View.MARKS] is Reach.EVERYBODY


def expect_giver(giver: Person, settings: MedicationSettings) -> None:
    """Refuse a person who may not give medication at this school."""
    if not gives(giver, settings):
        who = listed([each.value for each in settings.may_give], last="or")
        raise DoseRefused(f"{giver.name} is {giver.role.value}; medication is given here by the {who}")


def expect_may_give(giver: Person, ordered: Ordered, outcome: Outcome, settings: MedicationSettings) -> None:
    """Refuse a controlled drug to a person who may give others only."""
    is_refused = giver.role.value not in settings.may_give_controlled
    if outcome is Outcome.GIVEN and ordered.order.controlled and is_refused:
        who = listed([each.value for each in settings.may_give_controlled], last="or")
        raise DoseRefused(f"this is a controlled drug, which is given here by the {who}; call her")


def expect_second(giver: Person, second: Person) -> None:
    """Refuse a second person who is the first, or who is here for a day only."""
    if second.id == giver.id:
        raise DoseRefused("an override needs two people; the second is somebody else")
    if second.role is Role.SUBSTITUTE:
        raise DoseRefused("an override needs two people who belong to the school; a substitute is here today")


def expect_closer(signer: Person, settings: MedicationSettings) -> None:
    """Refuse the sign-off of a day to a person who may not give medication at this school."""
    if not gives(signer, settings):
        who = listed([each.value for each in settings.may_give], last="or")
        raise NotAllowed(f"{signer.name} is {signer.role.value}; a day is signed off here by the {who}")


def expect_reader(person: Person, settings: MedicationSettings) -> None:
    """Refuse the record of doses to a person who neither gives medication nor answers for the school."""
    if person.role not in _READS_RECORD and not gives(person, settings):
        raise NotAllowed("The record of doses is for the nurse, the principal and whoever gives medication.")


_READS_RECORD = frozenset({Role.NURSE, Role.PRINCIPAL, Role.ADMIN})


def reads_orders(person: Person, settings: MedicationSettings) -> bool:
    """Whether drug, dose and route are this person's to read: whoever gives it reads what it is."""
    return person.role in READS_ORDERS or gives(person, settings)


def order_without_drug(order: Order) -> Order:
    """An order with nothing in it of what is given, or who ordered it."""
    return evolve(order, drug="", dose="", route="", prescriber="", prescriber_phone="", use_for="")


def without_order(dose: Dose) -> Dose:
    """A dose with nothing in it of what is given, or why it was not."""
    order = order_without_drug(dose.ordered.order)
    ordered = evolve(dose.ordered, order=order, item=evolve(dose.ordered.item, order=None))
    return evolve(dose, ordered=ordered, entries=tuple(map(entry_without_order, dose.entries)))


def entry_without_order(entry: DoseEntry) -> DoseEntry:
    """The same of an entry."""
    return evolve(entry, told=_bare(entry.told))


def _bare(told: Told) -> Told:
    """Who, and in which way it was entered; not what, nor why."""
    return Told(
        name=told.name,
        is_late_entry=told.is_late_entry,
        override_by=told.override_by,
        corrects=told.corrects,
        follows=told.follows,
    )
