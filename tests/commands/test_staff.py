"""`kiosk staff`: people are added, changed, and leave; their PINs are typed unseen and never said again."""

import os
import pty
import select
import subprocess
from pathlib import Path

import pytest

from kiosk.plans.model import Role
from kiosk.records import pins, staff
from kiosk.records.opening import open_records
from tests.commands.terminal import KIOSK, Said, Terminal
from tests.made_school import maple

PIN = "4711 0815"


def add(kiosk: Terminal, staff_id: str, *options: str | Path, role: str = "teacher") -> Said:
    return kiosk("staff", "add", staff_id, "--name", f"Ms. {staff_id}", "--role", role, *options)


def has_pin(kiosk: Terminal, staff_id: str, pin: str) -> bool:
    with open_records(kiosk.folder, maple()) as records, records.reading() as transaction:
        return pins.is_right(pin, staff.kept_pin(transaction, staff_id), records.vault)


def ids(kiosk: Terminal, *options: str) -> list[str]:
    return [each["id"] for each in kiosk("staff", "list", "--json", *options).json["staff"]]


def test_a_teacher_is_added_with_her_rooms_and_opens_them(kiosk: Terminal) -> None:
    said = add(kiosk, "lane", "--rooms", "12, 14")
    assert (said.status, said.out) == (0, "Added: Ms. lane (lane), teacher, rooms 12 and 14, no PIN yet.\n")
    assert said.err == 'note: lane: no student is in room "14"\n'
    assert kiosk("active", "10042", "--as", "lane").status == 0


def test_a_pin_comes_from_a_file_and_is_not_said(kiosk: Terminal) -> None:
    said = add(kiosk, "lane", "--pin-file", kiosk.write("pin.txt", f"\ufeff{PIN}\r\n"), "--json")
    assert said.json == {
        "id": "lane", "name": "Ms. lane", "role": "teacher", "rooms": [], "pin": True, "left": None,
        "outcome": "added",
    }  # fmt: skip
    assert PIN not in said.out + said.err
    assert has_pin(kiosk, "lane", PIN)
    assert PIN.replace(" ", "").encode() not in (kiosk.folder / "records.db").read_bytes()


