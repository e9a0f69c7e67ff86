"""Orphans: product files that nothing uses, as far as imports can tell; what may be used without one is not claimed.

A file that users of a library import, that a framework loads by its folder or its name, or that a build compiles is no orphan.
"""

from __future__ import annotations

from collections import Counter
from posixpath import normpath
from typing import TYPE_CHECKING, Final

from ... import lazy_re as re
from ...indexer.languages.csharp.extensions import without_blocks
from ...indexer.languages.families import HEADERS, RECORDS, TYPES_NAME_FILES
from ...indexer.workspace_paths import outwards
from ..entries.entry_targets import target_file
from ..per_index import per_index
from ..workspace.code_places import TYPES
from ..workspace.test_files import test_files
from ..workspace.workspace_packages import product_manifests
from .computed_imports import imports_computing
from .named_files import files_named
from .read_by_place import ReadByPlace

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ...indexer.index import Index

__all__ = ["orphans"]

COMPILED_ALONE = frozenset({"C", "C++", "Objective-C"})
"""Their sources are named by the build; a header is included, a source never is."""
LIBRARIES = frozenset({"Go", "Ruby", "Python"}) | TYPES_NAME_FILES
"""Their libraries offer every public file; those of npm say which (`main`, `exports`)."""
CALLED_BY_SYNTAX = frozenset({"Add", "Deconstruct", "GetAsyncEnumerator", "GetAwaiter", "GetEnumerator"})
"""Extension methods that C# calls for a pattern, without their name (https://learn.microsoft.com/dotnet/csharp/language-reference/)."""
SOUGHT_BY_COMPILER = ("System.Runtime.", "System.Diagnostics.CodeAnalysis")
"""Namespaces of C# whose types the compiler asks for by name: a file that fills one in for an older platform is used."""
VARIANT = re.compile(r"(.+)\.(?:native|web|ios|android|windows|macos)(\.[cm]?[jt]sx?)")
"""A module for one platform, which a bundler takes in place of the plain one (https://reactnative.dev/docs/platform-specific-code)."""
BY_TEXT = {
    # what fills in for one platform what common code expects: https://kotlinlang.org/docs/multiplatform-expect-actual.html
    "Kotlin": re.compile(rb"^[ \t]*(?:@?\w+[ \t]+)*actual[ \t]", re.MULTILINE),
    # a program: https://docs.python.org/3/library/__main__.html
    "Python": re.compile(rb"^if\b.*\b__main__\b", re.MULTILINE),
    # what is found without its name: https://docs.scala-lang.org/tour/implicit-parameters.html, https://github.com/openjdk/jmh
    "Scala": re.compile(rb"\b(?:implicit|given|extension)\b|^package object\b|@Benchmark\b", re.MULTILINE),
    # a program, what Objective-C may name, what the system asks for: https://developer.apple.com/documentation/appintents
    "Swift": re.compile(
        rb"@(?:main|objc\w*|UIApplicationMain|NSApplicationMain)\b|^import (?:AppIntents|WidgetKit)\b", re.MULTILINE
    ),
    # types that are everywhere: https://www.typescriptlang.org/docs/handbook/declaration-merging.html#global-augmentation
    "TypeScript": re.compile(rb"^declare[ \t]+(?:global|module)\b", re.MULTILINE),
}
"""Language → what a file says that is used without an import of it."""
RUN_AS_TEXT = frozenset({"JavaScript", "TypeScript", "Python", "Ruby"})
"""A file of these that declares nothing for others is there for what it does: somebody runs it, or a page or a tool loads it."""
VALUES = frozenset({"constant", "variable"})
GO_HEAD = 4000
FOLDER_FILES = 4
FOLDER_SHARE = 0.8
"""Where so many of a folder's files, and so large a part, are imported by none, the folder is loaded as one (locales, migrations)."""
NOT_FOUND_BY_TYPE = frozenset({"Swift"})
"""The one of these languages without reflection that finds types at run time."""


@per_index
def orphans(index: Index) -> list[str]:
    """Product files that nothing imports, that begin nothing, that no test runner collects, and that nothing may load unseen."""
    imported = index.adjacency[1]
    code = [path for path, file in index.files.items() if file.zone == "product" and file.parsed and file.code_lines]
    code = [path for path in code if not path.endswith(RECORDS)]  # a person runs them
    alone = {path for path in code if path not in imported}
    begins, tests = entry_files(index), test_files(index)
    candidates = [path for path in code if path in alone and path not in begins and not tests.is_test(path)]
    unused = {
        path
        for path in code
        if all(index.files[other].zone == "test" or tests.is_test(other) for other in imported.get(path, ()))
    }
    loaded, typed, public, places = _loaded_folders(code, unused), _typed(index), _public(index), ReadByPlace(index)
    offering = _offering(index)
    left = [
        path
        for path in candidates
        if loaded.isdisjoint(_meant(path))
        and (path in offering or index.files[path].language not in RUN_AS_TEXT)
        and not _unseen(index, path, typed)
        and path not in public
        and not places.holds(path)
        and not _takes_the_place(path, imported)
    ]
    named = files_named(index, left, begins | {path for path in index.files if path not in imported})
    return [path for path in left if path not in named and not _serves_unseen(index, path)]


