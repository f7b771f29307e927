"""The same drug under two orders of one student: easily given twice, so it is said."""

from collections import defaultdict
from collections.abc import Iterable

from kiosk.plans.drug import drug_key
from kiosk.plans.model import Plan, Version, in_force
from kiosk.school.words import listed


def doubled(plans: Iterable[Plan]) -> tuple[str, ...]:
    """A note for each drug that two or more orders of a student's plans ask for; it never names the drug."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for plan in plans:
        for item in plan.accommodations:
            if item.order is not None:
                found[drug_key(item.order.drug)].append(f'"{item.id}" of the {plan.kind.label}')
    return tuple(
        f"note: {listed(each)} order the same drug; gaps and daily limits count over all of them"
        for each in found.values()
        if len(each) > 1
    )


def doubled_with(plan: Plan, versions: tuple[Version, ...]) -> tuple[str, ...]:
    """The same for a plan among all versions of its student's plans, whenever it may be in force."""
    changes = {
        each.plan.effective for each in versions if plan.effective <= each.plan.effective <= plan.terms.ends
    }
    dates = sorted({plan.effective, *changes})
    found = (note for date in dates for note in doubled(each.plan for each in in_force(versions, date)))
    return tuple(dict.fromkeys(found))
