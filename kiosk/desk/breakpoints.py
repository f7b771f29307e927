"""A screen that is made for its window: it wears the classes of its size before it is drawn."""

from textual.geometry import Size
from textual.screen import Screen


def fit(screen: Screen[None], size: Size) -> None:
    """Each widget of the screen is then styled once less before the first picture."""
    sides = (screen.HORIZONTAL_BREAKPOINTS, size.width), (screen.VERTICAL_BREAKPOINTS, size.height)
    for breakpoints, length in sides:
        if breakpoints:
            screen.add_class(max(each for each in breakpoints if each[0] <= length)[1], update=False)
