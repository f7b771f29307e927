"""One of each role; those who have rooms have room 12."""

from kiosk.access.model import Person
from kiosk.plans.model import Role

_IN_ROOMS = {Role.TEACHER, Role.SUBSTITUTE}
PEOPLE = {
    role: Person(role.value, f"{role.title()} Lee", role, ("12",) if role in _IN_ROOMS else ())
    for role in Role
}
TEACHER, SUBSTITUTE, NURSE = PEOPLE[Role.TEACHER], PEOPLE[Role.SUBSTITUTE], PEOPLE[Role.NURSE]
OFFICE, ADMIN, COORDINATOR = PEOPLE[Role.OFFICE], PEOPLE[Role.ADMIN], PEOPLE[Role.COORDINATOR]
