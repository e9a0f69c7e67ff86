"""Members that JavaScript gives to an object or a class after it is made: `Boot.prototype.use = function …`, `app[verb] = function …`.

Their bodies run when they are called, not when their file is imported, and `this` is an object of what they are given to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..... import lazy_re as re
from ...odds import BRANCH
from .commonjs import CommonJsReader
from .signatures import FUNCTIONS

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["PrototypeReader"]

PROTOTYPE = re.compile(rb"\b([A-Za-z_$][\w$]*)\.prototype(?:\.[\w$]+|\[[^\]\n]+\])\s*=(?!=)")


class PrototypeReader(CommonJsReader):
    """The part of the reader that knows members by assignment.

    Attributes:
        prototypes: the functions of the file that are classes, because their prototype is given members.
        holders: node of a function → what `this` is an object of in it.
    """

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.prototypes = {name.decode() for name in PROTOTYPE.findall(source)} if b".prototype" in source else set()
        self.holders: dict[int, str] = {}

    def assignment(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None or right.type not in FUNCTIONS:
            super().assignment(node)
            return
        holder, name = self._given_to(left)
        if not holder:
            self._computed_member(node, left, right)
            return
        self.visit(left.named_children[0])
        if holder in self.prototypes or holder not in self.functions:
            self.classes.setdefault(holder, [])
        self.holders[right.id] = holder
        self.function(right, qualname=f"{holder}.{name}")

    def _computed_member(self, node: Node, left: Node, function: Node) -> None:
        """`Boot.prototype[verb] = function …`: nobody can tell which call runs it, so whoever has the holder may."""
        outer, holder = (self.owner, self.conditions), self._given_computed(left)
        if holder:
            self.visit(left)
            self.holders[function.id] = holder
            self.owner, self.conditions = holder, BRANCH
        super().assignment(node)
        self.owner, self.conditions = outer

    def _given_computed(self, left: Node) -> str:
        """What of this file is given a member whose name is computed at its top level, in a loop or a callback too."""
        if left.type != "subscript_expression" or self.owner:
            return ""
        holder, index = left.child_by_field_name("object"), left.child_by_field_name("index")
        if holder is None or index is None or index.type in {"string", "number"}:
            return ""
        whole = self.text(holder)
        label = whole.removesuffix(".prototype")
        if whole != label:
            return label if label in self.functions or label in self.classes else ""
        return label if label in self.functions or label in self.bound else ""

    def _given_to(self, left: Node | None) -> tuple[str, str]:
        """What of this file is given a member, and the member's name; empty for any other target."""
        if left is None or left.type != "member_expression" or not self.in_module():
            return "", ""
        holder, name = left.child_by_field_name("object"), left.child_by_field_name("property")
        if holder is None or name is None:
            return "", ""
        whole = self.text(holder)
        label = whole.removesuffix(".prototype")
        known = label in self.functions or label in self.classes or (label in self.bound and label == whole)
        return (label, self.text(name)) if known else ("", "")
