"""How the report of views grows: a student's, a person's, a day's, everything; in a short and a long ledger.

python -m tests.benchmarks.report [ROWS]

In processor seconds of this process; the reference is the same report, as long, of the short ledger.
"""

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from resource import RUSAGE_SELF, getrusage

from kiosk.access.gate import Access
from kiosk.access.model import FOLDER_READER
from kiosk.access.views import Asked, report
from kiosk.clock import Clock
from kiosk.records import ledger
from kiosk.records.events import Basis, Event
from kiosk.records.ledger import Entry
from kiosk.records.store import Records
from kiosk.school.calendar import Calendar
from tests.benchmarks.records import new_records
from tests.made_school import BLAKE_TOML, maple
from tests.records.making import NOW, take_in

_SHORT, _AT_ONCE, _OF_EACH = 10_000, 10_000, 100
_DAY = dt.date(2026, 9, 1)


def main(rows: int) -> None:
    """Print each report's time in both ledgers, and how many views a second the long one gives."""
    short, long = (dict(_times(count)) for count in (_SHORT, rows))
    for what, (taken, count) in long.items():
        before, fewer = short[what]
        each, reference = taken / max(count, 1), before / max(fewer, 1)
        print(
            f"{what:<12}{count:>9,} views{1000 * taken:>10.1f} ms{count / taken:>10,.0f}/s"
            f"   a view costs {each / reference:.2f} of the one in {_SHORT:,} rows"
        )
    print(f"most memory: {getrusage(RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _times(rows: int) -> Iterator[tuple[str, tuple[float, int]]]:
    kinds: Mapping[str, Asked] = {
        "a student": Asked(student="10042"),
        "a person": Asked(person="abara"),
        "a day": Asked(day=_DAY),
        "everything": Asked(),
    }
    with new_records() as records:
        take_in(records, BLAKE_TOML)
        _fill(records, rows)
        calendar = Calendar(maple())
        access = Access(records, calendar, FOLDER_READER, clock=Clock(), station="office")
        for what, asked in kinds.items():
            begin = _spent()
            count = sum(1 for _ in report(records, access, asked, calendar).views)
            yield what, (_spent() - begin, count)


def _fill(records: Records, rows: int) -> None:
    """Views, spread over a school year; a hundred are of the student, by the person, and on the day."""
    apart = rows // _OF_EACH
    for start in range(0, rows, _AT_ONCE):
        with records.writing() as transaction:
            ledger.append_many(transaction, [_view(each, apart) for each in range(start, start + _AT_ONCE)])


def _view(place: int, apart: int) -> Entry:
    is_one = place % apart == 0
    instant = (
        NOW + dt.timedelta(seconds=place % 3600) if is_one else NOW + dt.timedelta(days=1, seconds=place)
    )
    return Entry(
        Event.VIEW,
        "abara" if is_one else f"staff{place % 60}",
        "room 12",
        instant,
        "10042" if is_one else f"2{place % 40:04}",
        Basis.OFFICIAL,
        detail={"purpose": "kiosk", "reason": "Teaches room 12."},
    )


def _spent() -> float:
    used = getrusage(RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
