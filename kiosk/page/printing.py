"""Pages as bytes: the templates, filled; every text that they print is made plain and escaped."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kiosk.page.notices import Notice
from kiosk.page.sheet import Sheet
from kiosk.page.signs import sign
from kiosk.page.style import Style
from kiosk.plain import plain
from kiosk.school.model import School

_DIALLED = re.compile(r"\+?[\d\s().-]{5,24}")


class Pages:
    """The pages of one school, in one style."""

    def __init__(self, school: School, style: Style) -> None:
        self.style = style
        environment = Environment(
            loader=PackageLoader("kiosk.page"),
            autoescape=True,
            auto_reload=False,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        environment.filters |= {"sign": sign, "dial": dial, "dialled": dialled}
        environment.globals |= {"school": school, "style": _trusted(style)}
        self._environment = environment
        self._plan = environment.get_template("plan.html")

    def plan(self, sheet: Sheet) -> bytes:
        """The plan page."""
        return self._plan.render(sheet=sheet).encode()

    def gate(self) -> bytes:
        """The gate, which is the same for every card."""
        return self._environment.get_template("gate.html").render().encode()

    def notice(self, notice: Notice) -> bytes:
        """A page that says one thing."""
        return self._environment.get_template("notice.html").render(notice=notice).encode()


def _trusted(style: Style) -> Mapping[str, Markup]:
    """Our own style sheets, which are printed as they are: a browser trusts them by their digests."""
    return {"frame": Markup(style.frame), "plan": Markup(style.plan)}  # noqa: S704


def _finalize(value: Any) -> Any:
    """Whatever the template prints: no control character, no override of direction, no broken surrogate."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def dial(number: str) -> str:
    """A telephone number as a link dials it; nothing where it says more than a number."""
    return re.sub(r"[^\d+]", "", number) if _DIALLED.fullmatch(number.strip()) else ""


def dialled(text: str, numbers: Sequence[str]) -> Markup:
    """A text in which these telephone numbers can be tapped."""
    wanted = [each for each in numbers if dial(each)]
    if not wanted:
        return escape(plain(text))
    parts = re.split(f"({'|'.join(map(re.escape, wanted))})", text)
    return Markup("").join(_link(each) if each in wanted else escape(plain(each)) for each in parts)


def _link(number: str) -> Markup:
    return Markup('<a href="tel:{}">{}</a>').format(dial(number), plain(number))
