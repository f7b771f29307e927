"""Web servers in front: one that was named is believed when it says who asks; through another nothing opens.

A web server on this computer that nobody named would make everybody look as if she sat at this computer.
"""

import ipaddress
from collections.abc import Callable
from typing import Any, cast

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_STRANGE = "kiosk.through_a_stranger"
_SAY_SO = (b"forwarded", b"x-real-ip", b"x-client-ip", b"true-client-ip", b"via")
_BEGINS = b"x-forwarded-"
UNNAMED = (
    "A request came through a web server that was not named, or pretends to: nothing opens through it. "
    "If it is yours, name it: kiosk serve --behind-proxy ADDRESS. This is said once."
)


class Forwarding:
    """Believes the one proxy that was named; marks what came through any other, and says so once."""

    def __init__(self, app: ASGIApp, proxy: str | None, tell: Callable[[str], object]) -> None:
        self._app, self._tell = app, tell
        self._proxy = address(proxy or "")
        self._believing = cast("Any", ProxyHeadersMiddleware(cast("Any", app), self._proxy or ""))
        self._has_told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        peer, port = scope.get("client") or ("", 0)
        if self._proxy is not None and address(peer) == self._proxy:
            scope["client"] = (self._proxy, port)
            await self._believing(scope, receive, send)
            return
        if scope["type"] == "http" and any(map(_says_so, scope["headers"])):
            scope[_STRANGE] = True
            if not self._has_told:
                self._has_told = True
                self._tell(UNNAMED)
        await self._app(scope, receive, send)


def is_through_a_stranger(request: Request) -> bool:
    """Whether a request came through a web server that nobody named, or says so."""
    return bool(request.scope.get(_STRANGE))


def address(text: str) -> str | None:
    """An address as it is compared: one of IPv4 that came over IPv6 is the same. None where it is none."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return str(mapped or found)


def _says_so(header: tuple[bytes, bytes]) -> bool:
    name = header[0].lower()
    return name in _SAY_SO or name.startswith(_BEGINS)
