"""What the ledger notes, on what ground, and for what."""

from enum import StrEnum


class Event(StrEnum):
    """What happened."""

    VIEW = "view"
    OVERVIEW = "overview"
    IMPORT = "import"
    ROSTER = "roster"
    STAFF = "staff"
    CARDS = "cards"
    LINKS = "links"
    EXPORT = "export"
    DAYCODE = "daycode"
    DAYCODE_ENDED = "daycode ended"
    KEY = "key"
    DOSE = "dose"
    DOSE_FOLLOW_UP = "dose follow-up"
    DOSES_CLOSED = "doses closed"
    SENT_FOR = "sent for"
    """The nurse asked a room to send a student."""
    SENT = "sent"
    """The room answered."""
    SIGN_IN = "sign-in"
    SIGN_IN_REFUSED = "sign-in refused"
    SIGN_OUT = "sign-out"
    EMERGENCY_SEEN = "emergency seen"
    REPORT = "report"


class Basis(StrEnum):
    """On what ground of law somebody saw a student's record."""

    OFFICIAL = "official"
    """A school official with a legitimate educational interest: 34 CFR 99.31(a)(1)."""
    EMERGENCY = "emergency"
    """A threat to health or safety: 34 CFR 99.36."""


class Purpose(StrEnum):
    """What a plan is opened for: 34 CFR 300.614 asks for it beside name and date."""

    KIOSK = "kiosk"
    COMMAND = "command"
    CARDS = "cards"
    SHEET = "sheet"
    PAGE = "page"
    EMERGENCY = "emergency"
    ROUND = "round"
    EXPORT = "export"
    DOSES = "doses"
