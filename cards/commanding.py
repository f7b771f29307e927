"""The command `python -m cards`: its answer, its exit status, and every error as a sentence."""

import json
import signal
import sys
import time
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import NoReturn

import themes
from cards import options
from cards.classes import cards_in_words, counted
from cards.errors import BadFile, CardError, DoesNotFit, Miscoded, PrinterRefused, Unreadable
from cards.folder_placing import places_for
from cards.layout import Layout
from cards.options import UsageError
from cards.placing import expect_free
from cards.run import Printed, run
from cards.telling import telling

DONE, NO, WRONG, INTERRUPTED = 0, 1, 2, 130
NO_ERRORS = (DoesNotFit, Miscoded, PrinterRefused, Unreadable)  # a right question whose answer is no


def main(arguments: Sequence[str]) -> int:
    """Print what the arguments ask for; returns the exit status."""
    signal.signal(signal.SIGTERM, _stop)
    as_json = "--json" in arguments
    begun = time.monotonic()
    try:
        said = options.read(arguments)
        _expect_printer(said.printer)
        layout = options.layout(said)
        done = _prove(said, layout) if said.proof else _print(said, layout)
        _send(done, said.printer, layout)
    except KeyboardInterrupt:
        print("Stopped; nothing was printed.", file=sys.stderr)
        return INTERRUPTED
    except (CardError, themes.ThemeError, UsageError) as error:
        return _report(error, as_json)
    return _answered(done, said, layout.stock.name, round(time.monotonic() - begun, 2))


def _expect_printer(printer: str | None) -> None:
    if printer is not None:
        from cards.printers import expect_printer

        expect_printer(printer)


def _print(said: Namespace, layout: Layout) -> Printed:
    wanted = options.wanted(said, layout)
    with telling(is_quiet=said.json) as tell:
        return run(wanted, tell)


def _prove(said: Namespace, layout: Layout) -> Printed:
    """A proof sheet, which names nobody."""
    from cards import proof

    expect_free([said.out], force=said.force)
    with places_for([said.out]) as (place,):
        place.temporary.write_bytes(proof.write(layout, options.day(said)))
        place.put()
    return Printed(0, layout.sides, [said.out], 0)


def _send(done: Printed, printer: str | None, layout: Layout) -> None:
    """Send the finished files to a printer, where one was named; where it fails, they are kept."""
    if printer is None:
        return
    from cards.printers import send

    try:
        for file in done.files:
            send(file, printer, layout.printed_sides)
    except PrinterRefused as error:
        raise PrinterRefused(f"{error} The file is kept in {_where(done)}: print it from there.") from None


def _answered(done: Printed, said: Namespace, paper: str, seconds: float) -> int:
    try:
        _say(done, said, paper, seconds)
        sys.stdout.flush()
    except BrokenPipeError:
        return NO  # whoever listened has gone
    except OSError as error:
        print(f"The cards are printed; the answer cannot be: {error.strerror}.", file=sys.stderr)
        return WRONG
    return DONE


def _say(done: Printed, said: Namespace, paper: str, seconds: float) -> None:
    if said.json:
        print(json.dumps(_document(done, paper, seconds), ensure_ascii=False))
        return
    where = _where(done)
    if said.proof:
        print(f"The proof sheet of {paper} is in {where}: it says how far your printer is off.")
    else:
        cards = cards_in_words(done.cards, done.separators, done.spare)
        if done.pictures:
            on, where = f"as {counted(done.pictures, 'picture')}", str(said.out)
        else:
            on = f"on {counted(done.pages, 'page')}"
        print(f"{cards} {on} in {where}; every code was read back.")
    if said.printer is not None:
        print(f"Sent to {said.printer}.")


def _document(done: Printed, paper: str, seconds: float) -> Mapping[str, object]:
    names = [str(file) for file in done.files]
    others = {"spare": done.spare, "separators": done.separators}
    return {
        "cards": done.cards,
        **{name: number for name, number in others.items() if number},
        "pages": done.pages,
        **({"files": names} if done.pictures or len(names) > 1 else {"file": names[0]}),
        "stock": paper,
        "verified": done.verified,
        "seconds": seconds,
        "skipped": [],
    }


def _where(done: Printed) -> str:
    first, last = done.files[0], done.files[-1]
    return str(first) if first == last else f"{first} to {last}"


def _report(error: Exception, as_json: bool) -> int:
    sentences = str(error).splitlines()
    if as_json:
        document = {"error": sentences[0], "faults": _faults(error)}
        print(json.dumps(document, ensure_ascii=False))
    print("\n".join(sentences), file=sys.stderr)
    return NO if isinstance(error, NO_ERRORS) else WRONG


def _faults(error: Exception) -> list[dict[str, object]]:
    if isinstance(error, BadFile):
        return [_fault(error.file, fault.row, fault.column, fault.what) for fault in error.faults]
    return [_fault(None, None, None, sentence) for sentence in str(error).splitlines()]


def _fault(file: str | None, line: int | None, path: str | None, what: str) -> dict[str, object]:
    return {"file": file, "line": line, "path": path, "what": what}


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
