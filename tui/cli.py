"""The command `briefing`: finds out what was asked for, has it done, and gives back the exit status.

Each command's own work is a module of `command_line`.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from briefing import policy
from briefing.errors import BriefingError, UsageError
from tui.options import fast_path
from tui.options.exit_status import DONE, INTERRUPTED, SOME_FAILED, USAGE, complain
from tui.options.options import ASKS_FOR_COMPLETIONS, Options


def main(words: Sequence[str] | None = None) -> int:
    """Run the command and give back its exit status."""
    given = list(sys.argv[1:] if words is None else words)
    try:
        if ASKS_FOR_COMPLETIONS in os.environ:
            from tui.command_line import completion  # noqa: PLC0415 - most runs answer no shell

            return completion.answer()
        options = _options(given)
        if options is None:
            return DONE
        policy.begin(options.restricted)
        return _run_with_log(options, given) if options.debug else _run(options)
    except UsageError as error:
        complain(str(error))
        return USAGE
    except BriefingError as error:
        complain(str(error))
        return SOME_FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        from tui.options import standard_output  # noqa: PLC0415

        standard_output.discard()  # whoever read our output has enough
        return DONE
    except Exception as error:
        if sys.flags.dev_mode:  # with `python -X dev`, for who looks for the mistake
            raise
        from tui.command_line import crash  # noqa: PLC0415

        complain(crash.message(error))
        return SOME_FAILED


def _run_with_log(options: Options, words: list[str]) -> int:
    from tui.command_line import debug_log  # noqa: PLC0415 - most runs keep no log

    log = debug_log.begin(words)
    try:
        status = _run(options._replace(log=log.descriptor))
        log.say(f"exit status {status}")
    except BaseException as error:
        for line in debug_log.told(error):
            log.say(line)
        raise
    finally:
        log.close()
        complain(f"The log is {log.path}.")
    return status


def _options(words: list[str]) -> Options | None:
    """What the words ask for; none if it is answered already."""
    options = fast_path.read(words)
    if options is None:
        # click: the first frame does not wait for it
        from tui.command_line import arguments  # noqa: PLC0415
        from tui.options import standard_output  # noqa: PLC0415

        standard_output.encode()
        options = arguments.parse(words)
    return options


def _run(options: Options) -> int:
    # Each command imports what it needs: a screen that opens a known article waits for none of the others.
    if options.command == "doctor":
        from tui.command_line import doctor  # noqa: PLC0415

        return doctor.run(options)
    if options.command in ("add", "list", "forget"):
        from tui.command_line import library_commands  # noqa: PLC0415

        return library_commands.run(options)
    if options.command == "print":
        from tui.command_line import printing  # noqa: PLC0415

        return printing.run(options)
    if options.command == "completion":
        from tui.command_line import completion  # noqa: PLC0415

        return completion.run(options)
    if options.command == "man":
        from tui.command_line import manual_page  # noqa: PLC0415

        return manual_page.run()
    if options.linear:
        from tui.linear import loop  # noqa: PLC0415
        from tui.options import standard_output  # noqa: PLC0415

        standard_output.check()
        return loop.run(options)
    gc.disable()  # until the first frame is out
    from tui.command_line import open_screen  # noqa: PLC0415

    return open_screen.run(options)
