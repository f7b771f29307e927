"""A lunch at Maple Street, as it was: given, refused, absent, vomited, undone, too late, and asked for."""

from tests.access.dosing import medicine
from tests.commands.terminal import SetClock, Terminal
from tests.records.making import plan_text

CHILDREN = {
    "10050": ("Ana", "García"), "10051": ("Bo", "Lindqvist"), "10052": ("Cy", "Marlowe"),
    "10053": ("Dev", "Okafor"), "10054": ("Eve", "Park"), "10055": ("Fay", "Quispe"),
}  # fmt: skip
"""Beside Blake: refuses and then takes it, is absent, vomits, is mistaken, gets it too late, asks."""

_DRUG = medicine("noon", "guanfacine", period="lunch")
_PRN = medicine("inhaler", "albuterol", 'prn = true\nuse_for = "wheeze"\nmax_day = 2')


def plans(kiosk: Terminal) -> None:
    """Their plans are taken in."""
    files = [
        kiosk.write(
            f"{number}.toml",
            plan_text(number, given=given, family=family, lines=_PRN if number == "10055" else _DRUG),
        )
        for number, (given, family) in CHILDREN.items()
    ]
    assert kiosk("import", "plans", *files).status == 0


def lunch(kiosk: Terminal, at: SetClock) -> None:
    """Everything of that Monday until 15:00."""
    plans(kiosk)

    def enter(now: str, what: str, student: str, *more: str, by: str = "chu") -> None:
        at(f"2026-11-23T{now}")
        verb = ("give", student) if what == "given" else ("record", student, what)
        assert kiosk("dose", *verb, "--by", by, *more).status == 0

    enter("10:10", "given", "10055", "--order", "inhaler")
    enter("11:55", "given", "10042")
    enter("11:56", "refused", "10050", "--told", "home")
    enter("11:57", "absent", "10051", "--reason", "Home with a cold.")
    enter("11:58", "given", "10053", "--confirmation", "mistaken")
    at("2026-11-23T11:59")
    undone = kiosk("dose", "undo", "mistaken", "--by", "chu", "--reason", "It was another child.")
    assert undone.status == 0
    enter("12:01", "vomited", "10052", "--minutes-after", "5", "--told", "nurse", by="bell")
    enter("12:10", "given", "10050", by="bell")
    enter("12:20", "given", "10053", by="bell")
    enter("13:05", "given", "10054", by="bell")
    enter(
        "14:45", "given", "10055", "--order", "inhaler", "--late-entry", "14:15", "--reason", "=1+1 formula"
    )
    at("2026-11-23T15:00")
