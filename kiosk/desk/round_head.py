"""The head of the round's board: how many there are, and loudly whose doses are not known."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kiosk.access.dose_model import UnreadPlan, unread_words
from kiosk.desk.round_rows import BoardRow, counts_words
from kiosk.desk.words import Words


class RoundHead(Vertical):
    """The counts, and under them a line only where a plan cannot be read."""

    def compose(self) -> ComposeResult:
        """Both."""
        with Horizontal(id="round-line"):
            yield Words("The round", id="round-title")
            yield Words(id="round-counts")
        yield Words(id="round-unread")

    def say(self, rows: Sequence[BoardRow], unread: Sequence[UnreadPlan]) -> None:
        """Count these, and name those."""
        self.query_one("#round-counts", Words).say(counts_words(rows))
        self.query_one("#round-unread", Words).say(unread_words(unread))
        self.set_class(bool(unread), "-unread")
