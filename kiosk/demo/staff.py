"""The grown-ups of the pretend school: those who may ask the kiosk, and those who sit at meetings."""

from collections.abc import Mapping

from kiosk.plans.model import Role
from kiosk.records.staff import StaffMember

STAFF = (
    StaffMember("lane", "Robin Lane", Role.SUBSTITUTE, ("12",)),
    StaffMember("abara", "Ngozi Abara", Role.TEACHER, ("12",)),
    StaffMember("whitfield", "Leah Whitfield", Role.TEACHER, ("07",)),
    StaffMember("tran", "Mai Tran", Role.NURSE),
    StaffMember("ibarra", "Tomás Ibarra", Role.COUNSELLOR),
    StaffMember("ortiz", "Elena Ortiz", Role.COORDINATOR),
    StaffMember("finch", "Wanda Finch", Role.OFFICE),
    StaffMember("hale", "Marcus Hale", Role.PRINCIPAL),
    StaffMember("sato", "Kenji Sato", Role.ADMIN),
)
"""One of each role, and a teacher of another room, who may not see room 12."""

TEACHERS = (
    "Dolores Quist", "Amy Fairbairn", "Hannah Roth", "Luis Camacho", "Priya Raman", "Joan Teller",
    "Leah Whitfield", "Dmitri Voss", "Grace Adeyemi", "Owen Tully", "Ruth Saari", "Ngozi Abara",
)  # fmt: skip
"""The homeroom teachers of rooms 01 to 12."""

SPECIALISTS: Mapping[str, str] = {
    "school nurse": "Mai Tran",
    "school counsellor": "Tomás Ibarra",
    "school psychologist": "L. Chu",
    "speech therapist": "M. Brandt",
    "resource teacher": "P. Lindqvist",
    "occupational therapist": "K. Osei",
    "teacher of the visually impaired": "R. Haddad",
    "teacher of the deaf": "V. Sandoval",
}
"""Who sits at a meeting in which capacity."""
