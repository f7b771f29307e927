"""Power that fails at any moment of recording doses: what is on the disk then, and whether a dose is lost.

The statements of real doses run again through APSW, whose SQLite reports every write, truncation, sync and
deletion. A crash keeps what was synced; of what was not, any 512-byte sectors may be there, in any order, a
file may have grown with rubbish in it, and of a folder's changes the first few. Each such disk is opened as
a school's records are.

It shows that the settings, the order of syncs and the transactions suffice under this model of a disk. It
does not show that a disk obeys a sync, and the SQLite is APSW's own, newer than Python's may be.
"""

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import apsw
from attrs import define, field, frozen
from sqlalchemy import event

from kiosk.records import doses, roster
from kiosk.records.opening import open_records
from kiosk.records.store import Records
from kiosk.records.walking import walk
from tests.made_school import maple
from tests.records.dosing import add, entry
from tests.records.making import NOW, SEEN, student

SECTOR = 512
DATABASE = "records.db"


@frozen
class Settings:
    """How SQLite keeps its journal, and when it syncs."""

    journal: str
    synchronous: str


OURS = Settings("TRUNCATE", "EXTRA")
SQLITES_OWN = Settings("DELETE", "FULL")
CARELESS = Settings("TRUNCATE", "OFF")


@frozen
class Write:
    """Bytes at a place of a file."""

    file: int
    offset: int
    data: bytes = field(repr=False)


@frozen
class Truncate:
    """A file cut to a size."""

    file: int
    size: int


@frozen
class Sync:
    """A file whose content is on the disk, and, the first time, its name in the folder."""

    file: int


@frozen
class Name:
    """A name in the folder that leads to a file, or to none; `synced` where the folder was synced too."""

    name: str
    file: int | None
    synced: bool = False


@frozen
class Acknowledged:
    """A COMMIT that returned: somebody was told that her dose is recorded."""

    confirmation: str


Step = Write | Truncate | Sync | Name | Acknowledged


@define
class Recorder(apsw.VFS):
    """A file system that notes what it is asked to do, and does it."""

    steps: list[Step] = field(factory=list)
    files: dict[str, int] = field(factory=dict)
    count: int = 0

    def __attrs_post_init__(self) -> None:
        super().__init__("recorder", "")

    def file(self, path: str, *, is_new: bool) -> int:
        """The number of the file under a path; a new one of the same name is another file."""
        if path not in self.files or is_new:
            self.count += 1
            self.files[path] = self.count
            if is_new:
                self.steps.append(Name(Path(path).name, self.count))
        return self.files[path]

    def xOpen(self, name: Any, flags: list[int]) -> "RecordedFile":  # noqa: N802 - SQLite's name
        """Open a file that notes what is done to it."""
        return RecordedFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        """Delete a file."""
        super().xDelete(filename, syncdir)
        self.steps.append(Name(Path(filename).name, None, bool(syncdir)))
        self.files.pop(filename, None)


