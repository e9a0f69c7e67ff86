"""How sure an occurrence in a language without a site table means a definition: by types and words, else by what its file can see.

Scopes are not known there, so a name counts where the file can see a definition of it: in the same file, in the same
folder (a package in Go and Java), or behind an import of the defining file. Where the receiver's type is written, it decides; a
name that its own function or file binds means no definition somewhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ....indexer.gathering import words
from ....indexer.languages.families import HEADERS
from ...per_index import read_once
from ...text_facts import line_at, lines_of
from ..called import all_called, defined_as, first_of
from ..namesakes.reopened import by_class, by_variable, is_elsewhere, is_of_any, is_of_class_around, is_overridden_below
from ..namesakes.ruby_meaning import CORE_MEMBERS, by_words
from ..namesakes.typed_members import DISPATCHED
from ..namesakes.visible_names import asks_for, loaded_with
from ..receivers.class_names import included
from ..receivers.receivers import LANGUAGES
from ..receivers.written_names import C_FAMILY

if TYPE_CHECKING:
    from collections.abc import Callable

    from ....indexer.index import Index
    from ..meaning.program import Program
    from ..occurrences import Definition, PlainUse

__all__ = [
    "BY_NAME", "GUESS", "LIKELY", "OF_ALL", "alone_there", "by_place", "certainty", "is_bound_inside", "is_unique", "namesakes",
]  # fmt: skip

BY_INTERFACE = 0.75
"""Go: by the method of an interface that the definition's type satisfies."""
BY_NAME = 0.9
LIKELY = 0.6
GUESS = 0.5
"""The only definition of its name in the workspace, the same as a member of something of unknown type, and one of several."""

OF_ALL = words(
    "toString equals hashCode getClass clone compareTo ToString Equals GetHashCode GetType CompareTo Dispose fmt from into"
    " try_from try_into eq ne cmp partial_cmp hash default drop next borrow as_ref deref to_string to_owned len is_empty"
    " Count Length Add Clear Contains Remove GetEnumerator MoveNext Current size isEmpty __toString Error String is_finite is_nan"
)
"""Members that nearly everything has: on something of unknown type such a name says nothing."""


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
    receivers = program.receivers
    known = receivers.certainty(use, definition, counted=counted)
    known = by_place(program, use, definition) if known is None else known
    if known == DISPATCHED:
        return BY_INTERFACE if receivers.is_by_interface(use, definition) else 0.0
    if known is not None:
        return known
    own = is_of_class_around(receivers, use, definition)
    seen = own or receivers.sees(use.path, definition) or definition[0] in receivers.meant(use.path, use.name)
    seen = seen or is_of_class_around(receivers, use, definition, below=True)
    language = program.index.files[use.path].language
    ruby = language == "Ruby"
    core = ruby and use.name in CORE_MEMBERS
    free = use.attribute or (not core and is_of_any(receivers, use))
    seen = seen or (ruby and free and use.path in loaded_with(program.index, definition[0]))
    seen = seen or (ruby and not use.attribute and asks_for(program.index, use, definition[0]))
    core = core and use.attribute
    if (core or not (unique or (alone and seen))) and (said := by_variable(receivers, use, definition)) is not None:
        return said
    if core:
        return 0.0
    if seen or (unique and free):
        if use.attribute and "." in definition[1] and language in LANGUAGES | C_FAMILY:
            return 0.0 if use.name in OF_ALL else LIKELY if unique or alone else GUESS
        return BY_NAME if own or unique or alone else GUESS
    is_c = language in C_FAMILY and _is_global(program, definition)
    return LIKELY if is_c and _is_only(program, definition) and _sees_unread(program.index, use.path) else 0.0


def by_place(program: Program, use: PlainUse, definition: Definition) -> float | None:
    """Where no type is read: 0 for what the class, function or file around calls so itself, `DISPATCHED` where a class below
    has its own of that, else what a class before the name says."""
    names = program.receivers
    if (said := by_words(names, use, definition)) is not None:
        return said
    if is_bound_inside(program.index, use, definition) or _is_hidden(program.index, use, definition):
        return 0.0
    if not use.attribute and is_elsewhere(names, use, definition):
        return DISPATCHED if is_overridden_below(names, use, definition) else 0.0
    return by_class(names, use, definition)


def _is_hidden(index: Index, use: PlainUse, definition: Definition) -> bool:
    """Rust: without `pub` a method is known in its module and those below alone."""
    path = definition[0]
    if use.path == path or not path.endswith(".rs"):
        return False
    item, below = first_of(index, path).get(definition[1]), re.sub(r"(?:/(?:mod|lib|main))?\.rs$", "/", path)
    return item is not None and item.kind == "method" and not item.exported and not use.path.startswith(below)


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


BINDINGS: Final = {
    "Scala": r"\b(?:val|var|given)\s+{0}\b|(?:^|[(,])\s*(?:implicit\s+|using\s+)?{0}\s*:|\b{0}\s*(?:=>|<-)",
    "Swift": r"\b(?:let|var)\s+{0}\b|\b(?:func|init)\b.*[(,]\s*(?:\w+\s+)?{0}\s*:|\bfor\s+{0}\s+in\b",
    "Go": r"(?:^|[\s,]){0}(?:\s*,\s*\w+)*\s*:=|\bvar\s+{0}\b|\bfunc\b.*[(,]\s*{0}\s+[\w*(\[]",
}
"""Language → how a line binds a name; the name stands for `{0}`."""
SIGNED: Final = {"Rust": r"(?<![$\w]){0}(?!\w|\s*\.\s*\w|\s*::\s*[\w{*])"}
"""Language → a name without what makes another of it: a macro's parameter (`$total`), a variable (`total.abs()`), a module."""


def is_bound_inside(index: Index, use: PlainUse, definition: Definition) -> bool:
    """A name that stands alone is a parameter or variable of the function around it, or its file's own, not the definition somewhere else.

    Args:
        use: its `owner` is the function.
    """
    language = index.files[use.path].language
    if _is_signed(index, use, definition, language):
        return True
    binding = BINDINGS.get(language) if not use.attribute else None
    called_so = defined_as(index, use.path, use.owner)  # what a protocol asks for, and the same as its extension has it
    around = next((item for item in called_so if item.start_line <= use.line <= item.end_line), None)
    if binding is None or around is None or definition[1].startswith(f"{use.owner}."):
        return False
    head = around.start_line - (definition != (use.path, use.owner))  # a method's own name in its head binds nothing
    bound = _bound_at(index, use.path, binding, use.name)
    return bisect_right(bound, head) < bisect_right(bound, use.line)


def _is_signed(index: Index, use: PlainUse, definition: Definition, language: str) -> bool:
    """Wherever the line has the name, a sign before it makes it another one's: a variable's where a method is asked about."""
    kinds = {item.kind for item in defined_as(index, *definition)} if language in SIGNED else {""}
    if not kinds <= {"function", "method"}:
        return False
    return _binding(SIGNED[language], use.name).search(line_at(index, use.path, use.line)) is None


@read_once
def _bound_at(index: Index, path: str, binding: str, name: str) -> list[int]:
    """The lines of a file that bind a name."""
    bound, word = _binding(binding, name), name.encode()
    return [number for number, line in enumerate(lines_of(index, path), 1) if word in line and bound.search(line)]


@lru_cache(maxsize=64)
def _binding(form: str, name: str) -> re.Pattern[bytes]:
    return re.compile(form.replace("{0}", re.escape(name)).encode())
