"""A program in words: what a reader types is looked up among the commands, and what comes of it is told row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from briefing.library import Library
from briefing.sanitise import clean_line
from tui.linear import telling
from tui.linear.help import HELP
from tui.linear.library_list import LibraryList
from tui.linear.words import AS_ON_THE_SCREEN, IDS, Vocabulary, choice_of
from tui.page.sections import TITLE
from tui.review.article_view import ArticleView
from tui.review.draft import Draft, Placeholder
from tui.review.filters import Choice, choices, combined, described
from tui.review.review import Review
from tui.screen.prompt import Question
from tui.session.program import Program
from tui.session.queue import Queue

_MOST_TYPED = 4_000


class Interpreter:
    """Does what words ask of a program and tells what comes of it; `library` is what can be opened from."""

    def __init__(self, program: Program, library: Library, tell: Callable[[str], object]) -> None:
        self._program = program
        self._library = LibraryList(library)
        self._tell = tell
        self._own: dict[str, Callable[[str], None]] = {
            "read_on": self._read_on,
            "leave": self._leave,
            "quit": self._quit,
            "help": self._help,
            "repeat": self._repeat,
            "panels": self._panels,
            "panel": self._panel,
            "list": self._list,
            "set_aside": self._set_aside,
            "search": self._search,
            "note": self._note,
            "no_note": self._no_note,
            "who": self._who,
            "when": self._when,
            "original": self._original,
            "text": self._text,
            "about": self._about,
            "filter": self._filter,
            "articles": self._articles,
            "article": self._article,
            "library": self._list_library,
            "open": self._open,
        }
        """What is done here in words of its own, by its name."""
        self._vocabulary = Vocabulary(self._own, program.keymap)
        self._seen: ArticleView | None = None
        self._headline = ""
        self._told: int | None = None
        self._section = -1
        self._numbered: tuple[object, tuple[int, ...], dict[int, int]] = (None, (), {})

    @property
    def queue(self) -> Queue:
        """The articles that are read."""
        queue = self._program.queue
        if queue is None:
            raise RuntimeError("in words there is always a queue, and no view above it")
        return queue

    @property
    def view(self) -> ArticleView:
        """The article that is being read."""
        return self.queue.view

    def look(self) -> None:
        """Tell what is new: the article, if another one is open, and what is to be said of it."""
        view = self.view
        if view is not self._seen:
            self._seen, self._told, self._section = view, None, -1
            heading = "" if isinstance(view, Placeholder) and not view.headline else telling.headline(view)
            if heading != self._headline:
                self._headline = heading
                self._tell(heading)
            if isinstance(view, Draft):
                self._tell("Making panels of it. text tells its text meanwhile; ctrl+c gives the panels up.")
            elif isinstance(view, Review) and view.briefing.sentences:
                self._tell_all(telling.begun(view))
                self._tell("enter reads on; help lists the commands.")
            else:
                for section in view.sections:
                    self._tell_all(telling.passages(view, section))
        self._tell_notice()

    def do(self, typed: str) -> None:
        """Do what was typed."""
        typed = clean_line(typed[:_MOST_TYPED])
        view = self.view
        if isinstance(view.asking, Question):
            view.press(typed[:1] or "n")
            view.asking = None
            self._tell_notice()
            return
        name, rest = self._vocabulary.named(typed)
        if name.isdecimal():
            self._go_to_line(int(name[:9]))
        elif name in self._own:
            self._own[name](rest)
        elif name in AS_ON_THE_SCREEN:
            self._program.do(AS_ON_THE_SCREEN[name])
            self._come(view)
        elif name in IDS:
            self._tell(f"{name.replace('_', ' ')} needs the screen, or the command line.")
        else:
            self._tell(f"{name} is no command here; help lists them.")
        if self.view is view:
            self._tell_notice()

    # Reading, and the end

    def _read_on(self, _: str) -> None:
        review = self.view
        if isinstance(review, Draft) and self.queue.is_busy:
            self._tell("The panels are still being made; text tells the article's text.")
            return
        if not isinstance(review, Review) or not review.briefing.sentences:
            self._program.finish_article()
            return
        here = review.sentence
        if here is not None and here == self._told and here not in review.read and review.anchor is None:
            review.toggle_read()
            if here not in review.read:  # it could not be kept
                return
        if here is None or here in review.read or review.anchor is not None:
            read_in = review.marking.read_in
            if not any(read_in[at] < len(section.sentences) for at, section in enumerate(review.sections)):
                if review.hidden and review.unread:
                    self._tell("All of these lines are read; all shows the others.")
                else:
                    self._program.finish_article()
                return
            review.next_unread()
            review.notice = review.notice.removeprefix("Next unread line").removeprefix(", ")
        self._tell_line()

    def _leave(self, _: str) -> None:
        view = self.view
        if view.leave():
            self._come(view)
        else:
            self._program.quit()

    def _quit(self, _: str) -> None:
        self._program.quit()

    def _help(self, _: str) -> None:
        self._tell_all(HELP.splitlines())

    # The article

    def _repeat(self, _: str) -> None:
        self._section = -1
        self._tell_line()

    def _panels(self, _: str) -> None:
        self._tell_all(telling.panel(self.view, at) for at in range(len(self.view.sections)))

    def _panel(self, words: str) -> None:
        view = self.view
        if words.isdecimal():
            view.remember()
            view.go_to_panel(int(words[:9]))
            self._come(view)
        else:
            self._tell(telling.panel(view, view.viewport.cursor[0]))

    def _list(self, words: str) -> None:
        view = self.view
        places = self._places()
        for at in range(len(view.sections)) if words == "all" else [view.viewport.cursor[0]]:
            section = view.sections[at]
            self._tell(telling.panel(view, at))
            if section.sentences:
                for number in section.sentences:
                    self._tell_all(telling.headings(view, number))
                    self._tell(telling.sentence(view, number, places))
            else:
                self._tell_all(telling.passages(view, section))

    def _set_aside(self, _: str) -> None:
        for section in self.view.sections:
            if section.kind == "aside":
                self._tell(f"{section.title}:")
                self._tell_all(telling.passages(self.view, section))
                return
        self._tell("Nothing was set aside.")

    def _search(self, words: str) -> None:
        found = self.view.search_for(words)
        if not found:
            self._tell("search is followed by the words to search.")
            return
        self._tell(f"{found}.")
        if self.view.search is not None:
            self._tell_line()

    def _note(self, words: str) -> None:
        view = self.view
        if words:
            self._put_note(words)
        elif view.sentence is None or not isinstance(view, Review):
            self._tell("Notes stand on lines.")
        else:
            self._tell(view.marking.notes.get(view.sentence, "There is no note on this line; note is followed by its words."))

    def _no_note(self, _: str) -> None:
        self._put_note("")

    def _put_note(self, words: str) -> None:
        view = self.view
        if isinstance(view, Review):
            view.put_note(words)
        else:
            view.say(view.unmarkable)

    def _who(self, _: str) -> None:
        self._tell_all(telling.who(self.view.briefing, self._places()))

    def _when(self, _: str) -> None:
        self._tell_all(telling.when(self.view.briefing, self._places()))

    def _original(self, _: str) -> None:
        if self.view.sentence is None:
            self._tell("Go to a line first; enter reads on.")
        else:
            self._tell_all(telling.original(self.view.briefing, self.view.sentence))

    def _text(self, _: str) -> None:
        for article in self.view.scope:
            self._tell_all(telling.paragraphs(article))

    def _about(self, _: str) -> None:
        from tui.lists.about import AboutListing  # noqa: PLC0415 - few ask for it

        listing = AboutListing(self.view.briefing)
        listing.height(10_000)
        self._tell_all(" ".join(listing.words(number).split()) for number in range(len(listing)))

    def _filter(self, words: str) -> None:
        review = self.view
        if not isinstance(review, Review) or not review.briefing.sentences:
            self._tell("There are no panels to show a part of.")
            return
        if not words:
            self._tell_all(telling.filters(review))
            return
        found = choices(review.briefing, review.marking)
        chosen: list[Choice] = []
        for part in filter(None, (part.strip() for part in words.split(","))):
            choice = choice_of(found, part)
            if choice is None:
                self._tell(f"No line is, or has, {part}; filter alone lists what there is.")
                return
            chosen.append(choice)
        passing = combined(chosen)
        if not passing:
            self._tell("No line has all of that.")
            return
        review.show_only(passing, described(chosen), chosen)
        self._tell(f"Only {described(chosen)}: {len(passing)} of {len(review.briefing.sentences)} lines.")
        self._section = -1
        self._tell_line()

    # Articles and the library

    def _articles(self, _: str) -> None:
        for number, entry in enumerate(self.queue.entries, 1):
            name = telling.title(entry.article) if entry.article else entry.name
            self._tell(f"{number}. {name}")

    def _article(self, words: str) -> None:
        number, of = self.view.queue
        if words.isdecimal() and 1 <= int(words[:9]) <= of:
            self._program.turn_article(int(words[:9]) - number)
        else:
            self._tell(f"This is article {number} of {of}.")

    def _list_library(self, _: str) -> None:
        self._tell_all(self._library.rows())

    def _open(self, words: str) -> None:
        work = self._library.work(words)
        if work is None:
            self._tell("open is followed by a number of the list that library tells.")
        else:
            self._program.open([work])

    # The rest

    def _go_to_line(self, number: int) -> None:
        view = self.view
        order = telling.numbers(view.briefing)
        if not 1 <= number <= len(order) or not isinstance(view, Review):
            self._tell(f"There is no line {number}; there are {len(order)}.")
            return
        sentence = order[number - 1]
        if not any(sentence in section.sentences for section in view.sections):
            self._tell(f"Line {number} is hidden by the filter; all shows all lines.")
            return
        view.leap_to(sentence)
        self._tell_line()

    def _come(self, before: ArticleView) -> None:
        """Tell where the reader is now, with what is to be said of it, unless that is another article."""
        if self.view is before:
            self._tell_notice()
            self._tell_line()

    def _tell_line(self) -> None:
        """Tell the line under the cursor, after its panel's title if that was not told before it."""
        view = self.view
        section, number = view.viewport.cursor
        if number == TITLE or section != self._section:
            self._tell(telling.panel(view, section))
        self._section, self._told = section, view.sentence
        if view.sentence is not None:
            self._tell_all(telling.headings(view, view.sentence))
            self._tell(telling.sentence(view, view.sentence, self._places()))
        elif number != TITLE:
            self._tell_all(islice(telling.passages(view, view.sections[section]), number, number + 1))

    def _places(self) -> dict[int, int]:
        """The number of each line, by its sentence."""
        briefing = self.view.briefing
        if self._numbered[0] is not briefing:
            order = telling.numbers(briefing)
            self._numbered = briefing, order, {sentence: number for number, sentence in enumerate(order, 1)}
        return self._numbered[2]

    def _tell_notice(self) -> None:
        view = self.view
        if isinstance(view.asking, Question):
            self._tell(f"{view.asking.words} (y or n)")
        elif view.asking is not None:
            view.asking = None
        if view.notice:
            self._tell(view.notice.rstrip(".") + ".")
            view.notice = ""

    def _tell_all(self, rows: Iterable[str]) -> None:
        for row in rows:
            self._tell(row)
