"""Commands that open and close panels."""

from __future__ import annotations

from tui.commands.command import Command, Receiver


class Toggle(Command):
    """Open or close the panel."""

    id, keys = "toggle", ("enter", "z a")
    brief = "open or close"

    def _do(self, on: Receiver) -> None:
        if not on.swap_in() and not on.view.toggle():
            on.leave()


class FoldOrParent(Command):
    """From a line to its title; close the panel there."""

    id, keys = "fold_or_parent", ("h", "left")

    def _do(self, on: Receiver) -> None:
        on.view.fold_or_parent()


class UnfoldOrEnter(Command):
    """Open the panel; go to its first line."""

    id, keys = "unfold_or_enter", ("l", "right")

    def _do(self, on: Receiver) -> None:
        on.view.unfold_or_enter()


class Unfold(Command):
    """Open the panel."""

    id, keys = "unfold", ("z o",)
    brief = "open"

    def _do(self, on: Receiver) -> None:
        on.view.unfold()


class Fold(Command):
    """Close the panel."""

    id, keys = "fold", ("z c",)
    brief = "close"

    def _do(self, on: Receiver) -> None:
        on.view.fold()


class FoldAll(Command):
    """Close all panels."""

    id, keys = "fold_all", ("z M",)
    brief = "close all"

    def _do(self, on: Receiver) -> None:
        on.view.fold_all()


class UnfoldAll(Command):
    """Open all panels."""

    id, keys = "unfold_all", ("z R",)
    brief = "open all"

    def _do(self, on: Receiver) -> None:
        on.view.unfold_all()
