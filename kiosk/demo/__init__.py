"""The pretend school: Maple Street Elementary, the same one for the same seed."""

from kiosk.demo.dates import OPENING
from kiosk.demo.making import make
from kiosk.demo.school import PretendSchool, pretend_school

__all__ = ["OPENING", "PretendSchool", "make", "pretend_school"]
