"""A progress bar: what is being done, how many cards a second, and the time that is left."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from cards.telling import Tell


@contextmanager
def bar() -> Iterator[Tell]:
    """Show a bar on standard error for each thing that is told of, until all is done.

    It is drawn when something is told, and has no thread of its own: a crew could not be copied beside one.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), _Left())
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what.capitalize(), total=of)
            progress.update(tasks[what], completed=done, refresh=True)

        yield tell


class _Rate(TextColumn):
    """Cards a second."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        """The rate of late, or since the beginning where it is done."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f} cards/s" if speed else "")


class _Left(TimeRemainingColumn):
    """The time that is left."""

    def render(self, task: Task) -> Text:
        """Minutes and seconds, and what they are."""
        left = super().render(task)
        return Text("") if task.finished else Text.assemble(left, " left")
