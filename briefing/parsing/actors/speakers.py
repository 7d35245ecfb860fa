"""Which actor the source of an attribution is: by name, by description, by pronoun; sources without a name become actors.

One sweep through each article in reading order: who is named, described or meant by a pronoun is remembered with the
sentence where it stands, and each source is looked up in what has been remembered so far. The body comes before the head.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.model import Actor, Attribution, Place, SpeakerBy
from briefing.parsing.actors import bodies, descriptions, gazetteer, pronouns, roles
from briefing.parsing.actors.descriptions import Description
from briefing.parsing.actors.gazetteer import Sex
from briefing.parsing.actors.mention_index import Index, quoted_tokens
from briefing.parsing.actors.parameters import FARTHEST, MOST_VOICES
from briefing.parsing.actors.pronouns import Candidate
from briefing.parsing.actors.voice import Voice
from briefing.parsing.linguistics import Passage, Token


class _Found(NamedTuple):
    voice: Voice
    by: SpeakerBy


def resolve(
    attributions: Sequence[Attribution], actors: Sequence[Actor], passages: Sequence[Passage]
) -> tuple[tuple[Attribution, ...], tuple[Actor, ...]]:
    """The attributions with their speakers, and the actors with the unnamed sources after the named ones."""
    sweep = _Sweep(attributions, actors, passages)
    sweep.run()
    unnamed = sorted(
        (voice for voice in sweep.voices if voice.is_source and voice.actor is None), key=lambda voice: voice.places[0]
    )
    ids = {voice.key: voice.actor.id for voice in sweep.voices if voice.actor is not None}
    everybody = list(actors)
    for voice in unnamed:
        ids[voice.key] = len(everybody)
        everybody.append(_unnamed(len(everybody), voice))
    resolved = tuple(
        attribution._replace(speaker=ids[found.voice.key], speaker_by=found.by)
        if (found := sweep.found.get(attribution.id)) is not None
        else attribution
        for attribution in attributions
    )
    return resolved, tuple(everybody)


def _unnamed(number: int, voice: Voice) -> Actor:
    name = max(voice.phrases, key=lambda phrase: len(phrase.split()))
    others = dict.fromkeys(phrase for phrase in voice.phrases if phrase != name)
    return Actor(id=number, name=name, kind="unnamed", aliases=tuple(others), mentions=tuple(voice.places))


class _Sweep:
    """The state of one reading of the passages."""

    def __init__(self, attributions: Sequence[Attribution], actors: Sequence[Actor], passages: Sequence[Passage]) -> None:
        self.attributions = attributions
        self.passages = passages
        self.order = sorted(
            range(len(passages)), key=lambda n: (passages[n].article, passages[n].paragraph is None, passages[n].span)
        )
        self.index = Index(attributions, actors, passages)
        self.mentions, self.firsts, self.sources = self.index.heads, self.index.firsts, self.index.sources
        sexes = pronouns.sexes(actors, self.mentions, passages)
        self.voices: list[Voice] = []
        for actor in actors:
            voice = self._voice("one" if actor.kind == "person" else "thing", sexes.get(actor.id))
            voice.actor = actor
        self.found: dict[int, _Found] = {}
        self.sentences: list[list[Candidate]] = []
        self.last_speaker: int | None = None
        self.by_noun: dict[str, list[Voice]] = defaultdict(list)
        self.pronouns: dict[tuple[int, int], Voice] = {}
        self.met_bodies: list[Voice] = []
        self.by_role: dict[str, list[Voice]] = defaultdict(list)
        for voice in self.voices:
            if voice.actor is not None and voice.actor.role:
                for word in descriptions.role_words(voice.actor.role):
                    self.by_role[word].append(voice)

    def _voice(self, number: pronouns.Number, sex: Sex | None) -> Voice:
        voice = Voice(len(self.voices), number, sex)
        self.voices.append(voice)
        return voice

    def run(self) -> None:
        article = -1
        for number in self.order:
            if self.passages[number].article != article:
                article = self.passages[number].article
                self._start_article()
            self._read(number)
        self._continue_quotations()

    def _start_article(self) -> None:
        self.sentences.clear()
        self.by_noun.clear()
        self.last_speaker = None

    def _read(self, number: int) -> None:
        passage, mentions, sources = self.passages[number], self.mentions[number], self.sources[number]
        quoted = quoted_tokens(passage.doc)
        for sentence in passage.doc.sents:
            self.sentences.append([])
            del self.sentences[: -FARTHEST - 1]
            for token in sentence:
                voice: Voice | None = None
                if token.i in sources:
                    for attribution, first, last in sources[token.i]:
                        found = self._source(number, token, first, last, quoted)
                        if found is not None:
                            self.found[attribution.id] = found
                            voice = found.voice
                            if not quoted[token.i] and attribution.inside is None:
                                self.last_speaker = voice.key
                if voice is None:
                    voice = self._other(number, token, mentions, quoted)
                if voice is not None and not quoted[token.i]:
                    weight = 3 if token.i in sources else pronouns.weight_of(token)
                    if voice.actor is None and weight < 2:
                        continue
                    self.sentences[-1].append(Candidate(voice.key, voice.number, weight, token.i))
                    if not voice.seen and voice.actor is not None and voice.actor.kind == "organisation":
                        self.met_bodies.append(voice)
                    voice.seen = True

    def _other(self, number: int, token: Token, mentions: Mapping[int, int], quoted: Sequence[bool]) -> Voice | None:
        """Who is meant by a token that is no source."""
        if token.i in mentions:
            return self.voices[mentions[token.i]]
        if quoted[token.i]:
            return None
        if token.lower_ in pronouns.SUBJECT and token.dep_ in ("nsubj", "nsubjpass"):
            return self._pronoun(number, token)
        if token.pos_ == "NOUN" and token.dep_ not in ("compound", "attr", "appos", "amod") and roles.is_person_noun(token):
            description = descriptions.describe(token.doc, token)
            if description is not None and not self._is_beside_a_name(number, token):
                return self._take_up(description) or self._introduce(number, description)
        return None

    def _is_beside_a_name(self, number: int, token: Token) -> bool:
        """Whether a noun is only somebody's title, or what a name is put beside to say who it is."""
        mentions = self.mentions[number]
        return token.i + 1 in self.firsts[number] or any(
            child.dep_ == "appos" and child.i in mentions for child in token.rights
        )

    def _source(self, number: int, head: Token, first: int, last: int, quoted: Sequence[bool]) -> _Found | None:
        """Who a source is whose head a token is."""
        named = self._named(number, head, first, last)
        if named is not None:
            return _Found(self.voices[named], "name")
        if head.lower_ in ("who", "which", "that") and head.pos_ == "PRON":
            return self._antecedent(number, head, quoted)
        if head.lower_ in pronouns.SUBJECT:
            together = any(token.dep_ == "conj" and token.i < last for token in head.rights)
            voice = None if quoted[head.i] or together else self._pronoun(number, head)
            return self._as_source(voice, "pronoun", None, number)
        description = descriptions.describe(head.doc, head)
        if description is not None:
            return self._described(number, description)
        body = bodies.taken_up(
            head,
            near=[[self.voices[c.who] for c in sentence] for sentence in self.sentences],
            met=self.met_bodies,
            speaker=None if self.last_speaker is None else self.voices[self.last_speaker],
        )
        return None if body is None else _Found(body, "description")

    def _named(self, number: int, head: Token, first: int, last: int) -> int | None:
        """The named actor that a source is: its head, or the name beside it."""
        doc, mentions = head.doc, self.mentions[number]
        if head.i in mentions:
            together = any(
                token.dep_ == "conj" and mentions.get(token.i, mentions[head.i]) != mentions[head.i] and token.i < last
                for token in head.rights
            )
            return None if together else mentions[head.i]
        beside = [i for i in range(first, last) if i in mentions]
        for i in beside:
            token = doc[i]
            person = self.voices[mentions[i]].number == "one"
            if i > head.i and token.dep_ == "appos" and token.head.i == head.i and (person or not roles.is_person_noun(head)):
                return mentions[i]
            start = i
            while start not in self.firsts[number]:
                start -= 1
            is_set_off = doc[start - 1].text == "," and (i + 1 == last or doc[i + 1].text == ",")
            if i > head.i and person and (i == head.i + 1 or (is_set_off and roles.is_person_noun(head))):
                return mentions[i]
            if (
                token.head.i == head.i
                and token.dep_ in ("compound", "nmod")
                and head.i == i + 1
                and head.pos_ == "PROPN"
                and not roles.is_person_word(head.text)
                and head.text[0].isupper()
            ):
                return mentions[i]
        if (
            len(beside) == 1
            and beside[0] == first
            and self.voices[mentions[first]].number == "one"
            and doc[first].head.i == head.i
            and doc[first].dep_ in ("nsubj", "appos")
        ):
            return mentions[first]
        return None

    def _antecedent(self, number: int, head: Token, quoted: Sequence[bool]) -> _Found | None:
        """Whom a relative pronoun stands for: the noun that its clause hangs on."""
        verb = head.head
        steps = 0
        while verb.dep_ not in ("relcl", "ROOT") and verb.head.i != verb.i and steps < 5:
            verb = verb.head
            steps += 1
        noun = verb.head
        if verb.dep_ != "relcl" or noun.i >= head.i or noun.lower_ in ("who", "which", "that"):
            return None
        if noun.lower_ in pronouns.SUBJECT:
            return None
        return self._source(number, noun, noun.i, noun.i + 1, quoted)

    def _as_source(self, voice: Voice | None, by: SpeakerBy, description: Description | None, number: int) -> _Found | None:
        """What was found, made an actor if it has no name."""
        if voice is None:
            return None
        if voice.actor is None:
            voice.is_source = True
            if description is not None:
                self._keep_phrase(voice, number, description)
            elif not voice.phrases and voice.description is not None:
                self._keep_phrase(voice, voice.home, voice.description)
        return _Found(voice, by)

    def _keep_phrase(self, voice: Voice, number: int, description: Description) -> None:
        passage = self.passages[number]
        voice.phrases.append(" ".join(passage.doc[description.start : description.end].text.split()))
        voice.places.append(Place(passage.article, passage.place(description.start, description.end)))

    def _described(self, number: int, description: Description) -> _Found | None:
        voice = self._take_up(description)
        if voice is None:
            if description.definite and not (description.complement or description.clause) and self._is_by_the_way(description):
                alone = None if description.plural else self._only_person(description.sex)
                return _Found(alone, "description") if alone is not None and alone.actor is not None else None
            voice = self._introduce(number, description)
        return self._as_source(voice, "description", description, number)

    def _is_by_the_way(self, description: Description) -> bool:
        """Whether a definite description can only be of somebody known: `the billionaire`, `the retired pilot`, `both men`."""
        if description.plural:
            return description.noun in ("man", "woman", "candidate", "person")
        noun = description.noun
        return (
            noun in roles.people().known
            or noun.endswith("-year-old")
            or gazetteer.country(noun.capitalize()) is not None
            or bool(description.modifiers & roles.people().past)
        )

    def _take_up(self, description: Description) -> Voice | None:
        """Who was mentioned before and is meant by a description; one without an article takes up only its like."""
        if description.new:
            return None
        bare = not description.definite
        holder = self._role_holder(description) if description.definite and not description.plural else None
        for voice in reversed(self.by_noun[description.noun]):
            earlier = voice.description
            if earlier is None or (holder is not None and not voice.is_source):
                continue
            if bare and not (
                earlier.modifiers == description.modifiers
                and earlier.country == description.country
                and earlier.plural == description.plural
            ):
                continue
            if bare and (description.complement or earlier.complement):
                continue
            if descriptions.may_take_up(description, earlier):
                return voice
        return holder

    def _role_holder(self, description: Description) -> Voice | None:
        """The one named person, met before, whose role a description gives."""
        nouns = {description.noun, *roles.people().alike.get(description.noun, ())}
        met = {voice.key: voice for noun in nouns for voice in self.by_role.get(noun, ()) if voice.seen}
        fitting = [
            voice
            for voice in met.values()
            if voice.actor is not None
            and voice.actor.role
            and descriptions.fits_role(description, voice.actor.role)
            and not (description.sex and voice.sex and voice.sex != description.sex)
        ]
        if description.country is None and len(fitting) > 1:
            recent = {candidate.who for sentence in self.sentences for candidate in sentence}
            fitting = [voice for voice in fitting if voice.key in recent]
        return fitting[0] if len(fitting) == 1 else None

    def _introduce(self, number: int, description: Description) -> Voice:
        voice = self._voice("many" if description.plural else "one", description.sex)
        voice.description = description
        voice.home = number
        mine = self.by_noun[description.noun]
        mine.append(voice)
        for word in roles.people().alike.get(description.noun, ()):
            if word != description.noun:
                self.by_noun[word].append(voice)
        if len(mine) > MOST_VOICES:
            del mine[: MOST_VOICES // 2]
        return voice

    def _only_person(self, sex: Sex | None) -> Voice | None:
        """The one person of the last three sentences, if there is but one and it may be a he or a she as is said."""
        people = {
            candidate.who
            for sentence in self.sentences[-3:]
            for candidate in sentence
            if candidate.number == "one" and candidate.weight > 0
        }
        alone = self.voices[people.pop()] if len(people) == 1 else None
        return None if alone is None or (sex and alone.sex and alone.sex != sex) else alone

    def _pronoun(self, number: int, token: Token) -> Voice | None:
        place = (number, token.i)
        if place not in self.pronouns:
            voice = self._look_back(number, token)
            if voice is None:
                return None
            self.pronouns[place] = voice
        return self.pronouns[place]

    def _look_back(self, number: int, token: Token) -> Voice | None:
        """Whom a pronoun stands for."""
        word = token.lower_
        wanted = pronouns.SUBJECT[word]
        sex: Sex | None = "he" if word == "he" else "she" if word == "she" else None

        def fits(candidate: Candidate) -> bool:
            voice = self.voices[candidate.who]
            if wanted == "many":
                return voice.number == "many"
            if wanted == "thing":
                return voice.number == "thing"
            return voice.number == "one" and (voice.sex is None or voice.sex == sex)

        told = self._told_before(number, token)
        here = [c for c in self.sentences[-1] if c.token < token.i and not any(a <= c.token < b for a, b in told)]
        subject = pronouns.governor(token)
        if subject is not None:
            governing = [
                candidate
                for candidate in here
                if candidate.token == subject.i
                or (subject.left_edge.i <= candidate.token <= subject.right_edge.i and candidate.weight >= 2)
            ]
            if governing and fits(governing[0]):
                return self._learn(governing[0], sex)
            owners = [
                candidate for candidate in here if subject.left_edge.i <= candidate.token < subject.i and candidate.weight == 0
            ]
            if len(owners) == 1 and fits(owners[0]) and not governing:
                return self._learn(owners[0], sex)
        if subject is None and wanted == "one":
            ahead = pronouns.subject_ahead(token)
            actor = None if ahead is None else self.mentions[number].get(ahead.i)
            if actor is not None and fits(Candidate(actor, self.voices[actor].number, 3, token.i)):
                return self.voices[actor]
        for distance, sentence in enumerate(reversed(self.sentences)):
            fitting = [candidate for candidate in (here if distance == 0 else sentence) if fits(candidate)]
            if distance == 0:
                fitting = [candidate for candidate in fitting if candidate.weight > 0 or len({c.who for c in fitting}) == 1]
            if wanted != "one" and distance > 1:
                return None
            if fitting:
                known = [c for c in fitting if self.voices[c.who].sex is not None and c.weight > 0]
                best = pronouns.choose(known or fitting, self.last_speaker)
                if best is None:
                    return None
                return self._learn(next(candidate for candidate in fitting if candidate.who == best), sex)
            if wanted != "one" and any(candidate.weight == 3 for candidate in (here if distance == 0 else sentence)):
                return None
        return None

    def _told_before(self, number: int, token: Token) -> list[tuple[int, int]]:
        """The tokens of what a pronoun tells that stand before it: `the mayor is wrong, he said` is not said by the mayor."""
        found: list[tuple[int, int]] = []
        for attribution, _, _ in self.sources[number].get(token.i, ()):
            for span in attribution.content:
                place = self.index.locate(attribution.article, span)
                if place is not None and place[0] == number and place[2] <= token.i:
                    found.append(place[1:])
        return found

    def _learn(self, candidate: Candidate, sex: Sex | None) -> Voice:
        voice = self.voices[candidate.who]
        if voice.sex is None and sex is not None and voice.number == "one":
            voice.sex = sex
        return voice

    def _continue_quotations(self) -> None:
        """A direct quotation without a source goes on with what was quoted just before."""
        before: Attribution | None = None
        for attribution in sorted(self.attributions, key=_place):
            if attribution.inside is not None:
                continue
            if not attribution.source and attribution.direct and before is not None and self._follows(before, attribution):
                found = self.found.get(before.id)
                if found is not None:
                    self.found[attribution.id] = found
            before = attribution

    def _follows(self, before: Attribution, attribution: Attribution) -> bool:
        if before.article != attribution.article or not before.content or not attribution.content or not before.direct:
            return False
        one, other = (
            self.index.locate(x.article, span)
            for x, span in ((before, before.content[-1]), (attribution, attribution.content[0]))
        )
        return one is not None and other is not None and 0 <= other[0] - one[0] <= 1


def _place(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.cue, *attribution.content, *attribution.source)
    return attribution.article, min((span.start for span in spans), default=0)
