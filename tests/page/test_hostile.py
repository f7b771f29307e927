"""Names, notes and requests that try to break the page."""

import asyncio
import re
import string

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.page.forms import LARGEST, MOST_FIELDS, parse_form
from kiosk.page.printing import dial, dialled
from kiosk.page.writing import write
from kiosk.plans.model import Accommodation, Contact, Kind, When
from tests.made_school import blake
from tests.page.pretend import BLAKE, KEY, NURSE, PAGES, TOKEN, PretendDoor, seen, tells_nothing, visit

HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "{% raw %}",
    "</style><b>", "&lt;b&gt;",
    "\u202eevil\u2066", "עברית שלום", "王小明" * 20, "N" * 400,
    "\x1b[2J\x07", "line\nbreak", "\ud800", "\0", "a\u0301" * 90,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_or_note_is_shown_and_never_obeyed(text: str) -> None:
    items = (
        Accommodation("a", Kind.MOVEMENT, text),
        Accommodation(
            "b",
            Kind.CRISIS,
            text,
            when=When(trigger=text),
            steps=(text, "Call home"),
            never=(text,),
            instead_of_home=text,
        ),
    )
    student = evolve(
        BLAKE,
        given_name=text,
        family_name=text,
        homeroom=text,
        pronouns=text,
        contacts=(Contact(text, text, text),),
    )
    page = PAGES.plan(
        write(seen([evolve(blake(), accommodations=items)], student=student, person=NURSE, reason=text))
    ).decode()
    clean = PAGES.plan(write(seen(person=NURSE))).decode()
    body = page.split("</head>")[1]
    assert not re.search(r"<(script|img|b>[^\w])", body)
    assert set(re.findall(r"<(\w+)", body)) <= set(re.findall(r"<(\w+)", clean)) | {"h4"}
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", body)
    assert "onerror=alert(1)>" not in body
    assert "49" not in re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL)


def test_a_number_can_be_tapped_and_words_cannot() -> None:
    assert dial("+1 (503) 555-0142") == "+15035550142"
    assert dial("ask <b>Dana</b>") == dial("555 0142 ext. 12") == dial("") == ""
    text = dialled("Call <home>: Dana · +1 503 555 0142", ["+1 503 555 0142", "", "x"])
    assert text == 'Call &lt;home&gt;: Dana · <a href="tel:+15035550142">+1 503 555 0142</a>'


METHODS = st.sampled_from(["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"])
SEGMENTS = st.one_of(
    st.sampled_from(["C", "c", "plan", "leave", "health", TOKEN, "", "..", "%2e%2e", "%00", "%ff", "static"]),
    st.text(string.printable, max_size=20).map(lambda text: "".join(f"%{ord(each):02x}" for each in text)),
)
HEADERS = st.lists(
    st.tuples(
        st.sampled_from([
            b"cookie", b"origin", b"content-type", b"sec-fetch-site", b"x-forwarded-for",
            b"x-forwarded-proto", b"host",
            b"expect", b"range", b"accept",
        ]),
        st.one_of(
            st.binary(max_size=60).map(lambda raw: bytes(each for each in raw if each > 31 and each != 127)),
            st.sampled_from([b"application/x-www-form-urlencoded", b"kiosk=" + b"x" * 43, b"null"]),
        ),
    ),
    max_size=4,
)  # fmt: skip
BODIES = st.one_of(
    st.binary(max_size=300),
    st.sampled_from([b"code=AAAA-AAAA", b"staff=hale&pin=1", b"x" * (LARGEST + 1), b"&" * 5000, b"code=%ff"]),
)
REQUESTS = st.tuples(METHODS, st.lists(SEGMENTS, max_size=3), HEADERS, BODIES)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(REQUESTS, min_size=20, max_size=20))
def test_twelve_hundred_odd_requests_break_nothing_and_learn_nothing(requests: list[tuple]) -> None:  # type: ignore[type-arg]
    async def send() -> None:
        async with visit(PretendDoor(open_keys={KEY})) as at:
            answers = await asyncio.gather(
                *(
                    at.phone.request(method, "/" + "/".join(path), headers=headers, content=body)
                    for method, path, headers, body in requests
                )
            )
        assert at.told == []
        for answer in answers:
            assert answer.status_code in {200, 303, 403, 404, 405}
            assert answer.headers["cache-control"] == "no-store"
            assert tells_nothing(answer.content)

    asyncio.run(send())


@given(st.binary(max_size=LARGEST))
def test_a_form_is_read_or_refused_whatever_its_bytes(body: bytes) -> None:
    fields = parse_form(body)
    assert fields is None or len(fields) <= MOST_FIELDS
