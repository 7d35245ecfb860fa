"""A rule over the source: whatever opens files, starts programs or makes connections asks the policy, or has its reason here.

A new way out is in none of the lists, and fails: let it ask `policy.in_force()`, and name it under what asks. The worker is
out: it is given bytes, and nobody names anything to it.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
WORKER = (
    "briefing.ingest",
    "briefing.parsing",
    "briefing.worker.server",
    "briefing.worker.sandbox",
    "briefing.worker.__main__",
)

MODULES = frozenset(
    (
        *(
            "ctypes",
            "fcntl",
            "ftplib",
            "glob",
            "http",
            "httpcore",
            "httpx",
            "importlib",
            "mmap",
            "multiprocessing",
            "posix",
            "pty",
        ),
        *(
            "runpy",
            "shutil",
            "smtplib",
            "socket",
            "socketserver",
            "sqlite3",
            "subprocess",
            "tarfile",
            "tempfile",
            "urllib.request",
        ),
        *("webbrowser", "zipfile"),
    )
)
"""Modules by which a program reaches what is outside of it; `os` and the methods of paths are looked at one by one."""

HARMLESS = frozenset(
    (
        *("os.PathLike", "os.environ", "os.fspath", "os.fsencode", "os.fsdecode", "os.pathsep", "os.sep", "os.devnull"),
        *("os.path.abspath", "os.path.basename", "os.path.dirname", "os.path.isabs", "os.path.join", "os.path.normpath"),
        *("os.path.split", "os.cpu_count", "os.getpid", "os.getpgrp", "os.getsid", "os.strerror", "os.urandom", "os._exit"),
        *("os.close", "os.dup", "os.dup2", "os.fdopen", "os.fstat", "os.fsync", "os.pipe", "os.pread", "os.read", "os.write"),
        *("os.set_blocking", "os.set_inheritable", "os.isatty", "os.ttyname", "os.get_terminal_size", "os.tcgetpgrp"),
        *("os.fpathconf", "os.stat_result", "sqlite3.Connection", "sqlite3.complete_statement", "sqlite3.sqlite_version"),
        *("importlib.metadata.version", "socket.gaierror", "httpcore.NetworkBackend", "httpcore.NetworkStream"),
        *(
            "httpcore.Request",
            "httpcore.URL",
            "httpx.BaseTransport",
            "httpx.BasicAuth",
            "httpx.Response",
            "httpx.SyncByteStream",
        ),
        *("httpx.URL", "httpx.InvalidURL", "httpcore.UnsupportedProtocol", "httpcore.ConnectionNotAvailable"),
    )
)
"""What of those names nothing that is not open already: descriptors, paths as texts, numbers, what is said of a connection."""

METHODS = frozenset(
    (
        *("read_text", "write_text", "read_bytes", "write_bytes", "iterdir", "rglob", "mkdir", "rmdir", "expanduser"),
        *("symlink_to", "hardlink_to", "is_symlink", "samefile", "lstat", "chmod", "action_suspend_process", "deliver_binary"),
        *("deliver_text", "deliver_screenshot", "save_screenshot", "open_url", "connect_tcp", "connect_unix_socket"),
    )
)
"""Methods of paths, of Textual's applications and of connections that do, whatever they are called on."""

