"""C#'s extension methods: which of the files that declare one of a name a file may mean, by the types of the receivers.

An extension method is called on a value of its first parameter's type, where that type has no method of the name itself
(C# specification, 12.8.10.3). What the text of a file does not decide stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...gathering import words
from ...tokens import blank
from .lexicon import LEXICON
from .type_table import ANYTHING, ARRAY, head, is_interface
from .values import NO_CONSTRAINTS, STATIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

    from .argument_counts import Counts
    from .type_table import Types
    from .values import Values

__all__ = ["meant", "receiver", "returns_its_own"]

EXTENSION = re.compile(rb"\s*(?:<([^()]*)>\s*)?\(\s*(?:\[[^\]]*+\]\s*)?this\s+([^,)=]{1,300})")
"""Behind the name of a static method: it extends the type of its first parameter."""
BLOCK = re.compile(rb"\s*(?:<([^()]*)>\s*)?\(\s*(?:\[[^\]]*+\]\s*)?([^,)=]{1,300})")
"""Behind what stands for `extension`: the type that the members of the block extend."""
KEYWORDS = words("bool byte char decimal double float int long nint nuint sbyte short string uint ulong ushort")
SEALED = KEYWORDS | words(
    "Boolean Byte Char DateTime DateTimeOffset Decimal Double Guid Int16 Int32 Int64 Single String TimeSpan Uri"
)
"""Types of the platform that no other type extends."""
COMMON = words(
    "string [] Collection Dictionary HashSet ICollection IDictionary IEnumerable IList IQueryable List Queue Span Stack Stream "
    "StringBuilder Task Type object"
)
"""Types of the platform that have the methods themselves which are called on nearly everything (`PLATFORM_METHODS`)."""
UNIVERSAL = words("object Object dynamic Enum ValueType Delegate") | {ANYTHING}


def receiver(source: bytes, name_end: int) -> str:
    """The type that a static method, or a block of extension members, extends, by its last name; "" where it extends none.

    Of a type parameter what it has to be (`where T : IShape`), else `*`.
    """
    match = _match(source, name_end)
    if match is None:
        return ""
    if _extended(match) not in _parameters(match):
        return head(match[2].decode("utf-8", "replace")) or ANYTHING
    return _constraint(source[match.end() : match.end() + 1000], _extended(match))


def returns_its_own(source: bytes, name_end: int, result: str) -> bool:
    """Whether an extension method returns the type parameter that it extends: the very type that it is called on."""
    match = _match(source, name_end)
    return match is not None and result.encode() == _extended(match) and _extended(match) in _parameters(match)


def _match(source: bytes, name_end: int) -> re.Match[bytes] | None:
    return (BLOCK if source.endswith(MARK, 0, name_end) else EXTENSION).match(source, name_end)


def _extended(match: re.Match[bytes]) -> bytes:
    return re.sub(rb"(?:(?:ref|in|scoped|readonly)\s+)*", b"", match[2], count=1).partition(b" ")[0].rstrip(b"?")


def _parameters(match: re.Match[bytes]) -> list[bytes]:
    return re.findall(rb"\w+", match[1] or b"")


def _constraint(rest: bytes, parameter: bytes) -> str:
    """The type that the header of a method demands of its type parameter."""
    header = re.split(rb"[{;]|=>", rest, maxsplit=1)[0]
    found = re.search(rb"\bwhere\s+" + re.escape(parameter) + rb"\s*:\s*(.*?)(?:\bwhere\b|$)", header, re.DOTALL)
    demanded = (item.strip() for item in found[1].decode("utf-8", "replace").split(",")) if found is not None else ()
    return next((head(item) for item in demanded if head(item) and head(item) not in NO_CONSTRAINTS), ANYTHING)


def meant(
    name: str, extensions: Mapping[str, Set[tuple[str, Counts]]], values: Values, types: Types, named: Set[str] | None
) -> Iterator[str]:
    """Of the files that declare an extension method, those that a file may mean where it calls one of the name.

    Args:
        name: the method.
        extensions: the files → the types that their methods of the name extend, and how many arguments these take.
        values: the values of the calling file.
        types: what the workspace declares.
        named: the names that the calling file uses; None where only a value whose type is known counts.
    """
    kept: set[str] = set()
    for written, generic, counts in set(values.called_on(name)):
        word = written.removeprefix(f"{STATIC} ")
        receivers = _called_so(extensions, counts)
        if types.has_method(word, name, counts, generic=generic):
            continue
        if named is None:
            kept.update(_extending(word, receivers, types))
        elif word in {"", STATIC}:
            own = {
                it
                for heads in receivers.values()
                for it in heads
                if types.has_method(it, name, counts, generic=generic)
            }
            able = {file: heads for file, heads in receivers.items() if not heads <= own}
            likely = _likely(able, named)
            kept.update(likely if likely or word == STATIC else able)
        else:
            kept.update(_for_type(word, receivers, types))
    return (file for file in extensions if file in kept)


def _called_so(extensions: Mapping[str, Set[tuple[str, Counts]]], counts: Counts) -> dict[str, set[str]]:
    """The files → the types that their methods extend, of those that take as many arguments as a call gives."""
    found = {file: {head for head, takes in able if takes.meets(counts)} for file, able in extensions.items()}
    return {file: heads for file, heads in found.items() if heads}


def _extending(word: str, receivers: Mapping[str, Set[str]], types: Types) -> Iterable[str]:
    """The files of the methods for a type of the workspace or what it extends; of another, for that very type."""
    known = types.ancestors(word) if word in types else {word} - COMMON
    return (file for file, heads in receivers.items() if not known.isdisjoint(heads))


def _for_type(word: str, receivers: Mapping[str, Set[str]], types: Types) -> Iterable[str]:
    """The files of the methods for one type: for that very type, else for one that it extends, else for what it may extend."""
    for fits in (word.__eq__, types.ancestors(word).__contains__, lambda head: _may_be(word, head, types)):
        if found := [file for file, heads in receivers.items() if any(map(fits, heads))]:
            return found
    return []


def _may_be(word: str, head: str, types: Types) -> bool:
    """Whether a type may be another: nothing extends `string`, and a type from elsewhere extends none of the workspace's."""
    if head in UNIVERSAL or word in UNIVERSAL:
        return True
    if head in SEALED or head in types or not types.is_open(word):
        return False
    return is_interface(head) or (word not in SEALED and word != ARRAY and head != ARRAY)


