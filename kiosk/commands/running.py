"""Running a command: its answer, its exit status, and every error as a sentence."""

import contextlib
import json
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from kiosk.commands.output import plain
from kiosk.commands.root import kiosk
from kiosk.faults import BadInput, KioskError

INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run `kiosk` with these arguments and return its exit status; never a traceback."""
    as_json = "--json" in arguments
    try:
        _expect_text(arguments)
        status = kiosk.main(list(arguments), prog_name="kiosk", standalone_mode=False)
    except KioskError as error:
        return _report(error, as_json=as_json)
    except click.exceptions.Abort:
        return _stopped()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help(), err=True)
        return BadInput.status
    except click.ClickException as error:
        return _report(_usage(error), as_json=as_json)
    except KeyboardInterrupt:
        return _stopped()
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence instead of a traceback
        return _report(_unforeseen(error), as_json=as_json)
    return status if isinstance(status, int) else 0


def _expect_text(arguments: Sequence[str]) -> None:
    """Refuse bytes that are no text: they could be neither found nor printed."""
    if any("\ud800" <= each <= "\udfff" for argument in arguments for each in argument):
        raise BadInput("What was typed holds a byte that is not UTF-8 text; type it anew.")


def _stopped() -> int:
    click.echo("Stopped.", err=True)
    return INTERRUPTED


def _usage(error: click.ClickException) -> BadInput:
    message = error.format_message()
    context = getattr(error, "ctx", None)
    if isinstance(error, click.NoSuchOption) and error.option_name in {"--school", "--station"}:
        message += f" Write {error.option_name} before the command: kiosk {error.option_name} …"
    elif isinstance(error, click.NoSuchOption) and context is not None and context.parent is None:
        message += f" Write a command's options behind it: kiosk students {error.option_name}"
    elif context is not None:
        message += f" (see: {context.command_path} --help)"
    return BadInput(message)


def _unforeseen(error: Exception) -> BadInput:
    """Where it went wrong, and no value: a value could be a student's."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name} line {last.lineno}"
    return BadInput(
        f"Something went wrong that we did not foresee ({type(error).__name__}, {place}). "
        "Please report this line; it holds no student's data."
    )


def _report(error: KioskError, *, as_json: bool) -> int:
    if as_json:
        with contextlib.suppress(OSError):  # a full disk; the sentences below say what is wrong
            click.echo(json.dumps(_error_document(error), ensure_ascii=False))
    for sentence in error.sentences:
        click.echo(plain(sentence), err=True)
    return error.status


def _error_document(error: KioskError) -> dict[str, object]:
    if error.document is not None:
        return dict(error.document)
    faults = [
        {"file": each.file, "line": each.line, "path": each.path, "what": each.what} for each in error.faults
    ]
    return {"error": str(error), "faults": faults}
