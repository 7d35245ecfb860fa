"""Several articles opened together, as the desk tells of them."""

from __future__ import annotations

from briefing.desk import Failed, Opened, Progressed, Ready
from briefing.errors import LibraryError, NotFoundError
from briefing.library import Library
from briefing.model import PAST_THE_LIMIT, Briefing, Mark, SetAside
from tests.tui.briefings import build, of_size
from tests.tui.harbour import harbour
from tests.tui.screens import with_input
from tui.review.draft import Draft
from tui.review.review import Review
from tui.session.queue import Heard, Queue, review_of


def queue_of(*names: str, library: Library | None = None, first: Review | None = None) -> Queue:
    return Queue(names, library or Library.in_memory(), first=first)


def open_text(queue: Queue, briefing: Briefing, at: int = 0, part: int = 0) -> None:
    queue.hear(Heard(at, Opened("name", part, briefing.articles[0])))


def ready(queue: Queue, briefing: Briefing, at: int = 0, part: int = 0) -> None:
    open_text(queue, briefing, at, part)
    queue.hear(Heard(at, Ready("name", part, briefing, known=False)))
    queue.hear(Heard(at, None))


def text(queue: Queue) -> str:
    return "\n".join("".join(piece.text for piece in row) for row in queue.view.frame(80, 24).rows)


def test_before_anything_is_known_the_input_s_name_is_shown():
    assert "a.txt" in text(queue_of("a.txt"))


def test_the_text_is_shown_until_the_panels_are_ready():
    queue = queue_of("a.txt")
    open_text(queue, harbour())
    assert isinstance(queue.view, Draft)
    assert "Ferrow's town council" in text(queue)
    ready(queue, harbour())
    assert not isinstance(queue.view, Draft)
    assert "▼ 1 Ferrow fish market" in text(queue)


def test_what_was_said_while_the_text_was_shown_is_said_above_the_panels_too():
    queue = queue_of("a.txt")
    open_text(queue, harbour())
    queue.view.say("The library cannot be written to")
    ready(queue, harbour())
    assert queue.view.notice == "The library cannot be written to"


def test_panels_do_not_replace_a_text_in_which_a_key_was_pressed():
    queue = queue_of("a.txt")
    open_text(queue, harbour())
    queue.touch()
    ready(queue, harbour())
    assert isinstance(queue.view, Draft)
    assert queue.view.notice == "The panels are ready: enter shows them"
    queue.view.notice = ""
    assert "enter show the panels" in text(queue)
    assert queue.swap_in()
    assert not isinstance(queue.view, Draft)
    assert not queue.swap_in()


def test_the_cursor_stands_on_the_sentence_that_was_at_the_top_of_the_text():
    lines = [f"Sentence {number} of the article is here." for number in range(60)]
    briefing = build([lines[:30], lines[30:]])
    spans = tuple(sentence.span for sentence in briefing.sentences)
    briefing = briefing._replace(articles=(briefing.articles[0]._replace(paragraphs=spans),))
    queue = queue_of("a.txt")
    open_text(queue, briefing)
    for _ in range(4):
        queue.view.viewport.page_down()
    queue.touch()
    _, start = queue.view.top_place
    ready(queue, briefing)
    queue.swap_in()
    assert queue.view.sentence is not None
    assert briefing.sentences[queue.view.sentence].span.start == start > 1000


def test_progress_is_one_cell():
    queue = queue_of("a.txt")
    open_text(queue, harbour())
    seen = []
    for done in range(6):
        queue.hear(Heard(0, Progressed("a.txt", 0, "voices", done, 5)))
        seen.append(queue.view.progress)
    assert all(len(cell) == 1 for cell in seen)
    assert seen == sorted(seen)
    assert len(set(seen)) > 3


def test_what_was_painted_early_stays_when_the_desk_tells_of_it():
    briefing = with_input(harbour(), "a.txt")
    library = Library.in_memory()
    painted = review_of(briefing, library)
    queue = queue_of("a.txt", library=library, first=painted)
    ready(queue, briefing)
    assert queue.view is painted


def test_an_input_that_gave_no_article_says_why_and_fails_the_command():
    queue = queue_of("a.txt", "b.txt")
    queue.hear(Heard(0, Failed("a.txt", None, NotFoundError("There is no file a.txt."))))
    assert "There is no file a.txt." in text(queue)
    assert queue.has_failed
    assert not queue.is_busy


def test_where_nothing_could_be_opened_nothing_is_said_to_be_read():
    queue = queue_of("a.txt", "b.txt")
    for at in range(2):
        queue.hear(Heard(at, Failed("a.txt", None, NotFoundError("There is no file a.txt."))))
    assert queue.view.read_on()
    queue.finish_article()
    assert queue.view.notice == "There is nothing to read"


