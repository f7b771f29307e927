"""What a request says of whoever sends it: her session, the code she tries, from where."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal, TypedDict

from starlette.requests import Request

from kiosk.page.answers import is_safe
from kiosk.page.asking import Door
from kiosk.page.forwarding import address, is_through_a_stranger

_TOKEN = re.compile(r"[A-Za-z2-7]{26}")
_KEY = re.compile(r"[\w.~-]{16,128}", re.ASCII)
_LONGEST = {"code": 40, "staff": 80, "pin": 200}
_OURS = {"same-origin", "none"}


class CookieTerms(TypedDict):
    """How a cookie is set, and taken back."""

    path: str
    secure: bool
    httponly: bool
    samesite: Literal["strict"]


def cookie_name(request: Request) -> str:
    """`__Host-kiosk` over TLS; on this computer itself, where nothing listens in, `kiosk`."""
    return "__Host-kiosk" if is_safe(request) else "kiosk"


def cookie_terms(request: Request) -> CookieTerms:
    """Never read by a script, never sent from another site, never sent in the open."""
    return {"path": "/", "secure": is_safe(request), "httponly": True, "samesite": "strict"}


def session_key(request: Request) -> str | None:
    """The key of her session, where the cookie can be one."""
    if is_through_a_stranger(request):
        return None
    key = request.cookies.get(cookie_name(request), "")
    return key if _KEY.fullmatch(key) else None


def is_from_our_page(request: Request) -> bool:
    """Whether a form was sent from a page of ours, as far as the browser says.

    Every browser of the last years says so in Sec-Fetch-Site. One that does not says `Origin: null`, since
    our pages send no referrer; there the cookie is the wall, which no other site's form takes along.
    """
    if site := request.headers.get("sec-fetch-site"):
        return site in _OURS
    ours = f"{request.scope['scheme']}://{request.headers.get('host', '')}"
    return request.headers.get("origin", "null") in {"null", ours}


def attempt(door: Door, request: Request, form: Mapping[str, str]) -> Callable[[], str | None] | None:
    """What she tries with this form; nothing where nothing is filled in, or it can be no card and no code."""
    token, address = request.path_params["token"], address_of(request)
    if is_through_a_stranger(request):
        return None
    if not _TOKEN.fullmatch(token) or any(len(form.get(name, "")) > most for name, most in _LONGEST.items()):
        return None
    code, staff, pin = (form.get(name, "").strip() for name in _LONGEST)
    if code:
        return partial(door.with_pass, token, code, address)
    return partial(door.with_pin, token, staff, pin, address) if staff and pin else None


def address_of(request: Request) -> str:
    """The address from which she comes, or that nobody can say."""
    return address(request.client.host if request.client else "") or "unknown"
