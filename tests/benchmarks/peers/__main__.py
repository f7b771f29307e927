"""Prints a list of cards with what others make: `python -m tests.benchmarks.peers NAME CARDS.CSV OUT.PDF`."""

import sys
from importlib import import_module
from pathlib import Path

name, source, out = sys.argv[1:]
import_module(f"tests.benchmarks.peers.{name}").main(Path(source), Path(out))
