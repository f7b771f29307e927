"""Connections that are slow, half open or garbled: none of them shuts others out."""

import asyncio
import ssl
from asyncio.sslproto import SSLProtocol
from collections.abc import Callable
from functools import partial
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from kiosk.page.answers import Fixed

LONGEST = 20.0
"""Seconds from a connection's begin, or its last answer, to the end of the next answer."""
MOST = 400
"""Connections at once, those that do not speak TLS yet included; for one more, that makes room which has
longest waited for a whole request."""
LONGEST_HEAD = 8192
"""Bytes of a request's line and headers."""
HANDSHAKE = 10
"""Seconds for a TLS handshake."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to every wait."""

    garbled: Fixed
    """The answer to what is not HTTP, which no application gets to see."""
    since = 0.0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection begins; where there are too many, the one that waits longest ends."""
        _make_room(self.connections)
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


class Handshake(asyncio.Protocol):
    """A connection that does not speak TLS yet: counted as any other, and ended where it stands still."""

    waits = True

    def __init__(
        self, loop: asyncio.AbstractEventLoop, inner: PatientProtocol, context: ssl.SSLContext
    ) -> None:
        self._loop, self._context = loop, context
        self._inner = inner
        self.connections: set[Any] = inner.connections
        self.transport: asyncio.Transport
        self.since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody calls: hand her to TLS, and to HTTP once that is spoken."""
        self.transport, self.since = transport, self._loop.time()
        _make_room(self.connections)
        self.connections.add(self)
        spoken: asyncio.Future[None] = self._loop.create_future()
        spoken.add_done_callback(self._is_over)
        tls = SSLProtocol(
            self._loop, self._inner, self._context, spoken, server_side=True, ssl_handshake_timeout=HANDSHAKE
        )
        transport.set_protocol(tls)
        tls.connection_made(transport)

    def shutdown(self) -> None:
        """The server ends: whoever does not speak TLS yet is sent away."""
        self.transport.abort()

    def _is_over(self, spoken: "asyncio.Future[None]") -> None:
        self.connections.discard(self)
        if not spoken.cancelled():
            spoken.exception()  # of somebody else's making, and told to nobody


def _make_room(connections: set[Any]) -> None:
    """Where there are too many, the one that waits longest ends."""
    waiting = [each for each in connections if isinstance(each, PatientProtocol | Handshake) and each.waits]
    if len(connections) >= MOST and waiting:
        min(waiting, key=lambda each: each.since).transport.abort()


class PatientLoop(asyncio.SelectorEventLoop):
    """asyncio's loop; where TLS is spoken, a connection counts from its first moment."""

    async def create_server(self, protocol_factory: Any, *arguments: Any, **options: Any) -> asyncio.Server:
        """Listen."""
        context = options.pop("ssl", None)
        factory = partial(self._greet, protocol_factory, context) if context else protocol_factory
        return await super().create_server(factory, *arguments, **options)

    def _greet(self, inner: Callable[[], PatientProtocol], context: ssl.SSLContext) -> Handshake:
        return Handshake(self, inner(), context)
