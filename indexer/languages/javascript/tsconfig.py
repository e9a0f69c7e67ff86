"""tsconfig.json and jsconfig.json: the path mapping that holds for a file, through `extends` and `references`.

Source: https://www.typescriptlang.org/tsconfig. `paths` are relative to `baseUrl`, else to the file that writes them; what a
config extends counts as its own where it writes nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ...gathering import by_key
from ...path_globs import compiled
from ...read_tables import inner_list, inner_table, json_table, texts_of
from ...workspace_paths import outwards, prefix_of
from .module_files import join, longest_first, matched, parent

if TYPE_CHECKING:
    from ..base import World

__all__ = ["Config", "Configs"]

NAMES = ("tsconfig.json", "jsconfig.json", "tsconfig.base.json")
LONGEST_CHAIN = 16


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says about module paths; folders are workspace paths, None where it says nothing.

    Attributes:
        paths: pattern → targets, as workspace paths.
        root_dirs: folders that count as one.
        out_dir, root_dir: where the output goes, and what it mirrors.
        include: the patterns of the files that it is for; None for all below it.
        references: paths of the configs that it refers to.
    """

    path: str
    base_url: str | None = None
    paths: dict[str, list[str]] = field(default_factory=dict)
    root_dirs: tuple[str, ...] = ()
    out_dir: str | None = None
    root_dir: str | None = None
    include: tuple[str, ...] | None = None
    references: tuple[str, ...] = ()

    def names(self, specifier: str) -> bool:
        """Whether one of `paths` is meant for the specifier, whatever it leads to; `*` is meant for all."""
        return any(pattern != "*" and matched(pattern, specifier) is not None for pattern in self.paths)

    def candidates(self, specifier: str) -> Iterator[str]:
        """The workspace paths that a specifier may mean, by `paths` and then by `baseUrl`."""
        for pattern in longest_first(self.paths):
            star = matched(pattern, specifier)
            if star is not None:
                yield from (target.replace("*", star).rstrip("/") for target in self.paths[pattern])
                break
        if self.base_url is not None:
            yield f"{self.base_url}/{specifier}" if self.base_url else specifier

    def has_folder(self, name: str, folders: Container[str]) -> bool:
        """Whether `baseUrl` has a folder of the name: what is imported from there is a file of the workspace, or a mistake."""
        return bool(name) and self.base_url is not None and f"{self.base_url}/{name}".lstrip("/") in folders


class Configs:
    """The configurations of the workspace, each read once and when first asked for.

    Args:
        package_file: `(specifier, folder) → path` of a file in a workspace package, for `extends` by package name.
    """

    def __init__(self, world: World, package_file: Callable[[str, str], str]) -> None:
        self._world, self._package_file = world, package_file
        self._read: dict[tuple[str, str], Config] = {}
        self._nearest: dict[str, tuple[Config, ...]] = {}
        self._in_folder = by_key((parent(path), path) for path in world.matching("tsconfig*.json", "jsconfig.json"))

    def serving(self, path: str) -> Config | None:
        """The configuration that a file is under: the nearest one, or of those that it refers to the first that includes it."""
        configs = self._nearest_of(parent(path))
        including = [config for config in configs[1:] if config.paths or config.base_url is not None]
        for config in including:
            if _includes(config, path):
                return config
        if including and not configs[0].paths:
            return including[0]
        return configs[0] if configs else None

    def including(self, path: str) -> Config | None:
        """Where the nearest configuration leaves a file out: the next one above that includes it and sets names."""
        nearest = self._nearest_of(parent(path))
        if not nearest or any(_names_file(config, path) for config in nearest):
            return None
        return next((config for config in self.above(path) if config.paths and _names_file(config, path)), None)

    def above(self, path: str) -> Iterator[Config]:
        """The main configurations from the file's folder up to the root, those that they refer to included."""
        for folder in outwards(parent(path)):
            if self._main(folder):
                yield from self._nearest_of(folder)

    def of_folder(self, folder: str) -> list[Config]:
        """All configurations that stand in a folder, the main one first."""
        main = self._main(folder)
        return [
            self.load(path) for path in sorted(self._in_folder.get(folder, ()), key=lambda path: (path != main, path))
        ]

    def load(self, path: str, chain: tuple[str, ...] = ()) -> Config:
        """A configuration with all that it extends."""
        leaf = chain[0] if chain else path
        if (path, leaf) in self._read:
            return self._read[path, leaf]
        raw = json_table(self._world.read(path))
        config = Config(path)
        if len(chain) < LONGEST_CHAIN:
            for base in self._extended(path, raw):
                if base != path and base not in chain:
                    config = _over(config, self.load(base, (*chain, path)))
        config = self._read[path, leaf] = _over(config, _own(path, raw, leaf))
        return config

    def _main(self, folder: str) -> str:
        found = self._in_folder.get(folder, ())
        for name in NAMES:
            path = prefix_of(folder) + name
            if path in found:
                return path
        return ""

    def _nearest_of(self, folder: str) -> tuple[Config, ...]:
        """The nearest main configuration, then those that it refers to for the files of its own folder."""
        if folder not in self._nearest:
            place = next((place for place in outwards(folder) if self._main(place)), None)
            self._nearest[folder] = self._of_place(place) if place is not None else ()
        return self._nearest[folder]

    def _of_place(self, folder: str) -> tuple[Config, ...]:
        main = self._main(folder)
        config = self.load(main)
        base = prefix_of(folder)
        referred = (self._file(path) for path in config.references if path.startswith(base))
        return (config, *(self.load(path) for path in referred if path and path != main))

    def _extended(self, path: str, raw: dict[str, object]) -> Iterator[str]:
        value = raw.get("extends")
        for item in [value] if isinstance(value, str) else value if isinstance(value, list) else []:
            if not isinstance(item, str):
                continue
            if item.startswith((".", "/")):
                joined = join(parent(path), item)
                found = self._file(joined) if joined is not None else ""
            else:
                found = self._package_file(item, parent(path))
            if found:
                yield found

    def _file(self, path: str) -> str:
        """A configuration by a path that may leave out `.json`, or name its folder."""
        for candidate in (path, f"{path}.json", f"{path}/tsconfig.json".lstrip("/")):
            if candidate in self._world.files:
                return candidate
        return ""


