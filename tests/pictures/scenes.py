"""The screens of which pictures are kept: what somebody did to come there."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from textual.pilot import Pilot

from kiosk.desk import KioskApp
from tests.desk.pretend import home, shown, until

Scene = Callable[[Pilot[None]], Awaitable[None]]


async def first(pilot: Pilot[None]) -> None:
    """Nobody has typed anything yet."""
    await _see(pilot, "● now")


async def found(pilot: Pilot[None]) -> None:
    """Part of a name is typed, with an error."""
    await pilot.press(*"blke")
    await _marked(pilot, 2)


async def student(pilot: Pilot[None]) -> None:
    """Blake is open."""
    await found(pilot)
    await pilot.press("enter")
    await _see(pilot, "send at 11:55")


async def why(pilot: Pilot[None]) -> None:
    """Blake is open, with the reasons."""
    await student(pilot)
    await pilot.press("w")
    await _see(pilot, "he goes at 11:55")


async def crisis(pilot: Pilot[None]) -> None:
    """Blake says that he will hurt himself."""
    await student(pilot)
    await pilot.press("c")
    await _see(pilot, "back to the plan")


async def room(pilot: Pilot[None]) -> None:
    """Everyone in room 12 who needs something."""
    await first(pilot)
    await pilot.press("f3")
    await _see(pilot, "To the nurse's office")


async def card(pilot: Pilot[None]) -> None:
    """Blake's card is looked at before it is printed."""
    await student(pilot)
    await pilot.press("p")
    await _see(pilot, "Valid to")


async def keys(pilot: Pilot[None]) -> None:
    """Somebody asks what the keys do."""
    await first(pilot)
    await pilot.press("f1")
    await _see(pilot, "In the find box")


async def leaving(pilot: Pilot[None]) -> None:
    """The kiosk is to be closed."""
    await first(pilot)
    await pilot.press("ctrl+q")
    await _see(pilot, "y close the kiosk")


async def locked(pilot: Pilot[None]) -> None:
    """Nobody has touched a key for a while."""
    await student(pilot)
    await pilot.press("l")
    await _see(pilot, "Press any key")


async def names_in_every_script(pilot: Pilot[None]) -> None:
    """Names as families write them, in the scripts of a large city."""
    await _see(pilot, "Zoë")


async def unread(pilot: Pilot[None]) -> None:
    """The records cannot be read: that is never a student without a plan."""
    await pilot.press(*"blake")
    await until(pilot, lambda: home(_app(pilot)).find.hits.chosen is not None, "a hit")
    await pilot.press("enter")
    await _see(pilot, "try again")


def _app(pilot: Pilot[None]) -> KioskApp:
    assert isinstance(pilot.app, KioskApp)
    return pilot.app


async def _marked(pilot: Pilot[None], count: int) -> None:
    """Wait until so many students are listed and it is known what is on for them."""
    hits = home(_app(pilot)).find.hits
    await until(pilot, lambda: len(hits.students) == len(hits._marks) == count, f"{count} hits and marks")


async def _see(pilot: Pilot[None], words: str) -> None:
    await until(pilot, lambda: words in shown(_app(pilot)), words)


SCENES: Mapping[str, Scene] = MappingProxyType(
    {
        each.__name__.replace("_", "-"): each
        for each in (
            *(first, found, student, why, crisis, room, card, keys, leaving, locked),
            *(names_in_every_script, unread),
        )
    }
)
"""Each scene by its name."""
