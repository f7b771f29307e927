"""A dose that was acknowledged is there after power failed at any moment, in small.

`python -m tests.benchmarks.power` opens more than 2,000 crashed disks for each of the settings.
"""

from pathlib import Path

from kiosk.records.opening import open_records
from tests.made_school import maple
from tests.records.power import CARELESS, OURS, SQLITES_OWN, Acknowledged, Found, crashes, told


def test_no_acknowledged_dose_is_lost_when_power_fails(tmp_path: Path) -> None:
    story = told(tmp_path, OURS, 4)
    assert sum(isinstance(each, Acknowledged) for each in story.steps) == 4
    assert crashes(story, tmp_path, 200) == Found(200, lost=0, damaged=0)


def test_the_same_disk_loses_doses_under_weaker_settings(tmp_path: Path) -> None:
    """Without this, that none is lost would show nothing."""
    (tmp_path / "own").mkdir()
    own = crashes(told(tmp_path / "own", SQLITES_OWN, 4), tmp_path, 100)
    careless = crashes(told(tmp_path, CARELESS, 4), tmp_path, 50)
    assert own.lost > 0
    assert own.damaged == 0
    assert careless.lost + careless.damaged > 0


def test_the_records_are_opened_with_the_settings_that_were_tried(tmp_path: Path) -> None:
    with open_records(tmp_path, maple(), create=True) as records, records.reading() as transaction:
        asked = [transaction.connection.exec_driver_sql(f"PRAGMA {each}").scalar() for each in _ASKED]
    assert asked == [OURS.journal.lower(), {"EXTRA": 3}[OURS.synchronous]]


_ASKED = ("journal_mode", "synchronous")
