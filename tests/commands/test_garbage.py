"""Python looks for garbage again as soon as a command, or the kiosk, has started."""

import asyncio
import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from kiosk.desk import KioskApp, app
from tests.desk.pretend import kiosk

SAYS = """
import gc
from cards import leaving
from kiosk.commands import main
leaving.leave = lambda _: print(gc.isenabled())
main([{command}])
"""


@pytest.fixture
def no_collector() -> Iterator[None]:
    gc.unfreeze()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize(("command", "collects"), [('"stock"', True), ('"--version"', False)])
def test_a_command_that_is_loaded_leaves_no_garbage_for_long(command: str, collects: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SAYS.format(command=command)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[-1] == str(collects)


async def test_a_kiosk_that_has_settled_looks_for_garbage_in_its_screens_too(
    no_collector: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def opens(_: KioskApp) -> None:
        assert not gc.isenabled()
        async with asyncio.timeout(20):
            while not gc.isenabled():
                await asyncio.sleep(0)

    monkeypatch.setattr(KioskApp, "run_async", opens)
    monkeypatch.setattr(app, "SETTLED", 0)
    await kiosk().run_until_signalled()
    assert not gc.get_freeze_count()  # a frozen screen would keep its students for as long as the kiosk runs
