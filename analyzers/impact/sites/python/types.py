"""Annotations in Python: the names in a type, and what it promises of a value."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from .....indexer.gathering import words
from ..shape import applied
from .type_variables import CLASS_OF, SUBSCRIPTS, PythonTypeVariables

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

__all__ = ["FORMS", "PythonTypes"]

WRAPPERS = words("Optional Union Annotated Final ClassVar Required NotRequired ReadOnly Awaitable TypeGuard")
CONTAINERS = words(
    "List list Set set FrozenSet frozenset Tuple tuple Sequence MutableSequence Iterable Iterator Collection Generator"
    " AsyncIterator AsyncIterable AsyncGenerator Deque deque Dict dict Mapping MutableMapping DefaultDict defaultdict"
    " OrderedDict AbstractSet ValuesView ItemsView ContextManager AbstractContextManager"
    " AsyncContextManager AbstractAsyncContextManager"
)
KEYED = words("Dict dict Mapping MutableMapping DefaultDict defaultdict OrderedDict ItemsView")
ANYTHING = words("object Any Callable type Type")
"""Types that do not tell what a value, or the result of calling it, is."""
NAMES = frozenset({"identifier", "attribute"})
UNTOLD = ANYTHING | {"Self"}
FORMS = WRAPPERS | CONTAINERS | CLASS_OF | {"Callable", "Coroutine"}


class PythonTypes(PythonTypeVariables, ABC):
    """The part of the reader that knows annotations."""

    def __init__(self, source: bytes, parse: Callable[[bytes], Node]) -> None:
        super().__init__(source)
        self.parse = parse
        self.line_offset = 0

    def line(self, node: Node) -> int:
        return node.start_point[0] + 1 + self.line_offset

    @abstractmethod
    def identifier(self, node: Node, role: str = "value") -> None:
        """Notes a name; the full reader says how."""

    @abstractmethod
    def attribute(self, node: Node, role: str = "value") -> None:
        """Notes a member; the full reader says how."""

    def annotation(self, node: Node, *, texts: bool = True) -> None:
        """Names in a type; a string in it is read as code, but in a `Literal`, which has constants too."""
        kind = node.type
        if kind == "identifier":
            self.identifier(node, "type")
        elif kind == "attribute":
            self.attribute(node, "type")
        elif kind == "string":
            inner = self.string_start(node) if texts else ""
            if inner:
                self.quoted(inner, node, self.annotation)
        else:
            texts = texts and not (kind in SUBSCRIPTS and self.head_name(node) == "Literal")
            for child in node.named_children:
                self.annotation(child, texts=texts)

    def quoted(self, inner: str, node: Node, use: Callable[[Node], Any]) -> Any:
        """What is made of a type that is written as text."""
        outer, whole = self.line_offset, self.source
        self.line_offset, self.source = self.line(node) - 1, inner.strip().encode()
        tree = self.parse(self.source)
        found = None
        for child in tree.named_children[:1]:
            if child.type == "expression_statement" and child.named_children:
                found = use(child.named_children[0])
        self.line_offset, self.source = outer, whole
        return found

    def type_expression(self, node: Node) -> Any:
        """The instance that an annotation promises."""
        kind = node.type
        if kind in {"type", "parenthesized_expression"}:
            return self.type_expression(node.named_children[0]) if node.named_children else None
        if kind in NAMES and (name := self.text(node).rpartition(".")[2]) in UNTOLD | self.own_type:
            holder = self.scope.klass
            return ["s", holder.qualname] if holder is not None and name not in ANYTHING else None
        if kind in {"identifier", "attribute", "member_type"}:
            promised = ["t", self.expression(node)]
            variable = self.variables.get(self.text(node)) if kind == "identifier" else None
            return promised if variable is None else ["v", variable, promised]
        if kind == "string":
            return self.quoted(self.string_start(node), node, self.type_expression)
        if kind in {"union_type", "binary_operator"}:
            return ["|", *(self.type_expression(child) for child in node.named_children)]
        if kind in {"generic_type", "subscript"}:
            return self._generic(node)
        return ["!"] if kind == "none" else None

    def member_name(self, node: Node) -> str:
        name = node.child_by_field_name("attribute")
        return self.text(name) if name is not None else ""

    def _generic(self, node: Node) -> Any:
        head, rest = node.named_children[0], node.named_children[1:]
        if node.type == "generic_type" and rest and rest[0].type == "type_parameter":
            rest = rest[0].named_children
        name = self.text(head).rpartition(".")[2]
        if name in CLASS_OF and rest:
            inner = self.type_expression(rest[0])
            inner = inner[2] if isinstance(inner, list) and inner[0] == "v" else inner
            return ["|", inner[1]] if isinstance(inner, list) and inner[0] == "t" else None  # or a subclass
        if name in WRAPPERS:
            chosen = rest[:1] if name == "Annotated" else rest
            return ["|", *(self.type_expression(child) for child in chosen)]
        if name == "Callable" and rest:
            return self.callable_type(rest[-1])
        if name in ANYTHING:
            return None
        if name == "Coroutine":
            return self.type_expression(rest[-1]) if rest else None
        if name in CONTAINERS:
            chosen = rest[-1:] if name in KEYED else rest[:1] if name.endswith("Generator") else rest
            return ["l", *(self.type_expression(child) for child in chosen[:4])]
        held = [self.type_expression(child) for child in rest[:4]]  # a container of its own kind, most often
        return ["|", applied("g", self.expression(head), held), ["l", *held]]
