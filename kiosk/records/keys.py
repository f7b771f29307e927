"""The key file: what opens a school's records, kept outside the school folder.

It is 64 hexadecimal digits. Its id is made from the key, so a wrong file is known for what it is.
"""

import hashlib
import os
import secrets
from pathlib import Path

from attrs import field, frozen
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.faults import BadInput, Fault
from kiosk.files import read_bytes, trouble, write_atomic
from kiosk.records.vault import KEY_LENGTH, seal, unseal

_DIGITS = 2 * KEY_LENGTH


@frozen
class KeyFile:
    """A key file that was read, and where it lies."""

    path: Path
    _secret: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """What the database knows this key by."""
        return hashlib.sha256(b"kiosk key file" + self._secret).hexdigest()[:32]

    def wrap(self, data_key: bytes, school: str) -> bytes:
        """A school's data key, encrypted by this key."""
        return seal(AESGCM(self._secret), data_key, ("school_key", "wrapped", school))

    def unwrap(self, wrapped: bytes, school: str) -> bytes:
        """A school's data key."""
        try:
            return unseal(AESGCM(self._secret), wrapped, ("school_key", "wrapped", school))
        except InvalidTag:
            what = "is the right key file, but the key in the records was changed; restore the newest backup"
            raise BadInput.of([Fault(what, file=str(self.path))]) from None


def make_key_file(folder: Path) -> KeyFile:
    """The key file for a school's new records: the one that $KIOSK_KEY_FILE names, else a new one."""
    named = os.environ.get("KIOSK_KEY_FILE")
    if named and _is_there(Path(named)):
        return _read(_outside(Path(named), folder))
    secret = secrets.token_bytes(KEY_LENGTH)
    fresh = KeyFile(Path(), secret)
    made = KeyFile(_outside(Path(named) if named else _default_path(fresh.id), folder), secret)
    _private_folder(made.path.parent)
    write_atomic(made.path, f"{secret.hex()}\n".encode(), mode=0o600)
    return made


def find_key_file(key_id: str) -> KeyFile:
    """The key file of this id; a lost, wrong or broken one is an error that says where it was sought."""
    path = _path(key_id)
    if not _is_there(path):
        raise BadInput.of([Fault(_lost(key_id), file=str(path))])
    found = _read(path)
    if found.id != key_id:
        what = f"is the key file of other records; these need the one called {key_id}.key"
        raise BadInput.of([Fault(what, file=str(path))])
    return found


def _is_there(path: Path) -> bool:
    """Whether there is something to read; where this account may not look, reading it will say so."""
    try:
        return path.exists()
    except OSError:
        return True


def _lost(key_id: str) -> str:
    elsewhere = (
        "correct KIOSK_KEY_FILE" if os.environ.get("KIOSK_KEY_FILE") else "name its place with KIOSK_KEY_FILE"
    )
    return (
        f"the key file of these records is not here; copy {key_id}.key back from where it is kept safe, "
        f"or {elsewhere}. Without it the plans cannot be read"
    )


def _path(key_id: str) -> Path:
    named = os.environ.get("KIOSK_KEY_FILE")
    return Path(named) if named else _default_path(key_id)


def _default_path(key_id: str) -> Path:
    home = Path(os.environ.get("XDG_DATA_HOME") or "")
    if not home.is_absolute():
        try:
            home = Path.home() / ".local" / "share"
        except RuntimeError:
            what = "this account has no home folder to keep the key file in; name a place with KIOSK_KEY_FILE"
            raise BadInput(what) from None
    return home / "kiosk" / "keys" / f"{key_id}.key"


def _read(path: Path) -> KeyFile:
    digits = read_bytes(path).strip()
    try:
        secret = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        secret = b""
    if len(secret) != KEY_LENGTH:
        what = f"is not a key file: expected {_DIGITS} hexadecimal digits; copy the right one back"
        raise BadInput.of([Fault(what, file=str(path))])
    return KeyFile(path, secret)


def _outside(path: Path, folder: Path) -> Path:
    if path.resolve().is_relative_to(folder.resolve()):
        what = "lies in the school folder; a key beside what it locks protects nothing, keep it elsewhere"
        raise BadInput.of([Fault(what, file=str(path))])
    return path


def _private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for this account alone."""
    try:
        for each in reversed((folder, *folder.parents)):
            if not each.exists():
                each.mkdir(mode=0o700)
    except OSError as error:
        raise BadInput.of([Fault(f"cannot be made: {trouble(error)}", file=str(folder))]) from None
