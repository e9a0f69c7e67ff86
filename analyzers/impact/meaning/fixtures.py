"""Fixtures of pytest: which function a test's parameter stands for (https://docs.pytest.org/en/stable/reference/fixtures.html).

A fixture is visible in its own file, and one in a `conftest.py` in all files at and below its folder; the nearest wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.workspace_paths import prefix_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..occurrences import Definition
    from .names import Names

__all__ = ["fixture_users", "fixtures_of", "fixtures_seen", "is_automatic"]

CONFTEST = "conftest.py"
MARK = "fixture"


def fixtures_of(names: Names, path: str) -> Mapping[str, str]:
    """Name → qualified name of the fixtures that a file defines."""
    if path not in names.fixtures:
        table = names.table(path)
        names.fixtures[path] = {
            qualname.rpartition(".")[2]: qualname
            for qualname, decorators in (table.functions.items() if table is not None else ())
            if decorators and any(_is_mark(item) for item in decorators)
        }
    return names.fixtures[path]


def _is_mark(decorator: str) -> bool:
    return decorator.removesuffix("(autouse)").rpartition(".")[2] == MARK


def is_automatic(names: Names, definition: Definition) -> bool:
    """The fixture serves every test that can see it, named or not."""
    table = names.table(definition[0])
    decorators = table.functions.get(definition[1], ()) if table is not None else ()
    return any(item.endswith("(autouse)") for item in decorators)


def fixtures_seen(names: Names, path: str, name: str) -> list[Definition]:
    """The fixture that a parameter `name` in a file stands for; none outside of files that pytest reads."""
    if not path.endswith(".py"):
        return []
    own = fixtures_of(names, path).get(name)
    if own is not None:
        return [(path, own)]
    folder = path.rpartition("/")[0]
    while True:
        candidate = prefix_of(folder) + CONFTEST
        if candidate in names.index.files and candidate != path:
            found = fixtures_of(names, candidate).get(name)
            if found is not None:
                return [(candidate, found)]
        if not folder:
            return []
        folder = folder.rpartition("/")[0]


def fixture_users(definition: Definition) -> str | None:
    """The folder below which a fixture is visible ("" for everywhere); None where it serves only its own file."""
    folder, _, name = definition[0].rpartition("/")
    return folder if name == CONFTEST else None
