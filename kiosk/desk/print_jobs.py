"""What the print screen prints: a student's card or a room's sheet, in the words of the screen."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from cards import Card, Line
from kiosk.desk.sheet import Row, Tone
from kiosk.faults import Fault, Refused
from kiosk.plans.model import Kind
from kiosk.plans.student import Student, StudentId
from kiosk.print_desk import CardPreview, PrintDesk
from kiosk.school.words import long_date, room_words

if TYPE_CHECKING:
    from cards.cells import Cell

OPENS_NOTHING = "The code in the picture is a sample and opens nothing."

Picture = tuple[tuple["Cell", ...], ...]


@frozen
class Look:
    """What is shown before printing: the text, perhaps a picture, what printing does, and the printers."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    printers: tuple[str, ...]
    picture: Picture = ()


class Job(Protocol):
    """Something that can be printed; `look` and `print` may block, so they are asked in a thread."""

    @property
    def title(self) -> str:
        """What it is."""
        ...

    @property
    def stem(self) -> str:
        """The name of its file, without the ending."""
        ...

    @property
    def refusal(self) -> str:
        """Why it may be looked at and not printed; nothing where it may."""
        ...

    def look(self, columns: int) -> Look:
        """What is shown before; a picture in so many columns, none in 0."""
        ...

    def print(self, out: Path, printer: str | None) -> str:
        """Print it to a file, or to a printer, with the file's name where that fails."""
        ...


@frozen
class CardJob:
    """A student's card."""

    desk: PrintDesk
    student: Student

    @property
    def title(self) -> str:
        """Whose card."""
        return f"Print the card of {self.student.name}"

    @property
    def stem(self) -> str:
        """`card-10042`."""
        return f"card-{self.student.id}"

    @property
    def refusal(self) -> str:
        """Why no card is printed here."""
        return self.desk.refusal

    def look(self, columns: int) -> Look:
        """The card's text, and the picture of one whose code opens nothing."""
        found = self.desk.preview(StudentId(self.student.id))
        notes = (_what_ends(found), *((OPENS_NOTHING,) if columns else ()))
        return Look(card_rows(found.card), notes, found.printers, card_picture(found, columns))

    def print(self, out: Path, printer: str | None) -> str:
        """Print it; the old card has ended then."""
        return self.desk.print_card(StudentId(self.student.id), out, printer)


@frozen
class SheetJob:
    """A room's sheet."""

    desk: PrintDesk
    room: str
    date: str
    students: int

    @property
    def title(self) -> str:
        """Of which room."""
        return f"Print the sheet of {room_words(self.room)}"

    @property
    def stem(self) -> str:
        """`room-12-2026-11-23`."""
        return f"room-{self.room}-{self.date}"

    @property
    def refusal(self) -> str:
        """Nothing: a sheet makes no links, so it can be printed under a pretended clock too."""
        return ""

    def look(self, columns: int) -> Look:
        """What stands on it, in words: the room is on the screen behind."""
        del columns
        count = "1 student" if self.students == 1 else f"{self.students} students"
        rows = (
            Row(f"{count}, now first, then period by period, if, and tonight."),
            Row("It says what a substitute may read, whoever prints it."),
            Row("Every plan on it is noted as seen.", Tone.QUIET),
        )
        return Look(rows, (), self.desk.printers())

    def print(self, out: Path, printer: str | None) -> str:
        """Print it."""
        return self.desk.print_sheet(self.room, out, printer)


def _what_ends(found: CardPreview) -> str:
    if found.has_valid:
        return "There is a valid card already: it stops working as soon as this one is printed."
    return "There is no valid card of this student yet."


def card_picture(found: CardPreview, columns: int) -> Picture:
    """A card in so many columns, with a code that opens nothing; nothing in 0."""
    if not columns:
        return ()
    from cards import DoesNotFit  # noqa: PLC0415 - type, PDF and pixels are loaded for a picture only
    from cards.cells import picture  # noqa: PLC0415

    try:
        return picture(found.card, found.theme, columns)
    except DoesNotFit as error:
        faults = [Fault(sentence) for _, sentence in error.faults]
        raise Refused("This card cannot be set, so it cannot be printed.", faults) from None


def card_rows(card: Card) -> tuple[Row, ...]:
    """What stands on a card."""
    rows = [Row(card.name, Tone.TRIGGER), Row(card.about, Tone.QUIET)]
    rows += [_line_row(each, Tone.TEXT) for each in card.lines]
    rows += [_line_row(each, Tone.TRIGGER) for each in card.crisis]
    back = ", ".join(card.return_to)
    rows.append(Row(f"Valid to {long_date(card.valid_until)}. Found? Return to {back}.", Tone.QUIET))
    return tuple(rows)


def _line_row(line: Line, tone: Tone) -> Row:
    return Row(f"{line.heading}  {line.text}", tone, kind=Kind(line.sign))
