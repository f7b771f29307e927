"""`python -m cards`: ready cards from a CSV file to PDF, without a school."""

import gc
import os
import sys
from typing import NoReturn

OBJECTS = 50_000
"""After how many new objects Python looks for garbage; what is learnt of cards is none."""


def _leave(status: int) -> NoReturn:
    """End at once: to take apart all that was loaded takes longer than to print a hundred cards."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    gc.disable()
    from cards.commanding import main

    gc.freeze()  # what was loaded is no garbage, until the end
    gc.set_threshold(OBJECTS)
    gc.enable()
    try:
        done = main(sys.argv[1:])
    finally:
        gc.unfreeze()
    _leave(done)
