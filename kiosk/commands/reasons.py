"""Why somebody may see what she sees, where a command looks with the eyes of a member of staff."""

from kiosk.commands.opening import Office


def reason_document(office: Office, reason: str) -> dict[str, str]:
    """The reason, for the top of a JSON document."""
    return {"reason": reason} if office.access.acts_for_staff else {}


def reason_lines(office: Office, reason: str) -> list[str]:
    """The reason, for the end of a text."""
    return ["", f"Why you may see this: {reason}"] if office.access.acts_for_staff else []
