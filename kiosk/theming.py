"""The theme that school.toml names: one of ours, or one in the school's own folder `themes/`."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from attrs import frozen

import themes
from kiosk.faults import BadInput, Fault
from themes import Theme, ThemeError

DEFAULT = "daylight"
"""What is used on screen and page where the theme that was chosen cannot be."""


@frozen
class Chosen:
    """The theme to use, and what is wrong with the one that was to be used, if it could not be."""

    theme: Theme
    faults: tuple[Fault, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to tell: every fault, and what is used instead; nothing where all is well."""
        if not self.faults:
            return ()
        return (*map(str, self.faults), f'The theme "{self.theme.name}" is used instead.')

    @property
    def notice(self) -> str:
        """The same in so few words that they can be read in passing."""
        if not self.faults:
            return ""
        said = str(self.faults[0])
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        return f"{said}{more}{'' if said.endswith(('.', '?')) else '.'} {self.sentences[-1]}"


def own_themes(school_folder: Path) -> Path:
    """Where a school keeps themes of its own."""
    return school_folder / "themes"


def theme_named(
    name: str, key: str, school_folder: Path | None = None, *, file: str | None = "school.toml"
) -> Theme:
    """A theme by its name, which stands under this key of the file, or is an option; every fault at once."""
    try:
        return themes.load(name, school_folder and own_themes(school_folder))
    except ThemeError as error:
        raise BadInput.of(faults_of(error, key, file)) from None


def theme_or_default(name: str, key: str, school_folder: Path | None = None) -> Chosen:
    """The same for screen and page, which go on in our own daylight where the theme cannot be used."""
    try:
        return Chosen(theme_named(name, key, school_folder))
    except BadInput as error:
        return Chosen(themes.load(DEFAULT), error.faults)


def next_theme(school_folder: Path) -> Callable[[str], Theme]:
    """What follows the theme of a name, of ours and the school's own: each is read when its turn comes."""
    return partial(themes.after, folder=own_themes(school_folder))


def faults_of(error: ThemeError, key: str, file: str | None = "school.toml") -> tuple[Fault, ...]:
    """What is wrong with a theme: in its own file, or under the key that names it."""
    if error.file:
        return tuple(Fault(each, file=error.file) for each in error.faults)
    return tuple(Fault(each, file=file, path=key) for each in error.faults)
