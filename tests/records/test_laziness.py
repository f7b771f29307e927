import pytest

from tests.test_house import HEAVY, modules_after


@pytest.mark.parametrize("room", ["records.opening", "records.importing", "records.verifying", "access.gate"])
def test_the_records_open_without_reading_a_file_or_drawing_a_screen(room: str) -> None:
    assert not modules_after(f"import kiosk.{room}") & (HEAVY | {"cattrs", "rapidfuzz", "click", "rich"})
