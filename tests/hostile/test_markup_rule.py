"""A rule over the source: no string reaches anything that reads markup, makes a link, or opens one.

Textual's widgets, its notifications and titles read markup in a string that they are given, and Rich's styles write links. The
program draws rows of its own on one canvas, so the rule is short: of both libraries only names that read no markup come in.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted((ROOT / "tui").rglob("*.py")) + sorted((ROOT / "briefing").rglob("*.py"))

PLAIN = frozenset(
    (
        *(
            "textual.app.App",
            "textual.app.ComposeResult",
            "textual.app.SuspendNotSupported",
            "textual.driver.Driver",
            "textual.screen.Screen",
            "textual.timer.Timer",
        ),
        *("textual.message.Message", "textual.geometry.Offset", "textual.geometry.Region", "textual.geometry.Size"),
        *(
            "textual.events",
            "textual.events.Key",
            "textual.events.Paste",
            "textual.events.Click",
            "textual.events.MouseScrollDown",
            "textual.events.MouseScrollUp",
            "textual.events.Resize",
        ),
        *("textual.strip.Strip", "textual.widget.Widget"),
        "textual._xterm_parser.XTermParser",
        *("rich.cells.split_graphemes", "rich.segment.Segment", "rich.style.Style"),
    )
)
"""What the program uses of Textual and Rich: none of it reads markup in a string. Add a name only if that is true of it."""

CALLS = frozenset(
    ("notify", "from_markup", "render_markup", "open_url", "deliver_text", "panel", "bell_text", "from_meta", "on")
)
"""Methods of applications, widgets, contents and styles that read markup, open a link, or make a part of a row clickable."""

TITLES = frozenset(("title", "sub_title", "border_title", "border_subtitle", "tooltip", "TITLE", "SUB_TITLE", "BORDER_TITLE"))
"""Attributes of applications and widgets that Textual shows as markup; a literal can be seen to have none."""

OPENERS = frozenset(("webbrowser", "antigravity"))
KEYWORDS = frozenset(("markup", "link", "meta"))
LINK = "]8;"


def offences(source: str) -> list[str]:
    """What in a module breaks the rule, each with its line."""
    tree = ast.parse(source)
    names = [name for node in ast.walk(tree) for name in _imported(node)]
    drawn = any(name.split(".")[0] in ("textual", "rich") for _, name in names)
    found = [(line, name) for line, name in names if name.split(".")[0] in ("textual", "rich") and name not in PLAIN]
    found += [(line, name) for line, name in names if name.split(".")[0] in OPENERS]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            words = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            found += [(node.lineno, "a link (OSC 8)")] if "\x1b" + LINK in words or "\x9d" + LINK[1:] in words else []
        if not drawn:
            continue
        if isinstance(node, ast.Call):
            found += [(node.lineno, f"{word.arg}=") for word in node.keywords if word.arg in KEYWORDS]
            if isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
                found.append((node.lineno, f"{node.func.attr}()"))
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        for target in targets:
            name = target.attr if isinstance(target, ast.Attribute) else target.id if isinstance(target, ast.Name) else ""
            found += [(node.lineno, name)] if name in TITLES else []
    return [f"line {line}: {what}" for line, what in found]


def _imported(node: ast.AST) -> list[tuple[int, str]]:
    if isinstance(node, ast.Import):
        return [(node.lineno, name.name) for name in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [(node.lineno, f"{node.module}.{name.name}") for name in node.names]
    return []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_string_reaches_what_reads_markup_or_opens_a_link(path: Path) -> None:
    assert offences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "from textual.widgets import Static",
        "from textual.widgets import Label, Button",
        "from textual.content import Content",
        "def late():\n    from rich.console import Console",
        "from rich.text import Text",
        "import textual",
        "import webbrowser",
        "from textual.app import App\nclass A(App):\n    def go(self, name):\n        self.notify(name)",
        "from textual.widget import Widget\nclass W(Widget):\n    def go(self, name):\n        self.border_title = name",
        "from textual.app import App\nclass A(App):\n    TITLE = name()",
        "from textual.widget import Widget\nclass W(Widget):\n    tooltip: str = name()",
        "from rich.style import Style\nstyle = Style(link='https://harbour.example')",
        "from rich.style import Style\nstyle = Style(meta={'@click': 'quit'})",
        "row = '\\x1b]8;;https://harbour.example\\x07'",
        "row = b'\\x1b]8;;'",
        "from textual.app import App\nApp().open_url('https://harbour.example')",
    ],
)
def test_the_rule_finds_what_breaks_it(source: str) -> None:
    assert offences(source)


def test_the_rule_lets_pass_what_has_nothing_to_do_with_textual() -> None:
    assert offences("class Page:\n    def __init__(self, title: str) -> None:\n        self.title = title") == []
    assert offences("from textual.app import App\nfrom rich.segment import Segment\nrow = Segment('[bold]x[/]')") == []
