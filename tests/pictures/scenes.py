"""The screens of which pictures are kept: what somebody did to come there."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from textual.pilot import Pilot

from kiosk.access.dose_model import StudentDose, Wanted
from kiosk.desk import KioskApp
from kiosk.desk.dose_screen import DoseScreen
from kiosk.desk.round import RoundScreen
from kiosk.desk.sign_in import ASKS
from kiosk.medication.choosing import Meant
from kiosk.medication.outcomes import Outcome
from tests.desk.pretend import home, shown, until

Scene = Callable[[Pilot[None]], Awaitable[None]]


async def first(pilot: Pilot[None]) -> None:
    """Nobody has typed anything yet."""
    await _see(pilot, "● now")


async def found(pilot: Pilot[None], count: int = 1) -> None:
    """Part of a name is typed, with an error; so many of whom one may know have such a name."""
    await pilot.press(*"blke")
    await _marked(pilot, count)


async def student(pilot: Pilot[None], count: int = 1) -> None:
    """Blake is open."""
    await found(pilot, count)
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
    """The principal looks at Blake's card before she prints it."""
    await student(pilot, count=2)
    await pilot.press("p")
    await _see(pilot, "Valid to")


async def office(pilot: Pilot[None]) -> None:
    """The office looks at what there is to print, and at the first card of room 12."""
    await _see(pilot, "F6 office")
    await pilot.press("f6")
    await _see(pilot, "Everybody")
    await pilot.press("end")
    await _see(pilot, "Blake Bennett")


async def day_passes(pilot: Pilot[None]) -> None:
    """The principal looks at today's day passes."""
    await office(pilot)
    await pilot.press("d")
    await _see(pilot, "until 1")


async def emergency(pilot: Pilot[None]) -> None:
    """A student of another room is in need: who she is, and before what is happening is typed."""
    await first(pilot)
    if home(_app(pilot)).is_wide:
        await _see(pilot, "F4 print")  # the room has come
    await pilot.press("f8", *"10091", "enter")
    await _see(pilot, "Say what is happening")


async def nurses_round(pilot: Pilot[None]) -> None:
    """The nurse looks at today's medication."""
    await _see(pilot, "F7 round")
    await pilot.press("f7")
    await _see(pilot, "due now")
    await _see(pilot, "Blake Bennett")


async def dose(pilot: Pilot[None]) -> None:
    """Blake is here; he has said his name and his birthday."""
    await nurses_round(pilot)
    await pilot.press(*"blake", "enter")
    await _see(pilot, "birthdate")
    await pilot.press("space")
    await _see(pilot, "[x] 2")


async def not_given(pilot: Pilot[None]) -> None:
    """He does not want it."""
    await dose(pilot)
    await pilot.press("o")
    await _see(pilot, "refused it")


async def vomited(pilot: Pilot[None]) -> None:
    """It did not stay down: how long after, and who was told."""
    await not_given(pilot)
    await pilot.press("v")
    await _see(pilot, "Minutes after it?")


async def override(pilot: Pilot[None]) -> None:
    """The afternoon's dose is too early; a second person takes it on with the nurse."""
    await nurses_round(pilot)
    await pilot.press(*"tasia", "down", "enter")
    await _see(pilot, "! too early")
    await pilot.press("space")
    await _see(pilot, "[x] 2")
    await pilot.press("v")
    await _see(pilot, "Second person's ID")


async def not_come(pilot: Pilot[None]) -> None:
    """Who has not come, room by room."""
    await nurses_round(pilot)
    await pilot.press("f5")
    await _see(pilot, "Room 08")


async def sign_off(pilot: Pilot[None]) -> None:
    """The nurse is asked whether to sign off the day."""
    await nurses_round(pilot)
    await pilot.press("f10")
    await _see(pilot, "Sign off the medication")


async def given_twice(pilot: Pilot[None]) -> None:
    """While Blake says his name, another kiosk gives him the dose; it is not given twice."""
    await dose(pilot)
    screen = _app(pilot).screen
    assert isinstance(screen, DoseScreen)
    screen.access.record(_outcome(screen.shown, Outcome.GIVEN))
    await pilot.press("g")
    await _see(pilot, "Stop: given at 11:50")


async def signed_off(pilot: Pilot[None]) -> None:
    """Every child was absent; the nurse has signed off the day."""
    await nurses_round(pilot)
    screen = _app(pilot).screen
    assert isinstance(screen, RoundScreen)
    for row in screen.rows:
        if row.is_waiting:
            screen._access.record(_outcome(row.dose, Outcome.ABSENT))
    screen.look()
    await _see(pilot, "0 due now")
    await pilot.press("f10")
    await _see(pilot, "Sign off the medication")
    await pilot.press("f4")
    await _see(pilot, "Signed off at 11:50")


def _outcome(of: StudentDose, outcome: Outcome) -> Wanted:
    key = of.dose.ordered.key
    meant = Meant(key.order, key.kind, of.dose.slot)
    return Wanted(key.student, outcome, "tran", f"picture-{key.student}-{key.order}-{of.dose.slot}", meant)


async def called(pilot: Pilot[None]) -> None:
    """The nurse asks room 12 for Blake."""
    await _see(pilot, "Send Blake Bennett to the nurse.")
    await _see(pilot, "● now")


async def called_locked(pilot: Pilot[None]) -> None:
    """She asks, and nobody has signed in there."""
    await _see(pilot, "Call the nurse")


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


async def sign_in(pilot: Pilot[None]) -> None:
    """The kiosk has been opened, and nobody has signed in."""
    await _see(pilot, ASKS)


async def sign_in_pin(pilot: Pilot[None]) -> None:
    """A teacher types her PIN."""
    await sign_in(pilot)
    await pilot.press(*"abara", "enter")
    await _see(pilot, "PIN of abara")
    await pilot.press(*"1234")


async def sign_in_refused(pilot: Pilot[None]) -> None:
    """It is not hers."""
    await sign_in_pin(pilot)
    await pilot.press(*"56", "enter")
    await _see(pilot, "do not go together")


async def locked(pilot: Pilot[None]) -> None:
    """The teacher hands over."""
    await student(pilot)
    await pilot.press("l")
    await _see(pilot, ASKS)


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
            *(sign_in, sign_in_pin, sign_in_refused),
            *(first, found, student, why, crisis, emergency, room, card, office, day_passes, keys),
            *(leaving, locked),
            *(nurses_round, dose, not_given, vomited, override, not_come, sign_off, called, called_locked),
            *(given_twice, signed_off),
            *(names_in_every_script, unread),
        )
    }
)
"""Each scene by its name."""
