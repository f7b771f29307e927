"""What is said of an error: its kind and its place, and never a value, which could be a student's."""

import traceback
from pathlib import Path


def crash_line(error: BaseException) -> str:
    """`ValueError, writing.py line 12`."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f", {Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
