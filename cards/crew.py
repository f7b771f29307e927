"""Shares work out among processes, where there is enough of it and the system lets us."""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any, Generic, TypeVar

State = TypeVar("State")
Job = TypeVar("Job")
Result = TypeVar("Result")

STOPPING = (signal.SIGINT, signal.SIGTERM)
AHEAD = 2  # jobs a process that are under way or done before their turn: it keeps memory flat


class Crew(Generic[State]):
    """Those who do the work; each has the state as it was when the crew was called together."""

    def __init__(self, state: State, pool: ProcessPoolExecutor | None, size: int) -> None:
        self._state = state
        self._pool = pool
        self._size = size

    def each(self, work: Callable[[State, Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        """The result of each job, in the order of the jobs."""
        if self._pool is None:
            yield from (work(self._state, job) for job in jobs)
            return
        waiting: deque[Future[Result]] = deque()
        for job in jobs:
            waiting.append(self._pool.submit(_do, work, job))
            if len(waiting) >= AHEAD * self._size:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def begin(self, work: Callable[[State, Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
        """The same, with all jobs on their way before this returns: for results that take little memory."""
        if self._pool is None:
            return (work(self._state, job) for job in jobs)
        begun = [self._pool.submit(_do, work, job) for job in jobs]
        return (each.result() for each in begun)


@contextmanager
def crew(state: State, jobs: int) -> Iterator[Crew[State]]:
    """As many processes as there are processors and jobs; this one alone where it can't be copied."""
    size = min(len(_processors()), jobs)
    if size < 2 or not _can_fork():
        yield Crew(state, None, 1)
        return
    with ProcessPoolExecutor(size, get_context("fork"), _begin, (state,)) as pool:
        _call_together(pool)
        try:
            yield Crew(state, pool, size)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _call_together(pool: ProcessPoolExecutor) -> None:
    """Start the processes: a signal that came while one is copied would be lost, so it waits."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        pool.submit(os.getpid)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)


def _processors() -> set[int]:
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else {0}


def _can_fork() -> bool:
    """Whether a copy of this process would be whole: a copy has none of the threads."""
    return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1


_state: Any = None


def _begin(state: Any) -> None:
    """In a new process: Ctrl-C is its parent's to handle, and it never outlives its parent."""
    global _state  # noqa: PLW0603 -- a process of the crew serves one state
    _state = state
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _do(work: Callable[[Any, Job], Result], job: Job) -> Result:
    return work(_state, job)
