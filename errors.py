"""Every error a user can see: one line that names the problem and the next step."""

from __future__ import annotations

__all__ = [
    "BUGS", "AmbiguousSymbolError", "ExtraNotInstalledError", "FileNotInWorkspaceError", "GitFailedError", "GroundplanError",
    "IndexUnavailableError", "InvalidParameterError", "RootNotFoundError", "SymbolNotFoundError",
]  # fmt: skip

BUGS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a mistake of ours raises; never what says something of the question, the index or the machine."""

LONGEST, SHOWN = 1200, 400
"""Of a message that repeats a long text which was given, its beginning and its end are shown: what is wrong, and what to do."""


class GroundplanError(Exception):
    """Base of all errors raised on purpose; its text, always one line, is shown to the user as it is.

    Over MCP it becomes a tool error, on the command line exit code 2.
    """

    def __init__(self, message: str) -> None:
        line = "\\n".join(message.splitlines())
        super().__init__(line if len(line) <= LONGEST else f"{line[:SHOWN]}…{line[-SHOWN:]}")


class RootNotFoundError(GroundplanError):
    """The workspace root does not exist or is not a folder."""


class FileNotInWorkspaceError(GroundplanError):
    """A path that the index does not know; the message lists the nearest ones."""


class SymbolNotFoundError(GroundplanError):
    """A symbol that its file does not define; the message lists the nearest ones."""


class AmbiguousSymbolError(GroundplanError):
    """A bare name that several symbols of the file carry; the message lists the candidates."""


class InvalidParameterError(GroundplanError):
    """A parameter of the wrong type, or a value outside its choices."""


class ExtraNotInstalledError(GroundplanError):
    """A library that only one way of use needs is missing; the message says how to install it."""


class GitFailedError(GroundplanError):
    """Git stands between a question and its answer: it is missing, refuses or finds its repository broken."""


class IndexUnavailableError(GroundplanError):
    """The index can be neither read nor written (disk full, no permission)."""
