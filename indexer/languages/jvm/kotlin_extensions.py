"""Kotlin's extensions: which of the files that declare one of a name a file may mean, by the types of the receivers.

A member wins over an extension of its name, and of several extensions the one for the receiver's type is called (Kotlin
specification, 11.2 and 11.4). Types are not inferred here: what the text of a file does not decide stays as it is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Export
from ...gathering import words
from ..common import collapse
from .kotlin_calls import CALL_MARK, DEFINITION, before_name, places, places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...facts import Symbol
    from ..base import World

__all__ = ["ANYTHING", "EXTENSION_MARK", "Extensions", "extension_marks"]

EXTENSION_MARK, TYPE_MARK = "extension ", "type "
ANYTHING = "*"
UNIVERSAL = words("Any Annotation Comparable Enum Serializable")
"""What a type may extend without saying so, or where it is declared as another type (`actual typealias`)."""
EVERYDAY = words(
    "Any Array Boolean Byte ByteArray Char CharArray CharSequence Collection Comparable Double Float Int IntArray Iterable "
    "Iterator List Long LongArray Map MutableCollection MutableIterable MutableList MutableMap MutableSet Number Pair Result "
    "Sequence Set Short String Throwable Unit"
)
"""Types of expressions that name no type (https://kotlinlang.org/api/core/kotlin-stdlib/)."""
PLAIN = words("AutoCloseable Cloneable Closeable Flushable Runnable")
"""Types of the platform that extend none but each other."""
TYPE_KINDS = frozenset({"class", "interface", "object", "enum"})
TYPE_PARAMETERS = re.compile(r"\s*<((?:[^<>]|<[^<>]*>)*)>\s*")
TYPE_NAME = re.compile(r"(?<![\w.])(?:\w+\.)*([A-Z]\w*)")
CALLABLE_KINDS = frozenset({"function", "variable", "constant"})
DEFINED = rb"(?s)\b(?:fun|va[lr])\s+(.{0,200}?)(?<!\w)`?%b`?\s*(?:[(:=<{\n]|by\b|get\b|\Z)"
HEADER = 1000
WORD = re.compile(rb"\w+\Z")
MODIFIER = rb"(?:override|private|protected|internal|public|open|abstract|final|lateinit|actual|expect)"
MEMBER = re.compile(
    rb"(?m)^[ \t]+(?:(?:[a-z]+[ \t]+)*fun[ \t]+(?:<[^>\n]*>[ \t]*)?|"
    + MODIFIER
    + rb"[ \t]+(?:[a-z]+[ \t]+)*va[lr][ \t]+)(\w+)\b(?!\s*\.)"
)
"""A function inside of something, or a property that is none of a function's own variables: these have no such modifiers."""
FUNCTION = re.compile(rb"fun\s+(?:<[^>\n]*>\s*)?(\w+)\s*[(<]")
DECLARED = re.compile(rb"(?<![\w.])(\w+)\s*:\s*([\w.]*)")
BOUND = re.compile(
    rb"\bva[lr]\s+(\w+)\s*(?:=|by\b)|\(\s*(\w+)\s+in\b|\{\s*(\w+(?:\s*,\s*\w+)*+)\s*->|\b(\w+)\s+(?:!?is|as)\b"
    rb"|\bwhen\s*\(\s*(\w+)\s*\)|(?:\bva[lr]|\(|[{,])\s*\(([^()]*)\)\s*(?:=|in\b|->)"
)
"""Variables without a declared type: inferred, of a loop, of a lambda, cast, of a destructuring."""
CAST = re.compile(rb"\bis\s+([\w.]+)(?:<[^>\n]*>)?\s*->\Z")
ACCESSOR = re.compile(rb"\s*\(\s*\w*\s*\)\s*[={:]")
TYPED = re.compile(rb"\s*:(?!:)")


def extension_marks(source: bytes, symbols: Iterable[Symbol]) -> Iterator[Export]:
    """Marks for the resolver: `extension NAME RECEIVER` for each outermost extension, and for the others of its name one
    without a receiver; `type NAME BASES` for each type.
    """
    callables = [item for item in symbols if "." not in item.qualname and item.kind in CALLABLE_KINDS]
    receivers = [_receiver(source, item) for item in callables]
    extended = {item.qualname for item, receiver in zip(callables, receivers, strict=True) if receiver}
    for item, receiver in zip(callables, receivers, strict=True):
        if item.qualname in extended:
            yield Export(f"{EXTENSION_MARK}{item.qualname} {receiver}", item.qualname, item.start_line)
    for item in symbols:
        if item.kind in TYPE_KINDS:
            bases = " ".join(base.rpartition(".")[2] for base in item.bases)
            yield Export(f"{TYPE_MARK}{item.qualname.rpartition('.')[2]} {bases}", item.qualname, item.start_line)
        elif item.kind == "type":
            yield Export(f"{TYPE_MARK}{item.qualname.rpartition('.')[2]} {ANYTHING}", item.qualname, item.start_line)


def _receiver(source: bytes, item: Symbol) -> str:
    """What an extension extends: its type parameters and the type that stand before its name; "" for all else."""
    header = source[item.start_byte : min(item.end_byte, item.start_byte + HEADER)]
    match = re.search(DEFINED % re.escape(item.qualname.encode()), header)
    before = match[1].rstrip() if match else b""
    return collapse(before[:-1]) if before.endswith(b".") else ""


class Extensions:
    """Every extension of the workspace with its receivers, and what its types extend."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._receivers: dict[tuple[str, str], list[str]] = {}
        self._bases: dict[str, set[str]] = {}
        self._types: dict[str, frozenset[str]] = {}
        self._functions: set[tuple[str, str]] = set()
        for path, names in world.definitions.items():
            self._types[path] = frozenset(mark.split(" ")[1] for mark in names if mark.startswith(TYPE_MARK))
            for mark in names:
                _, _, rest = mark.partition(" ")
                name, _, written = rest.partition(" ")
                if mark.startswith(EXTENSION_MARK):
                    self._receivers.setdefault((path, name), []).append(written)
                elif mark.startswith(CALL_MARK):
                    self._functions.add((path, rest))
                elif mark.startswith(TYPE_MARK):
                    self._bases.setdefault(name, set()).update(written.split())
        self._source = lru_cache(maxsize=2)(world.read)

    def of_files(self, name: str, files: Iterable[str]) -> dict[str, list[str]]:
        """Those of the files that declare extensions of a name, with what these extend."""
        return {file: found for file in files if (found := self._receivers.get((file, name)))}

    def are_functions(self, name: str, files: Iterable[str]) -> dict[bool, list[str]]:
        """The files that declare a name, parted by whether it stands for functions alone there."""
        found: dict[bool, list[str]] = {True: [], False: []}
        for file in files:
            found[(file, name) in self._functions].append(file)
        return found

    def meant(self, path: str, name: str, files: Sequence[str]) -> Sequence[str]:
        """Of the files that declare a name, those that a file may mean by it.

        Left out are extensions for other receivers, and what is no such thing as the places that name it allow.
        """
        files = self._allowed(path, name, files)
        receivers = {file: found for file in files if "" not in (found := self._receivers.get((file, name), [""]))}
        if not receivers:
            return files
        source, word = self._source(path), name.encode()
        member = word in _members(source)
        kept = set(files) - receivers.keys()
        own = self._types.get(path, frozenset())
        for types in _uses(source, word, own, member=member):
            kept |= self._for(path, types, receivers, member=member)
            if len(kept) == len(files):
                return files
        return [file for file in files if file in kept]

    def _allowed(self, path: str, name: str, files: Sequence[str]) -> Sequence[str]:
        """The files whose definition of a name some place allows: a function is called, what extends nothing has no dot before it."""
        functions = {file for file in files if (file, name) in self._functions}
        if not functions and not name[:1].islower():
            return files
        extensions = {file for file in files if (file, name) in self._receivers or not name[:1].islower()}
        found = {item for item in places(self._source(path), name.encode()) if not item.local}
        return [
            file
            for file in files
            if any((it.called or file not in functions) and (not it.dotted or file in extensions) for it in found)
        ]

    def _for(self, path: str, types: frozenset[str], receivers: dict[str, list[str]], *, member: bool) -> set[str]:
        """The files of the extensions that one place may mean, by the types that its receiver is declared as, if that is told."""
        heads = {file: {_head(item) for item in found} for file, found in receivers.items()}
        if not types:
            known = self.world.bare.get(path, frozenset()) | EVERYDAY
            return {file for file in heads if not member or any(_names(item) <= known for item in receivers[file])}
        return {file for word in types for file in self._for_type(word, heads)}

    def _for_type(self, word: str, heads: dict[str, set[str]]) -> set[str]:
        """The files of the extensions for one type: for that very type, else for one that it may extend."""
        exact = {file for file in heads if word in heads[file]}
        return exact or {file for file in heads if any(self._may_be(word, head) for head in heads[file])}

    def _may_be(self, word: str, head: str) -> bool:
        """Whether a type may be the receiver's type or extend it."""
        anything = head in UNIVERSAL or head == ANYTHING or ANYTHING in self._bases.get(head, ())
        return anything or self._extends(word, head)

    def _extends(self, word: str, head: str) -> bool:
        """Whether a type is another or extends it, or may do so outside the workspace."""
        seen, todo = {word}, [word]
        while todo:
            current = todo.pop()
            if current in {head, ANYTHING}:
                return True
            if current in PLAIN:
                continue
            if current not in self._bases:
                if current == word or head not in self._bases:  # a type from elsewhere extends none of the workspace's
                    return True
                continue
            todo += self._bases[current] - seen
            seen |= self._bases[current]
        return False


def _uses(source: bytes, word: bytes, own: frozenset[str], *, member: bool) -> Iterator[frozenset[str]]:
    """The types that the receiver is declared as at each place that names an extension; none where that is not told.

    Where a class of the file has a member of the name, that is what is called without a dot, except in this member itself:
    there it is rather an extension of the file's `own` types, to which the member leads.
    """
    for start in places_of(source, word):
        line, before = before_name(source, start)
        if line.startswith((b"import ", b"*", b"//")) or DEFINITION.search(before):
            continue
        variable = b"this"
        if dotted := before.endswith((b".", b"::")):
            before = before.rstrip(b".:?!").rstrip()
            found = WORD.search(before)
            variable, before = (found[0], before[: found.start()].rstrip()) if found else (b"", before)
        if variable == b"super" or (not dotted and _declares(source, word, start)):
            continue
        if not member or variable != b"this":
            yield _types(source, variable, before) if dotted else frozenset()
        elif _inside(source, word, start):
            yield own


def _declares(source: bytes, word: bytes, start: int) -> bool:
    """Whether a name without a dot is a declared parameter or variable there, or a property's accessor: `get() = 1`."""
    accessor = word in {b"get", b"set"} and ACCESSOR.match(source, start + len(word))
    return bool(accessor or TYPED.match(source, start + len(word)))


@lru_cache(maxsize=2)
def _members(source: bytes) -> frozenset[bytes]:
    """The names of the members of a file's classes, and of functions inside of functions."""
    return frozenset(MEMBER.findall(source))


def _inside(source: bytes, word: bytes, position: int) -> bool:
    """Whether the last function that begins before a place has that name."""
    begin = source.rfind(b"fun ", 0, position)
    header = FUNCTION.match(source, begin) if begin >= 0 else None
    return header is not None and header[1] == word


def _types(source: bytes, variable: bytes, before: bytes) -> frozenset[str]:
    """The types that a word before a dot may have, as far as the text tells: `is T -> word`, `T::class`, `word: T`, `T::`."""
    if before.endswith(b"->") and (cast := CAST.search(before)):
        return frozenset({_last(cast[1])})
    if variable == b"class" and before.endswith(b"::"):
        return frozenset({"KClass"})
    return frozenset() if before.endswith((b".", b"::")) else _variables(source).get(variable, frozenset())


@lru_cache(maxsize=2)
def _variables(source: bytes) -> dict[bytes, frozenset[str]]:
    """The variables of a file whose types it tells, with these; none that is also bound or cast in another way."""
    bound = {name for match in BOUND.findall(source) for item in match for name in re.findall(rb"\w+", item)}
    found: dict[bytes, set[str]] = {}
    for name, written in DECLARED.findall(source):
        if name not in bound and not name[:1].isupper():
            found.setdefault(name, set()).add(_last(written))
    told = {name: types for name, types in found.items() if all(len(item) > 1 and item[:1].isupper() for item in types)}
    return {name: frozenset(types) for name, types in told.items()}


def _last(path: bytes) -> str:
    return path.rpartition(b".")[2].decode("utf-8", "replace")


@lru_cache(maxsize=4096)
def _head(receiver: str) -> str:
    """The type of a receiver without its arguments; `*` for a type parameter and for what is no plain type."""
    parameters, rest = _parted(receiver)
    match = TYPE_NAME.match(rest)
    return ANYTHING if match is None or match[1] in parameters else match[1]


@lru_cache(maxsize=4096)
def _names(receiver: str) -> frozenset[str]:
    """The types that a receiver names, its type parameters left out."""
    parameters, rest = _parted(receiver)
    return frozenset(TYPE_NAME.findall(rest)) - parameters


def _parted(receiver: str) -> tuple[frozenset[str], str]:
    """The type parameters before a receiver, and the receiver."""
    match = TYPE_PARAMETERS.match(receiver)
    if match is None:
        return frozenset(), receiver
    return frozenset(re.findall(r"(?:^|,)\s*(?:reified\s+)?(\w+)", match[1])), receiver[match.end() :]
