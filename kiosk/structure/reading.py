"""Reading tables as a class."""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from attrs import frozen
from cattrs import BaseValidationError

from kiosk.structure.converter import CONVERTER
from kiosk.structure.findings import Broken, Finding
from kiosk.structure.hidden import hidden_characters
from kiosk.structure.mending import mended
from kiosk.structure.walking import walk

T = TypeVar("T")


@frozen
class Reading(Generic[T]):
    """A value read from tables; with findings, stand-ins took the place of what was broken."""

    value: T
    findings: tuple[Finding, ...]

    def with_rules(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """These findings and those of the rules that did not look at a stand-in."""
        broken = Broken.by(self.findings)
        return (*self.findings, *(each for each in found if not each.rests_on(broken)))


def structure(raw: dict[str, Any], cls: type[T]) -> Reading[T]:
    """Read tables as `cls`; whatever is broken is found, all of it, and replaced by a stand-in."""
    try:
        return Reading(CONVERTER.structure(raw, cls), hidden_characters(raw))
    except BaseValidationError as error:
        findings = tuple(walk(error, raw, (), cls))
    sound = mended(raw, (each.path for each in findings), cls)
    return Reading(CONVERTER.structure(sound, cls), (*findings, *hidden_characters(raw)))
