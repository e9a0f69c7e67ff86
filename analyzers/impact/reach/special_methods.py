"""What a test says that has Python call a special method: a test that says none of it seldom runs the method.

Of 1,150 tests of nine projects that reach such a method and say nothing of the kind coverage saw 1 in 190 run it; of 430 that do,
1 in 4. What is said too often to tell tests apart (`for`, `==`, `str(`) is left out, and `__len__`, which a condition or a
template calls unsaid: of 65 such tests of three projects 15 ran it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ....indexer.index import Index
    from ..meaning.program import Definition

__all__ = ["silent", "with_helpers"]

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
