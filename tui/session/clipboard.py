"""What is sent to the reader's clipboard, and the way there: OSC 52 through the terminal, or tmux's own buffer."""

from __future__ import annotations

import shutil
import subprocess

from briefing import policy
from briefing.model import Article, Briefing
from briefing.voices import remarks
from tui.screen.rows import on_one_line

MOST_BYTES = 4_000
"""Bytes of a text that is sent: mosh and some terminals cut what is longer."""

_PATIENCE = 2.0
"""Seconds that tmux may take."""


def quote(briefing: Briefing, sentences: tuple[int, ...], title: str = "") -> str:
    """Sentences as they are pasted: verbatim, each with who says it, under a title, and where each article is from."""
    parts: list[str] = [title] if title else []
    for at, number in enumerate(sentences):
        sentence = briefing.sentences[number]
        told = " · ".join(remarks(briefing, sentence))
        parts.append(on_one_line(briefing.words(sentence)) + (f"\n— {told}" if told else ""))
        following = sentences[at + 1 : at + 2]
        if not following or briefing.sentences[following[0]].article != sentence.article:
            parts.append(_source(briefing.articles[sentence.article]))
    return "\n\n".join(parts) + "\n"


def _source(article: Article) -> str:
    """What article some sentences are from: its headline, site, day and address."""
    head = on_one_line(article.words(article.headline)) if article.headline else article.origin or ""
    known = (article.site, article.published.value if article.published else None, _address(article))
    return "\n".join(filter(None, (head, ", ".join(filter(None, known)))))


def _address(article: Article) -> str:
    """Where on the web an article is, empty if it came in otherwise: paths of the reader's own disk are not told."""
    works = (given.work for given in reversed(article.inputs))
    return next((work for work in works if work.startswith(("https://", "http://"))), "")


def fits(text: str) -> bool:
    """Whether a text is short enough to be sent."""
    return len(text.encode("utf-8")) <= MOST_BYTES


def give_to_tmux(text: str) -> bool:
    """Put a text into tmux's buffer, which passes it on to the terminal outside; false if tmux did not take it."""
    program = shutil.which("tmux") if policy.in_force().allows(policy.OTHER_PROGRAM) else None
    if program is None:
        return False
    try:
        ended = subprocess.run(  # noqa: S603 - tmux itself, and the text goes to its standard input
            [program, "load-buffer", "-w", "-"],
            input=text.encode("utf-8"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0
