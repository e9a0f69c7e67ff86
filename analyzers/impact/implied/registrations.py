"""Definitions that others find without saying their names: through a decorator, the hook of a base, `globals()`, a marked test, pytest.

A decorator of the workspace may put what it decorates into a container, and a base's `__init_subclass__` or metaclass each
subclass; who reads the container may run any of them. `globals()` holds all that a module defines. `usefixtures` and `getfixturevalue`
take a fixture by its name in a string.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...per_index import per_index
from ...text_facts import line_of
from .. import odds
from ..called import step_at
from ..meaning.fixtures import fixture_users, fixtures_of, fixtures_seen
from ..occurrences import Step
from ..sites.shape import BARE, METACLASS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....indexer.index import Index
    from ..meaning.program import Program
    from ..occurrences import Definition
    from ..sites.tables import Table

__all__ = ["by_decorator", "by_globals", "by_hook", "by_mark", "inner_steps"]

HOOK = "__init_subclass__"
MAKERS = ("__new__", "__init__")
"""Methods of a metaclass that run for each class that is made."""
BY_NAME = ("usefixtures", "getfixturevalue")
"""What takes fixtures by their names."""


def by_decorator(program: Program, definition: Definition, decorators: Iterable[str]) -> Iterator[Step]:
    """Steps into a function from the variables at the top level that its decorators' functions mention."""
    for decorator in decorators:
        for path, qualname in sorted(program.lookup(definition[0], decorator)):
            for variable in _mentioned(program.table(path), qualname):
                yield Step((path, variable), None, 0, "kept by its decorator", False, odds.HANDED_ON)


def _mentioned(table: Table, function: str) -> Iterator[str]:
    """The variables of a file that a function, or one inside it, says."""
    for name in table.bound if function in table.functions else ():
        owners = (row[1] for row in table.sites(name))
        if "." not in name and any(owner == function or owner.startswith(f"{function}.") for owner in owners):
            yield name


def by_hook(program: Program, klass: Definition) -> Iterator[Step]:
    """Steps into a class from the variables that a hook of its bases, or what makes its class, fills."""
    for path, holder, hook in _hooks(program, klass):
        table = program.table(path)
        for name in table.bound if program.defines(path, f"{holder}.{hook}") else ():
            of, _, last = name.rpartition(".")
            rows = table.sites(last) if of in {"", holder} else ()
            if any(row[1] == f"{holder}.{hook}" and (not of or row[3] != "write") for row in rows):
                yield Step((path, name), None, 0, "registered by its base", False, odds.HANDED_ON)


def _hooks(program: Program, klass: Definition) -> Iterator[tuple[str, str, str]]:
    """File, class and name of what runs when a class is defined: of its bases, and of the metaclasses of those and its own."""
    for path, qualname in program.ancestors(klass):
        table = program.table(path)
        if (path, qualname) != klass:
            yield (path, qualname, HOOK)
        made = table.bound.get(qualname)  # `Shape = Meta("Shape", (Shape,), {})`
        head = made[1] if isinstance(made, list) and made[0] == "()" else table.returns.get(f"{qualname}.{METACLASS}")
        for file, meta in sorted(program.meant(path, head)) if head is not None else ():
            yield from ((file, meta, maker) for maker in MAKERS)


def by_globals(table: Table, definition: Definition) -> Iterator[Step]:
    """Steps into a top-level function or class from what looks names up in its module."""
    code = definition[1] in table.functions or definition[1] in table.classes
    for row in table.sites("globals") if code else ():
        if row[1] and row[1] != definition[1] and row[2:4] == [BARE, "call"]:
            user = (definition[0], row[1])
            yield Step(user, None, row[0], "looked up among the module's names", False, odds.HANDED_ON)


def by_mark(program: Program, fixture: Definition) -> Iterator[Step]:
    """Steps into a fixture from the tests that ask for it by its name in a string."""
    name = fixture[1].rpartition(".")[2]
    said = re.compile(rb"[\"']%s[\"']" % re.escape(name.encode()))
    for file in sorted({file for word in BY_NAME for file in program.index.files_using(word)}):
        if fixture in fixtures_seen(program, file, name):
            source = program.index.read(file)
            for match in said.finditer(source):
                yield step_at(program.index, file, line_of(source, match), "fixture", True)


# ---- Hooks that pytest calls: of a `conftest.py`, and of a plugin in tests that write code and run pytest on it
# https://docs.pytest.org/en/stable/how-to/writing_plugins.html#testing-plugins

RUNNERS: Final = ("pytester", "testdir")
"""Fixtures that write a folder of tests and run pytest there."""
PYTEST_HOOK: Final = "pytest_"
IMPORTING: Final = r"^[^\S\n]*from [\w.]+ import [^\n]*"


def inner_steps(program: Program, definition: Definition) -> Iterator[Step]:
    """Steps into a hook from all such tests; into a fixture, and what is imported by name, from those whose text says it."""
    path, qualname = definition
    if qualname.startswith(PYTEST_HOOK) and fixture_users(definition) is not None:
        yield Step((path, ""), None, 0, "called by pytest", True)
    writing = _writing(program.index)
    if not writing or "." in qualname or program.index.files[path].zone == "test":
        return
    hook = qualname.startswith(PYTEST_HOOK)
    begin = "" if hook or qualname in fixtures_of(program, path).values() else IMPORTING
    name = "|".join(RUNNERS) if hook else re.escape(qualname)
    said = re.compile(rf"{begin}(?<![\w.])(?:{name})(?!\w)".encode(), re.MULTILINE)
    for file in writing:
        source, own = program.index.read(file), {row[0] for row in program.table(file).sites(qualname)}
        for match in said.finditer(source):
            line = source.count(b"\n", 0, match.end()) + 1
            if line not in own:
                yield step_at(program.index, file, line, "run by pytest inside it", True)


@per_index
def _writing(index: Index) -> list[str]:
    """The files of tests that ask for such a fixture."""
    files = {path for name in RUNNERS for path in index.files_using(name)}
    return sorted(path for path in files if path.endswith(".py") and index.files[path].zone == "test")
