"""What lies where: the school folder, the key file, and room on the disk."""

import shutil
from pathlib import Path

from kiosk.doctor.finding import Finding, errors, good, must, should
from kiosk.faults import BadInput
from kiosk.files import trouble
from kiosk.modes import is_open, keeps_modes, open_fault
from kiosk.records.opening import key_path
from kiosk.records.store import Records

_LITTLE, _TOO_LITTLE = 1_000_000_000, 50_000_000
"""Bytes free."""


def folder(where: Path) -> Finding:
    """Whether the school folder is for this account alone."""
    about = "folder"
    try:
        if fault := open_fault(where, "the school folder"):
            return must(about, str(fault))
        if is_open(where) and not keeps_modes(where):
            do = "see that only those who may read every plan can use that drive"
            return should(about, "The drive of the school folder keeps no file modes.", do)
    except OSError as error:
        return must(about, f"The school folder cannot be looked at: {trouble(error)}.")
    return good(about, "The school folder is for this account alone.")


def key_file(records: Records, where: Path) -> list[Finding]:
    """Whether the key file is there, outside the school folder, and for this account alone."""
    about = "key file"
    try:
        path = key_path(records)
    except BadInput as error:
        return errors(about, error)
    if path.resolve().is_relative_to(where.resolve()):
        do = "move it elsewhere, name its place with KIOSK_KEY_FILE, then: kiosk key rotate"
        return [
            must(about, "The key file lies in the school folder: a copy of the folder tells everything.", do)
        ]
    if path.stat().st_mode & 0o077 and (fault := open_fault(path, "the key file")):
        return [should(about, str(fault), "close it")]
    return [good(about, f"The key file is {path}; keep a copy of it away from this computer.")]


def room(where: Path) -> Finding:
    """Whether there is room on the disk."""
    about = "disk"
    try:
        free = shutil.disk_usage(where).free
    except OSError as error:
        return must(about, f"The disk cannot be looked at: {trouble(error)}.")
    said = f"{free / 1e9:.1f} GB are free."
    if free < _TOO_LITTLE:
        return must(about, said, "make room: nothing can be recorded on a full disk")
    return should(about, said, "make room") if free < _LITTLE else good(about, said)
