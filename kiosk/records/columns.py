"""Column types of the portable subset: text, whole numbers, bytes; dates and instants as text that sorts."""

import datetime as dt
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

E = TypeVar("E", bound=StrEnum)


def instant_text(instant: dt.datetime) -> str:
    """An aware datetime as it is stored, in UTC: `2026-11-23T19:40:00.000000Z`; text order is time order."""
    if instant.tzinfo is None:
        raise TypeError("an instant has a time zone")
    return f"{instant.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def read_instant(text: str) -> dt.datetime:
    """The instant that a stored text names, in UTC."""
    return dt.datetime.fromisoformat(text)


class DateText(TypeDecorator[dt.date]):
    """A date as `2026-11-23`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dt.date | None, _: Dialect) -> str | None:
        """To the database."""
        return value.isoformat() if value else None

    def process_result_value(self, value: Any, _: Dialect) -> dt.date | None:
        """From the database."""
        return dt.date.fromisoformat(value) if value else None


class InstantText(TypeDecorator[dt.datetime]):
    """An instant in UTC."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _: Dialect) -> str | None:
        """To the database."""
        return instant_text(value) if value else None

    def process_result_value(self, value: Any, _: Dialect) -> dt.datetime | None:
        """From the database."""
        return read_instant(value) if value else None


class ChoiceText(TypeDecorator[E], Generic[E]):
    """One of an enum's values."""

    impl = Text
    cache_ok = True

    def __init__(self, choice: type[E]) -> None:
        super().__init__()
        self.choice = choice

    def process_bind_param(self, value: E | None, _: Dialect) -> str | None:
        """To the database."""
        return None if value is None else value.value

    def process_result_value(self, value: Any, _: Dialect) -> E | None:
        """From the database."""
        return None if value is None else self.choice(value)
