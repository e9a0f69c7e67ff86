"""Types of npm that describe a global, which code uses without an import: `google.maps.Map` by @types/google.maps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .npm_packages import typed_by

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["TEST_GLOBALS", "types_of_globals"]

TEST_GLOBALS = frozenset({"mocha", "jasmine", "qunit", "chai"})
"""What gives globals to tests alone."""
_GLOBALS = """
jquery: jQuery $ | underscore: _ | lodash: _ | leaflet: L | react: React | three: THREE | systemjs: System | requirejs: require define
webpack-env: require.context module.hot __webpack_public_path__ __webpack_require__ __WebpackModuleApi
"""
GLOBALS = {
    name.strip(): found.split()
    for entry in _GLOBALS.replace("\n", "|").split("|")
    for name, _, found in [entry.partition(": ")]
}
"""What is typed → its globals, where it is not called as they are."""


def types_of_globals(index: Index, sources: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """Those packages of types, among some packages, whose global a source takes the members of, calls or names in a type."""
    left = {name: _spelled(typed_by(name)) for name in names if name.startswith("@types/")}
    patterns = {name: _pattern(spelled) for name, spelled in left.items()}
    using = {
        name: {path for word in spelled for path in index.files_using(word.partition(".")[0])}
        for name, spelled in left.items()
    }
    any_of = frozenset[str]().union(*using.values())
    for path in sources if left else ():
        if path not in any_of and index.files[path].parsed:
            continue
        held = [name for name in left if path in using[name] or not index.files[path].parsed]
        text = index.text(path) if held else ""
        for name in held:
            first = min(filter(text.count, left[name]), key=text.find, default="")
            if first and patterns[name].search(text, text.find(first)):
                del left[name]
                yield name


def _spelled(typed: str) -> list[str]:
    """The globals of what is typed, by its own name where no other is known."""
    return GLOBALS.get(typed) or [re.sub(r"-(\w)", lambda match: match[1].upper(), typed.rpartition("/")[2])]


def _pattern(spelled: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$.'\"/-])(?:{'|'.join(map(re.escape, spelled))})\s*[.(<\[]")
