"""TOML tables to the classes that they describe: every fault at once, each with its place in words."""

from kiosk.structure.findings import Finding, Path, faults, in_words, shown
from kiosk.structure.reading import Reading, structure

__all__ = ["Finding", "Path", "Reading", "faults", "in_words", "shown", "structure"]
