"""What a card is can be known without a font, a picture or a PDF."""

import subprocess
import sys

HEAVY = ("PIL", "qrcode", "numpy", "pikepdf", "fontTools", "pypdfium2", "zxingcpp")


def test_knowing_what_a_card_is_loads_no_drawing_library() -> None:
    script = f"import sys, cards; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
