"""Whatever a guesser's patience, from wherever: no more than five tries in ten minutes, and twenty in all."""

import contextlib
import datetime as dt
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.records import links, roster, tries
from kiosk.records.link_model import token_digest
from kiosk.records.store import Records
from kiosk.records.tries import Reserved
from tests.access.visiting import CARD, link
from tests.records.making import NOW, student

DIGEST = token_digest(CARD)
GAPS = st.sampled_from([0, 1, 60, 299, 300, 599, 600, 601, 4000])
TRIES = st.lists(st.tuples(GAPS, st.sampled_from("AB"), st.booleans()), max_size=60)


@pytest.fixture
def carded(records: Records) -> Records:
    """Records with one card in them."""
    with records.writing() as transaction:
        roster.save(transaction, [student("10042", "Blake", "Bennett")])
        links.replace(transaction, [link(CARD, "10042")], NOW)
    return records


class UndoneError(Exception):
    """Ends an example without a trace of it."""


def wrong_tries(records: Records, asked: list[tuple[int, str, bool]]) -> dict[str, list[dt.datetime]]:
    """When each address was let in to a wrong try; that a quiet address is let in is seen on the way."""
    wrong: defaultdict[str, list[dt.datetime]] = defaultdict(list)
    last: dict[str, dt.datetime] = {}
    now = NOW
    with contextlib.suppress(UndoneError), records.writing() as transaction:
        for gap, address, is_right in asked:
            now += dt.timedelta(seconds=gap)
            reserved = tries.reserve(transaction, DIGEST, address, now)
            if reserved is None:
                is_spent = sum(map(len, wrong.values())) == tries.IN_A_LIFE
                assert is_spent or last[address] > now - tries.QUIET
                continue
            last[address] = now
            if is_right:
                tries.give_back(transaction, reserved)
            else:
                wrong[address].append(now)
        raise UndoneError
    return wrong


@given(TRIES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_no_patience_and_no_second_place_buys_a_try_more(
    carded: Records, asked: list[tuple[int, str, bool]]
) -> None:
    wrong = wrong_tries(carded, asked)
    assert sum(map(len, wrong.values())) <= tries.IN_A_LIFE
    for times in wrong.values():
        for late in times:
            recent = [each for each in times if late - tries.QUIET < each <= late]
            assert len(recent) <= tries.FROM_AN_ADDRESS


def test_what_is_reserved_names_no_address(carded: Records) -> None:
    with carded.writing() as transaction:
        reserved = tries.reserve(transaction, DIGEST, "192.0.2.17", NOW)
        assert isinstance(reserved, Reserved)
        assert b"192.0.2.17" not in reserved.address
        other = tries.reserve(transaction, DIGEST, "192.0.2.18", NOW)
        assert other
        assert other.address != reserved.address
