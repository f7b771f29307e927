"""The command line, a file for each family; each is loaded when it is used."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """The `kiosk` command: run it and exit with its status."""
    from kiosk.commands.running import run

    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))
