"""The one widget: shows a frame, and paints anew only the rows that differ from the last one."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from tui.screen.looks import LOOKS, Look
from tui.screen.rows import Frame, Row

_ANSI = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def style_of(look: Look) -> Style:
    """A look as Rich has it; what is not set is left out, so that nothing is sent to switch it off."""
    colour = None if look.colour is None else ("bright_" if look.colour > 7 else "") + _ANSI[look.colour % 8]
    return Style(
        color=look.ink or colour,
        bgcolor=look.ground or None,
        bold=look.bold or None,
        dim=look.dim or None,
        italic=look.italic or None,
        underline=look.underline or None,
        reverse=look.reverse or None,
    )


class Canvas(Widget):
    """Shows what `show` was given last; its rows are strips, so that no text is read as markup."""

    DEFAULT_CSS = "Canvas { width: 100%; height: 100%; background: ansi_default; color: ansi_default; }"

    can_focus = False

    def __init__(self, frame: Frame, looks: Mapping[str, Look] = LOOKS) -> None:
        super().__init__()
        self._frame = frame
        self._styles_of_roles = {role: style_of(look) for role, look in looks.items()}
        self._ground = self._styles_of_roles["text"] if looks["text"].ground else None

    def show(self, frame: Frame) -> None:
        """Show another frame."""
        before, self._frame = self._frame, frame
        if len(before.rows) == len(frame.rows):
            changed = [y for y, (old, new) in enumerate(zip(before.rows, frame.rows, strict=True)) if old != new]
            if changed:
                self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))
        else:
            self.refresh()
        self._place_cursor()

    def _place_cursor(self) -> None:
        self.app.cursor_position = Offset(*self._frame.cursor)

    def on_mount(self) -> None:
        """Put the terminal's cursor where the frame has it."""
        self._place_cursor()

    def render_line(self, y: int) -> Strip:
        """One row of the frame."""
        row: Row = self._frame.rows[y] if y < len(self._frame.rows) else ()
        strip = Strip([Segment(piece.text, self._styles_of_roles.get(piece.role)) for piece in row])
        return strip.adjust_cell_length(self.size.width, self._ground)
