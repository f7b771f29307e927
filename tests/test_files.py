"""Files are read with a limit and written whole."""

import os
import stat
import tracemalloc
from pathlib import Path

import pytest

from kiosk.faults import BadInput, Fault
from kiosk.files import parse_toml, read_bytes, write_atomic


def only_fault(error: pytest.ExceptionInfo[BadInput]) -> Fault:
    (fault,) = error.value.faults
    return fault


def syntax_fault(text: str | bytes) -> Fault:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(BadInput) as error:
        parse_toml(data, "blake.toml")
    return only_fault(error)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as error:
        read_bytes(tmp_path / "blake.toml")
    assert only_fault(error) == Fault("there is no such file", file=str(tmp_path / "blake.toml"))


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as error:
        read_bytes(tmp_path)
    assert only_fault(error).what == "is a folder; name the file in it"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("begins = 31/8/2028", "a date is written 2026-08-31: the year, the month, the day"),
        ("begins = 31.08.2028", "a date is written 2026-08-31: the year, the month, the day"),
        ("begins = 2028-8-31", "a date is written 2026-08-31: the year, the month, the day"),
        ("begins = 2028-31-08", "a date is written 2026-08-31: the year, the month, the day"),
        ("begins = 2028-08-31 noon", 'expected nothing more on this line; text stands in "quotes"'),
        ("lead = 5 minutes", 'expected nothing more on this line; text stands in "quotes"'),
        ('{"student": 1}', 'expected a line such as name = "…", or the name of a table such as [plan]'),
        ('name = "a\x07"', "holds a sign that cannot be seen; type the line anew"),
    ],
)
def test_what_people_type_is_answered_with_what_to_write(line: str, what: str) -> None:
    fault = syntax_fault(f"# a plan\n{line}\n")
    assert (fault.line, fault.what) == (2, what)


def test_a_file_in_two_bytes_a_letter_is_no_text_of_ours() -> None:
    fault = syntax_fault("# a\nname = 1".encode("utf-16-le"))
    assert fault.what == "is not UTF-8 text; save it as plain text in UTF-8"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput) as error:
        read_bytes(tmp_path / "pipe")
    assert only_fault(error).what == "is not a file"


def test_a_file_of_fifty_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "blake.toml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    with pytest.raises(BadInput) as error:
        read_bytes(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "over 1 MB" in only_fault(error).what
    assert most < 5_000_000


def test_a_file_of_one_megabyte_is_read(tmp_path: Path) -> None:
    (tmp_path / "large.toml").write_bytes(b"#" * 1_000_000)
    assert len(read_bytes(tmp_path / "large.toml")) == 1_000_000
    (tmp_path / "large.toml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(BadInput):
        read_bytes(tmp_path / "large.toml")


def test_a_byte_order_mark_is_passed_over() -> None:
    assert parse_toml(b'\xef\xbb\xbfid = "maple"', "school.toml") == {"id": "maple"}


@pytest.mark.parametrize("line", ["by = 18:00", "by = 18:00 # in the evening", "x = { by = 18:00, y = 1 }"])
def test_a_bare_time_is_told_with_its_line_and_what_to_write(line: str) -> None:
    fault = syntax_fault(f'id = "x"\n\n{line}\n')
    assert fault == Fault('a time is written 18:00:00 or "18:00"', file="blake.toml", line=3)


def test_a_bare_time_of_one_digit_is_told_with_two() -> None:
    assert syntax_fault("begins = 8:15").what == 'a time is written 08:15:00 or "08:15"'


def test_a_bare_time_in_a_bell_names_the_line_of_that_period() -> None:
    text = 'periods = [\n  { name = "1", begins = 08:15:00 },\n  { name = "2", begins = 09:10 },\n]'
    assert syntax_fault(text).line == 3


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('grade = "5"\ngrade = "6"', 2, "this name is used twice"),
        ("[plan]\n\n[plan]", 3, "this table stands twice"),
        ("grade = five", 1, 'expected text in "quotes"'),
        ('grade = "5\n', 1, "a text is not closed"),
        ('grade "5"', 1, "expected a name, an equals sign and a value"),
    ],
)
def test_a_slip_of_the_pen_is_told_in_plain_words(text: str, line: int, what: str) -> None:
    fault = syntax_fault(text)
    assert fault.line == line
    assert fault.what.startswith(what)


def test_binary_bytes_are_told_with_their_line() -> None:
    fault = syntax_fault(b'id = "maple"\nname = "\xff\xfe"')
    assert (fault.line, fault.what) == (2, "is not UTF-8 text; save it as plain text in UTF-8")


def test_a_file_saved_as_utf_16_is_told_what_to_do() -> None:
    assert "UTF-8" in syntax_fault('id = "maple"'.encode("utf-16")).what


@pytest.mark.parametrize("bracket", ["[", "{ a = "])
def test_twenty_thousand_nested_brackets_are_a_fault(bracket: str) -> None:
    assert syntax_fault("x = " + bracket * 20_000).what == "brackets are nested too deeply"


def test_a_name_of_a_hundred_thousand_parts_is_a_fault_at_once() -> None:
    fault = syntax_fault('id = "x"\na' + ".a" * 100_000 + " = 1")
    assert (fault.line, fault.what) == (2, "this name has too many dots")


def test_a_text_with_many_dots_is_no_fault() -> None:
    text = 'text = """\n' + "Name " + "." * 400 + '\n"""'
    assert "Name" in parse_toml(text.encode(), "blake.toml")["text"]


def test_a_file_is_written_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "blake.toml"
    path.write_bytes(b"old")
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    with pytest.raises(BadInput) as error:
        write_atomic(path, b"new")
    assert only_fault(error).what.startswith("cannot be written: ")
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_is_interrupted_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "blake.toml", b"new")
    assert list(tmp_path.iterdir()) == []
