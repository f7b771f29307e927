"""The style sheet of the app: parsed again where a colour has changed, and not whenever a screen is shown."""

from textual.css.stylesheet import Stylesheet


class SteadyStylesheet(Stylesheet):
    """Textual asks for a new parse at each new screen; the variables say whether there is anything new."""

    def __init__(self, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parsed_with = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        """Use these variables; what was parsed with others is forgotten."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse all sources where the variables have changed; else those that are new, when next asked."""
        if self._variables is not self._parsed_with:
            super().reparse()
            self._parsed_with = self._variables
