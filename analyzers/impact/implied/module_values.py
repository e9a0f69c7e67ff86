"""Modules as values: put into a registry, handed to a function, or asked for a member by a computed name.

Who holds a module calls its functions as methods of a value of unknown type (`registry.get("npm").extract()`), just as
those of an object; tests that import the module may be among them. Who looks names up in a module (`getattr(shop, name)`,
`dict(shop.__dict__)`, `Object.values(drivers)`) may run all that it gives others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ...per_index import read_once
from ...text_facts import lines_with
from .. import odds
from ..called import step_at
from ..meaning.names import links_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ..meaning.program import Program
    from ..occurrences import Definition, Step

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
    rows = program.table(source).sites(alias) if program.index.files[source].zone != "test" else ()
    lines = {row[0] for row in rows if row[2] == 0 and row[3] == "value"}
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


def looked_up(program: Program, definition: Definition) -> Iterator[Step]:
    """Steps into what a module gives others from the lookups in it, and in the modules that give it out again."""
    path, name = definition
    if "." in name or name.startswith("_"):
        return
    for module in _giving(program, definition):
        for source, line in _lookups(program.index, module):
            if source != path:
                in_test = program.index.files[source].zone == "test"
                cost = odds.LOOKED_UP_IN_TEST if in_test else odds.HANDED_ON
                yield step_at(program.index, source, line, "looked up in the module", False, cost)


def _giving(program: Program, definition: Definition) -> list[str]:
    """The file of a definition and those from which others import it too."""
    found, last = [definition[0]], [definition[0]]
    for _ in range(DEEPEST):
        links = [link for path in last for link in program.links_to(path)]
        sources = {link.source for link in links if link.kind == "reexport" or link.source.endswith("/__init__.py")}
        last = sorted(
            source for source in sources.difference(found) if definition in program.exported(source, definition[1])
        )
        found += last
    return found


@read_once
def _lookups(index: Index, module: str) -> list[tuple[str, int]]:
    """The files and lines of the lookups in a module."""
    whole = [link for link in links_to(index, module) if link.name in {"", "*"} and link.alias]
    links = [link for link in whole if link.source != module]
    python = module.endswith(".py")
    if python:
        saying = {file for word in LOOKING_UP for file in index.files_using(word)} if links else set()
        links = [link for link in links if link.source in saying]
    found = []
    for source, alias in sorted({(link.source, link.alias) for link in links[:MOST_LINKS]}):
        shape = (IN_PYTHON if python else IN_ECMASCRIPT).replace(b"<module>", re.escape(alias.encode()))
        text = index.read(source)
        found += [(source, line) for line in lines_with(text, re.compile(shape))]
    return found
