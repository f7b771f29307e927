"""The pretend school: Maple Street Elementary, the same one for the same seed."""

from kiosk.demo.dates import OPENING
from kiosk.demo.making import make
from kiosk.demo.school import PretendSchool, pretend_school
from kiosk.demo.staff import pins

__all__ = ["OPENING", "PretendSchool", "make", "pins", "pretend_school"]
