"""A signal ends the kiosk, whatever else is going on."""

import asyncio
import os
import signal

import pytest

from kiosk.desk.signals import ENDS, ending

MANY = 5000
"""Calls from other threads: many more than the loop's pipe has room for."""


@pytest.mark.parametrize("number", ENDS)
async def test_a_signal_is_heard_among_more_keys_than_the_loops_pipe_holds(number: signal.Signals) -> None:
    heard = asyncio.Queue[int]()
    loop = asyncio.get_running_loop()
    with ending(heard.put_nowait):
        for _ in range(MANY):
            loop.call_soon_threadsafe(lambda: None)
        os.kill(os.getpid(), number)
        assert await asyncio.wait_for(heard.get(), 20) == number


async def test_afterwards_signals_mean_what_they_meant_before() -> None:
    before = [signal.getsignal(each) for each in ENDS]
    with ending(lambda _: None):
        assert [signal.getsignal(each) for each in ENDS] != before
    assert [signal.getsignal(each) for each in ENDS] == before
