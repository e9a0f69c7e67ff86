"""Tests that seldom run what they reach, by what they do not say.

Of 150 tests of sqladmin that say none of the strings under which a decorator takes something up (`@converts("Boolean")`,
`@bp.route("/login")`) coverage saw 3 run it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ..called import first_of
from ..meaning.fixtures import conftests

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ....indexer.index import Index
    from ..meaning.program import Definition
    from ..occurrences import Step

__all__ = ["not_looking_up", "silent"]

STRING: Final = re.compile(r"[\"']([^\"']*)[\"']")
PACKAGE: Final = re.compile(r"^(?:\w+\.)+(?=\w+$)")
KEY: Final = re.compile(r"[A-Za-z_]{3,}")
BY_OTHERS: Final = re.compile(r"event|listen|signal|receiv|hook|valid|deprec|filter|tag|template|global|context|\bon\b")
"""What is called when something happens, or by a template, whatever the test says."""


def not_looking_up(
    index: Index, seeds: Sequence[Definition], tests: Collection[str], steps: Mapping[Definition, Sequence[Step]]
) -> set[str]:
    """The tests that never say what the changed function or class stands under; none where it is found in another way too.

    Args:
        steps: definition → the steps into it.
    """
    words = _registered_as(index, seeds[0], steps) if len(seeds) == 1 else set()
    if not words:
        return set()
    names = sorted(map(re.escape, words | {seeds[0][1].rpartition(".")[2].encode()}))
    said = re.compile(rb"(?<![^\W_])(?:%s)(?![^\W_])" % b"|".join(names))
    read = {test: {*with_helpers(index, test), *conftests(index, test)} for test in tests}
    return {test for test, files in read.items() if not any(map(said.search, map(index.read, files)))}


def _registered_as(index: Index, definition: Definition, steps: Mapping[Definition, Sequence[Step]]) -> set[bytes]:
    """The words of the strings that a decorator gets with a Python function; none where the product surely calls it itself."""
    path, qualname = definition
    symbol = first_of(index, path).get(qualname) if path.endswith(".py") else None
    called = any(step.sure and index.files[step.user[0]].zone != "test" for step in steps.get(definition, ()))
    if symbol is None or called or index.files[path].zone == "test":
        return set()
    calls = [item for item in symbol.decorators if not BY_OTHERS.search(item.partition("(")[0])]
    return {
        key.encode() for item in calls for said in STRING.findall(item) for key in KEY.findall(PACKAGE.sub("", said))
    }


# ---- What a test says that has Python call a special method: a test that says none of it seldom runs the method
# Of 1,150 tests of nine projects that reach such a method and say nothing of the kind coverage saw 1 in 190 run it; of 430 that do,
# 1 in 4. What is said too often to tell tests apart (`for`, `==`, `str(`) is left out, and `__len__`, which a condition or a
# template calls unsaid: of 65 such tests of three projects 15 ran it.

PICKLED: Final = re.compile(rb"pickle|copy\(|__(?:reduce|getstate|setstate)")
SAYING: Final = {
    "__repr__": re.compile(rb"\brepr\(|!r\b|%r|__repr__|pprint"),
    "__delitem__": re.compile(rb"\bdel [^\n]*\[|__delitem__|\.(?:pop|popitem|clear)\("),
    "__delattr__": re.compile(rb"\bdel [\w.]+\.\w|delattr"),
    "__reversed__": re.compile(rb"reversed"),
    "__hash__": re.compile(rb"hash|\b(?:set|frozenset|dict)\(|\{"),
    "__ne__": re.compile(rb"!=|NotEqual|__ne__"),
    "__copy__": re.compile(rb"copy"),
    "__deepcopy__": re.compile(rb"deepcopy"),
    "__html__": re.compile(rb"__html__|escape\(|Markup"),
    **dict.fromkeys(("__reduce__", "__getstate__", "__setstate__"), PICKLED),
}


def silent(index: Index, seeds: Sequence[Definition], tests: Collection[str]) -> set[str]:
    """The tests that say nothing by which the special method is called that is changed alone; none where all are so."""
    path, qualname = seeds[0] if len(seeds) == 1 else ("", "")
    saying = SAYING.get(qualname.rpartition(".")[2]) if path.endswith(".py") else None
    if saying is None:
        return set()
    found = {test for test in tests if not any(saying.search(index.read(file)) for file in with_helpers(index, test))}
    return found if len(found) < len(tests) else set()


def with_helpers(index: Index, test: str) -> list[str]:
    """A test and what it imports of the tests: a base or helper there may say it for all."""
    return [test, *(file for file in sorted(index.adjacency[0].get(test, ())) if index.files[file].zone == "test")]
