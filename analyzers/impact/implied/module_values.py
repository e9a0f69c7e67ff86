"""Modules as values: put into a registry, handed to a function, or asked for a member by a computed name.

Who holds a module calls its functions as methods of a value of unknown type (`registry.get("npm").extract()`), just as
those of an object; tests that import the module may be among them. Who looks names up in a module (`getattr(shop, name)`,
`dict(shop.__dict__)`, `Object.values(drivers)`) may run all that it gives others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .... import lazy_re as re
from ...per_index import per_index
from ...text_facts import line_of
from .. import odds
from ..called import enclosing
from ..occurrences import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["is_held", "looked_up"]

NO_HANDING: Final = re.compile(rb"\b(?:reload|hasattr|setattr|delattr|isinstance|spyOn|typeof|import|from|__all__)\b")
"""Lines on which a module is named and nobody gets it."""
MOST_LINKS: Final = 40
"""If more files import a module as a whole, only the first so many are read."""


def is_held(program: Program, definition: Definition) -> bool:
    """Outside of tests, a file that imports the module of a definition as a whole hands it on."""
    path = definition[0]
    links = [link for link in program.links_to(path) if link.name in {"", "*"} and link.alias and link.source != path]
    return any(_hands_on(program, link.source, link.alias, path) for link in links[:MOST_LINKS])


def _hands_on(program: Program, source: str, alias: str, path: str) -> bool:
    """The name of the import stands alone somewhere: no member of it is taken there, and it is no other thing's."""
    table = program.table(source) if program.index.files[source].zone != "test" else None
    lines = {row[0] for row in table.sites(alias) if row[2] == 0 and row[3] == "value"} if table is not None else set()
    if not lines or (path, "") not in program.lookup(source, alias):
        return False
    alone = re.compile(rb"(?<![\w.$])%s(?![\w$]|\s*(?:\?\.|\.|:))" % re.escape(alias.encode()))
    text = program.index.read(source).split(b"\n")
    return any(alone.search(text[line - 1]) and not NO_HANDING.search(text[line - 1]) for line in lines)


# ---- lookups in a module

LOOKING_UP: Final = ("getattr", "dir", "vars", "getmembers", "__dict__")
IN_PYTHON: Final = rb"\b(?:(?:dir|vars|getmembers)\(\s*<module>\s*[,)]|getattr\(\s*<module>\s*,\s*+(?![\"'])|(?<!\.)<module>\.__dict__)"
IN_ECMASCRIPT: Final = (
    rb"(?<![\w.$])<module>\[(?![\"'`])|\bObject\.(?:keys|values|entries)\(\s*<module>\s*\)|\{\s*\.\.\.<module>\s*[,}]"
)
"""How a name of a module that was imported as `<module>` is computed, or all of them are taken."""
DEEPEST: Final = 2
"""Packages inside packages that give out what a module of theirs defines."""


class _Lookup(NamedTuple):
    path: str
    line: int


def looked_up(program: Program, definition: Definition) -> Iterator[Step]:
    """Steps into what a module gives others from the lookups in it, and in the modules that give it out again."""
    path, name = definition
    if "." in name or name.startswith("_"):
        return
    for module in _giving(program, definition):
        for item in _lookups(program, module):
            if item.path != path:
                in_test = program.index.files[item.path].zone == "test"
                user = (item.path, enclosing(program.index, item.path, item.line))
                cost = odds.LOOKED_UP_IN_TEST if in_test else odds.HANDED_ON
                yield Step(user, None, item.line, "looked up in the module", False, cost)


def _giving(program: Program, definition: Definition) -> list[str]:
    """The file of a definition and those from which others import it too."""
    found, last = [definition[0]], [definition[0]]
    for _ in range(DEEPEST):
        sources = {link.source for path in last for link in program.links_to(path) if _gives(link.kind, link.source)}
        last = sorted(
            source for source in sources.difference(found) if definition in program.exported(source, definition[1])
        )
        found += last
    return found


def _gives(kind: str, source: str) -> bool:
    return kind == "reexport" or source.endswith("/__init__.py")


@per_index
def _known_lookups(index: Index) -> dict[str, list[_Lookup]]:
    """Module → the lookups in it, as far as they were asked for."""
    del index
    return {}


def _lookups(program: Program, module: str) -> list[_Lookup]:
    known = _known_lookups(program.index)
    if module not in known:
        known[module] = list(_found_lookups(program, module))
    return known[module]


def _found_lookups(program: Program, module: str) -> Iterator[_Lookup]:
    links = [
        link for link in program.links_to(module) if link.name in {"", "*"} and link.alias and link.source != module
    ]
    python = module.endswith(".py")
    if python:
        saying = {file for word in LOOKING_UP for file in program.index.files_using(word)} if links else set()
        links = [link for link in links if link.source in saying]
    for source, alias in sorted({(link.source, link.alias) for link in links[:MOST_LINKS]}):
        shape = (IN_PYTHON if python else IN_ECMASCRIPT).replace(b"<module>", re.escape(alias.encode()))
        text = program.index.read(source)
        for match in re.finditer(shape, text):
            yield _Lookup(source, line_of(text, match))
