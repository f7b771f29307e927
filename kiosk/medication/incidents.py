"""What an outcome leaves to do: what was not said yet, and who is still to be told of an incident."""

from collections.abc import Collection

from kiosk.medication.model import DoseEntry
from kiosk.medication.outcomes import FOLLOW_UP, Need, Party


def missing(entry: DoseEntry) -> tuple[Need, ...]:
    """What the outcome needs to be told, and was not."""
    told = entry.told
    has = {
        Need.REASON: bool(told.reason.strip()),
        Need.MINUTES_AFTER: told.minutes_after is not None,
        Need.TOLD: bool(told.parties),
    }
    return tuple(each for each in entry.outcome.rule.needs if not has[each])


def to_tell(entry: DoseEntry, told_since: Collection[Party] = ()) -> tuple[Party, ...]:
    """Who is still to be told of an incident; nobody where the outcome is none."""
    if not entry.outcome.rule.is_incident:
        return ()
    return tuple(each for each in FOLLOW_UP if each not in {*entry.told.parties, *told_since})
