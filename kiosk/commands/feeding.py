"""The options that say how paper is fed: places that are used, how far the printer is off, both sides."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from cards import feed
from cards.feed import Feed, Flip, Shift
from kiosk.faults import BadInput, Fault

T = TypeVar("T")

_OPTIONS = (
    click.option("--start", type=int, default=1, metavar="N", help="The first sheet begins at this place."),
    click.option(
        "--used", multiple=True, metavar="1,2", help="Places used already; once for each part-used sheet."
    ),
    click.option("--offset", metavar="X,Y", help="Move all by so many mm, right and down."),
    click.option("--scale", type=float, default=1.0, metavar="S", help="Enlarge all: 0.9 to 1.1."),
    click.option("--marks", is_flag=True, help="Crop marks, to cut along; plain paper has them anyway."),
    click.option("--duplex", is_flag=True, help="Print the other side too."),
    click.option(
        "--flip",
        type=click.Choice([each.value for each in Flip]),
        help="The edge over which the printer turns sheets.",
    ),
    click.option("--back-offset", metavar="X,Y", help="Move the other side, right and down as it is read."),
)


def feeds(command: Callable[..., T]) -> Callable[..., T]:
    """A command that feeds paper: it is called with a `Feed` for all these options."""

    @wraps(command)
    def with_feed(*arguments: Any, **options: Any) -> T:
        names = ("start", "used", "offset", "scale", "marks", "duplex", "flip", "back_offset")
        said = {name: options.pop(name) for name in names}
        return command(*arguments, feed=_feed(**said), **options)

    for option in reversed(_OPTIONS):
        with_feed = option(with_feed)
    return with_feed


def _feed(
    *,
    start: int,
    used: tuple[str, ...],
    offset: str | None,
    scale: float,
    marks: bool,
    duplex: bool,
    flip: str | None,
    back_offset: str | None,
) -> Feed:
    if not duplex and (flip or back_offset):
        raise BadInput(f"{'--flip' if flip else '--back-offset'} is about the other side: add --duplex.")
    return Feed(
        start,
        tuple(_read("--used", feed.places, each) for each in used),
        _shift("--offset", offset),
        scale,
        marks,
        duplex,
        Flip(flip) if flip else None,
        _shift("--back-offset", back_offset),
    )


def _shift(option: str, text: str | None) -> Shift:
    return Shift() if text is None else _read(option, feed.shift, text)


def _read(option: str, read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except ValueError as error:
        raise BadInput.of([Fault(str(error), path=option)]) from None
