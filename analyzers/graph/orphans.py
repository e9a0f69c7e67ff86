"""Orphans: product files that nothing uses, as far as imports can tell; what may be used without one is not claimed.

A file that users of a library import, that a framework loads by its folder or its name, or that a build compiles is no orphan.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..entries.entry_files import entry_files
from ..per_index import per_index
from ..workspace.test_files import test_files
from ..workspace.workspace_packages import product_manifests
from .named_files import files_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...indexer.index import Index

__all__ = ["orphans"]

COMPILED_ALONE = frozenset({"C", "C++", "Objective-C"})
"""Their sources are named by the build; a header is included, a source never is."""
BY_TYPE = frozenset({"Java", "Kotlin", "Scala", "C#", "Swift", "PHP"})
"""Their files are used by the types in them: one without a type (assembly attributes, extensions alone) shows no use."""
TYPES = frozenset({"class", "interface", "enum", "struct", "trait", "type", "object"})
LIBRARIES = frozenset({"Ruby", "Python"}) | BY_TYPE
"""Their libraries offer every public file; those of npm say which (`main`, `exports`)."""
CALLED_BY_SYNTAX = frozenset({"Add", "Deconstruct", "GetAsyncEnumerator", "GetAwaiter", "GetEnumerator"})
"""Extension methods that C# calls for a pattern, without their name (https://learn.microsoft.com/dotnet/csharp/language-reference/)."""
GO_HEAD = 4000
FOLDER_FILES = 4
FOLDER_SHARE = 0.8
READ_BY_NAME = re.compile(
    r"(?:^|/)(?:(?:Guard|Danger|Cap|Fast|App|Vagrant|Steep|Brew|Pod|Thor)file|Appraisals|\.(?:simplecov|pryrc|irbrc)"
    r"|config/(?:application|boot|environment|importmap|puma|deploy|schedule|routes|(?:environments|initializers|routes)/.+)\.rb"
    r"|db/seeds\.rb)$"
)
"""Files of Ruby that a tool or Rails reads by their place, without an import."""
"""Where so many of a folder's files, and so large a part, are imported by none, the folder is loaded as one (locales, migrations)."""


@per_index
def orphans(index: Index) -> list[str]:
    """Product files that nothing imports, that begin nothing, that no test runner collects, and that nothing may load unseen."""
    imported = index.adjacency[1]
    code = [path for path, file in index.files.items() if file.zone == "product" and file.parsed and file.code_lines]
    alone = {path for path in code if path not in imported}
    begins, tests = entry_files(index), test_files(index)
    candidates = [path for path in code if path in alone and path not in begins and not tests.is_test(path)]
    loaded, typed, public = _loaded_folders(code, alone), _typed(index), _public(index)
    left = [
        path
        for path in candidates
        if loaded.isdisjoint(_meant(path))
        and not _unseen(index, path, typed)
        and path not in public
        and not READ_BY_NAME.search(path)
    ]
    named = files_named(index, left, begins)
    return [path for path in left if path not in named and not _extends(index, path) and not _on_demand(index, path)]


def _folders(path: str) -> Iterator[str]:
    """The folders around a file, innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _loaded_folders(code: list[str], alone: set[str]) -> set[str]:
    """Folders whose files are hardly imported; of the outermost only the files directly in them are asked."""
    total = Counter(folder for path in code for folder in _meant(path))
    unused = Counter(folder for path in alone for folder in _meant(path))
    return {
        folder for folder, count in unused.items() if count >= FOLDER_FILES and count >= FOLDER_SHARE * total[folder]
    }


def _meant(path: str) -> Iterator[str]:
    """The folders that a file speaks for."""
    own = path.rpartition("/")[0]
    return (folder for folder in _folders(path) if "/" in folder or folder == own)


def _typed(index: Index) -> set[str]:
    """Files that declare a type of their own."""
    rows = index.iterate("SELECT path, kind FROM symbols JOIN files ON files.id = file_id WHERE qualname = name")
    return {path for path, kind in rows if kind in TYPES}


def _unseen(index: Index, path: str, typed: set[str]) -> bool:
    """Whether a use of the file would make no edge."""
    language = index.files[path].language
    if language in COMPILED_ALONE:
        return not path.endswith((".h", ".hh", ".hpp", ".hxx", ".inl"))
    return language in BY_TYPE and path not in typed


def _extends(index: Index, path: str) -> bool:
    """Whether a C# file offers an extension method that another file may call: which one a call means is not always told."""
    names = {item.name.partition(" ")[0][1:] for item in index.exports(path) if item.name[:1] == "."}
    return not names.isdisjoint(CALLED_BY_SYNTAX) or any(
        other != path for name in names for other in index.files_using(name)
    )


def _on_demand(index: Index, path: str) -> bool:
    """Whether a Go file is compiled only where a build asks for it (`//go:build gofuzz`)."""
    return index.files[path].language == "Go" and b"//go:build " in index.read(path)[:GO_HEAD]


def _public(index: Index) -> set[str]:
    """Files that offer something to users of a library: of packages in which no program begins."""
    folders = {path.rpartition("/")[0] for path in product_manifests(index)}
    libraries = folders - _programs(index, folders)
    rows = index.iterate(
        "SELECT DISTINCT path FROM symbols JOIN files ON files.id = file_id WHERE exported AND qualname = name"
    )
    offering = {row[0] for row in rows if index.files[row[0]].language in LIBRARIES and "/_" not in f"/{row[0]}"}
    return {path for path in index.files if _in_gem(path, libraries)} | {
        path for path in offering if _home(path, folders) in libraries
    }


def _home(path: str, folders: set[str]) -> str | None:
    """The folder of the closest manifest at or above a file."""
    return next((folder for folder in [*_folders(path), ""] if folder in folders), None)


def _in_gem(path: str, folders: set[str]) -> bool:
    """Whether a file lies below the `lib` beside a manifest: whatever is there can be required by its path."""
    home, found, _ = f"/{path}".rpartition("/lib/")
    return path.endswith(".rb") and bool(found) and home[1:] in folders


def _programs(index: Index, folders: set[str]) -> set[str | None]:
    """Of the manifests' folders those of packages in which a program begins, by their entries and `main` functions."""
    rows = index.iterate(
        "SELECT path FROM symbols JOIN files ON files.id = file_id WHERE name IN ('main', 'Main') AND kind IN ('function', 'method')"
    )
    starts = {row[0] for row in rows}
    starts |= {path for path, item in index.manifests.items() if any(entry.kind != "library" for entry in item.entries)}
    return {_home(path, folders) for path in starts if index.files[path].zone == "product"}
