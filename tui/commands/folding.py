"""Commands that open and close panels."""

from __future__ import annotations

from tui.commands.command import Command, Program


class Toggle(Command):
    """Open or close the panel."""

    id, keys = "toggle", ("enter", "z a")
    brief = "open or close"

    def _do(self, on: Program) -> None:
        if not on.swap_in():
            on.review.view.toggle()


class FoldOrParent(Command):
    """From a line to its title; close the panel there."""

    id, keys, move = "fold_or_parent", ("h", "left"), "fold_or_parent"


class UnfoldOrEnter(Command):
    """Open the panel; go to its first line."""

    id, keys, move = "unfold_or_enter", ("l", "right"), "unfold_or_enter"


class Unfold(Command):
    """Open the panel."""

    id, keys, move = "unfold", ("z o",), "unfold"
    brief = "open"


class Fold(Command):
    """Close the panel."""

    id, keys, move = "fold", ("z c",), "fold"
    brief = "close"


class FoldAll(Command):
    """Close all panels."""

    id, keys, move = "fold_all", ("z M",), "fold_all"
    brief = "close all"


class UnfoldAll(Command):
    """Open all panels."""

    id, keys, move = "unfold_all", ("z R",), "unfold_all"
    brief = "open all"
