"""A disk that fails at the 1st, 2nd … nth operation while a dose is recorded, and what is on it then.

The statements of a real dose run again through APSW, whose writes, syncs and truncations fail one after the
other: the disk is full, or it reports an error. What is left is opened as a school's records are.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import apsw
from attrs import define, frozen

from kiosk.records import doses, roster
from kiosk.records.doses import Taken
from kiosk.records.opening import open_records
from kiosk.records.store import Records
from kiosk.records.verifying import verify
from tests.made_school import maple
from tests.records.dosing import add, entry
from tests.records.making import NOW, SEEN, student
from tests.records.power import DATABASE, OURS, statements

BEFORE, DOSE = "before", "dose"
"""The confirmation of a dose that stands already, and of the one at which the disk fails."""


@define
class Faulty(apsw.VFS):
    """A file system whose nth operation fails; where that lasts, as does every one after it."""

    error: type[apsw.Error]
    lasts: bool
    nth: int = 0
    count: int = 0

    def __attrs_post_init__(self) -> None:
        super().__init__("faulty", "")

    def operate(self) -> None:
        """One more operation."""
        self.count += 1
        if self.nth and (self.count == self.nth or (self.lasts and self.count > self.nth)):
            raise self.error("the disk fails")

    def xOpen(self, name: Any, flags: list[int]) -> "FaultyFile":  # noqa: N802 - SQLite's name
        """Open a file that fails when it is its turn."""
        return FaultyFile(self, name, flags)


class FaultyFile(apsw.VFSFile):
    """A file whose writes, truncations and syncs may fail."""

    def __init__(self, disk: Faulty, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self._disk = disk

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        """Write bytes; half of them are there where it fails."""
        try:
            self._disk.operate()
        except apsw.Error:
            super().xWrite(bytes(data)[: len(data) // 2], offset)
            raise
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        """Cut the file."""
        self._disk.operate()
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        """Bring what was written to the disk."""
        self._disk.operate()
        super().xSync(flags)


@frozen
class Left:
    """What a disk that failed at the nth operation holds: which doses, and whether all of it is whole.

    `acknowledged` is whether somebody was told that her dose is recorded, `again` what is there once the disk
    is well and she has sent the same again.
    """

    nth: int
    acknowledged: bool
    doses: tuple[str, ...]
    intact: bool
    again: tuple[str, ...]


def swept(folder: Path, error: type[apsw.Error], *, lasts: bool) -> Iterator[Left]:
    """Fail at each operation in turn; the last run is the one in which nothing failed."""
    before, said = _told(folder)
    place, nth, is_over = folder / "faulty", 0, False
    while not is_over:
        nth += 1
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
        (place / DATABASE).write_bytes(before)
        acknowledged, is_over = _replayed(place / DATABASE, said, Faulty(error, lasts), nth)
        yield _opened(place, nth, acknowledged=acknowledged)


def _told(folder: Path) -> tuple[bytes, Sequence[str]]:
    """The records with one dose, and what is said to them when the next is recorded."""
    with open_records(folder / "told", maple(), create=True) as records:
        children = [student(each, "Blake", "Bennett") for each in ("10000", "10001")]
        roster.enrol(records, children, actor="", station="", now=NOW)
        add(records, entry("10001", BEFORE))
        before = records.path.read_bytes()
        return before, list(statements(records, [DOSE]))


def _replayed(path: Path, said: Sequence[str], disk: Faulty, nth: int) -> tuple[bool, bool]:
    """Whether all was said, and whether nothing failed."""
    database = apsw.Connection(str(path), vfs="faulty")
    database.execute(f"PRAGMA journal_mode = {OURS.journal}; PRAGMA synchronous = {OURS.synchronous}")
    database.execute("PRAGMA recursive_triggers = ON; PRAGMA foreign_keys = ON")
    disk.count, disk.nth = 0, nth
    acknowledged = True
    try:
        for each in said:
            if not each.startswith(("--", "PRAGMA")):
                database.execute(each).fetchall()
    except apsw.Error:
        acknowledged = False
        with suppress(apsw.Error):  # it may have been rolled back already, or cannot be on such a disk
            database.execute("ROLLBACK")
    is_over = disk.count < nth
    database.close()
    disk.unregister()
    return acknowledged, is_over


def _opened(place: Path, nth: int, *, acknowledged: bool) -> Left:
    with open_records(place, maple()) as records:
        with records.reading() as transaction:
            whole = transaction.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        found, intact = _doses(records), whole and verify(records).intact
        with suppress(Taken):
            add(records, entry("10000", DOSE))
        return Left(nth, acknowledged, found, intact and verify(records).intact, _doses(records))


def _doses(records: Records) -> tuple[str, ...]:
    with records.reading() as transaction:
        return tuple(each.confirmation for each in doses.of_day(transaction, SEEN))
