"""What the office's screen says, as plain text. Pure."""

from collections.abc import Iterator, Sequence

from cards.classes import Order, Ordering
from kiosk.print_office import Choice, Survey
from kiosk.print_status import Standing, Status

NOTHING = "Every card is right: there is nothing to print."
_ORDERS = {
    Order.ROOM: "by room and name",
    Order.GRADE: "by grade, room and name",
    Order.NAME: "by name",
}
_NAMED = 5
"""So many students who hold a card without a plan are named."""


def counts_words(found: Status) -> str:
    """`40 cards: 12 printed · 3 changed · 25 never printed`."""
    if not found.cards:
        return "Nobody has a plan in force today."
    counts = (f"{number:,} {fate.value}" for fate, number in found.counts.items() if number)
    return f"{counted(len(found.cards), 'card')}: {' · '.join(counts)}"


def without_words(holders: Sequence[Standing]) -> str:
    """Whose card is valid though no plan is in force any more, and how to end it."""
    if not holders:
        return ""
    names = ", ".join(each.student.name for each in holders[:_NAMED])
    more = f" and {len(holders) - _NAMED:,} more" if len(holders) > _NAMED else ""
    numbers = " ".join(each.student.id for each in holders[:_NAMED])
    return f"A valid card and no plan any more: {names}{more}. To end it: kiosk links revoke {numbers}"


def notes_words(survey: Survey, choice: Choice, ordering: Ordering) -> str:
    """What to put into the printer, and which cards end."""
    if not choice.cards:
        return NOTHING
    sheets = survey.sheets(choice, ordering)
    paper = f"{counted(len(choice.cards), 'card')} on {counted(sheets, 'sheet')} of {_paper(survey)}."
    if not choice.ending:
        return paper
    ends = "1 card that is valid now ends" if choice.ending == 1 else f"{choice.ending:,} valid cards end"
    return f"{paper} {ends} when these are printed."


def option_words(ordering: Ordering) -> Iterator[tuple[str, str]]:
    """The options, each with its key."""
    yield "o", _ORDERS[ordering.by]
    if can_separate(ordering):
        yield "s", f"separator cards: {_yes(ordering.has_separators)}"
    yield "k", f"cut and stack: {_yes(ordering.is_stacked)}"


def can_separate(ordering: Ordering) -> bool:
    """Whether there are classes to separate: by name there are none."""
    return ordering.by is not Order.NAME


def counted(number: int, what: str) -> str:
    """`1 card`, `1,200 cards`."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def to_print(choice: Choice) -> str:
    """How many cards of a choice are not right."""
    return f"{choice.due:,}" if choice.due else "–"


def _paper(survey: Survey) -> str:
    """`Avery 5371 business cards`, without the other names of this paper."""
    return survey.paper.stock.title.partition(" (")[0]


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
