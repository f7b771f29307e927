"""Entering what became of a dose: once, by whoever may give it, whatever races and whatever breaks."""

import re
from collections.abc import Callable

from kiosk.access import dose_entry
from kiosk.access.dose_model import Answer, DoseRefused, Wanted
from kiosk.access.dose_post import Post
from kiosk.access.dose_wanted import expect_giver
from kiosk.faults import BadInput, KioskError
from kiosk.medication.giving import said
from kiosk.medication.incidents import missing
from kiosk.medication.model import DoseEntry, standing
from kiosk.medication.outcomes import Outcome, Party
from kiosk.records import doses
from kiosk.records.doses import Taken
from kiosk.records.store import Transaction

_CONFIRMATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


class Dosing:
    """Entering doses at one station, as whoever is signed in, or as whoever may read the school folder."""

    def __init__(self, post: Post) -> None:
        self._post, self._records = post, post.records

    def record(self, wanted: Wanted) -> Answer:
        """Enter an outcome: once, whatever races; the same confirmation gets its first answer again."""
        _expect_sound(wanted)

        def is_same(entry: DoseEntry) -> bool:
            order = wanted.meant.order in {None, entry.key.order}
            said_then = (entry.key.student, entry.outcome, entry.who)
            return order and said_then == (wanted.student, wanted.outcome, wanted.by)

        def make(transaction: Transaction) -> DoseEntry:
            return dose_entry.made(transaction, self._post, wanted)

        return self._once(wanted.confirmation, is_same, make)

    def undo(self, confirmation: str, by: str, reason: str) -> Answer:
        """Take an entry back: a correction beside it, with a reason; what stood before it stands again."""
        if not reason.strip():
            raise BadInput("An undo needs a reason (--reason): it stands beside the entry for ever.")

        def is_same(entry: DoseEntry) -> bool:
            return (entry.who, entry.told.reason) == (by, reason)

        def make(transaction: Transaction) -> DoseEntry:
            return dose_entry.correction(transaction, self._post, confirmation, by, reason)

        return self._once(dose_entry.undo_of(confirmation), is_same, make)

    def tell(self, confirmation: str, party: Party, by: str) -> None:
        """Note that somebody was told of an incident."""
        self._expect_real_clock()
        with self._records.writing() as transaction:
            giver = expect_giver(transaction, self._post, by)
            entry = dose_entry.expect_known(transaction, confirmation)
            now, station = self._post.clock.real(), self._post.station
            doses.tell(transaction, entry, party, who=giver.id, station=station, now=now)

    def _once(
        self,
        confirmation: str,
        is_same: Callable[[DoseEntry], bool],
        make: Callable[[Transaction], DoseEntry],
    ) -> Answer:
        """Add the entry that is made, unless its confirmation is there already.

        It is made before the lock is taken, so that no station waits for it, and anew behind the lock where
        the student got another entry meanwhile. Once it was sent, an error says nothing of whether it is
        stored: its confirmation does.
        """
        self._expect_real_clock()
        is_sent = False
        with self._records.reading() as transaction:
            if known := doses.of_confirmation(transaction, confirmation):
                return _again(known, is_same)
            made = make(transaction)
            last = doses.last(transaction, made.key.student)
        try:
            with self._records.writing() as transaction:
                if doses.last(transaction, made.key.student) != last:
                    if known := doses.of_confirmation(transaction, confirmation):
                        return _again(known, is_same)
                    made = make(transaction)
                is_sent = True
                made = doses.add(transaction, made, entered_by=self._post.person.id)
        except Taken:
            return self._lost(made, is_same)
        except KioskError:
            if not is_sent or not (known := self._stored(confirmation)):
                raise
            return Answer(known, missing(known))
        return Answer(made, missing(made))

    def _expect_real_clock(self) -> None:
        if self._post.clock.is_pretend:
            raise BadInput("The clock here is pretended, for looking only: no dose is recorded with it.")

    def _stored(self, confirmation: str) -> DoseEntry | None:
        """The entry of a confirmation whose answer was lost."""
        try:
            with self._records.reading() as transaction:
                return doses.of_confirmation(transaction, confirmation)
        except KioskError:
            what = (
                "It is not known whether this dose was recorded: the records cannot be read. Do not give it "
                f"again; ask with the same confirmation once they can: {confirmation}"
            )
            raise BadInput(what) from None

    def _lost(self, sent: DoseEntry, is_same: Callable[[DoseEntry], bool]) -> Answer:
        """What to say to whoever came second, however late that was found out."""
        with self._records.reading() as transaction:
            if known := doses.of_confirmation(transaction, sent.confirmation):
                return _again(known, is_same)
            found = doses.of_student(transaction, sent.key.student, sent.date)
        last = standing(dose_entry.same_dose(found, sent))
        if last is None:
            raise DoseRefused("somebody else undid this dose in the same moment; look again")
        raise DoseRefused(said(last, self._post.calendar))


def _expect_sound(wanted: Wanted) -> None:
    if not _CONFIRMATION.fullmatch(wanted.confirmation):
        raise BadInput("A confirmation is letters, digits and dashes, at most 64, such as a UUID.")
    if wanted.outcome is Outcome.UNDO:
        raise BadInput("An undo names the entry that it takes back.")
    if wanted.given_at is not None and not wanted.reason.strip():
        raise BadInput("A late entry needs a reason (--reason): why it was not entered at once.")


def _again(known: DoseEntry, is_same: Callable[[DoseEntry], bool]) -> Answer:
    """The first answer again, if it is to the same question."""
    if is_same(known):
        return Answer(known, missing(known))
    if known.outcome is Outcome.UNDO:
        raise DoseRefused(f"undone already by {known.told.name}")
    raise BadInput("This confirmation is another entry's; each entry has one of its own.")
