"""Web servers in front that were not named: nothing opens through them, and the keeper is told."""

from typing import Any, cast

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from kiosk.page.forwarding import Forwarding
from tests.commands.terminal import Terminal
from tests.page.cards import day_pass, printed_link
from tests.page.served import serve

HEADERS = (
    {"x-forwarded-for": "203.0.113.9"}, {"X-Forwarded-Proto": "https"}, {"x-forwarded-host": "plans"},
    {"forwarded": "for=203.0.113.9;proto=https"}, {"x-real-ip": "127.0.0.1"}, {"via": "1.1 caddy"},
)  # fmt: skip


@pytest.mark.parametrize("options", [(), ("--behind-proxy", "10.0.0.9")])
def test_a_right_pass_opens_nothing_through_a_web_server_that_was_not_named(
    maple_now: Terminal, options: tuple[str, ...]
) -> None:
    code, token = day_pass(maple_now), printed_link(maple_now).rsplit("/", 1)[1]
    with serve(maple_now.folder, *options) as page, httpx.Client(base_url=page.url) as client:
        gate = client.get(f"/C/{token}")
        for headers in HEADERS:
            for answer in (
                client.get(f"/C/{token}", headers=headers),
                client.post(f"/C/{token}", data={"code": code}, headers=headers),
            ):
                assert (answer.status_code, answer.content) == (200, gate.content)
                assert "set-cookie" not in answer.headers
                assert "strict-transport-security" not in answer.headers
        assert client.post(f"/C/{token}", data={"code": code}).status_code == 303
        assert "Blake Bennett" in client.get("/plan").text
        for headers in HEADERS:
            assert "Blake" not in client.get("/plan", headers=headers).text
        status, _, err = page.end()
    assert status == 0
    assert err.count("A request came through a web server that was not named") == 1
    assert len(err.splitlines()) == 1
    assert "203.0.113.9" not in err
    assert token not in err


def test_the_web_server_that_was_named_is_believed_over_either_internet_protocol(maple_now: Terminal) -> None:
    with serve(maple_now.folder, "--behind-proxy", "::ffff:127.0.0.1") as page:
        answer = httpx.get(f"{page.url}/health", headers={"x-forwarded-proto": "https"})
        assert answer.headers["strict-transport-security"]
        assert page.end()[2] == ""


async def test_of_what_the_named_one_forwards_only_its_own_word_counts() -> None:
    """Whoever guesses behind it would else come from a new address with each guess."""
    seen: list[object] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append((scope["client"][0], scope["scheme"]))

    believing = Forwarding(app, "10.0.0.9", print)
    for said in (b"203.0.113.9", b"1.2.3.4, 203.0.113.9", b"10.0.0.9, 203.0.113.9"):
        headers = [(b"x-forwarded-for", said), (b"x-forwarded-proto", b"https")]
        scope = {"type": "http", "client": ("10.0.0.9", 1), "scheme": "http", "headers": headers}
        await believing(scope, cast("Any", None), cast("Any", None))
    assert seen == [("203.0.113.9", "https")] * 3
