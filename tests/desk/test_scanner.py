"""A scanner is told from a person by how fast it types."""

import pytest
from attrs import define
from textual.events import Key

from kiosk.desk.scanner import GAP, PAUSE, Heard, Scanner

LINK = "HTTPS://PLANS.MAPLE.EXAMPLE/C/ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FAST, SLOW = 0.004, 0.12


@define
class Desk:
    """What came through to the desk, and what was scanned."""

    scanner: Scanner
    is_typing: bool = False
    now: float = 100.0
    typed: str = ""
    scanned: str | None = None
    forgot: bool = False

    def type(self, text: str, gap: float = FAST) -> "Desk":
        """Letters, so many seconds apart; a line break is Enter."""
        for letter in text:
            self.now += gap
            key = Key("enter", "\r") if letter == "\n" else Key(letter, letter)
            key.time = self.now
            self._obey(self.scanner.hear(key, is_typing=self.is_typing))
        return self

    def wait(self, seconds: float) -> "Desk":
        """Nobody types."""
        self.now += seconds
        heard = self.scanner.wait(self.now)
        if heard is not None:
            self._obey(heard)
        return self

    def _obey(self, heard: Heard) -> None:
        self.typed += "".join("\n" if each.key == "enter" else each.key for each in heard.keys)
        self.scanned = self.scanned if heard.scanned is None else heard.scanned
        self.forgot = self.forgot or heard.forget


def desk(*, is_typing: bool = False) -> Desk:
    return Desk(Scanner(), is_typing)


@pytest.mark.parametrize("gap", [0.0, 0.001, 0.004, 0.01, 0.03])
@pytest.mark.parametrize("link", [LINK, LINK.lower(), f"]Q1{LINK}"])
def test_a_link_is_heard_and_no_letter_of_it_comes_through(gap: float, link: str) -> None:
    found = desk().type(f"{link}\n", gap)
    assert (found.scanned, found.typed) == (link, "")


def test_a_link_into_a_text_box_is_heard_and_what_went_in_is_forgotten() -> None:
    found = desk(is_typing=True).type(f"{LINK}\n")
    assert found.scanned == LINK
    assert found.typed == "HTT"
    assert found.forgot


def test_a_scanner_that_sends_no_enter_is_heard_after_a_pause() -> None:
    found = desk().type(LINK).wait(PAUSE / 2)
    assert found.scanned is None
    assert found.wait(PAUSE).scanned == LINK


def test_a_code_that_is_no_link_is_heard_from_its_fourth_letter() -> None:
    found = desk().type("4006381333931\n")
    assert (found.scanned, found.typed) == ("4006381333931", "400")


def test_a_code_of_several_lines_is_one_scan_and_none_of_its_enters_comes_through() -> None:
    found = desk().type("BEGIN:VCARD\nN:Bennett\n\nEND\n")
    assert (found.scanned, found.typed) == ("BEGIN:VCARD", "BEG")


@pytest.mark.parametrize("text", ["cw", "http://\n", "h", "hhh\n", "why\n", LINK])
def test_a_person_types_slowly_and_every_key_keeps_its_meaning(text: str) -> None:
    found = desk().type(text, SLOW).wait(GAP * 2)
    assert (found.typed, found.scanned) == (text, None)


def test_two_keys_at_once_are_two_keys() -> None:
    assert desk().type("cw").wait(GAP * 2).typed == "cw"
    assert desk().type("ht").wait(GAP * 2).typed == "ht"


def test_a_letter_that_might_begin_a_link_waits_for_a_moment_only() -> None:
    found = desk().type("h")
    assert found.typed == ""
    assert found.wait(GAP / 2).typed == ""
    assert found.wait(GAP).typed == "h"
    assert not found.scanner.is_waiting


def test_enter_right_behind_a_letter_comes_after_it() -> None:
    assert desk().type("h\n").typed == "h\n"


@pytest.mark.parametrize("letter", [" ", "h", "w"])
def test_a_key_that_is_held_down_is_no_scan(letter: str) -> None:
    assert desk().type(letter * 40, 0.03).wait(GAP * 2).typed == letter * 40


def test_a_number_scanned_into_a_text_box_is_typed_into_it() -> None:
    found = desk(is_typing=True).type("10042\n")
    assert (found.typed, found.scanned, found.forgot) == ("10042\n", None, False)


def test_keys_after_a_scan_mean_what_they_mean() -> None:
    found = desk().type(f"{LINK}\n").type("cw", SLOW)
    assert found.typed == "cw"


def test_nothing_of_a_scan_is_kept() -> None:
    assert "PLANS" not in repr(desk().type(f"{LINK}\n").scanner)
