"""A session in words: what a reader types is looked up among the commands, and what comes of it is told row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import cast

from briefing.errors import BriefingError
from briefing.library import Library, Work
from briefing.sanitise import clean_line
from tui.commands import COMMANDS, Keymap
from tui.commands.command import Program
from tui.linear import telling
from tui.page.sections import TITLE
from tui.review.filters import Choice, choices, combined, said
from tui.review.review import Review
from tui.review.search import Search
from tui.screen.prompt import Question
from tui.session.queue import Queue

_OTHER_WORDS = {
    "": "read_on",
    "read": "read_on",
    "r": "toggle_read",
    "mark": "toggle_read",
    "flag": "toggle_flag",
    "down": "line_down",
    "up": "line_up",
    "top": "go_to_top",
    "bottom": "go_to_bottom",
    "back": "go_back",
    "aside": "set_aside",
    "all": "show_all",
    "exit": "quit",
    "again": "repeat",
    "l": "list",
    "h": "help",
}
"""Other words for what is done, which come before keys; the ids of commands and of what is done here are words too."""

_AS_ON_THE_SCREEN = frozenset(
    (
        *("next", "previous", "previous_unread", "toggle_read", "mark_panel_read", "toggle_flag", "next_flag", "select"),
        *("undo", "redo", "show_all", "line_down", "line_up", "panel_down", "panel_up", "go_to_top", "go_to_bottom"),
        *(command.id for command in COMMANDS if command.id.removeprefix("panel_").isdecimal()),
        *("go_back", "toggle", "fold", "unfold", "fold_all", "unfold_all", "previous_article", "next_article", "leave"),
    )
)
"""The commands that do here what they do on the screen."""

_MOST_TYPED = 4_000
_MOST_WORKS = 40

HELP = """\
enter, or read: mark the line as read, and tell the next one that is not
7: go to line 7            panel 2: go to panel 2         list: the lines of this panel; list all: of every panel
next, previous: the next, previous match of a search, else line that is not read      down, up: the next, previous line
search WORDS, or /WORDS: the lines with these words       leave: leave the search or the filter
mark: mark the line as read or unread      flag: flag it or not      note WORDS: a note on it; no note: takes it away
undo, redo: take marks back, set them again               next flag: the next line with a flag or a note
who: who says what      when: what happens when           original: the line in its paragraph    about: the article
filter: what lines can be narrowed to      filter unread, WORDS: show only those      all: show all lines again
panels: the titles      aside: what is in no panel        again: tell the line again      text: the whole text
articles: those that are open      article 2: go to it    library: all that are kept      open 3: open the third of these
quit: end
What is not here: the clipboard and files (briefing print --as markdown, html or json), and adding or forgetting what is \
kept (briefing add, briefing forget)."""


class Session:
    """Does what words ask for and tells what comes of it. `opens` is given works of the library that are to be opened."""

    def __init__(
        self,
        queue: Queue,
        keymap: Keymap,
        tell: Callable[[str], object],
        library: Library,
        opens: Callable[[Sequence[Work]], object],
    ) -> None:
        self.queue = queue
        self.ended = False
        """Whether the reader has had enough."""
        self._keymap = keymap
        self._tell = tell
        self._library = library
        self._opens = opens
        self._ids = {command.id: command for command in COMMANDS}
        self._works: list[Work] = []
        self._seen: Review | None = None
        self._headline = ""
        self._told: int | None = None
        self._section = -1
        self._numbered: tuple[object, tuple[int, ...], dict[int, int]] = (None, (), {})

    @property
    def review(self) -> Review:
        """The article that is being read."""
        return self.queue.review

    def look(self) -> None:
        """Tell what is new: the article, if another one is open, and what is to be said of it."""
        review = self.review
        if review is not self._seen:
            self._seen, self._told, self._section = review, None, -1
            heading = telling.headline(review.briefing.articles[0])
            if heading != self._headline:
                self._headline = heading
                self._tell(heading)
            if review.is_draft:
                self._tell("Making panels of it. text tells its text meanwhile; ctrl+c gives the panels up.")
            elif review.briefing.sentences:
                self._tell_all(telling.begun(review))
                self._tell("enter reads on; help lists the commands.")
            else:
                for section in review.sections:
                    self._tell_all(telling.passages(review, section))
        self._tell_notice()

    def do(self, typed: str) -> None:
        """Do what was typed."""
        typed = clean_line(typed[:_MOST_TYPED])
        review = self.review
        if isinstance(review.asking, Question):
            review.press(typed[:1] or "n")
            review.asking = None
            self._tell_notice()
            return
        name, rest = self._named(typed)
        own = getattr(self, f"_do_{name}", None)
        if name.isdecimal():
            self._go_to_line(int(name[:9]))
        elif own is not None:
            own(rest)
        elif name in _AS_ON_THE_SCREEN:
            self._ids[name]().run(cast("Program", self))
            self._come(review)
        elif name in self._ids:
            self._tell(f"{name.replace('_', ' ')} needs the screen, or the command line.")
        else:
            self._tell(f"{name} is no command here; help lists them.")
        if self.review is review:
            self._tell_notice()

    # What commands of the screen ask of the program

    def finish_article(self) -> None:
        """Go on to the next unread article of the queue, or say that all is read."""
        self.queue.finish_article()

    def swap_in(self) -> bool:
        """Put panels that are ready in place of the paragraphs; false if there are none waiting."""
        return self.queue.swap_in()

    def turn_article(self, step: int) -> None:
        """Go to another article of the queue."""
        self.queue.turn_article(step)

    def leave(self) -> None:
        """Leave what was begun within the article, else the program."""
        if not self.review.leave():
            self.ended = True

    # What is done here in words of its own

    def _do_read_on(self, _: str) -> None:
        review = self.review
        if review.is_draft and self.queue.is_busy:
            self._tell("The panels are still being made; text tells the article's text.")
            return
        if review.is_draft or not review.briefing.sentences:
            self.queue.finish_article()
            return
        here = review.sentence
        if here is not None and here == self._told and here not in review.read and review.anchor is None:
            review.toggle_read()
        if here is None or here in review.read or review.anchor is not None:
            read_in = review.marking.read_in
            if not any(read_in[at] < len(section.sentences) for at, section in enumerate(review.sections)):
                if review.hidden and review.unread:
                    self._tell("All of these lines are read; all shows the others.")
                else:
                    self.queue.finish_article()
                return
            review.next_unread()
            review.notice = review.notice.removeprefix("Next unread line").removeprefix(", ")
        self._tell_line()

    def _do_quit(self, _: str) -> None:
        self.ended = True

    def _do_help(self, _: str) -> None:
        self._tell_all(HELP.splitlines())

    def _do_repeat(self, _: str) -> None:
        self._section = -1
        self._tell_line()

    def _do_panels(self, _: str) -> None:
        self._tell_all(telling.panel(self.review, at) for at in range(len(self.review.sections)))

    def _do_panel(self, words: str) -> None:
        if words.isdecimal():
            self.review.remember()
            self.review.go_to_panel(int(words[:9]))
            self._come(self.review)
        else:
            self._tell(telling.panel(self.review, self.review.view.cursor[0]))

    def _do_list(self, words: str) -> None:
        review = self.review
        chosen = range(len(review.sections)) if words == "all" else [review.view.cursor[0]]
        places = self._places()
        for at in chosen:
            section = review.sections[at]
            self._tell(telling.panel(review, at))
            if section.sentences:
                for number in section.sentences:
                    self._tell_all(telling.headings(review, number))
                    self._tell(telling.sentence(review, number, places))
            else:
                self._tell_all(telling.passages(review, section))

    def _do_set_aside(self, _: str) -> None:
        for section in self.review.sections:
            if section.kind == "aside":
                self._tell(f"{section.title}:")
                self._tell_all(telling.passages(self.review, section))
                return
        self._tell("Nothing was set aside.")

    def _do_search(self, words: str) -> None:
        review = self.review
        words = words or next(iter(review.searched), "")
        if not words:
            self._tell("search is followed by the words to search.")
            return
        review.remember()
        review.searched = [words, *(other for other in review.searched if other != words)]
        review.search = Search(review)
        review.search.look_for(words)
        self._tell(f"{review.search.count()}.")
        if review.search.spots:
            self._tell_line()
        else:
            review.search = None

    def _do_note(self, words: str) -> None:
        review = self.review
        if words:
            review.put_note(words)
        elif review.sentence is None:
            self._tell("Notes stand on lines.")
        else:
            self._tell(
                review.marking.notes.get(review.sentence, "There is no note on this line; note is followed by its words.")
            )

    def _do_no_note(self, _: str) -> None:
        self.review.put_note("")

    def _do_who(self, _: str) -> None:
        self._tell_all(telling.who(self.review.briefing, self._places()))

    def _do_when(self, _: str) -> None:
        self._tell_all(telling.when(self.review.briefing, self._places()))

    def _do_original(self, _: str) -> None:
        if self.review.sentence is None:
            self._tell("Go to a line first; enter reads on.")
        else:
            self._tell_all(telling.original(self.review.briefing, self.review.sentence))

    def _do_text(self, _: str) -> None:
        self._tell_all(telling.paragraphs(self.review.briefing.articles[0]))

    def _do_about(self, _: str) -> None:
        from tui.lists.about import AboutListing  # noqa: PLC0415 - few ask for it

        listing = AboutListing(self.review.briefing, ())
        listing.height(10_000)
        self._tell_all(" ".join(listing.words(number).split()) for number in range(len(listing)))

    def _do_filter(self, words: str) -> None:
        review = self.review
        if review.is_draft or not review.briefing.sentences:
            self._tell("There are no panels to show a part of.")
            return
        if not words:
            self._tell_all(telling.filters(review))
            return
        found = choices(review.briefing, review.marking)
        chosen: list[Choice] = []
        for part in filter(None, (part.strip() for part in words.split(","))):
            choice = _choice(found, part)
            if choice is None:
                self._tell(f"No line is, or has, {part}; filter alone lists what there is.")
                return
            chosen.append(choice)
        passing = combined(chosen)
        if not passing:
            self._tell("No line has all of that.")
            return
        review.show_only(passing)
        review.chosen = tuple(chosen)
        self._tell(f"Only {said(chosen)}: {len(passing)} of {len(review.briefing.sentences)} lines.")
        self._section = -1
        self._tell_line()

    def _do_articles(self, _: str) -> None:
        for number, entry in enumerate(self.queue.entries, 1):
            name = telling.headline(entry.article) if entry.article else entry.name
            self._tell(f"{number}. {name}")

    def _do_article(self, words: str) -> None:
        number, of = self.review.queue
        if words.isdecimal() and 1 <= int(words[:9]) <= of:
            self.queue.turn_article(int(words[:9]) - number)
        else:
            self._tell(f"This is article {number} of {of}.")

    def _do_library(self, _: str) -> None:
        try:
            numbers, unread = self._library.order()
            listed = self._library.listed(numbers[:_MOST_WORKS])
        except BriefingError as error:
            self._tell(str(error))
            return
        self._works = [listed[number] for number in numbers[:_MOST_WORKS] if number in listed]
        self._tell(f"{len(numbers)} articles in the library, {unread} of them not all read.")
        for place, work in enumerate(self._works, 1):
            about = ", ".join(filter(None, (work.site, work.published, f"{work.read} of {work.sentences} read")))
            self._tell(f"{place}. {work.headline} [{about}]")
        if len(numbers) > len(self._works):
            self._tell(f"{len(numbers) - len(self._works)} more: briefing list lists them all.")
        if self._works:
            self._tell("open and a number opens one.")

    def _do_open(self, words: str) -> None:
        if words.isdecimal() and 1 <= int(words[:9]) <= len(self._works):
            self._opens([self._works[int(words[:9]) - 1]])
        else:
            self._tell("open is followed by a number of the list that library tells.")

    # The rest

    def _named(self, typed: str) -> tuple[str, str]:
        """What typed words name, by an id or a number, and what follows it."""
        if typed.isdecimal():
            return typed, ""
        if typed.startswith("/"):
            return "search", typed[1:].strip()
        whole = self._id(typed)
        if whole:
            return whole, ""
        word, _, rest = typed.partition(" ")
        return self._id(word) or word, rest.strip()

    def _id(self, words: str) -> str:
        name = words.lower().replace(" ", "_").replace("-", "_")
        found = _OTHER_WORDS.get(words) or (None if len(words) == 1 else _OTHER_WORDS.get(name))
        if found is not None:
            return found
        if name and (hasattr(self, f"_do_{name}") or name in self._ids) and (len(words) > 1 or not words.isupper()):
            return name
        command = self._keymap.command((words,)) or self._keymap.command(tuple(words))
        return command.id if command else ""

    def _go_to_line(self, number: int) -> None:
        review = self.review
        order = telling.numbers(review.briefing)
        if not 1 <= number <= len(order):
            self._tell(f"There is no line {number}; there are {len(order)}.")
            return
        sentence = order[number - 1]
        if not any(sentence in section.sentences for section in review.sections):
            self._tell(f"Line {number} is hidden by the filter; all shows all lines.")
            return
        review.remember()
        place = review.briefing.sentences[sentence]
        review.go_to_place(place.article, place.span.start)
        self._tell_line()

    def _come(self, before: Review) -> None:
        """Tell where the reader is now, with what is to be said of it, unless that is another article or the end."""
        if self.review is before and not self.ended:
            self._tell_notice()
            self._tell_line()

    def _tell_line(self) -> None:
        """Tell the line under the cursor, after its panel's title if that was not told before it."""
        review = self.review
        section, number = review.view.cursor
        if number == TITLE or section != self._section:
            self._tell(telling.panel(review, section))
        self._section, self._told = section, review.sentence
        if review.sentence is not None:
            self._tell_all(telling.headings(review, review.sentence))
            self._tell(telling.sentence(review, review.sentence, self._places()))
        elif number != TITLE:
            self._tell_all(islice(telling.passages(review, review.sections[section]), number, number + 1))

    def _places(self) -> dict[int, int]:
        """The number of each line, by its sentence."""
        briefing = self.review.briefing
        if self._numbered[0] is not briefing:
            order = telling.numbers(briefing)
            self._numbered = briefing, order, {sentence: number for number, sentence in enumerate(order, 1)}
        return self._numbered[2]

    def _tell_notice(self) -> None:
        review = self.review
        if isinstance(review.asking, Question):
            self._tell(f"{review.asking.words} (y or n)")
        elif review.asking is not None:
            review.asking = None
        if review.notice:
            self._tell(review.notice.rstrip(".") + ".")
            review.notice = ""

    def _tell_all(self, rows: Iterable[str]) -> None:
        for row in rows:
            self._tell(row)


def _choice(found: Sequence[Choice], words: str) -> Choice | None:
    """What some words choose: the same words first, then what begins with them, then what has them."""
    sought = words.casefold()
    group, _, rest = sought.partition(" ")
    if rest and group.capitalize() in {choice.group for choice in found}:
        found = [choice for choice in found if choice.group == group.capitalize()]
        sought = rest
    named = [(choice.words.casefold(), choice) for choice in found]
    return (
        next((choice for name, choice in named if name == sought), None)
        or next((choice for name, choice in named if name.startswith(sought)), None)
        or next((choice for name, choice in named if sought in name), None)
    )
