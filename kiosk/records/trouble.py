"""What the database refuses, in sentences. Its own texts hold statements and values, so they go nowhere."""

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kiosk.faults import BadInput, Fault

_SENTENCES = {
    "SQLITE_BUSY": "is in use by another program; wait a moment and try again",
    "SQLITE_LOCKED": "is in use by another program; wait a moment and try again",
    "SQLITE_READONLY": "cannot be written: it or its folder is read-only; nothing was recorded",
    "SQLITE_PERM": "cannot be written: this account may not; nothing was recorded",
    "SQLITE_AUTH": "cannot be written: this account may not; nothing was recorded",
    "SQLITE_FULL": "cannot be written: the disk is full; make room and try again, nothing was recorded",
    "SQLITE_CANTOPEN": "cannot be opened; see that the folder is there and that this account may write in it",
    "SQLITE_NOTADB": "is not a records file; restore it from a backup, or name the right one in school.toml",
    "SQLITE_CORRUPT": "is damaged; keep a copy of it, and restore the newest backup",
    "SQLITE_IOERR": (
        "cannot be read or written: the disk reports an error, or this account may not write in its folder; "
        "nothing was recorded"
    ),
    "SQLITE_TOOBIG": "cannot take so large a value; nothing was recorded",
    "SQLITE_NOMEM": "cannot be read: this computer is out of memory",
    "SQLITE_CONSTRAINT_TRIGGER": "keeps what it holds: plans, doses and ledger rows are never changed",
    "SQLITE_CONSTRAINT": "refused the change: it would break a rule of the records; nothing was recorded",
}


@contextlib.contextmanager
def sentences(place: str) -> Iterator[None]:
    """Turn what the database refuses into a sentence about `place`, without statement or value."""
    try:
        yield
    except DBAPIError as error:
        raise explained(error.orig, place) from None
    except sqlite3.Error as error:
        raise explained(error, place) from None
    except PoolTimeout:
        raise BadInput.of([Fault(_SENTENCES["SQLITE_BUSY"], file=place)]) from None


def explained(error: BaseException | None, place: str) -> BadInput:
    """The sentence for an error of the database driver."""
    name = getattr(error, "sqlite_errorname", None) or "SQLITE_ERROR"
    what = next((said for code, said in _SENTENCES.items() if name.startswith(code)), None)
    return BadInput.of([Fault(what or f"cannot be used: the database says {name}", file=place)])
