"""Wrong answers come at once in these tests, but where it is their time that counts."""

import pytest

from kiosk.page import app


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong answer takes a millisecond."""
    monkeypatch.setattr(app, "STEP", 0.001)
