"""What leaves the program at the reader's wish: lines for the clipboard, and whole briefings for a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefing import policy
from briefing.errors import BriefingError
from briefing.rendering import outline, renderer, with_marks
from briefing.rendering.names import file_name
from briefing.wording import counted
from tui.review.review import Review
from tui.screen.prompt import Prompt, Question
from tui.screen.rows import on_one_line
from tui.session import clipboard, file_writing, path_completion
from tui.session.context import Context
from tui.terminal.capabilities import know


def send_lines(context: Context) -> None:
    """Send the line of the article on the screen, or the selected ones, to the clipboard."""
    if out := _out(context, "This is no line to send"):
        out.send_lines()


def send_panel(context: Context) -> None:
    """Send the panel of the article on the screen to the clipboard."""
    if out := _out(context, "This is no panel to send"):
        out.send_panel()


def ask_export(context: Context) -> None:
    """Ask where to export the article on the screen to."""
    if out := _out(context, "There are no panels yet to export"):
        out.ask_export()


def export(context: Context, name: str) -> None:
    """Export the article that is read, on the screen or below what is looked at, to a file."""
    reading = context.stack.reading
    if reading is not None and isinstance(reading.view, Review):
        _out_of(context, reading.view).export(name)
    else:
        context.stack.view.say("There are no panels to export")


def _out(context: Context, otherwise: str) -> Out | None:
    """What takes out of the review on the screen; if there is something else the reader is told."""
    reading = context.stack.current()
    if reading is None:
        return None
    if isinstance(reading.view, Review):
        return _out_of(context, reading.view)
    reading.view.say(otherwise)
    return None


def _out_of(context: Context, review: Review) -> Out:
    return Out(review, context.face.copy_to_clipboard, know().inside)


class Out:
    """Sends and writes what a review shows. `copy` sends a text through the terminal.

    `inside` is what the terminal is inside of, as `terminal.Terminal` has it.
    """

    def __init__(self, review: Review, copy: Callable[[str], object], inside: str = "") -> None:
        self._review = review
        self._copy = copy
        self._inside = inside

    # The clipboard

    def send_lines(self) -> None:
        """Send the line under the cursor, or the selected ones."""
        if self._review.anchor is None and self._review.sentence is None:
            self._review.say("This is no line to send")
            return
        sentences = self._review.chosen_lines()
        if sentences:
            self._send(clipboard.quote(self._review.briefing, sentences), counted(len(sentences), "line"))

    def send_panel(self) -> None:
        """Send the panel that the cursor is in."""
        section = self._review.sections[self._review.viewport.cursor[0]]
        if not section.sentences:
            self._review.say("This is no panel to send")
            return
        self._send(clipboard.quote(self._review.briefing, section.sentences, section.title), "Panel")

    def _send(self, text: str, what: str) -> None:
        if not clipboard.fits(text):
            self._offer(text, f"{what} too long for a terminal's clipboard; write to: ")
        elif self._inside == "screen":
            self._offer(text, "screen passes no clipboard on; write to: ")
        elif self._inside == "tmux" and clipboard.give_to_tmux(text):
            self._review.say(f"{what} sent to tmux and the terminal's clipboard")
        else:
            self._copy(text)
            self._review.say(f"{what} sent to the terminal's clipboard")

    def _offer(self, text: str, label: str) -> None:
        try:
            policy.in_force().require(policy.CLIPBOARD_FILE)
        except BriefingError as error:
            self._review.say(str(error))
            return
        name = file_name(self._headline, "txt")
        self._review.ask(Prompt(label, lambda path: self._write(path, text), text=name, complete=path_completion.of_path))

    # Files

    def ask_export(self) -> None:
        """Ask where to export the briefing to; how the name ends says the format."""
        if not self._review.briefing.panels:
            self._review.say("There are no panels yet to export")
            return
        self._review.ask(
            Prompt("Export to: ", self.export, text=file_name(self._headline, "md"), complete=path_completion.of_path)
        )

    def export(self, name: str) -> None:
        """Export the briefing to a file: Markdown, HTML and text as it is shown, JSON always whole."""
        try:
            form = file_writing.form_of(name)
        except BriefingError as error:
            self._review.say(str(error))
            return
        self._write(name, self._rendered(form))

    def _rendered(self, form: str) -> str:
        review = self._review
        if form == "json":
            return with_marks(review.briefing, review.marking.standing())
        shown: frozenset[int] | None = None
        if review.hidden:
            shown = frozenset(number for section in review.sections for number in section.sentences)
        only = review.only if shown is not None else ""
        told = outline.Review(review.read, review.flagged, review.marking.notes, shown, only, original=True)
        return str(renderer(form)(review.briefing, told))

    def _write(self, name: str, text: str) -> None:
        try:
            path = file_writing.path_of(name)
            if file_writing.is_file(path):
                replace = f"Replace {on_one_line(name)}, which is there already?"
                self._review.ask(Question(replace, lambda: self._put(path, text, over=True)))
                return
        except (BriefingError, OSError) as error:
            self._review.say(str(error))
            return
        self._put(path, text)

    def _put(self, path: Path, text: str, *, over: bool = False) -> None:
        try:
            file_writing.write(path, text, over=over)
        except BriefingError as error:
            self._review.say(str(error))
            return
        hidden = f"; {counted(self._review.hidden, 'line')} hidden" if self._review.hidden and path.suffix != ".json" else ""
        self._review.say(f"Written to {file_writing.shown(path)}{hidden}")

    @property
    def _headline(self) -> str:
        return self._review.headline
