"""What the office's screen is given; each of its questions may block, so it is asked in a thread."""

from pathlib import Path
from typing import Protocol

from cards.classes import Ordering
from cards.telling import Tell
from kiosk.desk.day_passes import Passes
from kiosk.plans.student import Student
from kiosk.print_desk import CardPreview
from kiosk.print_office import Choice, Survey


class Office(Protocol):
    """Printing many cards, for one person."""

    @property
    def refusal(self) -> str:
        """Why cards may be looked at and not printed; nothing where they may."""
        ...

    @property
    def passes(self) -> Passes:
        """Day passes, for the same person."""
        ...

    def survey(self) -> Survey:
        """What there is to print; refused to whoever may not print cards."""
        ...

    def card(self, student: Student) -> CardPreview:
        """A student's card; the view is recorded."""
        ...

    def print(self, choice: Choice, ordering: Ordering, out: Path, printer: str | None, tell: Tell) -> str:
        """Print these cards, and say what was done; whatever `tell` raises stops it."""
        ...
