"""The sizes that a card may be set in, from roomy to dense."""

from attrs import frozen

FLOOR = 6.5  # points; nothing on a card is smaller
NAME_FLOOR = 11.0


@frozen
class Plan:
    """One way to set a card: sizes in points, gaps in mm.

    `stacked` puts what to do under its heading; otherwise it follows in the same row.
    """

    body: float
    name: float
    stacked: bool
    least_gap: float
    most_gap: float

    @property
    def heading(self) -> float:
        """Headings are capitals, so they look as large as the text at a smaller size."""
        return max(FLOOR, self.body * 0.78) if self.stacked else self.body

    @property
    def about(self) -> float:
        """The row under the name."""
        return max(FLOOR, min(9.0, self.body * 0.95))


STACKED = tuple(Plan(body, body * 2, True, 0.9, 2.6) for body in (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0))
RUN_IN = tuple(
    Plan(body, max(NAME_FLOOR, body * 1.6), False, body * 0.06, 1.2) for body in (8.5, 8.0, 7.5, 7.0, 6.75, FLOOR)
)
