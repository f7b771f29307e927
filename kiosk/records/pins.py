"""PINs: never kept, only a hash that costs time to try, under a pepper that the database does not hold."""

import unicodedata
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from kiosk.faults import BadInput
from kiosk.plans.model import Role
from kiosk.records.vault import Vault

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, SHORTEST_OF_ADMINS, LONGEST = 6, 15, 128
_MEMORY, _PASSES, _LANES = 19 * 1024, 2, 1
"""argon2id with 19 MiB, two passes, one lane: OWASP's first choice; about 26 ms."""
_NOBODYS = f"$argon2id$v=19$m={_MEMORY},t={_PASSES},p={_LANES}${'A' * 22}${'A' * 43}"
"""A hash of the same cost that no PIN is known to have: an unknown id takes as long as a known one."""
_AT_ONCE = BoundedSemaphore(2)
"""Hashes in memory at one time: whoever floods the page takes no more of this computer."""


def shortest(role: Role) -> int:
    """How many characters a PIN has at least."""
    return SHORTEST_OF_ADMINS if role is Role.ADMIN else SHORTEST


def expect_fit(pin: str, role: Role) -> None:
    """Refuse a PIN that is too short or too long for a role. Spaces, and signs nobody sees, do not count."""
    least, typed = shortest(role), _typed(pin)
    if not typed.isprintable():
        raise BadInput("a PIN is letters, digits and signs; this one holds a control character: type it anew")
    if not least <= len(typed) <= LONGEST:
        what = f"for the role {role} a PIN has {least} to {LONGEST} characters; this one has {len(typed)}"
        raise BadInput(what)


def kept(pin: str, role: Role, vault: Vault) -> str:
    """What is kept of a PIN that fits the role."""
    expect_fit(pin, role)
    with _AT_ONCE:
        return _hasher().hash(vault.peppered(_typed(pin).encode()))


def could_be(text: str) -> bool:
    """Whether a text may be somebody's PIN; told without a hash."""
    return (
        len(text) <= 2 * LONGEST and SHORTEST <= len(typed := _typed(text)) <= LONGEST and typed.isprintable()
    )


def is_right(pin: str, kept: str | None, vault: Vault) -> bool:
    """Whether this is the PIN of which that is kept; where nothing is kept it takes as long, and is wrong."""
    from argon2 import exceptions  # noqa: PLC0415 - only where a PIN is tried

    with _AT_ONCE:
        try:
            _hasher().verify(kept or _NOBODYS, vault.peppered(_typed(pin).encode()))
        except exceptions.VerifyMismatchError:
            return False
        except (exceptions.InvalidHashError, exceptions.VerificationError):
            raise BadInput("a PIN could not be checked; run kiosk verify") from None
    return True


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415 - only where a PIN is set or tried

    return PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY, parallelism=_LANES)


def _typed(pin: str) -> str:
    """A PIN as every keyboard and clipboard gives it: equal forms are one, spaces left out."""
    one_form = "".join(unicodedata.normalize("NFKC", pin).split())
    return one_form if one_form.isprintable() else "".join(filter(_is_no_mark, one_form))


def _is_no_mark(character: str) -> bool:
    return unicodedata.category(character) != "Cf"
