"""What holds whatever came in: the promises that fuzzed inputs try to break."""

from __future__ import annotations

from collections.abc import Sequence

from briefing import rendering
from briefing.codec import check, decode_briefing, encode, plain
from briefing.errors import TooLargeError, UnreadableError
from briefing.ingest import Received, read
from briefing.limits import Limits
from briefing.model import MAX_PANELS, Article, Briefing, Span
from briefing.sanitise import is_clean
from briefing.unparsed import unparsed
from briefing.worker.messages import Opened, from_line, to_line

NAME = "a b.txt"


def articles(data: bytes, limits: Limits) -> tuple[Article, ...]:
    """The articles of some bytes after all that must hold of them was checked; none where the bytes were refused."""
    try:
        found = read(Received(data, NAME), limits)
    except (UnreadableError, TooLargeError) as error:
        sentence = str(error)
        assert sentence.strip(), "a refusal says nothing"
        assert is_clean(sentence), f"not clean: {sentence!r}"
        assert "\n" not in sentence
        return ()
    assert found, "neither an article nor a refusal"
    for part, one in enumerate(found):
        assert is_clean(one.work), f"not clean: {one.work!r}"
        of_article(one.article, limits)
        opened = Opened(1, part, one.article, one.work)
        assert from_line(to_line(opened)) == opened, "it changes on its way from the worker"
        forms = (rendering.FORMATS[len(data) % len(rendering.FORMATS)],)  # each of them in one of a few cases
        of_briefing(unparsed((one.article,), "It is left whole."), forms)
    return tuple(one.article for one in found)


def of_article(article: Article, limits: Limits) -> None:
    """What holds of each article: clean strings, spans in the text, and no character of it in no place or in two."""
    _clean(article)
    assert len(article.paragraphs) <= limits.paragraphs
    assert len(article.blocks) == len(article.paragraphs)
    assert not article.blocks or any(block.kind != "heading" for block in article.blocks), "it is nothing but headings"
    published = article.published and article.published.span
    dateline = article.dateline  # alone, or the beginning of the first paragraph
    alone = dateline if dateline and all(span.start != dateline.start for span in article.paragraphs) else None
    head = [span for span in (article.headline, article.deck, article.byline, alone) if span]
    body = [*article.paragraphs, *(part.span for part in article.set_aside)]
    assert list(article.paragraphs) == sorted(article.paragraphs), "paragraphs stand in another order"
    _apart(body)
    _apart([*article.paragraphs, *(span for span in head if span)])
    covered = bytearray(len(article.text))
    for span in (*head, *body, *([published] if published else [])):
        assert 0 <= span.start < span.end <= len(article.text), f"{span} is empty, or not in the text"
        assert article.words(span).strip(), f"{span} is blank"
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    lost = [at for at, letter in enumerate(article.text) if not covered[at] and not letter.isspace()]
    assert not lost, f"lost from {lost[0]}: {article.text[lost[0] : lost[0] + 60]!r}"


def of_briefing(briefing: Briefing, forms: Sequence[str] = rendering.FORMATS) -> None:
    """What holds of each briefing: it is consistent, verbatim, survives its encoding, and every form of it is clean."""
    check(briefing)
    _clean(briefing)
    assert decode_briefing(encode(briefing)) == briefing, "it changes when it is kept"
    for form in forms:
        assert is_clean(rendering.renderer(form)(briefing)), f"{form} is not clean"
    assert len(briefing.panels) <= MAX_PANELS * len(briefing.articles)
    (article,) = briefing.articles
    spans = [sentence.span for sentence in briefing.sentences]
    _apart(spans)
    inside = bytearray(len(article.text))
    for sentence in briefing.sentences:
        start, end = article.paragraphs[sentence.paragraph]
        assert start <= sentence.span.start < sentence.span.end <= end, f"{sentence.span} is not in its paragraph"
        inside[sentence.span.start : sentence.span.end] = b"\1" * (sentence.span.end - sentence.span.start)
        for signal in sentence.signals:
            assert sentence.span.start <= signal.span.start < signal.span.end <= sentence.span.end, (
                "a signal's words are not its"
            )
    if article.dateline:
        inside[article.dateline.start : article.dateline.end] = b"\1" * (article.dateline.end - article.dateline.start)
    for number, (start, end) in enumerate(article.paragraphs):
        if article.is_heading(number):
            assert not any(inside[start:end]), "a sentence stands in a heading"
            continue
        lost = [at for at in range(start, end) if not inside[at] and not article.text[at].isspace()]
        assert not lost, f"in no sentence: {article.text[lost[0] : lost[0] + 60]!r}"


def _apart(spans: list[Span]) -> None:
    end = 0
    for span in sorted(spans):
        assert span.start >= end, f"{span} is in two places"
        end = span.end


def _clean(value: object) -> None:
    waiting = [plain(value)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            assert is_clean(part), f"not clean: {part[:80]!r}"
        elif isinstance(part, dict):
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
