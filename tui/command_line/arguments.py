"""The words of the command line, as click reads them: what they ask for, their help, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click
from click.shell_completion import CompletionItem

from briefing.errors import UsageError
from briefing.rendering import FORMATS
from briefing.version import __version__
from tui.options import standard_output
from tui.options.options import COMMANDS, OPEN, OPTIONS, Option, Options
from tui.terminal import capabilities

PROGRAM = "briefing"
ABOUT = (
    "Read news articles as foldable panels, one a topic: verbatim, with who says it, under which condition, and when. "
    "Without an INPUT the library opens, or the sample article while it is empty."
)
AFTER = (
    "An INPUT is a file, a folder (one level deep), a glob, an http or https URL, or - for standard input. "
    "Where standard output is no terminal, plain text is printed.\n\n"
    "Exit status: 0 done, 1 some inputs failed, 2 usage, 130 interrupted."
)
SHELLS = ("bash", "zsh", "fish")
CHOICES = {"FORMAT": FORMATS, "SHELL": SHELLS}
"""What there is to choose from, by how the help names it."""

_MOST_COLUMNS = 80
_LONGEST = 300
"""Characters of what is said of a mistake: the words in it may be of any length."""


def parse(words: Sequence[str]) -> Options | None:
    """What the words ask for; none if they ask for help or the version, which is printed. Raises `UsageError`."""
    try:
        with group().make_context(PROGRAM, list(words)) as context:
            options: Options = context.command.invoke(context)
    except click.exceptions.Exit:
        return None
    except click.UsageError as error:
        raise UsageError(_told(error)[:_LONGEST]) from None
    return options


def group() -> click.Group:
    """The command line as click has it."""
    columns = min(capabilities.size()[0], _MOST_COLUMNS)
    commands: dict[str, click.Command] = {name: _Command(name) for name in (OPEN, *COMMANDS)}
    return _Group(PROGRAM, commands=commands, add_help_option=False, context_settings={"terminal_width": columns})


class _Formatter(click.HelpFormatter):
    """Help in which what words mean has at least half of the width."""

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl(rows, min(col_max, self.width // 2), col_spacing)


class _Context(click.Context):
    formatter_class = _Formatter


class _Group(click.Group):
    """The commands. Options may stand before the word that names one; where none does, inputs are opened."""

    context_class = _Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        at = _command_at(args)
        if at is None:
            return super().parse_args(ctx, [OPEN, *args])
        return super().parse_args(ctx, [args[at], *args[:at], *args[at + 1 :]])

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks so
        return list(COMMANDS)


class _Command(click.Command):
    """A command with its options and what it takes; it gives what is asked for."""

    context_class = _Context

    def __init__(self, name: str) -> None:
        takes = COMMANDS[name].takes if name else "[INPUT...]"
        params: list[click.Parameter] = [_option(option) for option in OPTIONS if name in option.commands]
        if takes in CHOICES:
            params.append(click.Argument([takes.lower()], type=click.Choice(CHOICES[takes]), metavar=takes))
        elif takes:
            required = not takes.startswith("[")
            params.append(click.Argument(["inputs"], nargs=-1, type=_File(), metavar=takes, required=required))
        about = ABOUT if name == OPEN else f"{COMMANDS[name].help[0].upper()}{COMMANDS[name].help[1:]}."
        super().__init__(
            name,
            params=params,
            help=about,
            epilog=None if name in COMMANDS and "INPUT" not in takes else AFTER,
            short_help=COMMANDS[name].help if name else None,
            options_metavar="[options]",
            add_help_option=False,
            context_settings={"allow_extra_args": True},
        )

    def invoke(self, ctx: click.Context) -> Options:
        if ctx.args:
            takes = "one SHELL" if self.name == "completion" else "no INPUT"
            raise click.UsageError(f"{_path(self.name)} takes {takes}: leave out {' '.join(ctx.args)}.", ctx)
        options = Options(**{"command": self.name, **ctx.params})
        if options.command == "print" and not options.inputs and not options.sample:
            raise click.UsageError(f"{_path(self.name)} needs an INPUT, or --sample.", ctx)
        return options

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(_path(self.name), " ".join(self.collect_usage_pieces(ctx)))
        if self.name == OPEN:
            formatter.write_usage(PROGRAM, "COMMAND [options] ...", prefix=" " * len("Usage: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.name == OPEN and ctx.parent and isinstance(ctx.parent.command, click.Group):
            ctx.parent.command.format_commands(ctx.parent, formatter)
        super().format_options(ctx, formatter)


class _File(click.ParamType[str]):
    """A file or another input: the shell completes it, and before an input the words that name a command stand too."""

    name = "file"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if isinstance(param, click.Option) and value in {option.name for option in OPTIONS}:
            raise click.UsageError(f"{param.opts[0]} needs a {param.metavar}, which {value} is not.", ctx)
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
        found = []
        if isinstance(param, click.Argument) and ctx.command.name == OPEN and not ctx.params.get("inputs"):
            given = {option for option in OPTIONS if option.field and ctx.params.get(option.field)}
            found = [
                CompletionItem(name, help=command.help)
                for name, command in COMMANDS.items()
                if name.startswith(incomplete) and all(name in option.commands for option in given)
            ]
        return [*found, CompletionItem(incomplete, type="file")]


def _option(option: Option) -> click.Option:
    if not option.field:
        names = [option.name, "-h"] if option.name == "--help" else [option.name]
        return click.Option(names, is_flag=True, expose_value=False, is_eager=True, help=option.help, callback=_say)
    names = [option.name, option.field]
    if not option.takes:
        return click.Option(names, is_flag=True, help=option.help)
    kind = click.Choice(CHOICES[option.takes]) if option.takes in CHOICES else _File()
    if option.once:
        return click.Option(names, type=kind, help=option.help, metavar=option.takes, multiple=True, callback=_once)
    return click.Option(names, type=kind, help=option.help, metavar=option.takes, default=Options._field_defaults[option.field])


def _once(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> str | None:
    """The value of an option that is given once at most."""
    if len(values) > 1:
        raise click.UsageError(f"{param.opts[0]} is given twice.", ctx)
    return values[0] if values else None


def _say(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click gives it by its place
    """Print the help or the version, and end."""
    if value and not ctx.resilient_parsing:
        standard_output.write(f"{PROGRAM} {__version__}\n" if param.opts == ["--version"] else f"{ctx.get_help()}\n")
        ctx.exit()


def _command_at(words: Sequence[str]) -> int | None:
    """Where the word stands that names the command: the first that is neither an option nor its value, if it names one."""
    takes = {option.name for option in OPTIONS if option.takes}
    is_value = False
    for at, word in enumerate(words):
        if word == "--":
            return None
        if not is_value and (not word.startswith("-") or word == "-"):
            return at if word in COMMANDS else None
        is_value = not is_value and word in takes
    return None


def _path(command: str | None) -> str:
    return f"{PROGRAM} {command}" if command else PROGRAM


def _told(error: click.UsageError) -> str:
    """A mistake as one sentence."""
    at = _path(error.ctx.command.name) if error.ctx else PROGRAM
    if isinstance(error, click.NoSuchOption):
        return _no_such_option(at, error)
    if isinstance(error, click.MissingParameter) and error.param:
        metavar = error.param.metavar or ""
        needed = f"a {metavar}: {_either(CHOICES[metavar])}" if metavar in CHOICES else "at least one INPUT"
        return f"{at} needs {needed}."
    return error.format_message()


def _no_such_option(at: str, error: click.NoSuchOption) -> str:
    name = error.option_name
    owners = [_owner(_path(command)) for option in OPTIONS if option.name == name for command in option.commands]
    if owners:
        return f"{name} belongs to {_either(owners, 'and')}, not to {_owner(at)}."
    if error.possibilities:
        return f"{at} has no option {name}; did you mean {error.possibilities[0]}?"
    return f"{at} has no option {name}; {at} --help lists its options."


def _owner(path: str) -> str:
    return f"{path} without a command" if path == PROGRAM else path


def _either(names: Sequence[str], last: str = "or") -> str:
    return f" {last} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
