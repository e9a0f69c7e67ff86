"""Members that JavaScript gives to an object or a class after it is made: `Boot.prototype.use = function …`, `app.use = function …`.

Their bodies run when they are called, not when their file is imported, and `this` is an object of what they are given to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .commonjs import CommonJsReader
from .signatures import FUNCTIONS

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["PrototypeReader"]

PROTOTYPE = re.compile(rb"\b([A-Za-z_$][\w$]*)\.prototype\.[\w$]+\s*=(?!=)")


class PrototypeReader(CommonJsReader):
    """The part of the reader that knows members by assignment.

    Attributes:
        prototypes: the functions of the file that are classes, because their prototype is given members.
        holders: node of a function → what `this` is an object of in it.
    """

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.prototypes = {name.decode() for name in PROTOTYPE.findall(source)} if b".prototype." in source else set()
        self.holders: dict[int, str] = {}

    def assignment(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        holder, name = self._given_to(left) if right is not None and right.type in FUNCTIONS else ("", "")
        if not holder or left is None or right is None:
            super().assignment(node)
            return
        self.visit(left.named_children[0])
        if holder in self.prototypes or holder not in self.functions:
            self.classes.setdefault(holder, [])
        self.holders[right.id] = holder
        self.function(right, qualname=f"{holder}.{name}")

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
