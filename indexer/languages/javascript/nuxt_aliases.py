"""Aliases that the workspace's own Nuxt modules set: `nuxt.options.alias["#cart"] = resolve("./runtime")`.

Whoever uses the module has them: its package, playgrounds, tests (https://nuxt.com/docs/api/kit/resolving#createresolver:
paths count from the module's file). Only what cannot be a package's name is read, so that no other import is touched.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .... import lazy_re as re
from .module_files import join, parent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..base import World

__all__ = ["NuxtAliases"]

MODULE_FILES = tuple(f"{name}.{ending}" for name in ("module", "index") for ending in ("ts", "mts", "js", "mjs"))
DEFINES = b"defineNuxtModule"
SET = re.compile(
    rb"\.alias\[\s*(['\"])([#~][^'\"\n]*)\1\s*\]\s*=\s*(?:await\s+)?(?:\w+\.)?(?:resolve|resolvePath)\(\s*(['\"])(\.[^'\"\n]*)\3\s*\)"
)


class NuxtAliases:
    """Alias → the path that it stands for; read when first asked for."""

    def __init__(self, world: World) -> None:
        self._world = world

    def candidates(self, specifier: str) -> Iterator[str]:
        """The workspace paths that an alias makes of a specifier, of the longest alias first."""
        for alias, target in self._set:
            if specifier == alias or specifier.startswith(f"{alias}/"):
                yield target + specifier[len(alias) :]

    @cached_property
    def _set(self) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        for path in sorted(path for name in MODULE_FILES for path in self._world.by_basename.get(name, ())):
            source = self._world.read(path) if "node_modules/" not in path else b""
            for match in SET.finditer(source) if DEFINES in source else ():
                target = join(parent(path), match[4].decode("utf-8", "replace"))
                if target is not None:
                    found.setdefault(match[2].decode("utf-8", "replace").rstrip("/"), target)
        return sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))
