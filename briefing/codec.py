"""Model <-> JSON: the one encoding in which briefings are printed, stored, and sent between processes.

A named tuple becomes an object with its field names, a `Span` becomes `[start, end]`, bytes become base64. Decoding follows
the annotations of the model: what does not have their form raises `DamagedError`, fields that are not known are ignored,
and no string comes in that was not sanitised.
"""

from __future__ import annotations

import json
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Any, ForwardRef, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from briefing.errors import DamagedError
from briefing.model import MAX_GIST, Briefing, Span
from briefing.sanitise import is_clean

T = TypeVar("T")
Builder = Callable[[Any], Any]  # `Any` is what `json` gives and what a type's builder makes of it


def encode(value: object) -> str:
    """The JSON of a model object, on one line."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    """A model object as the dicts, lists and scalars of its JSON."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if hasattr(value, "_fields"):
        return {name: plain(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    return b2a_base64(value, newline=False).decode("ascii") if isinstance(value, bytes) else value


def decode(kind: type[T], text: str | bytes) -> T:
    """The model object of a type that a JSON text says; `DamagedError` if it says none."""
    try:
        return build(kind, json.loads(text))
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"This is not the JSON of a {kind.__name__}: {error}") from None


def build(kind: type[T], value: object) -> T:
    """The model object of a type from the dicts, lists and scalars of its JSON; `DamagedError` if they do not fit."""
    try:
        built: T = _builder(kind)(value)  # type: ignore[arg-type] # a type is hashable
    except (ValueError, TypeError) as error:
        raise DamagedError(f"This is not the JSON of a {kind.__name__}: {error}") from None
    return built


def decode_briefing(text: str | bytes) -> Briefing:
    """A briefing whose spans, ids and references were checked; `DamagedError` if one of them points nowhere."""
    briefing = decode(Briefing, text)
    check(briefing)
    return briefing


def check(briefing: Briefing) -> None:
    """Raise `DamagedError` unless spans lie in their texts, ids are indexes, and each sentence stands in one panel.

    Nor may a sentence stand in a heading, or a paragraph lack its block where others have one.
    """
    lengths = [len(article.text) for article in briefing.articles]

    def place(article: int, *spans: Span) -> None:
        if not 0 <= article < len(lengths):
            raise DamagedError(f"There is no article {article}.")
        for span in spans:
            if not 0 <= span.start <= span.end <= lengths[article]:
                raise DamagedError(f"The span {list(span)} is not in its article.")

    def refer(ids: tuple[int | None, ...], things: tuple[object, ...], name: str) -> None:
        for number in ids:
            if number is not None and not 0 <= number < len(things):
                raise DamagedError(f"There is no {name} {number}.")

    for name in ("sentences", "attributions", "actors", "times"):
        if any(thing.id != number for number, thing in enumerate(getattr(briefing, name))):
            raise DamagedError(f"The ids of the {name} are not their places.")
    for number, article in enumerate(briefing.articles):
        head = (article.headline, article.deck, article.byline, article.dateline, article.published and article.published.span)
        place(number, *(span for span in head if span), *article.paragraphs, *(part.span for part in article.set_aside))
        if article.blocks and len(article.blocks) != len(article.paragraphs):
            raise DamagedError("There are not as many blocks as paragraphs.")
    for sentence in briefing.sentences:
        place(sentence.article, sentence.span, *(signal.span for signal in sentence.signals))
        if not 0 <= sentence.paragraph < len(briefing.articles[sentence.article].paragraphs):
            raise DamagedError(f"There is no paragraph {sentence.paragraph}.")
        if briefing.articles[sentence.article].is_heading(sentence.paragraph):
            raise DamagedError(f"The sentence {sentence.id} stands in a heading.")
        refer(sentence.attributions, briefing.attributions, "attribution")
        refer(sentence.actors, briefing.actors, "actor")
        refer(sentence.times, briefing.times, "time")
        refer((sentence.repeats,), briefing.sentences, "sentence")
    for attribution in briefing.attributions:
        place(attribution.article, *attribution.source, *attribution.cue, *attribution.content)
        refer((attribution.speaker,), briefing.actors, "actor")
        refer((attribution.inside,), briefing.attributions, "attribution")
    for actor in briefing.actors:
        for mention in actor.mentions:
            place(mention.article, mention.span)
    for time in briefing.times:
        place(time.article, time.span)
    held: list[int] = []
    for panel in briefing.panels:
        refer((panel.lead, *panel.sentences), briefing.sentences, "sentence")
        held += panel.sentences
        for title in (*panel.title_spans, *filter(None, (panel.heading,))):
            place(title.article, title.span)
    refer(briefing.gist, briefing.sentences, "sentence")
    if len(briefing.gist) > MAX_GIST:
        raise DamagedError(f"The gist has more than {MAX_GIST} sentences.")
    if sorted(held) != list(range(len(briefing.sentences))):
        raise DamagedError("A sentence stands in no panel, or in two.")


@cache
def _builder(kind: Any) -> Builder:
    """How to make a value of an annotated type from its JSON, worked out once a type."""
    if kind is Span:
        return _span
    if kind in (str, int, bool, NoneType):
        return _scalar(kind)
    if kind is float:
        return lambda value: float(_scalar(int)(value)) if isinstance(value, int) else _scalar(float)(value)
    if kind is bytes:
        return lambda value: a2b_base64(_string(value), strict_mode=True)
    if hasattr(kind, "_fields"):
        return _record(kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _choice(parts)
    if origin is tuple and parts[1:] == (Ellipsis,):
        return _list(_builder(parts[0]))
    if origin in (Union, UnionType) and len(parts) == 2 and NoneType in parts:
        inner = _builder(parts[0] if parts[1] is NoneType else parts[1])
        return lambda value: None if value is None else inner(value)
    raise TypeError(f"the codec knows no {kind}")


def _span(value: Any) -> Span:
    if not (type(value) is list and len(value) == 2 and type(value[0]) is type(value[1]) is int):
        raise ValueError("a span is two whole numbers")
    return Span(*value)


def _scalar(kind: type[object]) -> Builder:
    def build(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{kind.__name__} expected")
        return value

    return _string if kind is str else build


def _string(value: Any) -> Any:
    if type(value) is not str:
        raise ValueError("str expected")
    if not is_clean(value):
        raise ValueError("a string is not sanitised")
    return value


def _choice(words: tuple[Any, ...]) -> Builder:
    def build(value: Any) -> Any:
        if value not in words:
            raise ValueError(f"one of {', '.join(map(str, words))} expected")
        return value

    return build


def _list(build_part: Builder) -> Builder:
    def build(value: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError("a list expected")
        return tuple([build_part(part) for part in value])

    return build


def _record(kind: Any) -> Builder:
    # Annotations that are types already need not be evaluated, which takes longer than all of this.
    hints = kind.__annotations__
    if any(isinstance(hint, ForwardRef) for hint in hints.values()):
        hints = get_type_hints(kind)
    parts = [(name, _builder(hint)) for name, hint in hints.items()]
    names = frozenset(kind._fields)
    required = names - kind._field_defaults.keys()
    new = tuple.__new__  # a named tuple's own makes a call of Python

    def build(value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(f"an object expected for {kind.__name__}")
        if names <= value.keys():
            return new(kind, [build_part(value[name]) for name, build_part in parts])
        if missing := required - value.keys():
            raise ValueError(f"{kind.__name__} lacks {', '.join(sorted(missing))}")
        return kind(**{name: build_part(value[name]) for name, build_part in parts if name in value})

    return build
