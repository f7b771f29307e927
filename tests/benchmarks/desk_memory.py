"""Weeks of look-ups in minutes: `python -m tests.benchmarks.desk_memory [LOOK-UPS]` prints the memory."""

import asyncio
import gc
import sys
import time
from pathlib import Path

from attrs import evolve

from kiosk.plans.model import Version
from tests.desk.pretend import PretendAccess, hands, home, kiosk
from tests.made_school import blake

EVERY = 250


def resident() -> float:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1_000_000


async def look_up(times: int) -> None:
    """Find, open, read, ask why, jump to the crisis, close; the clock moves a minute each time."""
    access = PretendAccess()
    blair = access.everybody[1]
    shorter = evolve(blake(), accommodations=blake().accommodations[:2])
    access.plans[blair.id] = (Version(1, shorter),)
    clock = hands("2026-11-23T08:00")
    app = kiosk(access, clock)
    begun = time.monotonic()
    async with app.run_test(size=(160, 50)):
        screen = home(app)
        for index in range(times):
            if index % EVERY == 0:
                gc.collect()
                took = time.monotonic() - begun
                widgets = f"{len(app._registry):4} widgets"
                print(f"{index:6} look-ups  {resident():6.1f} MB  {widgets}  {took:6.1f} s", flush=True)
            name = ("blake", "blair")[index % 2]
            screen.find.box.value = name
            screen.find.action_open()
            while not screen.panel.sheet.plans:
                await asyncio.sleep(0.001)
            for act in (screen.panel.action_why, screen.panel.action_crisis, screen.action_shut):
                await asyncio.sleep(0.01)
                act()
            clock.move(60)
            del clock.at[:-1]
        print(f"{times:6} look-ups  {resident():6.1f} MB  {len(app._registry):4} widgets")


if __name__ == "__main__":
    asyncio.run(look_up(int(sys.argv[1]) if len(sys.argv) > 1 else 1500))
