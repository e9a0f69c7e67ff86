"""Which file a package of the workspace offers for a subpath: its exports or entry fields, led back to the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from .built_sources import BUILD_FOLDERS, entry_source, source_of
from .module_files import join, longest_first, matched
from .npm_workspaces import package_name
from .tsconfig import Configs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..base import World
    from .module_files import Files
    from .npm_workspaces import Package, Packages

__all__ = ["DECLARATIONS", "PackageEntries", "Place", "entry_targets", "import_targets"]

SOURCES = (".ts", ".tsx", ".mts", ".cts")
DECLARATIONS = (".d.ts", ".d.mts", ".d.cts")

SOURCE_CONDITIONS = ("source", "src")
ORDERS = {
    "import": ("import", "module", "module-sync", "node", "default", "browser", "require", "types"),
    "require": ("require", "node", "default", "module-sync", "import", "module", "browser", "types"),
    "types": ("types", "import", "module", "node", "default", "browser", "require"),
}
ORDERS["url"] = ORDERS["import"]
"""How a module is asked for → its conditions in the order of preference."""

ENTRY_FIELDS = ("source", "svelte", "module", "main", "browser", "types", "typings", "bin")


class Place(NamedTuple):
    """Where a specifier leads; one of the four is set."""

    target: str = ""
    external: str = ""
    stdlib: str = ""
    reason: str = ""


class PackageEntries:
    """The entries of all packages, and the configurations that they share by `extends`."""

    def __init__(self, world: World, files: Files, packages: Packages) -> None:
        self.world, self.files, self.packages = world, files, packages
        self.configs = Configs(world, self._config_file)

    def place(self, package: Package, below: str, specifier: str, use: str) -> Place:
        """A file of a workspace package by its exports or entry fields, led back to its source."""
        exports = package.data.get("exports")
        if exports is not None:
            targets = _export_targets(exports, f"./{below}" if below else ".", use=use)
            if not targets:
                return self._beside_exports(package, below)
            targets = targets if below else [*entry_targets(package.data, ("source",)), *targets]
        elif below:
            targets = [below]
        else:
            targets = entry_targets(package.data)
        published = [f"dist/{target.removeprefix('./')}" for target in targets]  # where `dist` is the package
        if found := self.source(package, targets) or self.source(package, published):
            return Place(found)
        if not below and (found := entry_source(self.files, package)):
            return Place(found)
        shown = targets[0] if targets else specifier
        built = shown.removeprefix("./").partition("/")[0] in BUILD_FOLDERS
        what = f"build output {shown}" if built else shown
        return Place(reason=f"{what} of workspace package {package.name} is not in the workspace")

    def source(self, package: Package, targets: Sequence[str]) -> str:
        """The first target that stands for a file; a source in TypeScript wins over plain JavaScript that only passes it on."""
        first = ""
        for target in targets:
            found = source_of(self.files, self.configs, package, target)
            if found.endswith(SOURCES) and not found.endswith(DECLARATIONS):
                return found
            first = first or found
        return first

    def _beside_exports(self, package: Package, below: str) -> Place:
        """What `exports` leaves out, though package.json itself is often read."""
        path = join(package.folder, below)
        if below == "package.json" and path in self.world.files:
            return Place(path or "")
        return Place(reason=f"not in the exports of workspace package {package.name}")

    def _config_file(self, specifier: str, folder: str) -> str:
        """The configuration that `extends` names by package."""
        name, below = package_name(specifier)
        package = self.packages.serving(name, folder)
        if package is None:
            return ""
        named = package.data.get("tsconfig")
        below = below or (named if isinstance(named, str) else "tsconfig.json")
        targets = _export_targets(package.data.get("exports"), f"./{below}") if package.data.get("exports") else []
        for target in (*targets, below, f"{below}.json"):
            path = join(package.folder, target)
            if path in self.world.files:
                return path or ""
        return ""


# ---- What a package.json offers: `exports`, `imports`, and the older entry fields, as candidates in order of preference
# Source: https://nodejs.org/api/packages.html#package-entry-points. Conditions are not fixed at run time here: each branch is a
# candidate, and conditions that name the source come first, so that a workspace leads to what its authors edit.


def _export_targets(exports: object, subpath: str, *, use: str = "import") -> list[str]:
    """Targets of `exports` for a subpath (`.` or `./x`), the most wanted first; none where it is not exported.

    Args:
        use: how the module is asked for, `import | require | types`.
    """
    if not isinstance(exports, Mapping) or not any(str(key).startswith(".") for key in exports):
        table: Mapping[str, object] = {".": exports}
    else:
        table = cast("Mapping[str, object]", exports)
    return _pick(table, subpath, use=use)


def import_targets(imports: object, specifier: str, *, use: str = "import") -> list[str]:
    """Targets of `imports` for a specifier (`#x`)."""
    if not isinstance(imports, Mapping):
        return []
    return _pick(cast("Mapping[str, object]", imports), specifier, use=use)


def entry_targets(package: Mapping[str, object], fields: Sequence[str] = ENTRY_FIELDS) -> list[str]:
    """The files that the entry fields name, sources first."""
    return [value for field in fields if isinstance(value := package.get(field), str)]


def _pick(table: Mapping[str, object], wanted: str, *, use: str) -> list[str]:
    """The targets of the most specific pattern that matches; a pattern whose target is null takes the path away."""
    for pattern in longest_first({key: 0 for key in table if isinstance(key, str)}):
        star = matched(pattern, wanted)
        if star is None and pattern.endswith("/") and wanted.startswith(pattern):
            return [target + wanted[len(pattern) :] for target in _leaves(table[pattern], use=use)]
        if star is not None:
            return [target.replace("*", star) for target in _leaves(table[pattern], use=use)]
    return []


def _leaves(value: object, *, use: str) -> list[str]:
    """The strings of a target, by the preference of the conditions on the way to them, each once."""
    order, found = ORDERS[use], [*_walk(value, ())]
    ranked = sorted(found, key=lambda item: [_rank(condition, order) for condition in item[0]])
    return list(dict.fromkeys(target for _, target in ranked))


def _walk(value: object, conditions: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The strings of a target, each with the conditions on the way to it."""
    if isinstance(value, str):
        yield conditions, value
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item, conditions)
    elif isinstance(value, Mapping) and len(conditions) < 12:
        for condition, item in value.items():
            yield from _walk(item, (*conditions, str(condition)))


def _rank(condition: str, order: tuple[str, ...]) -> int:
    """Sources first (`@scope/source`, a project's own condition), then the order of the importing form."""
    if condition in SOURCE_CONDITIONS or "source" in condition or condition.startswith("@"):
        return -1
    return order.index(condition) if condition in order else len(order)
