"""Power that fails while doses are recorded: how many crashed disks lost an acknowledged dose.

python -m tests.benchmarks.power [STATES]
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.records.power import CARELESS, OURS, SQLITES_OWN, Settings, crashes, told

_TRIED: dict[str, Settings] = {
    "ours: TRUNCATE, EXTRA": OURS,
    "SQLite's own: DELETE, FULL": SQLITES_OWN,
    "careless: TRUNCATE, OFF": CARELESS,
}


def main(states: int) -> None:
    """Print how many crashed disks had lost a dose, or were damaged, for each of the settings."""
    for name, settings in _TRIED.items():
        with TemporaryDirectory() as folder:
            os.environ["KIOSK_KEY_FILE"] = f"{folder}/benchmark.key"
            found = crashes(told(Path(folder) / "maple", settings, 12), Path(folder), states)
        print(f"{name:<30}{found.states:>6} states{found.lost:>6} lost a dose{found.damaged:>6} damaged")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 2_400)
