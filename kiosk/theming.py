"""The theme that school.toml names."""

import themes
from kiosk.faults import BadInput, Fault
from themes import Theme


def theme_named(name: str, key: str) -> Theme:
    """A theme by its name, which stands under this key of school.toml; every fault of it at once."""
    try:
        return themes.load(name)
    except themes.ThemeError as error:
        raise BadInput.of(Fault(each, file="school.toml", path=key) for each in error.faults) from None
