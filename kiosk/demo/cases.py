"""The cases of the pretend school: which plans there are, on which dates, for whom.

Each is a hand-written file in cases/, its amendments beside it as name-2.toml, name-3.toml. Those that
are not in force at the pretended moment are near-misses: plans that a careless list would show, or lose.
"""

import datetime as dt

from attrs import frozen

from kiosk.demo.dates import OPENING, YEAR_BEGINS, YEAR_ENDS
from kiosk.plans.model import PlanKind

_504, _IEP = PlanKind.SECTION_504, PlanKind.IEP


@frozen
class Case:
    """A plan to be given to a student; `beside` gives it to the student of the case before."""

    name: str
    kind: PlanKind
    team: str
    dates: tuple[dt.date, dt.date] = (YEAR_BEGINS, YEAR_ENDS)
    versions: int = 1
    grades: str = "K12345"
    beside: bool = False

    @property
    def begins(self) -> dt.date:
        """The first day of the plan."""
        return self.dates[0]

    @property
    def ends(self) -> dt.date:
        """The last day of the plan."""
        return self.dates[1]

    @property
    def is_in_force(self) -> bool:
        """Whether the plan is in force at the pretended moment."""
        return self.begins <= OPENING.date() <= self.ends


def _a_year(year: int, month: int, day: int) -> tuple[dt.date, dt.date]:
    """An IEP runs for a year from its meeting, across the summer."""
    begins = dt.date(year, month, day)
    return begins, begins.replace(year=year + 1) - dt.timedelta(days=1)


CASES = (
    Case("glucose", _504, "school nurse"),
    Case("headphones", _504, "school psychologist"),
    Case("one-direction", _IEP, "speech therapist", _a_year(2026, 9, 22), beside=True),
    Case("reading", _IEP, "resource teacher", _a_year(2025, 11, 10), grades="2345"),
    Case("reading", _IEP, "resource teacher", _a_year(2026, 11, 10), beside=True),
    Case("inhaler", _504, "school nurse", grades="2345"),
    Case("number-line", _IEP, "resource teacher", _a_year(2026, 2, 3), beside=True),
    Case("dictation", _IEP, "occupational therapist", _a_year(2026, 5, 12), grades="345"),
    Case("eats-safely", _504, "school nurse", versions=2),
    Case("first-aid-steps", _504, "school nurse"),
    Case("two-doses", _504, "school nurse", grades="345"),
    Case("speech", _IEP, "speech therapist", _a_year(2026, 10, 13)),
    Case("check-in-out", _504, "school counsellor"),
    Case("steady-day", _504, "school counsellor", grades="2345"),
    Case("day-in-pictures", _IEP, "occupational therapist", versions=3),
    Case("new-glasses", _504, "school nurse", (dt.date(2026, 11, 30), YEAR_ENDS)),
    Case("speech", _IEP, "speech therapist", (dt.date(2025, 10, 27), dt.date(2026, 10, 23))),
    Case("quiet-test", _504, "school psychologist", (dt.date(2025, 9, 2), dt.date(2026, 6, 12)), grades="45"),
    Case("second-set", _504, "school psychologist", versions=2, grades="345"),
    Case("back-to-learning", _504, "school nurse", (dt.date(2026, 11, 9), dt.date(2026, 12, 18))),
    Case("one-hand", _504, "school nurse", (dt.date(2026, 11, 2), dt.date(2026, 11, 23))),
    Case("talker", _IEP, "speech therapist", _a_year(2025, 12, 1), grades="K12"),
    Case("large-print", _504, "teacher of the visually impaired"),
    Case("clear-speech", _504, "teacher of the deaf"),
    Case("dim-light", _504, "school nurse"),
    Case("bathroom-pass", _504, "school nurse"),
    Case("step-free", _504, "school nurse"),
    Case("stay-safe", _504, "school counsellor", grades="45"),
    Case("enzymes", _504, "school nurse"),
    Case("eye-drops", _504, "school nurse"),
    Case("cool-and-shade", _504, "school nurse"),
    Case("movement-breaks", _504, "school psychologist"),
    Case("calm-plan", _IEP, "school psychologist", _a_year(2026, 4, 21)),
    Case("finds-the-way", _IEP, "teacher of the visually impaired", _a_year(2026, 9, 15), grades="12345"),
    Case("strong-hands", _IEP, "occupational therapist", _a_year(2026, 1, 20)),
    Case("little-steps", _IEP, "resource teacher", _a_year(2026, 9, 8), grades="K"),
    Case("gentle-return", _504, "school counsellor", grades="12345"),
    Case("quiet-test", _504, "school psychologist", grades="345"),
    Case("snack-and-rest", _504, "school nurse"),
    Case("pencil-grip", _IEP, "occupational therapist", _a_year(2026, 6, 2), grades="K1"),
    Case("inhaler", _504, "school nurse"),
    Case("movement-breaks", _504, "school counsellor"),
    Case("bathroom-pass", _504, "school nurse"),
)
"""In the order in which students are found for them; a larger school begins again at the top."""
