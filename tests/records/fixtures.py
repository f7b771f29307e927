"""Records of a small school, over every engine that there is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.records.opening import open_records
from kiosk.records.store import Records
from kiosk.school.model import School
from tests.made_school import maple


@pytest.fixture
def school() -> School:
    """Maple Street Elementary."""
    return maple()


@pytest.fixture(params=["sqlite"])
def records(request: pytest.FixtureRequest, tmp_path: Path, school: School) -> Iterator[Records]:
    """New records of Maple Street, with nobody in them."""
    with open_records(tmp_path / "maple", school, create=True) as opened:
        yield opened
