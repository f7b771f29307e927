"""Shares work out among processes, where there is enough of it and the system lets us."""

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import forkserver, get_context, parent_process, resource_tracker
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Generic, TypeVar

State = TypeVar("State")
Job = TypeVar("Job")
Result = TypeVar("Result")

STOPPING = (signal.SIGINT, signal.SIGTERM)
AHEAD = 2  # jobs a process that are under way or done before their turn: it keeps memory flat
OBJECTS = 200_000  # new ones after which Python looks for garbage: what is learnt of cards is none


class Crew(Generic[State]):
    """Those who do the work; each has the state as it was when the crew was called together."""

    def __init__(self, state: State, pool: ProcessPoolExecutor | None, size: int) -> None:
        self._state = state
        self._pool = pool
        self._size = size

    def each(self, work: Callable[[State, Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        """The result of each job, in the order of the jobs; the first are under way before this returns."""
        if self._pool is None:
            return (work(self._state, job) for job in jobs)
        pool = self._pool
        begun = (pool.submit(_do, work, job) for job in jobs)
        return _in_order(deque(islice(begun, AHEAD * self._size)), begun)

    def begin(self, work: Callable[[State, Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
        """The same, with all jobs on their way before this returns: for results that take little memory."""
        if self._pool is None:
            return (work(self._state, job) for job in jobs)
        return _in_order(deque(self._pool.submit(_do, work, job) for job in jobs), iter(()))


def _in_order(begun: deque[Future[Result]], others: Iterator[Future[Result]]) -> Iterator[Result]:
    while begun:
        yield begun.popleft().result()
        begun.extend(islice(others, 1))


@contextmanager
def crew(state: State, jobs: int, loader: BaseContext | None = None) -> Iterator[Crew[State]]:
    """As many processes as there are processors and jobs; this one alone where it can't be copied.

    They are copies of this process as it is, or of the `loader`, which has loaded what they need.
    """
    size = min(len(_processors()), jobs)
    if size < 2 or not (loader or _can_fork()):
        yield Crew(state, None, 1)
        return
    with ProcessPoolExecutor(size, loader or get_context("fork"), _begin, (state,)) as pool:
        _call_together(pool, size)
        try:
            yield Crew(state, pool, size)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def loading(*modules: str) -> BaseContext | None:
    """Have a process of its own load modules while this one goes on: of it a crew can be copied later.

    It ends with this process. None where a crew would have one member.
    """
    if len(_processors()) < 2 or sys.platform != "linux":
        return None
    context = get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    resource_tracker.ensure_running()  # what comes next does this too, and lets signals in behind it
    with _signals_waiting():
        forkserver.ensure_running()
    return context


def _call_together(pool: ProcessPoolExecutor, size: int) -> None:
    """Start the processes: a signal that came while one is copied would be lost, so it waits.

    A loader copies one for each job while nobody is idle.
    """
    with _signals_waiting():
        for _ in range(size):
            pool.submit(os.getpid)


@contextmanager
def _signals_waiting() -> Iterator[None]:
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)


def _processors() -> set[int]:
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else {0}


def _can_fork() -> bool:
    """Whether a copy of this process would be whole: a copy has none of the threads."""
    return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1


_state: Any = None


def _begin(state: Any) -> None:
    """In a new process: what ends the whole program is its parent's to handle, whom it never outlives."""
    global _state  # noqa: PLW0603 -- a process of the crew serves one state
    _state = state
    os.setpgid(0, 0)
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)  # one that waits is dropped with this
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()  # what was loaded is no garbage
    gc.set_threshold(OBJECTS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _do(work: Callable[[Any, Job], Result], job: Job) -> Result:
    return work(_state, job)
