"""Each check of the doctor, well and ill."""

import datetime as dt
import shutil
import socket
from collections import namedtuple
from pathlib import Path

import pytest
import trustme

from kiosk.doctor import link, machine, place
from kiosk.doctor import records as checks
from kiosk.doctor.finding import Finding, Weight
from kiosk.plans.model import Role
from kiosk.records import roster, staff
from kiosk.records.opening import key_path
from kiosk.records.staff import StaffMember
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from tests.cards.conftest import fixture_install, fixture_ours_alone
from tests.made_school import maple
from tests.records.fixtures import records, school
from tests.records.making import NOW, attack, note, student

__all__ = ["fixture_install", "fixture_ours_alone", "records", "school"]
LINK = "https://plans.maple.us"
ADMIN = StaffMember("sato", "K. Sato", Role.ADMIN)


def weight(finding: Finding) -> str:
    """How much it matters; what is not good says what to do, and everything is a sentence."""
    assert finding.sentence
    return finding.weight.value


@pytest.mark.parametrize(
    ("address", "known", "expected"),
    [
        ("", True, "should"),
        ("https://plans.maple.example", True, "must"),
        ("https://example.org:8443", True, "must"),
        ("http://plans.maple.us", True, "must"),
        (LINK, False, "should"),
        (LINK, True, "good"),
    ],
)
def test_the_link_is_real_safe_and_known(
    monkeypatch: pytest.MonkeyPatch, address: str, known: bool, expected: str
) -> None:
    def ask(name: str, port: int) -> list[str]:
        assert (name, port) == ("plans.maple.us", 443)
        if not known:
            raise OSError
        return ["192.0.2.1"]

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    assert weight(link.link(address)) == expected


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    """A certificate with its key, for the school's name and for all of another's."""
    made = trustme.CA().issue_cert(
        "plans.maple.us", "*.oak.us", not_before=NOW, not_after=NOW + dt.timedelta(days=90)
    )
    path = tmp_path / "both.pem"
    made.private_key_and_cert_chain_pem.write_to_path(str(path))
    return path


@pytest.mark.parametrize(
    ("days", "address", "expected"),
    [
        (1, LINK, ["good", "good"]),
        (1, "https://PLANS.oak.us", ["good", "good"]),
        (1, "https://a.plans.oak.us", ["good", "must"]),
        (1, "https://oak.us", ["good", "must"]),
        (-1, LINK, ["must", "good"]),
        (80, LINK, ["should", "good"]),
        (90, LINK, ["must", "good"]),
    ],
)
def test_the_certificate_is_of_the_name_and_has_not_ended(
    pem: Path, days: int, address: str, expected: list[str]
) -> None:
    found = link.certificate(pem, None, address, NOW + dt.timedelta(days=days))
    assert [weight(each) for each in found] == expected


@pytest.mark.parametrize("written", [None, "no certificate"])
def test_a_certificate_that_cannot_be_used_is_told(tmp_path: Path, written: str | None) -> None:
    path = tmp_path / "c.pem"
    if written is not None:
        path.write_text(written)
    (found,) = link.certificate(path, None, LINK, NOW)
    assert weight(found) == "must"
    assert str(path) in found.sentence


def test_an_open_folder_must_be_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    found = place.folder(tmp_path)
    assert (weight(found), f"chmod 700 {tmp_path}" in found.sentence) == ("must", True)
    tmp_path.chmod(0o700)
    assert weight(place.folder(tmp_path)) == "good"
    assert weight(place.folder(tmp_path / "gone")) == "must"


def test_the_key_file_is_there_outside_and_closed(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, key = records.path.parent, key_path(records)
    assert [weight(each) for each in place.key_file(records, folder)] == ["good"]
    key.chmod(0o644)
    assert [weight(each) for each in place.key_file(records, folder)] == ["should"]
    key.chmod(0o600)
    inside = shutil.move(key, folder / "maple.key")
    assert [weight(each) for each in place.key_file(records, folder)] == ["must"]
    monkeypatch.setenv("KIOSK_KEY_FILE", str(inside))
    (found,) = place.key_file(records, folder)
    assert (weight(found), "lies in the school folder" in found.sentence) == ("must", True)


@pytest.mark.parametrize(("free", "expected"), [(10, "must"), (500_000_000, "should"), (10**10, "good")])
def test_there_is_room_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, expected: str
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**12, 0, free))
    assert weight(place.room(tmp_path)) == expected


def test_damaged_records_are_counted_and_nobody_is_named(records: Records) -> None:
    roster.enrol(records, [student("10042", "Blake", "Bennett")], actor="", station="", now=NOW)
    assert weight(checks.soundness(records)) == "good"
    attack(records.path, "UPDATE student SET homeroom = '14'")
    found = checks.soundness(records)
    assert (weight(found), found.sentence) == ("must", "The records have 1 fault.")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (NOW + dt.timedelta(days=1), "good"),
        (NOW - dt.timedelta(minutes=1), "good"),
        (NOW - dt.timedelta(minutes=3), "must"),
        (NOW + dt.timedelta(days=360), "should"),
    ],
)
def test_the_clock_goes_forward_and_stands_in_the_school_year(
    records: Records, now: dt.datetime, expected: str
) -> None:
    note(records, 3)
    assert weight(checks.clock(records, Calendar(maple()), now)) == expected


def test_there_is_an_administrator_with_a_pin(records: Records) -> None:
    assert weight(checks.administrators(records)) == "must"
    staff.add(records, ADMIN, actor="", station="", now=NOW)
    assert "No administrator has a PIN" in checks.administrators(records).sentence
    other = StaffMember("hale", "M. Hale", Role.ADMIN)
    staff.add(records, other, actor="", station="", now=NOW, pin="maple street office")
    assert weight(checks.administrators(records)) == "good"


def test_who_has_no_pin_and_which_teacher_has_no_room_is_said(records: Records) -> None:
    assert checks.unready(records) == []
    staff.add(
        records, StaffMember("lane", "R. Lane", Role.TEACHER), actor="", station="", now=NOW, pin="998877"
    )
    staff.add(records, StaffMember("tran", "M. Tran", Role.NURSE), actor="", station="", now=NOW)
    pinless, roomless = checks.unready(records)
    assert "tran" in pinless.sentence
    assert "lane" not in pinless.sentence
    assert "lane" in roomless.sentence
    assert {pinless.weight, roomless.weight} == {Weight.SHOULD}


@pytest.mark.usefixtures("ours_alone")
def test_names_that_no_face_has_are_counted_and_not_said(records: Records) -> None:
    roster.enrol(records, [student("1", "José", "Núñez")], actor="", station="", now=NOW)
    assert weight(machine.fonts(records)) == "good"
    roster.enrol(records, [student("2", "明", "李")], actor="", station="", now=NOW)
    found = machine.fonts(records)
    assert weight(found) == "should"
    assert found.sentence.startswith("1 name")
    assert "明" not in found.sentence


@pytest.mark.parametrize(("there", "expected"), [((), "should"), (("office", "lab"), "good")])
def test_a_printer_is_there(monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...], expected: str) -> None:
    monkeypatch.setattr(machine, "printers", lambda: there)
    assert weight(machine.printer()) == expected
