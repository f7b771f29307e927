"""Draw the pictures in the README: `python -m tests.pictures.readme`.

Everything on them is made by the program itself from the pretend school: the screens as a terminal shows
them, the card as it is printed, the page as Chromium shows it on a phone.
"""

import asyncio
import base64
import tempfile
from io import BytesIO
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument

import themes
from cards.drawing import DESIGN
from cards.portrait import portrait
from kiosk import pocket
from kiosk.access.door import Door, Looked
from kiosk.access.issuing import Wanted as Pass
from kiosk.access.issuing import issue
from kiosk.demo.making import make
from kiosk.page.printing import Pages
from kiosk.page.style import style
from kiosk.page.writing import write
from kiosk.plans.student import StudentId
from kiosk.print_people import Source
from kiosk.print_run import Wanted, print_cards
from kiosk.records.events import Purpose
from tests.page.browser import chromium
from tests.pictures.drawing import shoot
from tests.pictures.school import OpenSchool, opened
from tests.pictures.window import page

PLACE = Path(__file__).parent / "readme"
BLAKE = StudentId("10042")
SCREENS = (("student", (80, 24), "daylight"), ("crisis", (80, 24), "daylight"), ("room", (160, 50), "night"))
COLOURS = 255
DOTS = 20.0
"""Dots a millimetre: a card is 1,712 wide."""


def main() -> None:
    """Make the pretend school and draw everything that the README shows."""
    PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "maple"
        make(folder)
        screens = {
            scene: asyncio.run(shoot(folder, scene, size, [theme]))[theme] for scene, size, theme in SCREENS
        }
        with chromium() as browser, opened(folder) as school:
            for scene, drawn in screens.items():
                _draw(browser, page(drawn), f"{scene}.png", "pre")
            _draw(browser, _card(school), "card.png", "main")
            looked = _scanned(school, Path(home) / "blake.pdf")
            pages = Pages(school.school, style(themes.load("daylight")))
            _draw(browser, _phones(pages, looked), "page.png", "main")


def _draw(browser: Browser, html: str, name: str, what: str) -> None:
    sheet = browser.new_page(device_scale_factor=2, viewport={"width": 1600, "height": 1000})
    sheet.set_content(html)
    shot = sheet.locator(what).screenshot()
    sheet.close()
    few = Image.open(BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PLACE / name, optimize=True)


def _card(school: OpenSchool) -> str:
    """Blake's card, lying on a table; its code is a sample."""
    (found,) = school.access.open_many([BLAKE], Purpose.CARDS, on=school.moment.date)
    card = pocket.card(
        found.student,
        found.plans_in_force(school.moment),
        school.school,
        "HTTPS://PLANS.MAPLE.EXAMPLE/C/A-SAMPLE-OPENS-NOTHING",
        school.moment.date,
    )
    out = BytesIO()
    portrait(card, themes.load("daylight"), DESIGN, DOTS).save(out, "png")
    image = base64.b64encode(out.getvalue()).decode()
    return _ON_A_TABLE.format(f'<img width="560" src="data:image/png;base64,{image}">')


def _scanned(school: OpenSchool, out: Path) -> Looked:
    """What a substitute sees at ten to twelve who scans Blake's card and types her pass."""
    print_cards(Wanted(out, (BLAKE,)), school.school, Source(school.records, school.access, school.moment))
    (code,) = zxingcpp.read_barcodes(PdfDocument(out)[0].render(scale=4).to_pil())
    day_pass = issue(school.records, Pass(("12",)), school.moment, school.access.notes)
    door = Door(school.records, school.calendar, clock=school.clock, station="pictures")
    key = door.with_pass(code.text.rpartition("/")[2], day_pass.code, "127.0.0.1")
    looked = key and door.look(key)
    assert looked, "the pass opens the card"
    return looked


def _phones(pages: Pages, looked: Looked) -> str:
    """The gate, the plan, and further down the plan, each as a phone shows it."""
    gate, plan = (_frame(each) for each in (pages.gate(), pages.plan(write(looked))))
    return _ON_A_TABLE.format(f"{gate}{plan}{plan.replace('<iframe', '<iframe class=down', 1)}")


def _frame(html: bytes) -> str:
    source = html.decode().replace("&", "&amp;").replace('"', "&quot;")
    return f'<div class=phone><iframe srcdoc="{source}"></iframe></div>'


_ON_A_TABLE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; }}
main {{ display: flex; gap: 28px; width: max-content; padding: 36px; background: #e7e2d8; }}
img {{ border-radius: 10px; box-shadow: 0 2px 14px #0003; }}
.phone {{ width: 390px; height: 800px; overflow: hidden; border-radius: 36px; border: 8px solid #1f1c18; }}
iframe {{ border: 0; width: 390px; height: 2600px; }}
.down {{ margin-top: -760px; }}
</style><main>{}</main>"""


if __name__ == "__main__":
    main()
