"""PINs: never kept, only a hash that costs time to try, under a pepper that the database does not hold."""

from kiosk.faults import BadInput
from kiosk.plans.model import Role
from kiosk.records.vault import Vault

SHORTEST, SHORTEST_OF_ADMINS, LONGEST = 6, 15, 128
_MEMORY, _PASSES, _LANES = 19 * 1024, 2, 1
"""argon2id with 19 MiB, two passes, one lane: OWASP's first choice; about 26 ms."""


def kept(pin: str, role: Role, vault: Vault) -> str:
    """What is kept of a PIN; one that is too short is an error. Spaces do not count."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - only where a PIN is set or tried

    shortest = SHORTEST_OF_ADMINS if role is Role.ADMIN else SHORTEST
    typed = "".join(pin.split())
    if not shortest <= len(typed) <= LONGEST:
        what = f"for the role {role} a PIN has {shortest} to {LONGEST} characters; this one has {len(typed)}"
        raise BadInput(what)
    hasher = PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY, parallelism=_LANES)
    return hasher.hash(vault.peppered(typed.encode()))
