"""C and C++: the folders that a compiler would search, read from the build files of the workspace.

Compilation databases (https://clang.llvm.org/docs/JSONCompilationDatabase.html) say it for each file; CMake, Make and
Meson say it for what lies below their file.
"""

from __future__ import annotations

import json
import posixpath
from functools import cache
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...workspace_paths import joined, outwards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..base import World

__all__ = ["IncludePaths"]

MAKEFILES = ("Makefile", "makefile", "GNUmakefile", "*.mk", "*.mak", "Makefile.*")
CMAKEFILES = ("CMakeLists.txt", "*.cmake")
FLAG = re.compile(r"-(?:I|isystem|iquote|idirafter)[ \t]*(\"[^\"\n]+\"|[^\s\"'\\]+)")
CMAKE_CALL = re.compile(
    r"\b(include_directories|target_include_directories)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)", re.IGNORECASE
)
PROJECT = re.compile(r"^[ \t]*project\s*\(\s*['\"]?([\w.+-]+)", re.IGNORECASE | re.MULTILINE)
MESON_CALL = re.compile(r"\binclude_directories\s*\(([^()]*)\)")
MAKE_VARIABLE = re.compile(r"^[ \t]*(\w+)[ \t]*[:?]?=[ \t]*([^\s#$]+)[ \t]*$", re.MULTILINE)
REFERENCE = re.compile(r"\$[({](\w+)[)}]|@(\w+)@")
GENERATOR = re.compile(r"\$<(?:BUILD_INTERFACE|BUILD_LOCAL_INTERFACE|INSTALL_INTERFACE)?:?([^<>]*)>")
CHOSEN = re.compile(r"\$<\$<[^<>]*>:[^<>]*>")
"""Folders under a condition, of which a build has one: each of several ports."""
CMAKE_WORDS = frozenset({"PUBLIC", "PRIVATE", "INTERFACE", "SYSTEM", "BEFORE", "AFTER"})
HERE = frozenset({"CMAKE_CURRENT_SOURCE_DIR", "CMAKE_CURRENT_LIST_DIR", "srcdir", "CURDIR", "PWD", "builddir"})
TOP = frozenset(
    {"CMAKE_SOURCE_DIR", "PROJECT_SOURCE_DIR", "top_srcdir", "abs_top_srcdir", "top_builddir", "TOP", "ROOT"}
)


class IncludePaths:
    """Folders to search for the includes of a file.

    Attributes:
        by_file: source file → folders, in the order of its compiler command.
        by_folder: folder of a build file → folders that it names.
        everywhere: all folders that some build file names, sorted.
        projects: name of a project → folder of the build file that says it.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.by_file: dict[str, tuple[str, ...]] = {}
        self.by_folder: dict[str, list[str]] = {}
        self.projects: dict[str, str] = {}
        self._around = cache(self._named_around)
        for path in world.matching("compile_commands.json"):
            self._read_commands(path)
        for patterns, reader in ((CMAKEFILES, _cmake), (MAKEFILES, _make), (("meson.build",), _meson)):
            for path in world.matching(*patterns):
                text = world.read(path).decode("utf-8", "replace")
                self._add(path, reader(text))
                self.projects.update((name, posixpath.dirname(path)) for name in PROJECT.findall(text))
        named = {folder for folders in (*self.by_folder.values(), *self.by_file.values()) for folder in folders}
        self.everywhere = sorted(named)

    def of(self, path: str) -> tuple[str, ...]:
        """The folders to search for a file: those of its own command, else of the build files above it, nearest first."""
        return self.by_file[path] if path in self.by_file else self._around(posixpath.dirname(path))

    def _named_around(self, folder: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(named for above in outwards(folder) for named in self.by_folder.get(above, ())))

    def _add(self, path: str, folders: Iterable[tuple[bool, str]]) -> None:
        here = posixpath.dirname(path)
        known = self.by_folder.setdefault(here, [])
        for from_top, written in folders:
            for base in self._tops(here) if from_top else (here,):
                folder = joined(base, written)
                if folder in self.world.directories:
                    if folder not in known:
                        known.append(folder)
                    break

    def _tops(self, here: str) -> Iterator[str]:
        """The folders that a project's top may be: those of the build files above, outermost first."""
        parts = here.split("/") if here else []
        yield from ("/".join(parts[:count]) for count in range(len(parts) + 1))

    def _read_commands(self, path: str) -> None:
        try:
            entries = json.loads(self.world.read(path))
        except (ValueError, RecursionError):
            return  # a damaged database says nothing; the other rules still apply
        root = ""
        for entry in entries if isinstance(entries, list) else ():
            if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
                continue
            directory = str(entry.get("directory", ""))
            file = posixpath.normpath(posixpath.join(directory, entry["file"]))
            root = root if root and file.startswith(root) else _root_of(file, self.world)
            if not root:
                continue
            folders = (posixpath.normpath(posixpath.join(directory, item)) for item in _flags(entry))
            inside = [item.removeprefix(root).strip("/") for item in folders if f"{item}/".startswith(root)]
            self.by_file[file.removeprefix(root)] = tuple(dict.fromkeys(inside))


def _flags(entry: dict[str, object]) -> Iterator[str]:
    """The folders of `-I`, `-isystem`, `-iquote` in a compile command, in order."""
    arguments = entry.get("arguments")
    command = " ".join(map(str, arguments)) if isinstance(arguments, list) else str(entry.get("command", ""))
    for match in FLAG.finditer(command):
        yield match[1].strip('"')


def _root_of(file: str, world: World) -> str:
    """The absolute path, with a slash, under which the workspace's files lay when the database was written; "" if unknown."""
    parts = file.split("/")
    for count in range(1, len(parts)):
        if "/".join(parts[count:]) in world.files:
            return "/".join(parts[:count]) + "/"
    return ""


def _cmake(text: str) -> Iterator[tuple[bool, str]]:
    for match in CMAKE_CALL.finditer(CHOSEN.sub("", re.sub(r"#[^\n]*", "", text))):
        arguments = match[2].split()
        for argument in arguments[1:] if match[1].lower().startswith("target") else arguments:
            inner = GENERATOR.sub(r"\1", argument).strip('"')
            if inner not in CMAKE_WORDS:
                yield from _expanded(inner, {})


def _make(text: str) -> Iterator[tuple[bool, str]]:
    if "-I" not in text and "-i" not in text:
        return
    variables = dict(MAKE_VARIABLE.findall(text))
    for match in FLAG.finditer(text):
        yield from _expanded(match[1].strip('"'), variables)


def _meson(text: str) -> Iterator[tuple[bool, str]]:
    for match in MESON_CALL.finditer(text):
        for written in re.findall(r"'([^'\n]+)'", match[1]):
            yield False, written


def _expanded(written: str, variables: dict[str, str]) -> Iterator[tuple[bool, str]]:
    """`(counted from the project's top, path)` of a folder as a build file writes it; nothing where it can't be known."""
    from_top = False
    for _ in range(4):
        match = REFERENCE.search(written)
        if match is None:
            break
        name = match[1] or match[2]
        if name in variables:
            value = variables[name]
        elif name in HERE:
            value = "."
        elif name in TOP or name.upper().endswith("_SOURCE_DIR"):
            value, from_top = ".", True
        else:
            return
        written = written[: match.start()] + value + written[match.end() :]
    if "$" not in written and not written.startswith("/") and written:
        yield from_top, written
