"""No plan, no pass and no PIN goes over a network in the open."""

import ipaddress

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send


class SafeOnly:
    """Answers only what came over TLS, or from this computer itself."""

    def __init__(self, app: ASGIApp, refusal: Response) -> None:
        self._app, self._refusal = app, refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        is_safe = scope["type"] != "http" or scope["scheme"] == "https" or _is_here(scope)
        await (self._app if is_safe else self._refusal)(scope, receive, send)


def _is_here(scope: Scope) -> bool:
    try:
        return ipaddress.ip_address((scope.get("client") or ("",))[0]).is_loopback
    except ValueError:
        return False
