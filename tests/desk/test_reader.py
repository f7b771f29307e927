"""One slow question at a time, and only the newest of those that wait."""

import asyncio
import threading
from concurrent.futures import Future

import pytest

from kiosk.desk.reader import Reader


async def test_of_the_questions_that_wait_only_the_newest_is_asked() -> None:
    gate, asked, told = threading.Event(), [], asyncio.Queue[str]()

    def ask(name: str) -> str:
        asked.append(name)
        gate.wait()
        return name.upper()

    reader: Reader[str, str] = Reader(lambda key, answer: told.put_nowait(f"{key} {answer.result()}"))
    for name in "abcd":
        reader.ask(name, lambda name=name: ask(name))  # type: ignore[misc]
        while not asked:
            await asyncio.sleep(0)
    gate.set()
    assert [await told.get(), await told.get()] == ["a A", "d D"]
    assert asked == ["a", "d"]


async def test_an_error_reaches_whoever_reads_the_answer() -> None:
    told = asyncio.Queue[Future[str]]()

    def fail() -> str:
        raise LookupError("no")

    Reader[int, str](lambda _, answer: told.put_nowait(answer)).ask(1, fail)
    with pytest.raises(LookupError):
        (await told.get()).result()


async def test_what_is_forgotten_is_not_asked() -> None:
    gate, begun, told = threading.Event(), threading.Event(), asyncio.Queue[int]()

    def ask() -> bool:
        begun.set()
        return gate.wait()

    reader: Reader[int, bool] = Reader(lambda key, _: told.put_nowait(key))
    reader.ask(1, ask)
    assert begun.wait(20)
    reader.ask(2, lambda: True)
    reader.forget()
    gate.set()
    assert await told.get() == 1
    reader.ask(3, lambda: True)
    assert await told.get() == 3


def test_an_answer_that_comes_after_the_end_is_dropped() -> None:
    gate, done = threading.Event(), threading.Event()

    def ask() -> None:
        gate.wait()
        done.set()

    async def main() -> None:
        Reader[int, None](lambda *_: None).ask(1, ask)

    asyncio.run(main())
    gate.set()
    assert done.wait(20)
