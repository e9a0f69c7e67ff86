"""Occurrences of a name in languages without a site table: by the index's lines, the definitions around them, and imports.

Scopes are not known there, so a name counts where the file can see a definition of it: in the same file, in the same
folder (a package in Go and Java), or behind an import of the defining file. Where the receiver's type is written, it decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ....indexer.gathering import words
from ....indexer.languages.families import HEADERS
from ...per_index import read_once
from ...text_facts import line_at
from ..called import all_called, called_in, is_unbuilt
from ..namesakes.definition_facts import holder_of
from ..namesakes.inherited import DISPATCHED
from ..namesakes.reopened import by_class, by_variable, is_elsewhere, is_of_class_around
from ..namesakes.ruby_meaning import CORE_MEMBERS, by_words
from ..namesakes.ruby_words import is_member, words_at
from ..namesakes.visible_names import loaded_with
from ..occurrences import PlainUse
from ..receivers.c_nodes import C_FAMILY
from ..receivers.c_visible import included
from ..receivers.receivers import LANGUAGES, MARK, REFERENCE
from .bound_inside import is_bound_inside
from .spellings import files_saying, is_reserved, spellings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ....indexer.index import Index, IndexedSymbol
    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = [
    "BY_NAME",
    "GUESS",
    "LIKELY",
    "alone_there",
    "by_place",
    "certainty",
    "enclosing",
    "is_unique",
    "namesakes",
    "plain_uses",
]

BY_INTERFACE = 0.75
"""Go: by the method of an interface that the definition's type satisfies."""
BY_NAME = 0.9
LIKELY = 0.6
GUESS = 0.5
"""The only definition of its name in the workspace, the same as a member of something of unknown type, and one of several."""

CONSTRUCTING = frozenset({"Java", "C#", "PHP"})
JVM = (".java", ".kt", ".kts", ".scala")
OF_PACKAGES = re.compile(rb"^\s*(?:package\b.*|import\s+(?:static\s+)?(?:[a-z_]\w*\.)+)")
HOLDING = frozenset({"field", "property", "constant", "method"})
"""Kinds of members on whose line a type is written too, which may be called like them."""
BESIDE_TYPES = frozenset({"function", "variable"})
"""The same outside of types, in C, where a type's tag is no name of anything else (`struct list *list(int size)`)."""
OF_ALL = words(
    "toString equals hashCode getClass clone compareTo ToString Equals GetHashCode GetType CompareTo Dispose fmt from into"
    " try_from try_into eq ne cmp partial_cmp hash default drop next borrow as_ref deref to_string to_owned len is_empty"
    " Count Length Add Clear Contains Remove GetEnumerator MoveNext Current size isEmpty __toString Error String is_finite is_nan"
)
"""Members that nearly everything has: on something of unknown type such a name says nothing."""


def plain_uses(program: Program, name: str) -> list[PlainUse]:
    """Occurrences in files without a site table, by path and line; the definitions themselves are left out."""
    if name not in program.plain:
        files = [
            path for path in files_saying(program.index, name) if program.table(path) is None and not is_unbuilt(path)
        ]
        program.receivers.load(files)
        program.plain[name] = [
            *_plain_uses(program, name, files),
            *_marks(program, name),
            *_unsaid(program, name, files),
            *_in_pairs(program, name),
            *_assigned(program, name),
        ]
    return program.plain[name]


def _plain_uses(program: Program, name: str, files: Iterable[str]) -> Iterator[PlainUse]:
    for path in files:
        if program.index.files[path].language == "Ruby":
            yield from _words(program.index, path, name)
            continue
        found = program.index.places(path, spellings(program.index.files[path].language, name))
        for line in [*found[f"${name}"].bare, *found[f"${name}"].attribute] if f"${name}" in found else ():
            if program.receivers.says(path, name, line):  # a static property, no variable
                yield PlainUse(path, line, _owner(program.index, path, line), True, name)
        use = found.get(name)
        if use is None:  # a byte that is not UTF-8 stands in the name
            continue
        own = called_in(program.index, path, name)
        macros = [symbol for symbol in own if symbol.kind == "macro"]
        defined = {symbol.start_line for symbol in macros or own}  # a macro that stands alone is read as a function
        tagged = program.index.files[path].language in C_FAMILY and program.receivers.named(name)
        holding = HOLDING | BESIDE_TYPES if tagged else HOLDING
        members = {symbol.start_line for symbol in own if symbol.kind in holding}
        bare = () if is_reserved(program.index.files[path].language, name) else use.bare
        included = _include_lines(program.index, path)
        mixed = set(bare) & set(use.attribute)
        for line, attribute in sorted([*((item, False) for item in bare), *((item, True) for item in use.attribute)]):
            if line in included or (path.endswith(JVM) and _is_of_package(program, path, line, name)):
                continue
            typed = line in members and not attribute and _stands_twice(program, path, line, name)
            if typed or line not in defined or (attribute and program.receivers.says(path, name, line)):
                yield PlainUse(path, line, _owner(program.index, path, line), attribute, name, typed, line in mixed)


