"""`kiosk stock`: which card paper there is, and a picture of it."""

from functools import partial
from pathlib import Path

import click

from cards.errors import StockUnfit
from cards.paper import Stock
from cards.stock import Found, load_all
from kiosk.commands.output import say, say_json, table, wrapped
from kiosk.commands.setting import Setting


@click.command("stock", short_help="the card paper there is, and a picture of it")
@click.option(
    "--preview", type=click.Path(path_type=Path), metavar="FILE", help="Draw every sheet into FILE.png."
)
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def command(setting: Setting, preview: Path | None, force: bool, as_json: bool) -> None:
    """List the card paper, ours and the school's own, and say what is wrong with what cannot be used."""
    from kiosk.stocking import own_stock

    school = setting.folder_if_any()
    found = load_all(school and own_stock(school))
    if preview is not None:
        from cards.stock_picture import draw
        from kiosk.picture_file import draw_into

        draw_into(preview, partial(draw, found.stock), name="stock", force=force)
    if as_json:
        say_json(_document(found, preview))
    else:
        say(_text(found, preview))


def _text(found: Found, preview: Path | None) -> list[str]:
    rows = ((each.name, f"{each.per_page} a page", each.page_words, each.title) for each in found.stock)
    lines = table(rows)
    for error in found.errors:
        lines += ["", f'The stock "{error.name}" cannot be used:']
        for fault in error.faults:
            lines += wrapped(f"{error.file}: {fault}", 4, first="  - ")
    if preview is not None:
        lines += ["", f"The sheets are drawn in {preview}."]
    return lines


def _document(found: Found, preview: Path | None) -> dict[str, object]:
    document: dict[str, object] = {"stock": [*map(_stock, found.stock), *map(_bad, found.errors)]}
    return document if preview is None else {**document, "file": str(preview)}


def _stock(stock: Stock) -> dict[str, object]:
    return {
        "name": stock.name,
        "title": stock.title,
        "aliases": [*stock.aliases],
        "per_page": stock.per_page,
        "page": [stock.page.width, stock.page.height],
        "card": [stock.card.width, stock.card.height],
        "faults": [],
    }


def _bad(error: StockUnfit) -> dict[str, object]:
    unknown = dict.fromkeys(("title", "aliases", "per_page", "page", "card"))
    return {"name": error.name, **unknown, "faults": [*error.faults]}
