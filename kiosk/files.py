"""Files: read with a limit, written whole or not at all."""

import contextlib
import os
import re
import tomllib
from pathlib import Path
from typing import Any
from uuid import uuid4

from kiosk.faults import BadInput, Fault

LARGEST = 1_000_000
"""Bytes; a file that people write by hand is never larger."""

_PLACE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)")
_BARE_TIME = re.compile(r"[=\[,]\s*(?P<time>\d{1,2}:\d{2})\s*(?:[,}\]#]|$)")


def trouble(error: OSError) -> str:
    """The reason that the operating system gives, without a path or a number."""
    return error.strerror or type(error).__name__


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of at most 1 MB; anything else is a fault that names it."""
    try:
        if not path.is_file():
            what = "is not a file" if path.exists() else "there is no such file"
            raise BadInput.of([Fault(what, file=str(path))])
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise BadInput.of([Fault(f"cannot be read: {trouble(error)}", file=str(path))]) from None
    if len(data) > LARGEST:
        raise BadInput.of([Fault("is over 1 MB; a plan or school file is far smaller", file=str(path))])
    return data


def parse_toml(data: bytes, file: str) -> dict[str, Any]:
    """The tables of a TOML text; a fault of syntax names its line and, where it can, what to write."""
    text = _decode(data, file)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BadInput.of([Fault("brackets are nested too deeply", file=file)]) from None
    except ValueError as error:
        raise BadInput.of([_syntax_fault(str(error), text, file)]) from None


def _decode(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "is not UTF-8 text; save it as plain text in UTF-8"
        raise BadInput.of([Fault(what, file=file, line=line)]) from None


def _syntax_fault(message: str, text: str, file: str) -> Fault:
    place = _PLACE.search(message)
    lines = text.split("\n")
    line = int(place["line"]) if place and place["line"] else len(lines)
    source = lines[line - 1] if line <= len(lines) else ""
    if bare := _BARE_TIME.search(source):
        time = bare["time"].rjust(5, "0")
        return Fault(f'a time is written {time}:00 or "{time}"', file=file, line=line)
    said = _PLACE.sub("", message).strip() or "is not TOML"
    return Fault(f"{said[0].lower()}{said[1:200]}", file=file, line=line)


def write_atomic(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Write a file whole or not at all, and on the disk before this returns."""
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        raise BadInput.of([Fault(f"cannot be written: {trouble(error)}", file=str(path))]) from None


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