def _words(index: Index, path: str, name: str) -> Iterator[PlainUse]:
    """Ruby: by what each word is."""
    for line, said in sorted(words_at(index, path, name).items()):
        behind = {is_member(word) for word in said}
        for attribute in sorted(behind):
            yield PlainUse(path, line, _owner(index, path, line), attribute, name, mixed=len(behind) > 1)


def _marks(program: Program, name: str) -> Iterator[PlainUse]:
    """C#: what is marked with a class `NameAttribute`, which is written `[Name]`."""
    short = name.removesuffix(MARK)
    files = files_saying(program.index, short) if short not in {name, ""} else ()
    files = [path for path in files if program.index.files[path].language == "C#"]
    program.receivers.load(files)
    for path in files:
        table = program.receivers.table(path)
        written = program.index.places(path, (name,)).get(name)
        for line, _, receiver, _ in table["uses"].get(name, ()) if table is not None else ():
            if receiver == 0 and (written is None or line not in written.bare):
                yield PlainUse(path, line, _owner(program.index, path, line), False, name)


def _unsaid(program: Program, name: str, files: Iterable[str]) -> Iterator[PlainUse]:
    """Java, C#, PHP: constructors of a class that are called without its name (`super(…)`, constants of an enum)."""
    for path in files:
        table = program.receivers.table(path) if program.index.files[path].language in CONSTRUCTING else None
        if table is not None and name in table["made"]:
            written = program.index.places(path, (name,)).get(name)
            said = {*written.bare, *written.attribute} if written is not None else set()
            for line in dict.fromkeys(row[0] for row in table["made"][name]):
                if line not in said:
                    yield PlainUse(path, line, _owner(program.index, path, line), False, name, unsaid=True)


def _in_pairs(program: Program, name: str) -> Iterator[PlainUse]:
    """PHP: methods that are handed on as a pair of an object or class and their name (`[$this, "total"]`)."""
    written, index = re.compile(rb"""["']%s["']""" % re.escape(name.encode())), program.index
    methods = [item for item in all_called(index, name) if item.kind == "method" and item.path.endswith(".php")]
    holders = {holder_of((item.path, item.qualname)) for item in methods} - {""}  # none where the class is broken
    saying = {item.path for item in methods}.union(*map(index.files_using, holders))
    files = [
        path for path in sorted(saying) if index.files[path].language == "PHP" and written.search(index.read(path))
    ]
    program.receivers.load(files)
    for path in files:
        table = program.receivers.table(path)
        rows = table["uses"].get(name, ()) if table is not None else ()
        for line in dict.fromkeys(row[0] for row in rows if row[1] == REFERENCE):
            yield PlainUse(path, line, _owner(index, path, line), True, name)


def _assigned(program: Program, name: str) -> Iterator[PlainUse]:
    """Ruby: assignments that call a method whose name ends so (`parser.otag = "<%"` calls `otag=`)."""
    if not name.endswith("=") or not name[:-1].isidentifier():
        return
    index = program.index
    written = re.compile(rb"\.\s*%s[^\S\n]*(?:\|\||&&|[-+*/|&])?=(?![=~>])" % name[:-1].encode())
    for path in index.files_using(name[:-1]):
        if index.files[path].language == "Ruby":
            source = index.read(path)
            lines = dict.fromkeys(source.count(b"\n", 0, match.start()) + 1 for match in written.finditer(source))
            use = index.places(path, (name[:-1],)).get(name[:-1])
            members = set(use.attribute) if use is not None else set()  # neither in a comment nor in a string
            for line in lines:
                if line in members:
                    yield PlainUse(path, line, _owner(index, path, line), True, name)


@read_once
def _include_lines(index: Index, path: str) -> frozenset[int]:
    """C, C++: lines that name a path (`#include <shop/cart.h>`), and nothing of what stands in it."""
    if index.files[path].language not in C_FAMILY:
        return frozenset()
    return frozenset(link.line for link in index.links_from(path))


def _owner(index: Index, path: str, line: int) -> str:
    """The same as `enclosing`, of a file that is asked about name after name."""
    starts, owners = _owners(index, path)
    return owners[bisect_right(starts, line) - 1]


@read_once
def _owners(index: Index, path: str) -> tuple[list[int], list[str]]:
    """The lines of a file on which another definition is around than on the one before, and which: the shortest, of two the first."""
    found = [(item.start_line, item.end_line, item.qualname) for item in reversed(index.symbols(path))]
    owners = [""] * (2 + max((last for _, last, _ in found), default=0))
    for first, last, name in sorted(found, key=lambda span: span[0] - span[1]):
        owners[first : last + 1] = [name] * (last + 1 - first)
    starts = [line for line, name in enumerate(owners) if not line or name != owners[line - 1]]
    return starts, [owners[line] for line in starts]


def _is_of_package(program: Program, path: str, line: int, name: str) -> bool:
    """Only the path of a package has the word (`package org.shop.price`), and nothing of what stands in it."""
    text = line_at(program.index, path, line)
    found = OF_PACKAGES.match(text)
    return found is not None and re.search(rb"\b%s\b" % re.escape(name.encode()), text[found.end() :]) is None


