"""The round's board of many orders drawn anew: `python -m tests.benchmarks.round [ORDERS] [TIMES]`.

A redraw is rows from the doses, the list shown, and every line of the window rendered and put together. The
first one, which also sizes the list, is told apart. Beside it, in the same run and the same app, Textual's
own OptionList of the same rows; below, the longest redraw without the collections of garbage that fell into
one. What is loaded before stays out of them, as in the kiosk.
"""

import asyncio
import datetime as dt
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import quantiles

from attrs import Factory, define
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kiosk.access.desk_round import BoardData
from kiosk.desk.round_list import RoundList
from kiosk.desk.round_rows import BoardRow, board_rows
from kiosk.records.opening import open_records
from kiosk.school.calendar import Moment
from tests.desk.nurses_desk import NursesDesk, child, furnish
from tests.made_school import maple

GOAL = 50.0
SIZE = (100, 30)


@define
class Garbage:
    """Milliseconds of each collection since it was last asked."""

    taken: list[float] = Factory(list)
    begun: float = 0.0

    def __call__(self, phase: str, info: dict[str, int]) -> None:
        """As `gc.callbacks` calls it."""
        del info
        if phase == "start":
            self.begun = time.perf_counter()
        else:
            self.taken.append((time.perf_counter() - self.begun) * 1000)


class Lists(App[None]):
    """Our list and Textual's, one of them shown at a time."""

    CSS = "RoundList, OptionList { width: 100%; height: 100%; border: none; }"

    def compose(self) -> ComposeResult:
        """Both."""
        yield RoundList()
        yield OptionList(markup=False)


def redraw(app: App[None], show: Callable[[], object]) -> float:
    """Milliseconds to show new rows and to put the window together."""
    begun = time.perf_counter()
    show()
    app.screen._refresh_layout()
    app.screen._compositor.render_strips()
    return (time.perf_counter() - begun) * 1000


async def measure(data: BoardData, moment: Moment, times: int) -> None:
    """Each list as many times, in turns; other minutes make other rows."""
    app, garbage = Lists(), Garbage()
    async with app.run_test(size=SIZE) as pilot:
        ours, theirs = app.query_one(RoundList), app.query_one(OptionList)
        later = [_at(moment, minutes) for minutes in (0, 31)]
        shows: dict[str, Callable[[Moment], object]] = {
            "the board": lambda at: ours.show(board_rows(data, at)),
            "an OptionList": lambda at: _fill(theirs, board_rows(data, at)),
        }
        gc.callbacks.append(garbage)
        print(f"{'':<16}{'first':>9}{'median':>9}{'p99':>9}{'longest':>9}{'garbage':>11}{'without':>11}")
        for name, show in shows.items():
            ours.display, theirs.display = name == "the board", name != "the board"
            await pilot.pause()
            moments = [later[number % 2] for number in range(times)]
            _tell(name, await _times(pilot, app, show, moments, garbage))
        gc.callbacks.remove(garbage)


async def _times(
    pilot: Pilot[None],
    app: App[None],
    show: Callable[[Moment], object],
    moments: Sequence[Moment],
    garbage: Garbage,
) -> list[tuple[float, float]]:
    """Milliseconds of each redraw, and of the garbage that was collected in it."""
    taken = []
    for moment in moments:
        garbage.taken.clear()
        took = redraw(app, partial(show, moment))
        taken.append((took, sum(garbage.taken)))
        await pilot.pause()
    return taken


def _tell(name: str, taken: Sequence[tuple[float, float]]) -> None:
    first, *rest = taken
    cuts = quantiles([each for each, _ in rest], n=100, method="inclusive")
    longest, collected = max(rest)
    own = max(took - garbage for took, garbage in rest)
    print(
        f"{name:<16}{first[0]:>6.1f} ms{cuts[49]:>6.1f} ms{cuts[98]:>6.1f} ms{longest:>6.1f} ms"
        f"{collected:>8.1f} ms{own:>8.1f} ms"
    )


def _at(moment: Moment, minutes: int) -> Moment:
    return moment.calendar.moment(moment.instant + dt.timedelta(minutes=minutes))


def _fill(options: OptionList, rows: Sequence[BoardRow]) -> None:
    options.clear_options()
    options.add_options(
        Option(f"{each.sign}  {each.word}  {each.time}  {each.name}  {each.room}  {each.what}")
        for each in rows
    )


def main(orders: int = 500, times: int = 300) -> None:
    """Make a school with so many orders, read its board once, and draw it so many times."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KIOSK_KEY_FILE"] = f"{folder}/benchmark.key"
        with open_records(Path(folder) / "maple", maple(), create=True) as records:
            children = (child(20_000 + each, f"Given{each}", f"Family{each}") for each in range(orders))
            desk: NursesDesk = furnish(records, *children)
            gc.freeze()
            nurses_round = desk.round()
            begun = time.perf_counter()
            nurses_round.board()
            read = time.perf_counter()
            data = nurses_round.board()
            again = time.perf_counter()
            print(f"{orders} orders; the machine's load: {' '.join(f'{e:.1f}' for e in os.getloadavg())}")
            taken = (read - begun) * 1000, (again - read) * 1000
            print(f"read in a thread: {taken[0]:.0f} ms at first, {taken[1]:.0f} ms then")
            asyncio.run(measure(data, desk.calendar.moment(desk.clock.now()), times))
            print(f"goal: {GOAL:.0f} ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
