"""A plan as its team wrote it.

A plan belongs to one student and is of one kind. Its versions are whole plans: an amendment repeats
what stays. Everything here is frozen; a plan is read, never changed.
"""

import datetime as dt
from enum import StrEnum

from attrs import field, frozen

from kiosk.school.model import Weekday


class PlanKind(StrEnum):
    """Which law a plan stands on: Section 504 (34 CFR 104) or IDEA (34 CFR 300)."""

    SECTION_504 = "504"
    IEP = "IEP"

    @property
    def label(self) -> str:
        """`504 plan` or `IEP`."""
        return "504 plan" if self is PlanKind.SECTION_504 else "IEP"


class Kind(StrEnum):
    """What sort of accommodation this is."""

    MEDICATION = "medication"
    MOVEMENT = "movement"
    CRISIS = "crisis"
    NOTICE = "notice"
    TESTING = "testing"
    ENVIRONMENT = "environment"
    INSTRUCTION = "instruction"
    HEALTH = "health"
    BEHAVIOR = "behavior"

    @property
    def word(self) -> str:
        """The one plain word that stands for this kind on screen, card and page; never a diagnosis."""
        return _WORDS[self]

    @property
    def sign(self) -> str:
        """The one character that stands beside the word on a terminal of any font."""
        return _SIGNS[self]


_WORDS = {
    Kind.MEDICATION: "Nurse", Kind.MOVEMENT: "Movement", Kind.CRISIS: "Crisis", Kind.NOTICE: "Family",
    Kind.TESTING: "Tests", Kind.ENVIRONMENT: "Room", Kind.INSTRUCTION: "Teaching", Kind.HEALTH: "Health",
    Kind.BEHAVIOR: "Support",
}  # fmt: skip
_SIGNS = {
    Kind.MEDICATION: "+", Kind.MOVEMENT: "»", Kind.CRISIS: "!", Kind.NOTICE: "@", Kind.TESTING: "=",
    Kind.ENVIRONMENT: "#", Kind.INSTRUCTION: "¶", Kind.HEALTH: "*", Kind.BEHAVIOR: "~",
}  # fmt: skip


class Role(StrEnum):
    """What a member of staff does at the school."""

    SUBSTITUTE = "substitute"
    TEACHER = "teacher"
    NURSE = "nurse"
    COUNSELLOR = "counsellor"
    COORDINATOR = "coordinator"
    OFFICE = "office"
    PRINCIPAL = "principal"
    ADMIN = "admin"


@frozen
class Contact:
    """Someone to call; contacts stand in the order in which to call them."""

    name: str
    relation: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""


@frozen
class StudentEntry:
    """What a plan file says of its student; only the id is always there."""

    id: str
    given_name: str | None = None
    family_name: str | None = None
    preferred_name: str | None = None
    pronouns: str | None = None
    grade: str | None = None
    homeroom: str | None = None
    birthdate: dt.date | None = None
    photo: str | None = None
    contacts: tuple[Contact, ...] | None = field(default=None, metadata={"toml": "contact"})


@frozen
class TeamMember:
    """Someone who sat at the meeting."""

    name: str
    role: str


@frozen
class Terms:
    """A plan's kind, its dates (both included) and who answers for it."""

    kind: PlanKind
    begins: dt.date
    ends: dt.date
    review_by: dt.date | None = None
    reevaluate_by: dt.date | None = None
    case_manager: str = ""
    team: tuple[TeamMember, ...] = ()


@frozen
class When:
    """When an accommodation applies: at most one of the forms, and perhaps only on some weekdays."""

    period: str | None = None
    periods: tuple[str, ...] | None = None
    begins: dt.time | None = None
    ends: dt.time | None = None
    tag: str | None = None
    eve_of: str | None = None
    trigger: str | None = None
    weekdays: tuple[Weekday, ...] | None = None

    @property
    def named_periods(self) -> tuple[str, ...]:
        """The periods that this names, one or several."""
        return self.periods or ((self.period,) if self.period is not None else ())

    @property
    def is_timed(self) -> bool:
        """Whether this is a period or a time window, so that a lead can stand before it."""
        return bool(self.named_periods) or self.begins is not None