@pytest.mark.parametrize(
    ("role", "written", "what"),
    [
        ("teacher", "12345", "for the role teacher a PIN has 6 to 128 characters; this one has 5"),
        ("admin", PIN, "for the role admin a PIN has 15 to 128 characters; this one has 8"),
        ("nurse", b"\xff\xfe1\x002\x00", "The PIN file is not UTF-8 text."),
        ("nurse", "4711\n0815\n", "The PIN file holds more than one line; a PIN is one."),
        ("nurse", "", "for the role nurse a PIN has 6 to 128 characters; this one has 0"),
    ],
)
def test_a_pin_that_does_not_fit_adds_nobody(
    kiosk: Terminal, role: str, written: str | bytes, what: str
) -> None:
    said = add(kiosk, "lane", "--pin-file", kiosk.write("pin.txt", written), role=role)
    assert (said.status, said.out, said.err) == (2, "", f"{what}\n")
    assert ids(kiosk) == []


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("add", "lane", "--name", "R", "--role", "techer"), 'called "techer"; did you mean "teacher"?'),
        (("add", "l ane", "--name", "R", "--role", "nurse"), "a staff id is letters, digits"),
        (("add", "lane", "--name", " ", "--role", "nurse"), 'the name of "lane" is empty'),
        (("add", "lane", "--role", "nurse"), "Missing option '--name'"),
        (("add", "chu", "--name", "R", "--role", "nurse"), "is taken, by Ms. chu"),
        (("change", "chu"), "What is to change? Say --name, --role, --rooms or --pin-file."),
        (("change", "cho", "--rooms", "12"), 'no member of staff has the id "cho"; did you mean "chu"?'),
        (("change", "chu", "--name", ""), 'the name of "chu" is empty'),
        (("retire", "cho"), 'no member of staff has the id "cho"; did you mean "chu"?'),
        (("retire", "chu", "--undo"), '"chu" has not left'),
        (("list", "--at", "2026-11-23T11:00"), "A pretended clock (--at) is for looking only"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(
    kiosk: Terminal, arguments: tuple[str, ...], what: str
) -> None:
    add(kiosk, "chu", role="nurse")
    before = kiosk("staff", "list").out
    said = kiosk("staff", *arguments)
    assert (said.status, said.out) == (2, "")
    assert what in said.err
    assert kiosk("staff", "list").out == before


def test_what_is_said_is_changed_and_the_rest_stays(kiosk: Terminal) -> None:
    add(kiosk, "lane", "--rooms", "12", "--pin-file", kiosk.write("pin.txt", PIN))
    assert kiosk("staff", "change", "lane", "--rooms", "").out == "Changed: Ms. lane (lane), teacher.\n"
    assert kiosk("active", "10042", "--as", "lane").status == 1
    other = kiosk.write("other.txt", "998877")
    assert kiosk("staff", "change", "lane", "--role", "nurse", "--pin-file", other).status == 0
    assert kiosk("active", "10042", "--as", "lane").status == 0
    assert has_pin(kiosk, "lane", "998877")


def test_whoever_has_left_is_listed_apart_and_can_come_back(kiosk: Terminal) -> None:
    add(kiosk, "lane")
    add(kiosk, "chu", role="nurse")
    said = kiosk("staff", "retire", "lane")
    assert said.out == "Ms. lane (lane) has left: she opens nothing any more. Her name stays in the record.\n"
    assert (ids(kiosk), ids(kiosk, "--left")) == (["chu"], ["lane"])
    assert add(kiosk, "lane").status == 2
    assert kiosk("staff", "retire", "lane", "--undo").status == 0
    assert (ids(kiosk), ids(kiosk, "--left")) == (["chu", "lane"], [])
    assert kiosk("verify").status == 0


def test_the_last_administrator_cannot_leave(kiosk: Terminal) -> None:
    add(kiosk, "sato", role="admin")
    said = kiosk("staff", "retire", "sato")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("Ms. sato is the last administrator; first add another")


def test_a_school_that_was_written_by_hand_may_begin_with_its_staff(tmp_path: Path, kiosk: Terminal) -> None:
    (kiosk.folder / "records.db").rename(tmp_path / "kept.db")
    assert add(kiosk, "sato", role="admin").status == 0
    assert ids(kiosk) == ["sato"]


def typed(kiosk: Terminal, *arguments: str, keys: list[str]) -> tuple[int, str]:
    """A command at a terminal of its own, where somebody types: its status, and all that could be read."""
    ours, theirs = pty.openpty()
    command = [str(KIOSK), "--school", str(kiosk.folder), *arguments]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        seen = b""
        try:
            for key in keys:
                seen += until(ours, b": ")
                os.write(ours, key.encode())
            seen += until(ours, None)
            status = process.wait()
        finally:
            process.kill()
    os.close(ours)
    return status, seen.decode()


def until(terminal: int, mark: bytes | None) -> bytes:
    """What a terminal shows until a question stands there, or the program has ended."""
    seen = b""
    while mark is None or not seen.endswith(mark):
        assert select.select([terminal], [], [], 60)[0], seen
        try:
            part = os.read(terminal, 1000)
        except OSError:  # the other side has closed
            break
        if not part:
            break
        seen += part
    return seen


def test_at_a_terminal_the_pin_is_asked_twice_and_not_seen(kiosk: Terminal) -> None:
    command = ("staff", "add", "lane", "--name", "R. Lane", "--role", "teacher")
    status, seen = typed(kiosk, *command, keys=["a slip\n", f"{PIN}\n", f"{PIN}\n", f"{PIN}\n"])
    assert status == 0
    assert "The two differ." in seen
    assert "A PIN of 6 characters or more for R. Lane (Enter: none yet): " in seen
    assert "4711" not in seen
    assert has_pin(kiosk, "lane", PIN)
    status, seen = typed(kiosk, "staff", "change", "lane", "--pin-file", "-", keys=["998877\n", "998877\n"])
    assert status == 0
    assert "998877" not in seen
    assert has_pin(kiosk, "lane", "998877")


def test_enter_alone_is_no_pin_yet(kiosk: Terminal) -> None:
    command = ("staff", "add", "lane", "--name", "R. Lane", "--role", "teacher")
    status, seen = typed(kiosk, *command, keys=["\n"])
    assert status == 0
    assert "Added: R. Lane (lane), teacher, no PIN yet." in seen


def test_every_role_can_be_given(kiosk: Terminal) -> None:
    for role in Role:
        assert add(kiosk, f"a-{role}", role=role.title()).status == 0
