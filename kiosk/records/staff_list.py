"""A list of staff as a spreadsheet saves it (CSV): a person a row, and everything that is wrong with it.

Rows are counted as a spreadsheet counts them: the header is row 1. A PIN is never part of what is said.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from attrs import field, frozen

from kiosk.faults import BadInput, Fault, did_you_mean
from kiosk.plans.model import Role
from kiosk.records import pins, staff
from kiosk.records.staff import StaffMember

COLUMNS, PIN = ("id", "name", "role", "rooms"), "pin"
_KNOWN = (*COLUMNS, PIN)
_SAVE = 'save it as "CSV UTF-8"'
_BETWEEN = ",;\t"
"""What a spreadsheet puts between values, as its country has it."""


@frozen
class Listed:
    """Somebody on a list, in which row, and her PIN where the list has one."""

    row: int
    member: StaffMember
    pin: str | None = field(default=None, repr=False)


def read_list(data: bytes, file: str) -> tuple[tuple[Listed, ...], tuple[Fault, ...]]:
    """Everybody on a list whose row is sound, and everything that is wrong with the others.

    A file that is no such list is an error.
    """
    rows = _rows(_text(data, file), file)
    order = _order(next(rows, (1, []))[1], file)
    listed: list[Listed] = []
    faults: list[Fault] = []
    for row, values in rows:
        made = _listed(row, values, order, file)
        if isinstance(made, Listed):
            listed.append(made)
        else:
            faults += made
    if not (listed or faults):
        raise BadInput.of([Fault("names nobody: there is no row under its header", file=file)])
    return tuple(listed), (*faults, *_twice(listed, file))


def read_rooms(text: str) -> tuple[str, ...]:
    """`12,14` or `12; 14`, each room once."""
    rooms = (" ".join(each.split()) for each in text.replace(";", ",").split(","))
    return tuple(dict.fromkeys(each for each in rooms if each))


def read_role(text: str) -> Role:
    """A role as it is called; one that there is not is an error that names them all."""
    said = " ".join(text.split()).casefold()
    try:
        return Role(said)
    except ValueError:
        called = f'"{said[:40]}"' if said.isalpha() else "that"  # a PIN in the wrong column is not said
        near = did_you_mean(said, Role) or f"; there are {', '.join(Role)}"
        raise BadInput(f"no role is called {called}{near}") from None


def _text(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput.of([Fault(f"is not UTF-8 text; {_SAVE}", file=file)]) from None
    if "\0" in text:
        raise BadInput.of([Fault(f"is no list that a spreadsheet saved as text; {_SAVE}", file=file)])
    return text


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with its number."""
    header = text.partition("\n")[0]
    between = max(_BETWEEN, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    row = 0
    try:
        for row, values in enumerate(reader, start=1):
            if any(each.strip() for each in values):
                yield row, [each.strip() for each in values]
    except csv.Error:
        what = f"cannot be read: a quotation mark does not close; {_SAVE}"
        raise BadInput.of([Fault(what, file=file, line=row + 1)]) from None


def _order(header: Sequence[str], file: str) -> Sequence[str]:
    """The names of the columns as they stand; each of ours is there, once."""
    names = [each.casefold() for each in header]
    faults = [f'there is no column "{each}"' for each in COLUMNS if each not in names]
    if len(faults) == len(COLUMNS):
        faults = [f"its first row is not the header {','.join(COLUMNS)} (and perhaps {PIN})"]
    else:
        odd = [each for each in names if each not in _KNOWN]
        faults += [f'there is no use for a column "{each[:40]}"{did_you_mean(each, _KNOWN)}' for each in odd]
        faults += [f'the column "{each}" stands there twice' for each in _KNOWN if names.count(each) > 1]
    if faults:
        raise BadInput.of([Fault(each, file=file, line=1) for each in faults])
    return names


def _listed(row: int, values: Sequence[str], order: Sequence[str], file: str) -> Listed | list[Fault]:
    if len(values) != len(order):
        what = (
            f"has {len(values)} values, the header {len(order)}; a value with a comma needs quotation marks"
        )
        return [Fault(what, file=file, line=row)]
    said = dict(zip(order, values, strict=True))
    faults: list[Fault] = []
    try:
        role = read_role(said["role"])
    except BadInput as error:
        faults, role = [Fault(str(error), file=file, line=row, path="role")], None
    member = StaffMember(said["id"], said["name"], role or Role.SUBSTITUTE, read_rooms(said["rooms"]))
    pin = said.get(PIN) or None
    faults += _misfits(member, pin if role else None, row, file)
    return faults or Listed(row, member, pin)


def _misfits(member: StaffMember, pin: str | None, row: int, file: str) -> Iterator[Fault]:
    try:
        staff.check(member)
    except BadInput as error:
        yield Fault(str(error), file=file, line=row)
    try:
        if pin is not None:
            pins.expect_fit(pin, member.role)
    except BadInput as error:
        yield Fault(str(error), file=file, line=row, path=PIN)


def _twice(listed: Sequence[Listed], file: str) -> Iterator[Fault]:
    """An id that stands on the list a second time, in other letters perhaps."""
    first: dict[str, int] = {}
    for each in listed:
        row = first.setdefault(each.member.id.lower(), each.row)
        if row != each.row:
            what = f'"{each.member.id}" stands in row {row} too; each id is one person\'s'
            yield Fault(what, file=file, line=each.row, path="id")
