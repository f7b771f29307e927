"""How many gates and plans a second the page serves, beside a bare Starlette answer under the same server.

`python -m tests.benchmarks.page [SECONDS]` serves a small school on loopback in a process of its own, and
prints what it measured and the ratios; then how long each kind of wrong answer takes. Nothing here is a test.
"""

import asyncio
import datetime as dt
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import httpx
from attrs import frozen
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from kiosk.page.answers import Answers, Fixed
from kiosk.page.listening import listen
from kiosk.page.patience import PatientLoop
from kiosk.page.serving import Place, make_server
from kiosk.page.style import Style
from kiosk.plans.model import PlanKind
from kiosk.records import links
from kiosk.records.link_model import Link, Printed, token_digest
from kiosk.records.opening import open_records
from kiosk.school.reading import read_school
from tests.commands.terminal import KIOSK
from tests.page.served import serve
from tests.page.this_year import BEGINS, BLAKE_THIS_YEAR, ENDS, maple_this_year

CARD, UNKNOWN = "BLAKE" * 5 + "A", "Z" * 26
LINES = 16
"""Connections that ask, each as soon as it is answered."""


class Hello:
    """A bare Starlette application in the place of the page."""

    garbled: Fixed = Answers(Style("", "")).fixed(b"")

    def app(self) -> Starlette:
        """One path, one answer."""
        return Starlette(routes=[Route("/hello", self._hello)])

    async def _hello(self, request: Request) -> PlainTextResponse:
        del request
        return PlainTextResponse("hello")


def serve_hello(port: int) -> None:
    """Serve the bare application, with the very server of the page."""
    listener = listen("127.0.0.1", port, is_safe=False)
    server = make_server(Hello(), Place(listener), print)  # type: ignore[arg-type]
    with asyncio.Runner(loop_factory=PatientLoop) as runner:
        runner.run(server.serve([listener]))


@frozen
class Rate:
    """Answers a second, how long the slowest hundredth took, and the processor time of one."""

    second: float
    slowest: float
    cost: float


@frozen
class Asked:
    """A server's process, its port, and what it is asked for."""

    process: int
    port: int
    request: bytes


def processor_time(process: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def load(asked: Asked, seconds: float) -> Rate:
    """Ask on several connections, as fast as it is answered."""
    took: list[float] = []
    used = processor_time(asked.process)
    end = time.perf_counter() + seconds

    async def line() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", asked.port)
        while (begun := time.perf_counter()) < end:
            writer.write(asked.request)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            await reader.readexactly(int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]))
            took.append(time.perf_counter() - begun)
        writer.close()

    await asyncio.gather(*(line() for _ in range(LINES)))
    used = processor_time(asked.process) - used
    return Rate(len(took) / seconds, quantiles(took, n=100)[-1] * 1000, used / len(took) * 1000)


def get(path: str, cookie: str = "") -> bytes:
    """A request as a browser keeps asking it."""
    kept = f"cookie: kiosk={cookie}\r\n" if cookie else ""
    return f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/html\r\n{kept}\r\n".encode()


@contextmanager
def hello() -> Iterator[tuple[int, int]]:
    """The bare application, served in a process of its own: its number, and its port."""
    with listen("127.0.0.1", 0, is_safe=False) as free:
        port = int(free.getsockname()[1])
    process = multiprocessing.get_context("spawn").Process(target=serve_hello, args=(port,))
    process.start()
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{port}/hello")
            break
        except httpx.ConnectError:
            time.sleep(0.1)
    assert process.pid is not None
    yield process.pid, port
    process.terminate()
    process.join()


def make_school(folder: Path) -> str:
    """A school with Blake and his card; a day pass for his room."""
    folder.mkdir(mode=0o700)
    (folder / "school.toml").write_text(maple_this_year())
    (folder.parent / "blake.toml").write_text(BLAKE_THIS_YEAR)
    open_records(folder, read_school(folder / "school.toml"), create=True).close()
    command: list[str | Path] = [KIOSK, "--school", folder]
    plans = [*command, "import", "plans", folder.parent / "blake.toml"]
    subprocess.run(plans, check=True, stdout=subprocess.DEVNULL)
    with open_records(folder, read_school(folder / "school.toml")) as records, records.writing() as writing:
        now, printed = dt.datetime.now(dt.UTC), (Printed(PlanKind.SECTION_504, BEGINS, 1),)
        links.replace(writing, [Link(token_digest(CARD), "10042", now, ENDS, printed, "run")], now)
    passed = [*command, "daycode", "12", "--until", "23:59", "--json"]
    done = subprocess.run(passed, check=True, capture_output=True, text=True)
    return str(json.loads(done.stdout)["code"])


def wrong_answers(url: str) -> None:
    """How long each kind of wrong answer takes, side by side; a guess that is hashed tells by no delay."""
    kinds = {
        "an unknown card": (UNKNOWN, {"code": "AAAA-AAAA"}),
        "no card's name at all": ("x", {"code": "AAAA-AAAA"}),
        "a wrong pass": (CARD, {"code": "AAAA-AAAA"}),
        "a wrong PIN": (CARD, {"staff": "abara", "pin": "000000"}),
        "a card that is shut": (CARD, {"code": "AAAA-AAAA"}),
    }
    with httpx.Client(base_url=url) as client:
        for name, (token, form) in kinds.items():
            took = []
            for _ in range(3):
                begun = time.perf_counter()
                client.post(f"/C/{token}", data=form)
                took.append(time.perf_counter() - begun)
            print(f"{name:<24} {median(took) * 1000:6.0f} ms")


def main() -> None:
    """Serve, ask, and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = name
        folder = Path(name) / "school"
        code = make_school(folder)
        with hello() as bare, serve(folder) as page:
            opened = httpx.post(f"{page.url}/C/{CARD}", data={"code": code})
            key = opened.cookies["kiosk"]
            asked = {
                "bare Starlette": Asked(*bare, get("/hello")),
                "gate": Asked(page.process.pid, page.port, get(f"/C/{CARD}")),
                "plan with its ledger row": Asked(page.process.pid, page.port, get("/plan", key)),
            }
            rates = {each: asyncio.run(load(what, seconds)) for each, what in asked.items()}
            base = rates["bare Starlette"].second
            for each, rate in rates.items():
                print(
                    f"{each:<26} {rate.second:6.0f} a second  {rate.second / base:5.2f} x  "
                    f"p99 {rate.slowest:6.1f} ms  {rate.cost:5.2f} ms of processor"
                )
            print("goal: gate 1000 a second, plan 200 a second on two cores of one's own")
            wrong_answers(page.url)


if __name__ == "__main__":
    main()
