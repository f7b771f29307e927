"""`kiosk themes`: which themes there are, and a picture of them."""

from pathlib import Path

import click

from kiosk.commands.output import say, say_json, table, wrapped
from kiosk.commands.setting import Setting
from themes import Found, Theme, ThemeError, load_all


@click.command("themes", short_help="the themes there are, and a picture of them")
@click.option(
    "--preview", type=click.Path(path_type=Path), metavar="FILE", help="Draw them all into FILE.png."
)
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(setting: Setting, preview: Path | None, force: bool, as_json: bool) -> None:
    """List the themes, ours and the school's own, and say what is wrong with those that cannot be used."""
    from kiosk.theming import own_themes

    school = setting.folder_if_any()
    found = load_all(school and own_themes(school))
    if preview is not None:
        from kiosk.theme_preview import draw

        draw(found.themes, preview, force=force)
    if as_json:
        say_json(_document(found, preview))
    else:
        say(_text(found, preview))


def _text(found: Found, preview: Path | None) -> list[str]:
    lines = table((each.name, f"{_contrast(each):.1f} to 1", each.about) for each in found.themes)
    for error in found.errors:
        faults = [f"{error.file}: {fault}" for fault in error.faults]
        lines += ["", f'The theme "{error.name}" cannot be used:', *_indented(faults)]
    if preview is not None:
        lines += ["", f"They are drawn in {preview}."]
    return lines


def _indented(faults: list[str]) -> list[str]:
    return [line for fault in faults for line in wrapped(fault, 4, first="  - ")]


def _document(found: Found, preview: Path | None) -> dict[str, object]:
    document: dict[str, object] = {"themes": [*map(_theme, found.themes), *map(_bad, found.errors)]}
    return document if preview is None else {**document, "file": str(preview)}


def _theme(theme: Theme) -> dict[str, object]:
    weakest = {"screen": theme.screen.weakest(), "paper": theme.paper.weakest()}
    medium = min(weakest, key=lambda each: weakest[each][0])
    ratio, pair = weakest[medium]
    return {
        "name": theme.name,
        "about": theme.about,
        "contrast": round(ratio, 2),
        "weakest": f"{medium}: {pair}",
        "faults": [],
    }


def _bad(error: ThemeError) -> dict[str, object]:
    return {"name": error.name, "about": None, "contrast": None, "weakest": None, "faults": [*error.faults]}


def _contrast(theme: Theme) -> float:
    return min(theme.screen.weakest()[0], theme.paper.weakest()[0])
