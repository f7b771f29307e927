"""The round at a kiosk: the board as it stands, a dose in front of the child, and what became of it."""

import datetime as dt
from collections.abc import Mapping

from attrs import field, frozen

from kiosk.access import dose_policy, policy, sending
from kiosk.access.closing import Closing
from kiosk.access.dose_case import DoseCase, read_case
from kiosk.access.dose_days import DoseDay
from kiosk.access.dose_model import Answer, DoseRefused, RoundSheet, StudentDose, UnreadPlan, Wanted
from kiosk.access.dose_post import Post
from kiosk.access.dose_record import DoseRecord
from kiosk.access.dosing import Dosing
from kiosk.access.model import Opened, Person
from kiosk.access.round import Round
from kiosk.access.sending import Sent
from kiosk.access.signing import End, SigningIn
from kiosk.clock import Clock
from kiosk.medication.incidents import to_tell
from kiosk.medication.outcomes import Party
from kiosk.records import doses, ledger
from kiosk.records.closings import SignOff
from kiosk.records.events import Event, Purpose
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar

_MOVES = (Event.DOSE, Event.DOSE_FOLLOW_UP, Event.SENT_FOR, Event.SENT)
_CHANGES = (Event.IMPORT, Event.ROSTER)


@frozen
class Stamp:
    """What the records hold: as long as it is the same, a board of the same minute is the same."""

    moves: int
    plans: int


@frozen
class BoardData:
    """The doses of today as they stand, whom the rooms were told to send, and who was told of incidents.

    `unread` are plans whose doses are not known: the board says so.
    """

    date: dt.date
    stamp: Stamp
    doses: tuple[StudentDose, ...] = field(default=(), repr=False)
    sent: Mapping[str, Sent] = field(factory=dict, repr=False)
    told: Mapping[str, frozenset[Party]] = field(factory=dict, repr=False)
    unread: tuple[UnreadPlan, ...] = field(default=(), repr=False)


class DeskRound:
    """What whoever has signed in does of the round; each of these may block.

    With a `refusal` nothing is recorded here, and that is why.
    """

    def __init__(
        self,
        records: Records,
        calendar: Calendar,
        person: Person,
        *,
        clock: Clock,
        station: str,
        signing: SigningIn,
        refusal: str = "",
    ) -> None:
        self.person, self.refusal = person, refusal
        self._records, self._calendar, self._clock = records, calendar, clock
        post = Post(records, calendar, person, clock=clock, station=station)
        self._round, self._dosing, self._closing = Round(post), Dosing(post), Closing(post)
        self._sending = sending.Sending(records, calendar, person, clock=clock, station=station)
        self._record, self._notes = DoseRecord(post), post.notes()
        self._signing = signing
        self._sheet: tuple[int, RoundSheet] | None = None

    @property
    def gives(self) -> bool:
        """Whether this person gives medication, and so reads what it is."""
        return dose_policy.gives(self.person, self._calendar.school.medication)

    @property
    def _today(self) -> dt.date:
        return self._calendar.moment(self._clock.now()).date

    def stamp(self) -> Stamp:
        """Whether anything has moved: two look-ups in an index."""
        with self._records.reading() as transaction:
            return Stamp(ledger.newest(transaction, _MOVES), ledger.newest(transaction, _CHANGES))

    def board(self) -> BoardData:
        """The board as it stands now; the plans are read again only once one was changed."""
        stamp = self.stamp()
        today = self._today
        sheet = self._sheet[1] if self._sheet and self._sheet[0] == stamp.plans else None
        if sheet is None or sheet.date != today:
            sheet = self._round.sheet()
            self._sheet = (stamp.plans, sheet)
        found = (*self._round.due(sheet), *self._round.as_needed(sheet))
        incidents = [
            entry.confirmation
            for each in found
            if self.gives and (entry := each.dose.standing) and to_tell(entry)
        ]
        with self._records.reading() as transaction:
            told = doses.told_since(transaction, incidents)
        return BoardData(today, stamp, found, self._sending.today(), told, sheet.unread)

    def open(self, dose: StudentDose) -> DoseCase:
        """A dose as it stands now, and whose it is; the view is recorded before this returns."""
        dose_policy.expect_giver(self.person, self._calendar.school.medication)
        with self._records.reading() as transaction:
            moment = self._calendar.moment(self._clock.now())
            case = read_case(transaction, dose, self.person, moment)
        self._notes.views([Opened(case.student, (), policy.reason(self.person))], Purpose.ROUND)
        return case

    def record(self, wanted: Wanted) -> Answer:
        """Enter what became of a dose; once, whatever races."""
        self._expect_recording()
        return self._dosing.record(wanted)

    def undo(self, confirmation: str, reason: str) -> Answer:
        """Take an entry back: a correction beside it."""
        self._expect_recording()
        return self._dosing.undo(confirmation, self.person.id, reason)

    def tell(self, confirmation: str, party: Party) -> None:
        """Note that somebody was told of an incident."""
        self._expect_recording()
        self._dosing.tell(confirmation, party, self.person.id)

    def send(self, student: str) -> None:
        """Ask the kiosk of a student's room to send the student."""
        self._expect_recording()
        self._sending.send(student)

    def sign_off(self) -> SignOff:
        """Sign off today's doses, once each has an outcome."""
        self._expect_recording()
        return self._closing.close(self._today, self.person.id)

    def signed(self) -> SignOff | None:
        """The sign-off of today that holds: none, where something was entered since."""
        return self._closing.holding(self._today)

    def day(self) -> DoseDay:
        """Today as the record keeps it, for the daily sheet; noted before this returns."""
        return self._record.day(self._today)

    def second(self, staff_id: str, pin: str) -> str:
        """The id of a second person, who has shown that it is she; she is not signed in by that."""
        signed = self._signing.with_pin(staff_id, pin)
        self._signing.leave(signed, End.BESIDE)
        return signed.person.id

    def _expect_recording(self) -> None:
        if self.refusal:
            raise DoseRefused(self.refusal)
