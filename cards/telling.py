"""How a run tells how far it is; whoever is told may stop it there by raising."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[str, int, int], None]
"""What is being done, of how many cards it is, and of how many in all."""


def nobody(what: str, done: int, of: int) -> None:
    """Nobody is told."""


@contextmanager
def telling(*, is_quiet: bool) -> Iterator[Tell]:
    """Tell by a bar with the rate and the time that is left, on a terminal."""
    if is_quiet or not sys.stderr.isatty():
        yield nobody
        return
    from cards.progress import bar  # noqa: PLC0415 - loaded when somebody looks on

    with bar() as tell:
        yield tell
