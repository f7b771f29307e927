"""What a theme says: one palette for the screen, one for paper, and which colour must be read on which."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from themes.colour import Colour, contrast

KINDS = (
    "medication",
    "movement",
    "crisis",
    "notice",
    "testing",
    "environment",
    "instruction",
    "health",
    "behavior",
)
READABLE = 7.0  # WCAG 2.2, 1.4.6: contrast, enhanced
GROUNDS = ("background", "surface", "focus")
INKS = ("text", "muted", "accent")


@frozen
class Palette:
    """The colours of one medium; `kinds` has one for each kind of accommodation."""

    background: Colour
    surface: Colour
    focus: Colour
    text: Colour
    muted: Colour
    accent: Colour
    line: Colour
    crisis: Colour
    on_crisis: Colour
    kinds: Mapping[str, Colour]

    def pairs(self) -> Iterator[tuple[str, Colour, str, Colour]]:
        """Every text colour with every colour that it is read on, both by name."""
        inks = [(ink, getattr(self, ink)) for ink in INKS]
        inks += [(f"kinds.{kind}", colour) for kind, colour in self.kinds.items()]
        for ground in GROUNDS:
            for ink, colour in inks:
                yield ink, colour, ground, getattr(self, ground)
        yield "on_crisis", self.on_crisis, "crisis", self.crisis

    def too_faint(self) -> list[str]:
        """A sentence for every text colour that is too faint on what it stands on."""
        return [
            f"{ink} {colour} on {ground} {under} has a contrast of {contrast(colour, under):.1f} to 1;"
            " tired eyes need 7 to 1"
            for ink, colour, ground, under in self.pairs()
            if contrast(colour, under) < READABLE
        ]


@frozen
class Theme:
    """A theme: its name, and its colours for the screen and for paper."""

    name: str
    screen: Palette
    paper: Palette

    @property
    def dark(self) -> bool:
        """Whether the screen is light on dark."""
        return self.screen.background.luminance < 0.18
