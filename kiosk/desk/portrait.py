"""A picture on the screen."""

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from kiosk.desk.print_jobs import Picture


class Portrait(Widget):
    """A picture, drawn in quarters of characters; it is as large as the picture."""

    def __init__(self) -> None:
        super().__init__(id="picture")
        self._picture: Picture = ()

    def show(self, picture: Picture) -> None:
        """Show this picture; an empty one takes no room."""
        self._picture = picture
        self.display = bool(picture)
        self.styles.width, self.styles.height = (len(picture[0]), len(picture)) if picture else (0, 0)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row."""
        row = self._picture[y] if y < len(self._picture) else ()
        return Strip([Segment(each.character, _style(each.ink, each.ground)) for each in row])


def _style(ink: tuple[int, int, int], ground: tuple[int, int, int]) -> Style:
    return Style(color=Color.from_rgb(*ink), bgcolor=Color.from_rgb(*ground))
