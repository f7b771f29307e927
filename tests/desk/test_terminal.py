"""The kiosk in a real terminal: signals, wrong bytes, crashes, and what is left behind."""

import signal
import subprocess
import sys
import time

import pytest

from tests.desk.crashing import PLANTED
from tests.desk.pretend import CARD, TOKEN
from tests.desk.terminal import ROOT, kiosk_in_terminal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_the_terminal_whole(number: signal.Signals) -> None:
    with kiosk_in_terminal() as terminal:
        terminal.signal(number)
        assert terminal.status() == 128 + number
        assert terminal.is_whole()
        assert "Traceback" not in terminal.left_behind


def test_closing_on_purpose_ends_with_status_0() -> None:
    with kiosk_in_terminal() as terminal:
        terminal.send(b"\x11")
        terminal.wait_for("Close the kiosk?")
        terminal.send(b"y")
        assert terminal.status() == 0
        assert terminal.is_whole()


def test_bytes_that_are_not_utf8_do_not_end_the_app() -> None:
    """A scanner set to Latin-1, a reattached tmux: half characters, lone continuations, C1 controls."""
    with kiosk_in_terminal() as terminal:
        for junk in (b"\xe9", b"\xff\xfe", b"\x80\x81", b"\xed\xa0\x80", b"\x9b1;1H", b"\xf0\x9f", b"\xc3x"):
            terminal.send(junk)
        terminal.wait_for("Nobody is found")
        terminal.send(b"\x15")
        terminal.wait_for("ame, number or room")
        terminal.send(b"keane")
        terminal.wait_for("Blair")


@pytest.mark.parametrize("what", ["thread", "loop", "start", "input"])
def test_a_crash_names_no_student_and_never_ends_with_status_0(what: str) -> None:
    with kiosk_in_terminal(what) as terminal:
        if what != "start":
            terminal.send(b"\r")
        if what == "loop":
            terminal.wait_for("Movement")
            terminal.send(b"w")
        assert terminal.status() == 1
        assert terminal.is_whole()
        assert "The kiosk has stopped" in terminal.left_behind
        assert "break_in_" in terminal.left_behind, "where it broke"
        for word in (*PLANTED.split(), "Blake"):
            assert word not in terminal.left_behind


def test_a_terminal_that_is_gone_ends_the_app() -> None:
    with kiosk_in_terminal() as terminal:
        terminal.hang_up()
        assert terminal.status() == 129


@pytest.mark.parametrize("gap", [0.0, 0.005])
def test_a_scanner_types_a_card_while_another_student_is_open(gap: float) -> None:
    with kiosk_in_terminal() as terminal:
        terminal.send(b"keane\r")
        terminal.wait_for("No plan is in force")
        for letter in f"{CARD}\r":
            terminal.send(letter.encode())
            time.sleep(gap)
        terminal.wait_for("Movement")
        assert TOKEN.encode() not in terminal.output


def test_a_storm_of_bytes_breaks_nothing() -> None:
    with kiosk_in_terminal() as terminal:
        terminal.send(bytes(byte for byte in range(256) if byte not in {0x11, 0x03}) * 4)
        terminal.send(b"\x1b[200~pasted \xff \x1b[201~")
        terminal.signal(signal.SIGTERM)
        assert terminal.status() == 128 + signal.SIGTERM
        assert terminal.is_whole()


def test_without_a_terminal_it_says_so_in_a_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.crashing", "well"],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "The kiosk needs a terminal" in done.stderr
