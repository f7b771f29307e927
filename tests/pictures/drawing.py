"""Draws every scene at both sizes in every theme."""

from collections.abc import Sequence
from pathlib import Path

from rich.color import Color
from textual.pilot import Pilot
from textual.strip import Strip

import themes
from kiosk.desk import KioskApp
from tests.desk.pretend import until
from tests.pictures.cells import Grid, grid, picture
from tests.pictures.scenes import SCENES
from tests.pictures.school import kiosk_for
from themes import Theme

KEPT = Path(__file__).parent / "kept"
Size = tuple[int, int]
"""Columns and rows of a terminal."""
SIZES: tuple[Size, ...] = ((80, 24), (160, 50))
STILL = 10
"""A screen that has been the same so many times in a row is still."""


def kept_at(scene: str, size: Size) -> Path:
    """Where the picture of a scene at a size is kept."""
    return KEPT / f"{scene}-{size[0]}x{size[1]}.txt"


def cases() -> list[tuple[str, Size]]:
    """Every scene at every size."""
    return [(scene, size) for scene in SCENES for size in SIZES]


async def draw(folder: Path, scene: str, size: Size) -> str:
    """The picture of a scene in every theme."""
    return picture(await shoot(folder, scene, size, themes.names()))


async def shoot(folder: Path, scene: str, size: Size, names: Sequence[str]) -> dict[str, Grid]:
    """The screen of a scene, in one theme after another."""
    with kiosk_for(folder, scene) as app:
        async with app.run_test(size=size) as pilot:
            await SCENES[scene](pilot)
            await _in_theme(pilot, app, themes.load(names[-1]))  # by then all of the scene has come
            return {each: await _in_theme(pilot, app, themes.load(each)) for each in names}


async def _in_theme(pilot: Pilot[None], app: KioskApp, theme: Theme) -> Grid:
    """The screen in a theme, once all of it is drawn."""
    app._wear(theme)
    ground = Color.parse(theme.screen.background.hex)
    seen: list[list[Strip]] = []

    def is_still() -> bool:
        seen.append(app.screen._compositor.render_strips())
        wears = any(part.style and part.style.bgcolor == ground for strip in seen[-1] for part in strip)
        return wears and len(seen) > STILL and all(each == seen[-1] for each in seen[-STILL:])

    await until(pilot, is_still, f"{theme.name}, still")
    return grid(app)
