"""`kiosk doctor`: what is wrong with this installation, and what to do."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from kiosk.commands.output import say, say_json, wrapped
from kiosk.commands.setting import Setting, changes, changing
from kiosk.doctor.examining import examine
from kiosk.doctor.finding import Finding, Weight
from kiosk.faults import BadInput

_FILE = click.Path(path_type=Path)
_WORDS = {Weight.MUST: "mend", Weight.SHOULD: "better", Weight.GOOD: "good"}


@click.command("doctor", short_help="what is wrong with this installation, and what to do")
@click.option("--certificate", type=_FILE, metavar="FILE", help="The certificate that serve is given.")
@click.option("--key", type=_FILE, metavar="FILE", help="Its key.")
@changes
@click.pass_obj
def command(
    setting: Setting, certificate: Path | None, key: Path | None, as_json: bool, at: str | None
) -> int:
    """Look at this installation. Exit status 1 where something must be mended."""
    setting = changing(setting, at, "the doctor")
    if key is not None and certificate is None:
        raise BadInput("--key goes with --certificate FILE, which is missing.")
    now = dt.datetime.now(dt.UTC)
    found = tuple(_said_once(examine(setting.folder(), now, certificate=certificate, key=key)))
    is_well = all(each.weight is not Weight.MUST for each in found)
    if as_json:
        say_json({"well": is_well, "findings": [_document(each) for each in found]})
    else:
        say(_lines(found, is_well=is_well))
    return 0 if is_well else 1


def _said_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What closes the folder keeps the records shut too: it is said once."""
    said: set[str] = set()
    for each in findings:
        if each.sentence not in said:
            said.add(each.sentence)
            yield each


def _document(finding: Finding) -> dict[str, str]:
    return {
        "about": finding.about,
        "weight": finding.weight.value,
        "sentence": finding.sentence,
        "do": finding.what_to_do,
    }


def _lines(found: Sequence[Finding], *, is_well: bool) -> Iterator[str]:
    """What is wrong first; of each what to do."""
    for weight in (Weight.MUST, Weight.SHOULD, Weight.GOOD):
        for each in found:
            if each.weight is weight:
                yield from wrapped(f"{each.about}: {each.sentence}", 8, _WORDS[weight])
                if each.what_to_do:
                    yield from wrapped(each.what_to_do, 10, "        →")
    yield "Nothing has to be mended." if is_well else "Mend what is marked so, and ask again."
