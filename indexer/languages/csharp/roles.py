"""C#: which names of a file are its own wherever they stand bare: members that it declares, nested types, initializers.

`Name` in `public string Name { get; set; }` or `new Shop { Name = x }` is no use of a type `Name` of the namespace. A
property may be called as its type is (`Color Color`): a name that stands once where only a type can is taken for the type.
Told from the text: a comment that uses the name as code would leaves it as a use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Scopes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...facts import Symbol

__all__ = ["attribute_names", "own_names", "values_only"]

TYPE_KINDS = frozenset({"class", "struct", "interface", "enum", "type"})
WORD = re.compile(
    rb"(?:([(,{])\s++)?([A-Z_](?<=([^\w.\"])[A-Z_])\w*+)"
    rb"(\s*+=(?![=>])|\s*+[>\]]|\s*+:(?!:)|\)(?=[\w(\"@$])|(?:<[\w\s.,<>?\[\]]{1,200}?>)?(?:[?*]|\[[,\s]*+\])*+(?=\s+([A-Za-z_@]\w*+))|)"
)
"""A capitalized name, the sign and what else stands before it, what follows, and the word behind that."""
TYPE_AFTER = re.compile(rb"(?:new|is|as|not|typeof\(|where \w+ ?:) ?([A-Z_]\w*+)")
TYPE_ARGUMENTS = re.compile(rb"\w<([A-Z][\w.,? \[\]<>]{1,200}?)>(?=[\s(),;>\]?{])")
OPERATORS = frozenset(
    b"is as in and or when switch with where select orderby join on equals into let from group by".split()
)


def own_names(source: bytes, symbols: Iterable[Symbol]) -> Scopes:
    """The names that mean nothing outside of the file.

    Args:
        source: the file.
        symbols: what it declares.
    """
    members: set[bytes] = set()
    nested: set[bytes] = set()
    for symbol in symbols:
        owner, dot, name = symbol.qualname.rpartition(".")
        # a constructor is no member, and its type may extend one of the name
        if dot and name != owner.rpartition(".")[2]:
            (nested if symbol.kind in TYPE_KINDS else members).add(name.encode())
    found = _words(source)
    members = _values(source, found, members)
    assigned = {word for word, before, tail, _ in found if _is_label(before, tail)}
    otherwise = {word for word, before, tail, _ in found if not _is_label(before, tail)}
    return Scopes([], [], [], frozenset(nested | members | (assigned - otherwise)))


def values_only(source: bytes, members: Iterable[str]) -> set[str]:
    """Of some members that a file's types have, those that it names nowhere where only a type can stand."""
    found = _values(source, _words(source), {name.encode() for name in members})
    return {name.decode() for name in found}


def _words(source: bytes) -> set[tuple[bytes, bytes, bytes, bytes]]:
    return {(word, sign or before, tail, after) for sign, word, before, tail, after in WORD.findall(source)}


def _is_label(before: bytes, tail: bytes) -> bool:
    """Whether a name at such a place is assigned, or names an argument (`new(Name: x)`) or a property of a pattern (`{ Name: 1 }`)."""
    return tail.endswith(b"=") or (tail.endswith(b":") and before in b"(,{")


def _values(source: bytes, found: set[tuple[bytes, bytes, bytes, bytes]], members: set[bytes]) -> set[bytes]:
    types = {word for word, before, tail, after in found if word in members and _is_type(before, tail, after)}
    arguments = {word for written in TYPE_ARGUMENTS.findall(source) for word in re.findall(rb"\w+", written)}
    return members - types - arguments - set(TYPE_AFTER.findall(source))


def _is_type(before: bytes, tail: bytes, after: bytes) -> bool:
    """Whether a name at such a place can only be a type: in a declaration, an attribute, a cast, an argument of a type."""
    if after:
        return after not in OPERATORS
    return before in b"[<" or tail == b")" or (before in b", " and tail[-1:] in (b">", b"]"))


# ---- The names that stand where attributes do (`[Trace, Audit(1)]`)

LIST = rb"\[([^\[\]]{0,400}+(?:\[[^\[\]]{0,200}+\][^\[\]]{0,400}+){0,20}+)\]"
ATTRIBUTES = re.compile(rb'(?<![\w\])?>"])' + LIST)
"""A list in brackets that index nothing."""
FURTHER = re.compile(LIST)
ARGUMENTS = re.compile(rb'"[^"\n]*"|\([^()]*\)')
ATTRIBUTE = re.compile(rb"\s*(?:[a-z]+\s*:\s*)?(?:[A-Za-z_]\w*\.)*([A-Za-z_]\w*)\s*(?:<.*)?\s*", re.DOTALL)


def attribute_names(source: bytes) -> dict[str, bool]:
    """The names of attributes in a text → whether they stand nowhere else."""
    found: dict[bytes, int] = {}
    for written in _attribute_lists(source):
        for item in _without_arguments(written).split(b","):
            if name := ATTRIBUTE.fullmatch(item):
                found[name[1]] = found.get(name[1], 0) + 1
    return {
        name.decode("utf-8", "replace"): len(re.findall(rb"(?<![\w.])%b\b" % name, source)) <= count
        for name, count in found.items()
    }


def _attribute_lists(source: bytes) -> Iterator[bytes]:
    """What stands in the brackets of attributes: also of a list right behind another one."""
    for match in ATTRIBUTES.finditer(source):
        following: re.Match[bytes] | None = match
        while following is not None:
            yield following[1]
            following = FURTHER.match(source, following.end())


def _without_arguments(attributes: bytes) -> bytes:
    """A list of attributes without what stands in their parentheses."""
    while (shorter := ARGUMENTS.sub(b"", attributes)) != attributes:
        attributes = shorter
    return attributes
