"""Who speaks where a colon stands for the cue: `Mayor: We will rebuild`, and the speakers of a transcript."""

from __future__ import annotations

from briefing.parsing.attributions import sources
from briefing.parsing.attributions.clauses import Clauses, Range
from briefing.parsing.attributions.cues import Lexicon
from briefing.parsing.attributions.drafts import Draft
from briefing.parsing.attributions.parameters import LONGEST_LABEL
from briefing.parsing.attributions.quotes import Quotes


def in_head(clauses: Clauses, quotes: Quotes) -> Draft | None:
    """The attribution that a colon makes in a headline or a deck, on whichever side of it the source is."""
    colon = next((i for i, word in enumerate(clauses.text) if word == ":" and not quotes.at(i)), 0)
    start = 2 if clauses.text[1:2] in (["–"], ["—"], ["-"], ["|"]) and clauses.lower[0] in sources.load().labels else 0
    before, after = clauses.trim((start, colon)), clauses.trim((colon + 1, clauses.size))
    if not colon or not before or not after:
        return None
    if before[1] - before[0] <= LONGEST_LABEL and _can_speak(clauses, before) and after[1] - after[0] >= 2:
        return _draft(colon, before, after)
    if after[1] - after[0] <= 4 and _can_speak(clauses, after) and before[1] - before[0] >= 3:
        named = clauses.pos[after[1] - 1] == "PROPN"
        return _draft(colon, after, before) if not named or _tells(clauses, before) else None
    return None


def by_form(clauses: Clauses, lexicon: Lexicon) -> Draft | None:
    """The attribution of a headline whose capitals hide its verb: the form of a cue between a name and more words."""
    if any(clauses.tag[i] in ("VBZ", "VBD", "VBP", "MD") for i in range(clauses.size)):
        return None
    for i in range(1, clauses.size - 1):
        verb = lexicon.forms.get(clauses.lower[i], "")
        if (
            not verb
            or verb in lexicon.nouns
            or not clauses.lower[i].endswith("s")
            or clauses.pos[i - 1] not in ("PROPN", "NOUN")
        ):
            continue
        takes = lexicon.verbs[verb]
        following = clauses.lower[i + 1]
        leads = following in takes and clauses.pos[i + 1] == "ADP"
        if leads or (clauses.pos[i + 1] != "ADP" and "object" in takes) or (following == "to" and "infinitive" in takes):
            end = i + 1 + leads
            source, content = clauses.trim((0, i)), clauses.trim((end, clauses.size))
            return Draft(i, (source,), ((i, end),), (content,), (0, end), told=True) if source and content else None
    return None


def with_its_subject(clauses: Clauses, draft: Draft, lexicon: Lexicon) -> Draft:
    """A headline's draft with the subject alone as source: `Mayor Backs Bridge, Stresses Cost` has one for both verbs.

    The capitals of a headline hide its first verb, so that all that stands before the comma reads as one name.
    """
    if len(draft.source) != 1 or clauses.text[draft.source[0][1] : draft.source[0][1] + 1] != [","]:
        return draft
    start, end = draft.source[0]
    forms = (i for i in range(start + 1, end) if clauses.lower[i].endswith("s") and clauses.lower[i] in lexicon.forms)
    verb = next(forms, None)
    while verb is not None and verb > start + 1 and clauses.lower[verb - 1].endswith("ly"):
        verb -= 1
    return draft if verb is None else draft._replace(source=((start, verb),))


def in_body(clauses: Clauses) -> Draft | None:
    """The attribution of a paragraph that begins with a speaker's name and a colon, as transcripts do."""
    colon = next((i for i, word in enumerate(clauses.text[: LONGEST_LABEL - 2]) if word == ":"), 0)
    before, after = clauses.trim((0, colon)), clauses.trim((colon + 1, clauses.size))
    if not colon or not before or not after or after[1] - after[0] < 2:
        return None
    words = [word for word in clauses.text[slice(*before)] if word[:1].isalpha()]
    if not words or any(
        word.lower().rstrip("s") in sources.load().labels or word.lower() in sources.load().labels for word in words
    ):
        return None
    shouted = all(word.isupper() and len(word) > 1 for word in words)
    named = all(word[:1].isupper() for word in words) and all(
        clauses.pos[i] == "PROPN" for i in range(*before) if clauses.text[i][:1].isalpha()
    )
    return _draft(colon, before, after) if shouted or named else None


def _draft(colon: int, source: Range, content: Range) -> Draft:
    return Draft(colon, (source,), ((colon, colon + 1),), (content,), (source[0], source[1]), speaks=True, told=True)


def _can_speak(clauses: Clauses, span: Range) -> bool:
    nouns = sources.load()
    words = [clauses.lower[i] for i in range(*span) if clauses.text[i][:1].isalpha()]
    if not words or words[0] in nouns.labels or words[-1] in nouns.labels - nouns.voices - nouns.people:
        return False
    if any(clauses.pos[i] in ("VERB", "AUX") and clauses.tag[i] in ("VBZ", "VBD", "VBP", "MD") for i in range(*span)):
        return False
    last = span[1] - 1
    if {clauses.lemma[last], clauses.lower[last], clauses.lower[last].rstrip("s")} & (nouns.people | nouns.voices):
        return True
    return (
        all(clauses.text[i][:1].isupper() or not clauses.text[i][:1].isalpha() for i in range(*span))
        and clauses.pos[last] == "PROPN"
    )


def _tells(clauses: Clauses, span: Range) -> bool:
    return any(clauses.pos[i] in ("VERB", "AUX") for i in range(*span))
