"""Which workspace file a module path means: extensions left out or written for the output, index files, package entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..base import World

__all__ = ["Files", "first_found", "join", "longest_first", "matched", "parent", "tidy"]

TYPESCRIPT_FIRST = (".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".d.ts", ".vue", ".svelte", ".json")
JAVASCRIPT_FIRST = (".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts", ".d.ts", ".vue", ".svelte", ".json")
RARE = (".d.mts", ".d.cts", ".native.tsx", ".native.ts", ".web.tsx", ".web.ts", ".ios.tsx", ".ios.ts", ".native.js", ".web.js", ".ios.js",
        ".es6", ".node", ".astro", ".marko", ".mdx", ".coffee", ".css", ".scss", ".less", ".graphql", ".gql")  # fmt: skip
"""Tried last: platform variants (React Native), declarations of other module kinds, what loaders add."""

WRITTEN_FOR = {
    ".js": (".ts", ".tsx", ".d.ts", ".jsx"),
    ".jsx": (".tsx", ".d.ts"),
    ".mjs": (".mts", ".d.mts", ".ts"),
    ".cjs": (".cts", ".d.cts", ".ts"),
    ".ts": (".d.ts",),
}
"""Extension of the output as written → extensions of the source (TypeScript's module resolution)."""

TYPESCRIPT = frozenset({"Astro", "TypeScript", "TSX", "Vue", "Svelte"})


def join(folder: str, relative: str) -> str | None:
    """A path below the root, `.` and `..` worked out; None where it leads out of the workspace."""
    parts = folder.split("/") if folder else []
    for part in relative.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part and part != ".":
            parts.append(part)
    return "/".join(parts)


def parent(path: str) -> str:
    """The folder of a path; "" is the root."""
    return path.rpartition("/")[0]


class Files:
    """The workspace's files under the extension rules of Node, TypeScript and the bundlers."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.paths = world.files

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every directory of the workspace."""
        return self.world.directories

    def find(self, path: str, importer: str = "", *, directories: bool = True, files: bool = True) -> str:
        """The file that a module path means.

        Args:
            path: workspace path, extension optional.
            importer: decides between `x.ts` and `x.js` where both are.
            directories: a folder means its index file.
            files: False where the path can only be a folder (`./x/`).

        Returns:
            "" where there is none.
        """
        paths = self.paths
        node = paths.get(importer)
        typed = node is None or node.language in TYPESCRIPT
        if not files:
            return self._index(path, typed=typed)
        if found := self._written(path, typed=typed):
            return found
        for extension in TYPESCRIPT_FIRST if typed else JAVASCRIPT_FIRST:
            if path + extension in paths:
                return path + extension
        if directories and path in self.folders and (found := self._index(path, typed=typed)):
            return found
        for extension in RARE:
            if path + extension in paths:
                return path + extension
        return ""

    def _written(self, path: str, *, typed: bool) -> str:
        """The file whose extension is written: itself, or the source that the output of this name is made from."""
        dot = path.rfind(".")
        sources = WRITTEN_FOR.get(path[dot:], ()) if dot > 0 else ()
        exact = path in self.paths
        if exact and not (typed and sources):
            return path
        for extension in sources:
            if path[:dot] + extension in self.paths and not (exact and extension.startswith(".d.")):
                return path[:dot] + extension
        return path if exact else ""

    def _index(self, folder: str, *, typed: bool) -> str:
        base = f"{folder}/index" if folder else "index"
        for extension in TYPESCRIPT_FIRST if typed else JAVASCRIPT_FIRST:
            if base + extension in self.paths:
                return base + extension
        return ""


def longest_first(patterns: Mapping[str, object]) -> list[str]:
    """Patterns with one `*`, the most specific first: exact ones, then by the length before the star."""
    return sorted(patterns, key=lambda pattern: ("*" in pattern, -len(pattern.partition("*")[0]), pattern))


def matched(pattern: str, specifier: str) -> str | None:
    """What the pattern's `*` stands for; "" for an exact match, None for no match."""
    head, star, tail = pattern.partition("*")
    if not star:
        return "" if pattern == specifier else None
    if len(specifier) >= len(head) + len(tail) and specifier.startswith(head) and specifier.endswith(tail):
        return specifier[len(head) : len(specifier) - len(tail)]
    return None


def tidy(path: str) -> str:
    """A path that an alias put together, `//`, `.` and `..` worked out."""
    return join("", path) or "" if "//" in path or "/." in path else path


def first_found(find: Callable[[str, str], str], places: Iterable[str], importer: str) -> str:
    """What is found at the first of several places that holds something."""
    return next(filter(None, (find(place, importer) for place in places)), "")
