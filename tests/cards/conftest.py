"""Computers with other type faces than this one, or with printers; and the command `python -m cards`."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cards import commanding, faces, flow
from cards.installed import faces_in
from tests.cards.command import Say
from tests.cards.cups import Cups

CHOSEN = (faces.parts, faces.face_of, faces.lacking, faces._shaped, flow._words, flow.reach)
Install = Callable[..., None]


def _forget() -> None:
    for each in CHOSEN:
        each.cache_clear()


@pytest.fixture(name="install")
def fixture_install(monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Pretends that these font files are all that is installed."""

    def install(*files: Path) -> None:
        found = tuple(face for file in files for face in faces_in(file))
        monkeypatch.setattr(faces, "installed", lambda: found)
        _forget()

    yield install
    monkeypatch.undo()
    _forget()


@pytest.fixture(name="ours_alone")
def fixture_ours_alone(install: Install) -> None:
    """A computer without any type face but ours."""
    install()


@pytest.fixture(name="cups")
def fixture_cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cups:
    """A computer with the printers office and lab."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    return Cups(tmp_path / "bin")


@pytest.fixture(name="signals")
def fixture_signals() -> Iterator[None]:
    """The command takes SIGTERM as its own, and what it starts must not be deaf to Ctrl-C."""
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.fixture(name="say")
def fixture_say(
    signals: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Say:
    """Runs the command in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def say(*arguments: str) -> tuple[int, str, str]:
        status = commanding.main(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return say
