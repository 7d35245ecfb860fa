"""What hangs on what in a passage: its dependency parse as plain lists, and the questions that frames ask of it.

All ranges are half-open ranges of the document's tokens. Dependency labels are those of ClearNLP, which spaCy's English
models use. Answers that are asked for again are kept, and climbs are bounded, so that work grows linearly with the text.
"""

from __future__ import annotations

from bisect import bisect_right

from briefing.parsing.attributions.parameters import MOST_UP
from briefing.parsing.linguistics import Doc

Range = tuple[int, int]

_SUBJECTS = frozenset(("nsubj", "csubj"))
_PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
_FINITE = frozenset(("VBZ", "VBD", "VBP", "MD"))
_EDGE = frozenset((",", ";", ":", ".", "-", "--", "–", "—", "…", "...", " ", "  ", "\xa0", "(", ")", "[", "]"))
_STOPS = frozenset((".", "!", "?", "…", "..."))


class Clauses:
    """One document's words, tags, heads and edges as lists by token, and its sentences' starts."""

    def __init__(self, doc: Doc) -> None:
        self.size = len(doc)
        self.text = [token.text for token in doc]
        self.lower = [word.lower() for word in self.text]
        self.lemma = [token.lemma_.lower() for token in doc]
        self.pos = [token.pos_ for token in doc]
        self.tag = [token.tag_ for token in doc]
        self.dep = [token.dep_ for token in doc]
        self.head = [token.head.i for token in doc]
        self.left = [token.left_edge.i for token in doc]
        self.right = [token.right_edge.i + 1 for token in doc]
        self.children: list[list[int]] = [[] for _ in range(self.size)]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        self.starts = [sentence.start for sentence in doc.sents]
        self._stops = [0]
        for word in self.text:
            self._stops.append(self._stops[-1] + (word in _STOPS))
        self._subjects: dict[int, int | None] = {}
        self._by_label: dict[int, dict[str, list[int]]] = {}

    def sentence(self, i: int) -> Range:
        """The sentence that a token stands in."""
        n = bisect_right(self.starts, i)
        return self.starts[n - 1], self.starts[n] if n < len(self.starts) else self.size

    def stops(self, start: int, end: int) -> int:
        """How many marks that end a sentence stand in a range."""
        return self._stops[max(start, end)] - self._stops[start]

    def phrase(self, i: int) -> Range:
        """The token and all that hangs on it."""
        return self.left[i], self.right[i]

    def under(self, i: int, *labels: str) -> list[int]:
        """The tokens that hang on one with one of the labels, in their order."""
        groups = self._by_label.get(i)
        if groups is None:
            groups = self._by_label[i] = {}
            for child in self.children[i]:
                groups.setdefault(self.dep[child], []).append(child)
        if len(labels) == 1:
            return groups.get(labels[0], [])
        return sorted(child for label in labels for child in groups.get(label, ()))

    def is_passive(self, verb: int) -> bool:
        """Whether what a verb is about is its subject, or the noun that the participle hangs on."""
        if self.under(verb, "auxpass", "nsubjpass", "csubjpass"):
            return True
        if self.tag[verb] != "VBN" or self.under(verb, "aux", "nsubj"):
            return False
        if self.dep[verb] == "conj":
            return self.tag[self.head[verb]] == "VBN" and bool(self.under(self.head[verb], "auxpass"))
        return self.dep[verb] in ("acl", "advcl", "amod", "relcl")

    def subject(self, verb: int) -> int | None:
        """The head of the noun phrase that does what a verb says, found along its conjuncts and governors."""
        path: list[int] = []
        found: int | None = None
        i = verb
        for _ in range(MOST_UP):
            if i in self._subjects:
                found = self._subjects[i]
                break
            path.append(i)
            own = self.under(i, *_SUBJECTS) or self.under(i, *_PASSIVE_SUBJECTS)
            if own:
                found = own[0]
                break
            head, label = self.head[i], self.dep[i]
            if head == i:
                break
            if label == "acl" and self.tag[i] == "VBG" and self.text[max(self.left[i] - 1, 0)] in (",", "—", "–"):
                i = self.governor(head)
                continue
            if label in ("acl", "relcl"):
                found = head if self.pos[head] in ("NOUN", "PROPN", "PRON") else None
                break
            if label == "xcomp" and self.lemma[head] not in _SUBJECT_CONTROL:
                objects = [x for x in self.under(head, "dobj", "dative") if x < i]
                if objects:
                    found = objects[-1]
                    break
            if label == "pobj" or label == "nsubj":
                break
            if label == "ccomp" and self.tag[i] in _FINITE:
                break
            i = head
        for i in path:
            self._subjects[i] = found
        return found

    def is_infinitive(self, verb: int) -> bool:
        """Whether a verb has `to` before it."""
        return any(self.lower[x] == "to" for x in self.under(verb, "aux"))

    def without(self, span: Range, cut: Range) -> list[Range]:
        """What is left of a range without another one."""
        if cut[1] <= span[0] or span[1] <= cut[0]:
            return [span]
        return [part for part in ((span[0], cut[0]), (cut[1], span[1])) if part[0] < part[1]]

    def trim(self, span: Range) -> Range | None:
        """A range without commas, stops, brackets and spaces at its edges; none if nothing else is in it."""
        start, end = span
        while start < end and (self.text[start] in _EDGE or not self.text[start].strip()):
            start += 1
        while end > start and (self.text[end - 1] in _EDGE or not self.text[end - 1].strip()):
            end -= 1
        return (start, end) if start < end else None

    def governor(self, i: int) -> int:
        """The nearest verb above a token, or the last token of the climb."""
        for _ in range(MOST_UP):
            if self.pos[i] in ("VERB", "AUX") or self.head[i] == i:
                break
            i = self.head[i]
        return i


_SUBJECT_CONTROL = frozenset(("promise", "threaten", "vow"))


def join(spans: list[Range]) -> list[Range]:
    """Ranges in order, those that touch or overlap made one."""
    joined: list[Range] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
