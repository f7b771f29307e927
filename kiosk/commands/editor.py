"""The editor, in a folder for this account alone: no plan lies where others on this computer can read it."""

import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kiosk.commands.draft import Draft
from kiosk.faults import BadInput, Fault
from kiosk.files import trouble, write_atomic

_HOW = "nothing was changed. EDITOR says which editor to use, for instance EDITOR=nano"


def edit(written: bytes, draft: Draft, school: Path) -> bytes | None:
    """What the writer saved; None where she changed nothing. Swap and backup files go with the folder."""
    with _private_folder(school) as folder:
        path = folder / draft.name
        write_atomic(path, written)
        failed = _run_editor(path)
        saved = _saved(path)
        if failed:
            _keep_unfinished(saved, written, draft)
            raise BadInput(f"{failed}: {_HOW}.")
    return None if saved == written else saved


def _keep_unfinished(saved: bytes | None, written: bytes, draft: Draft) -> None:
    """An editor that died may have saved something worth keeping."""
    if saved is not None and saved != written:
        draft.keep(saved)
        click.echo(f"note: what was saved is kept in {draft.path}", err=True)


def _run_editor(path: Path) -> str:
    """Why the editor failed, if it did. Ctrl-C is the editor's own, as some use it as a key."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        click.edit(filename=str(path))
    except click.ClickException as error:
        return error.format_message()
    finally:
        signal.signal(signal.SIGINT, before)
    return ""


def _saved(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def _private_folder(school: Path) -> Iterator[Path]:
    """A folder that nobody else may enter: in memory where the system has one, else in the school's."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    home = Path(runtime) if _is_private(runtime) else school
    try:
        folder = Path(tempfile.mkdtemp(prefix=".kiosk-", dir=home))
    except OSError as error:
        what = f"cannot be written: {trouble(error)}; a plan is edited in a file there"
        raise BadInput.of([Fault(what, file=str(home))]) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_private(folder: str) -> bool:
    """Whether this is a folder of this account's that others may not enter (XDG Base Directory 0.8)."""
    try:
        found = Path(folder).stat()
    except OSError:
        return False
    is_ours = Path(folder).is_absolute() and stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return is_ours and stat.S_IMODE(found.st_mode) & 0o077 == 0
