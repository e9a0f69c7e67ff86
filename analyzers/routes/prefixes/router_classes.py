"""Classes of JavaScript that are routers.

One of the workspace's own has a router of the framework and methods that add routes to it, and those that extend it call these:
`this.route({ method: "get", path: "/pots" })`, `this.use("/lids", new Lids().router)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...per_index import per_index
from ...workspace.code_places import files_near, importers, innermost
from ..text.route_forms import SCRIPT_WEB, Form, Prefix
from ..text.route_source import definition_text, product_files, source_lines, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["class_forms", "class_mounts", "is_forwarded"]

FIELD = re.compile(
    r"^\s*(?:this\.)?(?:(?:public|private|protected|readonly)\s+)*(\w+)\s*(?::[^=]+)?=\s*(?:new\s+)?(?:\w+\.)?Router\("
)
EXTENDS = re.compile(r"\bclass\s+\w+(?:<[^{]*>)?\s+extends\s+(\w+)")
VERBS = "get|post|put|patch|delete|head|options|all"
MOST_BASES = 3
"""Classes above each other, of which the first has the router."""


class RouterClass(NamedTuple):
    """A class that has a router, where its text is, the methods that add routes or mount routers, and the files that extend it."""

    file: str
    first: int
    last: int
    adding: frozenset[str]
    hanging: frozenset[str]
    extending: frozenset[str]


def class_forms(index: Index, form: Form) -> Iterator[Form]:
    """The form of a route object once more for each such class, by the name of its method, and one of its verbs."""
    for base in _router_classes(index):
        verbs = sorted(base.adding & set(VERBS.split("|")))
        files = re.compile(rf"^(?:{'|'.join(map(re.escape, sorted(base.extending)))})$")
        for name in sorted(base.adding.difference(verbs)):
            line = re.compile(rf"^\s*(?P<owner>this)\.(?P<verb>{name})\(\s*\{{(?P<rest>.*)")
            yield form._replace(words=(name,), line=line, needs=(), files=files)
        if verbs:
            line = re.compile(
                rf"^\s*(?P<owner>this)\.(?P<verb>{'|'.join(verbs)})\(\s*(?:(?P<quote>['\"`])(?P<path>[^'\"`]*)(?P=quote)"
                r"|(?P<constant>[A-Za-z_][\w.]*))\s*,\s*(?:(?P<handler>[A-Za-z_][\w.]*?)(?=\.bind\(|\s*[,)]))?(?P<rest>.*)"
            )
            yield form._replace(name="router class", words=tuple(verbs), line=line, needs=(), files=files)


def class_mounts(index: Index, shape: Prefix) -> Iterator[Prefix]:
    """The shape of a mounting call, by the names of the methods of such classes that mount a router."""
    for name in sorted({name for base in _router_classes(index) for name in base.hanging}.difference(shape.words)):
        yield shape._replace(words=(name,), line=re.compile(rf"\b(?P<parent>this)\.{name}\("))


def is_forwarded(index: Index, path: str, line: int) -> bool:
    """Whether a line stands in such a class: what its methods are called with is read where they are called."""
    return any(base.file == path and base.first <= line <= base.last for base in _router_classes(index))


@per_index
def _router_classes(index: Index) -> tuple[RouterClass, ...]:
    found = []
    for path in product_files(index, sorted(importers(index, SCRIPT_WEB)), SCRIPT):
        for number, text in enumerate(source_lines(index, path), 1):
            field = FIELD.match(text) if "Router(" in text else None
            around = innermost(index, path, number, ("class",)) if field else None
            base = _read(index, around, field[1]) if around and field else None
            found += [base] if base else []
    return tuple(found)


def _read(index: Index, around: IndexedSymbol, field: str) -> RouterClass | None:
    """The class, where methods of its own add routes for others."""
    bodies = {
        method.name: definition_text(index, method)
        for method in index.symbols(around.path, kinds=("method",))
        if around.start_line < method.start_line <= around.end_line and method.name != "constructor"
    }
    call = re.compile(rf"\bthis\.{field}\s*(?:\[(?!['\"])[^\]]+\]|\.(?:{VERBS}))\(\s*(?!['\"`])")
    direct = {name for name, body in bodies.items() if call.search(body)}
    through = re.compile(rf"\bthis\.(?:{'|'.join(direct)})\(") if direct else call
    adding = direct | {name for name, body in bodies.items() if through.search(body)}
    hanging = {name for name, body in bodies.items() if re.search(rf"\bthis\.{field}\.use\(", body)} - direct
    extending = _extending(index, around) if adding else frozenset()
    lasting = (around.path, around.start_line, around.end_line)
    return RouterClass(*lasting, frozenset(adding), frozenset(hanging), extending) if extending else None


def _extending(index: Index, around: IndexedSymbol) -> frozenset[str]:
    """The files of the classes that extend one, and of those that extend these."""
    found: set[str] = set()
    edge = {around.path}
    for _ in range(MOST_BASES):
        edge = {path for path in files_near(index, edge) - edge - found if _extends_of(index, path, edge)}
        found |= edge
    return frozenset(found)


def _extends_of(index: Index, path: str, homes: set[str]) -> bool:
    """Whether a class of a file extends one that the file imports from some others."""
    aliases = {link.alias for link in index.links_from(path) if link.target in homes}
    text = source_text(index, path) if aliases and index.files[path].language in SCRIPT else ""
    return any(name in aliases for name in EXTENDS.findall(text))
