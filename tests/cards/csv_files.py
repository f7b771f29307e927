"""CSV files of ready cards, as a school's office makes them."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from cards.ready import COLUMNS
from tests.cards.samples import link

BLAKE = {
    "name": "Blake Bennett",
    "grade": "5",
    "room": "12",
    "lines": "medication/LUNCH: To the nurse's office|movement/May pace or stand at the back"
    "|TESTS: Separate room",
    "crisis": "IF HE SAYS HE WILL HURT HIMSELF: Stay with him. Call home.",
    "valid_until": "2027-06-11",
    "return_to": "Maple Street Elementary|12 Maple Street, Springfield|+1 541 555 0100",
    "link": link("Blake"),
}


def student(number: int, **values: str) -> dict[str, str]:
    """A row like Blake's, of another student."""
    return {**BLAKE, "name": f"Student Number {number}", "link": link(str(number)), **values}


def write(file: Path, rows: Iterable[Mapping[str, str]], encoding: str = "utf-8") -> Path:
    """Write rows under our header."""
    with file.open("w", newline="", encoding=encoding) as out:
        table = csv.DictWriter(out, COLUMNS)
        table.writeheader()
        table.writerows(rows)
    return file
