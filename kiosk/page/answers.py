"""Answers with the headers that every one of them bears."""

from attrs import frozen
from starlette.requests import Request
from starlette.responses import Response

from kiosk.page.style import Style

_ALWAYS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_OVER_TLS = {"strict-transport-security": "max-age=31536000"}
HTML = "text/html; charset=utf-8"


@frozen
class Fixed:
    """An answer that is the same for everybody, made once; over TLS it bears one header more."""

    plain: Response
    safe: Response

    def to(self, request: Request) -> Response:
        """The answer to a request."""
        return self.safe if is_safe(request) else self.plain


class Answers:
    """Makes answers; the style sheet stands in the page, and its digest tells the browser to trust it."""

    def __init__(self, style: Style) -> None:
        trusted = " ".join(f"'{each}'" for each in style.digests)
        policy = (
            f"default-src 'none'; style-src {trusted}; "
            "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        )
        self._headers = {**_ALWAYS, "content-security-policy": policy}

    def answer(self, request: Request, body: bytes, status: int = 200) -> Response:
        """A page, for one request."""
        return self._make(body, status, HTML, safe=is_safe(request))

    def fixed(self, body: bytes, status: int = 200, media: str = HTML) -> Fixed:
        """A page for every request."""
        return Fixed(self._make(body, status, media, safe=False), self._make(body, status, media, safe=True))

    def onward(self, request: Request, path: str) -> Response:
        """Send the browser to a page of ours."""
        answer = self.answer(request, b"", 303)
        answer.headers["location"] = path
        return answer

    def _make(self, body: bytes, status: int, media: str, *, safe: bool) -> Response:
        headers = {**self._headers, **(_OVER_TLS if safe else {})}
        return Response(body, status, headers=headers, media_type=media)


def is_safe(request: Request) -> bool:
    """Whether a request came over TLS, here or at the proxy that we trust."""
    return bool(request.scope["scheme"] == "https")
