"""The office: the cards of a room, of everybody, or what has changed; a look at the first, and the run."""

from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum, auto
from functools import partial
from pathlib import Path

from attrs import evolve
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer

from cards.classes import Order, Ordering
from kiosk.desk import office_words as words
from kiosk.desk.hints import GAP, Hints, keyed
from kiosk.desk.keys import Place, bindings
from kiosk.desk.office_asking import Office
from kiosk.desk.office_card import FirstCard
from kiosk.desk.office_list import ChoiceList, columns_words
from kiosk.desk.office_progress import Progress, bar
from kiosk.desk.reader import Reader
from kiosk.desk.under_way import UnderWay, Work
from kiosk.desk.words import Words
from kiosk.faults import KioskError, NotAllowed
from kiosk.print_office import Survey
from kiosk.printers import free_name

LOOKING = "Looking at the cards …"
STOPPING, CAN_STOP = "Stopping …", "Esc stops it"
LATE = "It was done before it could be stopped."
LOOK_AFTER, DRAWN_EVERY = 0.3, 0.2
"""Seconds for which the mark rests before a card is looked at, and after which the bar is drawn anew."""
_BAR, _MARGIN = 60, 2


class _State(Enum):
    LOOKING = auto()
    READY = auto()
    PRINTING = auto()
    SHUT = auto()