def _likely(receivers: Mapping[str, Set[str]], named: Set[str]) -> list[str]:
    """The files for a value whose type the text does not tell: those for types that each file meets or that it names."""
    usual = UNIVERSAL | SEALED | {ARRAY} | named
    return [file for file, heads in receivers.items() if any(head in usual or is_interface(head) for head in heads)]


# ---- C# 14's blocks of extension members: `extension(T it) { … }` in a static class, read as members of the class

MARK = b"ext_"
"""The name of the method that stands for a block's header."""
KEYWORD = b"extension"
HEADER = re.compile(
    rb"^[ \t]*(extension)[ \t]*(?:<[^(){};]*>)?\s*\([^(){};]*\)\s*(?:where\b[^{};]*)?(\{)", re.MULTILINE
)


def without_blocks(source: bytes) -> bytes:
    """The file with its blocks opened, of the same length."""
    if KEYWORD not in source or HEADER.search(source) is None:
        return source
    code = blank(source, LEXICON).text
    out = bytearray(source)
    for match in HEADER.finditer(code):
        end = _closing(code, match.end())
        if end >= 0:
            out[match.start(1) : match.end(1)] = b"void " + MARK
            out[match.start(2)] = ord(";")
            out[end] = ord(" ")
    return bytes(out)


def _closing(code: bytes, start: int) -> int:
    """Where the brace closes that is open at an offset; -1 where none does."""
    depth = 1
    for match in re.compile(rb"[{}]").finditer(code, start):
        depth += 1 if match[0] == b"{" else -1
        if not depth:
            return match.start()
    return -1
