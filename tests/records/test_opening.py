import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from attrs import evolve

from kiosk.faults import BadInput
from kiosk.records import roster
from kiosk.records.opening import open_records
from kiosk.school.model import School
from tests.records.making import attack, student


def refusal(folder: Path, school: School, *, create: bool = False) -> str:
    with pytest.raises(BadInput) as refused:
        open_records(folder, school, create=create)
    return "\n".join(refused.value.sentences)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def made(tmp_path: Path, school: School) -> Path:
    folder = tmp_path / "maple"
    open_records(folder, school, create=True).close()
    return folder


@pytest.fixture
def key(home: Path, made: Path) -> Path:
    with closing(sqlite3.connect(made / "records.db")) as connection:
        (key_id,) = connection.execute("SELECT key_file FROM school_key").fetchone()
    return home / ".local/share/kiosk/keys" / f"{key_id}.key"


def test_looking_at_a_school_without_records_makes_none(tmp_path: Path, school: School) -> None:
    folder = tmp_path / "maple"
    folder.mkdir()
    assert "no records yet" in refusal(folder, school)
    assert not list(folder.iterdir())


def test_a_file_that_was_only_begun_holds_no_records_yet(tmp_path: Path, school: School) -> None:
    (tmp_path / "records.db").touch()
    assert "no records yet" in refusal(tmp_path, school)
    open_records(tmp_path, school, create=True).close()
    open_records(tmp_path, school).close()


def test_the_folder_and_the_records_are_for_this_account_alone(made: Path, key: Path) -> None:
    assert mode(made) == mode(key.parent) == 0o700
    assert mode(made / "records.db") == mode(key) == 0o600


def test_a_folder_that_was_open_to_others_is_closed_when_records_come_into_it(
    tmp_path: Path, school: School
) -> None:
    folder = tmp_path / "maple"
    folder.mkdir(mode=0o755)
    open_records(folder, school, create=True).close()
    assert mode(folder) == 0o700


def test_records_open_while_another_station_writes(made: Path, school: School) -> None:
    with closing(sqlite3.connect(made / "records.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_records(made, school) as records, records.reading() as transaction:
            assert roster.count(transaction) == 0
        other.execute("ROLLBACK")


def test_records_opened_again_hold_what_was_kept(made: Path, school: School) -> None:
    blake = student("10042", "Blake", "Bennett")
    with open_records(made, school, create=True) as records, records.writing() as transaction:
        roster.save(transaction, [blake])
    with open_records(made, school) as records, records.reading() as transaction:
        assert roster.get(transaction, "10042") == blake


def test_the_records_may_lie_elsewhere_in_the_folder(tmp_path: Path, school: School) -> None:
    (tmp_path / "kept here").mkdir()
    moved = evolve(school, database="sqlite:kept here/50 % #1?.db")
    open_records(tmp_path, moved, create=True).close()
    assert (tmp_path / "kept here" / "50 % #1?.db").stat().st_size > 0
    open_records(tmp_path, moved).close()


@pytest.mark.parametrize(
    ("database", "said"),
    [
        ("postgresql://kiosk:secret@host/district", "PostgreSQL is not there yet"),
        ("mysql://host/district", 'expected a file such as "sqlite:records.db"'),
        ("sqlite:", 'expected a file such as "sqlite:records.db"'),
    ],
)
def test_only_a_sqlite_file_is_known_so_far(tmp_path: Path, school: School, database: str, said: str) -> None:
    told = refusal(tmp_path, evolve(school, database=database), create=True)
    assert told.startswith("school.toml: database: ")
    assert said in told
    assert "secret" not in told


def test_a_missing_folder_is_named(tmp_path: Path, school: School) -> None:
    assert "there is no such folder" in refusal(tmp_path / "nowhere", school)


def test_a_folder_in_the_place_of_the_records_is_named(tmp_path: Path, school: School) -> None:
    (tmp_path / "records.db").mkdir()
    assert "is not a file" in refusal(tmp_path, school)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, school: School) -> None:
    (tmp_path / "maple").touch()
    assert "cannot be made" in refusal(tmp_path / "maple", school, create=True)


def test_a_file_that_is_no_database_is_told(tmp_path: Path, school: School) -> None:
    (tmp_path / "records.db").write_bytes(b"Minutes of the meeting\n" * 200)
    assert "is not a records file" in refusal(tmp_path, school)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path, school: School) -> None:
    attack(tmp_path / "records.db", "CREATE TABLE recipe (name TEXT)")
    assert "not of a kiosk" in refusal(tmp_path, school, create=True)
    with closing(sqlite3.connect(tmp_path / "records.db")) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("recipe",)]


def test_damaged_records_are_told_in_a_sentence(made: Path, school: School) -> None:
    with (made / "records.db").open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3900)
    assert "is damaged" in refusal(made, school)


def test_records_of_a_newer_kiosk_are_not_touched(made: Path, school: School) -> None:
    attack(made / "records.db", "INSERT INTO migration VALUES (999, 'later', '2030-01-01T00:00:00.000000Z')")
    assert "was written by a newer version of kiosk" in refusal(made, school)


def test_a_changed_school_id_does_not_make_every_student_vanish(made: Path, school: School) -> None:
    with open_records(made, school) as records, records.writing() as transaction:
        roster.save(transaction, [student("10050", "Ana", "García")])
    for create in (False, True):
        told = refusal(made, evolve(school, id="oak"), create=create)
        assert 'holds the records of the school "maple"; school.toml says id = "oak"' in told


def test_a_new_school_without_students_may_still_change_its_id(made: Path, school: School) -> None:
    changed = evolve(school, id="oak")
    assert 'school.toml says id = "oak"' in refusal(made, changed)
    open_records(made, changed, create=True).close()
    open_records(made, changed).close()


