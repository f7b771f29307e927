"""Where somebody works with medication: what every part of the round is handed."""

from attrs import field, frozen

from kiosk.access import dose_policy
from kiosk.access.model import Person
from kiosk.access.notes import Notes
from kiosk.clock import Clock
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from kiosk.school.model import MedicationSettings


@frozen
class Post:
    """Who is there: whoever is signed in, or may read the school folder; at which station, by which clock."""

    records: Records = field(repr=False)
    calendar: Calendar = field(repr=False)
    person: Person
    clock: Clock = field(kw_only=True)
    station: str = field(kw_only=True)

    @property
    def settings(self) -> MedicationSettings:
        """What the school says of medication."""
        return self.calendar.school.medication

    @property
    def reads_orders(self) -> bool:
        """Whether drug, dose, route and reasons are this person's to read."""
        return dose_policy.reads_orders(self.person, self.settings)

    def notes(self) -> Notes:
        """What notes in the ledger what this person sees."""
        return Notes(self.records, self.person, clock=self.clock, station=self.station)
