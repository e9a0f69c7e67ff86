"""What binds names in Python: assignments, loops, comprehensions, patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..... import lazy_re as re
from .....indexer.languages.common import field_of
from .names import PythonNames
from .values import SEVERAL, STARRED

if TYPE_CHECKING:
    from tree_sitter import Node

    from ..scopes import Scope

__all__ = ["PythonBindings"]


CATCHING = frozenset({"raises", "assertRaises", "assertRaisesRegex", "warns", "assertWarns"})
"""What is handed the class of an error that a block of a test is to end with, and keeps that."""

CLAUSES = frozenset({"for_in_clause", "if_clause"})
"""Parts of a comprehension that bind what its result says."""
ALIAS = "TypeAlias"
TYPE_LIKE = frozenset({"subscript", "binary_operator"})
TYPE_COMMENT = re.compile(rb"[ \t]*#[ \t]*type:(?![ \t]*ignore\b)[ \t]*([^#\r\n]+)")
"""An annotation as code has it that was written for Python 2 too: `cards = []  # type: list[Card]`."""
UNTOLD = frozenset({"Final", "ClassVar", ALIAS})
"""Annotations that say nothing of the type where nothing stands in brackets: it is that of the value."""


class PythonBindings(PythonNames):
    """The part of the reader that knows bindings."""

    def assignment(self, node: Node) -> None:
        left, right = field_of(node, "left"), node.child_by_field_name("right")
        annotation = node.child_by_field_name("type")
        told = self.text(annotation).rpartition(".")[2]
        bare, alias = told in UNTOLD, told == ALIAS
        outer, self.owner = self.owner, self._owner_of(left)
        value = self.expression(right)
        comment = TYPE_COMMENT.match(self.source, node.end_byte) if annotation is None else None
        self.annotation(annotation)
        if annotation is not None and not bare:
            value = self.type_expression(annotation)
        elif comment is not None:
            self.quoted(comment[1].decode("utf-8", "replace"), node, self.annotation)
            value = self.quoted(comment[1].decode("utf-8", "replace"), node, self.type_expression) or value
        elif right is not None and (alias or (right.type in TYPE_LIKE and self.scope.kind == "module")):
            value = ["|", value, ["alias", self.type_expression(right)]]
        if right is not None:
            (self.annotation if alias and right.type == "string" else self.visit)(right)
        self._bind_each(left, right, value)
        if comment is not None or (annotation is not None and not bare):
            self.declared.setdefault(self._attribute(left) or self.inside(self.text(left)), value)
        if right is not None and left.type == "identifier":
            self._note_named(left, right)
        self.owner = outer

    def _owner_of(self, target: Node) -> str:
        """What is assigned belongs to the variable of a module or class, or to what keeps it (`handlers["a"] = …`)."""
        if target.type == "identifier" and self.scope.kind in {"module", "class"} and self.owner not in self.functions:
            return self.inside(self.text(target))
        keeper = self.keeper(target.child_by_field_name("value")) if target.type == "subscript" else ""
        return keeper or self.owner

    def _note_named(self, left: Node, right: Node) -> None:
        """What a name keeps that is asked for later: a string, the environment, the names that the module exports."""
        name = self.text(left)
        if right.type in {"string", "binary_operator"}:
            self.strings[self.scope.region, name] = right
        self.note_environment(left.text or b"", right)
        if name == "__all__":
            self._exported_names(right)

    def _bind_each(self, left: Node, right: Node | None, value: Any) -> None:
        """`a, b = A(), B()`: each name to what stands in its place."""
        values = right.named_children if right is not None and right.type in {"expression_list", "tuple"} else []
        targets = left.named_children if left.type in SEVERAL else []
        if targets and len(targets) == len(values) and STARRED.isdisjoint(item.type for item in (*targets, *values)):
            for target, item in zip(targets, values, strict=True):
                self.bind(target, self.expression(item))
        else:
            self.bind(left, value)

    def _exported_names(self, node: Node) -> None:
        for child in node.named_children:
            if child.type == "string":
                self.add(self.string_start(child), self.line(child), role="text")

    def bind(self, target: Node, value: Any) -> None:
        """Binds the names of an assignment's target."""
        kind = target.type
        if kind == "identifier":
            name = self.text(target)
            self.scope.bind(name, value)
            if name in self.scope.outer:
                self.add(name, self.line(target), role="write")
            elif self.scope.kind in {"module", "class"}:
                qualname = self.inside(name)
                if qualname in self.bound:
                    self.add(name, self.line(target), role="write")
                self.bound.setdefault(qualname, []).append(value)
        elif kind == "attribute":
            self.attribute(target, "write")
            self._bind_member(target, value)
        elif kind in SEVERAL:
            for child in target.named_children:
                self.bind(child, ["[]", value] if value is not None else None)
        elif kind in {"list_splat_pattern", "as_pattern_target", "parenthesized_expression", "list_splat"}:
            for child in target.named_children:
                self.bind(child, value)
        else:
            self.visit(target)

    def _bind_member(self, target: Node, value: Any) -> None:
        """`self.x = value` in a method types the member."""
        if qualname := self._attribute(target):
            self.bound.setdefault(qualname, []).append(value)

    def _attribute(self, target: Node) -> str:
        """The qualified name of `self.x` or `cls.x`; "" for anything else."""
        holder, name = target.child_by_field_name("object"), target.child_by_field_name("attribute")
        if holder is None or holder.type != "identifier":
            return ""
        receiver = self.final(self.expression(holder))
        known = isinstance(receiver, list) and receiver[0] in {"s", "c"}
        return f"{receiver[1]}.{self.text(name)}" if known else ""

    def augmented(self, node: Node) -> None:
        left = field_of(node, "left")
        if left.type == "identifier" and self.scope.kind == "function":
            self.scope.bind(self.text(left))
        self.reference(left, "write")
        self.visit(field_of(node, "right"))

    def deletion(self, node: Node) -> None:
        """`del x`: the name has to be there, and what it means does not run."""
        for child in node.named_children:
            for target in child.named_children if child.type in {"expression_list", "tuple"} else [child]:
                self.reference(target, "write")

    def walrus(self, node: Node) -> None:
        value = field_of(node, "value")
        scope: Scope | None = self.scope
        while scope is not None and scope.kind == "function" and scope.qualname == "":
            scope = scope.parent
        (scope or self.scope).bind(self.text(field_of(node, "name")), self.expression(value))
        self.visit(value)

    def for_loop(self, node: Node) -> None:
        left, right = field_of(node, "left"), field_of(node, "right")
        self.visit(right)
        self.bind(left, ["[]", self.expression(right)])
        for child in node.named_children:
            if child not in (left, right):
                self.visit(child)

    def comprehension(self, node: Node) -> None:
        outer, self.scope = self.scope, self.comprehension_scope(node)
        for child in sorted(node.named_children, key=lambda child: child.type not in CLAUSES):
            self.visit(child)
        self.scope = outer

    def as_pattern(self, node: Node) -> None:
        value, alias = node.named_children[0], node.named_children[-1]
        holder = node.parent.type if node.parent is not None else ""
        (self.checked if holder == "except_clause" else self.visit)(value)
        if alias is value:
            return
        expression = self.expression(value)
        if holder == "with_item":
            self.bind(alias, self._caught(value) or ["w", expression])
        elif value.type == "tuple":
            self.bind(alias, ["|", *(["t", self.expression(child)] for child in value.named_children[:6])])
        else:
            self.bind(alias, ["t", expression])

    def _caught(self, value: Node) -> Any:
        """`with pytest.raises(Error) as caught`, `with self.assertRaises(Error) as caught`; None for what else `with` takes."""
        function, arguments = value.child_by_field_name("function"), value.child_by_field_name("arguments")
        if value.type != "call" or function is None or arguments is None or not arguments.named_children:
            return None
        if self.text(function).rpartition(".")[2] not in CATCHING:
            return None
        first = arguments.named_children[0]
        errors = first.named_children[:4] if first.type == "tuple" else [first]
        return ["e", ["|", *(["t", self.expression(error)] for error in errors)]]

    def case_pattern(self, node: Node) -> None:
        child = node.named_children[0] if node.named_children else None
        if child is not None and child.type == "dotted_name" and len(child.named_children) == 1:
            self.scope.bind(self.text(child))
        else:
            self.visit_children(node)

    def dotted(self, node: Node) -> None:
        """A dotted name in a pattern: the first part is a name, the others are members."""
        expression: Any = None
        for position, part in enumerate(node.named_children):
            name = self.text(part)
            self.add(name, self.line(part), expression if position else 0)
            expression = [".", expression, name] if position else (name, self.scope)

    def outer_names(self, node: Node) -> None:
        for child in node.named_children:
            self.scope.outer.add(self.text(child))
            self.identifier(child, "value")
