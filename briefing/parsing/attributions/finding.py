"""Who says what: sources, cues and contents, as the article words them.

Cues are words of a lexicon (`cues.toml`); the dependency parse gives each its source and content by the frames that it
takes, and quotation marks decide what is quoted. Terms and conventions follow PARC (Pareti, 2012) and PolNeAR (Newell,
Margolin and Ruths, 2018): marks and `that` belong to the content, a role to the source, a stop or comma outside the
marks to neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model import Attribution, Span
from briefing.parsing.attributions import cues, frames, labels, nesting, nominals, phrases, quotes, sources, speech
from briefing.parsing.attributions.clauses import Clauses, Range, join
from briefing.parsing.attributions.drafts import Draft
from briefing.parsing.attributions.parameters import LONGEST_TITLE
from briefing.parsing.linguistics import Passage

_VERBS = frozenset(("VERB", "AUX"))


def find(passages: Sequence[Passage]) -> tuple[Attribution, ...]:
    """The attributions of all passages in the order of their cues, without speakers."""
    clauses = [Clauses(passage.doc) for passage in passages]
    quoted = _quoted(passages, clauses)
    drafts = [_drafts(*each) for each in zip(passages, clauses, quoted, strict=True)]
    speech.carry_on([passage.article for passage in passages], clauses, quoted, drafts)
    found: list[Attribution] = []
    for n, _passage in enumerate(passages):
        first = len(found)
        told = [draft for draft in drafts[n] if draft.content or draft.later]
        for draft, inside in nesting.nest(clauses[n], quoted[n], told):
            holder = None if inside is None else first + inside
            found.append(_attribution(len(found), passages, clauses, quoted, n, draft, holder))
    return tuple(found)


def _quoted(passages: Sequence[Passage], clauses: Sequence[Clauses]) -> list[quotes.Quotes]:
    found: list[quotes.Quotes] = []
    for n, (passage, words) in enumerate(zip(passages, clauses, strict=True)):
        following = n + 1 < len(passages) and passages[n + 1].article == passage.article
        follows = bool(found) and passages[n - 1].article == passage.article
        continues = follows and bool(found[-1].all) and not found[-1].all[-1].closed
        goes_on = following and quotes.opens(clauses[n + 1])
        found.append(quotes.find(words, continues=continues, goes_on=goes_on))
    return found


def _drafts(passage: Passage, clauses: Clauses, quoted: quotes.Quotes) -> list[Draft]:
    """The attributions of one passage, those that lie in others' contents among them."""
    lexicon = cues.load()
    drafts: list[Draft] = []
    taken: set[int] = set()
    titled = passage.paragraph is None or (passage.paragraph == 0 and clauses.size <= LONGEST_TITLE)
    label = labels.in_head(clauses, quoted) or labels.by_form(clauses, lexicon) if titled else labels.in_body(clauses)
    found: list[Draft | None] = [label, *phrases.read(clauses, lexicon)]
    for i, lemma in enumerate(clauses.lemma):
        pos = clauses.pos[i]
        verb = lexicon.forms.get(clauses.lower[i], lemma) if pos in _VERBS else ""
        felt = pos in _VERBS and clauses.lower[i] in lexicon.adjectives and _is_felt(clauses, i)
        if felt:
            found.append(nominals.read_adjective(clauses, i, lexicon.adjectives[clauses.lower[i]]))
        elif verb in lexicon.verbs and clauses.dep[i] not in ("aux", "auxpass", "amod", "compound"):
            draft = frames.read(clauses, quoted, i, lexicon.verbs[verb], lexicon)
            found.append(speech.attach(clauses, quoted, draft, lexicon) if draft else None)
        elif pos == "NOUN" and lemma in lexicon.nouns:
            found.append(nominals.read_noun(clauses, i, lexicon.nouns[lemma], lexicon))
        elif (pos == "ADJ" or pos == "VERB") and clauses.lower[i] in lexicon.adjectives:
            found.append(nominals.read_adjective(clauses, i, lexicon.adjectives[clauses.lower[i]]))
    if titled:
        found = [labels.with_its_subject(clauses, draft, lexicon) if draft else None for draft in found]
    for draft in (_within(clauses, quoted, draft) for draft in found if draft):
        if (draft.content or (draft.clause[1] >= clauses.size - 1 and draft.speaks)) and draft.at not in taken:
            drafts.append(draft)
            named = draft.source if draft is label else ()
            taken.update(i for a, b in (*draft.cue, *named) for i in range(a, b))
    claimed = {a for draft in drafts for a, _ in draft.content}
    for quote in quoted.all:
        if quote.start not in claimed and quotes.is_speech(clauses, quote):
            surface = speech.from_surface(clauses, quote, lexicon)
            if surface and surface.at not in taken:
                taken.add(surface.at)
                drafts.append(surface)
    return sorted(drafts, key=lambda draft: draft.at)


def _is_felt(clauses: Clauses, participle: int) -> bool:
    """Whether a participle tells a feeling and not what somebody did: `is opposed to`, `was convinced that`."""
    if clauses.dep[participle] == "acomp":
        return True
    return clauses.is_passive(participle) and not clauses.under(participle, "agent")


def _within(clauses: Clauses, quoted: quotes.Quotes, draft: Draft) -> Draft:
    """A draft whose cue stands in a quotation, with the part of its content that stands there too."""
    quote = quoted.at(draft.at)
    if quote is None or draft.at == quote.start:
        return draft
    start, end = quote.inner
    pieces = ((max(a, start), min(b, end)) for a, b in draft.content)
    content = tuple(trimmed for a, b in pieces if a < b and (trimmed := clauses.trim((a, b))))
    return draft._replace(content=content, clause=(max(draft.clause[0], start), min(draft.clause[1], end)))


def _attribution(
    number: int,
    passages: Sequence[Passage],
    clauses: Sequence[Clauses],
    quoted: Sequence[quotes.Quotes],
    n: int,
    draft: Draft,
    inside: int | None,
) -> Attribution:
    passage = passages[n]
    own = join([quoted[n].close(span) for span in draft.content])
    later = [(m, span) for m, span in draft.later]
    words = sum(b - a for a, b in own) + sum(b - a for _, (a, b) in later)
    marked = sum(quoted[n].quoted(a, b) for a, b in own) + sum(b - a for _, (a, b) in later)
    return Attribution(
        id=number,
        article=passage.article,
        source=_places(passage, draft.source),
        cue=_places(passage, draft.cue),
        content=(*_places(passage, own), *(passages[m].place(*span) for m, span in later)),
        direct=bool(words) and marked >= 0.8 * words,
        anonymous=len(draft.source) > 0 and sources.is_anonymous(clauses[n], draft.source[0]),
        inside=inside,
    )


def _places(passage: Passage, spans: Iterable[Range]) -> tuple[Span, ...]:
    return tuple(passage.place(a, b) for a, b in spans)
