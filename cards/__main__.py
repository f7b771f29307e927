"""`python -m cards`: ready cards from a CSV file to PDF, without a school."""

import gc
import sys

from cards.leaving import leave

OBJECTS = 50_000
"""After how many new objects Python looks for garbage; what is learnt of cards is none."""


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
    leave(done)
