"""What a restricted program may reach: files of one folder, by whatever name they are asked for, and no private network."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import policy
from briefing.errors import InputError, NotAllowedError, UsageError
from briefing.inputs import expand, fetch, name, sample
from briefing.inputs.network import Network
from briefing.inputs.waiting import Stop
from briefing.policy.beneath import shortened
from tests.conftest import Restrict

BEGIN = "from briefing import policy; policy.begin({folder!r}); "


@pytest.fixture(name="top")
def a_folder_beside_a_secret(tmp_path: Path) -> Path:
    top = tmp_path / "news"
    (top / "deep" / ".hidden").mkdir(parents=True)
    for file in ("a.txt", "b.txt", "deep/c.txt", "deep/.hidden/d.txt", ".e.txt"):
        (top / file).write_text("Words.")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("secret")
    (top / "out").symlink_to("../outside")
    (top / "secret.txt").symlink_to("../outside/secret.txt")
    return top


def told(words: list[str], *, recursive: bool = False) -> list[str]:
    """What words name, as it is shown, or why nothing of it is opened."""
    return [str(one.error) if one.error else one.given for one in expand(words, recursive=recursive)]


def test_names_begin_in_the_folder_wherever_the_program_stands(top: Path, restrict: Restrict) -> None:
    restrict(top)
    assert fetch("a.txt").data == b"Words."
    assert name("deep/../a.txt").work == name(str(top / "a.txt")).work == str(top / "a.txt")
    assert told(["deep"]) == ["deep/c.txt"]


def test_nothing_outside_is_read_or_told_to_be_there(top: Path, restrict: Restrict) -> None:
    restrict(top)
    outside = top.parent / "outside"
    for word in (
        str(outside / "secret.txt"),
        str(outside / "none.txt"),
        "../outside/secret.txt",
        "out/secret.txt",
        "secret.txt",
    ):
        with pytest.raises(NotAllowedError, match=r"^Not allowed here: .* is outside the folder\.$"):
            fetch(word)
    for word in (str(outside), f"{outside}/*", "../*", "out/*", "/*", "/etc/pass?d", "out", "secret.txt"):
        assert told([word]) == [f"Not allowed here: {shortened(word)} is outside the folder."]


def test_a_folder_is_listed_without_what_leads_out(top: Path, restrict: Restrict) -> None:
    restrict(top)
    assert told(["."]) == ["./a.txt", "./b.txt"]
    assert told([str(top)], recursive=True) == [f"{top}/{file}" for file in ("a.txt", "b.txt", "deep/c.txt")]


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("de*/*.txt", ["deep/c.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "deep/c.txt"]),
        ("deep/../?.txt", ["deep/../a.txt", "deep/../b.txt"]),
        (".?.txt", [".e.txt"]),
        ("deep/.hidden/*", ["deep/.hidden/d.txt"]),
        ("*/c.txt", ["deep/c.txt"]),
    ],
)
def test_a_pattern_matches_what_it_matches_for_everybody_but_what_leads_out(
    top: Path, restrict: Restrict, pattern: str, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(top)
    (top / "secret.txt").unlink()
    (top / "out").unlink()
    assert told([pattern]) == files
    restrict(top)
    assert told([pattern]) == files
    assert told([f"{top}/{pattern}"]) == [f"{top}/{file}" for file in files]


def test_a_pattern_that_matches_nothing_says_so(top: Path, restrict: Restrict) -> None:
    restrict(top)
    for pattern in ("*.html", "o*/*", "**/secret*", "none/*", "secret?txt"):
        assert told([pattern]) == [f"Nothing matches {pattern}."]


def test_homes_are_no_names_here(top: Path, restrict: Restrict) -> None:
    rules = restrict(top)
    assert rules.with_home("~root/x") == "~root/x"
    with pytest.raises(InputError, match="There is no file ~root"):
        fetch("~root")


def test_without_a_folder_no_file_is_opened_but_the_sample_is(restrict: Restrict, tmp_path: Path) -> None:
    restrict(None)
    (tmp_path / "a.txt").write_text("Words.")
    for word in (str(tmp_path / "a.txt"), "a.txt", ".", "*"):
        assert told([word]) == [f"Not allowed here: {shortened(word)}, nor any other file."]
    with pytest.raises(NotAllowedError):
        fetch(tmp_path / "a.txt")
    assert fetch(sample()).data


def test_only_the_programs_own_folders_hold_its_own_files(top: Path, restrict: Restrict) -> None:
    rules = restrict(top)
    for path in (top / "a.txt", top.parent / "library.sqlite3", "/etc/passwd"):
        with pytest.raises(NotAllowedError, match="none of the program's own files"):
            rules.own(str(path))


def test_standard_input_is_kept_in_no_file(top: Path) -> None:
    code = "from briefing.inputs import fetch, fetching; print(fetch('-').data, type(fetching._spooled[0]).__name__)"
    assert run(top, code, given="Words.") == "b'Words.' BytesIO"


def test_no_machine_of_a_private_network_is_asked_whatever_is_wanted(top: Path, restrict: Restrict) -> None:
    restrict(top)
    network = Network("http://127.0.0.1:80/x", 5, Stop(), private=True)
    with pytest.raises(NotAllowedError, match=r"^Not allowed here: 127\.0\.0\.1 is on a private network\.$"):
        network.connect_tcp("127.0.0.1", 80)


# How a process is restricted


def run(folder: Path | str | None, code: str, *, given: str = "", **environment: str) -> str:
    """What some code prints in a process that is restricted to a folder, or why it does not run."""
    whole = f"from briefing import policy\ntry:\n policy.begin({str(folder) if folder is not None else None!r})\n {code}\n"
    whole += "except Exception as error:\n print(type(error).__name__, error)"
    done = subprocess.run(
        [sys.executable, "-c", whole],
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, **environment},
    )
    return done.stdout.strip()


WHERE = "rules = policy.in_force(); print(type(rules).__name__, rules.folder and rules.folder.path)"


def test_the_environment_restricts_whoever_asks_and_whatever_the_words_say(top: Path) -> None:
    code = "from briefing.policy import in_force; rules = in_force(); print(rules.folder.path)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "BRIEFING_RESTRICTED": str(top)},
    )
    assert done.stdout.strip() == str(top)
    assert run(None, WHERE, BRIEFING_RESTRICTED=str(top)) == f"Restricted {top}"
    assert run(top, WHERE, BRIEFING_RESTRICTED=str(top)) == f"Restricted {top}"
    assert run("/", WHERE, BRIEFING_RESTRICTED=str(top)).startswith("UsageError BRIEFING_RESTRICTED says already")


@pytest.mark.parametrize("said", ["1", ""])
def test_the_environment_can_leave_no_file_at_all_also_by_a_slip(top: Path, said: str) -> None:
    assert run(None, WHERE, BRIEFING_RESTRICTED=said) == "Restricted None"
    assert run(top, WHERE, BRIEFING_RESTRICTED=said).startswith("UsageError BRIEFING_RESTRICTED says already")


@pytest.mark.parametrize("said", ["0", "no", "news", "~", "/none/of/that", "/etc/passwd"])
def test_what_names_no_folder_restricts_to_nothing_that_runs(said: str) -> None:
    assert run(None, WHERE, BRIEFING_RESTRICTED=said).startswith("UsageError BRIEFING_RESTRICTED names no folder")


@pytest.mark.parametrize("named", ["", "/none/of/that", "/etc/passwd"])
def test_words_that_name_no_folder_are_a_mistake(named: str) -> None:
    assert run(named, WHERE).startswith("UsageError --restricted names no folder")


def test_what_is_restricted_is_never_widened(top: Path) -> None:
    again = "policy.begin(None); policy.begin({0!r}); print(policy.in_force().folder.path)"
    assert run(top, again.format(str(top))) == str(top)
    assert run(top, again.format("/")).startswith("UsageError What may be used is restricted already")
    assert run(None, f"policy.begin({str(top)!r}); {WHERE}") == f"Restricted {top}"


def test_a_folder_that_holds_the_programs_own_files_is_refused(top: Path) -> None:
    for named in ("/", Path(sys.prefix).parent, top):
        home = str(top / "deep") if named == top else str(top.parent)
        assert "in which the program itself keeps files" in run(named, WHERE, BRIEFING_HOME=home)
    assert run(top / "deep", WHERE, BRIEFING_HOME=str(top)) == f"Restricted {top / 'deep'}"


def test_variables_that_name_files_and_code_to_libraries_are_gone(top: Path) -> None:
    harm = {
        "TEXTUAL_LOG": "/x",
        "TEXTUAL_DRIVER": "os:system",
        "SSLKEYLOGFILE": "/x",
        "VISUAL": "sh",
        "EDITOR": "sh",
        "TMPDIR": "/x",
    }
    kept = {"TERM": "xterm", "LC_CTYPE": "C.UTF-8", "BRIEFING_HOME": str(top.parent / "home")}
    look = f"import os; print(sorted(set(os.environ) & {set(harm | kept)!r}))"
    assert run(top, look, **harm, **kept) == str(sorted(kept))


def test_children_are_restricted_too(top: Path) -> None:
    look = "import os; print(os.environ['BRIEFING_RESTRICTED'])"
    assert run(top, look) == str(top)
    assert run(None, look, BRIEFING_RESTRICTED="") == "1"


def test_no_core_file_is_left(top: Path) -> None:
    look = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
    assert run(top, look) == "(0, 0)"
    assert resource.getrlimit(resource.RLIMIT_CORE) is not None


def test_nobody_is_restricted_who_is_not_told_to_be() -> None:
    assert run(None, "print(type(policy.in_force()).__name__)") == "Policy"
    assert isinstance(policy.in_force(), policy.Policy)
    assert UsageError
