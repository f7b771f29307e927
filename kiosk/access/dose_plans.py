"""The plans whose orders make the doses of a date, as the nurse reads them."""

from kiosk.access import redaction
from kiosk.plans.model import Plan, Role, Version


def for_nurse(version: Version) -> Plan:
    """A plan with its orders, as the nurse reads it; nobody is handed it as it is."""
    return redaction.version_for(version, Role.NURSE).plan