def _serves_unseen(index: Index, path: str) -> bool:
    """Whether a file is used in a way that makes no link: by a computed name, an extension method, a build tag."""
    return _extends(index, path) or _on_demand(index, path) or any(imports_computing(index, path))


def _loaded_folders(code: list[str], unused: set[str]) -> set[str]:
    """Folders of which most files are imported by nothing but tests; for a top-level folder only its direct files count."""
    total = Counter(folder for path in code for folder in _meant(path))
    left = Counter(folder for path in unused for folder in _meant(path))
    return {folder for folder, count in left.items() if count >= FOLDER_FILES and count >= FOLDER_SHARE * total[folder]}


def _meant(path: str) -> Iterator[str]:
    """The folders among whose files a file is counted."""
    own = path.rpartition("/")[0]
    return (folder for folder in outwards(own) if "/" in folder or folder == own != "")


def _typed(index: Index) -> set[str]:
    """Files that declare something by whose name alone others can use them.

    A type that extends another, or bears an annotation, may be found by that at run time: a controller, a handler, a module of
    dependency injection. Of Go, a file without a method of another file's type, with more than `init`: it is compiled with
    its package, and a call of the method names the type's file at most.
    """
    languages = sorted({file.language for file in index.files.values()} & (TYPES_NAME_FILES | {"Go"}))
    rows = index.iterate(
        "SELECT path, kind, language, bases, decorators, name FROM files CROSS JOIN symbols ON files.id = file_id "  # noqa: S608 - marks
        f"WHERE language IN ({','.join('?' * len(languages))}) AND qualname = name",
        languages,
    )
    typed: set[str] = set()
    found: set[str] = set()
    for path, kind, language, bases, decorators, name in rows:
        if language == "Go":
            typed.update({path} if name != "init" else ())
        elif kind in TYPES:
            typed.add(path)
            if (bases or decorators) and language in TYPES_NAME_FILES - NOT_FOUND_BY_TYPE:
                found.add(path)
    sought = {path for path in typed if index.files[path].module.startswith(SOUGHT_BY_COMPILER)}
    return typed - found - sought - _parts(index) - _with_members_of_others(index)


def _parts(index: Index) -> set[str]:
    """C# files that go on with a type of another file in their folder (`partial`): it is used where the type is."""
    rows = index.iterate(
        "SELECT path, name FROM symbols JOIN files ON files.id = file_id "
        "WHERE language = 'C#' AND qualname = name AND kind IN ('class', 'struct', 'interface')"
    )
    holders: dict[tuple[str, str, str], set[str]] = {}
    for path, name in rows:
        holders.setdefault((path.rpartition("/")[0], index.files[path].module, name), set()).add(path)
    return {path for paths in holders.values() if len(paths) > 1 for path in paths}


def _with_members_of_others(index: Index) -> set[str]:
    """Go files that declare a method of a type which another file declares."""
    rows = index.iterate(
        "SELECT path, qualname, kind FROM symbols JOIN files ON files.id = file_id WHERE language = 'Go' ORDER BY path"
    )
    own: dict[str, set[str]] = {}
    holders: dict[str, set[str]] = {}
    for path, qualname, kind in rows:
        if kind == "method":
            holders.setdefault(path, set()).add(qualname.partition(".")[0])
        elif "." not in qualname:
            own.setdefault(path, set()).add(qualname)
    return {path for path, names in holders.items() if not names <= own.get(path, set())}


def _unseen(index: Index, path: str, typed: set[str]) -> bool:
    """Whether a use of the file would make no edge."""
    language = index.files[path].language
    if language in COMPILED_ALONE:
        return not path.endswith((*HEADERS, ".inl"))
    # a file without a type (assembly attributes, extensions alone) shows no use
    return (language == "Go" or language in TYPES_NAME_FILES) and path not in typed


def _extends(index: Index, path: str) -> bool:
    """Whether a C# file offers an extension method that another file may call: which one a call means is not always told."""
    names = {item.name.partition(" ")[0][1:] for item in index.exports(path) if item.name[:1] == "."}
    if index.files[path].language == "C#" and without_blocks(source := index.read(path)) != source:
        return True  # what a block adds to a type itself (`ArgumentException.ThrowIfEmpty`) is called as the type's own
    users = (other for name in names for other in index.files_using(name))
    return not names.isdisjoint(CALLED_BY_SYNTAX) or any(other != path for other in users)


