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

    def condition(self, trigger: str) -> str:
        """`if he says he will run`: one that begins with a verb is the student's; another just happens."""
        said = " ".join(trigger.split()).rstrip(".!?")
        first = said.split(" ")[0].casefold()
        if first in {"if", "when"}:
            return f"{said[:1].lower()}{said[1:]}"
        if first in SUBJECTS or first == "the":
            return f"if {said}"
        if first.endswith("s"):
            return f"if {self.who_acts} {said[:1].lower()}{said[1:]}"
        return f"if this happens: {said}"


@cache
def pronouns(said: str | None) -> Pronouns:
    """The pronouns that a plan or roster gives as `he/him`; left out, the student is `the student`."""
    subject = (said or "").split("/")[0].strip().casefold()
    return Pronouns(subject, plural=subject == "they") if subject in SUBJECTS else Pronouns()
