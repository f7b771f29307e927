"""A home of its own for every test process, and a pretend school to look at."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home: keys are made and looked for in it, and nothing of this computer's settings counts."""
    folder = tmp_path_factory.mktemp("home")
    kept = dict(os.environ)
    for name in [name for name in os.environ if name.startswith(("KIOSK_", "XDG_"))]:
        del os.environ[name]
    os.environ |= {"HOME": str(folder), "COLUMNS": "100"}
    yield folder
    os.environ.clear()
    os.environ |= kept


@pytest.fixture(scope="session")
def demo_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pretend school of `kiosk demo`; for looking only, since it is shared."""
    from kiosk.demo.making import make  # noqa: PLC0415 - only for the tests that look at it

    folder = tmp_path_factory.mktemp("schools") / "maple"
    make(folder)
    return folder


@pytest.fixture
def school_folder(demo_school: Path, tmp_path: Path) -> Path:
    """A pretend school of one's own."""
    return shutil.copytree(demo_school, tmp_path / "maple")
