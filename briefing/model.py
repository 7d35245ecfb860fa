"""The data of a briefing: frozen, typed, and without behaviour beyond looking things up.

Every class is a `NamedTuple`, because the model is imported before the first frame is painted and a named tuple needs
neither `dataclasses` nor `inspect`; and annotations are types, not strings that would have to be evaluated there too. The
field names are those of the JSON (see `docs/json.md`).

Offsets count characters of `Article.text`, which is what the reader sees as the original. Ids of sentences,
attributions, actors and times are their indexes in the briefing's tuples; the id of an article is the sha256 of its text.
"""

from typing import Literal, NamedTuple

SCHEMA = 2
"""Version of the JSON form of a `Briefing`."""

MAX_PANELS = 6
"""Most panels an article without headings has, watched topics not counted."""

MAX_HEADED_PANELS = 12
"""Most panels an article with headings of its own has."""

MAX_GIST = 3
"""Most sentences that tell the news of a briefing."""

SAMPLE_WORK = "sample:"
"""The work of the sample article, whose marks are kept, but which does not count as the library's."""

PAST_THE_LIMIT = "past the limit"
"""The reason that the rest of a long text is set aside for."""

SignalKind = Literal["condition", "denial", "support", "opposition", "plan", "forecast", "concern"]
ActorKind = Literal["person", "organisation", "place", "unnamed"]
SpeakerBy = Literal["name", "description", "pronoun"]
BlockKind = Literal["paragraph", "heading", "item", "row", "post"]
PartKind = Literal["news", "reaction", "background", "next", "detail"]
MarkWhat = Literal["read", "flag", "note"]


class Span(NamedTuple):
    """A half-open range `[start, end)` of characters of an article's text."""

    start: int
    end: int


class Input(NamedTuple):
    """What an article came in: as `given`, the `work` that stays when it is updated, and when it was read (ISO 8601)."""

    given: str
    work: str
    when: str


class SetAside(NamedTuple):
    """A part of the text that is in no panel, and why."""

    span: Span
    reason: str


class Published(NamedTuple):
    """The article's date as ISO 8601, `value`, and where the text says so, if it does."""

    value: str
    span: Span | None


class Block(NamedTuple):
    """What a paragraph of a body is; a `heading` has no sentence.

    `level` counts headings from 1, the highest, and items by how deep their list stands in others; 0 where it is not told.
    `time` (ISO 8601) and `by` are those of a post.
    """

    kind: BlockKind = "paragraph"
    level: int = 0
    time: str | None = None
    by: str | None = None


class Article(NamedTuple):
    """One article: its text, its head, its body as paragraphs, and what was set aside.

    `blocks` says of each paragraph what it is; it is empty in readings of earlier versions, which knew of paragraphs only.

    A `dateline` that stands before the first sentence is a part of the first paragraph, and of no sentence.

    `removed` counts the characters that sanitising took out, `left_out` the words that an extractor left out of a page.
    `origin` is what the caller named the input; the desk sets it on the way out.
    """

    id: str
    kind: str
    text: str
    paragraphs: tuple[Span, ...]
    headline: Span | None = None
    deck: Span | None = None
    byline: Span | None = None
    dateline: Span | None = None
    published: Published | None = None
    site: str | None = None
    status: str | None = None
    language: str | None = None
    set_aside: tuple[SetAside, ...] = ()
    removed: int = 0
    left_out: int = 0
    origin: str | None = None
    inputs: tuple[Input, ...] = ()
    blocks: tuple[Block, ...] = ()

    def words(self, span: Span) -> str:
        """The verbatim text at a span, with its newlines."""
        return self.text[span.start : span.end]

    def is_heading(self, paragraph: int) -> bool:
        """Whether a paragraph, given by its index, is a heading."""
        return bool(self.blocks) and self.blocks[paragraph].kind == "heading"


class Signal(NamedTuple):
    """A signal that a sentence carries, and the words that earn it."""

    kind: SignalKind
    span: Span


class Sentence(NamedTuple):
    """A sentence of a body. `article` and `paragraph` are indexes; `repeats` names an earlier sentence that says the same."""

    id: int
    article: int
    span: Span
    paragraph: int
    signals: tuple[Signal, ...] = ()
    attributions: tuple[int, ...] = ()
    actors: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    repeats: int | None = None


class Attribution(NamedTuple):
    """Who (`source`) says (`cue`) what (`content`), each as spans, since quotes are split.

    Headline and deck have theirs too. The terms are those of PARC (Pareti, 2012). `inside` is the attribution whose content
    this one stands in. `speaker` is the actor that the source is, found by the source's name, description or pronoun.
    """

    id: int
    article: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    direct: bool = False
    anonymous: bool = False
    speaker: int | None = None
    speaker_by: SpeakerBy | None = None
    inside: int | None = None


class Place(NamedTuple):
    """A span and the index of the article that it stands in."""

    article: int
    span: Span


class Actor(NamedTuple):
    """A person, organisation or place that is named, or a source without a name."""

    id: int
    name: str
    kind: ActorKind
    role: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Place, ...] = ()


class TimeExpression(NamedTuple):
    """Words that say when, their TIMEX3 value, and whether the article's date went into it."""

    id: int
    article: int
    span: Span
    value: str | None
    resolved: bool = False


class Panel(NamedTuple):
    """The sentences of one topic in reading order, under a title put together from the article's own words.

    `heading` is the article's own heading that it stands under. `part` is what it does in the news, where that is sure.
    """

    title: str
    title_spans: tuple[Place, ...] = ()
    tags: tuple[str, ...] = ()
    lead: int | None = None
    sentences: tuple[int, ...] = ()
    topic: str | None = None
    heading: Place | None = None
    part: PartKind | None = None


class Briefing(NamedTuple):
    """Articles as panels. `parser` is the version that made it; `parsed` is false where paragraphs stand for sentences.

    `why` says in one sentence why an article could not be parsed. `gist` are the sentences, at most `MAX_GIST`, which tell the
    news when they are read alone and in order.
    """

    schema: int = SCHEMA
    parser: str = ""
    parsed: bool = True
    articles: tuple[Article, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    actors: tuple[Actor, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    panels: tuple[Panel, ...] = ()
    why: str | None = None
    gist: tuple[int, ...] = ()

    def words(self, thing: Sentence | TimeExpression) -> str:
        """The verbatim text of a sentence or time expression, with its newlines."""
        return self.articles[thing.article].words(thing.span)


class Topic(NamedTuple):
    """A topic that the reader watches: the name that its panel bears, and the terms that sentences are matched with."""

    name: str
    terms: tuple[str, ...]


class Mark(NamedTuple):
    """An event: a reader marked a quote of an article read, flagged it, noted on it, or took a mark back.

    `span` is where the quote stood in the article whose id is `article`; `before` and `after` are up to 32 characters
    around it, by which the mark finds its place in another version. `value` is the note's text, `""` for none, `"on"`
    or `"off"` for the others. `when` is ISO 8601. `undoes` is the id of the event that this one takes back.
    """

    id: str
    article: str
    span: Span
    quote: str
    before: str
    after: str
    what: MarkWhat
    value: str
    reader: str
    when: str
    undoes: str | None = None
