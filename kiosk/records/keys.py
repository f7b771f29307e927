"""The key file: what opens a school's records, kept outside the school folder.

It is 64 hexadecimal digits. Its id is made from the key, so a wrong file is known for what it is. It lies
where $KIOSK_KEY_FILE says, or beside that under its id; else it is the systemd credential `kiosk.key`, or
lies in this account's home.
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
from kiosk.modes import open_file_fault
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
    return _made(Path(named) if named else _default_path(KeyFile(Path(), secret).id), secret, folder)


def make_next_key_file(folder: Path) -> KeyFile:
    """A new key file, under its id, where this school's key files are kept; the old one stays."""
    secret = secrets.token_bytes(KEY_LENGTH)
    key_id = KeyFile(Path(), secret).id
    named = os.environ.get("KIOSK_KEY_FILE")
    return _made(_beside(Path(named), key_id) if named else _default_path(key_id), secret, folder)


def find_key_file(key_id: str) -> KeyFile:
    """The key file of this id; a lost, wrong, broken or open one is an error that says where it is."""
    places = _places(key_id)
    there = [each for each in places if _is_there(each)]
    if not there:
        raise BadInput.of([Fault(_lost(key_id), file=str(places[0]))])
    errors: list[BadInput] = []
    for path in there:
        try:
            return _of_id(path, key_id)
        except BadInput as error:
            errors.append(error)
    raise errors[0]


def _of_id(path: Path, key_id: str) -> KeyFile:
    found = _read(path)
    if found.id != key_id:
        what = f"is the key file of other records; these need the one called {key_id}.key"
        raise BadInput.of([Fault(what, file=str(path))])
    if path != _credential() and (fault := open_file_fault(path, "the key file")):
        raise BadInput.of([fault])
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


def _places(key_id: str) -> tuple[Path, ...]:
    """Where the key file of this id may lie, the likeliest first."""
    named = os.environ.get("KIOSK_KEY_FILE")
    if named:
        return Path(named), _beside(Path(named), key_id)
    credential = _credential()
    return (credential, _default_path(key_id)) if credential else (_default_path(key_id),)


def _credential() -> Path | None:
    """What systemd hands to a service as `LoadCredential=kiosk.key:…`; it keeps others out itself."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    path = Path(folder) / "kiosk.key" if folder else None
    return path if path and _is_there(path) else None


def _beside(path: Path, key_id: str) -> Path:
    return path.with_name(f"{key_id}.key")


def _made(path: Path, secret: bytes, folder: Path) -> KeyFile:
    made = KeyFile(_outside(path, folder), secret)
    _private_folder(path.parent)
    write_atomic(path, f"{secret.hex()}\n".encode(), mode=0o600)
    return made


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