def _stands_twice(program: Program, path: str, line: int, name: str) -> bool:
    text = line_at(program.index, path, line)
    return len(re.findall(rb"(?<!\w)%s(?!\w)" % re.escape(name.encode()), text)) > 1


def is_unique(program: Program, name: str) -> bool:
    """The workspace has one definition of a name."""
    return len(namesakes(program, name)) == 1


def namesakes(program: Program, name: str) -> set[Definition]:
    """The definitions of a name; what a header declares and another file defines is one thing."""
    found = {(item.path, item.qualname) for item in all_called(program.index, name)}
    found |= {item for item in program.removed if item[1].rpartition(".")[2] == name}
    defined = {qualname for path, qualname in found if not path.endswith(HEADERS)}
    return {(path, qualname) for path, qualname in found if not (path.endswith(HEADERS) and qualname in defined)}


def alone_there(program: Program, definition: Definition) -> Callable[[str], bool]:
    """Whether a file sees no other definition of this name; of what stands at a file's top level members are no rivals."""
    others = namesakes(program, definition[1].rpartition(".")[2]) - {definition}
    if definition[0].endswith(HEADERS):
        others = {other for other in others if other[1] != definition[1]}
    if "." not in definition[1]:
        others = {other for other in others if "." not in other[1]}
    return lambda path: not any(program.receivers.sees(path, other) for other in others)


def certainty(
    program: Program, use: PlainUse, definition: Definition, *, unique: bool, alone: bool, counted: bool = True
) -> float:
    """How sure a use means a definition, 0 for not at all; see `PlainTypes.certainty`.

    Args:
        unique: nothing else in the workspace has its name.
        alone: nothing else that the use's file can see has it.
    """
    known = program.receivers.certainty(use, definition, counted=counted)
    if known is not None:
        if known == DISPATCHED:
            return BY_INTERFACE if program.receivers.is_by_interface(use, definition) else 0.0
        return known
    if (said := by_place(program, use, definition)) is not None:
        return said
    receivers = program.receivers
    own = is_of_class_around(receivers, use, definition)
    seen = own or receivers.sees(use.path, definition) or definition[0] in receivers.meant(use.path, use.name)
    seen = seen or is_of_class_around(receivers, use, definition, below=True)
    ruby = use.attribute and program.index.files[use.path].language == "Ruby"
    seen, core = (
        seen or (ruby and use.path in loaded_with(program.index, definition[0])),
        ruby and use.name in CORE_MEMBERS,
    )
    if (core or not (unique or (alone and seen))) and (said := by_variable(receivers, use, definition)) is not None:
        return said
    if core:
        return 0.0
    if seen or (unique and use.attribute):
        blind = (
            use.attribute and "." in definition[1] and program.index.files[use.path].language in LANGUAGES | C_FAMILY
        )
        if blind:
            return 0.0 if use.name in OF_ALL else LIKELY if unique or alone else GUESS
        return BY_NAME if own or unique or alone else GUESS
    is_c = program.index.files[use.path].language in C_FAMILY and _is_global(program, definition)
    return LIKELY if is_c and _is_only(program, definition) and _sees_unread(program.index, use.path) else 0.0


def by_place(program: Program, use: PlainUse, definition: Definition) -> float | None:
    """Where no type is read: 0 for what the class, function or file around calls so itself, else what a class before the name says."""
    if (said := by_words(program.receivers, use, definition)) is not None:
        return said
    elsewhere = not use.attribute and is_elsewhere(program.receivers, use, definition)
    if elsewhere or is_bound_inside(program.index, use, definition):
        return 0.0
    return by_class(program.receivers, use, definition)


def _is_global(program: Program, definition: Definition) -> bool:
    """It stands in nothing, or in an enum that does."""
    holder = definition[1].rpartition(".")[0]
    return not holder or any(
        item.kind == "enum" and item.qualname == holder for item in program.receivers.named(holder)
    )


def _is_only(program: Program, definition: Definition) -> bool:
    """All that is called so is one thing for the linker: a declaration, a definition, a tag and its `typedef`; of macros there is one."""
    found = all_called(program.index, definition[1].rpartition(".")[2])
    same = all(item.qualname == definition[1] and item.exported for item in found)
    return same and (len(found) == 1 or all(item.kind != "macro" for item in found))


@read_once
def _sees_unread(index: Index, path: str) -> bool:
    """C, C++: a header that the file includes, itself or through others, is not there: the build writes or installs it."""
    links = [link for file in included(index, path) for link in index.links_from(file)]
    return any(not link.target and not link.stdlib for link in links)


def enclosing(symbols: list[IndexedSymbol], line: int) -> str:
    """The innermost definition around a line; "" for none."""
    around = [symbol for symbol in symbols if symbol.start_line <= line <= symbol.end_line]
    return min(around, key=lambda symbol: symbol.end_line - symbol.start_line).qualname if around else ""
