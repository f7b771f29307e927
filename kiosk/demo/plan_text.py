"""Plan files of pretend students: who, on which terms, and a hand-written case in their pronouns."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from random import Random

from kiosk.demo.casting import Part
from kiosk.demo.resources import text
from kiosk.demo.staff import SPECIALISTS, TEACHERS
from kiosk.plans.model import PlanKind
from kiosk.plans.student import Student

_TOKEN = re.compile(r"\{(he|him|his|himself|s|es|is|has|due)\}", re.IGNORECASE)
_WORDS: Mapping[str, Mapping[str, str]] = {
    "he": {"he": "he", "him": "him", "his": "his", "himself": "himself"},
    "she": {"he": "she", "him": "her", "his": "her", "himself": "herself"},
    "they": {"he": "they", "him": "them", "his": "their", "himself": "themself"},
}
_SINGULAR = {"s": "s", "es": "es", "is": "is", "has": "has"}
_PLURAL = {"s": "", "es": "", "is": "are", "has": "have"}


def plan_files(rng: Random, part: Part) -> list[tuple[str, bytes]]:
    """The files of a plan, each version one, in order."""
    head = _head(rng, part)
    return [
        (_name(part, number), (head + _case(part, number)).encode())
        for number in range(1, part.case.versions + 1)
    ]


def file_name(student: str, kind: PlanKind, begins: dt.date, number: int) -> str:
    """`10042-504-2026-08-31-v3.toml`: in the order of names, a plan's versions follow one another."""
    return f"{student}-{kind.lower()}-{begins}-v{number}.toml"


def _name(part: Part, number: int) -> str:
    return file_name(part.student.id, part.case.kind, part.case.begins, number)


def _case(part: Part, number: int) -> str:
    name = part.case.name if number == 1 else f"{part.case.name}-{number}"
    words = {**_words(part.student), "due": part.case.ends.isoformat()}
    return _TOKEN.sub(lambda found: _said(found[1], words), text("cases", f"{name}.toml"))


def _said(token: str, words: Mapping[str, str]) -> str:
    word = words[token.lower()]
    return word.capitalize() if token[0].isupper() else word


def _words(student: Student) -> dict[str, str]:
    """The words for a student; one who gave no pronouns, or others than these, is `they`."""
    subject = student.pronouns.split("/")[0]
    known = subject if subject in _WORDS else "they"
    return {**_WORDS[known], **(_PLURAL if known == "they" else _SINGULAR)}


def _head(rng: Random, part: Part) -> str:
    return (
        f"# {part.student.name}: {part.case.kind.label}.\n\n{_student(part.student)}\n{_terms(rng, part)}\n"
    )


def _student(student: Student) -> str:
    said = {
        "id": student.id,
        "given_name": student.given_name,
        "family_name": student.family_name,
        "preferred_name": student.preferred_name,
        "pronouns": student.pronouns,
        "grade": student.grade,
        "homeroom": student.homeroom,
    }
    lines = [f"{key} = {_quoted(value)}" for key, value in said.items() if value]
    return "\n".join(["[student]", *lines, f"birthdate = {student.birthdate}", ""])


def _terms(rng: Random, part: Part) -> str:
    case = part.case
    review_by, reevaluate_by = _reviews(rng, part)
    return "\n".join(
        [
            "[plan]",
            f"kind = {_quoted(case.kind)}",
            f"begins = {case.begins}",
            f"ends = {case.ends}",
            f"review_by = {review_by}",
            f"reevaluate_by = {reevaluate_by}",
            f"case_manager = {_quoted(_case_manager(part))}",
            "team = [",
            *(f"  {{ name = {_quoted(name)}, role = {_quoted(role)} }}," for name, role in _team(part)),
            "]",
            "",
        ]
    )


def _reviews(rng: Random, part: Part) -> tuple[dt.date, dt.date]:
    """An IEP is reviewed within its year (by law), a 504 plan two weeks before it ends (good practice)."""
    case = part.case
    days = 0 if case.kind is PlanKind.IEP else min(14, (case.ends - case.begins).days // 2)
    reevaluated = case.begins - dt.timedelta(days=rng.randrange(30, 900))
    return case.ends - dt.timedelta(days=days), reevaluated + dt.timedelta(days=3 * 365)


def _case_manager(part: Part) -> str:
    """The coordinator answers for 504 plans; a specialist for most IEPs."""
    return "ortiz" if part.case.kind is PlanKind.SECTION_504 else SPECIALISTS[part.case.team]


def _team(part: Part) -> list[tuple[str, str]]:
    room = int(part.student.homeroom)
    return [
        (part.student.contacts[0].name, "parent"),
        (TEACHERS[(room - 1) % len(TEACHERS)], "classroom teacher"),
        (SPECIALISTS[part.case.team], part.case.team),
    ]


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
