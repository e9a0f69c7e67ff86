"""Steps by which pytest calls its hooks: of a `conftest.py`, and of a plugin in tests that write code and run pytest on it.

https://docs.pytest.org/en/stable/how-to/writing_plugins.html#testing-plugins
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...per_index import per_index
from ..called import enclosing
from ..meaning.fixtures import fixture_users, fixtures_of
from ..occurrences import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["inner_steps"]

RUNNERS: Final = ("pytester", "testdir")
"""Fixtures that write a folder of tests and run pytest there."""
HOOK: Final = "pytest_"
IMPORTING: Final = r"^[^\S\n]*from [\w.]+ import [^\n]*"


def inner_steps(program: Program, definition: Definition) -> Iterator[Step]:
    """Steps into a hook from all such tests; into a fixture, and what is imported by name, from those whose text says it."""
    path, qualname = definition
    if qualname.startswith(HOOK) and fixture_users(definition) is not None:
        yield Step((path, ""), None, 0, "called by pytest", True)
    writing = _writing(program.index)
    if not writing or "." in qualname or program.index.files[path].zone == "test":
        return
    hook = qualname.startswith(HOOK)
    begin = "" if hook or qualname in fixtures_of(program, path).values() else IMPORTING
    name = "|".join(RUNNERS) if hook else re.escape(qualname)
    said = re.compile(rf"{begin}(?<![\w.])(?:{name})(?!\w)".encode(), re.MULTILINE)
    for file in writing:
        source, own = program.index.read(file), {row[0] for row in program.table(file).sites(qualname)}
        for match in said.finditer(source):
            line = source.count(b"\n", 0, match.end()) + 1
            if line not in own:
                yield Step((file, enclosing(program.index, file, line)), None, line, "run by pytest inside it", True)


@per_index
def _writing(index: Index) -> list[str]:
    """The files of tests that ask for such a fixture."""
    files = {path for name in RUNNERS for path in index.files_using(name)}
    return sorted(path for path in files if path.endswith(".py") and index.files[path].zone == "test")
