"""A student of whose plans one cannot be opened, in a list with others: said loudly, and the others stay."""

from collections.abc import Iterable, Iterator
from typing import Any

import click

from kiosk.access.model import Opened
from kiosk.commands.agenda_text import student_document, student_line
from kiosk.commands.output import plain


def warn_unread(found: Iterable[Opened]) -> None:
    """Say on standard error which versions cannot be opened, one a line."""
    for each in found:
        for version in each.unread:
            click.echo(plain(version.why), err=True)


def unread_document(found: Opened) -> dict[str, Any]:
    """The student, and why nobody knows what applies: null is not an empty list, which means no plan."""
    whose = student_document(found.student)
    return {"student": whose, "plans": None, "items": None, "unread": [each.why for each in found.unread]}


def unread_lines(found: Opened) -> Iterator[str]:
    """The same for a person to read."""
    yield student_line(found.student)
    yield "! A PLAN CANNOT BE READ: what applies is unknown. Run kiosk verify, or ask the office."
