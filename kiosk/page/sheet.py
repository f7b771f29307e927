"""What the plan page says, as plain values that the template prints. Pure."""

from attrs import frozen

from kiosk.plans.model import Kind
from kiosk.plans.steps import Step


@frozen
class Entry:
    """One accommodation: what it asks, when, and why it is or is not on."""

    kind: Kind
    text: str
    time: str = ""
    why: str = ""
    notes: tuple[str, ...] = ()
    condition: str = ""
    """What happens first, where it waits for something to happen."""
    steps: tuple[Step, ...] = ()
    never: tuple[str, ...] = ()
    instead: str = ""
    """What to do instead of calling home, where no step says to call."""

    @property
    def is_crisis(self) -> bool:
        """Whether this is what to do in a crisis."""
        return self.kind is Kind.CRISIS and bool(self.condition)


@frozen
class Part:
    """What is on now, next or tonight; `nothing` says so where nothing is."""

    title: str
    entries: tuple[Entry, ...]
    nothing: str = ""


@frozen
class Group:
    """All accommodations of one kind, on or not."""

    kind: Kind
    entries: tuple[Entry, ...]


@frozen
class Goal:
    """A goal of an IEP, and when it counts as met."""

    text: str
    met: str


@frozen
class Phone:
    """Somebody to call."""

    who: str
    number: str


@frozen
class Sheet:
    """The whole page: whose plan it is, what applies, and the small print."""

    name: str
    about: str
    as_of: str
    place: str
    notices: tuple[str, ...] = ()
    """What is said first: that there is no plan, or that the card is older than the plan."""
    now: Part | None = None
    next: Part | None = None
    conditions: tuple[Entry, ...] = ()
    tonight: Part | None = None
    groups: tuple[Group, ...] = ()
    goals: tuple[Goal, ...] = ()
    contacts: tuple[Phone, ...] = ()
    plans: tuple[str, ...] = ()
    reason: str = ""
    until: str = ""

    @property
    def crisis(self) -> Entry | None:
        """What to do in a crisis, where the plan says it."""
        return next((each for each in self.conditions if each.is_crisis), None)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The telephone numbers that the reader may see."""
        return tuple(each.number for each in self.contacts)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that have a sign on the page."""
        return tuple(each.kind for each in self.groups)
