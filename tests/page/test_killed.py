"""However the page's server ends, nobody has read a plan without a row that says so."""

import signal
import threading
from pathlib import Path

import httpx

from kiosk.records import ledger
from kiosk.records.events import Event, Purpose
from kiosk.records.opening import open_records
from kiosk.records.verifying import verify
from kiosk.school.reading import read_school
from tests.commands.terminal import Terminal
from tests.page.cards import day_pass, printed_link
from tests.page.served import serve

READERS, KILLS, PAGES = 4, 3, 25
MOST = 500
"""Tries of one phone: where no plan comes this fails instead of asking for ever."""


def test_killed_in_the_midst_of_many_looks_every_page_that_came_has_its_row(maple_now: Terminal) -> None:
    code, gate = day_pass(maple_now), "/C/" + printed_link(maple_now).rsplit("/", 1)[1]
    came = asked = 0
    for _ in range(KILLS):
        pages, tries = read_until_killed(maple_now.folder, gate, code)
        came, asked = came + pages, asked + tries
        rows = views(maple_now.folder)
        assert came >= PAGES
        assert came <= rows <= asked, "a row for each page, and none without somebody who asked"


def read_until_killed(folder: Path, gate: str, code: str) -> tuple[int, int]:
    """Several phones look again and again until the server is killed: plans that came, and tries."""
    came, asked = [0] * READERS, [0] * READERS
    with serve(folder) as page, httpx.Client(base_url=page.url) as first:
        key = first.post(gate, data={"code": code}).cookies["kiosk"]

        def look(reader: int) -> None:
            with httpx.Client(base_url=page.url, cookies={"kiosk": key}) as client:
                while asked[reader] < MOST:
                    asked[reader] += 1
                    try:
                        whole = client.get("/plan").text
                    except httpx.TransportError:
                        return
                    came[reader] += "Blake Bennett" in whole
                    if sum(came) >= PAGES:
                        page.process.send_signal(signal.SIGKILL)

        readers = [threading.Thread(target=look, args=(each,)) for each in range(READERS)]
        for each in readers:
            each.start()
        for each in readers:
            each.join()
        assert page.end(signal.SIGKILL)[0] == -signal.SIGKILL
    return sum(came), sum(asked)


def views(folder: Path) -> int:
    """How many rows the ledger has of plans seen on the page; its chain holds."""
    with open_records(folder, read_school(folder / "school.toml")) as records:
        assert verify(records).intact
        with records.reading() as transaction:
            found = ledger.entries(transaction, event=Event.VIEW)
            return sum(each.detail["purpose"] == Purpose.PAGE for each in found)
