"""What every part of the program works with; made once, by the program."""

from __future__ import annotations

from typing import NamedTuple

from briefing.library import Library
from tui.commands.keymap import Keymap
from tui.session.face import Face
from tui.session.loader import Opener
from tui.session.progress import Pace
from tui.session.view_stack import ViewStack
from tui.settings.settings import Settings


class Context(NamedTuple):
    """The face that shows the program, what opens and keeps articles, what the reader configured, what is on the screen."""

    face: Face
    desk: Opener
    library: Library
    settings: Settings
    keymap: Keymap
    stack: ViewStack
    pace: Pace
