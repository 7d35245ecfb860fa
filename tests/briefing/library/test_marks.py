"""A line's state is the fold of its events."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.library import OFF, ON, Ledger, State, fold, make, marks, standing, standing_elsewhere, undo
from briefing.model import Briefing, Mark, Sentence, Span
from tests.briefing.library.articles import article, briefing, sentences

TEXT = "The ferry left at noon. Nobody was hurt. The council met in the evening.\nA second vote is planned. The mayor left."
BRIEFING = briefing(TEXT)
ARTICLE = BRIEFING.articles[0]
LINES = sentences(TEXT)

MERGED = BRIEFING._replace(sentences=(Sentence(0, 0, Span(LINES[0].start, LINES[1].end), 0),))
"""The first two sentences as one, and no others."""


def mark(what: str, span: Span, value: str = ON) -> Mark:
    return make(ARTICLE, span, what, value)  # type: ignore[arg-type]


def test_a_line_without_events_is_unread_unflagged_and_without_note() -> None:
    assert fold(BRIEFING, []) == (State(),) * len(LINES)


def test_each_event_changes_only_its_own_line() -> None:
    states = fold(BRIEFING, [mark("read", LINES[0]), mark("flag", LINES[1]), mark("note", LINES[2], "Ask again.")])
    assert states == (State(read=True), State(flag=True), State(note="Ask again."), State(), State())


def test_the_last_event_on_a_line_holds() -> None:
    events = [mark("read", LINES[0]), mark("read", LINES[0], OFF), mark("note", LINES[0], "One"), mark("note", LINES[0], "Two")]
    assert fold(BRIEFING, events)[0] == State(note="Two")


def test_an_empty_note_leaves_nothing() -> None:
    assert fold(BRIEFING, [mark("note", LINES[0], "One"), mark("note", LINES[0], " ")])[0] == State()


def test_nine_tenths_of_a_sentence_read_are_a_read_sentence() -> None:
    start, end = LINES[2]
    length = end - start
    assert fold(BRIEFING, [mark("read", Span(start, start + -(-length * 9 // 10)))])[2].read
    assert not fold(BRIEFING, [mark("read", Span(start, start + length * 8 // 10))])[2].read


def test_the_same_half_read_twice_is_half_a_sentence() -> None:
    start, end = LINES[2]
    assert not fold(BRIEFING, [mark("read", Span(start, (start + end) // 2))] * 2)[2].read
    again = [mark("read", Span(start, (start + end) // 2)) for _ in range(2)]
    assert not fold(BRIEFING, again)[2].read


def test_two_read_sentences_that_become_one_are_one_read_sentence() -> None:
    assert fold(MERGED, [mark("read", LINES[0]), mark("read", LINES[1])])[0].read
    assert not fold(MERGED, [mark("read", LINES[0])])[0].read


def test_two_notes_that_come_to_stand_on_one_line_are_joined() -> None:
    events = [mark("note", LINES[1], "Second."), mark("note", LINES[0], "First.")]
    assert fold(MERGED, events)[0].note == "First.\n\nSecond."


def test_a_flag_goes_to_the_sentence_that_it_overlaps_most() -> None:
    span = Span(LINES[0].end - 3, LINES[1].end)
    assert [state.flag for state in fold(BRIEFING, [mark("flag", span)])] == [False, True, False, False, False]


def test_an_event_on_another_article_changes_nothing() -> None:
    other = make(article("Another text. It has lines."), Span(0, 13), "read")
    assert fold(BRIEFING, [other]) == fold(BRIEFING, [])


def test_undoing_and_redoing_go_back_and_forth() -> None:
    ledger = Ledger(BRIEFING)
    first = mark("flag", LINES[0])
    back = undo(first)
    assert ledger.add([first]) == {0}
    assert ledger[0].flag
    assert ledger.add([back]) == {0}
    assert not ledger[0].flag
    assert ledger.add([undo(back)]) == {0}
    assert ledger[0].flag


def test_events_that_take_back_each_other_or_what_is_unknown_change_nothing() -> None:
    one = mark("flag", LINES[0])._replace(id="one", undoes="two")
    two = mark("flag", LINES[0])._replace(id="two", undoes="one")
    assert fold(BRIEFING, [one, two, one, two._replace(undoes="two")]) == fold(BRIEFING, [])


def test_only_what_still_says_something_stands() -> None:
    flag, note, read = mark("flag", LINES[0]), mark("note", LINES[1], "One"), mark("read", LINES[2])
    events = [flag, note, read, mark("flag", LINES[0], OFF), undo(read), mark("note", LINES[1], "Two")]
    assert [one.value for one in standing(BRIEFING, events)] == ["Two"]


def test_what_was_taken_off_after_the_sentences_were_cut_otherwise_stands_no_more() -> None:
    flag, note = mark("flag", LINES[0]), mark("note", LINES[1], "One")
    off, other = mark("flag", MERGED.sentences[0].span, OFF), mark("note", MERGED.sentences[0].span, "Two")
    for one in (BRIEFING, MERGED):
        assert [event.value for event in standing(one, [flag, note, off, other])] == ["Two"]


def test_of_a_sentence_that_became_two_what_is_read_stands_where_it_is_read() -> None:
    both = mark("read", MERGED.sentences[0].span)
    assert standing(BRIEFING, [both]) == (both,)
    (left,) = standing(BRIEFING, [both, mark("read", LINES[0], OFF)])
    assert (left.id, left.span, left.quote) == (both.id, LINES[1], ARTICLE.words(LINES[1]))
    assert ARTICLE.text[: LINES[1].start].endswith(left.before)


def test_a_line_that_is_not_read_has_no_mark_that_says_so() -> None:
    assert standing(MERGED, [mark("read", LINES[0])]) == ()


def test_marks_whose_words_are_gone_stand_as_they_stood_on_their_own_article() -> None:
    flag, note = mark("flag", LINES[0]), mark("note", LINES[3], "One")
    off = mark("flag", Span(LINES[0].start, LINES[1].end), OFF)
    other = make(article("Another text. It has lines."), Span(0, 13), "flag")
    read = [mark("read", span) for span in LINES]
    assert standing_elsewhere([flag, note, other]) == (flag, note, other)
    assert standing_elsewhere([flag, note, off, undo(note)]) == ()
    assert standing_elsewhere([*read, *read[:2], undo(read[4])]) == tuple(read[:4])


def test_a_note_passes_the_gate() -> None:
    assert mark("note", LINES[0], "a\x1b[31mb").value == "ab"


EVENTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("read", "flag")), st.integers(0, 4), st.sampled_from((ON, OFF))),
        st.tuples(st.just("note"), st.integers(0, 4), st.sampled_from(("", "One", "Two"))),
        st.tuples(st.just("undo"), st.integers(0, 30), st.just("")),
    ),
    max_size=30,
)

CUTS = st.sets(st.sampled_from([at for at, letter in enumerate(TEXT) if letter == " "]), max_size=12)
"""Where sentences are parted: at some of the spaces."""


def cut(cuts: set[int]) -> Briefing:
    """The text in sentences that are parted at some spaces, and at the end of each paragraph."""
    spans: list[Span] = []
    for paragraph in ARTICLE.paragraphs:
        at = [paragraph.start, *sorted(place for place in cuts if paragraph.start < place < paragraph.end), paragraph.end]
        spans += [Span(start + (TEXT[start] == " "), end) for start, end in pairwise(at)]
    return BRIEFING._replace(sentences=tuple(Sentence(number, 0, span, 0) for number, span in enumerate(spans)))


def events_of(drawn: list[tuple[str, int, str]]) -> list[Mark]:
    events: list[Mark] = []
    for what, number, value in drawn:
        if what != "undo":
            events.append(mark(what, LINES[number], value))
        elif events:
            events.append(undo(events[number % len(events)]))
    return events


@settings(max_examples=80, deadline=None)
@given(EVENTS)
def test_the_fold_is_what_is_left_when_what_was_taken_back_never_was(drawn: list[tuple[str, int, str]]) -> None:
    events = events_of(drawn)
    alive: dict[str, bool] = {}
    for event in reversed(events):
        alive[event.id] = not any(alive[other.id] for other in events if other.undoes == event.id and other.id in alive)
    left = [event for event in events if alive[event.id] and event.undoes is None]
    assert fold(BRIEFING, events) == fold(BRIEFING, left)


@settings(max_examples=60, deadline=None)
@given(EVENTS, st.integers(1, 7))
def test_events_added_in_any_portions_give_the_same_states(drawn: list[tuple[str, int, str]], portion: int) -> None:
    events = events_of(drawn)
    ledger = Ledger(BRIEFING)
    for start in range(0, len(events), portion):
        before = ledger.states
        touched = ledger.add(events[start : start + portion])
        assert all(before[line] == ledger[line] for line in range(len(LINES)) if line not in touched)
    assert ledger.states == fold(BRIEFING, events)


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_undoing_everything_from_the_last_leaves_no_trace(drawn: list[tuple[str, int, str]]) -> None:
    events = [event for event in events_of(drawn) if event.undoes is None]
    assert fold(BRIEFING, [*events, *map(undo, reversed(events))]) == fold(BRIEFING, [])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(CUTS, EVENTS), max_size=3), CUTS)
def test_what_stands_gives_the_same_states_and_nothing_in_it_could_be_left_out(
    drawn: list[tuple[set[int], list[tuple[str, int, str]]]], cuts: set[int]
) -> None:
    events: list[Mark] = []
    for before, some in drawn:
        spans = [sentence.span for sentence in cut(before).sentences]
        for what, number, value in some:
            if what != "undo":
                events.append(mark(what, spans[number % len(spans)], value))
            elif events:
                events.append(undo(events[number % len(events)]))
    briefing = cut(cuts)
    stands = standing(briefing, events)
    states = fold(briefing, events)
    assert fold(briefing, stands) == states
    assert standing(briefing, stands) == stands
    assert len({one.id for one in stands}) == len(stands)
    assert all(ARTICLE.words(one.span) == one.quote for one in stands)
    assert sum(state.flag for state in states) <= sum(one.what == "flag" for one in stands)
    noted = "\n\n".join(state.note for state in states if state.note)
    assert sorted(one.value for one in stands if one.what == "note") == sorted(filter(None, noted.split("\n\n")))
    for one in stands:
        assert fold(briefing, [other for other in stands if other is not one]) != states or one.what != "note"


def test_an_event_works_out_no_lines_but_those_that_it_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out: list[int] = []
    held = marks._Held

    def counted(events: Iterable[object]) -> object:
        found = list(events)
        worked_out.append(len(found))
        return held(found)  # type: ignore[arg-type] # they are what it is given

    ledger = Ledger(cut({at for at, letter in enumerate(TEXT) if letter == " "}))
    monkeypatch.setattr(marks, "_Held", counted)
    flag = mark("flag", LINES[0])
    words = TEXT[LINES[0].start : LINES[0].end].count(" ") + 1
    for event, times in ((mark("flag", Span(LINES[1].start, LINES[1].start + 1)), 1), (flag, words), (undo(flag), words)):
        worked_out.clear()
        ledger.add([event])
        assert len(worked_out) == times
    worked_out.clear()
    ledger.add([mark("read", Span(0, len(TEXT)))])
    assert len(worked_out) == len(ledger.states)
