"""C#: the types that a workspace declares, as far as one file tells of another's: what each extends, of what type its members are.

A file says it in marks among its exports, one a type: `:Panel|Renderable,IHasBorder|Header=PanelHeader,Draw()=Segment:0-2`.
Types go by their last name, without arguments; two of one name are taken together.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...reached import reached
from .argument_counts import ANY, Counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "ANYTHING", "ARRAY", "ITSELF", "NESTED", "Types", "declared", "head", "is_interface", "mark", "members_of", "seen",
]  # fmt: skip

ALIASES = {"Boolean": "bool", "Char": "char", "Double": "double", "Int32": "int", "Int64": "long", "String": "string"}
ARRAY, NESTED = "[]", "type"
ANYTHING = ITSELF = "*"
"""What an extension method extends that extends a type parameter, and what it returns where it returns that parameter."""
HEAD = re.compile(
    r"(?:(?:ref|in|scoped|readonly|this|out|params)\s+)*(?:global::)?([\w.]+)\s*(?:<.*>)?\s*\??\s*(\[[\s,]*\])?",
    re.DOTALL,
)
SHOWN = re.compile(rb"public|protected|internal")
PARAMETER = re.compile(r"T(?:[A-Z]\w*)?")
"""How type parameters are named (https://learn.microsoft.com/dotnet/standard/design-guidelines/names-of-type-parameters)."""


def head(written: str) -> str:
    """A type by its last name: `Dictionary` of `System.Collections.Dictionary<K, V>`; "" of a type parameter and of `void`."""
    found = HEAD.match(written)
    if found is None:
        return ""
    if found[2]:
        return ARRAY
    word = found[1].rpartition(".")[2]
    return "" if word == "void" or PARAMETER.fullmatch(word) else ALIASES.get(word, word)


def mark(name: str, bases: Iterable[str], members: Mapping[str, str]) -> str:
    """What a file says of one of its types.

    Args:
        name: the type, without those around it.
        bases: what it extends, as written.
        members: name → type, "" where it is not told; of methods `Name()` → what they return, and how many arguments they take, of
            generic ones also `Name<>()`; of nested types `type`. A `-` before what only the type itself sees.
    """
    parts = (",".join(filter(None, map(head, bases))), ",".join(f"{key}={value}" for key, value in members.items()))
    return f":{name}|{'|'.join(parts)}"


def seen(member: str, header: bytes, kind: str) -> str:
    """A member for the mark of its type, which is of a kind: with a `-` where only the type itself sees it."""
    return member if kind in {"interface", "enum"} or SHOWN.search(header) is not None else f"-{member}"


def declared(known: str | None, kind: str, counts: Counts | None) -> str:
    """What a mark says of a member that is declared once more: its type, if it is always that one, and how many arguments it takes."""
    before, _, took = (known or "").partition(":")
    told = kind if known is None or before == kind else ""
    if counts is None:
        return told
    other = Counts.read(took) if took else counts
    return f"{told}:{Counts(min(other.least, counts.least), max(other.most, counts.most))}"


def members_of(written: str) -> Iterator[tuple[str, str]]:
    """The members of a mark, each with its type; those that only the type itself sees too."""
    for item in filter(None, written.rpartition("|")[2].split(",")):
        key, _, value = item.removeprefix("-").partition("=")
        yield key, value.partition(":")[0]


class Types:
    """The types of a workspace, by name."""

    def __init__(self) -> None:
        self._bases: dict[str, set[str]] = {}
        self._members: dict[str, dict[str, str]] = {}
        self._private: dict[str, set[str]] = {}
        self._namespaces: dict[str, set[str]] = {}
        self._takes: dict[tuple[str, str], list[Counts]] = {}
        self.ancestors = lru_cache(maxsize=None)(self._ancestors)

    def add(self, written: str, namespace: str) -> None:
        """Takes one mark of a file of a namespace."""
        name, bases, members = written[1:].split("|")
        self._namespaces.setdefault(name, set()).add(namespace)
        self._bases.setdefault(name, set()).update(filter(None, bases.split(",")))
        known = self._members.setdefault(name, {})
        for item in filter(None, members.split(",")):
            key, _, value = item.partition("=")
            if key[:1] == "-":
                key = key[1:]
                self._private.setdefault(name, set()).add(key)
            kind, _, took = value.partition(":")
            known[key] = kind if known.get(key, kind) == kind else ""
            if took:
                self._takes.setdefault((name, key), []).append(Counts.read(took))

    def __contains__(self, name: str) -> bool:
        return name in self._bases

    def _ancestors(self, name: str) -> frozenset[str]:
        return frozenset(reached([name], lambda one: self._bases.get(one, ())))

    def is_open(self, name: str) -> bool:
        """Whether a type is or extends one that the workspace does not declare."""
        return not all(item in self._bases for item in self.ancestors(name))

    def has_method(self, name: str, method: str, counts: Counts, *, generic: bool = False) -> bool:
        """Whether a type declares or inherits a method of that name that takes so many arguments, with type parameters where these
        are asked for."""
        key = f"{method}{'<>' if generic else ''}()"
        return any(
            key in self._members.get(item, ()) and any(map(counts.meets, self._takes.get((item, key), (ANY,))))
            for item in self.ancestors(name)
        )

    def member(self, name: str, member: str) -> str:
        """The type of a member that a type declares or inherits; "" where it is not known, or not one."""
        found = {self._members[item][member] for item in self.ancestors(name) if member in self._members.get(item, ())}
        return found.pop() if len(found) == 1 and NESTED not in found else ""

    def inherited(self, names: Iterable[str]) -> tuple[set[str], set[str]]:
        """The members, and the nested types, that some types inherit from classes of the workspace.

        Of several classes of one name in different namespaces it is not known which is inherited.
        """
        classes = {
            item
            for name in names
            for item in self.ancestors(name) - {name}
            if not is_interface(item) and len(self._namespaces.get(item, ())) < 2
        }
        found = {
            key: kind
            for owner in sorted(classes)
            for key, kind in self._members.get(owner, {}).items()
            if key not in self._private.get(owner, ())
        }
        nested = {key for key, kind in found.items() if kind == NESTED}
        return {key.removesuffix("()") for key in found.keys() - nested}, nested


def is_interface(name: str) -> bool:
    """Whether a type is named as interfaces are."""
    return name[:1] == "I" and name[1:2].isupper()