ASKED = {
    "briefing.inputs.fetching._spool": ("briefing.inputs.fetching._spool",),
    "briefing.inputs.network.Network.__init__": (
        "briefing.inputs.network.Network.connect_tcp",
        "briefing.inputs.network.look_up",
        "briefing.inputs.web._Fetching.page",
    ),
    "briefing.library.store.Library.open": (
        "briefing.library.database._identity",
        *(
            f"briefing.library.database_file.{name}"
            for name in ("open_file", "suspect", "_open_writable", "_refuse_missing", "_version_on_disk", "_alone")
        ),
        *(f"briefing.library.rescue.{name}" for name in ("set_aside", "_is_unfinished", "_link", "_name_for_good", "_remove")),
        *(f"briefing.library.sqlite_file.{name}" for name in ("connect", "is_file", "size", "is_full")),
        *(f"briefing.library.tables.{name}" for name in ("is_sound", "_copy", "_is_on_network")),
    ),
    "briefing.digest._path": ("briefing.digest.keep_parser_version", "briefing.digest._kept"),
    "tui.command_line.debug_log.Log.__init__": ("tui.command_line.debug_log.Log.__init__",),
    "tui.session.clipboard.give_to_tmux": ("tui.session.clipboard.give_to_tmux",),
    "tui.session.external_editor.edit": ("tui.session.external_editor._edited",),
    "tui.settings.configuration.load": ("tui.settings.configuration.load",),
    "tui.settings.topics._bytes": ("tui.settings.topics._bytes",),
    "tui.terminal.shell.why_not": ("tui.terminal.shell.stop", "tui.app.application.BriefingApp.suspend_to_shell"),
}
"""What reaches outside, by the function that asks the policy before."""

OTHERWISE = {
    "what is installed with the program": (
        *(f"briefing.digest.{name}" for name in ("_version", "_files", "_in_folder", "_libraries")),
        *("briefing.inputs.sample.sample", "briefing.rendering.renderer"),
        *("tui.command_line.completion.script", "tui.settings.themes._tables"),
    ),
    "the program's own folders, by the environment": ("briefing.paths._folder",),
    "a library that is nowhere on the disk": ("briefing.library.sqlite_file.nowhere",),
    "the worker": ("briefing.worker.client.Client._begin", "briefing.worker.client._kill"),
    "the terminal, and this process": (
        *("tui.command_line.debug_log.Log._write", "tui.options.standard_output.discard", "tui.terminal.early_frame.Held._die"),
        *(f"tui.terminal.capabilities.{name}" for name in ("_lc_ctype_of_the_caller", "take_keyboard", "open_output")),
    ),
}
"""What reaches outside and need not ask, by what it reaches."""


class References(ast.NodeVisitor):
    """The functions of a module that name something by which they reach outside, and what."""

    def __init__(self, module: str, tree: ast.Module) -> None:
        self.found: dict[str, set[str]] = {}
        self._where = [module]
        self._names: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for name in node.names:
                    self._names[name.asname or name.name.partition(".")[0]] = (
                        name.name if name.asname else name.name.partition(".")[0]
                    )
            elif isinstance(node, ast.ImportFrom):
                for name in node.names:
                    self._names[name.asname or name.name] = f"{node.module}.{name.name}"
        self.visit(tree)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """What is imported is looked at where it is used."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        node.returns = None  # annotations reach nothing
        self._visit_within(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._visit_within(node)

    def _visit_within(self, node: ast.FunctionDef | ast.ClassDef) -> None:
        self._where.append(node.name)
        self.generic_visit(node)
        self._where.pop()

    def visit_arg(self, node: ast.arg) -> None:
        """Annotations reach nothing."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        name = self._dotted(node)
        if name is None or (not reaches(name) and node.attr in METHODS):
            name = f"?.{node.attr}"
            self.visit(node.value)
        if reaches(name):
            self.found.setdefault(".".join(self._where), set()).add(name)

    def visit_Name(self, node: ast.Name) -> None:
        name = self._names.get(node.id, node.id)
        if reaches(name):
            self.found.setdefault(".".join(self._where), set()).add(name)

    def _dotted(self, node: ast.expr) -> str | None:
        if isinstance(node, ast.Attribute):
            base = self._dotted(node.value)
            return f"{base}.{node.attr}" if base else None
        return self._names.get(node.id, node.id) if isinstance(node, ast.Name) else None