def _takes_the_place(path: str, imported: Container[str]) -> bool:
    """Whether a file is a platform's variant of one that is imported."""
    variant = VARIANT.fullmatch(path)
    return variant is not None and f"{variant[1]}{variant[2]}" in imported


def _on_demand(index: Index, path: str) -> bool:
    """Whether a file says that it is used without an import: Go's `//go:build gofuzz`, Kotlin's `actual`, Python's guard."""
    language = index.files[path].language
    if language in BY_TEXT:
        return BY_TEXT[language].search(index.read(path)) is not None
    return language == "Go" and b"//go:build " in index.read(path)[:GO_HEAD]


def _public(index: Index) -> set[str]:
    """Files that offer something to users of a library: of packages in which no program begins."""
    folders = {path.rpartition("/")[0] for path in product_manifests(index)}
    libraries = folders - _programs(index, folders)
    rows = index.iterate(
        "SELECT path FROM files "
        "WHERE EXISTS (SELECT 1 FROM symbols WHERE file_id = files.id AND exported AND qualname = name)"
    )
    offering = {row[0] for row in rows if index.files[row[0]].language in LIBRARIES and "/_" not in f"/{row[0]}"}
    hidden = {path for path in offering if index.files[path].language == "Go" and "/internal/" in f"/{path}"}
    public = {path for path in offering - hidden if _home(path, folders) in libraries}
    return public.union(path for path in index.files if _in_gem(path, libraries))


def _offering(index: Index) -> set[str]:
    """Files that declare something for others; of Python more than values, which every script has."""
    rows = index.iterate(
        "SELECT DISTINCT path, kind FROM symbols JOIN files ON files.id = file_id WHERE exported AND qualname = name "
        "UNION SELECT path, '' FROM exports JOIN files ON files.id = file_id"
    )
    return {path for path, kind in rows if kind not in VALUES or index.files[path].language != "Python"}


def _home(path: str, folders: set[str]) -> str | None:
    """The folder of the closest manifest at or above a file."""
    return next((folder for folder in outwards(path.rpartition("/")[0]) if folder in folders), None)


def _in_gem(path: str, folders: set[str]) -> bool:
    """Whether a file lies below the `lib` beside a manifest: whatever is there can be required by its path."""
    home, found, _ = f"/{path}".rpartition("/lib/")
    return path.endswith(".rb") and bool(found) and home[1:] in folders


def _programs(index: Index, folders: set[str]) -> set[str | None]:
    """The folders of the packages in which a program begins, by their manifests' entries and by `main` functions."""
    rows = index.iterate(
        "SELECT path FROM symbols JOIN files ON files.id = file_id WHERE name IN ('main', 'Main') AND kind IN ('function', 'method')"
    )
    starts = {row[0] for row in rows}
    starts |= {path for path, item in index.manifests.items() if any(entry.kind != "library" for entry in item.entries)}
    return {_home(path, folders) for path in starts if index.files[path].zone == "product"}


# ---- Files where execution begins, as far as names and manifests tell: nothing needs to import them

BY_NAME: Final = re.compile(
    r"/(?:(?:__main__|__init__|main|cli|app|server|index|manage|wsgi|asgi|setup|conftest|noxfile|tasks|build|mod|lib|Program"
    r"|Main|Application|settings|urls|admin|apps|package-info|module-info)\.\w+$"
    r"|(?:bin|cmd|scripts?|migrations|management/commands|pages|routes|api)/|\.[^/]+\.[cm]?[jt]s$|(?:Rakefile|Gemfile|config\.ru)$)"
    r"|\.(?:(?:config|conf|setup|d)\.[cm]?[jt]s|gradle(?:\.kts)?)$"
)
"""In a path behind a `/`: each way begins with a mark, so that an expression is tried at few letters of each."""


@per_index
def entry_files(index: Index) -> set[str]:
    """Paths of files that begin something: by their names, manifests and what those name, and by a `main` that they define."""
    found = {path for path in index.files if BY_NAME.search(f"/{path}")}
    found |= {
        row[0]
        for row in index.iterate(
            "SELECT DISTINCT path FROM symbols JOIN files ON files.id = file_id "
            "WHERE name IN ('main', 'Main') AND kind IN ('function', 'method')"
        )
    }
    for path, manifest in index.manifests.items():
        found.add(path)
        folder = path.rpartition("/")[0]
        for entry in manifest.entries:
            if entry.target:
                found.add(normpath(f"{folder}/{entry.target}").lstrip("/"))
                found.add(target_file(index, entry.target, folder, manifest.ecosystem)[0])
        for script in manifest.scripts:
            found |= {word for word in re.findall(r"[\w./-]+", script.command) if word in index.files}
    return found
