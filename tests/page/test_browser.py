"""From the code on a printed card to the plan on a phone, and out again, in Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.commands.terminal import Terminal
from tests.page.browser import Phone, chromium, phone
from tests.page.cards import day_pass, printed_link
from tests.page.pretend import tells_nothing
from tests.page.served import Served, serve

LARGEST_TYPE = """
() => {
  const sizes = [...document.querySelectorAll("body *")].filter(each => each.childNodes.length
    && [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(each => [parseFloat(getComputedStyle(each).fontSize), each.innerText]);
  const most = Math.max(...sizes.map(([size]) => size));
  return sizes.filter(([size]) => size === most).map(([, text]) => text);
}
"""
TARGETS = """
() => [...document.querySelectorAll("button, input, summary, a")].filter(each => each.checkVisibility())
  .map(each => [each.getBoundingClientRect().height, each.innerText || each.id])
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for these tests."""
    with chromium() as found:
        yield found


@pytest.fixture
def page(maple_now: Terminal) -> Iterator[Served]:
    """The page of Maple Street, which is served by the command."""
    with serve(maple_now.folder) as served:
        yield served


def opened_by_card(held: Phone, terminal: Terminal, served: Served) -> str:
    """Follow the link that a printed card bears, at the address where it is served here."""
    link = printed_link(terminal)
    assert link.startswith("HTTPS://PLANS.MAPLE.EXAMPLE/C/")
    here = served.url + link.removeprefix("HTTPS://PLANS.MAPLE.EXAMPLE")
    held.page.goto(here)
    return here


def sign_in(held: Phone, code: str) -> None:
    """Type a day pass at the gate, and press Enter."""
    held.page.get_by_label("Day pass").fill(code)
    held.page.keyboard.press("Enter")
    held.page.wait_for_url("**/plan")


def test_the_code_on_a_printed_card_leads_to_the_plan_and_out_again(
    maple_now: Terminal, page: Served, browser: Browser
) -> None:
    code = day_pass(maple_now)
    with phone(browser) as held:
        gate = opened_by_card(held, maple_now, page)
        assert "Staff only" in held.text()
        assert tells_nothing(held.page.content().encode())
        before = held.page.content()

        held.page.get_by_label("Day pass").fill("AAAA-AAAA")
        held.page.get_by_role("button", name="Open the plan").click()
        assert held.page.url == gate
        assert held.page.content() == before

        sign_in(held, code.lower())
        assert held.page.get_by_role("heading", level=1).inner_text() == "Blake Bennett"
        assert "May pace or stand at the back of the room" in held.page.locator(".now").inner_text()
        assert "Takes medication from the nurse's office" in held.page.locator(".next").inner_text()
        (cookie,) = held.context.cookies()
        assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("kiosk", True, "Strict")

        held.page.get_by_role("button", name="Leave").first.click()
        assert "Scan the card again" in held.text()
        held.page.go_back()
        assert "Blake" not in held.text()

        held.context.add_cookies([{"name": "kiosk", "value": cookie["value"], "url": page.url}])
        held.page.goto(f"{page.url}/plan")
        assert "Scan the card again" in held.text()
    assert {each.split("/", 3)[2] for each in held.asked} == {page.url.removeprefix("http://")}
    assert {each.split("/", 3)[3] for each in held.asked} == {gate.split("/", 3)[3], "plan", "leave"}
    assert page.end() == (0, "The page is closed.\n", "")


def test_a_phone_of_any_size_shows_gate_and_plan_without_a_barrier(
    maple_now: Terminal, page: Served, browser: Browser
) -> None:
    code = day_pass(maple_now)
    with phone(browser) as held:
        opened_by_card(held, maple_now, page)
        assert held.barriers() == []
        held.page.get_by_text("No pass?").click()
        assert held.barriers() == []
        expect_fit(held)
        sign_in(held, code)
        assert held.barriers() == []
        expect_fit(held)
        held.page.locator(".place").evaluate(
            "each => each.textContent = 'before school · early release bell'"
        )
        expect_fit(held)
        assert held.page.evaluate(LARGEST_TYPE) == ["Suspend before he has been heard"]
        tops = [
            held.page.get_by_role("heading", name=name, exact=True).bounding_box()
            for name in ("Now", "Next", "Tonight", "The whole plan")
        ]
        assert [top and top["y"] for top in tops] == sorted(top["y"] for top in tops if top)
        held.page.goto(f"{page.url}/nowhere")
        assert held.barriers() == []


def expect_fit(held: Phone) -> None:
    """Nothing is wider than a small phone, and everything that can be pressed is large enough for a thumb."""
    for width in (320, 390, 1280):
        held.page.set_viewport_size({"width": width, "height": 800})
        assert held.page.evaluate("document.documentElement.scrollWidth") <= width
        assert [each for each in held.page.evaluate(TARGETS) if each[0] < 44] == []


def test_what_is_printed_has_the_plan_and_no_button(
    maple_now: Terminal, page: Served, browser: Browser
) -> None:
    code = day_pass(maple_now)
    with phone(browser) as held:
        opened_by_card(held, maple_now, page)
        sign_in(held, code)
        held.page.emulate_media(media="print")
        text = held.text()
        assert held.page.get_by_role("button").count() == 0
    assert "Suspend before he has been heard" in text
    assert "shred it after use" in text
    assert "Update" not in text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_another_site_can_neither_show_the_plan_nor_end_the_session(
    maple_now: Terminal, page: Served, browser: Browser, host: str
) -> None:
    """One at another port of this host, to which the browser sends the cookie, and one at another host."""
    code = day_pass(maple_now)
    evil = f"""
        <iframe src="{page.url}/plan"></iframe>
        <form method="post" action="{page.url}/leave"><button>Win a prize</button></form>
    """
    with phone(browser) as held:
        held.context.route("**/evil", lambda route: route.fulfill(content_type="text/html", body=evil))
        opened_by_card(held, maple_now, page)
        sign_in(held, code)
        held.page.goto(f"http://{host}:{page.port + 1}/evil")
        assert "Blake" not in "".join(frame.content() for frame in held.page.frames)
        held.page.get_by_role("button", name="Win a prize").click()
        assert "This was not sent from our page" in held.text()
        held.page.goto(f"{page.url}/plan")
        assert "Blake Bennett" in held.text()
