"""What the first screen does not need is not loaded before it."""

import subprocess
import sys


def test_the_kiosk_opens_without_what_prints_cards() -> None:
    program = "import kiosk.commands.opening, kiosk.desk, kiosk.print_desk, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {each.partition(".")[0] for each in done.stdout.split()}
    assert "textual" in loaded
    assert not loaded & {"cards", "PIL", "numpy", "pikepdf", "zxingcpp", "rapidfuzz", "starlette", "jinja2"}


def test_the_lock_is_drawn_before_anything_is_loaded_that_only_the_signed_in_see() -> None:
    program = "import kiosk.commands.opening, kiosk.desk, kiosk.demo.logins, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "kiosk.desk.lock" in loaded
    later = {"kiosk.desk.home", "kiosk.desk.round_asking", "kiosk.access.dose_policy", "kiosk.demo.making"}
    assert not loaded & later
