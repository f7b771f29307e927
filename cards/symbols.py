"""QR codes of many links at once: `qrcode` encodes a basis, and every further code is an XOR of its rows.

For one version, level and mode, bit stream to modules is affine over GF(2). `qrcode` says where a bit goes,
what the error correction of each byte is, and what each mask adds; a symbol is then the XOR of one table row
for each byte of its bit stream. The mask is the one with the lowest penalty (ISO/IEC 18004, 7.8.3), which is
counted for many symbols side by side.

A symbol is `side` integers, one for each row of modules; bit x is the module in column x.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray
from qrcode import QRCode
from qrcode.base import RSBlock, gexp, glog, rs_blocks
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import ALPHA_NUM, BitBuffer, QRData, create_bytes, create_data

from cards import penalty

BATCH = 128  # symbols whose eight masks are weighed together: their rows stay in the processor's cache
HEADER = 13  # bits of mode and count before the text (ISO/IEC 18004, 7.4.4)
MASKS = 8

Words = NDArray[Any]  # unsigned integers, one a row of modules
Bytes = NDArray[np.uint8]

_VALUES = np.zeros(256, np.uint16)
_VALUES[np.frombuffer(ALPHA_NUM, np.uint8)] = np.arange(len(ALPHA_NUM))


def encode(links: Sequence[str], version: int) -> Words:
    """The symbols of links that this version holds, a row of integers for each link."""
    basis = _basis(version)
    symbols: Words = np.empty((len(links), basis.side), basis.word)
    by_length: dict[int, list[int]] = {}
    for index, link in enumerate(links):
        by_length.setdefault(len(link), []).append(index)
    for length, indexes in by_length.items():
        codewords = _codewords([links[index] for index in indexes], length, version)
        for start in range(0, len(indexes), BATCH):
            symbols[indexes[start : start + BATCH]] = _symbols(codewords[start : start + BATCH], basis)
    return symbols


def bits(symbols: Words) -> Bytes:
    """Each row's bits, 1 for dark; beyond the symbol's side they are 0."""
    little = symbols.astype(symbols.dtype.newbyteorder("<"), copy=False)
    found = np.unpackbits(little.view(np.uint8), axis=-1, bitorder="little")
    return found.reshape(*symbols.shape, -1)


@frozen(eq=False)
class _Basis:
    """What a version's symbols are made of; symbols are given twice, by rows and then by columns."""

    side: int
    word: type
    effects: Words  # [byte of the stream, bit of that byte] -> modules that it turns over
    tried: Words  # [mask] -> what a mask adds while masks are weighed: without the format information
    final: Words  # [mask] -> what it adds to the finished symbol


def _codewords(links: Sequence[str], length: int, version: int) -> Bytes:
    """The bit streams of links of one length, in bytes: of the pair AB the 11 bits of 45 A + B."""
    text = np.frombuffer("".join(links).encode(), np.uint8).reshape(len(links), length)
    values = _VALUES[text]
    pairs = values[:, : length - 1 : 2] * 45 + values[:, 1::2]
    bits = [_bits(pairs, 11)]
    if length % 2:
        bits.append(_bits(values[:, -1:], 6))
    blank = _blank(length, version)
    stream = np.tile(np.unpackbits(blank), (len(links), 1))
    written = np.concatenate(bits, axis=1)
    stream[:, HEADER : HEADER + written.shape[1]] = written
    return np.packbits(stream, axis=1)


def _bits(numbers: NDArray[np.uint16], width: int) -> Bytes:
    places = np.arange(width - 1, -1, -1, dtype=np.uint16)
    return ((numbers[:, :, None] >> places) & 1).astype(np.uint8).reshape(len(numbers), -1)


@cache
def _blank(length: int, version: int) -> Bytes:
    """The bit stream of some text of this length: its mode, count and padding as `qrcode` sets them."""
    some = QRData("A" * length)
    return _data_bytes(create_data(version, ERROR_CORRECT_M, [some]), version)


def _data_bytes(interleaved: Sequence[int], version: int) -> Bytes:
    """The stream's bytes in their order, out of blocks that are interleaved."""
    blocks = len(rs_blocks(version, ERROR_CORRECT_M))
    data = np.array(interleaved[: _data_count(version)], np.uint8)
    return data.reshape(-1, blocks).T.reshape(-1)


def _data_count(version: int) -> int:
    return sum(block.data_count for block in rs_blocks(version, ERROR_CORRECT_M))


