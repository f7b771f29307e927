"""Pages that say one thing, the same to everybody."""

from attrs import frozen


@frozen
class Notice:
    """A title, what matters most, and what to do."""

    status: int
    title: str
    text: str
    alarm: str = ""


SCAN = Notice(
    200, "Scan the card again", "Nothing is open on this phone. Scan the code on the card, and sign in."
)
MISSING = Notice(404, "There is nothing here", "Scan the code on a card.")
NOT_SO = Notice(405, "That cannot be done here", "Scan the code on a card.")
GARBLED = Notice(400, "That was not understood", "Scan the code on the card again.")
ELSEWHERE = Notice(
    403, "This was not sent from our page", "Scan the code on the card, and use the page that opens."
)
UNSAFE = Notice(
    403,
    "This page needs a safe connection",
    "Plans are shown over HTTPS only. Whoever looks after the kiosk can set up a certificate.",
)
_ALARM = "This student may have accommodations. Ask the office now."
UNREAD = Notice(
    503, "The plan could not be read", "The records did not answer. Wait a moment and try again.", _ALARM
)
BROKEN = Notice(500, "The plan is not shown", "Something in the program itself broke.", _ALARM)
NOT_LEFT = Notice(
    503,
    "You have not left yet",
    "The records did not answer. Go back and press Leave once more; else the time runs out by itself.",
)
ALL = (SCAN, MISSING, NOT_SO, GARBLED, ELSEWHERE, UNSAFE, UNREAD, BROKEN, NOT_LEFT)
