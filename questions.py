"""The questions: one entry each, with its parameters. Command line, MCP server and Python all read this one list.

It is data, so that a door can offer every question without importing any analyzer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Any, Final, NamedTuple

from .errors import InvalidParameterError

__all__ = ["QUESTIONS", "Parameter", "Question", "check_parameters"]

REQUIRED: Final = object()
NOT_TEXT = re.compile("[\\0\\ud800-\\udfff]")


class Parameter(NamedTuple):
    """A parameter of a question.

    Attributes:
        type: `str | int | float | bool | list` (a list of texts).
        help: what the name and the choices leave open; "" where that is nothing.
        default: `REQUIRED` where there is none.
        choices: the values it takes; empty for any.
        may_be_empty: an empty text is a value, and not the same as none.
    """

    name: str
    type: type
    default: Any
    help: str
    choices: tuple[str, ...] = ()
    may_be_empty: bool = False

    @property
    def required(self) -> bool:
        """It has to be given."""
        return self.default is REQUIRED


class Question(NamedTuple):
    """A question.

    Attributes:
        summary: what it answers, in one line: the tool's description and the command's help.
        answer: the name of its answer's type in `answers`.
    """

    name: str
    summary: str
    answer: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def leading(self) -> list[Parameter]:
        """The parameters that may be given without their names, as in Python: the texts that come first."""
        return list(takewhile(lambda parameter: parameter.type in (str, list), self.parameters))


def _limit(default: int) -> Parameter:
    return Parameter("limit", int, default, "0 for all")


DUPLICATE_TYPES = ("file", "function", "class", "component", "route", "endpoint", "any")
ENTRY_KINDS = ("cli", "main", "web", "worker", "serverless", "container", "script", "library", "route")
OTHER_WORDS = {
    "query": "pattern", "files": "changes", "dependents": "importers", "dependencies": "imports", "production": "runtime",
    "devdependencies": "dev", "development": "dev", "http": "route", "api": "route", "remove": "delete", "edit": "modify",
    "update": "modify", "module": "file", "folder": "directory", "method": "function",
}  # fmt: skip
"""What other tools call a parameter or a choice → what it is called here."""
CHANGE_TYPES = ("modify", "delete", "rename", "refactor", "signature")

_ALL = (
    Question(
        "detect",
        "What the workspace is made of: type, languages, frameworks, tools, databases, CI, with evidence.",
        "Detect",
    ),
    Question(
        "entry_points",
        "Where execution begins: commands, mains, web apps, workers, containers, scripts, libraries, routes.",
        "EntryPoints",
        (
            Parameter("kind", str, None, "", ENTRY_KINDS),
            Parameter("package", str, None, "name or directory"),
            _limit(50),
        ),
    ),
    Question(
        "packages",
        "The workspace's packages, their needs of each other, the manager's commands.",
        "Packages",
        (_limit(100),),
    ),
    Question(
        "deps",
        "Third-party dependencies: constraint, version, scope, users; unused, undeclared, conflicting ones.",
        "Deps",
        (
            Parameter("package", str, None, "name or directory"),
            Parameter("scope", str, None, "", ("runtime", "dev", "test", "build", "optional", "peer")),
            Parameter("check_outdated", bool, False, "ask the registries (uses the network)"),
            _limit(100),
        ),
    ),
    Question(
        "dependency_graph",
        "What a file imports and what imports it; without a file: the whole graph with its cycles.",
        "DependencyGraph",
        (
            Parameter("file_path", str, None, "none for the whole graph"),
            Parameter("direction", str, "both", "", ("imports", "importers", "both")),
            Parameter("level", str, "file", "", ("file", "directory", "package")),
            Parameter("depth", int, 1, "steps; 0 for all"),
            _limit(50),
        ),
    ),
    Question(
        "impact_analysis",
        "What a change (one of file_path, changes, diff, staged) can affect: files, broken references, tests, risk.",
        "Impact",
        (
            Parameter("file_path", str, None, ""),
            Parameter("change_type", str, "modify", "", CHANGE_TYPES),
            Parameter("symbol", str, None, "dotted path or bare name in that file"),
            Parameter("depth", int, None, "steps; 0 for all"),
            Parameter("changes", list, None, ""),
            Parameter("diff", str, None, "revision or range"),
            Parameter("staged", bool, False, ""),
            _limit(50),
        ),
    ),
    Question(
        "check_duplicates",
        "Whether something exists already: by name, or by content (paths, code, staged, whole workspace).",
        "Duplicates",
        (
            Parameter("name", str, None, "of what is to be created"),
            Parameter("type", str, "any", "", DUPLICATE_TYPES),
            Parameter("paths", list, None, ""),
            Parameter("code", str, None, "a snippet", may_be_empty=True),
            Parameter("staged", bool, False, ""),
            Parameter("min_tokens", int, 50, ""),
            Parameter("threshold", float, 0.7, "0 to 1"),
            _limit(20),
        ),
    ),
    Question(
        "existing_patterns",
        "How a thing is done here: best examples and conventions of a role.",
        "Patterns",
        (
            Parameter("pattern_type", str, REQUIRED, "a role, free words, or 'relevant'"),
            Parameter("description", str, None, ""),
            _limit(5),
        ),
    ),
    Question(
        "safe_location",
        "Where a new file goes and how it is named, by this workspace's own conventions.",
        "Location",
        (
            Parameter("file_type", str, REQUIRED, "role: service, component, test, migration, ..."),
            Parameter("name", str, REQUIRED, "what it is about: Orders, user profile"),
            Parameter("description", str, None, ""),
            Parameter("language", str, None, ""),
            Parameter("package", str, None, "name or directory"),
        ),
    ),
    Question(
        "analyze",
        "Everything that detect, entry_points, packages and standards say, and the folder structure.",
        "Analyze",
        (Parameter("deep_scan", bool, False, ""),),
    ),
    Question("context", "What to read first: the workspace in at most 1,500 tokens.", "Context"),
    Question("standards", "Coding standards as configured and as followed, and where the two contradict.", "Standards"),
    Question(
        "find",
        "Files by glob and symbols by name: exact, prefix, camel humps, fuzzy.",
        "Find",
        (
            Parameter("pattern", str, REQUIRED, "a glob for files, or a name"),
            Parameter("kind", str, "any", "any, file, or a symbol kind (function, class, ...)"),
            _limit(20),
        ),
    ),
    Question(
        "test_command",
        "The command that runs the tests, of the workspace or of one file or folder.",
        "TestCommand",
        (Parameter("path", str, None, "a file or folder; tests near it are run"),),
    ),
    Question(
        "build_command",
        "The command that builds the workspace or one package.",
        "BuildCommand",
        (Parameter("package", str, None, "name or directory"),),
    ),
    Question("git", "Branch, changes, recent commits, and the files that change most.", "Git"),
    Question(
        "metrics",
        "Sizes, complexity, hotspots, cycles, orphans, coupling, duplication.",
        "Metrics",
        (Parameter("detailed", bool, False, ""), _limit(20)),
    ),
    Question(
        "validate_changes",
        "Whether a change is safe: syntax, imports, references, duplicates, cycles; tests where allowed.",
        "Validation",
        (
            Parameter("changes", list, None, "changed files; none for what git says"),
            Parameter("run_tests", bool, False, "only where the operator allowed it"),
        ),
    ),
)

QUESTIONS: dict[str, Question] = {question.name: question for question in _ALL}


def check_parameters(question: Question, given: dict[str, Any]) -> dict[str, Any]:
    """The parameters with their defaults, of the declared types.

    Raises:
        InvalidParameterError: naming the parameter, what is wrong, and what would be right.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            hint = _meant(name, known) or f"Parameters: {', '.join(known) or 'none'}"
            raise InvalidParameterError(f"{question.name} has no parameter {name!r}. {hint}")
    checked = {}
    for name, parameter in known.items():
        value = given.get(name)
        if value is None or (
            value == "" and not (parameter.required or parameter.may_be_empty)
        ):  # agents fill what they leave out with ""
            if parameter.required:
                raise InvalidParameterError(
                    f"{question.name} needs {name!r}{': ' if parameter.help else ''}{parameter.help}"
                )
            checked[name] = parameter.default
        else:
            checked[name] = _check(parameter, value)
    return checked


