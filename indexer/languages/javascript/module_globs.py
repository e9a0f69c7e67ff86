"""Where a pattern of files leads that a module asks a bundler for: `import.meta.glob('./pages/*.vue')`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...facts import Link
from ...path_globs import compiled, literal_head
from .module_files import join, parent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ...facts import Import
    from .bundler_aliases import Aliases
    from .npm_workspaces import Packages
    from .tsconfig import Config

__all__ = ["Globs"]


class Globs:
    """The files of a workspace, as patterns name them."""

    def __init__(
        self, files: Iterable[str], packages: Packages, aliases: Aliases, config: Callable[[str], Config | None]
    ) -> None:
        self.files = files
        self.packages = packages
        self.aliases = aliases
        self._config = config

    def links(self, path: str, item: Import, together: Sequence[Import]) -> Iterator[Link]:
        """One link for each file that a glob matches; of the patterns of one call some may match nothing."""
        found = self._wanted(path, item)
        for target in found:
            if target != path:
                yield Link(item.line, item.kind, item.specifier, target)
        if not any(self._wanted(path, other) for other in together):
            yield Link(item.line, item.kind, item.specifier, reason="no file matches the pattern")

    def _wanted(self, path: str, item: Import) -> list[str]:
        """The files that a pattern matches and none of the excluding ones beside it (`!./draft/*`) does."""
        found = self._first(path, item.specifier)
        excluded = {file for pattern in item.alias.split() for file in self._first(path, pattern.removeprefix("!"))}
        return [file for file in found if file not in excluded]

    def _first(self, path: str, written: str) -> list[str]:
        return next(filter(None, map(self._matching, self._globs(path, written))), [])

    def _globs(self, path: str, written: str) -> Iterator[str]:
        """What a pattern may mean: with `/` in front relative to the package, else to the file or behind an alias."""
        base = parent(path)
        if not written.startswith((".", "/")):
            config = self._config(path)
            yield from config.candidates(written) if config is not None else ()
            yield from self.aliases.candidates(written, base)
        if written.startswith("/"):
            around = self.packages.above(base)
            base = around[0].folder if around else ""
        if (pattern := join(base, written)) is not None:
            yield pattern

    def _matching(self, glob: str) -> list[str]:
        head, pattern = literal_head(glob), compiled(glob)
        return sorted(path for path in self.files if path.startswith(head) and pattern.fullmatch(path))
