"""Names and members that JavaScript defines by assignment, none of them in scope.

What a CommonJS module gives others on `exports` and `module.exports`, and what an object or a class is given after it is made
(`Boot.prototype.use = function …`). Such bodies run when they are called, not when their file is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..... import lazy_re as re
from .....indexer.languages.common import field_of
from ...odds import BRANCH
from ..reader import LOCAL
from ..shape import BARE
from .bindings import BindingReader
from .promises import FUNCTIONS

if TYPE_CHECKING:
    from tree_sitter import Node

    from ..scopes import Scope

__all__ = ["DEFAULT", "AssignedReader"]

PROTOTYPE = re.compile(rb"\b([A-Za-z_$][\w$]*)\.prototype(?:\.[\w$]+|\[[^\]\n]+\])\s*=(?!=)")
METHOD = "method_definition"
HANDED_OUT = FUNCTIONS | {"object"}
DEFAULT = "default"
"""What the index calls a function without a name that a module hands out."""


class AssignedReader(BindingReader):
    """The part of the reader that knows exports and members by assignment.

    Attributes:
        offered: the names of functions that are only to be had from the module.
        of_module: nodes of functions in which `this` is the module, or an object made of it.
        prototypes: the functions of the file that are classes, because their prototype is given members.
        holders: node of a function → what `this` is an object of in it.
    """

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.offered: set[str] = set()
        self.of_module: set[int] = set()
        self.prototypes = {name.decode() for name in PROTOTYPE.findall(source)} if b".prototype" in source else set()
        self.holders: dict[int, str] = {}

    def assignment(self, node: Node) -> None:
        left, right = field_of(node, "left"), field_of(node, "right")
        target, name = self._target(left)
        is_function = right.type in FUNCTIONS
        if is_function and target is not None and (holder := self._holder(target)):
            self.visit(target)
            if holder in self.prototypes or holder not in self.functions:
                self.classes.setdefault(holder, [])
            self.holders[right.id] = holder
            self.function(right, qualname=f"{holder}.{name}")
        elif target is not None and self.is_exports(target):
            self._export(name, right)
        elif target is not None and self.is_exports(left) and right.type in HANDED_OUT:
            self._hand_out(right)
        elif is_function and (holder := self._given_computed(left)):
            outer = self.owner, self.conditions
            self.visit(left)
            self.holders[right.id] = holder
            self.owner, self.conditions = holder, BRANCH
            super().assignment(node)
            self.owner, self.conditions = outer
        else:
            super().assignment(node)

    def _target(self, left: Node) -> tuple[Node | None, str]:
        """What is given a member at the top level of the file, and the member's name; None for any other target."""
        holder, name = left.child_by_field_name("object"), left.child_by_field_name("property")
        is_member = left.type == "member_expression" and holder is not None and name is not None and self.in_module()
        return (holder, self.text(name)) if is_member and name is not None else (None, "")

    def _holder(self, node: Node) -> str:
        """The function, class or variable of this file that an expression means itself or by its prototype; "" for none."""
        whole = self.text(node)
        label = whole.removesuffix(".prototype")
        known = label in self.functions or label in self.classes or (label in self.bound and label == whole)
        return label if known else ""

    def _given_computed(self, left: Node) -> str:
        """What of this file is given a member whose name is computed (`Boot.prototype[verb] = function …`), in a loop or a callback
        too: nobody can tell which call runs it, so whoever has the holder may."""
        holder, index = left.child_by_field_name("object"), left.child_by_field_name("index")
        if left.type != "subscript_expression" or self.owner or holder is None or index is None:
            return ""
        return "" if index.type in {"string", "number"} else self._holder(holder)

    def _hand_out(self, value: Node) -> None:
        """`module.exports = () => …` is called by those who require the module."""
        if value.type == "object":
            self._export_members(value)
            return
        own = value.child_by_field_name("name")
        self.function(value, qualname=self.text(own) if own is not None else DEFAULT)

    def member(self, node: Node, role: str = "value") -> None:
        """`module.exports(…)` calls what the module hands out."""
        if role == "call" and self.is_exports(node):
            self.add(DEFAULT, self.line(node), role=role)
        else:
            super().member(node, role)

    def _export_members(self, literal: Node) -> None:
        """`module.exports = { get path() { … }, stop: function () { … } }`: members that are only to be had from the module."""
        for child in literal.named_children:
            name = child.child_by_field_name("name") or child.child_by_field_name("key")
            value = child if child.type == METHOD else child.child_by_field_name("value")
            member = self.text(name) if name is not None and name.type == "property_identifier" else ""
            if value is None or (child.type != METHOD and value.type not in FUNCTIONS):
                if member and value is not None and value.type != "identifier":
                    self._export(member, value)
                else:
                    self.visit(child)
            elif not member:
                self.function(value)
            else:
                self.offered.add(member)
                accessor = [item.type for item in child.children if item.type in {"get", "set"}]
                if "get" in accessor or member not in self.functions:
                    self.functions[member] = accessor
                self.of_module.add(value.id)
                self.function(value, qualname=member)

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
        """A module that a function requires is what it hands out; without `exports` before it, a name that only that offers is
        another: a global one."""
        found = super()._bare(name, scope)
        holder = scope.holder(name) if found is LOCAL and self.required else None
        if holder is not None and (holder, name) in self.required:
            match holder.bound[name]:
                case [["m", str(specifier)]]:
                    return ["i", specifier, DEFAULT]
        if found != BARE or name not in self.offered or name in self.scope.bound or name in self.scope.outer:
            return found
        return LOCAL


def _last(value: Node) -> Node:
    """What `a = b = value` gives."""
    right = value.child_by_field_name("right") if value.type == "assignment_expression" else None
    return _last(right) if right is not None else value
