"""Every screen in every theme at both sizes looks as it did when somebody last looked at it."""

from pathlib import Path

import pytest

from tests.pictures.drawing import KEPT, cases, draw, kept_at

LOOKS = 2
"""So many more times a screen is looked at: a busy computer may have been looked at too early."""


@pytest.mark.parametrize(("scene", "size"), cases())
async def test_a_screen_looks_as_it_was_approved(
    demo_school: Path, scene: str, size: tuple[int, int]
) -> None:
    kept = kept_at(scene, size)
    assert kept.exists(), "draw it with: python -m tests.pictures, and look at it"
    approved = kept.read_text("utf-8").splitlines()
    drawn = (await draw(demo_school, scene, size)).splitlines()
    for _ in range(LOOKS):
        if drawn != approved:
            drawn = (await draw(demo_school, scene, size)).splitlines()
    assert drawn == approved


def test_no_picture_is_kept_of_a_screen_that_is_gone() -> None:
    assert {each.name for each in KEPT.glob("*")} == {kept_at(*case).name for case in cases()}
