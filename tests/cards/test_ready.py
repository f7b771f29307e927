"""What a row of the office's file says is what stands on the card; all that is wrong with it is said."""

from datetime import date

import pytest

from cards import Card, Line
from cards.errors import Fault
from cards.ready import COLUMNS, card
from cards.signs import MARKS, WORDS
from tests.cards.csv_files import BLAKE


def row(**values: str) -> Card | list[Fault]:
    return card([{**BLAKE, **values}[column] for column in COLUMNS], 17)


def lines(text: str) -> tuple[Line, ...]:
    made = row(lines=text)
    assert isinstance(made, Card)
    return made.lines


def test_blakes_row_makes_blakes_card() -> None:
    made = row()
    assert isinstance(made, Card)
    assert (made.name, made.about) == ("Blake Bennett", "Grade 5 · Room 12")
    assert made.lines == (
        Line("medication", "LUNCH", "To the nurse's office", "Nurse"),
        Line("movement", "ANY TIME", "May pace or stand at the back", "Movement"),
        Line("instruction", "TESTS", "Separate room"),
    )
    assert made.crisis == (Line("crisis", "IF HE SAYS HE WILL HURT HIMSELF", "Stay with him. Call home."),)
    assert made.valid_until == date(2027, 6, 11)
    assert made.return_to == ("Maple Street Elementary", "12 Maple Street, Springfield", "+1 541 555 0100")


@pytest.mark.parametrize(
    ("text", "heading", "said"),
    [
        ("Sits by the door", "ANY TIME", "Sits by the door"),
        ("May leave at 10:30: no pass needed", "ANY TIME", "May leave at 10:30: no pass needed"),
        ("Note: he is shy", "ANY TIME", "Note: he is shy"),
        ("PERIODS 1 AND 5: Copy of the notes", "PERIODS 1 AND 5", "Copy of the notes"),
        ("9:00 TO 10:30: Break card", "9:00 TO 10:30", "Break card"),
        ("he/she may pace", "ANY TIME", "he/she may pace"),
        ("ÉCOLE: Rester calme", "ÉCOLE", "Rester calme"),
    ],
)
def test_a_heading_is_in_capitals_before_a_colon(text: str, heading: str, said: str) -> None:
    assert lines(text) == (Line("instruction", heading, said),)


@pytest.mark.parametrize("kind", WORDS)
def test_every_kind_that_has_a_sign_can_be_named(kind: str) -> None:
    assert lines(f"{kind}/LUNCH: Go") == (Line(kind, "LUNCH", "Go", WORDS[kind]),)
    assert lines(f"{kind}/Go now") == (Line(kind, "ANY TIME", "Go now", WORDS[kind]),)
    assert set(MARKS) == set(WORDS)


def test_blanks_between_lines_are_nothing() -> None:
    assert lines(" | Go |") == (Line("instruction", "ANY TIME", "Go"),)
    assert lines("") == ()


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("name", "  ", "is empty"),
        ("lines", "medicaton/LUNCH: Go", 'no kind "medicaton"; did you mean "medication"?'),
        ("crisis", "health/IF HE FALLS: Call", 'no kind "health". There are: crisis.'),
        ("valid_until", "June 2027", 'expected a date like 2027-06-11, got "June 2027"'),
        ("return_to", " | ", "where it goes back to"),
        ("link", "https://plans.example/c/x", "use capitals"),
        ("link", "", "is empty"),
    ],
)
def test_what_is_wrong_with_a_value_is_said_with_its_row_and_column(
    column: str, value: str, says: str
) -> None:
    faults = row(**{column: value})
    assert isinstance(faults, list)
    (fault,) = faults
    assert (fault.row, fault.column) == (17, column)
    assert says in str(fault)
    assert str(fault).startswith(f"row 17, {column}: ")


def test_everything_that_is_wrong_with_a_row_is_said_at_once() -> None:
    faults = row(name="", valid_until="soon", link="?")
    assert isinstance(faults, list)
    assert [fault.column for fault in faults] == ["name", "valid_until", "link"]
