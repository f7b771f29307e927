"""The office's printing: which cards there are to print, and the run that prints those that were chosen."""

import datetime as dt
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from cards.classes import Order, Ordering
from cards.feed import Feed
from cards.layout import Layout
from cards.printers import printers
from cards.telling import Tell
from kiosk import card_order
from kiosk.access import policy
from kiosk.access.policy import View
from kiosk.card_fate import Fate
from kiosk.card_order import class_of
from kiosk.faults import Refused
from kiosk.pass_desk import PassDesk
from kiosk.plans.student import Student
from kiosk.print_desk import CardPreview, PrintDesk
from kiosk.print_status import Standing, Status, status
from kiosk.printers import print_file
from kiosk.stocking import chosen_stock, fed

if TYPE_CHECKING:
    from kiosk.print_run import Printed

CHANGED, EVERYBODY = "Changed or new", "Everybody"
_VALID = {Fate.RIGHT, Fate.CHANGED, Fate.UNREAD}
_NAMED = 12
"""So many students without a card are named; of more it is said how many."""


@frozen
class Choice:
    """Cards that can be printed together; with `is_changed` only those that are not right by then.

    `stem` is what their file is called, without the date.
    """

    title: str
    stem: str
    cards: tuple[Standing, ...]
    is_changed: bool = False

    @property
    def due(self) -> int:
        """How many of them are not right."""
        return sum(each.fate is not Fate.RIGHT for each in self.cards)

    @property
    def ending(self) -> int:
        """How many valid cards end when these are printed."""
        return sum(each.fate in _VALID for each in self.cards)

    def in_order(self, by: Order) -> list[Student]:
        """Whose cards they are, as they will lie."""
        return sorted((each.student for each in self.cards), key=lambda each: card_order.key(each, by))


@frozen
class Survey:
    """What there is to print: what has changed, everybody, and every room; on which paper, and where to."""

    date: dt.date
    status: Status
    choices: tuple[Choice, ...]
    paper: Layout
    printers: tuple[str, ...]

    def sheets(self, choice: Choice, ordering: Ordering) -> int:
        """How many sheets of the paper are needed."""
        classes = {class_of(each.student, ordering.by) for each in choice.cards}
        separators = len(classes) if ordering.has_separators else 0
        return self.paper.sheets(len(choice.cards) + separators)


@frozen
class PrintOffice:
    """One person's printing of many cards at once."""

    desk: PrintDesk

    @property
    def refusal(self) -> str:
        """Why cards may be looked at and not printed; nothing where they may."""
        return self.desk.refusal

    @property
    def passes(self) -> PassDesk:
        """Day passes, for the same person."""
        return PassDesk(self.desk)

    def survey(self) -> Survey:
        """What there is to print; refused to whoever may not print cards."""
        desk = self.desk
        policy.rooms(desk.access.person, View.CARDS)
        moment = desk.moment()
        found = status(desk.school, desk.access, desk.records, moment)
        paper = fed(chosen_stock(None, desk.school, desk.folder), Feed())
        return Survey(moment.date, found, choices(found), paper, printers())

    def card(self, student: Student) -> CardPreview:
        """A student's card with a code that opens nothing; the view is recorded."""
        return self.desk.preview(student.id)

    def print(self, choice: Choice, ordering: Ordering, out: Path, printer: str | None, tell: Tell) -> str:
        """Print these cards to a file, or to a printer; a sentence that says what was done.

        Whatever `tell` raises stops it: then nothing has changed.
        """
        if self.refusal:
            raise Refused(self.refusal)
        made: list[Printed] = []

        def make(path: Path) -> None:
            made.append(self._run(choice, ordering, path, tell))

        if printer is None:
            make(out)
        else:
            print_file(make, printer, out)
        return _sentence(made[0], choice, out, printer)

    def _run(self, choice: Choice, ordering: Ordering, out: Path, tell: Tell) -> "Printed":
        from kiosk.print_run import Wanted, print_cards  # noqa: PLC0415 - loaded when cards are printed

        desk = self.desk
        ids = tuple(each.student.id for each in choice.cards)
        wanted = Wanted(out, ids, changed=choice.is_changed, ordering=ordering)
        done = print_cards(wanted, desk.school, desk.source(), folder=desk.folder, tell=tell)
        if done.file is None:
            raise Refused("Nothing was printed: each of these cards has become right meanwhile.")
        return done


def choices(found: Status) -> tuple[Choice, ...]:
    """What has changed, everybody, and each room; the cards come by room."""
    changed = tuple(each for each in found.cards if each.fate is not Fate.RIGHT)
    rooms = groupby(found.cards, key=lambda each: class_of(each.student, Order.ROOM))
    return (
        Choice(CHANGED, "cards-changed", changed, is_changed=True),
        Choice(EVERYBODY, "cards-all", found.cards),
        *(Choice(room, f"cards-{room.casefold()}", tuple(cards)) for room, cards in rooms),
    )


def _sentence(done: "Printed", choice: Choice, out: Path, printer: str | None) -> str:
    is_one = done.cards == 1
    cards = "1 card" if is_one else f"{done.cards:,} cards"
    sheets = "1 sheet" if done.pages == 1 else f"{done.pages:,} sheets"
    where = f"{'is' if is_one else 'are'} in {out}"
    if printer is not None:
        where = f"{'was' if is_one else 'were'} sent to {printer}"
    read = "Its code was read back, and it is the valid one now."
    if not is_one:
        read = "Every code was read back, and they are the valid ones now."
    return " ".join((f"{cards} on {sheets} {where}. {read}", *_not_printed(done, choice)))


def _not_printed(done: "Printed", choice: Choice) -> list[str]:
    """`Not printed: Ann Lee (no plan in force).`, where anybody was skipped."""
    names = {each.student.id: each.student.name for each in choice.cards}
    skipped = [f"{names[each.student]} ({each.why})" for each in done.skipped]
    more = f" and {len(skipped) - _NAMED:,} more" if len(skipped) > _NAMED else ""
    return [f"Not printed: {', '.join(skipped[:_NAMED])}{more}."] if skipped else []
