"""The kiosk itself: a Textual app. Only this package knows Textual."""

from kiosk.desk.app import KioskApp, run

__all__ = ["KioskApp", "run"]
