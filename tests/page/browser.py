"""Chromium as a phone in somebody's hand, and axe, which looks for barriers in a page."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from attrs import Factory, define
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.__main__ import AXE

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


@define
class Phone:
    """A phone with one page open, and every address that it asked for."""

    page: Page
    context: BrowserContext
    asked: list[str] = Factory(list)

    def barriers(self) -> list[str]:
        """What axe finds wrong with the page, in the light and in the dark."""
        self.page.evaluate(AXE.read_text())
        found = []
        for scheme in SCHEMES:
            self.page.emulate_media(color_scheme=scheme)
            report: Any = self.page.evaluate("axe.run()")
            assert report["passes"]
            found += [f"{scheme}, {each['id']}: {each['help']}" for each in report["violations"]]
        self.page.emulate_media(color_scheme="light")
        return found

    def text(self) -> str:
        """The words on the page."""
        return self.page.inner_text("body")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "these tests need Chromium; `python3 -m tests` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_QUIET)
        yield browser
        browser.close()


@contextmanager
def phone(browser: Browser, *, width: int = 390, height: int = 844) -> Iterator[Phone]:
    """A phone of this size."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=2, is_mobile=True, has_touch=True
    )
    held = Phone(context.new_page(), context)
    context.on("request", lambda request: held.asked.append(request.url))
    yield held
    context.close()
