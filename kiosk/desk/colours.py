"""A theme of ours as Textual wants it; every colour has been parsed before it gets here."""

from collections.abc import Callable, Mapping

from attrs import frozen
from textual.theme import Theme as TextualTheme

import themes
from kiosk.plans.model import Kind
from themes import Theme


@frozen
class Looks:
    """The theme to begin with, what follows each theme, and what was wrong with the one that was chosen."""

    theme: Theme
    after: Callable[[str], Theme] = themes.after
    notice: str = ""


def textual_theme(theme: Theme) -> TextualTheme:
    """The theme, under a name that no theme of Textual's own has, and that may stand in a style sheet."""
    screen = theme.screen
    return TextualTheme(
        name=f"kiosk-{theme.name.encode(errors='replace').hex()}",
        primary=screen.accent.hex,
        accent=screen.accent.hex,
        error=screen.crisis.hex,
        foreground=screen.text.hex,
        background=screen.background.hex,
        surface=screen.surface.hex,
        panel=screen.surface.hex,
        dark=theme.dark,
        variables=dict(variables(theme)),
    )


def variables(theme: Theme) -> Mapping[str, str]:
    """The names that our style sheets use, each with its colour, to the last digit as the theme says."""
    screen = theme.screen
    kinds = {f"kind-{kind}": screen.kinds[kind].hex for kind in Kind}
    return {
        "accent": screen.accent.hex,
        "background": screen.background.hex,
        "surface": screen.surface.hex,
        "foreground": screen.text.hex,
        "muted": screen.muted.hex,
        "focus": screen.focus.hex,
        "line": screen.line.hex,
        "crisis": screen.crisis.hex,
        "on-crisis": screen.on_crisis.hex,
        "input-cursor-background": screen.text.hex,
        "input-cursor-foreground": screen.background.hex,
        "input-selection-background": screen.accent.hex,
        "input-selection-foreground": screen.background.hex,
        "scrollbar": screen.line.hex,
        "scrollbar-hover": screen.muted.hex,
        "scrollbar-active": screen.accent.hex,
        "scrollbar-background": screen.background.hex,
        "scrollbar-background-hover": screen.background.hex,
        "scrollbar-background-active": screen.background.hex,
        **kinds,
    }


def classes(theme: Theme) -> Mapping[str, bool]:
    """The app's classes, by which our style sheets set text as the theme asks, and which of them hold.

    `-outlined`: surfaces have no colour of their own, so what lies over the screen needs a line round it.
    """
    screen = theme.screen
    return {
        "-airy": theme.type.airy,
        "-bold": theme.type.bold,
        "-outlined": screen.background in {screen.focus, screen.surface},
    }
