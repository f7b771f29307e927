"""A theme of ours as Textual wants it; every colour has been parsed before it gets here."""

from collections.abc import Mapping

from textual.theme import Theme as TextualTheme

from kiosk.plans.model import Kind
from themes import Theme


def textual_theme(theme: Theme) -> TextualTheme:
    """The theme, under a name that no theme of Textual's own has."""
    screen = theme.screen
    return TextualTheme(
        name=f"kiosk-{theme.name}",
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
    """The names that our style sheets use, each with its colour."""
    screen = theme.screen
    kinds = {f"kind-{kind}": screen.kinds[kind].hex for kind in Kind}
    return {
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
