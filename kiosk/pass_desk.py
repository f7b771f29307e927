"""Day passes at the kiosk: today's, a new one for a room, and ending one; for those who print cards."""

import datetime as dt
from collections.abc import Sequence

from attrs import frozen

from kiosk.access import issuing, passes_today, policy
from kiosk.access.issuing import Issued, Wanted
from kiosk.access.passes_today import PassToday
from kiosk.access.policy import View
from kiosk.faults import Refused
from kiosk.print_desk import PrintDesk
from kiosk.school.calendar import Moment


@frozen
class PassDesk:
    """One person's day passes; `refusal` is why they are looked at only."""

    desk: PrintDesk

    @property
    def refusal(self) -> str:
        """Why no pass is made or ended here; nothing where that may be done."""
        return self.desk.refusal

    @property
    def zone(self) -> dt.tzinfo:
        """The school's time zone."""
        return self.desk.moment().calendar.zone

    def today(self) -> Sequence[PassToday]:
        """Today's passes, in the order in which they were made."""
        policy.rooms(self.desk.access.person, View.CARDS)
        return passes_today.today(self.desk.records, self.desk.moment())

    def make(self, room: str) -> Issued:
        """A pass for a room, until the last bell."""
        return issuing.issue(self.desk.records, Wanted((room,)), self._moment(), self.desk.access.notes)

    def end(self, pass_id: str) -> None:
        """End a pass at once."""
        passes_today.end(self.desk.records, pass_id, self._moment(), self.desk.access.notes)

    def _moment(self) -> Moment:
        """The moment, once it is sure that she may still do this here."""
        if self.refusal:
            raise Refused(self.refusal)
        self.today()
        return self.desk.moment()