def _check(parameter: Parameter, value: Any) -> Any:
    expected = parameter.type
    if isinstance(value, os.PathLike):
        value = os.fspath(value)
    if expected is list and isinstance(value, (list, tuple)):
        value = [os.fspath(item) if isinstance(item, os.PathLike) else item for item in value]
    if expected is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if expected is list and isinstance(value, str):
        value = [value]
    texts = value if isinstance(value, list) else [value]
    if any(isinstance(item, str) and not _is_text(item) for item in texts):
        raise InvalidParameterError(
            f"{parameter.name} must be valid UTF-8 without NUL: {value!r}. Give it without what is no text"
        )
    wrong = not isinstance(value, expected) or (expected is int and isinstance(value, bool))
    if wrong or (expected is list and not all(isinstance(item, str) for item in value)):
        names = {
            str: "a text",
            int: "a whole number",
            float: "a number",
            bool: "true or false",
            list: "a list of texts",
        }
        given = "the text " if isinstance(value, str) else ""  # '5' for 5 is told apart only by its quotes
        raise InvalidParameterError(f"{parameter.name} must be {names[expected]}, not {given}{value!r}")
    if expected is int and value < 0:
        meaning = f" ({parameter.help})" if parameter.help else ""
        raise InvalidParameterError(f"{parameter.name} must not be negative: {value}. Give 0 or more{meaning}")
    if parameter.choices and value not in parameter.choices:
        folded = str(value).lower().replace("-", "_")
        if folded not in parameter.choices:
            hint = _meant(folded, parameter.choices)
            raise InvalidParameterError(
                f"{parameter.name} must be one of {', '.join(parameter.choices)}, not {value!r}{hint and f'. {hint}'}"
            )
        value = folded
    return value


def _meant(given: str, known: Iterable[str]) -> str:
    """The one that has a word of the name (`path`: `file_path`), is otherwise called so, or is spelt like it; "" for none."""
    import difflib

    names, words = list(known), set(given.lower().split("_"))
    near = [name for name in names if words & set(name.split("_"))]
    near = near or [name for name in names if name == OTHER_WORDS.get(given.lower())]
    near = near or difflib.get_close_matches(given, names, n=1)
    return f"Did you mean {near[0]!r}?" if near else ""


def _is_text(value: str) -> bool:
    """Bytes that are not UTF-8 come from the command line as lone surrogates."""
    return NOT_TEXT.search(value) is None
