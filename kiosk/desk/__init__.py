"""The kiosk itself: a Textual app. Only this package knows Textual."""

from kiosk.desk.app import KioskApp, run
from kiosk.desk.asking import Desk, Entrance, Login
from kiosk.desk.colours import Looks

__all__ = ["Desk", "Entrance", "KioskApp", "Login", "Looks", "run"]
