"""Races and kills in small; `python -m tests.benchmarks.doses` has 50 writers and 150 kills."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def run(program: str, *arguments: str | int | Path) -> Any:
    """What a program of this folder says; it forks, so it is a process of its own."""
    command = [sys.executable, "-m", f"tests.records.{program}", *map(str, arguments)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    return json.loads(said.stdout)


def test_writers_that_look_at_nothing_before_give_each_dose_once(tmp_path: Path) -> None:
    tally = run("racing", tmp_path / "maple", "6", "10")
    assert sorted(tally["won"]) == list(range(10))
    assert tally["intact"] is True


def test_a_dose_that_was_acknowledged_is_there_after_a_kill_and_a_retry_is_no_second(tmp_path: Path) -> None:
    tally = run("killing", tmp_path / "maple", "10")
    assert tally["lost"] == 0
    assert tally["acknowledged"] > 0
    assert tally["found_again"] == 10
    assert tally["stored"] == tally["acknowledged"] + 10
    assert tally["intact"] is True
