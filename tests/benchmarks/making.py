"""Lists of ready cards, of any length, as a school's office would have them."""

import csv
import random
from pathlib import Path

from cards.ready import COLUMNS

GIVEN = [
    "Blake",
    "Ana",
    "Zoë",
    "José",
    "Renée",
    "Mia",
    "Noah",
    "Ava",
    "Liam",
    "Emma",
    "Olivia",
    "Sofía",
    "Nguyễn",
    "Þórdís",
    "Lukas",
    "Amélie",
]
FAMILY = [
    "Bennett",
    "Ruiz",
    "Chu",
    "Ortiz",
    "Fernández",
    "Smith",
    "Jones",
    "Oyelaran",
    "Papadopoulos",
    "Novák",
    "Müller",
    "Garcia",
    "Lee",
    "Kim",
]
LINES = (
    "medication/LUNCH: To the nurse's office",
    "movement/ANY TIME: May pace or stand at the back",
    "testing/TESTS: Separate room for state tests",
    "environment/ANY TIME: Sits near the door",
    "instruction/PERIODS 1 AND 5: Copy of the notes",
    "health/ANY TIME: Water at the desk",
    "behavior/ANY TIME: Break card, five minutes",
    "movement/PERIOD 3: Leaves five minutes early",
)
CRISIS = "IF HE SAYS HE WILL HURT HIMSELF: Stay with him. Call home. He talks. No suspension first."
ADDRESS = "Maple Street Elementary|12 Maple Street, Springfield|+1 541 555 0100"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def write(file: Path, count: int) -> None:
    """A list of so many cards, the same each time: three lines each, and for three in ten a crisis line."""
    chance = random.Random(count)
    with file.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(COLUMNS)
        table.writerows(_row(chance) for _ in range(count))


def _row(chance: random.Random) -> list[object]:
    return [
        f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}",
        chance.randint(1, 8),
        chance.randint(1, 40),
        "|".join(chance.sample(LINES, 3)),
        CRISIS if chance.random() < 0.3 else "",
        "2027-06-11",
        ADDRESS,
        f"HTTPS://PLANS.MAPLE.EXAMPLE/C/{''.join(chance.choices(LETTERS, k=26))}",
    ]


def links(file: Path) -> list[str]:
    """The links in a list."""
    with file.open(newline="", encoding="utf-8") as rows:
        return [row["link"] for row in csv.DictReader(rows)]