def test_a_key_file_may_not_lie_where_the_school_will_be(
    tmp_path: Path, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    final = tmp_path / "school"
    monkeypatch.setenv("KIOSK_KEY_FILE", str(final / "kiosk.key"))
    with pytest.raises(BadInput, match="a key beside what it locks"):
        open_records(tmp_path / "workshop", school, create=True, becoming=final)
    assert not (final / "kiosk.key").exists()


def test_a_lost_key_file_is_asked_for_by_place_and_name(made: Path, key: Path, school: School) -> None:
    kept = key.read_bytes()
    key.unlink()
    told = refusal(made, school)
    assert str(key) in told
    assert f"copy {key.name} back" in told
    key.write_bytes(kept)
    open_records(made, school).close()


def cut(key: Path) -> None:
    key.write_text(key.read_text()[:40])


def garble(key: Path) -> None:
    key.write_text("x" * 64)


def empty(key: Path) -> None:
    key.write_bytes(b"")


@pytest.mark.parametrize("harm", [cut, garble, empty])
def test_a_harmed_key_file_is_not_a_key_file(
    made: Path, key: Path, school: School, harm: Callable[[Path], None]
) -> None:
    harm(key)
    assert "is not a key file: expected 64 hexadecimal digits" in refusal(made, school)


def test_another_key_file_is_known_to_be_another(made: Path, key: Path, school: School) -> None:
    key.write_text("ab" * 32)
    assert f"is the key file of other records; these need the one called {key.name}" in refusal(made, school)


def test_a_changed_key_in_the_records_is_not_blamed_on_the_key_file(made: Path, school: School) -> None:
    attack(made / "records.db", "UPDATE school_key SET wrapped = zeroblob(61)")
    assert "is the right key file, but the key in the records was changed" in refusal(made, school)


def test_two_schools_called_maple_have_two_keys(tmp_path: Path, home: Path, school: School) -> None:
    before = set((home / ".local/share/kiosk/keys").glob("*.key"))
    for name in ("springfield", "shelbyville"):
        open_records(tmp_path / name, school, create=True).close()
    assert len(set((home / ".local/share/kiosk/keys").glob("*.key")) - before) == 2
    open_records(tmp_path / "springfield", school).close()
    open_records(tmp_path / "shelbyville", school).close()


def test_the_key_file_is_where_kiosk_key_file_says(
    tmp_path: Path, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "stick" / "keys" / "maple.key"
    monkeypatch.setenv("KIOSK_KEY_FILE", str(key))
    open_records(tmp_path / "maple", school, create=True).close()
    assert mode(key) == 0o600
    assert mode(key.parent) == mode(key.parent.parent) == 0o700
    open_records(tmp_path / "maple", school).close()
    open_records(tmp_path / "oak", evolve(school, id="oak"), create=True).close()
    assert list(key.parent.iterdir()) == [key]
    monkeypatch.setenv("KIOSK_KEY_FILE", str(tmp_path / "elsewhere.key"))
    assert "correct KIOSK_KEY_FILE" in refusal(tmp_path / "maple", school)


def test_the_key_file_follows_the_data_folder(
    tmp_path: Path, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    open_records(tmp_path / "maple", school, create=True).close()
    assert len(list((tmp_path / "data/kiosk/keys").glob("*.key"))) == 1


def test_a_key_beside_what_it_locks_is_refused(
    tmp_path: Path, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "maple"
    monkeypatch.setenv("KIOSK_KEY_FILE", str(folder / "maple.key"))
    assert "lies in the school folder" in refusal(folder, school, create=True)
    monkeypatch.delenv("KIOSK_KEY_FILE")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    assert "lies in the school folder" in refusal(folder, school, create=True)
    assert "no records yet" in refusal(folder, school)


def test_every_setting_that_durability_rests_on_is_read_back(made: Path, school: School) -> None:
    with open_records(made, school) as records, records.reading() as transaction:
        settings = {
            name: transaction.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "truncate",
        "synchronous": 3,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 4000,
    }


@pytest.mark.parametrize("name", ["journal_mode", "synchronous", "foreign_keys", "recursive_triggers"])
def test_a_setting_that_did_not_take_stops_the_start(
    made: Path, school: School, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Deaf(sqlite3.Connection):
        """A connection that takes every setting but one."""

        def execute(self, sql: str, /, *_: object) -> sqlite3.Cursor:
            return super().execute("SELECT 1" if sql.startswith(f"PRAGMA {name} =") else sql)

    plain = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *place, **options: plain(*place, factory=Deaf, **options))
    assert f"did not take {name} =" in refusal(made, school)


def test_an_old_sqlite_is_told_at_once(made: Path, school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 31, 1))
    assert "the records need 3.37.0 or newer" in refusal(made, school)


def test_fifty_schools_opened_and_closed_leave_no_file_open(made: Path, school: School) -> None:
    open_files = Path("/proc/self/fd")
    if not open_files.exists():
        pytest.skip("only where the system lists open files")
    before = len(os.listdir(open_files))  # noqa: PTH208 - links of /proc come and go
    for _ in range(50):
        with open_records(made, school) as records, records.reading() as transaction:
            roster.count(transaction)
    assert len(os.listdir(open_files)) == before  # noqa: PTH208


@pytest.mark.parametrize("closed", ["records", "key file"])
def test_what_this_account_may_not_enter_is_told_in_a_sentence(
    made: Path, key: Path, school: School, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = key if closed == "key file" else made / "records.db"
    plain = Path.stat

    def stat_or_refuse(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path == place:
            raise PermissionError(13, "Permission denied")
        return plain(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", stat_or_refuse)
    assert refusal(made, school) == f"{place}: cannot be read: Permission denied"
