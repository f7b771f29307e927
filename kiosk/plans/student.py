"""A student as the school's roster has her."""

import datetime as dt
import unicodedata
from typing import NewType

from attrs import frozen

from kiosk.plans.model import Contact
from kiosk.plans.pronouns import Pronouns, pronouns
from kiosk.school.words import grade_words, room_words

StudentId = NewType("StudentId", str)
"""The school's student number."""


@frozen
class Student:
    """A roster entry; birthdate, photo and contacts are empty where the reader may not see them."""

    id: StudentId
    given_name: str
    family_name: str
    grade: str
    homeroom: str = ""
    preferred_name: str = ""
    pronouns: str = ""
    birthdate: dt.date | None = None
    photo: str = ""
    contacts: tuple[Contact, ...] = ()

    def with_private(self, birthdate: dt.date | None, photo: str, contacts: tuple[Contact, ...]) -> "Student":
        """The same student with these in the place of hers; a school is read student by student."""
        return Student(
            self.id,
            self.given_name,
            self.family_name,
            self.grade,
            self.homeroom,
            self.preferred_name,
            self.pronouns,
            birthdate,
            photo,
            contacts,
        )

    @property
    def name(self) -> str:
        """The preferred name, else the given name; then the family name."""
        return unicodedata.normalize(
            "NFC", f"{self.preferred_name or self.given_name} {self.family_name}"
        ).strip()

    @property
    def place(self) -> str:
        """`Grade 5 · Room 12`."""
        return _dotted(grade_words(self.grade), room_words(self.homeroom))

    @property
    def about(self) -> str:
        """`Grade 5 · Room 12 · he/him`."""
        return _dotted(self.place, self.pronouns)

    @property
    def who(self) -> Pronouns:
        """How a sentence speaks of this student."""
        return pronouns(self.pronouns)


def _dotted(*parts: str) -> str:
    return " · ".join(filter(None, parts))
