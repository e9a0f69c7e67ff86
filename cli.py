"""Door 1: the command line's beginning and end: what answers a line, and with which code the process exits.

A plain line of a program (a question, its options, `--json`) is answered without click, whose import takes longer than
many an answer; everything else is click's (`command_line`).
"""

from __future__ import annotations

import errno
import gc
import sys

from .command_line.plain_command import plain_command
from .command_line.printed import forgive_letters
from .errors import GroundplanError

__all__ = ["main"]

USAGE_ERROR, INTERNAL_ERROR, INTERRUPTED = 2, 3, 130


def main() -> None:
    """Runs the command line and exits: 0 clean, 1 findings, 2 a usage error or a question that can't be answered, 3 a bug."""
    forgive_letters()
    code = _run(sys.argv[1:])
    gc.freeze()  # the process ends and gives all back at once: looking for cycles until then took up to a tenth of a question
    gc.enable()
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    try:
        command = plain_command(arguments)
        if command is not None:
            gc.disable()
            return command()
        from .command_line.commands import run

        return run(arguments)
    except GroundplanError as error:
        _say(str(error))
        return USAGE_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone (`| head`): nothing more to say
        return 0
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            _say(f"there is no room for what was to be written: {error.strerror}. Free some, and ask again")
            return USAGE_ERROR
        _say(f"internal error: {type(error).__name__}: {error}. Please report it with --debug's output")
        if "--debug" in arguments:
            raise
        return INTERNAL_ERROR


def _say(message: str) -> None:
    sys.stderr.write(f"groundplan: {message}\n")
    sys.stderr.flush()
