"""What a card and its paper are can be known without a font, a picture or a PDF."""

import subprocess
import sys

HEAVY = ("PIL", "qrcode", "numpy", "uharfbuzz", "pypdfium2", "zxingcpp")


def test_knowing_what_a_card_and_its_paper_are_loads_no_drawing_library() -> None:
    script = (
        f"import sys, cards, cards.stock, themes; print(*(name for name in {HEAVY} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
