"""Who did something, by name: for lists and reports, whoever has left or whose pass is over included."""

from functools import lru_cache

from kiosk.access.model import FOLDER_READER
from kiosk.records import passes, staff
from kiosk.records.store import Transaction
from kiosk.school.words import day_name, listed

_KEPT = 4_096
_PREFIX = "pass:"


class Actors:
    """Names for the ledger's ids, in one transaction; each is looked up once."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.name = lru_cache(_KEPT)(self._name)
        """The name of whoever has this id: hers, who a pass was for, or the id where nobody has it."""

    def _name(self, actor: str) -> str:
        if actor == FOLDER_READER.id:
            return f"W{FOLDER_READER.name[1:]}"
        if actor.startswith(_PREFIX):
            return self._of_pass(actor.removeprefix(_PREFIX))
        member = staff.known(self._transaction, actor)
        if member is None:
            return actor
        return member.name if member.retired is None else f"{member.name} (has left)"

    def _of_pass(self, pass_id: str) -> str:
        held = passes.get(self._transaction, pass_id)
        if held is None:
            return "A substitute with a day pass"
        rooms = f"room{'s' if len(held.rooms) > 1 else ''} {listed(held.rooms)}"
        return f"A substitute with a day pass for {rooms}, {day_name(held.date)} {held.date.year}"
