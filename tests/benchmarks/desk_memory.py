"""Weeks of look-ups, locks and themes in minutes: `python -m tests.benchmarks.desk_memory [TIMES]`.

Each time: find, open, ask why, look at the crisis protocol, close; then the next theme, and a lock. Memory
and widgets are printed as they grow, or do not.
"""

import asyncio
import gc
import sys
import time
from pathlib import Path

from attrs import evolve
from textual.pilot import Pilot

from kiosk.desk import KioskApp
from kiosk.plans.model import Version
from tests.desk.pretend import PretendAccess, hands, home, kiosk, until
from tests.made_school import blake

EVERY = 100


def resident() -> float:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1_000_000


async def weeks(times: int) -> None:
    """Two students in turn; the clock moves a minute each time."""
    access = PretendAccess()
    blair = access.everybody[1]
    shorter = evolve(blake(), accommodations=blake().accommodations[:2])
    access.plans[blair.id] = (Version(1, shorter),)
    clock = hands("2026-11-23T08:00")
    app = kiosk(access, clock)
    begun = time.monotonic()
    async with app.run_test(size=(160, 50)) as pilot:
        for index in range(times + 1):
            if index % EVERY == 0:
                gc.collect()
                took = time.monotonic() - begun
                held = f"{resident():6.1f} MB  {len(app._registry):4} widgets"
                print(f"{index:6} times  {held}  {took:6.1f} s", flush=True)
            await once(pilot, app, ("blake", "blair")[index % 2])
            clock.move(60)
            del clock.at[:-1]


async def once(pilot: Pilot[None], app: KioskApp, name: str) -> None:
    """One person at the kiosk, and the lock behind her."""
    screen = home(app)
    screen.find.box.value = name
    screen.find.action_open()
    await until(pilot, lambda: bool(screen.panel.sheet.plans), "the plan")
    for act in (
        screen.panel.action_why,
        screen.panel.action_crisis,
        screen.action_shut,
        app.action_next_theme,
    ):
        await pilot.pause(0.01)
        act()
    app.action_lock()
    await until(pilot, lambda: app.is_locked and app.screen.is_mounted, "the lock")
    await pilot.press("x")
    await until(pilot, lambda: not app.is_locked and home(app).is_mounted, "the kiosk")
    await until(pilot, lambda: len(home(app).query("#box")) > 0, "the find box")


if __name__ == "__main__":
    asyncio.run(weeks(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
