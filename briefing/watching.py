"""Watched topics: of the panels of a briefing, those with the sentences that speak of what the reader watches.

It needs the briefing and nothing else, so that a change of topics costs no new parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing.model import Briefing, Panel, Place, Sentence, Topic
from briefing.stemming import stem

FALLBACK_WORDS = 5
"""Words of its first sentence under which a panel stands that has lost those of its title."""

_WORD = re.compile(r"[^\W_]+(?:[.&]\w+)+\.?|\w+")
"""A word, or an abbreviation with its points; a point after a word ends the sentence."""
_LEANS = frozenset({"he", "she", "it", "they", "his", "her", "its", "their", "this", "that", "these", "those"})
"""Words by which a sentence leans on the one before in its paragraph, and goes with it."""

Stems = tuple[str, ...]


def watch(briefing: Briefing, topics: Sequence[Topic]) -> Briefing:
    """The briefing with a panel, under its own name, for each topic that some sentence speaks of.

    A sentence speaks of a topic if one of its terms stands in it, in any form of its words; if it speaks of several, it goes
    where most terms do, and to the first of equals. What is left in the other panels keeps its order, and its lead and title
    where these are still in it.
    """
    if not topics or not briefing.parsed:
        return briefing
    homes = _homes(briefing, [[stems for term in topic.terms if (stems := _stems(term))] for topic in topics])
    if not homes:
        return briefing
    kept = [_without(briefing, panel, homes) for panel in briefing.panels]
    watched = [_watched(briefing, topic, [i for i, home in homes.items() if home == at]) for at, topic in enumerate(topics)]
    panels = [panel for panel in (*kept, *watched) if panel is not None]
    return briefing._replace(panels=tuple(sorted(panels, key=lambda panel: panel.sentences[0])))


def _homes(briefing: Briefing, wanted: Sequence[Sequence[Stems]]) -> dict[int, int]:
    """The index of the topic that each sentence goes to, for those that go to one, in their order."""
    homes: dict[int, int] = {}
    before: Sentence | None = None
    for sentence in briefing.sentences:
        text = briefing.words(sentence)
        stems = _stems(text)
        counts = [sum(_stands_in(term, stems) for term in terms) for terms in wanted]
        if any(counts):
            homes[sentence.id] = counts.index(max(counts))
        elif before is not None and before.id in homes and _goes_on(before, sentence, text):
            homes[sentence.id] = homes[before.id]
        before = sentence
    return homes


def _goes_on(before: Sentence, sentence: Sentence, text: str) -> bool:
    word = _WORD.search(text)
    together = (before.article, before.paragraph) == (sentence.article, sentence.paragraph)
    return together and word is not None and word.group().lower() in _LEANS


def _watched(briefing: Briefing, topic: Topic, sentences: Sequence[int]) -> Panel | None:
    if not sentences:
        return None
    leads = (panel.lead for panel in briefing.panels)
    first = next((lead for lead in leads if lead in sentences), sentences[0])
    return Panel(topic.name, lead=first, sentences=tuple(sentences), topic=topic.name)


def _without(briefing: Briefing, panel: Panel, taken: dict[int, int]) -> Panel | None:
    """A panel without the sentences that went to topics; none if nothing is left of it."""
    left = tuple(number for number in panel.sentences if number not in taken)
    if left == panel.sentences:
        return panel
    if not left:
        return None
    text = " ".join(" ".join(briefing.words(briefing.sentences[number]).split()) for number in left)
    tags = tuple(tag for tag in panel.tags if tag in text)
    title = next(_titles(briefing, panel, left), None) or (" ".join(text.split()[:FALLBACK_WORDS]), ())
    lead = panel.lead if panel.lead in left else left[0]
    return panel._replace(title=title[0], title_spans=title[1], tags=tags, lead=lead, sentences=left)


def _titles(briefing: Briefing, panel: Panel, left: Iterable[int]) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """The titles that a panel can still have: its own where that stands in the head or in what is left, else its tags."""
    sentences = [briefing.sentences[number] for number in left]
    bodies = [(sentence.article, sentence.span) for sentence in briefing.sentences]

    def is_left(place: Place) -> bool:
        inside = [span for article, span in bodies if article == place.article and span.start <= place.span.start < span.end]
        return not inside or any(x.article == place.article and x.span in inside for x in sentences)

    if panel.title_spans and all(map(is_left, panel.title_spans)):
        yield panel.title, panel.title_spans
    for words in (panel.title, *panel.tags):
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        for sentence in sentences:
            found = pattern.search(briefing.words(sentence))
            if found:
                start = sentence.span.start + found.start()
                yield words, (Place(sentence.article, sentence.span._replace(start=start, end=start + len(found.group()))),)


def _stems(text: str) -> Stems:
    """The stem of each word; words of capitals and points are kept apart, since `US` is not `us`."""
    return tuple(
        word.replace(".", "") if word.isupper() and len(word) > 1 else stem(word.lower()) for word in _WORD.findall(text)
    )


def _stands_in(term: Stems, stems: Stems) -> bool:
    return any(stems[i : i + len(term)] == term for i in range(len(stems) - len(term) + 1))
