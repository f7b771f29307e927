"""The card stock there is: ours, and a school's own; found by a name, an alias, or its maker's number."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from attrs import frozen

from cards.errors import StockUnfit, UnknownStock
from cards.paper import Place, Stock
from cards.stock_table import from_table
from themes.toml_file import Unusable, files_in, read

__all__ = ["Found", "Place", "Stock", "from_table", "load", "load_all", "names"]

MAKER = "avery-"
"""May be left out: people say 5371."""
_BETWEEN = re.compile(r"[\s_-]+")


@frozen
class Found:
    """All stock there is: what can be used, and what is wrong with the rest."""

    stock: tuple[Stock, ...]
    errors: tuple[StockUnfit, ...]


def names(folder: Path | None = None) -> list[str]:
    """The card stock there is: ours, then what is only in the folder."""
    return list(dict.fromkeys([*_ours(), *_own_files(folder)]))


def load(name: str, folder: Path | None = None) -> Stock:
    """The stock of this name, from the folder where one is given and has it, else ours.

    Raises UnknownStock, or StockUnfit with all that is wrong with it.
    """
    own = _own_files(folder)
    if _plain(name) in own:
        return _read(own[_plain(name)])
    known = _by_any_name(load_all(folder).stock)
    for wanted in (_plain(name), f"{MAKER}{_plain(name)}"):
        if wanted in known:
            return known[wanted]
    raise UnknownStock(name, names(folder))


def load_all(folder: Path | None = None) -> Found:
    """All stock there is."""
    good, bad = dict(_ours()), list[StockUnfit]()
    try:
        own = _own_files(folder)
    except StockUnfit as error:
        return Found(tuple(good.values()), (error,))
    for name, path in own.items():
        try:
            good[name] = _read(path)
        except StockUnfit as error:
            bad.append(error)
    return Found(tuple(good.values()), tuple(bad))


@cache
def _ours() -> dict[str, Stock]:
    tables = read(files("cards") / "stock.toml", "card stock")
    return {name: from_table(name, table) for name, table in tables.items()}


def _by_any_name(found: Iterable[Stock]) -> dict[str, Stock]:
    """Stock by its name and its aliases; a name goes before an alias."""
    aliases = {_plain(alias): each for each in found for alias in each.aliases}
    return aliases | {each.name: each for each in found}


def _own_files(folder: Path | None) -> dict[str, Path]:
    try:
        return {_plain(path.stem): path for path in files_in(folder)}
    except Unusable as why:
        name = folder.name if folder else ""
        raise StockUnfit(name, [str(why)], name) from None


def _read(path: Path) -> Stock:
    shown = f"{path.parent.name}/{path.name}"
    try:
        table = read(path, "card stock")
    except Unusable as why:
        raise StockUnfit(path.stem, [str(why)], shown) from None
    return from_table(_plain(path.stem), table, shown)


def _plain(name: str) -> str:
    """A name however it is typed: `Avery 5371` is avery-5371."""
    return _BETWEEN.sub("-", name.strip()).casefold()
