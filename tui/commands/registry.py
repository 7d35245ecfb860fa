"""All commands, in the groups and the order in which help lists them."""

from __future__ import annotations

from tui.commands import folding, library, looking, moving, out, palette, program, reading
from tui.commands.command import Command
from tui.commands.keymap import Keymap

GROUPS: tuple[tuple[str, tuple[type[Command], ...]], ...] = (
    (
        "Reading",
        (
            reading.ReadOn,
            reading.Search,
            reading.Next,
            reading.Previous,
            reading.PreviousUnread,
            reading.ToggleRead,
            reading.MarkPanelRead,
            reading.ToggleFlag,
            reading.NextFlag,
            reading.Note,
            reading.Select,
            reading.Undo,
            reading.Redo,
        ),
    ),
    (
        "Looking",
        (
            looking.Original,
            looking.About,
            looking.SetAside,
            looking.Filter,
            looking.ShowAll,
            looking.Who,
            looking.When,
        ),
    ),
    (
        "Taking out",
        (
            out.SendLine,
            out.SendPanel,
            out.Export,
        ),
    ),
    (
        "Moving",
        (
            moving.LineDown,
            moving.LineUp,
            moving.PanelDown,
            moving.PanelUp,
            *moving.TO_PANELS,
            moving.GoToTop,
            moving.GoToBottom,
            moving.GoBack,
            moving.PageDown,
            moving.PageUp,
            moving.HalfPageDown,
            moving.HalfPageUp,
        ),
    ),
    (
        "Folding",
        (
            folding.Toggle,
            folding.FoldOrParent,
            folding.UnfoldOrEnter,
            folding.Unfold,
            folding.Fold,
            folding.FoldAll,
            folding.UnfoldAll,
        ),
    ),
    (
        "Articles and program",
        (
            program.PreviousArticle,
            program.NextArticle,
            library.ShowLibrary,
            library.Forget,
            program.Help,
            palette.Palette,
            program.Leave,
            program.Quit,
            program.Cancel,
            program.Redraw,
            program.Suspend,
        ),
    ),
)
"""All commands, in the order in which help lists them."""

COMMANDS: tuple[type[Command], ...] = tuple(command for _, commands in GROUPS for command in commands)

USUAL = Keymap(COMMANDS)
"""The keys of a reader who has configured none."""
