"""What the status line says that keys do, in each kind of view."""

from __future__ import annotations

from tui.commands.keymap import Keymap
from tui.screen.status_line import Hint


def panel_hints(keymap: Keymap, *, queue: bool = False) -> tuple[Hint, ...]:
    """What the status line of the panels says; where there is no room for all, those with a high rank go first."""
    return _known(
        keymap.hint(("read_on",), "read on", 0),
        keymap.hint(("line_down", "line_up"), "line", 3),
        keymap.hint(("panel_down", "panel_up"), "panel", 4),
        keymap.hint(("toggle",), "fold", 2),
        keymap.hint(("original",), "original", 5),
        keymap.hint(("search",), "search", 6),
        keymap.hint(("toggle_flag",), "flag", 7),
        keymap.hint(("previous_article", "next_article"), "article", 5) if queue else None,
        keymap.hint(("leave",), "quit", 8),
        keymap.hint(("help",), "help", 1),
    )


def text_hints(keymap: Keymap, *, queue: bool = False, ready: bool = False) -> tuple[Hint, ...]:
    """What the status line says where there is nothing to fold or to mark; `ready` if panels can be shown instead."""
    return _known(
        keymap.hint(("toggle",), "show the panels", 0) if ready else None,
        keymap.hint(("read_on",), "next page", 0),
        keymap.hint(("page_up",), "page before", 3),
        keymap.hint(("line_down", "line_up"), "paragraph", 2),
        keymap.hint(("previous_article", "next_article"), "article", 4) if queue else None,
        keymap.hint(("leave",), "quit", 5),
        keymap.hint(("help",), "help", 1),
    )


def selection_hints(keymap: Keymap) -> tuple[Hint, ...]:
    """What the status line says while lines are selected."""
    return _known(
        keymap.hint(("line_down", "line_up"), "select more", 1),
        keymap.hint(("toggle_read",), "read", 0),
        keymap.hint(("toggle_flag",), "flag", 0),
        keymap.hint(("note",), "note", 0),
        keymap.hint(("leave",), "select nothing", 2),
    )


def search_hints(keymap: Keymap) -> tuple[Hint, ...]:
    """What the status line says while something is searched."""
    return _known(
        keymap.hint(("next", "previous"), "next, previous match", 0),
        keymap.hint(("leave",), "leave the search", 1),
        keymap.hint(("search",), "search anew", 2),
    )


def filter_hints(keymap: Keymap) -> tuple[Hint, ...]:
    """What the status line says while only a part of the lines is shown."""
    return _known(
        keymap.hint(("read_on",), "read on", 0),
        keymap.hint(("leave",), "show all again", 1),
    )


def list_hints(keymap: Keymap, choose: str, *more: Hint | None) -> tuple[Hint, ...]:
    """What the status line of a list says, in which `choose` is what `enter` does, if it does something."""
    return _known(
        keymap.hint(("toggle",), choose, 0) if choose else None,
        *more,
        keymap.hint(("line_down", "line_up"), "line", 3),
        keymap.hint(("panel_down", "panel_up"), "group" if choose else "paragraph", 4),
        None if choose else keymap.hint(("page_down", "page_up"), "page", 2),
        keymap.hint(("leave",), "back", 1),
    )


def help_hints(keymap: Keymap) -> tuple[Hint, ...]:
    """What the status line of the help says."""
    return _known(
        keymap.hint(("leave",), "back", 0),
        keymap.hint(("line_down", "line_up"), "row", 2),
        keymap.hint(("page_down", "page_up"), "page", 1),
    )


def library_hints(keymap: Keymap, *, first: bool = False) -> tuple[Hint, ...]:
    """What the status line of the library says; `first` if leaving it ends the program."""
    return _known(
        keymap.hint(("toggle",), "open", 0),
        keymap.hint(("note",), "add", 2),
        keymap.hint(("search",), "find", 3),
        keymap.hint(("select",), "select", 4),
        keymap.hint(("forget",), "forget", 5),
        keymap.hint(("line_down", "line_up"), "line", 6),
        keymap.hint(("leave",), "quit" if first else "back", 1),
        keymap.hint(("help",), "help", 1),
    )


def _known(*found: Hint | None) -> tuple[Hint, ...]:
    return tuple(hint for hint in found if hint)
