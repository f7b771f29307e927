"""The letters of the grid. They differ between paper logs, so each stands in a legend with its word."""

from collections.abc import Iterable, Mapping

from kiosk.medication.kept import Kept
from kiosk.medication.model import DoseEntry, DoseState
from kiosk.medication.outcomes import OUTCOMES, Outcome

LETTERS: Mapping[Outcome, str] = dict(
    zip(
        OUTCOMES,
        ("G", "H", "R", "A", "NS", "FT", "W", "NA", "ED", "V", "SP", "L", "WA", "NW"),
        strict=True,
    )
)
OPEN, CORRECTED, OUTSIDE, NONE_DUE, NO_SCHOOL, NOT_READ = "?", "*", "+", "·", "–", "NR"
_SIGNS = (
    f"{OPEN} no outcome", f"{CORRECTED} entered more than once: see the daily sheet",
    f"{OUTSIDE} outside its time", f"{NONE_DUE} none due, none given", f"{NO_SCHOOL} no school",
    f"{NOT_READ} plan not read: not known",
    "empty: not due yet",
)  # fmt: skip


def legend() -> str:
    """Every letter and sign with its word."""
    outcomes = [f"{letter} {_word(outcome)}" for outcome, letter in LETTERS.items()]
    return f"{', '.join([*outcomes, *_SIGNS])}."


def _word(outcome: Outcome) -> str:
    return "given at home" if outcome is Outcome.HOME else outcome.value.replace("-", " ")


def letter(kept: Kept) -> str:
    """What stands of a dose, in a cell: `G`, `G+`, `R*`, `?`; nothing where it is not due yet."""
    entry = kept.standing
    corrected = CORRECTED if len(kept.entries) > 1 or (kept.entries and entry is None) else ""
    if entry is None:
        is_over = kept.state in {DoseState.LATE, DoseState.MISSED} and kept.due is not None
        return f"{OPEN if is_over else ''}{corrected}"
    return f"{LETTERS[entry.outcome]}{OUTSIDE if kept.timing else ''}{corrected}"


def initials(entries: Iterable[DoseEntry]) -> Mapping[str, str]:
    """Initials for each person by id, no two alike: `AC`, and `AC2` for another A. C."""
    names = {each.who: each.told.name or each.who for each in entries}
    taken: dict[str, str] = {}
    for who, name in sorted(names.items(), key=lambda pair: (pair[1], pair[0])):
        short = "".join(word[0] for word in name.split() if word[0].isalnum())[:3].upper() or "X"
        number = sum(each.rstrip("0123456789") == short for each in taken.values())
        taken[who] = f"{short}{number + 1}" if number else short
    return taken
