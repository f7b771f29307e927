"""Codes that are made many at once are the very codes that `qrcode` makes one by one."""

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import lost_point

from cards import bars, code, penalty, symbols
from tests.cards.samples import link

LINKS = st.text("ABCXYZ0189 $%*+-./:", min_size=0, max_size=89).map("H".__add__)


def by_qrcode(target: str) -> list[list[bool]]:
    """The modules that `qrcode` makes, its choice of mask included."""
    made = QRCode(version=code.version(target), error_correction=ERROR_CORRECT_M, border=0)
    made.add_data(target.encode(), optimize=0)
    made.make(fit=False)
    return [[bool(module) for module in row] for row in made.modules]


def squares(targets: list[str]) -> list[list[list[bool]]]:
    """The modules that we make of links that one version holds."""
    version = code.version(targets[0])
    bits = symbols.bits(symbols.encode(targets, version))
    side = code.side(version)
    assert not bits[:, :, side:].any()
    made: list[list[list[bool]]] = bits[:, :, :side].astype(bool).tolist()
    return made


@pytest.mark.parametrize("length", range(1, 91))
def test_a_code_of_every_length_is_the_one_that_qrcode_makes(length: int) -> None:
    targets = [("HTTPS://PLANS.MAPLE.EXAMPLE/C/" + link(str(seed))[30:] * 3)[:length] for seed in range(2)]
    assert squares(targets) == [by_qrcode(target) for target in targets]


@settings(max_examples=60, deadline=None)
@given(LINKS)
def test_whatever_a_link_says_its_code_is_the_one_that_qrcode_makes(target: str) -> None:
    assert squares([target]) == [by_qrcode(target)]


def test_links_of_different_lengths_are_encoded_together_in_their_order() -> None:
    targets = [link(str(number))[: 20 + number % 7] for number in range(300)]
    assert squares(targets)[::37] == [by_qrcode(target) for target in targets[::37]]


@pytest.mark.parametrize("version", [3, 4])
def test_the_penalty_of_any_square_is_the_one_that_qrcode_counts(version: int) -> None:
    side = code.side(version)
    chance = np.random.default_rng(version)
    drawn = chance.integers(0, 2, (60, side, side), np.uint8)
    drawn[:20, ::3] = drawn[:20, :1, :1]  # long runs and large blocks, which chance hardly makes
    drawn[20:30, 2, 4:15] = [1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0]
    drawn[30:40, 4:15, 2] = [0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1]
    drawn[40] = 0
    drawn[41] = 1
    lines = symbols.words(drawn, np.uint64)
    assert penalty.penalties(lines, side).tolist() == [lost_point(square.tolist()) for square in drawn]


def test_another_reader_reads_every_code() -> None:
    targets = [link(str(number)) for number in range(200)]
    for square, target in zip(squares(targets), targets, strict=True):
        picture = np.pad(np.where(square, 0, 255).astype(np.uint8), 4, constant_values=255)
        (read,) = zxingcpp.read_barcodes(picture, is_pure=True)
        assert read.text == target
        assert read.ec_level == "M"


def test_a_path_covers_the_dark_modules_and_no_other() -> None:
    targets = [link("a path"), link("another")]
    for square, path in zip(squares(targets), bars.paths(symbols.encode(targets, 3)), strict=True):
        drawn = np.zeros((29, 29), int)
        for line in path.splitlines():
            x, y, width, height, operator = line.split()
            assert (height, operator) == (b"1", b"re")
            drawn[int(y), int(x) : int(x) + int(width)] += 1
        assert drawn.tolist() == np.array(square, int).tolist()
