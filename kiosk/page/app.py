"""The page as a web application: the gate, the plan, the way out."""

import asyncio
from collections.abc import Callable
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.faults import KioskError, Refused
from kiosk.page import notices, visitor
from kiosk.page.answers import Answers, Fixed
from kiosk.page.asking import Door
from kiosk.page.crash import crash_line
from kiosk.page.forms import read_form
from kiosk.page.printing import Pages
from kiosk.page.safe_only import SafeOnly
from kiosk.page.threads import Busy, Threads
from kiosk.page.writing import write

PLAN = "/plan"
_TRYING, _LOOKING, _WAITING = 2, 1, 64
"""Threads: whoever tries codes keeps nobody waiting who reads a plan. Looks are written one after the other
anyway; where two threads fight for the records, one of them can lose for seconds."""
STEP = 0.5
"""Seconds: a wrong answer takes a whole number of these, so that the time tells nothing of the card."""


class Page:
    """What is answered to whom. Nothing is said of a token before a code that fits it has been given."""

    def __init__(self, door: Door, pages: Pages, tell: Callable[[str], object]) -> None:
        self._door, self._tell = door, tell
        self._pages, self._answers = pages, Answers(pages.style)
        self._gate = self._answers.fixed(self._pages.gate())
        self._health = self._answers.fixed(b'{"status": "ok"}', media="application/json")
        self._notices = {each: self._notice(each) for each in notices.ALL}
        self._trying = Threads("try", _TRYING, _WAITING)
        self._looking = Threads("look", _LOOKING, _WAITING)

    def app(self) -> Starlette:
        """The application."""
        app = Starlette(
            routes=[
                Route("/C/{token}", self._card, methods=["GET", "POST"]),
                Route("/c/{token}", self._card, methods=["GET", "POST"]),
                Route(PLAN, self._plan, methods=["GET"]),
                Route("/leave", self._leave, methods=["POST"]),
                Route("/health", self._show_health, methods=["GET"]),
            ],
            middleware=[Middleware(SafeOnly, refusal=self._notices[notices.UNSAFE].plain)],
            exception_handlers={
                HTTPException: self._missing,
                KioskError: self._unread,
                Busy: self._busy,
                Exception: self._broken,
            },
        )
        app.router.redirect_slashes = False
        return app

    @property
    def garbled(self) -> Fixed:
        """The answer to what is not HTTP."""
        return self._notices[notices.GARBLED]

    def close(self) -> None:
        """Start nothing more."""
        self._trying.close()
        self._looking.close()

    async def _card(self, request: Request) -> Response:
        return await self._open(request) if request.method == "POST" else self._gate.to(request)

    async def _show_health(self, request: Request) -> Response:
        return self._health.to(request)

    async def _open(self, request: Request) -> Response:
        """Sign in; whatever is wrong, the answer is the gate."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        form = await read_form(request) if visitor.is_from_our_page(request) else None
        attempt = visitor.attempt(self._door, request, form or {})
        key = await self._trying.run(attempt) if attempt else None
        if key is None:
            await asyncio.sleep(STEP - (loop.time() - begun) % STEP)
            return self._gate.to(request)
        await self._end_session(request)
        answer = self._answers.onward(request, PLAN)
        answer.set_cookie(visitor.cookie_name(request), key, **visitor.cookie_terms(request))
        return answer

    async def _plan(self, request: Request) -> Response:
        key = visitor.session_key(request)
        page = await self._looking.run(partial(self._look, key)) if key else None
        if page is None:
            return self._to(request, notices.SCAN)
        return self._answers.answer(request, page)

    def _look(self, key: str) -> bytes | None:
        """The plan that a session shows, which is in the ledger by then; nothing where it does not hold."""
        try:
            looked = self._door.look(key)
        except Refused:
            return None
        return None if looked is None else self._pages.plan(write(looked))

    async def _leave(self, request: Request) -> Response:
        if not visitor.is_from_our_page(request):
            return self._to(request, notices.ELSEWHERE)
        try:
            await self._end_session(request)
        except (KioskError, Busy) as error:
            self._tell(f"A session could not be ended ({crash_line(error)}).")
            return self._to(request, notices.NOT_LEFT)
        answer = self._answers.onward(request, PLAN)
        answer.delete_cookie(visitor.cookie_name(request), **visitor.cookie_terms(request))
        return answer

    async def _end_session(self, request: Request) -> None:
        if key := visitor.session_key(request):
            await self._looking.run(partial(self._door.leave, key))

    async def _missing(self, request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException) or error.status_code != notices.NOT_SO.status:
            return self._to(request, notices.MISSING)
        answer = self._answers.answer(request, self._pages.notice(notices.NOT_SO), notices.NOT_SO.status)
        answer.headers["allow"] = ", ".join(sorted((error.headers or {}).get("Allow", "").split(", ")))
        return answer

    async def _unread(self, request: Request, error: Exception) -> Response:
        self._tell(f"The records could not be read ({crash_line(error)}).")
        return self._to(request, notices.UNREAD)

    async def _busy(self, request: Request, error: Exception) -> Response:
        self._tell(f"Too many wait for the records ({crash_line(error)}).")
        return self._to(request, notices.UNREAD)

    async def _broken(self, request: Request, error: Exception) -> Response:
        self._tell(f"The page broke ({crash_line(error)}). Please report this line; it names nobody.")
        return self._to(request, notices.BROKEN)

    def _to(self, request: Request, notice: notices.Notice) -> Response:
        return self._notices[notice].to(request)

    def _notice(self, notice: notices.Notice) -> Fixed:
        return self._answers.fixed(self._pages.notice(notice), notice.status)
