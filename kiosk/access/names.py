"""The names of a school's roster, ready to be searched: read once for everybody who asks at one place."""

from threading import Lock

from kiosk.access.search import StudentIndex
from kiosk.records import listing, roster
from kiosk.records.store import Records


class Names:
    """The index of a roster; who may know of whom is not decided here."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._kept: tuple[int, StudentIndex] | None = None
        self._reading = Lock()

    def fresh(self) -> StudentIndex:
        """The index of the roster as it stands; built when the transaction has ended, as that takes long."""
        with self._reading:
            kept = self._kept
            with self._records.reading() as transaction:
                stamp = roster.stamp(transaction)
                if kept is not None and kept[0] == stamp:
                    return kept[1]
                everyone = listing.everyone(transaction)
            index = StudentIndex(everyone)
            self._kept = (stamp, index)
            return index
