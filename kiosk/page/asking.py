"""What the page asks of `kiosk.access`; every answer may also be a KioskError."""

from typing import Protocol

from kiosk.access.door import Looked


class Door(Protocol):
    """The way in; each of these may block, so it is asked in a thread."""

    def with_pass(self, token: str, code: str, address: str) -> str | None:
        """Open a card's session with a day pass: its key, or nothing, whatever was wrong."""
        ...

    def with_pin(self, token: str, staff_id: str, pin: str, address: str) -> str | None:
        """Open a card's session with a staff id and a PIN: its key, or nothing, whatever was wrong."""
        ...

    def look(self, key: str) -> Looked | None:
        """The student of a session that holds; the view is recorded first."""
        ...

    def leave(self, key: str) -> None:
        """End a session."""
        ...
