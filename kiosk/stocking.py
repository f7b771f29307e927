"""The card stock that school.toml or a command names: one of ours, or one in the school's folder `stock/`."""

from pathlib import Path

from cards import CardError, LayoutUnfit, StockUnfit, stock
from cards.feed import Feed
from cards.fitting import fit
from cards.layout import Layout
from cards.paper import Stock
from kiosk.faults import BadInput, Fault
from kiosk.school.model import School


def own_stock(school_folder: Path) -> Path:
    """Where a school keeps stock of its own."""
    return school_folder / "stock"


def chosen_stock(option: str | None, school: School, folder: Path | None) -> Stock:
    """The stock of `--stock NAME`, or else the one that school.toml names."""
    if option is not None:
        return stock_named(option, folder, "--stock")
    return stock_named(school.cards.stock, folder, "cards, stock", "school.toml")


def fed(stock: Stock, feed: Feed) -> Layout:
    """The layout of this stock, fed as the options say; every fault of them at once."""
    try:
        return fit(stock, feed)
    except LayoutUnfit as error:
        raise BadInput.of(Fault(what, path=f"--{name}") for name, what in error.faults) from None


def stock_named(name: str, folder: Path | None, place: str, file: str | None = None) -> Stock:
    """Stock by its name, which stands at this place of a file or is an option; every fault of it at once."""
    try:
        return stock.load(name, folder and own_stock(folder))
    except StockUnfit as error:
        raise BadInput.of(Fault(each, file=error.file) for each in error.faults) from None
    except CardError as error:
        raise BadInput.of([Fault(str(error), file=file, path=place)]) from None
