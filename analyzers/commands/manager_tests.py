"""How the managers that test by themselves are told to run only some tests, in each one's own terms."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING, NamedTuple

from ... import lazy_re as re
from ...indexer.workspace_paths import outwards, prefix_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = ["TESTED_BY_MANAGER", "Wanted", "holds_tests", "narrowed", "tests_nothing"]

TESTED_BY_MANAGER = frozenset({"golang", "cargo", "maven", "nuget", "hex", "swift", "hackage", "pub"})
"""Ecosystems whose manager runs tests itself."""
ENOUGH_PROJECTS = 5
"""So many projects would have one of tests beside them."""
MOST_NAMES = 8
WHOLE_CRATES = frozenset({"lib", "main", "mod"})
TEST_PACKAGES = ("microsoft.net.test.sdk", "xunit", "nunit", "mstest", "tunit")
"""Beginnings of the packages that make a .NET project a test project."""
ANDROID = re.compile(r"\bandroid\.(?:application|library)")
"""Android's plugins, and those of a workspace's own around them (`pot.android.library`), in which variants may be told."""
FLAVOUR = re.compile(r"\bproductFlavors\s*\{(?:\s|//.*)*(?:(?:create|register)\s*\(\s*)?[\"']?(\w+)")
PROJECTS = (".csproj", ".fsproj", ".vbproj")
SOURCES = (".cs", ".fs", ".vb", ".swift", ".java", ".kt")


class Wanted(NamedTuple):
    """Those tests of a package that are to be run.

    Attributes:
        tests: files or folders, from the workspace's root.
        inner: the same, from the package's directory.
        name: of one test; "" for all.
        asked: the file or folder that was asked for, from the package's directory.
    """

    workspace: Index
    tests: Sequence[str]
    inner: Sequence[str]
    name: str
    asked: str

    @property
    def bare_name(self) -> str:
        """The name without what it stands in."""
        return self.name.rpartition(".")[2]

    @property
    def stems(self) -> list[str]:
        """What the files are called."""
        return [_stem(path) for path in self.inner if "." in path.rpartition("/")[2]]


def narrowed(manager: str, command: str, wanted: Wanted) -> str:
    """The manager's test command for some files."""
    narrow = NARROWERS.get(manager)
    return narrow(command, wanted) if narrow else command


def _go(command: str, wanted: Wanted) -> str:
    """By package; a folder stands for the packages below it, too, but that of a source without tests."""
    below = "" if wanted.asked.endswith(".go") and not wanted.asked.endswith("_test.go") else "/..."
    folders = dict.fromkeys(
        posixpath.dirname(path) if path.endswith(".go") else f"{path}{below}".removeprefix("./")
        for path in wanted.inner or (wanted.asked,)
    )
    targets = " ".join(shlex.quote(f"./{folder}") if folder not in {"", "."} else "." for folder in folders)
    names = [wanted.bare_name] if wanted.name else _go_tests(wanted.workspace, wanted.tests)
    pattern = names[0] if len(names) == 1 else f"({'|'.join(names)})"
    chosen = f" -run '^{pattern}$'" if 0 < len(names) <= MOST_NAMES else ""
    return f"{command.partition(' ./...')[0]} {targets}{chosen}"


def _go_tests(index: Index, tests: Sequence[str]) -> list[str]:
    """The test functions of one file; () for folders and several files, which are run whole."""
    if len(tests) != 1 or tests[0] not in index.files:
        return []
    return [
        symbol.name
        for symbol in index.symbols(tests[0], kinds=("function",))
        if symbol.name.startswith(("Test", "Example", "Fuzz"))
    ]


def _cargo(command: str, wanted: Wanted) -> str:
    """Files below `tests/` are programs of their own; others are told by their module's name, and with others run together."""
    files = wanted.inner or (wanted.asked,)
    programs = [_stem(path) for path in files if path.startswith("tests/") and path.count("/") == 1]
    if programs and len(programs) < len(files):
        return command
    text = command + "".join(f" --test {shlex.quote(stem)}" for stem in programs)
    modules = () if programs else [_stem(path) if path.endswith(".rs") else "" for path in files]
    names = [wanted.bare_name] if wanted.name else ["" if stem in WHOLE_CRATES else stem for stem in modules]
    if not names or "" in names:
        return text
    return f"{text} {'-- ' if len(names) > 1 else ''}{' '.join(map(shlex.quote, dict.fromkeys(names)))}"


