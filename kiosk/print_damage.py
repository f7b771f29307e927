"""A plan that cannot be opened stops a print run: then every such student is named, not only the first."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from kiosk.access import sealing
from kiosk.faults import BadInput, Fault, Refused
from kiosk.plans.student import Student
from kiosk.print_people import Source


@contextmanager
def naming_damaged(students: Sequence[Student], source: Source) -> Iterator[None]:
    """Where a run fails because plans cannot be opened, say whose, and how the others are printed."""
    try:
        yield
    except BadInput:
        damaged = sealing.damaged(source.records, source.access, [each.id for each in students], source.on)
        if not damaged:
            raise
        faults = [Fault(why, path=f"student {student}") for student, why in damaged.items()]
        raise Refused(_said(list(damaged), len(students) - len(damaged)), faults) from None


def _said(damaged: Sequence[str], others: int) -> str:
    whose = "The plan of 1 student" if len(damaged) == 1 else f"Plans of {len(damaged)} students"
    said = f"{whose} cannot be read; nothing was printed."
    left_out = " ".join(f"--except {each}" for each in damaged)
    return f"{said} The others can be: kiosk cards with {left_out}" if others else said
