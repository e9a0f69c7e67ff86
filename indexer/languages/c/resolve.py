"""Where C and C++ includes lead: the includer's folder, the build files' search path, then the only file of that name.

Search order: ISO C §6.10.3 leaves it to the implementation; GCC's is followed
(https://gcc.gnu.org/onlinedocs/cpp/Search-Path.html): a quoted name first beside the includer, then `-iquote`, `-I`.
"""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ...facts import Link
from ...gathering import words
from ...workspace_paths import joined, prefix_of, shared_leading
from .headers import is_platform
from .paths import IncludePaths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...facts import Import
    from ..base import World

__all__ = ["Resolver"]

SOURCES = (".c", ".cc", ".cpp", ".cxx", ".c++", ".m", ".mm")
ASIDE = frozenset({"test", "fixture", "example", "docs"})
FOREIGN: Final = words("win win32 win64 windows winnt mingw msvc darwin macos osx os2 dos amiga")
"""Folders of ports to other systems: Linux is what is answered for, as for a condition of Go."""

MADE_FROM: Final = tuple(
    (re.compile(made), source)
    for made, source in (
        *((r"(.+)", rf"\1{ending}") for ending in (".in", ".cmake", ".cmake.in", ".meson")),
        (r"(.+)\.h", r"\1.in.h"),
        (r"(.+?)(?:\.grpc)?\.pb\.h|(.+)\.(?:upb|upbdefs)\.h", r"\1\2.proto"),
        (r"(.+)\.tab\.h", r"\1.y"),
        (r"ui_(.+)\.h", r"\1.ui"),
        (r"moc_(.+)\.cpp", r"\1.h"),
        (r"(.+)\.moc", r"\1.cpp"),
        (r"(.+\..+)\.inc", r"\1"),  # a text or picture as an array
    )
)
"""Names of what is made → the name of what it is made of, where the workspace holds that."""
OUTPUTS: Final = (
    (("configure.ac", "configure.in"), re.compile(r"^[ \t]*A[CM]_CONFIG_HEADERS?\([ \t\n]*\[?([^\])]+)", re.MULTILINE)),
    (("meson.build",), re.compile(r"\boutput\s*:\s*(\[[^\]]*\]|'[^'\n]*')")),
    (
        ("CMakeLists.txt", "*.cmake"),
        re.compile(r"\b(?:OUTPUT|EXPORT_FILE_NAME|(?i:configure_file)\s*\([^)\s]+)\s+([^\s)]+)"),
    ),
)
"""Build files → what stands before the headers that they write. Autoconf makes their templates too."""
EXPORTS: Final = re.compile(r"\bgenerate_export_header\s*\((?:[^)]*?BASE_NAME\s+|\s*)(\w+)", re.IGNORECASE)
HEADER: Final = re.compile(r"\w[\w./+-]*\.(?:h|hh|hpp|hxx|inc)\b(?!\.)")


