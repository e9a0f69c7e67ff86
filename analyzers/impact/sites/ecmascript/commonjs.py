"""What a CommonJS module gives others: `exports.name = …` and `module.exports.name = …` define a name that is not in scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..reader import LOCAL
from ..shape import BARE
from .bindings import BindingReader
from .signatures import FUNCTIONS

if TYPE_CHECKING:
    from tree_sitter import Node

    from ..reader import Scope

__all__ = ["CommonJsReader"]


class CommonJsReader(BindingReader):
    """The part of the reader that knows exports by assignment.

    Attributes:
        offered: the names of functions that are only to be had from the module.
    """

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.offered: set[str] = set()

    def assignment(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        name = self._exported(left)
        if name and right is not None:
            self._export(name, right)
        else:
            super().assignment(node)

    def _exported(self, left: Node | None) -> str:
        """The name behind `exports` at the top level of the file; "" for any other target."""
        if left is None or left.type != "member_expression" or not self.in_module():
            return ""
        holder, name = left.child_by_field_name("object"), left.child_by_field_name("property")
        return self.text(name) if holder is not None and name is not None and self.is_exports(holder) else ""

    def _export(self, name: str, value: Node) -> None:
        """A name that means another (`exports.a = a`, `exports.a = require("./a")`) is an export, and no definition."""
        if value.type in FUNCTIONS:
            self.offered.add(name)
            self.function(value, qualname=name)
            return
        outer = self.owner
        if _last(value).type != "identifier" and not self._is_taken(value):
            self.owner = outer or name
            made = self.object_type(value, name) if value.type == "object" else None
            self.bound.setdefault(name, []).append(made or self.expression(value))
        self.visit(value)
        self.owner = outer

    def _is_taken(self, value: Node) -> bool:
        """`require("./a")`, and a member of that."""
        while value.type == "member_expression" and value.named_children:
            value = value.named_children[0]
        return self.is_require(value)

    def _bare(self, name: str, scope: Scope) -> Any:
        """Without `exports` before it, a name that only that offers is another: a global one."""
        found = super()._bare(name, scope)
        if found != BARE or name not in self.offered or name in self.scope.bound or name in self.scope.outer:
            return found
        return LOCAL


def _last(value: Node) -> Node:
    """What `a = b = value` gives."""
    right = value.child_by_field_name("right") if value.type == "assignment_expression" else None
    return _last(right) if right is not None else value
