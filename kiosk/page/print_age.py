"""Whether a card is older than the plans in force. Pure."""

from collections.abc import Iterator, Sequence

from kiosk.plans.model import PlanKind, Version
from kiosk.records.link_model import Printed


def older_than_the_plan(printed: Sequence[Printed], versions: Sequence[Version]) -> Iterator[str]:
    """A sentence for each plan that the card does not tell as it now is."""
    on_card = {(each.kind, each.begins): each.number for each in printed}
    kinds = {each.kind for each in printed}
    for each in versions:
        number = on_card.pop((each.plan.kind, each.plan.terms.begins), None)
        if number is None:
            yield _newer_plan(each, kinds)
        elif number != each.number:
            what = _what(each.plan.kind, versions)
            yield f"This card was printed from version {number}; {what} is now version {each.number}."
    in_force = {each.plan.kind for each in versions}
    for kind, _ in on_card:
        if kind not in in_force:
            yield f"The {kind.label} on this card is no longer in force."


def _what(kind: PlanKind, versions: Sequence[Version]) -> str:
    return "the plan" if len(versions) == 1 else f"the {kind.label}"


def _newer_plan(version: Version, on_card: set[PlanKind]) -> str:
    kind = version.plan.kind
    if kind in on_card:
        return f"This card was printed from an earlier {kind.label}; a new one is in force."
    return f"The {kind.label} is not on this card: it is newer than the card."
