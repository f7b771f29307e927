"""Open a school's records; make them, with their key, only where that is asked for."""

import datetime as dt
import os
import secrets
from pathlib import Path

from sqlalchemy import Engine, Row, insert, select

from kiosk.faults import BadInput, Fault
from kiosk.files import sync_folder, trouble
from kiosk.modes import open_fault, open_file_fault
from kiosk.records.engine import sqlite_engine
from kiosk.records.keys import find_key_file, make_key_file
from kiosk.records.migrations import migrate
from kiosk.records.store import Records, transaction
from kiosk.records.tables import school_key, student
from kiosk.records.vault import KEY_LENGTH, Vault
from kiosk.school.model import School

__all__ = ["Records", "key_path", "open_records", "records_path"]

_SQLITE = "sqlite:"


def open_records(
    folder: Path, school: School, *, create: bool = False, becoming: Path | None = None
) -> Records:
    """The records of the school in this folder; where there are none, an error, or new ones with `create`.

    `becoming` is the name that the folder will have once it is made: no key file may lie in it.
    """
    path = records_path(folder, school)
    if create:
        _make_file(path, folder)
    elif not _size(path):
        raise _nothing_there(path)
    _expect_private(folder, path)
    engine = sqlite_engine(path)
    try:
        migrate(engine, path)
        vault = Vault.of(_data_key(engine, path, becoming or folder, school, create=create))
    except BaseException:
        engine.dispose()
        raise
    return Records(engine, school.id, vault, path)


def key_path(records: Records) -> Path:
    """Where the key file lies without which these records cannot be read."""
    with records.reading() as transaction:
        mine = school_key.c.school == records.school
        key_id = transaction.connection.scalars(select(school_key.c.key_file).where(mine)).one()
    return find_key_file(key_id).path


def records_path(folder: Path, school: School) -> Path:
    """Where school.toml says that the records are; `sqlite:` is relative to the school folder."""
    if school.database.startswith(_SQLITE) and (name := school.database.removeprefix(_SQLITE).strip()):
        return folder / name
    what = f'expected a file such as "sqlite:records.db", got "{school.database.split(":")[0]}:…"'
    if school.database.startswith("postgresql:"):
        what = 'PostgreSQL is not there yet in this version of kiosk; write database = "sqlite:records.db"'
    raise BadInput.of([Fault(what, file="school.toml", path="database")])


def _make_file(path: Path, folder: Path) -> None:
    """An empty file for this account alone, in a school folder for this account alone."""
    try:
        if path.exists():
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        sync_folder(path.parent)
    except OSError as error:
        raise BadInput.of([Fault(f"cannot be made: {trouble(error)}", file=str(path))]) from None


def _expect_private(folder: Path, path: Path) -> None:
    """Refuse a school that other accounts of this computer can open, unless its disk keeps no modes."""
    faults = [open_fault(folder, "the school folder")]
    if path.parent.resolve() != folder.resolve():
        faults.append(open_file_fault(path, "the records"))
    if found := [each for each in faults if each]:
        raise BadInput.of(found)


def _size(path: Path) -> int | None:
    """The bytes of a file; none where there is no file."""
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError as error:
        raise BadInput.of([Fault(f"cannot be read: {trouble(error)}", file=str(path))]) from None


def _nothing_there(path: Path) -> BadInput:
    what = "is not a file" if path.exists() else _NONE_YET
    if not path.parent.is_dir():
        what = "there is no such folder; see that the disk is attached and the name is right"
    return BadInput.of([Fault(what if _size(path) is None else _NONE_YET, file=str(path))])


_NONE_YET = "this school has no records yet; import its plans first: kiosk import plans FILE…"


def _data_key(engine: Engine, path: Path, folder: Path, school: School, *, create: bool) -> bytes:
    with transaction(engine, path) as connection:
        rows = connection.execute(select(school_key)).all()
    row = next((each for each in rows if each.school == school.id), None)
    if row is not None:
        return _unwrapped(row)
    if rows and not (create and _is_empty(engine, path)):
        what = f'holds the records of the school "{rows[0].school}"; school.toml says id = "{school.id}"'
        raise BadInput.of([Fault(what, file=str(path))])
    if not create:
        raise BadInput.of([Fault(_NONE_YET, file=str(path))])
    return _new_data_key(engine, path, folder, school)


def _is_empty(engine: Engine, path: Path) -> bool:
    """Whether nobody is on any roster here: a new school may still change its id."""
    with transaction(engine, path) as connection:
        return connection.execute(select(student.c.id).limit(1)).first() is None


def _unwrapped(row: "Row[tuple[str, str, bytes, dt.datetime]]") -> bytes:
    return find_key_file(row.key_file).unwrap(row.wrapped, row.school)


def _new_data_key(engine: Engine, path: Path, folder: Path, school: School) -> bytes:
    """A data key, unless another program has just made one; the key file is on the disk before the row is."""
    with transaction(engine, path, writes=True) as connection:
        row = connection.execute(select(school_key).where(school_key.c.school == school.id)).one_or_none()
        if row is not None:
            return _unwrapped(row)
        key_file, data_key = make_key_file(folder), secrets.token_bytes(KEY_LENGTH)
        made = {
            "school": school.id,
            "key_file": key_file.id,
            "wrapped": key_file.wrap(data_key, school.id),
            "made": dt.datetime.now(dt.UTC),
        }
        connection.execute(insert(school_key).values(made))
        return data_key
