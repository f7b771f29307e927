"""Reading a PIN: from a file, or from whoever types it, twice and unseen. Never on a command line."""

from typing import IO

import click

from kiosk.faults import BadInput
from kiosk.files import LARGEST


def read_pin(file: IO[bytes], question: str) -> str:
    """The PIN in a file; at a terminal, where the file is `-`, it is asked for."""
    if file.isatty():
        return ask_pin(question)
    try:
        text = file.read(LARGEST).decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise BadInput("The PIN file is not UTF-8 text.") from None
    if "\n" in text:
        raise BadInput("The PIN file holds more than one line; a PIN is one.")
    return text


def ask_pin(question: str, default: str | None = None) -> str:
    """The PIN that is typed twice, unseen; nothing typed is the default, where there is one."""
    while True:
        typed = _unseen(question, default)
        if typed == default or _unseen("The same again") == typed:
            return typed
        click.echo("The two differ.", err=True)


def _unseen(question: str, default: str | None = None) -> str:
    answer: str = click.prompt(question, default=default, show_default=False, hide_input=True, err=True)
    return answer
