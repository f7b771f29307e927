"""The pages' style sheets: our rules, with the colours of a theme for light, for dark and for paper."""

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files

from attrs import frozen

from kiosk.plans.model import Kind
from themes import Colour, Palette, Theme


@frozen
class Style:
    """The style sheet of every page, and that of the plan page, which no other page holds a word of."""

    frame: str
    plan: str

    @property
    def digests(self) -> tuple[str, ...]:
        """How a browser knows these style sheets: CSP's `sha256-…` of each."""
        return tuple(
            f"sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}"
            for each in (self.frame, self.plan)
        )


def style(theme: Theme) -> Style:
    """The style sheets for a school's theme, which has colours for a light and a dark phone and for paper."""
    size = f":root {{ --size: {theme.type.page} }}"
    kinds = "\n".join(f".kind-{kind} {{ --kind: var(--{kind}) }}" for kind in Kind)
    return Style(
        "\n".join((size, *_rules(theme, _frame), _read("frame.css"))),
        "\n".join((*_rules(theme, _kinds), kinds, _read("plan.css"))),
    )


def _rules(theme: Theme, of: Callable[[Palette], Mapping[str, Colour]]) -> Iterator[str]:
    yield _root(of(theme.light_page))
    yield f"@media (prefers-color-scheme: dark) {{ {_root(of(theme.dark_page))} }}"
    yield f"@media print {{ {_root(of(theme.paper))} }}"


def _frame(palette: Palette) -> Mapping[str, Colour]:
    return {
        "background": palette.background,
        "surface": palette.surface,
        "text": palette.text,
        "muted": palette.muted,
        "accent": palette.accent,
        "line": palette.line,
        "alarm": palette.crisis,
        "on-alarm": palette.on_crisis,
    }


def _kinds(palette: Palette) -> Mapping[str, Colour]:
    return {str(kind): palette.kinds[kind] for kind in Kind}


def _root(colours: Mapping[str, Colour]) -> str:
    return f":root {{ {'; '.join(f'--{name}: {colour.hex}' for name, colour in colours.items())} }}"


def _read(name: str) -> str:
    return files("kiosk.page").joinpath(name).read_text(encoding="utf-8")
