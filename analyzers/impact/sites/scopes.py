"""Scopes: what a region of a file binds, and parts of one in which more is known of its variables."""

from __future__ import annotations

from typing import Any

__all__ = ["Narrowed", "Scope"]


class Scope:
    """A region that binds names.

    Attributes:
        kind: `module | class | function`.
        qualname: of the definition that it is the body of; "" for the file.
        bound: local name → what is assigned to it, as raw expressions; None in the list for unknown.
        outer: names that a statement declares to belong to an outer scope, and imported names (they are looked up as top-level ones).
        defined: names of the functions and classes that stand in it.
    """

    __slots__ = ("bound", "defined", "kind", "outer", "parent", "qualname")

    def __init__(self, kind: str, qualname: str, parent: Scope | None) -> None:
        self.kind, self.qualname, self.parent = kind, qualname, parent
        self.bound: dict[str, list[Any]] = {}
        self.outer: set[str] = set()
        self.defined: set[str] = set()

    def define(self, name: str) -> None:
        """Notes a function or class of this scope; one inside an anonymous function has the name of what is around that."""
        self.defined.add(name)
        self.bind(name)

    def bind(self, name: str, value: Any = None) -> None:
        """Notes an assignment."""
        self.bound.setdefault(name, []).append(value)

    def holder(self, name: str) -> Scope | None:
        """The function or class that binds a name as seen from here; None for the file's top level or nothing."""
        scope: Scope | None = self
        direct = True
        while scope is not None and scope.kind != "module":
            if scope.kind != "class" or direct:
                if name in scope.outer:
                    return None
                if name in scope.bound:
                    return scope
            direct = direct and scope.kind == "block"
            scope = scope.parent
        return None

    @property
    def region(self) -> Scope:
        """The scope itself, or the one that this is a part of."""
        return self

    @property
    def klass(self) -> Scope | None:
        """The innermost class around this scope."""
        return self if self.kind == "class" else self.parent and self.parent.klass


class Narrowed(Scope):
    """A part of a scope in which variables are known to be of some type; what is bound there is bound in the whole scope."""

    __slots__ = ()

    def __init__(self, parent: Scope, told: dict[str, Any]) -> None:
        super().__init__(parent.kind, parent.qualname, parent)
        self.outer, self.defined = parent.outer, parent.defined
        self.bound = {name: [value] for name, value in told.items()}

    def bind(self, name: str, value: Any = None) -> None:
        """Notes an assignment, which ends what was known."""
        if name in self.bound:
            self.bound[name].append(value)
        if self.parent is not None:
            self.parent.bind(name, value)

    @property
    def region(self) -> Scope:
        """The scope that it is a part of."""
        return self.parent.region if self.parent is not None else self
