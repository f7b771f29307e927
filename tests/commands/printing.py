"""Plans of students whose cards are printed on the real date, whatever it is, and what came of them."""

from pathlib import Path

from kiosk.records import links
from kiosk.records.opening import open_records
from tests.commands.terminal import Terminal
from tests.made_school import MAPLE_TOML, maple
from tests.records.making import VERSION_TRIGGERS, attack


def a_plan(student: str, name: str = "Ada", card: str = "Sits in front", ends: str = "2099-06-11") -> str:
    return f"""
[student]
id = "{student}"
given_name = "{name}"
family_name = "Ng"
grade = "5"
homeroom = "{"12" if student < "10060" else "11"}"
[plan]
kind = "504"
begins = 2020-08-31
ends = {ends}
[[accommodation]]
id = "seat"
kind = "environment"
text = "Sits in front."
card = "{card}"
"""


def expires(office: Terminal, date: str | None) -> None:
    """Change the last day of the cards in school.toml, or leave it out."""
    line = f"expires = {date}\n" if date else ""
    (office.folder / "school.toml").write_text(MAPLE_TOML.replace("expires = 2027-06-30\n", line))


def valid_links(office: Terminal) -> set[tuple[str, bytes]]:
    with open_records(office.folder, maple()) as records, records.reading() as transaction:
        return {(each.student, each.digest) for each in links.everyone(transaction, valid_only=True)}


def files_beside(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def somebody_signs_in(kiosk: Terminal) -> None:
    """Have a member of staff with a PIN, without whom the kiosk does not open."""
    pin = kiosk.write("pin.txt", "481516")
    said = kiosk("staff", "add", "lane", "--name", "P. Lane", "--role", "teacher", "--pin-file", pin)
    assert said.status == 0, said.err


def damage(office: Terminal, *students: str) -> None:
    """Write over the plans of these students in the records' file, as a bad disk would."""
    whose = ", ".join(f"'{each}'" for each in students)
    statement = f"UPDATE plan_version SET content = zeroblob(80) WHERE student IN ({whose})"
    attack(office.folder / "records.db", statement, without=VERSION_TRIGGERS)
