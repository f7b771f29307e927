"""The README names every command, and every option that is not hidden."""

from collections.abc import Iterator

import click

from kiosk.commands.root import kiosk
from tests.test_house import ROOT


def words_to_know(
    command: click.Command, context: click.Context, path: str
) -> Iterator[tuple[str, list[str]]]:
    """Each command and option under this one, with the words of which the README has to say one."""
    for each in command.params:
        if isinstance(each, click.Option) and not each.hidden:
            yield f"{path} {each.opts[0]}", each.opts
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield f"{path} {name}", [name]
            yield from words_to_know(below, click.Context(below, parent=context), f"{path} {name}")


def test_the_readme_names_every_command_and_option() -> None:
    said = set((ROOT / "README.md").read_text(encoding="utf-8").translate(_PLAIN).split())
    known = list(words_to_know(kiosk, click.Context(kiosk), "kiosk"))
    assert len(known) > 50
    assert [path for path, words in known if not said & set(words)] == []


_PLAIN = str.maketrans(dict.fromkeys("`|\\;,.()", " "))
