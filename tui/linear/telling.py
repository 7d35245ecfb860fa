"""How lines, panels and lists are told in words, one row each, for those who listen to or feel what is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.model import Article, Briefing, Sentence
from briefing.voices import voices
from briefing.wording import counted
from tui.lists.when import order, told
from tui.lists.who import people
from tui.page.sections import Section, line
from tui.review.article_view import ArticleView
from tui.review.filters import choices
from tui.review.marking import Marking
from tui.review.panels import Panels
from tui.screen.rows import on_one_line


def numbers(briefing: Briefing) -> tuple[int, ...]:
    """The sentences in the order of the panels, by which lines are numbered from 1."""
    return tuple(number for panel in briefing.panels for number in panel.sentences)


def headline(view: ArticleView) -> str:
    """What is read, by its headline; of several articles, how many there are."""
    return title(view.scope[0]) if len(view.scope) == 1 else view.headline


def title(article: Article) -> str:
    """The headline of an article, else what it was opened as."""
    status = f"[{article.status}] " if article.status else ""
    return status + (on_one_line(article.words(article.headline)) if article.headline else article.origin or "Untitled")


def begun(review: Panels) -> Iterator[str]:
    """What is told of an article when it is opened: how far it is read, and its panels."""
    sentences = len(review.briefing.sentences)
    number, of = review.queue
    place = f"Article {number} of {of}. " if of > 1 else ""
    yield f"{place}{counted(sentences, _noun(review.briefing))}, {len(review.marking.read)} read."
    for at in range(len(review.sections)):
        yield panel(review, at)


def panel(view: ArticleView, at: int) -> str:
    """A title with its counts."""
    section = view.sections[at]
    if section.kind != "panel" or not isinstance(view, Panels):
        return f"{section.title}." if section.title else section.notes[0] if section.notes else "The article's text."
    parts = [counted(section.size, _noun(view.briefing)), counted(section.voices, "voice")]
    if view.marking.read_in[at]:
        parts.append(f"{view.marking.read_in[at]} read")
    if view.marking.flagged_in[at]:
        parts.append(f"{view.marking.flagged_in[at]} flagged")
    if section.hidden:
        parts.append(f"{section.hidden} hidden")
    tags = f" Also: {', '.join(section.tags)}." if section.tags else ""
    return f"Panel {section.number}: {section.title}. {', '.join(parts)}.{tags}"


def sentence(view: ArticleView, number: int, places: Mapping[int, int]) -> str:
    """A line with its number: the article's words, then in brackets what the program says of them."""
    one = view.briefing.sentences[number]
    told = [*_spoken(view.briefing, one), *(signal.kind for signal in one.signals)]
    if isinstance(view, Panels):
        told += _marked(view.marking, number)
    remark = f" [{'; '.join(told)}]" if told else ""
    return f"{places[number]}. {on_one_line(view.briefing.words(one))}{remark}"


def _marked(marking: Marking, number: int) -> Iterator[str]:
    if number in marking.read:
        yield "read"
    if number in marking.flagged:
        yield "flagged"
    if number in marking.notes:
        yield f"note: {on_one_line(marking.notes[number])}"


def headings(view: ArticleView, number: int) -> Iterator[str]:
    """The article's headings above a line."""
    yield from (f"Heading: {heading}" for heading in view.viewport.headings.get(number, ()))


def passages(view: ArticleView, section: Section) -> Iterator[str]:
    """What stands under a title and is no sentence."""
    for number in range(section.size):
        told = line(view.briefing, section, number)
        yield f"{told.words} [{told.remark}]" if told.remark else told.words


def paragraphs(article: Article) -> Iterator[str]:
    """The text of an article, a paragraph a row, whether it is parsed or not."""
    for span in article.paragraphs:
        yield on_one_line(article.words(span))


def original(briefing: Briefing, number: int) -> Iterator[str]:
    """The paragraph of a sentence, and the parts of the attributions in it."""
    one = briefing.sentences[number]
    article = briefing.articles[one.article]
    paragraph = next((span for span in article.paragraphs if span.start <= one.span.start < span.end), one.span)
    yield f"Original: {on_one_line(article.words(paragraph))}"
    for at in one.attributions:
        attribution = briefing.attributions[at]
        parts = (("Source", attribution.source), ("cue", attribution.cue), ("content", attribution.content))
        told = [f"{name}: {' … '.join(on_one_line(article.words(span)) for span in spans)}" for name, spans in parts if spans]
        if told:
            yield "; ".join(told)
    for speaker in _spoken(briefing, one):
        yield f"Speaker: {speaker}"


def who(briefing: Briefing, places: Mapping[int, int]) -> Iterator[str]:
    """Speakers and actors, with the numbers of their lines."""
    found = people(briefing)
    if not found:
        yield "Nobody is named here."
    for one in found:
        spoken = [str(places[number]) for number in one.lines if number in one.spoken and number in places]
        named = [str(places[number]) for number in one.lines if number not in one.spoken and number in places]
        about = f", {one.about}" if one.about else ""
        parts = [f"says {_lines(spoken)}" if spoken else "", f"named in {_lines(named)}" if named else ""]
        yield f"{one.name}{about}: {'; '.join(filter(None, parts))}"


def when(briefing: Briefing, places: Mapping[int, int]) -> Iterator[str]:
    """Times in their order, with the number of the line that each stands in."""
    lines = {time: one.id for one in reversed(briefing.sentences) for time in one.times}
    found = sorted((time for time in briefing.times if time.id in lines), key=order)
    if not found:
        yield "No time is named here."
    for time in found:
        words = on_one_line(briefing.words(time))
        value = f"{told(time)}: " if told(time) else ""
        yield f"{value}“{words}” in line {places.get(lines[time.id], '?')}"


def filters(review: Panels) -> Iterator[str]:
    """What lines can be narrowed to."""
    for choice in choices(review.briefing, review.marking):
        yield f"{choice.group}: {choice.words}, {counted(len(choice.sentences), 'line')}"
    yield "filter and one or more of these, parted by commas, shows only such lines; all shows all again."


def _spoken(briefing: Briefing, one: Sentence) -> Iterator[str]:
    for voice in voices(briefing, one):
        unnamed = ", unnamed" if voice.unnamed else ""
        yield f"{voice.words}, who is {voice.name}{unnamed}" if voice.words else f"{voice.name}{unnamed}"


def _lines(told: list[str]) -> str:
    return f"{'line' if len(told) == 1 else 'lines'} {', '.join(told)}"


def _noun(briefing: Briefing) -> str:
    return "sentence" if briefing.parsed else "paragraph"
