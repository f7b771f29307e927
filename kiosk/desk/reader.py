"""Questions that may take long, asked in a thread of their own so that keys are always answered."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from contextvars import Context, copy_context
from typing import Generic, TypeVar

from attrs import frozen

Key = TypeVar("Key")
Value = TypeVar("Value")


@frozen
class _Question(Generic[Key, Value]):
    key: Key
    ask: Callable[[], Value]
    loop: asyncio.AbstractEventLoop
    context: Context


class Reader(Generic[Key, Value]):
    """Asks one question at a time; of those that come meanwhile only the newest is kept.

    `deliver` is called in the app's loop with the question's key and its answer, which may be an error.
    The thread is a daemon: records that never answer cannot keep the kiosk from closing.
    """

    def __init__(self, deliver: Callable[[Key, Future[Value]], None]) -> None:
        self._deliver = deliver
        self._lock = threading.Lock()
        self._next: _Question[Key, Value] | None = None
        self._is_busy = False

    def ask(self, key: Key, ask: Callable[[], Value]) -> None:
        """Ask now, or as soon as the present question is answered."""
        question = _Question(key, ask, asyncio.get_running_loop(), copy_context())
        with self._lock:
            self._next = question
            if not self._is_busy:
                self._is_busy = True
                threading.Thread(target=self._work, name="kiosk-reader", daemon=True).start()

    def forget(self) -> None:
        """Do not ask what has not been asked yet."""
        with self._lock:
            self._next = None

    def _work(self) -> None:
        while question := self._take():
            answer = _answer(question.ask)
            with suppress(RuntimeError):  # the app has closed its loop meanwhile
                question.loop.call_soon_threadsafe(
                    self._deliver, question.key, answer, context=question.context
                )

    def _take(self) -> _Question[Key, Value] | None:
        with self._lock:
            question, self._next = self._next, None
            self._is_busy = question is not None
            return question


def _answer(ask: Callable[[], Value]) -> Future[Value]:
    answer: Future[Value] = Future()
    try:
        answer.set_result(ask())
    except BaseException as error:  # noqa: BLE001 - handed over whole: whoever reads the answer raises it
        answer.set_exception(error)
    return answer
