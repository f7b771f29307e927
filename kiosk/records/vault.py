"""Encryption by field: each value is sealed for its own place, and opens nowhere else."""

import hashlib
import hmac
import os
from collections.abc import Callable, Sequence

import msgspec
from attrs import field, frozen
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.faults import BadInput

KEY_LENGTH = 32
_NONCE_LENGTH = 12
_FORM = b"\x01"
"""AES-256-GCM, a random nonce of 12 bytes, then the text with its tag of 16."""

Place = Sequence[str | int]
"""Table, column, and the key of the row."""


def seal(key: AESGCM, value: bytes, place: Place) -> bytes:
    """A value encrypted for one place (NIST SP 800-38D)."""
    nonce = os.urandom(_NONCE_LENGTH)
    return _FORM + nonce + key.encrypt(nonce, value, msgspec.json.encode(place))


def unseal(key: AESGCM, sealed: bytes, place: Place) -> bytes:
    """The value that was sealed for this place; anything else raises InvalidTag."""
    if sealed[:1] != _FORM or len(sealed) <= _NONCE_LENGTH:
        raise InvalidTag
    nonce, body = sealed[1 : 1 + _NONCE_LENGTH], sealed[1 + _NONCE_LENGTH :]
    return key.decrypt(nonce, body, msgspec.json.encode(place))


@frozen
class Vault:
    """What seals and opens the fields of one school, and knows its files by a keyed digest."""

    _data_key: bytes = field(repr=False)
    _fields: AESGCM = field(repr=False, eq=False)
    _digests: bytes = field(repr=False)
    _pepper: bytes = field(repr=False)
    _purposes: dict[str, bytes] = field(factory=dict, init=False, repr=False, eq=False)

    @classmethod
    def of(cls, data_key: bytes) -> "Vault":
        """The vault of a data key: a key for each purpose comes from it."""
        fields = AESGCM(_derived(data_key, b"kiosk fields"))
        return cls(
            data_key, fields, _derived(data_key, b"kiosk digests"), _derived(data_key, b"kiosk pepper")
        )

    def __reduce__(self) -> tuple[Callable[[bytes], "Vault"], tuple[bytes]]:
        """How it is handed to a process that opens plans; it is never written anywhere."""
        return Vault.of, (self._data_key,)

    def seal(self, value: bytes, *place: str | int) -> bytes:
        """A value encrypted for this table, column and row."""
        return seal(self._fields, value, place)

    def open(self, sealed: bytes, *place: str | int) -> bytes:
        """The value of this table, column and row; a changed or moved one is an error."""
        try:
            return unseal(self._fields, sealed, place)
        except InvalidTag:
            table, column, *row = place
            key = " ".join(map(str, row))
            what = "was changed or comes from another place; run kiosk verify"
            raise BadInput(f"the {column} of {table} {key} cannot be opened: it {what}") from None

    def digest(self, written: bytes) -> bytes:
        """What an equal file is known by; without the key it tells nothing of the file."""
        return hmac.digest(self._digests, written, hashlib.sha256)

    def tag(self, value: bytes, purpose: str) -> bytes:
        """What a short value is found again by; without the key file no guess at it can be tried."""
        key = self._purposes.get(purpose)
        if key is None:
            key = self._purposes[purpose] = _derived(self._pepper, f"kiosk {purpose}".encode())
        return hmac.digest(key, value, hashlib.sha256)

    def peppered(self, secret: bytes) -> bytes:
        """A PIN as it is hashed: without the key file no guess at it can be tried."""
        return hmac.digest(self._pepper, secret, hashlib.sha256)


def _derived(data_key: bytes, purpose: bytes) -> bytes:
    """HKDF-Expand (RFC 5869) for one block: a key for one purpose."""
    return hmac.digest(data_key, purpose + b"\x01", hashlib.sha256)