def _maven(command: str, wanted: Wanted) -> str:
    """The modules that a module needs, which are built with it, have no test of the name."""
    command += " -Dsurefire.failIfNoSpecifiedTests=false" if wanted.stems and " -am" in command else ""
    method = f"#{wanted.bare_name}" if wanted.name else ""
    return f"{command} -Dtest={','.join(wanted.stems)}{method}" if wanted.stems else command


def _gradle(command: str, wanted: Wanted) -> str:
    """The task `test` of a module of Android only starts those of its variants, and takes no chosen tests: the first variant's do, where
    the module itself tells them."""
    index, folders = wanted.workspace, outwards(wanted.tests[0].rpartition("/")[0] if wanted.tests else "")
    builds = (f"{prefix_of(folder)}build.gradle{ending}" for folder in folders for ending in ("", ".kts"))
    path = next((path for path in builds if path in index.manifests), "")
    plugins = [item.name for item in index.manifests[path].settings if ANDROID.search(item.name)] if path else []
    if wanted.stems and plugins:
        if not any(name.startswith("com.android.") for name in plugins):
            return command
        flavour = FLAVOUR.search(index.text(path))
        before, _, after = command.rpartition("test")
        command = f"{before}test{flavour[1][0].upper() + flavour[1][1:] if flavour else ''}DebugUnitTest{after}"
    method = f".{wanted.bare_name}" if wanted.name else ""
    return command + "".join(f" --tests {stem}{method}" for stem in wanted.stems)


def _by_filter(command: str, wanted: Wanted) -> str:
    """By the name of a file's class; a project of .NET, which is told by a folder or its own file, is tested whole."""
    dotnet = command.startswith("dotnet")
    told = zip((*wanted.tests, wanted.asked), (*wanted.inner, wanted.asked), strict=True)
    projects = [inner for path, inner in told if dotnet and _is_project(wanted.workspace, path)]
    if projects and not wanted.name:
        return f"{command} {shlex.quote(projects[0])}"
    names = [path.rpartition("/")[2] for path in wanted.inner]  # a folder's is a namespace, dots and all
    stems = [_stem(name) if name.endswith(SOURCES) else name for name in names if "." in name]
    if not 0 < len(stems) <= MOST_NAMES or len(stems) < len(wanted.inner):
        return command
    tests = [f"{stem}.{wanted.bare_name}" if wanted.name else stem for stem in dict.fromkeys(stems)]
    filters = (f"FullyQualifiedName~{test}" if dotnet else test.replace(".", "/") for test in tests)
    return f"{command} --filter {shlex.quote('|'.join(filters)) if len(tests) > 1 else next(filters)}"


def _is_project(index: Index, path: str) -> bool:
    """Whether a path is a project file of .NET, or the folder of one that holds tests."""
    if path.endswith(PROJECTS):
        return path in index.files
    return any(
        other.endswith(PROJECTS)
        and other.rpartition("/")[0] == path
        and (holds_tests(manifest) or index.files[other].zone == "test")
        for other, manifest in index.manifests.items()
    )


def holds_tests(manifest: Manifest) -> bool:
    """Whether a project of .NET has a framework of tests."""
    return any(item.name.lower().startswith(TEST_PACKAGES) for item in manifest.dependencies)


def tests_nothing(index: Index) -> bool:
    """Whether no project of .NET, and nothing that projects share, asks for a framework of tests or stands among tests."""
    own = [(path, item) for path, item in index.manifests.items() if item.ecosystem == "nuget"]
    tested = any(holds_tests(item) or index.files[path].zone == "test" for path, item in own)
    return len(own) >= ENOUGH_PROJECTS and not tested


def _by_path(command: str, wanted: Wanted) -> str:
    return " ".join([command, *(shlex.quote(path) for path in wanted.inner or (wanted.asked,))])


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


NARROWERS: dict[str, Callable[[str, Wanted], str]] = {
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
