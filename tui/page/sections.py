"""What stands on the screen of one article, from top to bottom: panels, and what is set aside; or its paragraphs."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Literal, NamedTuple

from briefing.model import Article, Briefing, Span
from briefing.voices import remarks, voices
from briefing.wording import aside_title
from tui.screen.glyphs import UNICODE
from tui.screen.rows import on_one_line

Spot = tuple[int, int]
"""Where the cursor can stop: the index of a section, and of a line in it; the section's title is line -1."""

TITLE = -1
NOTHING = "There is nothing here but a headline."

LONGEST = 4000
"""Characters of a line that is set aside at most. A longer passage stands as several, so that none takes long to lay out."""

_BREAKS = ("\n\n", "\n", " ")
"""Where a passage is cut, best first."""


class Section(NamedTuple):
    """A title and the lines under it. A `text`, the article's, and a `note`, the program's, have no title and no marks.

    `number` is the panel's, from 1; `sentences` are the ids of a panel's lines, `passages` the places of lines that are not
    sentences, with a remark on each, `notes` the program's own sentences. A long thing that is set aside has
    several passages. `voices` counts the panel's speakers, `lead` is the id of its lead sentence, `hidden` counts
    the sentences that a filter hides, `part` is what it does in the news, where that is known.
    """

    kind: Literal["panel", "aside", "text", "note"]
    title: str = ""
    number: int = 0
    tags: tuple[str, ...] = ()
    lead: int | None = None
    sentences: tuple[int, ...] = ()
    voices: int = 0
    passages: tuple[tuple[int, Span, str], ...] = ()
    notes: tuple[str, ...] = ()
    hidden: int = 0
    part: str = ""

    @property
    def size(self) -> int:
        """How many lines it has."""
        return len(self.sentences) or len(self.passages) or len(self.notes)

    @property
    def titled(self) -> bool:
        """Whether it has a title, which the cursor can stop on."""
        return self.kind in ("panel", "aside")


class Line(NamedTuple):
    """A line as it is shown: its words with white space folded, and what the program remarks on it."""

    words: str
    remark: str


def of_briefing(briefing: Briefing) -> tuple[Section, ...]:
    """The panels of a briefing, then what is set aside; never nothing."""
    sections = [
        Section(
            "panel",
            panel.title,
            number,
            panel.tags,
            panel.lead,
            panel.sentences,
            len({voice.name for sentence in panel.sentences for voice in voices(briefing, briefing.sentences[sentence])}),
            part=panel.part or "",
        )
        for number, panel in enumerate(briefing.panels, 1)
    ]
    aside = tuple(
        (number, piece, part.reason if piece.end == part.span.end else "")
        for number, article in enumerate(briefing.articles)
        for part in article.set_aside
        for piece in _pieces(article.text, part.span)
    )
    if not sections:
        sections.append(Section("note", notes=(NOTHING,)))
    things = sum(len(article.set_aside) for article in briefing.articles)
    if title := aside_title(things, sum(article.left_out for article in briefing.articles)):
        sections.append(Section("aside", title, passages=aside))
    return tuple(sections)


def of_text(article: Article) -> tuple[Section, ...]:
    """The paragraphs of an article that is being parsed; never nothing."""
    if not article.paragraphs:
        return (Section("note", notes=(NOTHING,)),)
    return (Section("text", "", passages=tuple((0, span, "") for span in article.paragraphs)),)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A passage in pieces that are not too long, cut between paragraphs if possible, else lines, else words."""
    start, end = span
    while end - start > LONGEST:
        breaks = (text.rfind(mark, start + 1, start + LONGEST) for mark in _BREAKS)
        cut = next((at for at in breaks if at > 0), start + LONGEST)
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def only(section: Section, sentences: Container[int]) -> Section:
    """A section with only those of its sentences that are among some; one without sentences as it is."""
    kept = tuple(number for number in section.sentences if number in sentences)
    lead = section.lead if section.lead in kept else None
    return section._replace(sentences=kept, lead=lead, hidden=len(section.sentences) - len(kept))


def line(briefing: Briefing, section: Section, number: int) -> Line:
    """A line of a section."""
    shown = words(briefing, section, number)
    if section.sentences:
        sentence = briefing.sentences[section.sentences[number]]
        return Line(shown, f" {UNICODE.dot} ".join(remarks(briefing, sentence)))
    return Line(shown, section.passages[number][2] if section.passages else "")


def words(briefing: Briefing, section: Section, number: int) -> str:
    """The words of a line, on one line."""
    if section.sentences:
        return on_one_line(briefing.words(briefing.sentences[section.sentences[number]]))
    if section.notes:
        return section.notes[number]
    article, span, _ = section.passages[number]
    return on_one_line(briefing.articles[article].words(span))
