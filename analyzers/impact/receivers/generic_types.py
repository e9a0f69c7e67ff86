"""Types with what they hold: type parameters of the workspace's classes, and what generic types from outside give back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .arities import ENDING
from .containers import TEXTS, given_by, handed
from .receiver_tables import ReceiverTables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .containers import Given

__all__ = ["GenericTypes", "Typed"]


class Typed(NamedTuple):
    """A value of a type (`how` is "i"), or the type itself ("s").

    Attributes:
        files: those of the class that is meant, none where unknown; `""` stands for one outside the workspace.
        held: the types that it is written with, None for one that can't be told.
    """

    how: str
    name: str
    files: frozenset[str]
    held: tuple[Typed | None, ...] = ()


class GenericTypes(ReceiverTables):
    """The types of one index, as they are written."""

    def typed(self, path: str, how: str, name: str, given: int | None = None) -> Typed:
        return Typed(how, name.rpartition(".")[2], self.meant(path, name, given))

    def given(self, path: str, receiver: Any) -> int | None:
        """C#: with how many type arguments a type is written, which tells it from others of its name; None where that is not known."""
        return len([*receiver, []][2]) if path.endswith(ENDING) and receiver[2:] != [[]] else None

    def instance(self, path: str, receiver: Any, given: Mapping[str, Typed | None]) -> Typed | None:
        """A value of a type that is written in a file, with those that are given for the type parameters."""
        if not receiver or not receiver[1]:
            return None
        name = receiver[1]
        if name in given:
            return given[name]
        bound = self.extends(path, name)
        if bound is not None:
            return self.typed(path, "i", bound) if bound else None
        held = tuple(self.instance(path, item, given) for item in (receiver[2] if len(receiver) > 2 else ()))
        return self.typed(path, "i", name, self.given(path, receiver))._replace(held=held)

    def extends(self, path: str, name: str) -> str | None:
        """What a type parameter (`T`, `K2`) of a file extends, "" for nothing that is told; None of any other name."""
        if self.named(name):
            return None
        table = self.table(path)
        if table is not None and name in table["variables"]:
            return table["variables"][name] if table["variables"][name] != name else ""
        short = len(name) <= 2 and name[:1].isupper() and self.index.files[path].language != "Go"
        return "" if short else None

    def of_lambda(self, held: Typed, receiver: Any) -> set[Typed] | None:
        """The parameter of a lambda that a method of what holds others is given."""
        _, _, method, position, count = receiver
        found = handed(method, position, count, held.held) if self._is_outside(held) else None
        type_ = held.held[found] if found is not None else None
        return {type_} if type_ is not None else None

    def from_outside(self, klass: Typed, method: str) -> set[Typed] | None:
        """What a method of a generic type outside the workspace gives back of what it holds."""
        if not self._is_outside(klass):
            return None
        if method in TEXTS:
            return {Typed("i", "String", frozenset({""}))}
        found = given_by(method, len(klass.held)) if klass.held else None
        made = _filled(found, klass.held) if found is not None else None
        return {made} if made is not None else None

    def _is_outside(self, klass: Typed) -> bool:
        return klass.how == "i" and ("" in klass.files or not self.named(klass.name))


def _filled(given: Given, held: Sequence[Typed | None]) -> Typed | None:
    if isinstance(given, int):
        return held[given]
    return Typed("i", given[0], frozenset({""}), tuple(_filled(item, held) for item in given[1]))
