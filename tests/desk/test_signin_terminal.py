"""From the command in a real terminal to Blake's plan, as a substitute does it."""

import subprocess
from pathlib import Path

import pytest

from kiosk.commands.opening import NOBODY
from kiosk.demo.dates import OPENING
from kiosk.demo.day_pass import CODE
from kiosk.demo.staff import PINS
from kiosk.records import ledger
from kiosk.records.events import Event
from kiosk.records.opening import open_records
from kiosk.school.reading import read_school
from tests.desk.terminal import KIOSK, Terminal
from tests.made_school import MAPLE_TOML, maple

AT = f"{OPENING:%Y-%m-%dT%H:%M}"


def kiosk(folder: Path, *options: str) -> Terminal:
    where = ("--school", str(folder), "--room", "12", "--station", "room 12")
    return Terminal(*where, *options, program=KIOSK)


def events(folder: Path, *wanted: Event) -> list[tuple[str, str]]:
    with (
        open_records(folder, read_school(folder / "school.toml")) as records,
        records.reading() as transaction,
    ):
        return [(each.event, each.actor) for each in ledger.entries(transaction) if each.event in wanted]


def test_a_substitute_scans_her_pass_opens_blake_and_hands_over_to_the_teacher(school_folder: Path) -> None:
    with kiosk(school_folder, "--at", AT) as terminal:
        terminal.wait_for("7K3M-Q9RT")
        terminal.send(f"PASS {CODE}\r".encode())
        terminal.wait_for("Substitute until 14:55")
        terminal.send(b"blake")
        terminal.wait_for("Movement")
        terminal.send(b"\r")
        terminal.wait_for("send at 11:55")
        terminal.send(b"l")
        terminal.wait_for("Staff ID or day pass")
        terminal.send(b"abara\r")
        terminal.wait_for("PIN of abara")
        terminal.send(PINS["abara"].encode() + b"\r")
        terminal.wait_for("Ngozi Abara · teacher")
        terminal.send(b"\x11")
        terminal.wait_for("Close the kiosk?")
        terminal.send(b"y")
        assert terminal.status() == 0
        assert terminal.is_whole()
    signs = (Event.SIGN_IN, Event.SIGN_IN_REFUSED, Event.SIGN_OUT)
    assert events(school_folder, *signs) == [], "the clock was pretended"
    views = {actor.partition(":")[0] for _, actor in events(school_folder, Event.VIEW)}
    assert views == {"pass"}


def test_with_the_real_clock_who_came_and_went_is_in_the_ledger(school_folder: Path) -> None:
    with kiosk(school_folder) as terminal:
        terminal.wait_for("Staff ID or day pass")
        terminal.send(b"abara\r")
        terminal.wait_for("PIN of abara")
        terminal.send(b"111111\r")
        terminal.wait_for("do not go together")
        terminal.send(PINS["abara"].encode() + b"\r")
        terminal.wait_for("Ngozi Abara ·")  # before school the rest of the line can be long, and her role cut
        terminal.send(b"\x11")
        terminal.wait_for("Close the kiosk?")
        terminal.send(b"y")
        assert terminal.status() == 0
    came, went = (Event.SIGN_IN, "abara"), (Event.SIGN_OUT, "abara")
    signs = (Event.SIGN_IN, Event.SIGN_IN_REFUSED, Event.SIGN_OUT)
    assert events(school_folder, *signs) == [(Event.SIGN_IN_REFUSED, ""), came, went]


@pytest.mark.parametrize(
    "change", [("retire", "abara"), ("change", "abara", "--pin-file", "-")], ids=["leaves", "pin"]
)
def test_whoever_leaves_or_whose_pin_is_changed_is_out_of_an_open_plan_without_a_touch(
    school_folder: Path, change: tuple[str, ...]
) -> None:
    with kiosk(school_folder, "--at", AT) as terminal:
        terminal.wait_for("Staff ID or day pass")
        terminal.send(b"abara\r")
        terminal.wait_for("PIN of abara")
        terminal.send(PINS["abara"].encode() + b"\r")
        terminal.wait_for("Ngozi Abara · teacher")
        terminal.send(b"blake")
        terminal.wait_for("Movement")
        terminal.send(b"\r")
        terminal.wait_for("send at 11:55")
        office = subprocess.run(
            [*KIOSK, "--school", school_folder, "staff", *change],
            input=b"998877",
            capture_output=True,
            check=True,
        )
        assert not office.stderr
        terminal.wait_for("Your entry on the staff list was changed.")


def test_a_school_where_nobody_has_a_pin_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_KEY_FILE", str(tmp_path / "key"))
    folder = tmp_path / "maple"
    folder.mkdir(mode=0o700)
    (folder / "school.toml").write_text(MAPLE_TOML)
    open_records(folder, maple(), create=True).close()
    with kiosk(folder) as terminal:
        assert terminal.status() == 2
        assert NOBODY in " ".join(terminal.output.decode().split())