class RecordedFile(apsw.VFSFile):
    """A file that notes writes, truncations and syncs."""

    def __init__(self, recorder: Recorder, name: Any, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        is_new = not Path(path).exists()
        super().__init__("", name, flags)
        self._steps, self._file = recorder.steps, recorder.file(path, is_new=is_new)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        """Write bytes."""
        super().xWrite(data, offset)
        self._steps.append(Write(self._file, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        """Cut the file."""
        super().xTruncate(newsize)
        self._steps.append(Truncate(self._file, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        """Bring what was written to the disk."""
        super().xSync(flags)
        self._steps.append(Sync(self._file))


@frozen
class Story:
    """What a disk was asked to do while doses were recorded, and what was on it before."""

    before: bytes = field(repr=False)
    steps: Sequence[Step] = field(repr=False)


def told(folder: Path, settings: Settings, count: int) -> Story:
    """Record doses in a school of its own, and the same statements again before the recorder."""
    students = [student(f"1{each:04}", "Blake", "Bennett") for each in range(count)]
    with open_records(folder, maple(), create=True) as records:
        roster.enrol(records, students, actor="", station="", now=NOW)
        before = records.path.read_bytes()
        names = [f"dose-{each}" for each in range(count)]
        said = list(statements(records, names))
    again = folder / "again" / DATABASE
    again.parent.mkdir(mode=0o700)
    again.write_bytes(before)
    return Story(before, _replayed(again, settings, said))


def statements(records: Records, names: Sequence[str]) -> Iterator[str]:
    """Every statement of recording these doses, with its values, as the kiosk's own code says it."""
    found: list[str] = []
    records.engine.dispose()
    event.listen(records.engine, "connect", lambda raw, _: raw.set_trace_callback(found.append))
    for number, name in enumerate(names):
        add(records, entry(f"1{number:04}", name))
        found.append(f"-- acknowledged {name}")
    yield from found


def _replayed(path: Path, settings: Settings, statements: Sequence[str]) -> Sequence[Step]:
    recorder = Recorder()
    database = apsw.Connection(str(path), vfs="recorder")
    for pragma in (f"journal_mode = {settings.journal}", f"synchronous = {settings.synchronous}"):
        database.execute(f"PRAGMA {pragma}").fetchall()
    database.execute("PRAGMA recursive_triggers = ON; PRAGMA foreign_keys = ON")
    for statement in statements:
        if statement.startswith("-- acknowledged "):
            recorder.steps.append(Acknowledged(statement.removeprefix("-- acknowledged ")))
        elif not statement.startswith(("--", "PRAGMA")):
            database.execute(statement).fetchall()
    steps = list(recorder.steps)
    database.close()
    recorder.unregister()
    return steps


@define
class _Disk:
    """The files as they are on the disk for sure, and what may be there besides."""

    sure: dict[int, bytearray]
    names: dict[str, int]
    maybe: list[Write | Truncate] = field(factory=list)
    renames: list[Name] = field(factory=list)

    def take(self, step: Step) -> None:
        """One more step, all of which may be lost until it is synced."""
        if isinstance(step, Write | Truncate):
            self.maybe.append(step)
        elif isinstance(step, Name):
            self.renames.append(step)
            if step.synced:
                self._keep_names()
        elif isinstance(step, Sync):
            if any(each.file == step.file for each in self.renames):
                self._keep_names()  # SQLite syncs the folder with a new file's first sync
            mine = [each for each in self.maybe if each.file == step.file]
            self.maybe = [each for each in self.maybe if each.file != step.file]
            for each in mine:
                _apply(self.sure, each)

    def _keep_names(self) -> None:
        for each in self.renames:
            _rename(self.names, each)
        self.renames = []

    def after_a_crash(self, chance: random.Random, how: str) -> dict[str, bytes]:
        """What is found under each name, if power fails now: none, all or some of what was not synced."""
        files = {key: bytearray(each) for key, each in self.sure.items()}
        for step in self.maybe:
            for part in _parts(step):
                if how == "all" or (how == "some" and chance.random() < 0.5):
                    _apply(files, part, rubbish=chance if how == "some" else None)
        names = dict(self.names)
        kept = {"none": 0, "all": len(self.renames)}.get(how, chance.randint(0, len(self.renames)))
        for each in self.renames[:kept]:
            _rename(names, each)
        return {name: bytes(files.get(key, b"")) for name, key in names.items()}


def _parts(step: Write | Truncate) -> Iterator[Write | Truncate]:
    """A write by sectors: each may be lost alone."""
    if isinstance(step, Truncate):
        yield step
        return
    begin = 0
    while begin < len(step.data):
        end = begin + SECTOR - (step.offset + begin) % SECTOR
        yield Write(step.file, step.offset + begin, step.data[begin:end])
        begin = end


def _apply(files: dict[int, bytearray], step: Write | Truncate, rubbish: random.Random | None = None) -> None:
    content = files.setdefault(step.file, bytearray())
    if isinstance(step, Truncate):
        del content[step.size :]
        return
    if len(content) < step.offset:
        gap = step.offset - len(content)
        content += rubbish.randbytes(gap) if rubbish and rubbish.random() < 0.5 else bytes(gap)
    content[step.offset : step.offset + len(step.data)] = step.data


def _rename(names: dict[str, int], step: Name) -> None:
    if step.file is None:
        names.pop(step.name, None)
    else:
        names[step.name] = step.file


@frozen
class Found:
    """How many crashed disks were opened, and how many of them had lost a dose or were damaged."""

    states: int
    lost: int
    damaged: int


def crashes(story: Story, folder: Path, states: int, seed: int = 1) -> Found:
    """Open so many crashed disks, spread over the whole story."""
    chance, lost, damaged = random.Random(seed), 0, 0
    disk, taken = _Disk({1: bytearray(story.before)}, {DATABASE: 1}), 0
    acknowledged: list[str] = []
    for number in range(states):
        until = (number * len(story.steps)) // states + 1
        for step in story.steps[taken:until]:
            disk.take(step)
            if isinstance(step, Acknowledged):
                acknowledged.append(step.confirmation)
        taken = until
        how = ("none", "all", "some", "some", "some", "some")[chance.randrange(6)]
        kept = _opened(disk.after_a_crash(chance, how), folder)
        if kept is None:
            damaged += 1
        elif kept[: len(acknowledged)] != acknowledged or len(kept) > len(acknowledged) + 1:
            lost += 1
    return Found(states, lost, damaged)


def _opened(files: dict[str, bytes], folder: Path) -> list[str] | None:
    """The doses of a disk, in the order of recording; none where it is damaged."""
    place = folder / "crashed"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    for name, content in files.items():
        (place / name).write_bytes(content)
    try:
        with open_records(place, maple()) as records, records.reading() as transaction:
            whole = transaction.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            rows = [each.confirmation for each in doses.of_day(transaction, SEEN)]
            return rows if whole and walk(transaction).broken is None else None
    except Exception:  # noqa: BLE001 - whatever a damaged file leads to
        return None