def _symbols(codewords: Bytes, basis: _Basis) -> Words:
    """Each stream's modules, under the mask with the lowest penalty."""
    plain: Words = np.zeros((len(codewords), 2 * basis.side), basis.word)
    varies = (codewords != codewords[0]).any(axis=0)
    for place, column in enumerate(codewords.T):
        table = _table(basis, place)
        plain ^= table[column] if varies[place] else table[column[0]]
    best = penalty.lowest(plain, basis.tried, basis.side)
    rows: Words = plain[:, : basis.side] ^ basis.final[best, : basis.side]
    return rows


@cache
def _table(basis: _Basis, place: int) -> Words:
    """What each value of one byte of the stream turns over."""
    table: Words = np.zeros((256, basis.effects.shape[-1]), basis.word)
    for bit in range(8):
        table[1 << bit : 2 << bit] = table[: 1 << bit] ^ basis.effects[place, 7 - bit]
    return table


@cache
def _basis(version: int) -> _Basis:
    side = version * 4 + 17
    word = np.uint32 if side <= 32 else np.uint64
    blank = np.array([_drawn(version, mask, test=False) for mask in range(MASKS)])
    tried = np.array([_drawn(version, mask, test=True) for mask in range(MASKS)])
    effects = _effects(version)
    return _Basis(side, word, words(effects, word), words(tried, word), words(blank, word))


def words(squares: Bytes, word: type) -> Words:
    """Squares of modules as integers: their rows, and then their columns."""
    powers: Words = np.array([1 << x for x in range(squares.shape[-1])], word)
    rows = (squares * powers).sum(axis=-1, dtype=word)
    columns = (squares.swapaxes(-1, -2) * powers).sum(axis=-1, dtype=word)
    return np.concatenate([rows, columns], axis=-1)


def _drawn(version: int, mask: int, *, test: bool, codewords: Sequence[int] = ()) -> Bytes:
    """The modules that `qrcode` draws for these codewords; those that are missing count as 0."""
    code = QRCode(version=version, error_correction=ERROR_CORRECT_M, border=0)
    code.data_cache = list(codewords)
    code.makeImpl(test, mask)
    return np.array(code.modules, np.uint8)


def _effects(version: int) -> Bytes:
    """The modules that each bit of the stream turns over, its error correction included."""
    codewords = _parities(version)
    bits = np.unpackbits(codewords, axis=-1)
    places = _places(version)
    side = version * 4 + 17
    squares = np.zeros((*bits.shape[:2], side * side), np.uint8)
    squares[:, :, places] = bits
    return squares.reshape(*bits.shape[:2], side, side)


def _parities(version: int) -> Bytes:
    """For each byte of the stream and each of its bits, the codewords that `qrcode` makes of it.

    The error correction is linear over GF(256) too: the byte 1 is encoded, and multiplied for the other bits.
    """
    blocks = rs_blocks(version, ERROR_CORRECT_M)
    stream = np.zeros(_data_count(version), np.uint8)
    stream[np.cumsum([block.data_count for block in blocks]) - 1] = 2  # `qrcode` divides no noughts
    base = _encoded(stream, blocks)
    ones = np.array([_encoded(stream ^ one, blocks) for one in np.eye(len(stream), dtype=np.uint8)])
    times = [[0, *(gexp(glog(value) + bit) for value in range(1, 256))] for bit in range(7, -1, -1)]
    products: Bytes = np.array(times, np.uint8)[np.arange(8)[None, :, None], (ones ^ base)[:, None, :]]
    return products


def _encoded(stream: Bytes, blocks: list[RSBlock]) -> Bytes:
    buffer = BitBuffer()
    buffer.buffer = stream.tolist()
    return np.array(create_bytes(buffer, blocks), np.uint8)


def _places(version: int) -> NDArray[np.intp]:
    """Where in the square each bit of the codewords goes: every bit of its number is drawn once."""
    total = sum(block.total_count for block in rs_blocks(version, ERROR_CORRECT_M))
    numbers = np.arange(1, 8 * total + 1)
    nothing = _drawn(version, 0, test=True)
    at = np.zeros(nothing.size, np.intp)
    for bit in range(int(numbers[-1]).bit_length()):
        codewords = np.packbits((numbers >> bit & 1).astype(np.uint8))
        drawn = _drawn(version, 0, test=True, codewords=codewords.tolist())
        at += (drawn ^ nothing).reshape(-1).astype(np.intp) << bit
    return np.argsort(at, kind="stable")[np.count_nonzero(at == 0) :]
