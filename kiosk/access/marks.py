"""What a list may show of students: which kinds are on, never a word of the plan."""

from collections.abc import Iterable

from kiosk.access.model import Mark, Opened
from kiosk.access.redaction import name_of
from kiosk.plans.agenda import Item, State, agenda
from kiosk.plans.model import Kind
from kiosk.school.calendar import Moment


def mark(opened: Opened, moment: Moment) -> Mark:
    """The mark of a student at a moment, of what the person who asked may see."""
    if opened.unread:
        return Mark(name_of(opened.student), (), (), (), has_crisis_protocol=False, is_unread=True)
    plans = [version.plan for version in opened.in_force(moment)]
    items = agenda(plans, moment, opened.student.who)
    return Mark(
        student=name_of(opened.student),
        now=_kinds(items, State.NOW),
        next=_kinds(items, State.NEXT),
        tonight=_kinds(items, State.TONIGHT),
        has_crisis_protocol=any(_is_crisis(each) for each in items),
    )


def _is_crisis(item: Item) -> bool:
    return item.accommodation.kind is Kind.CRISIS and item.state is not State.OFF


def _kinds(items: Iterable[Item], state: State) -> tuple[Kind, ...]:
    """The kinds in this state, each once, in the order of the agenda."""
    return tuple(dict.fromkeys(each.accommodation.kind for each in items if each.state is state))
