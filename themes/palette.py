"""What a theme says: one palette for the screen, one for paper, and which colour must be read on which."""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

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
DARKEST_LIGHT = 0.18
GROUNDS = ("background", "surface", "focus")
INKS = ("text", "muted", "accent", "crisis")


@frozen(cache_hash=True)
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
    kinds: Mapping[str, Colour] = field(hash=False)

    def pairs(self) -> Iterator[tuple[str, Colour, str, Colour]]:
        """Every text colour with every colour that it is read on, both by name."""
        inks = [(ink, getattr(self, ink)) for ink in INKS]
        inks += [(f"kinds.{kind}", colour) for kind, colour in self.kinds.items()]
        for ground in GROUNDS:
            for ink, colour in inks:
                yield ink, colour, ground, getattr(self, ground)
        yield "on_crisis", self.on_crisis, "crisis", self.crisis

    @property
    def is_dark(self) -> bool:
        """Whether it is light on dark."""
        return self.background.luminance < DARKEST_LIGHT

    def weakest(self) -> tuple[float, str]:
        """The least contrast of a text colour, and which it is on what: `7.1, "muted on focus"`."""
        return min(
            (contrast(colour, under), f"{ink} on {ground}") for ink, colour, ground, under in self.pairs()
        )

    def too_faint(self) -> list[str]:
        """A sentence for every text colour that is too faint on what it stands on."""
        return [
            f"{ink} {colour} on {ground} {under} has a contrast of {contrast(colour, under):.1f} to 1;"
            " tired eyes need 7 to 1"
            for ink, colour, ground, under in self.pairs()
            if contrast(colour, under) < READABLE
        ]


@frozen
class Type:
    """How text is set. The screen's letters cannot grow, so large type is bold there, and stands apart."""

    airy: bool = False
    """On the screen: space between things, wider margins, a narrower column."""
    bold: bool = False
    """On the screen: all that is to be read is bold."""
    page: float = 1.0
    """How many times the ordinary size the page's type is."""
    card: float = 1.0
    """How many times the ordinary size a card's type may be, where it fits."""


@frozen
class Theme:
    """A theme: its name, what it is for, its colours for screen and paper, and how text is set."""

    name: str
    screen: Palette
    paper: Palette
    about: str
    type: Type
    dark_page: Palette
    """The page's colours where the phone asks for dark ones."""

    @property
    def light_page(self) -> Palette:
        """The page's colours in the light: the screen's, or those of paper where the screen is dark."""
        return self.paper if self.screen.is_dark else self.screen

    @property
    def dark(self) -> bool:
        """Whether the screen is light on dark."""
        return self.screen.is_dark