@frozen
class Order:
    """A medication order: for the nurse's eyes only.

    `early`, `late` and `min_gap` are minutes. A PRN order has no time; it has a use and a most-per-day.
    """

    drug: str
    dose: str
    route: str
    prescriber: str = ""
    prescriber_phone: str = ""
    begins: dt.date | None = None
    ends: dt.date | None = None
    early: int = field(default=30, metadata={"expects": "minutes"})
    late: int = field(default=30, metadata={"expects": "minutes"})
    min_gap: int | None = field(default=None, metadata={"expects": "minutes"})
    controlled: bool = False
    prn: bool = False
    use_for: str = ""
    max_day: int | None = None
    max_month: int | None = None


@frozen
class Accommodation:
    """One thing that a plan asks for."""

    id: str
    kind: Kind
    text: str
    card: str | None = None
    when: When = When()
    lead: int = field(default=0, metadata={"expects": "minutes"})
    by: dt.time | None = None
    audience: tuple[Role, ...] | None = None
    order: Order | None = None
    steps: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    instead_of_home: str = ""
    codes: tuple[str, ...] = ()
    begins: dt.date | None = None
    ends: dt.date | None = None


@frozen
class Goal:
    """A measurable annual goal of an IEP (34 CFR 300.320(a)(2)); `criterion` is a share of trials."""

    id: str
    text: str
    criterion: float
    due: dt.date
    consecutive: int = 1


@frozen
class Amendment:
    """Why this file is the next version of a plan, and from which date."""

    effective: dt.date
    by: str
    reason: str


@frozen
class Plan:
    """A plan, whole: one version of it, as one file says it."""

    student: StudentEntry
    terms: Terms = field(metadata={"toml": "plan"})
    accommodations: tuple[Accommodation, ...] = field(default=(), metadata={"toml": "accommodation"})
    goals: tuple[Goal, ...] = field(default=(), metadata={"toml": "goal"})
    amendment: Amendment | None = None

    @property
    def kind(self) -> PlanKind:
        """The plan's kind."""
        return self.terms.kind

    @property
    def effective(self) -> dt.date:
        """The first date on which this version can be in force."""
        return self.amendment.effective if self.amendment else self.terms.begins


@frozen
class Version:
    """A plan with the number that the records gave it; the first is 1."""

    number: int
    plan: Plan


@frozen
class Unread:
    """A version that is kept and cannot be opened, and why: what it says is unknown, not nothing."""

    number: int
    kind: PlanKind
    begins: dt.date
    effective: dt.date
    ends: dt.date
    why: str


def in_force(versions: tuple[Version, ...], date: dt.date) -> tuple[Version, ...]:
    """Of all versions of a student's plans, those in force on a date: of each plan the highest by then."""
    newest: dict[tuple[PlanKind, dt.date], Version] = {}
    for version in versions:
        key = _plan_of(version)
        if version.plan.effective <= date and (key not in newest or version.number > newest[key].number):
            newest[key] = version
    found = (each for each in newest.values() if covers(each.plan.terms, date))
    return tuple(sorted(found, key=lambda each: (each.plan.kind, each.plan.terms.begins)))


def could_be_in_force(unread: Unread, versions: tuple[Version, ...], date: dt.date) -> bool:
    """Whether a version that cannot be opened is the highest of its plan by a date that the plan may hold."""
    of_plan = [each for each in versions if _plan_of(each) == (unread.kind, unread.begins)]
    by_then = [each for each in of_plan if each.plan.effective <= date]
    if unread.effective > date or any(each.number > unread.number for each in by_then):
        return False
    ends = max([unread.ends, *(each.plan.terms.ends for each in by_then)])
    return unread.begins <= date <= ends


def _plan_of(version: Version) -> tuple[PlanKind, dt.date]:
    return version.plan.kind, version.plan.terms.begins


def covers(terms: Terms, date: dt.date) -> bool:
    """Whether a plan's dates hold a date."""
    return terms.begins <= date <= terms.ends


def newest(versions: tuple[Version, ...]) -> tuple[Version, ...]:
    """Of all versions of a student's plans, the latest version of the plan that began last; none of none."""
    return tuple(sorted(versions, key=lambda each: (each.plan.terms.begins, each.number))[-1:])
