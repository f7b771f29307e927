"""Who is it? The two things by which the child before the nurse is known, each ticked by her."""

from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.desk import dose_words as words
from kiosk.desk.words import Words
from kiosk.plans.student import Student


class Identity(Vertical):
    """The question, and a tick for each of the two answers."""

    def __init__(self) -> None:
        super().__init__(id="dose-identity")
        self._student: Student | None = None
        self.ticked = (False, False)
        self.display = False

    def compose(self) -> ComposeResult:
        """The question, and the answers as they should be."""
        yield Words(words.ASK, id="dose-ask")
        yield Words(id="dose-ids")

    def ask(self, student: Student | None) -> None:
        """Ask whether it is this one; there is nothing to ask where nothing is to be given."""
        self._student = student
        self.display = student is not None
        self._show()

    @property
    def is_sure(self) -> bool:
        """Whether both match."""
        return all(self.ticked)

    def turn(self, which: int) -> None:
        """One of the two matches, or does not."""
        self._tick(*(each ^ (at == which) for at, each in enumerate(self.ticked)))

    def both(self) -> None:
        """Both match."""
        self._tick(True, True)

    def is_hers(self) -> None:
        """The card says that the name matches."""
        self._tick(True, self.ticked[1])

    def is_not_hers(self) -> None:
        """Neither is known any more."""
        self._tick(False, False)

    def _tick(self, name: bool, birthdate: bool) -> None:
        self.ticked = name, birthdate
        self._show()

    def _show(self) -> None:
        if self._student is not None:
            self.query_one("#dose-ids", Words).say_lines(
                f"[{'x' if self.ticked[at] else ' '}] {at + 1} {each.word.ljust(10)} {each.should_be}"
                for at, each in enumerate(words.identifiers(self._student))
            )
