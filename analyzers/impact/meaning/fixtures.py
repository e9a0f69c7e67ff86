"""Fixtures of pytest: which function a test's parameter stands for (https://docs.pytest.org/en/stable/reference/fixtures.html).

A test sees those of its class and the classes above, then those that its module has, defined or imported, then those of each
`conftest.py` in its folder and the folders above; a module has those of the plugins too that its `pytest_plugins` names. The nearest wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.workspace_paths import outwards, prefix_of
from ...per_index import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index
    from ..occurrences import Definition
    from .members import Members
    from .names import Names

__all__ = [
    "CONFTEST", "NAMED", "asked_as", "conftests", "fixture_users", "fixtures_of", "fixtures_seen", "is_automatic",
]  # fmt: skip

CONFTEST: Final = "conftest.py"
MARK: Final = "fixture"
NAMED: Final = re.compile(r"\bname=[\"'](\w+)[\"']")
"""A fixture that is asked for by another name than its function's."""


@remembered
def fixtures_of(names: Names, path: str) -> Mapping[str, str]:
    """Name → qualified name of the fixtures that a file defines."""
    marked = [
        qualname
        for qualname, decorators in names.table(path).functions.items()
        if any(item.removesuffix("(autouse)").rpartition(".")[2] == MARK for item in decorators)
    ]
    written = {item.qualname: " ".join(item.decorators) for item in names.symbols(path)} if marked else {}
    found = ((qualname, NAMED.search(written.get(qualname, ""))) for qualname in marked)
    return {match[1] if match else qualname.rpartition(".")[2]: qualname for qualname, match in found}


def asked_as(names: Names, definition: Definition) -> list[str]:
    """The name that a fixture is asked for by where it is not its function's."""
    path, qualname = definition
    function = qualname.rpartition(".")[2]
    return [name for name, item in fixtures_of(names, path).items() if item == qualname and name != function]


def is_automatic(names: Names, definition: Definition) -> bool:
    """The fixture serves every test that can see it, named or not."""
    return any(item.endswith("(autouse)") for item in names.table(definition[0]).functions.get(definition[1], ()))


def fixtures_seen(names: Members, path: str, name: str, owner: str = "") -> list[Definition]:
    """The fixture that a parameter `name` of the function `owner` of a file stands for; none outside of files that pytest reads."""
    if not path.endswith(".py"):
        return []
    places = _places(names, path, name, owner)
    return next((found for found in places if found and found != [(path, owner)]), [])


def _places(names: Members, path: str, name: str, owner: str) -> Iterator[list[Definition]]:
    """The fixtures of that name in one place after the other, the nearest first."""
    own = fixtures_of(names, path).get(name)
    yield [(path, own)] if own is not None else []
    for file, klass in names.ancestors((path, owner.rpartition(".")[0])) if "." in owner else ():
        held = fixtures_of(names, file).get(name, "") if file else ""
        yield [(file, held)] if held.rpartition(".")[0] == klass and klass else []
    for file in (path, *conftests(names.index, path)):
        yield _in_module(names, file, name)


def _in_module(names: Members, path: str, name: str, above: tuple[str, ...] = ()) -> list[Definition]:
    """The fixture that a module has under a name: its own, one that it imports, one of a plugin that it names."""
    own = fixtures_of(names, path).get(name)
    if own is not None:
        return [(path, own)]
    found = {item for item in names.lookup(path, name) if item[0] and item[1] in fixtures_of(names, item[0]).values()}
    named = {link.target for link in names.links(path).get("", ()) if link.kind == "dynamic"}
    plugins = (_in_module(names, file, name, (*above, path)) for file in sorted(named - {"", path, *above}))
    return sorted(found) or next(filter(None, plugins), [])


def conftests(index: Index, path: str) -> Iterator[str]:
    """The files of this name in the folder of a file and the folders above, nearest first."""
    for folder in outwards(path.rpartition("/")[0]):
        name = prefix_of(folder) + CONFTEST
        if name in index.files and name != path:
            yield name


def fixture_users(definition: Definition) -> str | None:
    """The folder below which a fixture is visible ("" for everywhere); None where it serves only its own file."""
    folder, _, name = definition[0].rpartition("/")
    return folder if name == CONFTEST else None
