"""The questions: one entry each, with its parameters. Command line, MCP server and Python all read this one list.

It is data, so that a door can offer every question without importing any analyzer.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Any, Final, NamedTuple

__all__ = ["QUESTIONS", "Parameter", "Question"]

REQUIRED: Final = object()


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
CHANGE_TYPES = ("modify", "delete", "rename", "refactor", "signature")

_ALL = (
    Question("detect",
        "What the workspace is made of: type, languages, frameworks, tools, databases, CI, with evidence.", "Detect"),
    Question("entry_points",
        "Where execution begins: commands, mains, web apps, workers, containers, scripts, libraries, routes.", "EntryPoints", (
        Parameter("kind", str, None, "", ENTRY_KINDS), Parameter("package", str, None, "name or directory"), _limit(50),
    )),
    Question("packages", "The workspace's packages, their needs of each other, the manager's commands.", "Packages", (
        _limit(100),
    )),
    Question("deps",
        "Third-party dependencies: constraint, version, scope, users; unused, undeclared, conflicting ones.", "Deps", (
        Parameter("package", str, None, "name or directory"),
        Parameter("scope", str, None, "", ("runtime", "dev", "test", "build", "optional", "peer")),
        Parameter("check_outdated", bool, False, "ask the registries (uses the network)"), _limit(100),
    )),
    Question("dependency_graph",
        "What a file imports and what imports it; without a file: the whole graph with its cycles.", "DependencyGraph", (
        Parameter("file_path", str, None, "none for the whole graph"),
        Parameter("direction", str, "both", "", ("imports", "importers", "both")),
        Parameter("level", str, "file", "", ("file", "directory", "package")),
        Parameter("depth", int, 1, "steps; 0 for all"), _limit(50),
    )),
    Question("impact_analysis",
        "What a change (one of file_path, changes, diff, staged) can affect: files, broken references, tests, risk.", "Impact", (
        Parameter("file_path", str, None, ""), Parameter("change_type", str, "modify", "", CHANGE_TYPES),
        Parameter("symbol", str, None, "dotted path or bare name in that file"),
        Parameter("depth", int, None, "steps; 0 for all"), Parameter("changes", list, None, ""),
        Parameter("diff", str, None, "revision or range"), Parameter("staged", bool, False, ""), _limit(50),
    )),
    Question("check_duplicates",
        "Whether something exists already: by name, or by content (paths, code, staged, whole workspace).", "Duplicates", (
        Parameter("name", str, None, "of what is to be created"), Parameter("type", str, "any", "", DUPLICATE_TYPES),
        Parameter("paths", list, None, ""), Parameter("code", str, None, "a snippet", may_be_empty=True),
        Parameter("staged", bool, False, ""), Parameter("min_tokens", int, 50, ""),
        Parameter("threshold", float, 0.7, "0 to 1"), _limit(20),
    )),
    Question("existing_patterns", "How a thing is done here: best examples and conventions of a role.", "Patterns", (
        Parameter("pattern_type", str, REQUIRED, "a role, free words, or 'relevant'"),
        Parameter("description", str, None, ""), _limit(5),
    )),
    Question("safe_location",
        "Where a new file goes and how it is named, by this workspace's own conventions.", "Location", (
        Parameter("file_type", str, REQUIRED, "role: service, component, test, migration, ..."),
        Parameter("name", str, REQUIRED, "what it is about: Orders, user profile"), Parameter("description", str, None, ""),
        Parameter("language", str, None, ""), Parameter("package", str, None, "name or directory"),
    )),
    Question("analyze",
        "Everything that detect, entry_points, packages and standards say, and the folder structure.", "Analyze", (
        Parameter("deep_scan", bool, False, ""),
    )),
    Question("context", "What to read first: the workspace in at most 1,500 tokens.", "Context"),
    Question("standards", "Coding standards as configured and as followed, and where the two contradict.", "Standards"),
    Question("find", "Files by glob and symbols by name: exact, prefix, camel humps, fuzzy.", "Find", (
        Parameter("pattern", str, REQUIRED, "a glob for files, or a name"),
        Parameter("kind", str, "any", "any, file, or a symbol kind (function, class, ...)"), _limit(20),
    )),
    Question("test_command", "The command that runs the tests, of the workspace or of one file or folder.", "TestCommand", (
        Parameter("path", str, None, "a file or folder; tests near it are run"),
    )),
    Question("build_command", "The command that builds the workspace or one package.", "BuildCommand", (
        Parameter("package", str, None, "name or directory"),
    )),
    Question("git", "Branch, changes, recent commits, and the files that change most.", "Git"),
    Question("metrics", "Sizes, complexity, hotspots, cycles, orphans, coupling, duplication.", "Metrics", (
        Parameter("detailed", bool, False, ""), _limit(20),
    )),
    Question("validate_changes",
        "Whether a change is safe: syntax, imports, references, duplicates, cycles; tests where allowed.", "Validation", (
        Parameter("changes", list, None, "changed files; none for what git says"),
        Parameter("run_tests", bool, False, "only where the operator allowed it"),
    )),
)  # fmt: skip

QUESTIONS: dict[str, Question] = {question.name: question for question in _ALL}
