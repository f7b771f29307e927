"""Whether the records are whole: the ledger's chain, the database, every encrypted field, every link."""

from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from kiosk.faults import KioskError
from kiosk.records import witness
from kiosk.records.soundness import (
    database_faults,
    import_faults,
    link_faults,
    student_faults,
    version_faults,
)
from kiosk.records.store import Records, Transaction
from kiosk.records.walking import Break, read_head, walk


@frozen
class Verification:
    """What was found: the ledger's rows and head, the break in its chain, every other fault in a sentence."""

    rows: int
    head: str
    broken: Break | None
    faults: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Whether nothing at all is wrong."""
        return self.broken is None and not self.faults

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything that is wrong, a line each."""
        return (*([self.broken.what] if self.broken else []), *self.faults)

    def lines(self) -> tuple[str, ...]:
        """What to print for a person."""
        if self.intact:
            return (f"Intact: {self.rows} rows in the ledger.", f"Head: {self.head}")
        return tuple(f"{each[0].upper()}{each[1:]}." for each in self.sentences)

    def document(self) -> dict[str, object]:
        """What to print as JSON."""
        broken = self.broken and {"row": self.broken.number, "how": self.broken.how.value}
        said = list(self.sentences)
        return {
            "intact": self.intact, "rows": self.rows, "head": self.head, "broken": broken, "faults": said,
        }  # fmt: skip


def verify(records: Records, head: str | None = None) -> Verification:
    """Walk the ledger, against a head that was written down if one is given, and check everything else."""
    sought = read_head(head) if head is not None else ""
    try:
        with records.reading() as transaction:
            chain = walk(transaction, sought)
    except KioskError as error:
        return Verification(0, "", None, error.sentences)
    parts = (
        database_faults, version_faults, import_faults, student_faults, link_faults, witness.faults,
    )  # fmt: skip
    faults = tuple(fault for part in parts for fault in _found(records, part))
    return Verification(chain.rows, chain.head, chain.broken, faults)


def _found(records: Records, part: Callable[[Transaction], Iterable[str]]) -> Iterator[str]:
    """The faults of one part; that it cannot be read at all is a fault too."""
    try:
        with records.reading() as transaction:
            yield from part(transaction)
    except KioskError as error:
        yield from error.sentences
