"""`python -m cards`: ready cards from a CSV file to PDF, without a school."""

import sys

from cards.commanding import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
