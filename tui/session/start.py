"""What a command works with, put together in one place: the reader's settings, the library, the desk, the inputs."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from functools import cached_property
from types import TracebackType

from briefing import digest
from briefing.desk import Desk
from briefing.errors import InputError, NewerLibraryError, NotAllowedError, SettingsError, UsageError
from briefing.inputs import STANDARD_INPUT, Named, expand, fetch, sample
from briefing.library import Library
from briefing.model import Topic
from tui.options.options import Options
from tui.settings.configuration import load
from tui.terminal import capabilities


class Start:
    """The settings, the library and the desk that options ask for; the last two are made when they are first wanted.

    Used as a context, which closes what was made. Raises `UsageError` if the options name what cannot be used.
    """

    def __init__(self, options: Options) -> None:
        configured = load(options.config)
        settings = configured.settings._replace(plain_driver=options.plain_driver, mouse=options.mouse)
        self.settings = settings._replace(topics=_topics(options.topics)) if options.topics else settings
        self.mistakes = configured.mistakes
        """A sentence for each mistake in the configuration."""
        self._options = options
        self._made = ExitStack()

    @cached_property
    def library(self) -> Library:
        """The reader's library; for what prints or lists as it is on the disk, for a screen one in memory if need be.

        Raises `LibraryError` where a command cannot do without it.
        """
        match self._options.command:
            case "add" | "forget":
                library = Library.open()
            case "list":
                library = Library.open(readonly=True)
            case "print":
                library = _readable()
            case _:
                library = Library.at_hand()
        self._made.callback(library.close)
        if library.keeps:
            self._made.callback(digest.keep_parser_version)
        return library

    @cached_property
    def desk(self) -> Desk:
        """The desk of that library, which keeps what it makes unless it is to be printed."""
        options, settings = self._options, self.settings
        desk = Desk(
            self.library,
            topics=settings.topics,
            limits=settings.limits,
            again=options.again,
            keep=options.command != "print",
            private=options.allow_private,
            log=options.log,
        )
        self._made.callback(desk.close)
        return desk

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader should know before anything else: the mistakes, and how the library was opened."""
        return (*self.mistakes, *filter(None, (self.library.notice,)))

    def inputs(self) -> list[Named]:
        """What the options name, in their order; the sample first if it is asked for."""
        named = expand(self._options.inputs, recursive=self._options.recursive)
        return [sample(), *named] if self._options.sample else named

    def take_keyboard(self) -> None:
        """Let the keyboard take the place of a standard input that is to be opened, whose bytes are kept."""
        if STANDARD_INPUT in self._options.inputs:
            with suppress(InputError):  # which is told in its turn
                fetch(STANDARD_INPUT, self.settings.limits)
            capabilities.take_keyboard()

    def __enter__(self) -> Start:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._made.close()


def _readable() -> Library:
    """The library as it is; an empty one in place of a later version's, which is no reason to print nothing."""
    try:
        return Library.open(readonly=True)
    except NewerLibraryError as error:
        return Library.in_memory(str(error))


def _topics(path: str) -> tuple[Topic, ...]:
    from tui.settings import topics  # noqa: PLC0415 - most readers watch none

    try:
        return topics.read(path)
    except (SettingsError, NotAllowedError) as error:
        raise UsageError(str(error)) from None
