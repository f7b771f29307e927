"""The plan page: now first, and nothing for whoever has no session."""

import datetime as dt

import httpx
import pytest
from attrs import evolve

from kiosk.faults import BadInput, NotAllowed
from kiosk.plans.model import PlanKind, Unread
from tests.page.pretend import BEGAN, BLAKE, CODE, KEY, TOKEN, PretendDoor, seen, tells_nothing, visit

EVERYWHERE = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}
POLICY = ("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'")


def open_door() -> PretendDoor:
    """A door at which this phone has a session already."""
    return PretendDoor(open_keys={KEY})


async def test_a_substitute_reads_now_then_next_then_if_then_tonight_then_the_whole_plan() -> None:
    async with visit() as at:
        await at.sign_in()
        text = (await at.phone.get("/plan")).text
    order = [
        "Blake Bennett", "Grade 5 · Room 12 · he/him", "Monday 23 November, 11:50",
        "This card was printed from version 3; the plan is now version 5.",
        ">Now<", "May pace or stand at the back", "All day",
        ">Next<", "Takes medication from the nurse&#39;s office", "in 5 min · send at 11:55",
        "he says he will hurt himself or someone else", "Stay with him",
        "Call home, through the office: Dana Bennett, mother",
        "If abuse at home is suspected", "Never", "Suspend before he has been heard",
        ">Tonight<", "Nothing: tomorrow is a regular day.",
        "The whole plan", "Separate setting for state tests.",
        "504 plan, version 5 · review by 28 May 2027", "Why you see this: Day pass, room 12, today.",
        "until 12:50", ">Leave<",
    ]  # fmt: skip
    at_ = 0
    for words in order:
        assert words in text[at_:], words
        at_ = text.index(words, at_) + len(words)


async def test_a_substitute_sees_no_drug_and_no_phone_of_the_family() -> None:
    async with visit(open_door()) as at:
        at.phone.cookies.set("kiosk", KEY, domain="127.0.0.1")
        body = (await at.phone.get("/plan")).text
    assert "Dana Bennett, mother" in body
    for secret in ("methylphenidate", "555 0142", "dana@example.org", "2016", "psychologist", "Reyes"):
        assert secret not in body


@pytest.mark.parametrize("cookie", ["", "x" * 43, KEY + "x", "k", "ключ", '"' + KEY, "k" * 5000])
async def test_without_a_session_the_page_says_to_scan_again(cookie: str) -> None:
    async with visit(open_door()) as at:
        answer = await at.phone.get("/plan", headers=[(b"cookie", f"kiosk={cookie}".encode())])
    assert answer.status_code == 200
    assert "Scan the card again" in answer.text
    assert tells_nothing(answer.content)


async def test_whoever_leaves_has_left_for_good() -> None:
    async with visit() as at:
        await at.sign_in()
        left = await at.phone.post("/leave")
        assert (left.status_code, left.headers["location"]) == (303, "/plan")
        assert "kiosk" not in at.phone.cookies
        replayed = await at.phone.get("/plan", headers={"cookie": f"kiosk={KEY}"})
    assert "Scan the card again" in replayed.text


