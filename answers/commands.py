"""The answers of `test_command` and `build_command`."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from .evidence import Evidence

__all__ = ["BuildCommand", "Command", "TestCommand"]


class TestCommand(TypedDict):
    """The answer of `test_command`; `note` says so where there is no test to run."""

    test_commands: list[Command]
    recommended: str | None
    note: NotRequired[str]
    coverage: NotRequired[str]


class BuildCommand(TypedDict):
    """The answer of `build_command`."""

    build_commands: list[Command]
    recommended: str | None
    coverage: NotRequired[str]


class Command(TypedDict):
    """A command, and what proves it."""

    command: str
    directory: str
    package: str | None
    evidence: list[Evidence]
