"""Who else on this computer may open a file or a folder, as far as its disk keeps file modes at all."""

import contextlib
import os
import shlex
import stat
from pathlib import Path
from uuid import uuid4

from kiosk.faults import Fault
from kiosk.files import trouble

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def is_open(path: Path) -> bool:
    """Whether the mode of a file or folder lets any other account at it; raises OSError."""
    return bool(path.stat().st_mode & _OTHERS)


def keeps_modes(folder: Path) -> bool:
    """Whether the disk of a folder keeps a file to one account; many shared drives and sticks do not.

    A file is made there and looked at. Where none can be made, the modes that it shows are believed.
    """
    probe = folder / f".{uuid4().hex}"
    try:
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        return not is_open(probe)
    except OSError:
        return True
    finally:
        with contextlib.suppress(OSError):
            probe.unlink()


def open_fault(path: Path, what: str) -> Fault | None:
    """That others can open this file or folder, with what to type; None where it is closed, or cannot be."""
    try:
        if not is_open(path) or not keeps_modes(path if path.is_dir() else path.parent):
            return None
        mode = stat.S_IMODE(path.stat().st_mode)
        closed = "700" if path.is_dir() else "600"
    except OSError as error:
        return Fault(f"cannot be looked at: {trouble(error)}", file=str(path))
    said = f"other accounts of this computer can open {what} (its mode is {mode:o})"
    return Fault(f"{said}; type: chmod {closed} {shlex.quote(str(path))}", file=str(path))


def open_file_fault(path: Path, what: str) -> Fault | None:
    """The same of a file; in a folder that is closed to others, its own mode lets nobody in."""
    try:
        return open_fault(path, what) if is_open(path.parent) else None
    except OSError as error:
        return Fault(f"cannot be looked at: {trouble(error)}", file=str(path.parent))
