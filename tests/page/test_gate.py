"""The gate tells a finder where to bring the card, and nothing else to anybody."""

import asyncio
import threading
import time
from functools import partial

import pytest

from kiosk.faults import BadInput
from kiosk.page import app, threads
from tests.page.pretend import CODE, KEY, TOKEN, PretendDoor, tells_nothing, visit

MANY_FIELDS = b"&".join(b"f%d=1" % each for each in range(10))
FORM = {"content-type": "application/x-www-form-urlencoded"}


async def test_a_finder_reads_where_the_card_belongs_and_nothing_about_a_student() -> None:
    async with visit() as at:
        gate = await at.phone.get(f"/C/{TOKEN}")
    assert gate.status_code == 200
    for words in ("Staff only", "Found this card?", "12 Maple Street, Springfield", "+1 541 555 0100"):
        assert words in gate.text
    assert tells_nothing(gate.content)
    assert at.door.tried == []


@pytest.mark.parametrize(
    "path", [f"/C/{TOKEN.lower()}", f"/c/{TOKEN}", "/C/" + "Z" * 26, "/C/x", "/C/%FF%00"]
)
async def test_the_gate_is_the_same_for_every_token_in_either_case(path: str) -> None:
    async with visit() as at:
        right, other = await at.phone.get(f"/C/{TOKEN}"), await at.phone.get(path)
    assert (other.status_code, other.content, other.headers) == (200, right.content, right.headers)


async def test_a_day_pass_opens_the_plan() -> None:
    async with visit() as at:
        opened = await at.sign_in()
        assert (opened.status_code, opened.headers["location"], opened.content) == (303, "/plan", b"")
        plan = await at.phone.get("/plan")
    assert "Blake Bennett" in plan.text
    assert at.door.tried == [(TOKEN, CODE, "127.0.0.1")]


async def test_a_staff_id_and_a_pin_open_the_plan() -> None:
    async with visit() as at:
        assert (await at.sign_in(code="", staff=" hale ", pin="271828")).status_code == 303
        assert "Blake Bennett" in (await at.phone.get("/plan")).text
    assert at.door.tried == [(TOKEN, "hale", "271828", "127.0.0.1")]


@pytest.mark.parametrize(
    "form",
    [
        b"code=AAAA-AAAA", b"staff=hale&pin=000000", b"staff=hale", b"pin=271828", b"", b"code=",
        b"code=" + b"A" * 41,
        b"code=7K3M-Q9RT&code=7K3M-Q9RT", b"code=%FF%FE", b"\xff\xfe=\x00", b"code=7K3M-Q9RT%00", b"&" * 4096,
        b"code=7K3M-Q9RT&x=" + b"y" * 4096, MANY_FIELDS + b"&code=7K3M-Q9RT",
        b'{"code": "7K3M-Q9RT"}',
    ],
)  # fmt: skip
async def test_whatever_is_wrong_the_answer_is_the_gates_very_bytes(form: bytes) -> None:
    async with visit() as at:
        gate = await at.phone.get(f"/C/{TOKEN}")
        wrong = await at.phone.post(f"/C/{TOKEN}", content=form, headers=FORM)
    assert (wrong.status_code, wrong.content, wrong.headers) == (200, gate.content, gate.headers)


@pytest.mark.parametrize("token", ["A" * 26, "x", "A" * 5000, "%F0%9F%92%A9", TOKEN + "A"])
async def test_the_right_pass_opens_no_other_card(token: str) -> None:
    async with visit() as at:
        gate = await at.phone.get(f"/C/{TOKEN}")
        wrong = await at.phone.post(f"/C/{token}", data={"code": CODE})
    assert (wrong.status_code, wrong.content, wrong.headers) == (200, gate.content, gate.headers)


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "application/json", ""])
async def test_what_is_no_form_is_not_read_as_one(kind: str) -> None:
    async with visit() as at:
        wrong = await at.phone.post(
            f"/C/{TOKEN}", content=b"code=7K3M-Q9RT", headers={"content-type": kind} if kind else {}
        )
    assert wrong.status_code == 200
    assert at.door.tried == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"}, 200),
        ({"sec-fetch-site": "same-site"}, 200),
        ({"origin": "http://127.0.0.1:8000"}, 303),
        ({"origin": "null"}, 303),
        ({"origin": "https://evil.example"}, 200),
        ({}, 303),
    ],
)
async def test_a_form_of_another_site_opens_nothing(headers: dict[str, str], status: int) -> None:
    async with visit() as at:
        answer = await at.phone.post(f"/C/{TOKEN}", data={"code": CODE}, headers=headers)
    assert answer.status_code == status
    assert len(at.door.tried) == (status == 303)


async def test_a_wrong_code_takes_as_long_as_another_wrong_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dead card is refused at once and a PIN is hashed: both are answered on the same beat."""
    monkeypatch.setattr(app, "STEP", 0.25)
    loop = asyncio.get_running_loop()
    for hashed in (partial(time.sleep, 0), partial(time.sleep, 0.03)):
        async with visit(PretendDoor(before=hashed)) as at:
            begun = loop.time()
            await at.sign_in(code="AAAA-AAAA")
        assert loop.time() - begun >= 0.25


async def test_the_session_is_kept_where_no_script_and_no_other_site_gets_it() -> None:
    async with visit() as at:
        here = (await at.sign_in()).headers["set-cookie"]
    async with visit(base="https://plans.maple.example", address="10.0.0.7") as at:
        away = (await at.sign_in()).headers["set-cookie"]
    assert here == f"kiosk={KEY}; HttpOnly; Path=/; SameSite=strict"
    assert away == f"__Host-kiosk={KEY}; HttpOnly; Path=/; SameSite=strict; Secure"


async def test_a_second_card_ends_the_session_of_the_first() -> None:
    async with visit() as at:
        at.phone.cookies.set("kiosk", "o" * 43, domain="127.0.0.1")
        at.door.open_keys.add("o" * 43)
        await at.sign_in()
    assert at.door.open_keys == {KEY}


async def test_no_code_is_taken_over_a_network_in_the_open() -> None:
    async with visit(address="10.0.0.7") as at:
        answers = [await at.phone.get(f"/C/{TOKEN}"), await at.sign_in()]
    assert [each.status_code for each in answers] == [403, 403]
    assert "HTTPS" in answers[0].text
    assert at.door.tried == []


async def test_records_that_do_not_answer_are_never_a_wrong_code() -> None:
    def locked() -> None:
        raise BadInput(f"records.db: {TOKEN} {CODE} is in use")

    async with visit(PretendDoor(before=locked)) as at:
        answer = await at.sign_in()
    assert answer.status_code == 503
    assert "+1 541 555 0100" in answer.text
    (told,) = at.told
    assert told.startswith("The records could not be read (BadInput, test_gate.py line ")
    assert TOKEN not in told + answer.text


async def test_many_who_try_at_once_keep_nobody_waiting_who_reads_a_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threads, "PATIENCE", 100)
    go_on = threading.Event()
    async with visit() as at:
        await at.sign_in()
        at.door.before = lambda: (
            None if threading.current_thread().name.startswith("look") else go_on.wait(20)
        )
        tries = [asyncio.create_task(at.sign_in(code="AAAA-AAAA")) for _ in range(80)]
        refused = asyncio.wait(tries, timeout=15, return_when=asyncio.FIRST_COMPLETED)
        assert (await refused)[0], "everybody is kept waiting"
        plan = await at.phone.get("/plan")
        go_on.set()
        answers = await asyncio.gather(*tries)
    assert "Blake Bennett" in plan.text
    assert sorted({each.status_code for each in answers}) == [200, 503]
