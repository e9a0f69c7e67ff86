"""How the managers that test by themselves are told to run only some tests, in each one's own terms."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...indexer.index import Index

__all__ = ["TESTED_BY_MANAGER", "narrowed"]

TESTED_BY_MANAGER = frozenset({"golang", "cargo", "maven", "nuget", "hex", "swift", "hackage", "pub"})
"""Ecosystems whose manager runs tests itself."""
MOST_NAMES = 8


def narrowed(
    index: Index, manager: str, command: str, tests: Sequence[str], inner: Sequence[str], name: str, asked: str
) -> str:
    """The manager's test command for some files.

    Args:
        tests: test files or folders, from the workspace's root.
        inner: the same, from the package's directory.
        name: of one test; "" for all.
        asked: the file or folder that was asked for, from the package's directory.
    """
    narrow = NARROWERS.get(manager)
    return narrow(index, command, tests, inner, name, asked) if narrow else command


def _go(index: Index, command: str, tests: Sequence[str], inner: Sequence[str], name: str, asked: str) -> str:
    folders = [
        posixpath.dirname(path) if path.endswith(".go") else path for path in (*inner, *(() if inner else (asked,)))
    ]
    targets = " ".join(shlex.quote(f"./{folder}") if folder else "." for folder in dict.fromkeys(folders))
    names = [name.rpartition(".")[2]] if name else _go_tests(index, tests)
    pattern = names[0] if len(names) == 1 else f"({'|'.join(names)})"
    return f"{command.partition(' ./...')[0]} {targets}" + (
        f" -run '^{pattern}$'" if 0 < len(names) <= MOST_NAMES else ""
    )


def _go_tests(index: Index, tests: Sequence[str]) -> list[str]:
    """The test functions of one file; () for folders and several files, which are run whole."""
    if len(tests) != 1 or tests[0] not in index.files:
        return []
    return [
        symbol.name
        for symbol in index.symbols(tests[0], kinds=("function",))
        if symbol.name.startswith(("Test", "Example", "Fuzz"))
    ]


def _cargo(index: Index, command: str, tests: Sequence[str], inner: Sequence[str], name: str, asked: str) -> str:
    """Files below `tests/` are programs of their own; others are told by their module's name."""
    del index, tests
    programs = [_stem(path) for path in inner if path.startswith("tests/") and path.count("/") == 1]
    text = command + "".join(f" --test {shlex.quote(stem)}" for stem in programs)
    module = "" if programs or not asked.endswith(".rs") else _stem(asked)
    wanted = name.rpartition(".")[2] or ("" if module in {"lib", "main", "mod"} else module)
    return f"{text} {shlex.quote(wanted)}" if wanted else text


def _maven(index: Index, command: str, tests: Sequence[str], inner: Sequence[str], name: str, asked: str) -> str:
    del index, tests, asked
    stems = [_stem(path) for path in inner if "." in path.rpartition("/")[2]]
    method = f"#{name.rpartition('.')[2]}" if name else ""
    return f"{command} -Dtest={','.join(stems)}{method}" if stems else command


def _gradle(index: Index, command: str, tests: Sequence[str], inner: Sequence[str], name: str, asked: str) -> str:
    del index, tests, asked
    stems = [_stem(path) for path in inner if "." in path.rpartition("/")[2]]
    method = f".{name.rpartition('.')[2]}" if name else ""
    return command + "".join(f" --tests {stem}{method}" for stem in stems)


def _by_filter(index: Index, command: str, tests: Sequence[str], inner: Sequence[str], name: str, asked: str) -> str:
    del index, tests, asked
    stems = [_stem(path) for path in inner if "." in path.rpartition("/")[2]]
    if not stems:
        return command
    wanted = f"{stems[0]}.{name.rpartition('.')[2]}" if name else stems[0]
    return f"{command} --filter {f'FullyQualifiedName~{wanted}' if command.startswith('dotnet') else wanted.replace('.', '/')}"


def _by_path(index: Index, command: str, tests: Sequence[str], inner: Sequence[str], name: str, asked: str) -> str:
    del index, tests, name
    return " ".join([command, *(shlex.quote(path) for path in inner or (asked,))])


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


NARROWERS: dict[str, Callable[[Index, str, Sequence[str], Sequence[str], str, str], str]] = {
    "go": _go,
    "cargo": _cargo,
    "maven": _maven,
    "gradle": _gradle,
    "dotnet": _by_filter,
    "swift": _by_filter,
    "mix": _by_path,
    "pub": _by_path,
}
"""Manager → how its test command is narrowed."""
