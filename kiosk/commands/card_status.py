"""`kiosk cards --status`: what became of every card, for a person and as JSON."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.commands.agenda_text import student_document
from kiosk.commands.links_text import LINK_HEAD, link_document, link_words
from kiosk.commands.opening import opened
from kiosk.commands.output import say, say_json, table
from kiosk.commands.setting import Setting

if TYPE_CHECKING:
    from kiosk.print_status import Standing, Status


def tell_status(setting: Setting, *, as_json: bool) -> None:
    """Print what became of the card of everybody with a plan in force, or with a card and no plan."""
    from kiosk.print_status import status

    with opened(setting) as office:
        found = status(office.school, office.access, office.records, office.moment())
        zone = office.calendar.zone
    if as_json:
        say_json(_document(found, zone))
    else:
        say(_lines(found, zone))


def _document(found: "Status", zone: dt.tzinfo) -> dict[str, object]:
    return {
        "counts": {fate.value: number for fate, number in found.counts.items()},
        "cards": [_card_document(each, zone) for each in found.cards],
        "without_plan": [_card_document(each, zone) for each in found.without_plan],
    }


def _card_document(each: "Standing", zone: dt.tzinfo) -> dict[str, object]:
    card = each.last and link_document(each.last, zone)
    return {"student": student_document(each.student), "status": each.fate.value, "card": card}


def _lines(found: "Status", zone: dt.tzinfo) -> Iterator[str]:
    from kiosk.card_fate import Fate

    counts = found.counts
    if not found.cards:
        yield "Nobody has a plan in force today."
    else:
        total, right = len(found.cards), counts[Fate.RIGHT]
        yield f"{_students(total)} a plan in force today; {right} of {total} cards {_is(right)} right."
        yield from (
            f"{counts[fate]:>6}  {fate.value}" for fate in Fate if counts[fate] and fate is not Fate.RIGHT
        )
        if right < total:
            yield "Print those that are not: kiosk cards --changed -o FILE"
        yield ""
        yield from table(_rows(found.cards, zone))
    if found.without_plan:
        yield ""
        yield f"{_students(len(found.without_plan))} a card that is valid, and no plan in force any more:"
        yield from (f"  {row}" for row in table(_rows(found.without_plan, zone)))
        ids = " ".join(each.student.id for each in found.without_plan)
        yield f"End these cards: kiosk links revoke {ids}"


def _rows(cards: Sequence["Standing"], zone: dt.tzinfo) -> Iterator[Sequence[str]]:
    yield "number", "name", "room", "card", *LINK_HEAD
    for each in cards:
        said = link_words(each.last, zone) if each.last else [""] * len(LINK_HEAD)
        yield each.student.id, each.student.name, each.student.homeroom, each.fate.value, *said


def _students(number: int) -> str:
    return "1 student has" if number == 1 else f"{number} students have"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
