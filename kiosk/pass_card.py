"""A day pass as a card: made together with its file, whose code was read back, or not at all."""

from pathlib import Path

from attrs import frozen

from cards import CardError, DoesNotFit, Pass, pdf, read_back
from cards.feed import Feed
from cards.layout import Layout
from kiosk.access import issuing
from kiosk.access.issuing import Issued, Wanted
from kiosk.access.notes import Notes
from kiosk.access.signing import ON_CARDS
from kiosk.faults import BadInput, Refused
from kiosk.pdf_place import is_there
from kiosk.placing import placing
from kiosk.pocket import return_to
from kiosk.records.passes import DayPass, shown
from kiosk.records.store import Records
from kiosk.school.calendar import Moment
from kiosk.school.model import School
from kiosk.school.words import clock, day_name, listed, periods_words
from kiosk.stocking import chosen_stock, fed
from kiosk.theming import theme_named

USES = (
    ("At the kiosk:", "scan this card, or type the code."),
    ("With a phone:", "scan the student's card, and type the code."),
)


@frozen
class PassMaker:
    """Makes passes with their cards; `folder` is the school's, with its own themes and stock."""

    school: School
    records: Records
    notes: Notes
    folder: Path | None = None

    def make(self, out: Path, wanted: Wanted, moment: Moment, start: int = 1) -> Issued:
        """Make a pass whose card lies in this place of a sheet of card paper. A file that exists is kept."""
        if out.suffix.lower() != ".pdf":
            raise BadInput(f'The pass is a PDF: write -o pass.pdf, not "{out.name}".')
        if is_there(out):
            raise BadInput(f"{out} exists and is kept. Choose another name.")
        school = self.school
        paper = fed(chosen_stock(None, school, self.folder), Feed(start))
        issued = issuing.draft(self.records, wanted, moment)
        card = pass_card(issued.day_pass, issued.code, school, moment)
        with placing(out) as place:
            self._write(card, place.pdf, paper, moment)
            issuing.keep(self.records, issued, self.notes, place.put)
        return issued

    def _write(self, card: Pass, path: Path, paper: Layout, moment: Moment) -> None:
        """Write the file and read its code back."""
        theme = theme_named(self.school.cards.theme or self.school.theme, "theme", self.folder)
        title = f"Day pass, {self.school.name}, {moment.date.isoformat()}"
        try:
            pdf.write([card], path, paper, theme, title, moment.local)
            failed = read_back.failures(path, [card.link], paper, full=True)
        except DoesNotFit as error:
            raise Refused(f"The pass cannot be set; none was made. {error.faults[0][1]}.") from None
        except CardError as error:
            raise Refused(f"The pass cannot be printed; none was made. {error}") from None
        if failed:
            raise Refused("The code on the pass cannot be read back; none was made.")


def pass_card(made: DayPass, code: str, school: School, moment: Moment) -> Pass:
    """What stands on the card of a pass."""
    until = clock(moment.calendar.local(made.until))
    return Pass(
        title="Substitute's day pass",
        heading=f"Room{'s' if len(made.rooms) > 1 else ''} {listed(made.rooms)}",
        about=(f"{day_name(made.date)} {made.date.year}", _when(made, until)),
        code=shown(code),
        uses=USES,
        return_to=return_to(school),
        notice="Give it back at the end of the day.",
        link=f"{ON_CARDS}{code}",
        caption="Scan at the kiosk",
    )


def _when(made: DayPass, until: str) -> str:
    """`until 14:30`, `periods 1 and 2, until 10:00`."""
    words = f"until {until}"
    if made.periods is not None:
        words = f"{periods_words(made.periods)}, {words}"
    return words[:1].upper() + words[1:]
