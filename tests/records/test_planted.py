"""Twenty secrets are planted, all of the house is used and broken, and none is found where it must not be."""

import logging
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from shutil import copytree

import pytest

from kiosk.access.gate import Access
from kiosk.access.signing import SigningIn
from kiosk.commands.running import run
from kiosk.desk.crash import crash_text
from kiosk.faults import BadInput, NotAllowed
from kiosk.plans.model import Role
from kiosk.records import staff, staffing
from kiosk.records.events import Purpose
from kiosk.records.staff import StaffMember
from kiosk.records.staffing import Change
from kiosk.records.store import Records
from tests.access.visiting import (
    ABARA,
    CARD,
    HERE,
    NEW_CARD,
    PIN,
    ROOM_14_CARD,
    WRONG_PIN,
    House,
    furnished,
)
from tests.made_school import BLAKE_TOML, MAPLE_TOML
from tests.page.test_states import at_the_page

PHRASE, NEW_PIN, THREAT = "a phrase that nobody guesses", "998877", "He lies on the floor and shakes"
IN_THE_PLAN = (
    "methylphenidate", "10 mg", "Dr. A. Reyes", "+1 503 555 0100", "+1 503 555 0142", "2016-03-09",
    "May pace or stand", "nurse's office at lunch", "Suspend before", "says he will hurt himself",
)  # fmt: skip
"""A drug, its dose, who ordered it, two telephones, a birthdate, and what a plan says."""
TYPED = (PIN, WRONG_PIN, PHRASE, NEW_PIN, THREAT, CARD, NEW_CARD, ROOM_14_CARD, HERE)


@pytest.fixture
def house(records: Records) -> House:
    """The school, with a teacher and an administrator who have PINs."""
    made = furnished(records)
    made.print_card(NEW_CARD)
    made.hire(ABARA)
    sato = StaffMember("sato", "K. Sato", Role.ADMIN)
    staff.add(records, sato, actor="", station="", now=made.clock.real(), pin=PHRASE)
    return made


async def visited(house: House) -> tuple[str, ...]:
    """A finder guesses, a teacher and a substitute read a plan: the pass and the keys of their sessions."""
    code = house.issue("12").code
    keys = []
    async with at_the_page(house) as phone:
        await phone.post(f"/C/{NEW_CARD}", data={"staff": "abara", "pin": WRONG_PIN})
        for form in ({"staff": "abara", "pin": PIN}, {"code": code}):
            await phone.post(f"/C/{NEW_CARD}", data=form)
            keys.append(phone.cookies["kiosk"])
            assert "May pace or stand" in (await phone.get("/plan")).text
        await phone.post("/leave")
    return code, *keys


def used(house: House, code: str) -> None:
    """At the kiosk somebody is refused, others open a plan, in an emergency too, and a PIN is changed."""
    signing = SigningIn(house.records, house.calendar, clock=house.clock, station="room 12")
    with pytest.raises(NotAllowed):
        signing.with_pin("abara", WRONG_PIN)
    for signed in (signing.with_pin("abara", PIN), signing.with_pass(code)):
        watched = signing.records_for(signed)
        access = Access(watched, house.calendar, signed.person, clock=house.clock, station="room 12")
        assert access.scanned(f"https://plans.maple.example/C/{NEW_CARD}").id == "10042"
        assert access.open("10042", Purpose.KIOSK).versions
        assert access.in_emergency("10042", THREAT).versions
    change = Change(pin=NEW_PIN)
    staffing.change(house.records, "abara", change, actor="", station="", now=house.clock.real())


def broken(secrets: Sequence[str]) -> str:
    """What the kiosk leaves on the terminal when it breaks with secrets in its variables and its errors."""
    planted = dict.fromkeys(secrets)
    try:
        planted[" ".join(secrets)]
    except KeyError as error:
        return crash_text(error)
    raise AssertionError("nothing broke")


async def served_badly(house: House, secrets: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The page breaks, and the records cannot be read, each with all secrets in the error."""
    said = " ".join(secrets)
    for error in (ValueError(said), BadInput(said)):

        def fails(*_: object, error: Exception = error, **__: object) -> None:
            raise error

        async with at_the_page(house) as phone:
            await phone.post(f"/C/{NEW_CARD}", data={"staff": "abara", "pin": NEW_PIN})
            with monkeypatch.context() as patch, suppress(ValueError):  # the answer was sent before
                patch.setattr("kiosk.page.app.write", fails)
                await phone.get("/plan", headers={"referer": f"https://x.example/C/{CARD}"})


def stopped(folder: Path, secrets: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A command breaks with all of them in its error."""

    def fails(*_: object, **__: object) -> None:
        raise ValueError(secrets)

    with monkeypatch.context() as patch:
        patch.setattr(staff, "everyone", fails)
        assert run(["--school", str(folder), "staff", "list"]) == 2


def stored(folder: Path, copy: Path) -> Iterator[bytes]:
    """A backup of the folder, one that SQLite makes, and all rows of the database as text."""
    copytree(folder, copy)
    with sqlite3.connect(copy / "records.db") as database:
        yield "\n".join(database.iterdump()).encode()
        database.execute("VACUUM INTO ?", [str(copy / "again.db")])
    database.close()
    for each in copy.rglob("*"):
        if each.is_file():
            yield each.read_bytes()


def ours(caplog: pytest.LogCaptureFixture) -> str:
    """What was logged, but for what the pretended phone says of its own requests."""
    assert any(each.name == "httpx" for each in caplog.records)
    return "\n".join(each.getMessage() for each in caplog.records if each.name != "httpx")


def forms_of(secret: str) -> Iterator[bytes]:
    """A secret as it may be written down."""
    bare = re.sub(r"[\s-]", "", secret)
    for text in {secret, bare, secret.lower(), secret.upper(), secret.casefold()}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield text.encode(encoding)
        yield text.encode().hex().encode()


def found(secrets: Sequence[str], told: bytes) -> list[str]:
    return [each for each in secrets if any(form in told for form in forms_of(each))]


async def test_nothing_that_was_planted_is_in_a_log_a_backup_the_database_or_a_crash_text(
    house: House,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    assert [each for each in IN_THE_PLAN if each not in BLAKE_TOML] == []
    code, *keys = await visited(house)
    used(house, code)
    secrets = (*IN_THE_PLAN, *TYPED, code, f"{code[:4]}-{code[4:]}", *keys)
    assert len(set(secrets)) >= 20
    folder = house.records.path.parent
    (folder / "school.toml").write_text(MAPLE_TOML)
    await served_badly(house, secrets, monkeypatch)
    stopped(folder, secrets, monkeypatch)
    logged = "".join(capsys.readouterr())
    for line in ("The page broke (ValueError", "The records could not be read (BadInput", "did not foresee"):
        assert line in logged
    crash = broken(secrets)
    assert "KeyError" in crash
    assert found(secrets, (logged + crash + ours(caplog)).encode()) == []
    backup = b"\n".join(stored(folder, tmp_path / "backup"))
    assert b"Bennett" in backup
    assert b"argon2id" in backup
    assert found(secrets, backup) == []


def test_the_search_finds_a_secret_in_any_of_its_forms() -> None:
    assert [found((PIN,), form) for form in forms_of(PIN)] == [[PIN]] * len(list(forms_of(PIN)))
    assert found((PIN, CARD), b"nothing of the kind") == []
