"""Whatever operation of the disk fails, the record of a dose says the truth."""

from pathlib import Path

import apsw
import pytest

from tests.records.faulting import BEFORE, DOSE, swept


@pytest.mark.parametrize(
    ("error", "lasts"), [(apsw.FullError, True), (apsw.IOError, False)], ids=["full", "broken once"]
)
def test_at_whatever_operation_the_disk_fails_a_dose_is_whole_or_not_there(
    tmp_path: Path, error: type[apsw.Error], lasts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_KEY_FILE", str(tmp_path / "key"))
    *failed, last = list(swept(tmp_path, error, lasts=lasts))
    assert len(failed) > 10, "each operation failed once"
    for each in failed:
        assert each.intact, each
        assert each.doses in {(BEFORE,), (BEFORE, DOSE)}, each
        assert each.again == (BEFORE, DOSE), each
        assert each.doses == (BEFORE, DOSE) or not each.acknowledged, each
    assert any(each.doses == (BEFORE,) for each in failed)
    assert any(each.doses == (BEFORE, DOSE) and not each.acknowledged for each in failed), (
        "asked, it is found"
    )
    assert (last.acknowledged, last.doses, last.intact) == (True, (BEFORE, DOSE), True)
