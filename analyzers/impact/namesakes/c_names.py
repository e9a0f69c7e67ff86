"""What a name in C and C++ can't mean: without its keyword a tag of C, a type of a source that the file does not include, and
alone a method of a class that is not around it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...per_index import per_index, read_once
from .declared import HEADERS, including, is_declared_to
from .definition_facts import holder_of

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ..occurrences import Definition, PlainUse
    from .definition_facts import DefinitionFacts

__all__ = ["C_FAMILY", "is_other_in_c"]

C_FAMILY = frozenset({"C", "C++"})
TYPEDEF = "type"
TAGGED = frozenset({"struct", "union", "enum"})
HAVE_METHODS = frozenset({"class", "struct"})
TAG = re.compile(rb"\b(?:struct|union|enum)\s+([A-Za-z_]\w*)")
FULLY_READ = 1
"""`parsed` of a file whose tree has no errors: in another what looks like a function may be a class."""


def is_other_in_c(names: DefinitionFacts, use: PlainUse, definition: Definition) -> bool:
    """A use in a C or C++ file that can't mean the definition, but a local, a parameter or a member of something else."""
    language = names.index.files[use.path].language
    if language == "C" and names.is_callable(definition):
        return use.line in _tag_lines(names.index, use.path, use.name)
    if language == "C":
        return _is_unseen_type(names.index, use, definition) or _is_no_tag(names, use, definition)
    return language == "C++" and _is_no_method(names, use, definition)


def _is_unseen_type(index: Index, use: PlainUse, definition: Definition) -> bool:
    """C: what a source names by `typedef` and no header does is known only to itself and to those that include the source."""
    source = definition[0]
    if use.path == source or source.endswith(HEADERS) or is_declared_to(index, use.path, definition):
        return False
    own = [item for item in index.symbols(source, name=definition[1]) if item.qualname == definition[1]]
    return bool(own) and all(item.kind == TYPEDEF for item in own) and use.path not in _seeing(index, source)


@read_once
def _seeing(index: Index, source: str) -> frozenset[str]:
    return including(index, [source], deep=True)


def _is_no_tag(names: DefinitionFacts, use: PlainUse, definition: Definition) -> bool:
    """C: a tag has to stand behind its keyword; a header that C++ may include too need not say it of what a header defines."""
    if use.path.endswith(HEADERS) and definition[0].endswith(HEADERS) and _has_cpp(names.index):
        return False
    said = not use.attribute and use.line in _tag_lines(names.index, use.path, use.name)
    return not said and _is_tag(names, definition)


def _is_tag(names: DefinitionFacts, definition: Definition) -> bool:
    """A struct, union or enum of C that no `typedef` gives a name of its own."""
    index, known = names.index, _tags(names.index)
    if definition not in known:
        named = index.symbols(name=definition[1])
        own = [item for item in named if item.path == definition[0]]
        kinds = names.kinds(definition)
        if not own:  # it is gone
            return bool(kinds) and kinds <= TAGGED
        known[definition] = (
            all(item.kind in TAGGED for item in own)
            and not any(item.kind == "type" for item in named)
            and not any(_is_typedef(index, item.path, item.start_line) for item in own)
        )
    return known[definition]


def _is_typedef(index: Index, path: str, line: int) -> bool:
    return b"typedef" in index.read(path).split(b"\n", line)[line - 1]


def _tag_lines(index: Index, path: str, name: str) -> frozenset[int]:
    """The lines on which a name stands behind the keyword of a tag."""
    known = _tagged(index)
    if path not in known:
        known[path] = {tag: frozenset(lines) for tag, lines in _tags_of(index.read(path)).items()}
    return known[path].get(name, frozenset())


def _tags_of(source: bytes) -> dict[str, set[int]]:
    """Name behind the keyword of a tag → its lines."""
    found: dict[str, set[int]] = {}
    line, done = 1, 0
    for match in TAG.finditer(source):
        line += source.count(b"\n", done, match.start(1))
        done = match.start(1)
        found.setdefault(match[1].decode("utf-8", "replace"), set()).add(line)
    return found


def _is_no_method(names: DefinitionFacts, use: PlainUse, definition: Definition) -> bool:
    """C++: a name alone means a method only in its class, below it, or inside of those; in a function it is a variable's."""
    holder = holder_of(definition)
    if use.attribute or not holder or use.name == holder or not names.is_callable(definition):
        return False
    if any(item.kind not in HAVE_METHODS for item in names.named(holder)) or not names.named(holder):
        return False
    around = [part for part in use.owner.split(".") if names.named(part)]
    above = {base for part in around for base in names.all_above(part)}
    if holder in above | set(around) or not all(names.named(base) for base in above):
        return False
    return (bool(around) or _is_in_function(names.index, use)) and not _is_qualified(names.index, use)


def _is_in_function(index: Index, use: PlainUse) -> bool:
    """A function around it, and no macro, which is named in capitals by custom and may make a class (`TEST_F`)."""
    own = use.owner.rpartition(".")[2]
    if index.files[use.path].parsed != FULLY_READ or own.isupper():
        return False
    return any(item.kind == "function" for item in index.symbols(use.path, name=own) if item.qualname == use.owner)


def _is_qualified(index: Index, use: PlainUse) -> bool:
    """`Class::name` stands on the line."""
    line = index.read(use.path).split(b"\n", use.line)[use.line - 1]
    return re.search(rb"::\s*(?:template\s+)?%s\b" % re.escape(use.name.encode()), line) is not None


@per_index
def _has_cpp(index: Index) -> bool:
    return any(file.language == "C++" for file in index.files.values())


@per_index
def _tags(_: Index) -> dict[Definition, bool]:
    """Definition → whether it is a tag, as far as anybody asked."""
    return {}


@per_index
def _tagged(_: Index) -> dict[str, dict[str, frozenset[int]]]:
    """Path → name of a tag → its lines, as far as anybody asked."""
    return {}
