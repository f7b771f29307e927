"""What a check found."""

from enum import StrEnum

from attrs import frozen

from kiosk.faults import KioskError


class Weight(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    SHOULD = "should"
    MUST = "must"


@frozen
class Finding:
    """One thing that was looked at: how it stands, in a sentence, and what to do about it."""

    about: str
    weight: Weight
    sentence: str
    what_to_do: str = ""


def good(about: str, sentence: str) -> Finding:
    """Nothing to do."""
    return Finding(about, Weight.GOOD, sentence)


def should(about: str, sentence: str, what_to_do: str) -> Finding:
    """The kiosk works, and this would be better."""
    return Finding(about, Weight.SHOULD, sentence, what_to_do)


def must(about: str, sentence: str, what_to_do: str = "") -> Finding:
    """This has to be mended; an error's sentence says itself what to do."""
    return Finding(about, Weight.MUST, sentence, what_to_do)


def errors(about: str, error: KioskError) -> list[Finding]:
    """What an error says."""
    return [must(about, each) for each in error.sentences]
