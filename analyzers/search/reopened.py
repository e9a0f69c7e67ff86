"""What a file of Ruby adds where many files go on with one class: `class Pot; module Plugins; module Lid` adds the lid."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ..naming import flat, stem_of
from .definitions import documented_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...indexer.index import Index
    from .definitions import Definition

__all__ = ["own_definitions"]

LANGUAGE: Final = "Ruby"


def own_definitions(index: Index, defined: Mapping[str, list[Definition]]) -> Mapping[str, list[Definition]]:
    """The same, but of a file that only reopens what others of them define too the outermost that it alone defines, if any;
    the file that is called as the class is its home, and a module that it is called as is its own beside what stands inside."""
    paths = [path for path in defined if index.files[path].language == LANGUAGE]
    inside: dict[str, list[Definition]] = {path: [] for path in paths}
    for item, _ in documented_of(index, paths, "kind IN ('class', 'module')", ()):
        inside[item.path].append(item)
    homes = Counter(name for items in inside.values() for name in {item.qualname for item in items})
    found = dict(defined)
    for path, items in inside.items():
        stem = flat(stem_of(path).stem)
        reopens = all(homes[symbol.qualname] > 1 and flat(symbol.name) != stem for symbol in defined[path])
        if reopens and (own := [item for item in items if homes[item.qualname] == 1]):
            found[path] = _outermost(own)
        elif home := [item for item in items if item.kind == "module" and flat(item.qualname) == stem]:
            found[path] = [*home[:1], *defined[path]]
    return found


def _outermost(items: Sequence[Definition]) -> list[Definition]:
    least = min(item.qualname.count(".") for item in items)
    return [item for item in items if item.qualname.count(".") == least]
