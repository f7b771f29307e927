"""A program ends at once, with all that it said and with its status."""

import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest


def ended(script: str, out: str | None = None) -> subprocess.CompletedProcess[str]:
    settled = {**os.environ, "PYTHONUNBUFFERED": ""}
    program = f"from cards.leaving import leave\n{script}"
    with Path(out).open("w") if out else nullcontext(subprocess.PIPE) as there:
        command = [sys.executable, "-c", program]
        return subprocess.run(
            command, stdout=there, stderr=subprocess.PIPE, text=True, env=settled, check=False, timeout=60
        )


@pytest.mark.parametrize("status", [0, 2, 130])
def test_all_that_was_said_is_out_before_a_program_ends(status: int) -> None:
    done = ended(f"print('4 cards', end='')\nleave({status})")
    assert (done.returncode, done.stdout, done.stderr) == (status, "4 cards", "")


def test_an_answer_that_finds_no_room_is_no_answer() -> None:
    done = ended("print('4 cards')\nleave(0)", "/dev/full")
    assert (done.returncode, done.stderr) == (2, "The answer cannot be printed: No space left on device.\n")


def test_whoever_is_still_at_work_is_waited_for() -> None:
    done = ended(
        "import threading, time\n"
        "def work():\n    time.sleep(0.2)\n    print('done', flush=True)\n"
        "threading.Thread(target=work).start()\nleave(0)"
    )
    assert (done.returncode, done.stdout) == (0, "done\n")


def test_a_pool_of_threads_that_nobody_closed_keeps_no_program_from_ending() -> None:
    done = ended(
        "from concurrent.futures import ThreadPoolExecutor\n"
        "pool = ThreadPoolExecutor(1)\npool.submit(int).result()\nleave(0)"
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_said_at_the_very_end_is_out_too() -> None:
    done = ended("import atexit\natexit.register(print, 'Goodbye.')\nleave(0)")
    assert (done.returncode, done.stdout) == (0, "Goodbye.\n")


def test_an_answer_to_nobody_is_no_success_and_no_traceback() -> None:
    done = ended(
        "import os\nread, write = os.pipe()\nos.close(read)\nos.dup2(write, 1)\nprint('4 cards')\nleave(0)"
    )
    assert (done.returncode, done.stderr) == (1, "")
