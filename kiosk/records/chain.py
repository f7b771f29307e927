"""The hash that ties each row of the ledger to the one before.

A row is written as netstrings (`5:Blake,`; nothing is `-`), in the order of its columns, `previous` last.
Its hash is the SHA-256 of that. Anyone can compute it again from the rows alone.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache

START = bytes(32)
"""What the first row of a school has in `previous`."""

COLUMNS = (
    "school", "number", "instant", "event", "actor", "station", "student", "basis", "pretended", "detail",
    "previous",
)  # fmt: skip
"""What a row's hash covers: all of its columns but the hash."""


def row_hash(values: Iterable[str | int | bytes | None]) -> bytes:
    """The hash of a row, from its stored values in the order of COLUMNS."""
    return hashlib.sha256(b"".join(map(_netstring, values))).digest()


def _netstring(value: str | int | bytes | None) -> bytes:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bytes):
        return b"%d:%b," % (len(value), value)
    return b"-" if value is None else _text(str(value))


@lru_cache(maxsize=500)
def _text(value: str) -> bytes:
    """Most columns say in one row what they said in the row before."""
    data = value.encode()
    return b"%d:%b," % (len(data), data)