class OfficeScreen(ModalScreen[None], inherit_bindings=False):
    """The screen; a scan cannot print: neither letters nor Enter do, and it breaks into no run."""

    BINDINGS = bindings(Place.OFFICE)
    AUTO_FOCUS = None
    CSS_PATH = "office.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (124, "-wide")]  # noqa: RUF012 - as Textual has it

    def __init__(
        self, office: Office, phone: str, under_way: UnderWay, folder: Callable[[], Path] = Path.cwd
    ) -> None:
        super().__init__()
        self._office, self._phone, self._under_way, self._folder = office, phone, under_way, folder
        self._surveying: Reader[str, Survey] = Reader(self._surveyed)
        self._printing: Reader[str, str] = Reader(self._printed)
        self._state = _State.LOOKING
        self._survey: Survey | None = None
        self._ordering = Ordering()
        self._way = 0
        self._out: Path | None = None
        self._work: Work | None = None
        self._progress: Progress | None = None
        self._resting: Timer | None = None
        self.said = ""

    def compose(self) -> ComposeResult:
        """What there is, what to print, the first card of it, how and where to, and what came of it."""
        with Vertical(id="office"):
            with Horizontal(id="office-head"):
                yield Words("Office: print cards", id="office-title")
                yield Words(id="office-counts")
            yield Words(id="office-without")
            with Horizontal(id="office-panes"):
                with Vertical(id="office-left"):
                    yield Words(id="office-columns")
                    yield ChoiceList()
                yield FirstCard(self._office.card)
            yield Words(id="office-notes")
            yield Words(id="office-options")
            yield Words(id="office-where")
            yield Words(id="office-bar")
            yield Words(id="office-state")
        with Vertical(id="hints"):
            yield Hints()

    @property
    def list(self) -> ChoiceList:
        """What can be printed."""
        return self.query_one(ChoiceList)

    def on_mount(self) -> None:
        """Ask what there is to print."""
        self.query_one("#office-without").display = False
        self.set_interval(DRAWN_EVERY, self._draw_progress)
        self._look(LOOKING)

    def on_resize(self) -> None:
        """The numbers stand under their heads."""
        self.call_after_refresh(self._head)

    def _head(self) -> None:
        self.query_one("#office-columns", Words).say(columns_words(self.list.size.width))

    def _look(self, said: str) -> None:
        self._turn(_State.LOOKING, said)
        self._surveying.ask("", self._office.survey)

    def _surveyed(self, key: str, answer: Future[Survey]) -> None:
        del key
        self.call_later(self._take_survey, answer)

    def _take_survey(self, answer: Future[Survey]) -> None:
        try:
            self._survey = found = answer.result()
        except KioskError as error:
            self._turn(_State.SHUT, self._why(error))
            return
        self.query_one("#office-counts", Words).say(words.counts_words(found.status))
        without = self.query_one("#office-without", Words)
        without.say(words.without_words(found.status.without_plan))
        without.display = bool(found.status.without_plan)
        self.list.show(found.choices)
        self._way = min(self._way, len(found.printers))
        said = "" if self.said == LOOKING else self.said
        self._turn(_State.SHUT if self._office.refusal else _State.READY, self._office.refusal or said)
        self._show_choice()

    def _why(self, error: KioskError) -> str:
        """The reason; and whom to ask, where it is a no."""
        help_ = f" Ask the office: {self._phone}." if self._phone else " Ask the office."
        return " ".join(error.sentences) + (help_ if isinstance(error, NotAllowed) else "")

    def _turn(self, state: _State, said: str) -> None:
        self._state = state
        self._say(said)
        self.set_class(state is _State.PRINTING, "-printing")
        self._show_where()
        self.refresh_bindings()

    def _say(self, said: str) -> None:
        self.said = said
        state = self.query_one("#office-state", Words)
        state.say(said)
        state.display = bool(said)

    def on_choice_list_marked(self) -> None:
        """Other cards are to be printed: what came of the last ones is read."""
        if self._state is _State.READY:
            self._say("")
        self._show_choice()

    def _show_choice(self) -> None:
        if self._survey is None or (choice := self.list.chosen) is None:
            return
        self.query_one("#office-notes", Words).say(words.notes_words(self._survey, choice, self._ordering))
        options = words.option_words(self._ordering)
        self.query_one("#office-options", Words).update(Content(GAP).join(keyed(*each) for each in options))
        self._show_where()
        self.refresh_bindings()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(LOOK_AFTER, self._look_at_first)

    def _look_at_first(self) -> None:
        choice = self.list.chosen
        students = choice.in_order(self._ordering.by) if choice else []
        self.query_one(FirstCard).look(students[0] if students else None)

    def _show_where(self) -> None:
        where = self.query_one("#office-where", Words)
        choice = self.list.chosen
        is_ready = self._state is _State.READY and bool(choice and choice.cards)
        where.display = is_ready or self._state is _State.PRINTING
        if is_ready and self._survey is not None and choice is not None:
            ways = self._survey.printers
            key = "t " if ways else ""
            self._out = free_name(f"{choice.stem}-{self._survey.date}", self._folder())
            file = f"to the file {self._out.name} in {self._out.parent}"
            where.say(f"{key}{file if not self._way else f'to the printer {ways[self._way - 1]}'}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done has a key and a hint."""
        is_ready, choice = self._state is _State.READY, self.list.chosen if self.is_mounted else None
        if action == "go":
            return is_ready and bool(choice and choice.cards)
        if action == "where_to":
            return is_ready and bool(self._survey and self._survey.printers)
        if action == "separators":
            return is_ready and words.can_separate(self._ordering)
        if action in {"order", "stack"}:
            return is_ready
        if action == "passes":
            return self._work is None
        if action in {"choose", "again"}:
            return self._survey is not None and self._work is None
        return super().check_action(action, parameters)

    def action_choose(self, step: int) -> None:
        """Mark other cards."""
        self.list.choose(step)

    def action_order(self) -> None:
        """The next order; by name there are no classes to separate."""
        orders = list(Order)
        after = orders[(orders.index(self._ordering.by) + 1) % len(orders)]
        ordering = evolve(self._ordering, by=after)
        self._order(ordering if words.can_separate(ordering) else evolve(ordering, has_separators=False))

    def action_separators(self) -> None:
        """A card before each class, or none."""
        self._order(evolve(self._ordering, has_separators=not self._ordering.has_separators))

    def action_stack(self) -> None:
        """In order once the sheets are cut and stacked, or sheet by sheet."""
        self._order(evolve(self._ordering, is_stacked=not self._ordering.is_stacked))

    def _order(self, ordering: Ordering) -> None:
        self._ordering = ordering
        self._show_choice()

    def action_where_to(self) -> None:
        """To the next printer, or to a file."""
        if self._survey is not None:
            self._way = (self._way + 1) % (len(self._survey.printers) + 1)
            self._show_where()

    def action_again(self) -> None:
        """Look again at what there is to print."""
        self._look(LOOKING)

    def action_passes(self) -> None:
        """Today's day passes."""
        from kiosk.desk.day_passes import DayPassesScreen  # noqa: PLC0415 - loaded when first opened

        self.app.push_screen(DayPassesScreen(self._office.passes))

    def action_go(self) -> None:
        """Print them."""
        choice, survey = self.list.chosen, self._survey
        if choice is None or survey is None or self._out is None:
            return
        self._work = work = self._under_way.begin(holds=True)
        self._progress = Progress(work.stop)
        printer = survey.printers[self._way - 1] if self._way else None
        run = partial(self._office.print, choice, self._ordering, self._out, printer, self._progress.tell)
        self._turn(_State.PRINTING, self._progress.words())
        self._draw_progress()
        self._printing.ask("", partial(work.do, run))

    def _draw_progress(self) -> None:
        if self._progress is not None and self._work is not None:
            width = min(self.size.width - 2 * _MARGIN, _BAR)
            self.query_one("#office-bar", Words).say(bar(self._progress.part, width))
            going = f"{self._progress.words()} · {CAN_STOP}"
            self._say(STOPPING if self._work.stop.is_set() else going)

    async def action_back(self) -> None:
        """Back to where one was; or stop what is being printed: nothing has changed then."""
        if self._work is None:
            self.dismiss()
        else:
            self._work.stop.set()
            self._draw_progress()

    def _printed(self, key: str, answer: Future[str]) -> None:
        del key
        self.call_later(self._take_printed, answer)

    def _take_printed(self, answer: Future[str]) -> None:
        is_late = self._work is not None and self._work.stop.is_set()
        self._work = self._progress = None
        try:
            said = f"{LATE} {answer.result()}" if is_late else answer.result()
        except KioskError as error:
            said = self._why(error)
        self.query_one(FirstCard).forget()
        self._look(said)

    def action_help(self) -> None:
        """What the keys do."""
        from kiosk.desk.help import HelpScreen  # noqa: PLC0415 - loaded when first opened

        self.app.push_screen(HelpScreen(Place.OFFICE))

    def action_leave(self) -> None:
        """Ask whether to close the kiosk; that stops the printing."""
        from kiosk.desk.leaving import LeavingScreen  # noqa: PLC0415 - loaded when first opened

        self.app.push_screen(LeavingScreen(is_printing=self._work is not None))
