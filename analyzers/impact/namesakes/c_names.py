"""What a name in C and C++ can't mean (a tag of C without its keyword, what a source has for itself), and which files see a definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.languages.families import HEADERS
from ....indexer.reached import reached
from ...per_index import per_index, read_once
from ..called import all_called, defined_as
from ..receivers.class_names import included

if TYPE_CHECKING:
    from ....indexer.index import Index, IndexedSymbol
    from ..occurrences import Definition, PlainUse
    from .definition_facts import DefinitionFacts

__all__ = ["FULLY_READ", "declared_to", "is_defined_for_header", "is_hidden", "is_other_in_c"]

TYPEDEF = frozenset({"type"})
TAGGED = frozenset({"struct", "union", "enum"})
TAG = re.compile(rb"\b(?:struct|union|enum)\s+([A-Za-z_]\w*)")
DECLARED_BEFORE = frozenset({"struct", "class", "enum"})
TYPES = frozenset({"struct", "union", "enum", "class", "type"})
"""Kinds of what is called like a function or variable and is no declaration of it."""
FULLY_READ = 1
"""`parsed` of a file whose tree has no errors: in another what looks like a function may be a class."""


def is_other_in_c(names: DefinitionFacts, use: PlainUse, definition: Definition, *, called: bool) -> bool:
    """A use in a C file that can't mean the definition, but a tag, or what a `typedef` names like one.

    Args:
        called: the name is called on the line too (`struct list *first = list(1);`).
    """
    if names.index.files[use.path].language != "C":
        return False
    if names.is_callable(definition):
        return not called and use.line in _tags_of(names.index, use.path).get(use.name, ())
    # behind the keyword stands the tag, not what a `typedef` gives the same name
    of_name = names.kinds(definition) == TYPEDEF and use.line in _tags_of(names.index, use.path).get(use.name, ())
    return of_name or _is_no_tag(names, use, definition)


def is_hidden(index: Index, use: PlainUse, definition: Definition) -> bool:
    """What a source has for itself alone (`static`, its macros and types) is known only to it and to those that include it."""
    source = definition[0]
    if use.path == source or source.endswith(HEADERS) or not _is_its_own(index, definition):
        return False
    own = defined_as(index, source, definition[1])
    if any(item.kind in DECLARED_BEFORE for item in own) and use.path in _announced(index, definition):
        return False
    return use.path not in including(index, frozenset((source,)))


@read_once
def _is_its_own(index: Index, definition: Definition) -> bool:
    """Neither the definition nor what it stands in is for other files."""
    source, qualname = definition
    own = defined_as(index, source, qualname)
    outer = defined_as(index, source, qualname.partition(".")[0])
    top = [item for item in outer if item.kind != "namespace"]
    return any(found and not any(item.exported for item in found) for found in (own, top))


@read_once
def _announced(index: Index, definition: Definition) -> frozenset[str]:
    """The files that see a header which names a type (`struct node;`) and which the source of the type includes."""
    users = index.files_using(definition[1].rpartition(".")[2])
    headers = [path for path in users if path.endswith(HEADERS) and path in included(index, definition[0])]
    return including(index, frozenset(headers))


def _is_no_tag(names: DefinitionFacts, use: PlainUse, definition: Definition) -> bool:
    """C: a tag has to stand behind its keyword; a header that C++ may include too need not say it of what a header defines."""
    if use.path.endswith(HEADERS) and definition[0].endswith(HEADERS) and _has_cpp(names.index):
        return False
    said = not use.attribute and use.line in _tags_of(names.index, use.path).get(use.name, ())
    return not said and _is_tag(names, definition)


def _is_tag(names: DefinitionFacts, definition: Definition) -> bool:
    """A struct, union or enum of C that no `typedef` gives a name of its own."""
    if not defined_as(names.index, *definition):  # it is gone
        kinds = names.kinds(definition)
        return bool(kinds) and kinds <= TAGGED
    return _is_only_tag(names.index, definition)


@read_once
def _is_only_tag(index: Index, definition: Definition) -> bool:
    named = all_called(index, definition[1])
    own = defined_as(index, *definition)
    return (
        all(item.kind in TAGGED for item in own)
        and not any(item.kind == "type" for item in named)
        and not any(_is_typedef(index, item) for item in own)
    )


def _is_typedef(index: Index, item: IndexedSymbol) -> bool:
    """A `typedef` gives the type this very name: behind its body (`typedef struct node { … } node;`)."""
    lines = index.lines(item.path)
    if "typedef" not in lines[item.start_line - 1]:
        return False
    behind = "\n".join(lines[item.start_line - 1 : item.end_line]).rpartition("}")[2]
    return re.search(rf"\b{re.escape(item.name)}\b", behind) is not None or "}" not in behind


@read_once
def _tags_of(index: Index, path: str) -> dict[str, set[int]]:
    """Name behind the keyword of a tag → its lines."""
    found: dict[str, set[int]] = {}
    line, done, source = 1, 0, index.read(path)
    for match in TAG.finditer(source):
        line += source.count(b"\n", done, match.start(1))
        done = match.start(1)
        found.setdefault(match[1].decode("utf-8", "replace"), set()).add(line)
    return found


@per_index
def _has_cpp(index: Index) -> bool:
    return any(file.language == "C++" for file in index.files.values())


# ---- Which files see what a source defines: those that include a header that declares it, themselves or through headers


@read_once
def declared_to(index: Index, definition: Definition) -> frozenset[str]:
    """The files that include a header which declares a definition, or one that does."""
    return including(index, frozenset(item.path for item in _declarations(index, definition)))


def is_defined_for_header(index: Index, definition: Definition) -> bool:
    """A header declares it, and no file but its own defines it."""
    path, qualname = definition
    headers = {item.path for item in _declarations(index, definition)} - {path}
    named = index.symbols(name=qualname.rpartition(".")[2])
    return bool(headers) and all(item.path in {path, *headers} for item in named if item.qualname == qualname)


def _declarations(index: Index, definition: Definition) -> list[IndexedSymbol]:
    """What headers say of a definition; nothing of what only its own file can use."""
    path, qualname = definition
    symbols = [item for item in index.symbols(name=qualname.rpartition(".")[2]) if item.qualname == qualname]
    own = [item for item in symbols if item.path == path]
    if path.endswith(HEADERS):
        return own
    if own and not any(item.exported and item.kind != "namespace" for item in own):
        return []
    types = {item.kind in TYPES for item in own}
    return [item for item in symbols if item.path.endswith(HEADERS) and (not own or (item.kind in TYPES) in types)]


@read_once
def including(index: Index, files: frozenset[str]) -> frozenset[str]:
    """The files that include one of these, directly or through other headers, and these themselves."""
    users = index.adjacency[1]
    return frozenset(
        reached(files, lambda file: users.get(file, ()) if file in files or file.endswith(HEADERS) else ())
    )
