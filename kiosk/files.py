"""Files: read with a limit, written whole or not at all."""

import contextlib
import datetime as dt
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
_BARE_TIME = re.compile(r"[=\[,]\s*(?P<time>([01]?\d|2[0-3]):[0-5]\d)\s*(?:[,}\]#]|$)")
_OTHER_DATE = re.compile(r"[=\[,]\s*(\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})\b")
_DOT = re.compile(r"[^.\s]\s?\.\s?[^.\s]")
_MOST_DOTS = 200
_SAID = {
    "Cannot declare": "this table stands twice; put all its lines under one of them",
    "Cannot overwrite": "this name is used twice; keep one, or write [[name]] above each",
    "Cannot mutate": "this name is used twice; keep one of them",
    "Duplicate inline": "this name is used twice; keep one of them",
    "Expected '='": "expected a name, an equals sign and a value",
    "Illegal character '\\n'": 'a text is not closed; it ends with "',
    "Expected newline": 'expected nothing more on this line; text stands in "quotes"',
    "Invalid statement": 'expected a line such as name = "…", or the name of a table such as [plan]',
    "Illegal character": "holds a sign that cannot be seen; type the line anew",
    "Invalid value": 'expected text in "quotes", a number, a date, a time, true or false',
}
"""What tomllib says, and what we say."""


def trouble(error: OSError) -> str:
    """The reason that the operating system gives, without a path or a number."""
    return error.strerror or type(error).__name__


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of at most 1 MB; anything else is a fault that names it."""
    try:
        if not path.is_file():
            raise BadInput.of([Fault(_no_file(path), file=str(path))])
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise BadInput.of([Fault(f"cannot be read: {trouble(error)}", file=str(path))]) from None
    if len(data) > LARGEST:
        raise BadInput.of([Fault("is over 1 MB; a plan or school file is far smaller", file=str(path))])
    return data


def _no_file(path: Path) -> str:
    if path.is_dir():
        return "is a folder; name the file in it"
    return "is not a file" if path.exists() else "there is no such file"


def parse_toml(data: bytes, file: str) -> dict[str, Any]:
    """The tables of a TOML text; a fault of syntax names its line and, where it can, what to write."""
    text = _decode(data, file)
    _refuse_chains(text, file)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BadInput.of([Fault("brackets are nested too deeply", file=file)]) from None
    except ValueError as error:
        raise BadInput.of([_syntax_fault(str(error), text, file)]) from None


def _decode(data: bytes, file: str) -> str:
    try:
        text, end = data.decode("utf-8-sig"), data.find(b"\0")
    except UnicodeDecodeError as error:
        text, end = "", error.start
    if end >= 0:
        what = "is not UTF-8 text; save it as plain text in UTF-8"
        raise BadInput.of([Fault(what, file=file, line=data.count(b"\n", 0, end) + 1)])
    return text


def _refuse_chains(text: str, file: str) -> None:
    """No key has hundreds of parts, which tomllib would read for hours."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _MOST_DOTS and len(_DOT.findall(line.partition("=")[0])) > _MOST_DOTS:
            raise BadInput.of([Fault("this name has too many dots", file=file, line=number)])


def _syntax_fault(message: str, text: str, file: str) -> Fault:
    place = _PLACE.search(message)
    lines = text.split("\n")
    line = int(place["line"]) if place and place["line"] else len(lines)
    source = lines[line - 1] if line <= len(lines) else ""
    if (date := _OTHER_DATE.search(source)) and not _is_date(date[1]):
        return Fault("a date is written 2026-08-31: the year, the month, the day", file=file, line=line)
    if bare := _BARE_TIME.search(source):
        time = bare["time"].rjust(5, "0")
        return Fault(f'a time is written {time}:00 or "{time}"', file=file, line=line)
    return Fault(_in_our_words(_PLACE.sub("", message).strip()), file=file, line=line)


def _is_date(text: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def _in_our_words(said: str) -> str:
    ours = (what for begin, what in _SAID.items() if said.startswith(begin))
    return next(ours, f"{said[:1].lower()}{said[1:200]}") or "is not TOML"


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
        raise BadInput.of([Fault(f"cannot be written: {trouble(error)}", file=str(path))]) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