class Resolver:
    """The files that includes can mean, and the order in which they are looked for."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.files = world.files
        self.paths = IncludePaths(world)
        self.made = _MadeHeaders(world)
        self._by_name: dict[tuple[str, str, str], tuple[str, str]] = {}

    def __call__(self, path: str, imports: Sequence[Import]) -> Iterator[Link]:
        """Resolves the imports of one file; see `base.Resolver`."""
        for item in imports:
            yield self.link(path, item)

    def link(self, path: str, item: Import) -> Link:
        """The file of an include, the platform's header, a foreign library, or why none of them."""
        written = item.specifier
        if item.kind == "dynamic":
            return Link.nowhere(item, "computed include" if written else "unreadable include")
        if written[:1] not in {'"', "<"}:
            return self._module(item)
        name, angled = written[1:-1], written[0] == "<"
        target, reason = self._find(path, name, angled, after=item.form == "include_next")
        if target:
            return Link.to(item, target, "*")
        if is_platform(name):
            return Link.outside(item, f"<{name}>", stdlib=True)
        library = name.partition("/")[0]
        if reason == "" and (angled or ("/" in name and self._is_foreign(library))):
            return Link.outside(item, library)
        return Link.nowhere(item, reason or "no file matches")

    def _is_foreign(self, folder: str) -> bool:
        """Whether nothing of the workspace lies in a folder of that name: a quoted `absl/log.h` is a library's then."""
        return folder not in self._folder_names and folder != ".."

    @cached_property
    def _folder_names(self) -> set[str]:
        return {part for path in self.world.directories for part in path.split("/")} | {"."}

    def _find(self, path: str, name: str, angled: bool, *, after: bool) -> tuple[str, str]:
        """The file, or why there is none ("" where nothing of the workspace comes near)."""
        key = (posixpath.dirname(path) if path not in self.paths.by_file else path, name, "<" if angled else '"')
        if after:
            return "", ""
        if key not in self._by_name:
            self._by_name[key] = self._search(path, name, angled)
        return self._by_name[key]

    def _search(self, path: str, name: str, angled: bool) -> tuple[str, str]:
        here = posixpath.dirname(path)
        folders = self.paths.of(path)
        for folder in folders if angled else (here, *folders):
            target = _join(folder, name)
            if target in self.files:
                return target, ""
        if angled and is_platform(name):
            return "", ""
        found = {target for folder in self.paths.everywhere if (target := _join(folder, name)) in self.files}
        if len(found) == 1:
            return found.pop(), ""
        return self._by_suffix(path, name, [f"{folder}/" for folder in folders if folder] if angled else [])

    def _by_suffix(self, path: str, name: str, searched: list[str]) -> tuple[str, str]:
        """The only file whose path ends in the written name; of several the one strictly nearest to the includer, ports to Linux first.

        What lies below a folder of the search path is named from there: `<egl.h>` is not its `own/egl.h`, but another's.
        """
        suffix = f"/{posixpath.normpath(name)}".replace("/../", "/")
        while suffix.startswith("/.."):
            suffix = suffix[3:]
        base = posixpath.basename(name)
        candidates = [
            item
            for item in self.world.by_basename.get(base, ())
            if f"/{item}".endswith(suffix) and not item.startswith(tuple(searched))
        ]
        if self.files[path].zone not in ASIDE:
            candidates = [item for item in candidates if self.files[item].zone not in ASIDE] or candidates
        if not candidates:
            project, _, below = name.partition("/")
            if (target := joined(self.paths.projects.get(project, ".."), below)) in self.files:
                return target, ""  # by the project's own name, as its build lays it
            made = self.made.source(path, base)
            return "", f"generated from {made} when the project is built" if made else ""
        here = posixpath.dirname(path).split("/")
        near = {item: shared_leading(here, item.split("/")[:-1]) for item in sorted(candidates)}
        most = max(near.values())
        nearest = [item for item in near if near[item] == most]
        nearest = [item for item in nearest if FOREIGN.isdisjoint(item.split("/")[:-1])] or nearest
        configured = posixpath.basename(self.made.build_file(path, base))
        if configured and not path.startswith(f"{posixpath.dirname(nearest[0])}/"):
            made = f"generated from {configured} when the project is built"
            return "", f"{made}, or one of {len(candidates)} for builds without it"
        if len(nearest) == 1:
            return nearest[0], ""
        return "", f"{len(candidates)} files match and no build file tells which"

    def _module(self, item: Import) -> Link:
        """A C++20 module: the unit that declares it, interface units first."""
        declaring = self.world.by_module.get(item.specifier, ())
        units = [path for path in declaring if self.files[path].language in {"C", "C++"}]
        if units:
            interface = [path for path in units if path.endswith((".cppm", ".ixx", ".mxx", ".ccm"))] or units
            return Link.to(item, interface[0])
        if item.specifier.partition(".")[0] == "std":
            return Link.outside(item, item.specifier, stdlib=True)
        return Link.nowhere(item, "no unit declares the module")


def _join(folder: str, name: str) -> str:
    joined = prefix_of(folder) + name
    return posixpath.normpath(joined) if "./" in joined or "//" in joined else joined


# ---- Headers that exist only once a project is built: what of the workspace they are made of, or which build file makes them
# https://cmake.org/cmake/help/latest/module/GenerateExportHeader.html, https://mesonbuild.com/Reference-manual_functions.html,
# https://www.gnu.org/software/autoconf/manual/autoconf.html#Configuration-Headers, https://doc.qt.io/qt-6/uic.html


class _MadeHeaders:
    """The headers that the builds of a workspace make."""

    def __init__(self, world: World) -> None:
        self.world = world

    def source(self, path: str, base: str) -> str:
        """The name of the file that a missing header of that name is made of, or of the build file that makes it; "" for none."""
        for made, source in MADE_FROM:
            match = made.fullmatch(base)
            if match is not None and self.world.by_basename.get(name := match.expand(source)):
                return name
        return posixpath.basename(self.build_file(path, base) or next(iter(self._outputs.get(base, {}).values()), ""))

    def build_file(self, path: str, base: str) -> str:
        """The build file above an includer that makes a header of that name, which the workspace does not hold."""
        made = self._outputs.get(base, {})
        making = (source for header, source in made.items() if header not in self.world.files)
        return next((source for source in making if path.startswith(prefix_of(posixpath.dirname(source)))), "")

    @cached_property
    def _outputs(self) -> dict[str, dict[str, str]]:
        """Name of a header → its paths → the build files that write them."""
        found: dict[str, dict[str, str]] = {}
        for patterns, output in OUTPUTS:
            for path in self.world.matching(*patterns):
                for name in _headers(self.world.read(path).decode("utf-8", "replace"), output):
                    written = joined(posixpath.dirname(path), name) or name
                    found.setdefault(posixpath.basename(written), {})[written] = path
        return found


def _headers(text: str, output: re.Pattern[str]) -> Iterator[str]:
    """The headers that a build file says it writes."""
    for match in output.finditer(text):
        yield from HEADER.findall(match[1])
    for target in EXPORTS.findall(text):
        yield f"{target.lower()}_export.h"