def _own(path: str, raw: dict[str, object], leaf: str) -> Config:
    """What one file says itself."""
    options = inner_table(raw, "compilerOptions")

    def folder(value: object, base: str = parent(path)) -> str | None:
        if not isinstance(value, str):
            return None
        if value.startswith("${configDir}"):
            return join(parent(leaf), value[len("${configDir}") :])
        return join(base, value)

    base_url = folder(options.get("baseUrl"))
    paths: dict[str, list[str]] = {}
    for pattern, targets in inner_table(options, "paths").items():
        places = [folder(target, parent(path) if base_url is None else base_url) for target in texts_of(targets)]
        paths[pattern] = [place for place in places if place is not None]
    roots = [folder(item) for item in texts_of(options.get("rootDirs"))]
    include = (
        texts_of(raw["include"]) + texts_of(raw.get("files"))
        if "include" in raw
        else texts_of(raw.get("files")) or None
    )
    included = [folder(item) for item in include or ()]
    referred = [folder(item.get("path")) for item in inner_list(raw, "references") if isinstance(item, dict)]
    return Config(
        path,
        base_url,
        paths,
        tuple(root for root in roots if root is not None),
        folder(options.get("outDir")),
        folder(options.get("rootDir")),
        tuple(place for place in included if place is not None) if include is not None else None,
        tuple(place for place in referred if place is not None),
    )


def _over(base: Config, own: Config) -> Config:
    """`own` where it says something, else `base`; references are never inherited."""
    return replace(
        own,
        base_url=own.base_url if own.base_url is not None else base.base_url,
        paths=own.paths or base.paths,
        root_dirs=own.root_dirs or base.root_dirs,
        out_dir=own.out_dir if own.out_dir is not None else base.out_dir,
        root_dir=own.root_dir if own.root_dir is not None else base.root_dir,
        include=own.include if own.include is not None else base.include,
    )


def _includes(config: Config, path: str) -> bool:
    """Whether a file is among those of a configuration, its `include` read as folders and globs."""
    if config.include is None:
        folder = parent(config.path)
        return not folder or path.startswith(f"{folder}/")
    for pattern in config.include:
        literal = re.split(r"[*?]", pattern, maxsplit=1)[0]
        if path == pattern or (path.startswith(literal) and ("*" in pattern or path.startswith(f"{pattern}/"))):
            return True
    return False


def _names_file(config: Config, path: str) -> bool:
    """Whether a file matches what a configuration includes, its globs taken at their word."""
    if config.include is None or not _includes(config, path):
        return _includes(config, path)
    beside = any(f"{path}/".startswith(f"{pattern}/") for pattern in config.include if "*" not in pattern)
    return beside or any(compiled(pattern).fullmatch(path) for pattern in config.include if "*" in pattern)