def test_an_input_without_any_article_says_so():
    queue = queue_of("a.mbox")
    queue.hear(Heard(0, None))
    assert "There is no article in it." in text(queue)
    assert "read" not in text(queue).splitlines()[0]


def test_an_input_with_several_articles_puts_them_in_their_order():
    queue = queue_of("a.mbox", "b.txt")
    for part in range(3):
        ready(queue, of_size(part + 1, 1), 0, part)
    ready(queue, of_size(9, 1), 1)
    counts = [len(queue.view.briefing.sentences)]
    for _ in range(3):
        queue.turn_article(1)
        counts.append(len(queue.view.briefing.sentences))
    assert counts == [1, 2, 3, 9]
    assert queue.view.queue == (4, 4)
    queue.turn_article(1)
    assert queue.view.notice == "This is the last article"


def test_after_the_last_line_comes_the_next_unread_article_and_after_all_of_them_all_read():
    library = Library.in_memory()
    queue = queue_of("a.txt", "b.txt", "c.txt", library=library)
    for at in range(3):
        ready(queue, with_input(build([[f"Only line {at}."]]), f"{at}"), at)
    queue.turn_article(1)
    seen = [queue.view.queue[0]]
    for _ in range(3):
        assert queue.view.read_on()
        queue.finish_article()
        seen.append(queue.view.queue[0])
    assert seen == [2, 3, 1, 1]
    assert queue.view.notice == "All read"


def test_an_article_that_is_still_being_opened_is_waited_for():
    queue = queue_of("a.txt", "b.txt")
    queue.turn_article(1)
    queue.finish_article()
    assert queue.view.queue[0] == 2


def test_no_more_is_opened_than_is_wanted():
    queue = queue_of(*"abcdef")
    assert queue.wanted == 2
    queue.turn_article(1)
    assert queue.wanted == 3


def test_marks_and_the_place_are_there_when_an_article_is_opened_again():
    library = Library.in_memory()
    queue = queue_of("a.txt", library=library)
    briefing = with_input(harbour(), "a.txt")
    library.keep_version("/a.txt", briefing.articles[0], "reading", "a.txt")
    ready(queue, briefing)
    queue.view.read_on()
    queue.view.viewport.line_down()
    queue.view.toggle_flag()
    before = queue.view.read, queue.view.flagged, queue.view.sentence, queue.view.viewport.folds.opened
    queue.keep_place()
    again = queue_of("a.txt", library=library)
    ready(again, briefing)
    assert (again.view.read, again.view.flagged, again.view.sentence, again.view.viewport.folds.opened) == before


def test_a_reader_who_was_at_what_is_set_aside_is_there_again():
    library = Library.in_memory()
    queue = queue_of("a.txt", library=library)
    briefing = with_input(build([["One."], ["Two."]], aside=["Post a comment"]), "a.txt")
    library.keep_version("/a.txt", briefing.articles[0], "reading", "a.txt")
    ready(queue, briefing)
    queue.view.viewport.go_to_bottom()
    queue.keep_place()
    again = queue_of("a.txt", library=library)
    ready(again, briefing)
    assert again.view.viewport.cursor == queue.view.viewport.cursor
    assert again.view.unread == 2


def test_marks_that_found_no_place_are_told_of():
    class Forgetful(Library):
        def marks(self, article):
            lost = Mark("id", "old", article.paragraphs[0], "gone", "", "", "flag", "on", "", "2024-01-01T00:00:00Z")
            return super().marks(article)._replace(lost=(lost,))

    review = review_of(with_input(harbour(), "a.txt"), Forgetful.in_memory())
    assert review.notice == "1 mark on an earlier version found no place in this one"


def test_a_place_that_cannot_be_kept_is_not_complained_about():
    class Full(Library):
        def keep_place(self, *args, **kwargs):
            raise LibraryError("The disk is full.")

    queue = queue_of("a.txt", library=Full.in_memory())
    ready(queue, with_input(harbour(), "a.txt"))
    queue.keep_place()
    assert not queue.view.notice


def test_an_article_whose_rest_is_past_the_limit_says_so_on_opening():
    briefing = harbour()
    (article,) = briefing.articles
    rest = SetAside(article.paragraphs[-1], PAST_THE_LIMIT)
    long = briefing._replace(articles=(article._replace(set_aside=(rest,), paragraphs=article.paragraphs[:-1]),))
    assert "longer than is parsed" in review_of(long, Library.in_memory()).notice
    assert "longer than is parsed" not in (review_of(briefing, Library.in_memory()).notice or "")
