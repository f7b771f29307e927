"""The families of pretend students: whom to call, in which order. Every number is a 555-01xx one."""

from random import Random

from kiosk.demo.names import NameGroup, draw_adult, draw_family
from kiosk.plans.model import Contact

_AREAS = ("541", "503", "971", "458")
_PARENTS = {"she": "mother", "he": "father"}
_OTHERS = {"she": ("grandmother", "aunt", "stepmother"), "he": ("grandfather", "uncle", "stepfather")}


def draw_contacts(rng: Random, group: NameGroup, family: str, student: str) -> tuple[Contact, ...]:
    """One to three people who answer for a student, a parent or guardian first."""
    how_many = rng.choices((1, 2, 3), (25, 60, 15))[0]
    return tuple(_draw_contact(rng, group, family, student, place) for place in range(how_many))


def _draw_contact(rng: Random, group: NameGroup, family: str, student: str, place: int) -> Contact:
    given, key = draw_adult(rng, group)
    own_name = rng.random() < 0.2
    return Contact(
        name=f"{given} {draw_family(rng, group) if own_name else family}",
        relation=_relation(rng, key, place),
        phone=f"+1 {rng.choice(_AREAS)} 555 01{rng.randrange(100):02d}",
        email=f"home.{student}@example.org" if place == 0 and rng.random() < 0.8 else "",
        language=group.language,
    )


def _relation(rng: Random, key: str, place: int) -> str:
    if place == 0 and rng.random() < 0.07:
        return rng.choice(("guardian", "grandmother" if key == "she" else "grandfather", "foster parent"))
    return _PARENTS[key] if place < 2 else rng.choice(_OTHERS[key])
