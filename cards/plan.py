"""The sizes that a card may be set in, from roomy to dense."""

from collections.abc import Iterator

from attrs import evolve, frozen

FLOOR = 6.5  # points; nothing on a card is smaller
NAME_FLOOR = 11.0
NAME_LEAST = 9.0  # of a name with a word that is wider than its row
ABOUT_MOST = 9.0  # the row under the name
LARGEST = 11.0  # what to do, in ordinary type
STEP = 0.5


@frozen(cache_hash=True)
class Plan:
    """One way to set a card: sizes in points, gaps in mm.

    `air` stands between the name, the lines, the band and the small print.
    `stacked` puts what to do under its heading; otherwise it follows in the same row.
    """

    body: float
    name: float
    stacked: bool
    least_gap: float
    most_gap: float
    air: float

    @property
    def heading(self) -> float:
        """Headings are capitals, so they look as large as the text at a smaller size."""
        return max(FLOOR, self.body * (0.78 if self.stacked else 0.88))

    @property
    def about(self) -> float:
        """The row under the name."""
        return max(FLOOR, min(ABOUT_MOST, self.body * 0.95))


def larger(scale: float) -> Iterator[Plan]:
    """The plans of large type, from the largest: as stacked as may be, but size before that."""
    body = LARGEST * scale
    while body > RUN_IN[0].body:
        yield _stacked(body)
        yield evolve(_run_in(body), least_gap=body * 0.1)
        body -= STEP


def _stacked(body: float) -> Plan:
    name = min(LARGEST, body) * 2
    return Plan(body, name=name, stacked=True, least_gap=body * 0.12, most_gap=3.0, air=body * 0.17)


def _run_in(body: float) -> Plan:
    name = max(NAME_FLOOR, min(15.0, body * 1.65))
    return Plan(body, name=name, stacked=False, least_gap=body * 0.045, most_gap=1.4, air=body * 0.13)


STACKED = tuple(map(_stacked, (LARGEST, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)))
RUN_IN = tuple(map(_run_in, (9.5, 9.0, 8.5, 8.0)))
DENSE = tuple(map(_run_in, (7.75, 7.5, 7.25, 7.0, 6.75, FLOOR)))
