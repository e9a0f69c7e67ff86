"""C#'s extension methods: which of the files that declare one of a name a file may mean, by the types of the receivers.

An extension method is called on a value of its first parameter's type (C# specification, 12.8.10.3). Types are not inferred
here: what the text of a file does not decide stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .common import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

__all__ = ["EXTENSION", "meant", "receiver"]

EXTENSION = re.compile(rb"\s*(?:<([^()]*)>\s*)?\(\s*(?:\[[^\]]*+\]\s*)?this\s+")
"""Behind the name of a static method: it extends the type of its first parameter."""
TYPE = re.compile(
    rb"(?:(?:ref|in|scoped|readonly)\s+)*(?:global::)?([\w.]+)\s*(?:<(?:[^<>]|<(?:[^<>]|<[^<>]*>)*>)*>)?\s*(\??\s*\[[\s,]*\])?"
)
ANYTHING, ARRAY, STATIC = "*", "[]", "static"
KEYWORDS = words("bool byte char decimal double float int long nint nuint sbyte short string uint ulong ushort")
SEALED = KEYWORDS | words(
    "Boolean Byte Char DateTime DateTimeOffset Decimal Double Guid Int16 Int32 Int64 Single String TimeSpan Uri"
)
"""Types of the platform that no other type extends."""
ALIASES = {"Boolean": "bool", "Char": "char", "Double": "double", "Int32": "int", "Int64": "long", "String": "string"}
UNIVERSAL = words("object Object dynamic Enum ValueType Delegate") | {ANYTHING}
NO_TYPES = frozenset(
    b"as await case else event explicit goto implicit in is let new not operator or out ref return throw using var when "
    b"where yield and from into select static".split()
)
DECLARED = re.compile(
    rb"(?<![\w.])([A-Za-z_][\w.]*+)(?:<[^<>;(){}]*+(?:<[^<>;(){}]*+>[^<>;(){}]*+)*+>)?(?:\?|(\[[\s,]*+\]))*+"
    rb"\s++(@?[A-Za-z_]\w*+)\s*+(?=[;,)={]|in\b)"
)
MADE = re.compile(rb"\bvar\s+(\w+)\s*=\s*new\s+([\w.]+)\s*[<({]")
BOUND = re.compile(
    rb"\bvar\s+(\w+)\b(?!\s*=\s*new\s+[\w.]+\s*[<({])|[(,=]\s*(\w+)\s*=>|\(\s*((?:\w+\s*,\s*)*+\w+)\s*\)\s*=>"
)
"""Variables without a declared type: inferred, of a lambda."""
WORD = re.compile(rb"@?\w+\Z")
BEFORE = 120


def receiver(source: bytes, name_end: int) -> str:
    """The type that a static method extends, without its arguments: `*` for a type parameter; "" where it extends none."""
    match = EXTENSION.match(source, name_end)
    found = TYPE.match(source, match.end()) if match is not None else None
    if match is None or found is None:
        return ANYTHING if match is not None else ""
    parameters = re.findall(rb"\w+", match[1] or b"")
    return ARRAY if found[2] else ANYTHING if found[1] in parameters else _last(found[1])


def meant(
    source: bytes, name: str, receivers: Mapping[str, Set[str]], named: Set[str], native: Set[str]
) -> Iterator[str]:
    """Of the files that declare an extension method, those that a file may mean where it calls one of the name.

    Args:
        source: the file that calls.
        name: the method.
        receivers: the files → the types that their methods of the name extend.
        named: the names that the calling file uses.
        native: the types that the workspace declares.
    """
    kept: set[str] = set()
    for type_name in _called_on(source, name.encode()):
        if type_name in {"", STATIC}:
            likely = _likely(receivers, named)
            kept.update(likely if likely or type_name == STATIC else receivers)
        else:
            kept.update(_for_type(type_name, receivers, native))
    return (file for file in receivers if file in kept)


def _for_type(word: str, receivers: Mapping[str, Set[str]], native: Set[str]) -> Iterable[str]:
    """The files of the methods for one type: for that very type, else for one that it may extend."""
    exact = [file for file, heads in receivers.items() if word in heads]
    return exact or [file for file, heads in receivers.items() if any(_may_be(word, head, native) for head in heads)]


def _may_be(word: str, head: str, native: Set[str]) -> bool:
    """Whether a type may be another: nothing extends `string`, and a type from elsewhere extends none of the workspace's."""
    if head in UNIVERSAL or word in UNIVERSAL:
        return True
    if head in SEALED or (head in native and word not in native):
        return False
    return _is_interface(head) or (word not in SEALED and word != ARRAY and head != ARRAY)


def _likely(receivers: Mapping[str, Set[str]], named: Set[str]) -> list[str]:
    """The files for a value whose type the text does not tell: those for types that each file meets or that it names."""
    return [file for file, heads in receivers.items() if any(_is_usual(head) or head in named for head in heads)]


def _is_usual(head: str) -> bool:
    return head in UNIVERSAL or head in SEALED or head == ARRAY or _is_interface(head)


def _is_interface(head: str) -> bool:
    return head[:1] == "I" and head[1:2].isupper()


def _called_on(source: bytes, name: bytes) -> Iterator[str]:
    """The types of the values that a method is called on, each as far as the text tells it, else "".

    A capitalized name that the file does not declare is rather a type, whose static method is called (`XName.Get()`).
    """
    for match in re.finditer(rb"[?!]?\s*\.\s*" + re.escape(name) + rb"\s*[(<]", source):
        before = source[max(match.start() - BEFORE, 0) : match.start()]
        word = WORD.search(before)
        if before.endswith(b'"'):
            yield "string"
        elif word is None or before[: word.start()].rstrip().endswith(b"."):
            yield ""
        else:
            variable = word[0].lstrip(b"@")
            yield _variables(source).get(variable, STATIC if variable[:1].isupper() else "")


@lru_cache(maxsize=2)
def _variables(source: bytes) -> dict[bytes, str]:
    """The variables, fields and properties of a file that are declared with one type, with these."""
    found: dict[bytes, set[str]] = {}
    for written, array, name in DECLARED.findall(source):
        if written not in NO_TYPES:
            found.setdefault(name.lstrip(b"@"), set()).add(ARRAY if array else _last(written))
    for name, written in MADE.findall(source):
        found.setdefault(name, set()).add(_last(written))
    bound = {name for match in BOUND.findall(source) for item in match for name in re.findall(rb"\w+", item)}
    return {name: min(types) for name, types in found.items() if len(types) == 1 and name not in bound}


def _last(path: bytes) -> str:
    word = path.rpartition(b".")[2].decode("utf-8", "replace")
    return ALIASES.get(word, word)
