"""Tests that seldom run what they reach, by what they do not say.

What stands in a table under a string alone (`FILTERS = {"sort": do_sort}`): a test that never says the string seldom runs it.
Of 120 such tests of jinja, jsonschema and httpx coverage saw none run it; of 90 that say the string, 1 in 2. So it is with what
a decorator takes up under its strings (`@converts("Boolean")`, `@bp.route("/login")`): of 150 silent tests of sqladmin 3 ran it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.workspace_paths import prefix_of
from ...workspace.test_files import test_files
from ..called import first_of
from ..meaning.fixtures import conftests

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ....indexer.index import Index
    from ..meaning.program import Definition
    from ..occurrences import Step

__all__ = ["not_looking_up", "silent"]

ENTRY: Final = rb"[\"'](%s)[\"']\s*:\s*((?:\w+\.)*\w+)\s*(?:[,}]|$)"
CHOSEN: Final = rb"(?:(?<!\.pop)\(|[=\[]|\b(?:or|else|return)\b)\s*[\"'](?:%s)[\"'](?!\s*:)"
"""The product says one of the strings itself, to look it up or for what is taken where none is given."""
STRING: Final = re.compile(r"[\"']([^\"']*)[\"']")
UNSAID: Final = re.compile(r"^(?:\w+\.)+(?=\w+$)|<[^<>]*>|\{[^{}]*\}")
"""The package of a name and what stands for a part of a path (`/<project_id>/`): a test says neither."""
KEY: Final = re.compile(r"[A-Za-z_]{3,}")
BY_OTHERS: Final = re.compile(r"event|listen|signal|receiv|hook|valid|deprec|filter|tag|template|global|context|\bon\b")
"""What is called when something happens, or by a template, whatever the test says."""
RUN: Final = frozenset({"function", "method"})
READING: Final = re.compile(rb"\bopen\(|glob|\.read_|__file__|\.load\(")
"""A test that reads files may say the string in them."""


def not_looking_up(
    index: Index, seeds: Sequence[Definition], tests: Collection[str], steps: Mapping[Definition, Sequence[Step]]
) -> set[str]:
    """The tests that never say what the changed function or class stands under; none where it is found in another way too.

    Args:
        steps: definition → the steps into it.
    """
    if len(seeds) == 1 and (keys := _registered_as(index, seeds[0], steps)):
        said = _saying({*keys, seeds[0][1].rpartition(".")[2].encode()})
        read = {test: {*with_helpers(index, test), *conftests(index, test)} for test in tests}
        return {test for test, files in read.items() if not any(map(said.search, map(index.read, files)))}
    (path, head), *others = dict.fromkeys((path, name.partition(".")[0]) for path, name in seeds) or [("", "")]
    tables = [] if others or not path.endswith(".py") else _tables(index, (path, head), steps)
    keys = {key for _, _, key in tables}
    if not keys or _is_chosen(index, b"|".join(sorted(map(re.escape, keys))), {path, *(file for file, _, _ in tables)}):
        return set()
    names = {head.encode(), *(owner.rpartition(".")[2].encode() for _, owner, _ in tables)}
    said = _saying(keys | names)
    beside = (file for file, known in index.files.items() if known.zone == "test" and file.endswith(".py"))
    told = {
        prefix_of(file.rpartition("/")[0])
        for file in {*beside} - test_files(index).numbers.keys()
        if said.search(index.read(file))
    }
    return {
        test
        for test in tests
        if not test.startswith(tuple(told))
        and not any(said.search(text) or READING.search(text) for text in map(index.read, with_helpers(index, test)))
    }


def _registered_as(index: Index, definition: Definition, steps: Mapping[Definition, Sequence[Step]]) -> set[bytes]:
    """The words of the strings that a decorator gets with a Python function; none where the product surely calls it itself."""
    path, qualname = definition
    symbol = first_of(index, path).get(qualname) if path.endswith(".py") else None
    called = any(step.sure and index.files[step.user[0]].zone != "test" for step in steps.get(definition, ()))
    if symbol is None or called or index.files[path].zone == "test":
        return set()
    calls = [item for item in symbol.decorators if not BY_OTHERS.search(item.partition("(")[0])]
    return {
        key.encode() for item in calls for said in STRING.findall(item) for key in KEY.findall(UNSAID.sub("", said))
    }


def _saying(words: Collection[bytes]) -> re.Pattern[bytes]:
    return re.compile(rb"(?<![^\W_])(?:%s)(?![^\W_])" % b"|".join(sorted(map(re.escape, words))))


def _tables(
    index: Index, definition: Definition, steps: Mapping[Definition, Sequence[Step]]
) -> list[tuple[str, str, bytes]]:
    """File, variable and string of the tables that hold a function or class; none where the product uses it elsewhere too.

    In `{"form_class": Form}` the string is the name of an option: others stand under it as well.
    """
    found = []
    for (file, owner), _, line, *_ in steps.get(definition, ()):
        if (file, owner.partition(".")[0]) == definition or (file and index.files[file].zone == "test"):
            continue
        holder = first_of(index, file).get(owner) if file and line else None
        entry = _entry(index.read(file), line, definition[1]) if holder and holder.kind not in RUN else None
        if entry is None:
            return []
        found.append((file, owner, entry))
    return found


def _entry(source: bytes, line: int, name: str) -> bytes | None:
    """The string in front of a name on a line, unless other things stand under it too."""
    found = re.search(ENTRY % rb"[\w.+-]+", source.split(b"\n")[line - 1])
    if found is None or found[2].rpartition(b".")[2] != name.encode():
        return None
    held = {entry[2] for entry in re.finditer(ENTRY % re.escape(found[1]), source, re.MULTILINE)}
    return found[1] if len(held) == 1 else None


def _is_chosen(index: Index, keys: bytes, files: Collection[str]) -> bool:
    """The product says one of some strings itself, in a folder of these files."""
    folders, chosen = {file.rpartition("/")[0] for file in files}, re.compile(CHOSEN % keys)
    near = (file for file, known in index.files.items() if known.zone != "test" and file.rpartition("/")[0] in folders)
    return any(chosen.search(index.read(file)) for file in near)


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
