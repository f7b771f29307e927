"""PINs: never kept, only a hash that costs time to try, under a pepper that the database does not hold."""

from kiosk.faults import BadInput
from kiosk.plans.model import Role
from kiosk.records.vault import Vault

SHORTEST, SHORTEST_OF_ADMINS, LONGEST = 6, 15, 128
_MEMORY, _PASSES, _LANES = 19 * 1024, 2, 1
"""argon2id with 19 MiB, two passes, one lane: OWASP's first choice; about 26 ms."""


def expect_fit(pin: str, role: Role) -> None:
    """Refuse a PIN that is too short or too long for a role. Spaces do not count."""
    shortest = SHORTEST_OF_ADMINS if role is Role.ADMIN else SHORTEST
    typed = len(_typed(pin))
    if not shortest <= typed <= LONGEST:
        what = f"for the role {role} a PIN has {shortest} to {LONGEST} characters; this one has {typed}"
        raise BadInput(what)


def kept(pin: str, role: Role, vault: Vault) -> str:
    """What is kept of a PIN that fits the role."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - only where a PIN is set or tried

    expect_fit(pin, role)
    hasher = PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY, parallelism=_LANES)
    return hasher.hash(vault.peppered(_typed(pin).encode()))


def _typed(pin: str) -> str:
    return "".join(pin.split())
