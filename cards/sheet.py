"""What stands on a sheet of paper, for a room or a day: rows with a sign, a name and what to do."""

from attrs import field, frozen
from attrs.validators import min_len

from cards.drawing import Size
from cards.point import Point

LETTER = Size(215.90, 279.40)


@frozen
class SheetRow:
    """One thing for one person: a sign for its kind, its word, when (the lead), and what to do.

    A lead that is a `condition` stands in a row of its own.
    """

    name: str
    sign: str
    word: str
    lead: str
    text: str
    points: tuple[Point, ...] = ()
    is_condition: bool = False
    is_loud: bool = False


@frozen
class SheetSection:
    """A part of the sheet; without rows it says so, or says what is `loud`, in larger type."""

    heading: str
    about: str
    rows: tuple[SheetRow, ...]
    nothing: str = ""
    loud: str = ""


@frozen
class Sheet:
    """Everything that the sheet may say."""

    title: str = field(validator=min_len(1))
    about: str
    sender: tuple[str, ...]  # school, address, office phone
    sections: tuple[SheetSection, ...]
    foot: tuple[str, ...]
    signing: tuple[str, ...] = ()  # what stands under each line that is signed by hand
