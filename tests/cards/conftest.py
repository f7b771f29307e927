"""Computers with other type faces than this one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cards import faces, flow
from cards.installed import faces_in

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
