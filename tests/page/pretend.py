"""A pretended door with Blake behind it, and a page in front of that."""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import httpx
from attrs import Factory, define

import themes
from kiosk.access.door import Looked
from kiosk.access.model import Opened, Person
from kiosk.access.redaction import student_for, version_for
from kiosk.page.app import Page
from kiosk.page.printing import Pages
from kiosk.page.style import style
from kiosk.plans.model import Contact, Plan, PlanKind, Role, Version
from kiosk.plans.student import Student, StudentId
from kiosk.records.link_model import Printed
from tests.made_school import blake, maple, moment

PAGES = Pages(maple(), style(themes.load("daylight")))
TOKEN = "ABCDEFGHIJKLMNOPQRSTUVWXY2"
CODE = "7K3M-Q9RT"
KEY = "k" * 43
DANA = Contact("Dana Bennett", "mother", "+1 503 555 0142")
LEE = Contact("Lee Bennett", "father", "+1 503 555 0143", language="es")
BLAKE = Student(StudentId("10042"), "Blake", "Bennett", "5", "12", pronouns="he/him", contacts=(DANA, LEE))
BEGAN = dt.date(2026, 8, 31)
SUBSTITUTE = Person("", "day pass", Role.SUBSTITUTE, ("12",))
NURSE = Person("hale", "R. Hale", Role.NURSE)


def seen(
    plans: Sequence[Plan] | None = None,
    *,
    at: str = "2026-11-23T11:50",
    person: Person = SUBSTITUTE,
    student: Student = BLAKE,
    numbers: Sequence[int] = (5,),
    printed: Sequence[Printed] = (Printed(PlanKind.SECTION_504, BEGAN, 3),),
    reason: str = "Day pass, room 12, today.",
) -> Looked:
    """What somebody sees of Blake at Maple Street; his card is from version 3, his plan is version 5."""
    found = [
        Version(number, plan)
        for number, plan in zip(numbers, [blake()] if plans is None else plans, strict=False)
    ]
    now = moment(at)
    return Looked(
        Opened(
            student_for(student, person.role), tuple(version_for(each, person.role) for each in found), reason
        ),
        now,
        tuple(printed),
        person,
        now.instant + dt.timedelta(minutes=60),
    )


@define
class PretendDoor:
    """One card, one pass; `before` may raise or block in the place of slow records."""

    sees: Looked = Factory(seen)
    open_keys: set[str] = Factory(set)
    tried: list[tuple[str, ...]] = Factory(list)
    before: Callable[[], object] = lambda: None

    def with_pass(self, token: str, code: str, address: str) -> str | None:
        self.tried.append((token, code, address))
        self.before()
        return self._open(token, is_right=code == CODE)

    def with_pin(self, token: str, staff_id: str, pin: str, address: str) -> str | None:
        self.tried.append((token, staff_id, pin, address))
        self.before()
        return self._open(token, is_right=(staff_id, pin) == ("hale", "271828"))

    def look(self, key: str) -> Looked | None:
        self.before()
        return self.sees if key in self.open_keys else None

    def leave(self, key: str) -> None:
        self.before()
        self.open_keys.discard(key)

    def _open(self, token: str, *, is_right: bool) -> str | None:
        if token.upper() != TOKEN or not is_right:
            return None
        self.open_keys.add(KEY)
        return KEY


@define
class Visit:
    """A phone in front of the page, and what the page told whoever looks after it."""

    phone: httpx.AsyncClient
    door: PretendDoor
    told: list[str] = Factory(list)

    async def sign_in(self, **form: str) -> httpx.Response:
        """Send the gate's form: a right pass where nothing is said."""
        return await self.phone.post(f"/C/{TOKEN}", data=form or {"code": CODE})


@asynccontextmanager
async def visit(
    door: PretendDoor | None = None, *, base: str = "http://127.0.0.1:8000", address: str = "127.0.0.1"
) -> AsyncIterator[Visit]:
    """A phone at Maple Street's page."""
    told: list[str] = []
    door = door or PretendDoor()
    page = Page(door, PAGES, told.append)
    transport = httpx.ASGITransport(page.app(), raise_app_exceptions=False, client=(address, 50000))
    async with httpx.AsyncClient(transport=transport, base_url=base) as phone:
        yield Visit(phone, door, told)
    page.close()


STUDENT_WORDS = (
    b"Blake", b"Bennett", b"10042", b"Dana", b"may pace", b"nurse", b"suspen", b"methylphenidate", b"503 555",
    b"Grade 5", b"Room 12", b"504 plan", b"crisis", b"ortiz",
)  # fmt: skip
"""What no answer to somebody without a session may hold."""


def tells_nothing(body: bytes) -> bool:
    """Whether there is no word about a student."""
    return not any(word.lower() in body.lower() for word in STUDENT_WORDS)
