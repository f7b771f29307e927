"""`python -m cards`: ready cards from a CSV file to PDF, without a school."""

import gc
import sys

OBJECTS = 50_000
"""After how many new objects Python looks for garbage; what is learnt of cards is none."""

if __name__ == "__main__":
    gc.set_threshold(OBJECTS)
    from cards.commanding import main

    sys.exit(main(sys.argv[1:]))
