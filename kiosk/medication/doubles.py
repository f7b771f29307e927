"""The same drug under two orders of one student: easily given twice, so it is said."""

from collections import defaultdict
from collections.abc import Iterable

from kiosk.plans.drug import drug_key
from kiosk.plans.model import Plan
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
