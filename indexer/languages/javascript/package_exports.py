"""What a package.json offers: `exports`, `imports`, and the older entry fields, as candidates in order of preference.

Source: https://nodejs.org/api/packages.html#package-entry-points. Conditions are not fixed at run time here: each branch is a
candidate, and conditions that name the source come first, so that a workspace leads to what its authors edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from .module_files import longest_first, matched

__all__ = ["entry_targets", "export_targets", "import_targets", "source_targets"]

SOURCE_CONDITIONS = ("source", "src")
MAYBE_SOURCE = ("development", "bun")
"""Conditions under which some packages name their source, and others a further build (`dist/index.dev.js`)."""
SOURCE = re.compile(r"(?:^|/)(?:src|source)/|(?<!\.d)\.[cm]?tsx?$")
ORDERS = {
    "import": ("import", "module", "module-sync", "node", "default", "browser", "require", "types"),
    "require": ("require", "node", "default", "module-sync", "import", "module", "browser", "types"),
    "types": ("types", "import", "module", "node", "default", "browser", "require"),
}
"""How a module is asked for → its conditions in the order of preference."""

ENTRY_FIELDS = ("source", "svelte", "module", "main", "browser", "types", "typings", "bin")


def export_targets(exports: object, subpath: str, *, use: str = "import") -> list[str]:
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


def source_targets(package: Mapping[str, object]) -> list[str]:
    """The entry's source where the package names it itself (the field `source`, read by bundlers)."""
    source = package.get("source")
    return [source] if isinstance(source, str) else []


def entry_targets(package: Mapping[str, object]) -> list[str]:
    """The files that the entry fields name, sources first."""
    return [value for field in ENTRY_FIELDS if isinstance(value := package.get(field), str)]


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
    order = ORDERS[use]
    ranked = sorted(_walk(value, ()), key=lambda item: [_rank(condition, item[1], order) for condition in item[0]])
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


def _rank(condition: str, target: str, order: tuple[str, ...]) -> int:
    """Sources first (`@scope/source`, a project's own condition), then the order of the importing form."""
    if condition in SOURCE_CONDITIONS or "source" in condition or condition.startswith("@"):
        return -1
    if condition in MAYBE_SOURCE and SOURCE.search(target):
        return -1
    return order.index(condition) if condition in order else len(order)
