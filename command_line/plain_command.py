"""Command lines as programs write them, answered without click: `QUESTION [OPTION VALUE]... --json`, and `index`.

Only lines that mean the same to click are taken. For any other (help, a table, a mistake) there is no plain command.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

from ..questions import QUESTIONS
from .opening import from_here, open_workspace, progress_bar
from .printed import json_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..indexer.refreshed import Refreshed
    from ..questions import Parameter, Question

__all__ = ["plain_command", "told"]

SELDOM = 200_000
"""New objects between two looks for cycles: a process that answers one question makes many objects and few cycles."""


def plain_command(arguments: list[str]) -> Callable[[], int] | None:
    """What answers a line, and returns the exit code; None for a line that is not plain."""
    if not arguments or os.name == "nt":  # there click also expands patterns
        return None
    name, *rest = arguments
    if name == "index":
        line = _read(rest, {})
        return None if line is None or line.words or line.json else partial(_index, line.root)
    question = QUESTIONS.get(name.replace("-", "_"))
    line = None if question is None else _read(rest, {_flag(item): item for item in question.parameters})
    if question is None or line is None or not line.json or not _place(line, question):
        return None
    return partial(_ask, question.name, line)


def told(done: Refreshed) -> str:
    """What a refresh did, in words."""
    return f"{done.files} files, {done.changed} extracted, {done.removed} removed, {done.linked} linked in {done.seconds:.2f} s"


def _index(root: str | None) -> int:
    done = open_workspace(root).refresh(progress=progress_bar())
    _print(told(done), sys.stderr)
    return 0


def _ask(question: str, line: _Line) -> int:
    gc.set_threshold(SELDOM)
    workspace = open_workspace(line.root, allow_exec=bool(line.given.get("run_tests")))
    answer = workspace.ask(question, progress=progress_bar(), **from_here(line.given, workspace.root))
    _print(json_line(answer), sys.stdout)
    return int(bool(answer.get("found_duplicates"))) if question == "check_duplicates" else 0


def _print(text: str, where: TextIO) -> None:
    where.write(f"{text}\n")
    where.flush()


class _Line:
    """What a line says: the workspace, whether it asks for JSON, the parameters by name, and words without a name."""

    def __init__(self) -> None:
        self.root: str | None = None
        self.json = False
        self.given: dict[str, Any] = {}
        self.words: list[str] = []


def _flag(parameter: Parameter) -> str:
    return f"--{parameter.name.replace('_', '-')}"


def _read(arguments: list[str], parameters: dict[str, Parameter]) -> _Line | None:
    """Reads options and words; None where one is not plainly an option with its value."""
    line, rest = _Line(), iter(arguments)
    for argument in rest:
        flag, given, value = argument.partition("=")
        if not argument.startswith("-"):
            line.words.append(argument)
        elif argument == "--json":
            line.json = True
        elif argument in parameters and parameters[argument].type is bool:
            line.given[parameters[argument].name] = True
        elif flag == "--root" or flag in parameters:
            value = value if given else next(rest, "-")
            if (not given and value.startswith("-")) or not _take(line, parameters.get(flag), value):
                return None
        else:
            return None
    return line


def _take(line: _Line, parameter: Parameter | None, value: str) -> bool:
    """Notes a value of a parameter, or the root; False where it is not of the parameter's type."""
    if parameter is None:
        line.root = value
        return True
    if parameter.type is list:
        line.given.setdefault(parameter.name, []).append(value)
        return True
    if parameter.type is bool or (parameter.choices and value not in parameter.choices):
        return False
    try:
        line.given[parameter.name] = parameter.type(value)
    except ValueError:
        return False
    return True


def _place(line: _Line, question: Question) -> bool:
    """Gives words to the leading parameters, in their order; False where that does not come out even."""
    words = line.words
    for parameter in question.leading:
        if words and parameter.name in line.given:
            return False
        if words and parameter.type is list:
            line.given[parameter.name], words = words, []
        elif words and not _take(line, parameter, words[0]):
            return False
        else:
            words = words[1:]
    return not words