def reaches(name: str) -> bool:
    """Whether a name with all its parts is one by which a program reaches outside."""
    first, _, last = name.partition(".")[0], *name.rpartition(".")[1:]
    if name in HARMLESS or name == "os" or name.startswith(("os.environ.", "os.pathsep.")):
        return False
    if (last.isupper() and first != "ctypes") or last.endswith(("Error", "Exception", "Expired", "Timeout", "NotFound")):
        return False
    if first == "?":
        return last in METHODS
    return (
        name in ("open", "exec", "eval", "io.open", "builtins.open")
        or first == "os"
        or any(f"{name}.".startswith(f"{one}.") for one in MODULES)
    )


def of_source(module: str, source: str) -> dict[str, set[str]]:
    return References(module, ast.parse(source)).found


def modules() -> dict[str, str]:
    """The sources that are looked at, by their modules."""
    found = {}
    for package in ("tui", "briefing"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            if not name.startswith((*WORKER, "briefing.policy")):
                found[name] = path.read_text(encoding="utf-8")
    return found


def functions() -> dict[str, str]:
    """The sources of all functions, by their names."""
    found = {}
    for module, source in modules().items():
        waiting: list[tuple[str, ast.AST]] = [(module, ast.parse(source))]
        while waiting:
            name, node = waiting.pop()
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.FunctionDef | ast.ClassDef):
                    found[f"{name}.{child.name}"] = ast.get_source_segment(source, child) or ""
                    waiting.append((f"{name}.{child.name}", child))
                else:
                    waiting.append((name, child))
    return found


def test_whatever_reaches_outside_asks_the_policy_or_has_its_reason() -> None:
    listed = [where for places in (*ASKED.values(), *OTHERWISE.values()) for where in places]
    found = {where: names for module, source in modules().items() for where, names in of_source(module, source).items()}
    assert {where: names for where, names in found.items() if where not in listed} == {}, "a way out that is not listed"
    assert sorted(listed) == sorted(found), "what is listed is not there any more, or listed twice"


@pytest.mark.parametrize("asker", ASKED)
def test_what_asks_the_policy_does(asker: str) -> None:
    assert "policy.in_force()" in functions()[asker]


@pytest.mark.parametrize(
    "line",
    [
        "open('x')",
        "import os; os.open('x', 0)",
        "from os import listdir as names; names('/')",
        "import os.path; os.path.getmtime('/')",
        "import os; look = os.scandir",
        "import subprocess as s; s.run(['sh'])",
        "from subprocess import Popen; Popen(['sh'])",
        "import os; os.execv('/bin/sh', [])",
        "from pathlib import Path; Path('x').write_text('')",
        "def f(path): return path.read_bytes()",
        "import socket; socket.create_connection(('h', 1))",
        "from urllib import request; request.urlopen('http://h')",
        "import urllib.request; urllib.request.urlopen('http://h')",
        "import shutil; shutil.copy('a', 'b')",
        "from tempfile import mkstemp; mkstemp()",
        "import sqlite3; sqlite3.connect('x')",
        "import httpx; httpx.get('http://h')",
        "import webbrowser; webbrowser.open('http://h')",
        "class A:\n def f(self): self.app.action_suspend_process()",
        "import ctypes; ctypes.CDLL(None)",
        "from builtins import open as o; o('x')",
        "import io; io.open('x')",
        "import importlib; importlib.import_module('x')",
    ],
)
def test_a_new_way_out_is_found(line: str) -> None:
    assert of_source("new", line) != {}


@pytest.mark.parametrize(
    "line",
    [
        "import os; os.write(1, b'')",
        "import os\ndef f(path: os.PathLike[str]) -> os.stat_result: return os.fstat(0)",
        "view.open(1)",
        "from briefing import policy; policy.in_force().reading('x').open(0)",
        "import sqlite3\ntry: pass\nexcept sqlite3.Error: pass",
        "import os; os.environ.get('TERM')",
    ],
)
def test_what_stays_inside_is_not_called_a_way_out(line: str) -> None:
    assert of_source("new", line) == {}
