"""What stands on a pocket card."""

from datetime import date

from attrs import frozen


@frozen
class Line:
    """One thing to do: a sign for its kind, when (the heading), and what to do (the text)."""

    sign: str
    heading: str
    text: str
    word: str = ""


@frozen
class Card:
    """Everything that a card may say; what is not a field here can never be printed."""

    name: str
    about: str
    lines: tuple[Line, ...]
    crisis: tuple[Line, ...]
    valid_until: date
    return_to: tuple[str, ...]
    link: str
    notice: str
