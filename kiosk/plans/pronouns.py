"""How a sentence speaks of a student."""

from functools import cache

from attrs import frozen

SUBJECTS = frozenset({"he", "she", "they", "ae", "ey", "fae", "per", "ve", "xe", "ze", "zie"})
"""The words that can stand before a verb; of any other pronouns we say `the student`."""


@frozen
class Pronouns:
    """The words for a student in a sentence: `he goes`, `they go`, `the student goes`."""

    subject: str = "the student"
    plural: bool = False

    def goes(self) -> str:
        """`he goes`."""
        return f"{self.subject} go" if self.plural else f"{self.subject} goes"

    @property
    def who_acts(self) -> str:
        """The subject of a trigger, whose verb is written in the singular: `he says`, `the student says`."""
        return "the student" if self.plural else self.subject


@cache
def pronouns(said: str | None) -> Pronouns:
    """The pronouns that a plan or roster gives as `he/him`; left out, the student is `the student`."""
    subject = (said or "").split("/")[0].strip().casefold()
    return Pronouns(subject, plural=subject == "they") if subject in SUBJECTS else Pronouns()
