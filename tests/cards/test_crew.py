"""Work is shared out among processes, and comes back in order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cards.crew import AHEAD, crew


def square(state: int, job: int) -> tuple[int, int]:
    return state + job * job, os.getpid()


def refuse(_state: int, job: int) -> int:
    if job == 3:
        raise ValueError(f"job {job}")
    return job


def in_a_process_of_its_own(script: str) -> str:
    """What a fresh process prints; a crew is made by copying a process that has no threads."""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


def test_results_come_in_the_order_of_the_jobs() -> None:
    with crew(10, 50) as hands:
        assert [result for result, _ in hands.each(square, range(50))] == [
            10 + job * job for job in range(50)
        ]


def test_several_processes_share_the_work_where_there_are_several_processors() -> None:
    script = (
        "import os\nfrom cards.crew import crew\nfrom tests.cards.test_crew import square\n"
        "os.sched_getaffinity = lambda _: {0, 1}\n"
        "with crew(0, 9) as hands: results = list(hands.each(square, range(9)))\n"
        "print([result for result, _ in results], os.getpid() in {process for _, process in results})"
    )
    assert in_a_process_of_its_own(script) == f"{[job * job for job in range(9)]} False\n"


def test_jobs_are_taken_up_no_faster_than_results_are_used() -> None:
    taken: list[int] = []

    def jobs() -> Iterator[int]:
        for job in range(1000):
            taken.append(job)
            yield job

    with crew(0, 1000) as hands:
        next(iter(hands.each(square, jobs())))
    assert len(taken) <= AHEAD * (os.cpu_count() or 1) + 1


def test_work_that_is_begun_goes_on_before_anybody_asks_for_its_results(tmp_path: Path) -> None:
    script = (
        "import os, pathlib, time\nfrom cards.crew import crew\n"
        f"folder = pathlib.Path({str(tmp_path)!r})\n"
        "os.sched_getaffinity = lambda _: {0, 1}\n"
        "def touch(_, job):\n    (folder / str(job)).touch()\n    return job\n"
        "with crew(0, 9) as hands:\n"
        "    results = hands.begin(touch, range(9))\n"
        "    end = time.monotonic() + 30\n"
        "    while len(list(folder.iterdir())) < 9 and time.monotonic() < end: time.sleep(0.01)\n"
        "    print(len(list(folder.iterdir())), list(results) == list(range(9)))\n"
    )
    assert in_a_process_of_its_own(script) == "9 True\n"


def test_the_first_error_ends_the_work() -> None:
    with pytest.raises(ValueError, match="job 3"), crew(0, 9) as hands:
        list(hands.each(refuse, range(9)))


def test_nobody_of_a_crew_outlives_the_process_that_called_it() -> None:
    script = (
        "import os, time\nfrom cards.crew import crew\nfrom tests.cards.test_crew import square\n"
        "os.sched_getaffinity = lambda _: {0, 1}\n"
        "with crew(0, 2) as hands:\n"
        "    print(*{process for _, process in hands.each(square, range(2))}, flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    crew_members = [int(number) for number in parent.stdout.readline().split()]
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    expect_gone(crew_members)


LOADER = (
    "import os\nfrom cards.crew import crew, loading\nfrom tests.cards.test_crew import square\n"
    "os.sched_getaffinity = lambda _: {0, 1}\n"
)


def test_a_crew_can_be_copied_of_a_process_that_loaded_what_it_takes_even_beside_threads() -> None:
    script = LOADER + (
        "import threading\nstop = threading.Event()\nthreading.Thread(target=stop.wait).start()\n"
        "with crew(5, 9, loading('tests.cards.test_crew')) as hands:\n"
        "    results = list(hands.each(square, range(9)))\n"
        "stop.set()\n"
        "print([result for result, _ in results], os.getpid() in {process for _, process in results})"
    )
    assert in_a_process_of_its_own(script) == f"{[5 + job * job for job in range(9)]} False\n"


def test_all_that_are_copied_of_a_loader_are_there_before_a_signal_can_come_between() -> None:
    script = LOADER + (
        "from multiprocessing import active_children\n"
        "with crew(0, 9, loading('tests.cards.test_crew')): print(len(active_children()))\n"
    )
    assert in_a_process_of_its_own(script) == "2\n"


def test_a_program_that_is_stopped_takes_those_it_loaded_with_it() -> None:
    script = LOADER + (
        "import time\n"
        "with crew(0, 2, loading('tests.cards.test_crew')) as hands:\n"
        "    print(*{process for _, process in hands.each(square, range(2))}, flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    members = [int(number) for number in parent.stdout.readline().split()]
    loader = {int(Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[1]) for each in members}
    assert parent.pid not in loader
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    expect_gone([*members, *loader])


def expect_gone(processes: list[int]) -> None:
    for _ in range(200):
        if not any(Path(f"/proc/{each}").exists() for each in processes):
            return
        time.sleep(0.05)
    pytest.fail("a process of the crew is still there")


def test_whoever_looks_on_at_a_terminal_waits_no_longer() -> None:
    script = (
        "import os, sys\nfrom cards.crew import crew\nfrom cards.telling import telling\n"
        "from tests.cards.test_crew import square\n"
        "os.sched_getaffinity = lambda _: {0, 1}\n"
        "sys.stderr.isatty = lambda: True\n"
        "with telling(is_quiet=False) as tell:\n"
        "    tell('printing', 1, 2)\n"
        "    with crew(0, 2) as hands:\n"
        "        hands = {process for _, process in hands.each(square, range(2))}\n"
        "print(os.getpid() in hands)\n"
    )
    assert in_a_process_of_its_own(script) == "False\n", "a bar with a thread would keep the crew away"
