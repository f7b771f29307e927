"""The options that say in what order cards come, and how they lie on their sheets."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from cards.classes import Order, Ordering
from kiosk.faults import BadInput

T = TypeVar("T")

_OPTIONS = (
    click.option(
        "--order",
        type=click.Choice([each.value for each in Order]),
        default=Order.ROOM.value,
        show_default=True,
        help="What cards are put in order by.",
    ),
    click.option("--separators", is_flag=True, help="A card before each room or grade: which, how many."),
    click.option(
        "--cut-and-stack", is_flag=True, help="In order once the sheets are cut and the piles stacked."
    ),
)


def orders(command: Callable[..., T]) -> Callable[..., T]:
    """A command that puts cards in order: it is called with an `Ordering` for these options."""

    @wraps(command)
    def with_ordering(*arguments: Any, **options: Any) -> T:
        order, separators, stacked = (options.pop(name) for name in ("order", "separators", "cut_and_stack"))
        if separators and order == Order.NAME:
            raise BadInput("By name there are no classes to separate: say --order room, or --order grade.")
        return command(*arguments, ordering=Ordering(Order(order), separators, stacked), **options)

    for option in reversed(_OPTIONS):
        with_ordering = option(with_ordering)
    return with_ordering
