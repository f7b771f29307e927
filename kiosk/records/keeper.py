"""What opens a school's rows, whoever holds it."""

from typing import Protocol

from attrs import field, frozen

from kiosk.records.vault import Vault


class Keeper(Protocol):
    """Whatever can open a school's rows: its records, a transaction on them, or their keys alone."""

    @property
    def school(self) -> str:
        """The school's id."""

    @property
    def vault(self) -> Vault:
        """What opens its fields."""


@frozen
class Keys:
    """What opens the rows of a school, for a process that has no database."""

    school: str
    vault: Vault = field(repr=False)

    @classmethod
    def of(cls, keeper: Keeper) -> "Keys":
        """Those of a school's records."""
        return cls(keeper.school, keeper.vault)
