"""Connections that are slow, half open or garbled: none of them shuts others out."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from kiosk.page.answers import Fixed

LONGEST = 20.0
"""Seconds from a connection's begin, or its last answer, to the end of the next answer."""
MOST = 400
"""Connections at once; for one more, that makes room which has longest waited for a whole request."""
LONGEST_HEAD = 8192
"""Bytes of a request's line and headers."""
HANDSHAKE = 10.0
"""Seconds for a TLS handshake."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to every wait."""

    garbled: Fixed
    """The answer to what is not HTTP, which no application gets to see."""
    since = 0.0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection begins; where there are too many, the one that waits longest ends."""
        if len(self.connections) >= MOST:
            self._make_room()
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """A connection has ended."""
        if self._deadline is not None:
            self._deadline.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """An answer is on its way; the wait for the next request begins."""
        self._wait()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Say that this was not HTTP, unless an answer has begun, which can only be cut off."""
        del msg
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
            if cycle.response_started:
                self.transport.abort()
                return
        answer = self.garbled.safe if self.scheme == "https" else self.garbled.plain
        head = b"".join(b"%s: %s\r\n" % header for header in answer.raw_headers)
        self.transport.write(
            b"HTTP/1.1 400 Bad Request\r\n%sconnection: close\r\n\r\n%s" % (head, bytes(answer.body))
        )
        self.transport.close()

    @property
    def waits(self) -> bool:
        """Whether a whole request is still to come."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete or cycle.more_body

    def _wait(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self.since = self.loop.time()
        self._deadline = self.loop.call_later(LONGEST, self.transport.abort)

    def _make_room(self) -> None:
        waiting = [each for each in self.connections if isinstance(each, PatientProtocol) and each.waits]
        if waiting:
            min(waiting, key=lambda each: each.since).transport.abort()


class PatientLoop(asyncio.SelectorEventLoop):
    """asyncio's loop; a TLS handshake that stands still ends soon."""

    async def create_server(self, *arguments: Any, **options: Any) -> asyncio.Server:
        """Listen."""
        limited = {"ssl_handshake_timeout": HANDSHAKE} if options.get("ssl") else {}
        return await super().create_server(*arguments, **options, **limited)  # type: ignore[no-any-return, call-overload]