async def test_no_other_site_ends_a_session() -> None:
    async with visit() as at:
        await at.sign_in()
        answer = await at.phone.post("/leave", headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403
        assert "Blake Bennett" in (await at.phone.get("/plan")).text


async def test_a_plan_that_cannot_be_read_never_looks_like_no_plan() -> None:
    def locked() -> None:
        raise BadInput(f"records.db: {BLAKE.name} is in use")

    async with visit(open_door()) as at:
        at.door.before = locked
        at.phone.cookies.set("kiosk", KEY, domain="127.0.0.1")
        answer = await at.phone.get("/plan")
        left = await at.phone.post("/leave")
    assert answer.status_code == 503
    assert "The plan could not be read" in answer.text
    assert "This student may have accommodations. Ask the office now." in answer.text
    assert "+1 541 555 0100" in answer.text
    assert (left.status_code, "You have not left yet" in left.text) == (503, True)
    assert "kiosk" in at.phone.cookies
    assert not any("Blake" in each for each in at.told)


async def test_a_damaged_version_in_force_never_looks_like_the_one_before_it() -> None:
    looked = seen()
    why = "version 6 of the 504 plan of 10042 cannot be opened"
    damaged = Unread(6, PlanKind.SECTION_504, BEGAN, dt.date(2026, 11, 1), dt.date(2027, 6, 11), why)
    door = PretendDoor(evolve(looked, opened=evolve(looked.opened, unread=(damaged,))), open_keys={KEY})
    async with visit(door) as at:
        answer = await at.phone.get("/plan", headers={"cookie": f"kiosk={KEY}"})
    assert answer.status_code == 503
    assert "The plan could not be read" in answer.text
    assert "May pace" not in answer.text


async def test_whoever_may_no_longer_see_the_student_is_told_nothing() -> None:
    def refuse() -> None:
        raise NotAllowed("10042 is not in room 07, where R. Hale is.")

    async with visit(open_door()) as at:
        at.door.before = refuse
        answer = await at.phone.get("/plan", headers={"cookie": f"kiosk={KEY}"})
    assert "Scan the card again" in answer.text
    assert tells_nothing(answer.content)


async def test_a_fault_in_the_program_names_nobody() -> None:
    def broken() -> None:
        raise RuntimeError(f"{BLAKE.name} {TOKEN} {CODE}")

    async with visit(open_door()) as at:
        at.door.before = broken
        answer = await at.phone.get("/plan", headers={"cookie": f"kiosk={KEY}"})
    assert answer.status_code == 500
    assert tells_nothing(answer.content)
    (told,) = at.told
    assert told.startswith("The page broke (RuntimeError, test_plan.py line ")
    assert tells_nothing(told.encode())


async def every_kind_of_answer() -> list[httpx.Response]:
    """The gate, a sign-in, the plan, the way out, and each page that says no."""
    async with visit(open_door()) as at:
        answers = [await at.phone.get(f"/C/{TOKEN}"), await at.sign_in(), await at.phone.get("/plan")]
        answers += [await at.phone.post("/leave"), await at.phone.get("/plan"), await at.phone.get("/health")]
        answers += [
            await at.phone.get(path) for path in ("/", "/plan/", "/C/", "/C/a/b", "/<script>", "/leave")
        ]
        answers += [await at.phone.put("/plan"), await at.phone.request("HEAD", f"/C/{TOKEN}")]
        at.door.before = lambda: 1 / 0
        answers.append(await at.phone.get("/plan", headers={"cookie": f"kiosk={KEY}"}))
    return answers


async def test_every_answer_bears_the_headers_that_keep_it_here() -> None:
    answers = await every_kind_of_answer()
    assert {each.status_code for each in answers} == {200, 303, 404, 405, 500}
    assert {each.headers.get("allow") for each in answers} == {None, "GET, HEAD", "POST"}
    for each in answers:
        assert {name: each.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
        assert all(part in each.headers["content-security-policy"] for part in POLICY)
        assert "script-src" not in each.headers["content-security-policy"]
        assert "server" not in each.headers
        assert "strict-transport-security" not in each.headers


async def test_over_tls_the_browser_is_told_to_stay_there() -> None:
    async with visit(base="https://plans.maple.example", address="10.0.0.7") as at:
        answers = [await at.phone.get("/plan"), await at.phone.get("/nowhere"), await at.sign_in()]
    assert {each.headers["strict-transport-security"] for each in answers} == {"max-age=31536000"}


async def test_an_error_page_does_not_repeat_what_was_asked_for() -> None:
    async with visit() as at:
        answers = [
            await at.phone.get("/Zebra<script>"),
            await at.phone.get("/other"),
            await at.phone.get("/C/a/b"),
        ]
    assert len({each.content for each in answers}) == 1
    assert "Zebra" not in answers[0].text


async def test_whoever_watches_the_server_learns_that_it_is_well() -> None:
    async with visit() as at:
        answer = await at.phone.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_page_asks_for_nothing_from_elsewhere_and_runs_nothing() -> None:
    async with visit(open_door()) as at:
        pages = [
            await at.phone.get(f"/C/{TOKEN}"),
            await at.phone.get("/plan", headers={"cookie": f"kiosk={KEY}"}),
        ]
    assert "Blake Bennett" in pages[1].text
    for each in pages:
        for part in (
            "<script",
            "javascript:",
            " src=",
            "<link",
            "@import",
            "url(",
            "http:",
            "https:",
            " style=",
        ):
            assert part not in each.text, part


def test_a_session_says_when_it_ends_by_the_schools_clock() -> None:
    assert PretendDoor().sees.ends - PretendDoor().sees.moment.instant == dt.timedelta(minutes=60)
