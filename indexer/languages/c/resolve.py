"""Where C and C++ includes lead: the includer's folder, the build files' search path, then the only file of that name.

Search order: ISO C §6.10.3 leaves it to the implementation; GCC's is followed
(https://gcc.gnu.org/onlinedocs/cpp/Search-Path.html): a quoted name first beside the includer, then `-iquote`, `-I`.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from ...facts import Link
from ...workspace_paths import prefix_of, shared_leading
from .headers import is_platform
from .made_headers import MadeHeaders
from .paths import IncludePaths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...facts import Import
    from ..base import Resolver, World

__all__ = ["resolver"]

SOURCES = (".c", ".cc", ".cpp", ".cxx", ".c++", ".m", ".mm")
ASIDE = frozenset({"test", "fixture", "example", "docs"})


def resolver(world: World) -> Resolver:
    """Resolves the imports of one file; see `FamilyModule.resolver`."""
    headers = _Headers(world)

    def resolve(path: str, imports: Sequence[Import]) -> Iterator[Link]:
        for item in imports:
            yield headers.link(path, item)

    return resolve


class _Headers:
    """The files that includes can mean, and the order in which they are looked for."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.files = world.files
        self.paths = IncludePaths(world)
        self.made = MadeHeaders(world)
        self._by_name: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._folder_names: set[str] | None = None

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
            return Link(item.line, item.kind, written, target, "*", "")
        if is_platform(name):
            return Link(item.line, item.kind, written, external=f"<{name}>", stdlib=True)
        library = name.partition("/")[0]
        if reason == "" and (angled or ("/" in name and self._is_foreign(library))):
            return Link(item.line, item.kind, written, external=library)
        return Link.nowhere(item, reason or "no file matches")

    def _is_foreign(self, folder: str) -> bool:
        """Whether nothing of the workspace lies in a folder of that name: a quoted `absl/log.h` is a library's then."""
        if self._folder_names is None:
            self._folder_names = {part for path in self.world.directories for part in path.split("/")} | {"."}
        return folder not in self._folder_names and folder != ".."

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
        return self._by_suffix(path, name)

    def _by_suffix(self, path: str, name: str) -> tuple[str, str]:
        """The only file whose path ends in the written name; of several the one strictly nearest to the includer."""
        suffix = f"/{posixpath.normpath(name)}".replace("/../", "/")
        while suffix.startswith("/.."):
            suffix = suffix[3:]
        base = posixpath.basename(name)
        candidates = [item for item in self.world.by_basename.get(base, ()) if f"/{item}".endswith(suffix)]
        if self.files[path].zone not in ASIDE:
            candidates = [item for item in candidates if self.files[item].zone not in ASIDE] or candidates
        if not candidates:
            made = self.made.source(path, base)
            return "", f"generated from {made} when the project is built" if made else ""
        here = posixpath.dirname(path).split("/")
        ranked = sorted(candidates, key=lambda item: (-shared_leading(here, item.split("/")[:-1]), item))
        near = [shared_leading(here, item.split("/")[:-1]) for item in ranked]
        configured = posixpath.basename(self.made.build_file(path, base))
        if configured and not path.startswith(f"{posixpath.dirname(ranked[0])}/"):
            made = f"generated from {configured} when the project is built"
            return "", f"{made}, or one of {len(candidates)} for builds without it"
        if len(ranked) == 1 or near[0] > near[1]:
            return ranked[0], ""
        return "", f"{len(candidates)} files match and no build file tells which"

    def _module(self, item: Import) -> Link:
        """A C++20 module: the unit that declares it, interface units first."""
        units = [path for path in self.world.by_module.get(item.specifier, ()) if self._is_c(path)]
        if units:
            interface = [path for path in units if path.endswith((".cppm", ".ixx", ".mxx", ".ccm"))] or units
            return Link(item.line, item.kind, item.specifier, interface[0])
        if item.specifier.partition(".")[0] == "std":
            return Link(item.line, item.kind, item.specifier, external=item.specifier, stdlib=True)
        return Link.nowhere(item, "no unit declares the module")

    def _is_c(self, path: str) -> bool:
        return self.files[path].language in {"C", "C++"}


def _join(folder: str, name: str) -> str:
    joined = prefix_of(folder) + name
    return posixpath.normpath(joined) if "./" in joined or "//" in joined else joined
