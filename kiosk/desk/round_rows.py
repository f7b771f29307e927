"""What the round's board says, as plain values: a row a dose, and where on the board it stands. Pure."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from attrs import frozen

from kiosk.access.desk_round import BoardData
from kiosk.access.dose_model import StudentDose
from kiosk.access.sending import Sent
from kiosk.access.words import fold
from kiosk.medication.incidents import to_tell
from kiosk.medication.model import DoseEntry, DoseState
from kiosk.medication.outcomes import Again, Outcome, Party
from kiosk.plans.room_words import names
from kiosk.school.calendar import Moment
from kiosk.school.words import clock, listed, room_words


class Place(StrEnum):
    """Where on the board a dose stands, in this order; as its heading says."""

    OVERDUE = "Overdue"
    DUE = "Due now"
    SOON = "Soon"
    TO_TELL = "Still to tell"
    AS_NEEDED = "As needed"
    DONE = "Done"
    NOT_COMING = "Not coming"


WAITING = (Place.OVERDUE, Place.DUE, Place.SOON)
"""Where a dose stands that is still to be given today."""
_PLACES = {each: number for number, each in enumerate(Place)}
_AWAY = {Outcome.ABSENT, Outcome.FIELD_TRIP, Outcome.EARLY_DISMISSAL, Outcome.NO_SHOW}
_STATES = {
    DoseState.LATER: (Place.SOON, "○", "later"),
    DoseState.DUE: (Place.DUE, "●", "due"),
    DoseState.LATE: (Place.OVERDUE, "!", "late"),
    DoseState.MISSED: (Place.OVERDUE, "!", "missed"),
}
_COUNTED = {
    Place.OVERDUE: "overdue", Place.DUE: "due now", Place.SOON: "soon", Place.TO_TELL: "to tell",
    Place.DONE: "done", Place.NOT_COMING: "not coming",
}  # fmt: skip
NOTHING = "No medication is due at this school today."
NOTHING_ELSE = "No other medication is due at this school today."


@frozen
class BoardRow:
    """A dose on the board; `what` is empty for whoever does not read orders."""

    place: Place
    sign: str
    word: str
    time: str
    name: str
    room: str
    what: str
    mark: str
    dose: StudentDose
    left: tuple[Party, ...] = ()

    @property
    def key(self) -> tuple[object, str]:
        """What the row is known by on the next board."""
        return self.dose.dose.ordered.key, self.dose.dose.slot

    @property
    def is_waiting(self) -> bool:
        """Whether the dose is still to be given at its bell."""
        return self.place in WAITING


def board_rows(data: BoardData, moment: Moment) -> tuple[BoardRow, ...]:
    """Overdue first, then due now, soon, to tell, as needed, done, not coming; in each by bell and name."""
    called = names(each.student for each in data.doses)
    rows = [_row(each, called[each.student.id], data, moment) for each in data.doses]
    return tuple(sorted(rows, key=lambda each: _PLACES[each.place]))


def _row(each: StudentDose, name: str, data: BoardData, moment: Moment) -> BoardRow:
    dose, order = each.dose, each.dose.ordered.order
    place, sign, word, time = _stands(each, moment)
    entry = dose.standing
    told = data.told.get(entry.confirmation) if entry else None
    left = to_tell(entry, told) if entry and told is not None else ()
    marks = (
        f"tell {listed([each.value for each in left])}" if left else "",
        "blocked" if dose.ordered.blocked and place in WAITING else "",
        sent_words(data.sent.get(each.student.id), moment) if place in WAITING else "",
    )
    return BoardRow(
        Place.TO_TELL if left else place,
        sign,
        word,
        time,
        name,
        each.student.homeroom,
        " ".join(filter(None, (order.drug, order.dose))),
        " · ".join(filter(None, marks)),
        each,
        left,
    )


def _stands(each: StudentDose, moment: Moment) -> tuple[Place, str, str, str]:
    """Place, sign, word and time."""
    dose, local = each.dose, moment.calendar.local
    if (entry := dose.standing) is not None:
        return (*_done(entry), clock(local(entry.at)))
    if dose.due is None:
        return Place.AS_NEEDED, "○", "as needed", ""
    place, sign, word = _STATES[dose.state]
    return place, sign, word, clock(local(dose.due))


def _done(entry: DoseEntry) -> tuple[Place, str, str]:
    """Whoever refused may be asked once more, and so stands there as done."""
    word = entry.outcome.value.replace("-", " ")
    if entry.outcome in _AWAY:
        return Place.NOT_COMING, "–", word
    is_whole = entry.outcome.rule.again is Again.NO and entry.outcome.rule.is_taken
    return Place.DONE, "✓" if is_whole else "×", word


def sent_words(sent: Sent | None, moment: Moment) -> str:
    """`told 12:31`; then, once the room has answered, `on the way 12:33`."""
    if sent is None:
        return ""
    local = moment.calendar.local
    if sent.sent.answered is None:
        return f"told {clock(local(sent.sent.asked))}"
    return f"on the way {clock(local(sent.sent.answered))}"


def counts_words(rows: Iterable[BoardRow]) -> str:
    """`2 overdue · 12 due now · 3 soon · 15 done`; what there is none of is left out, but for what is due.

    What is given as needed is not counted: it is neither due nor done.
    """
    found = [each.place for each in rows]
    always = {Place.OVERDUE, Place.DUE}
    counts = [(found.count(each), each, word) for each, word in _COUNTED.items()]
    return " · ".join(f"{count} {word}" for count, each, word in counts if count or each in always)


def matching(rows: Sequence[BoardRow], text: str) -> tuple[BoardRow, ...]:
    """The rows in whose name, number or room each of these words begins a word."""
    wanted = [folded for word in text.split() if (folded := fold(word))]
    return tuple(each for each in rows if all(_begins(each, word) for word in wanted))


def _begins(row: BoardRow, wanted: str) -> bool:
    student = row.dose.student
    known = (*student.name.split(), student.given_name, student.family_name, student.id, student.homeroom)
    return any(fold(each).startswith(wanted) for each in known)


def not_come(rows: Iterable[BoardRow], moment: Moment) -> tuple[BoardRow, ...]:
    """Those whose bell has rung and who were not here yet, room by room."""
    found = [each for each in rows if each.is_waiting and _has_rung(each, moment)]
    return tuple(sorted(found, key=lambda each: _in_order(each.room)))


def _has_rung(row: BoardRow, moment: Moment) -> bool:
    due = row.dose.dose.due
    return due is not None and due <= moment.instant


def _in_order(room: str) -> tuple[bool, int, str]:
    """Room 7 before room 12."""
    digits = "".join(each for each in room if each.isdigit())
    return not digits, int(digits or 0), room


def headings(rows: Sequence[BoardRow], *, by_room: bool) -> dict[int, str]:
    """The rows before which a heading stands."""
    said = [room_words(each.room) or "No room" if by_room else str(each.place) for each in rows]
    return {at: said[at] for at in range(len(said)) if at == 0 or said[at] != said[at - 1]}
