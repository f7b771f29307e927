"""Ten kills while doses are recorded; `python -m tests.benchmarks.doses` does 150."""

import json
import subprocess
import sys
from pathlib import Path


def test_a_dose_that_was_acknowledged_is_there_after_a_kill_and_a_retry_is_no_second(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.records.killing", str(tmp_path / "maple"), "10"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    tally = json.loads(said.stdout)
    assert tally["lost"] == 0
    assert tally["acknowledged"] > 0
    assert tally["found_again"] == 10
    assert tally["stored"] == tally["acknowledged"] + 10
    assert tally["intact"] is True
