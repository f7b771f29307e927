"""Three hundred requests that no browser sends; `python -m tests.page.fuzzing` sends ten thousand."""

import pytest

from kiosk.page import patience
from kiosk.records.store import Records
from tests.access.visiting import House, furnished
from tests.page.fuzzing import SOON, Fuzzed, fuzz, judge


@pytest.fixture
def house(records: Records) -> House:
    return furnished(records)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_no_odd_request_breaks_the_page_or_learns_a_thing(
    house: House, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LONGEST", SOON)
    found = await fuzz(house, 100, seed)
    assert found.wrong == []
    assert found.statuses[200] >= 10
    assert found.statuses[400] >= 10
    assert set(found.statuses) <= {0, 200, 303, 400, 403, 404, 405}
    assert house.views() == []


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"HTTP/1.1 500 Internal Server Error\r\n\r\n", "status 500"),
        (b"HTTP/1.1 404 Not Found\r\n\r\nBlake Bennett", "a word about a student"),
        (b"HTTP/1.1 200 OK\r\nx: y\r\n\r\nStaff only", "another gate"),
    ],
)
def test_the_fuzzer_sees_what_is_wrong(answer: bytes, why: str) -> None:
    found = Fuzzed()
    judge(found, b"GET /C/ABC HTTP/1.1\r\n\r\n", answer, b"HTTP/1.1 200 OK\r\nStaff only")
    assert [each for each, _ in found.wrong] == [why]
