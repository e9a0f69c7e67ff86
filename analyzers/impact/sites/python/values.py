"""Values and types in Python: what an expression may be, what an annotation promises, and the names in it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from ....lists import words
from ..reader import Scope, applied
from .type_variables import CLASS_OF, PythonTypeVariables

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

__all__ = ["PythonValues"]

WRAPPERS = words("Optional Union Annotated Final ClassVar Required NotRequired ReadOnly Awaitable TypeGuard")
CONTAINERS = words(
    "List list Set set FrozenSet frozenset Tuple tuple Sequence MutableSequence Iterable Iterator Collection Generator"
    " AsyncIterator AsyncIterable AsyncGenerator Deque deque Dict dict Mapping MutableMapping DefaultDict defaultdict"
    " OrderedDict AbstractSet ValuesView ItemsView ContextManager AbstractContextManager"
)
KEYED = words("Dict dict Mapping MutableMapping DefaultDict defaultdict OrderedDict ItemsView")
LITERALS = words("string integer float true false none concatenated_string comparison_operator not_operator")
ANYTHING = words("object Any Callable type Type")
"""Types that do not tell what a value, or the result of calling it, is."""
MAKING = 3
"""`type` with so many arguments makes a class, which has what its bases have."""
FORMS = WRAPPERS | CONTAINERS | CLASS_OF | {"Callable", "Coroutine"}
ITERATORS = words("list tuple set sorted reversed iter frozenset filter")
PASSING = words(
    "copy deepcopy replace evolve proxy closing aclosing nullcontext run run_until_complete wait_for shield gather ensure_future"
    " create_task submit"
)
"""Functions of libraries that give back what they are handed, or what it gives when it is awaited or entered."""


class PythonValues(PythonTypeVariables, ABC):
    """The part of the reader that knows expressions."""

    def __init__(self, source: bytes, parse: Callable[[bytes], Node]) -> None:
        super().__init__(source)
        self.parse = parse
        self.line_offset = 0
        self.strings: dict[tuple[Scope, str], Node] = {}
        self.of_environment: set[tuple[Scope, bytes]] = set()
        self._comprehensions: dict[int, Scope] = {}

    def line(self, node: Node) -> int:
        return node.start_point[0] + 1 + self.line_offset

    @abstractmethod
    def visit(self, node: Node) -> None:
        """Reads any node; the full reader says how."""

    @abstractmethod
    def visit_children(self, node: Node) -> None:
        """Reads the nodes that a node consists of."""

    def identifier(self, node: Node, role: str = "value") -> None:
        """Notes a name; in a class one that it binds only later means what is around (`def hook` under `@hook`)."""
        outer = self.scope
        if outer.kind == "class" and role != "type":
            self.scope = self._seen_from(self.text(node))
        self.add(self.text(node), self.line(node), role=role)
        self.scope = outer

    def _seen_from(self, name: str) -> Scope:
        """Where a name is looked up that stands here and not in a function, which runs later."""
        scope = self.scope
        while (
            scope.kind == "class" and scope.parent is not None and name not in scope.bound and name not in scope.outer
        ):
            scope = scope.parent
        return scope

    def attribute(self, node: Node, role: str = "value") -> None:
        """Notes a member, and reads what stands before the dot."""
        value, name = node.child_by_field_name("object"), node.child_by_field_name("attribute")
        if value is None or name is None:
            return
        self.add(self.text(name), self.line(name), self.expression(value), role)
        self.visit(value)

    def subscript(self, node: Node) -> None:
        """`Union["Card", int]` outside of an annotation: its strings are types, too."""
        for child in node.named_children:
            self.visit(child)
        if self.head_name(node) in FORMS:
            self._quoted_types(node)

    def _quoted_types(self, node: Node) -> None:
        for child in node.named_children:
            if child.type == "string":
                self.annotation(child)
            elif child.type in {"list", "binary_operator"}:
                self._quoted_types(child)

    def string_start(self, node: Node) -> str:
        """The text of a string literal up to its first interpolation."""
        for child in node.named_children:
            if child.type == "string_content":
                return self.text(child)
            if child.type == "interpolation":
                break
        return ""

    # ---- annotations

    def annotation(self, node: Node) -> None:
        """Names in a type; a string in it is read as code."""
        kind = node.type
        if kind == "identifier":
            self.identifier(node, "type")
        elif kind == "attribute":
            self.attribute(node, "type")
        elif kind == "string":
            inner = self.string_start(node)
            if inner:
                self._quoted(inner, node, self.annotation)
        elif kind in {"generic_type", "subscript"} and self.head_name(node) == "Literal":
            return
        else:
            for child in node.named_children:
                self.annotation(child)

    def _quoted(self, inner: str, node: Node, use: Callable[[Node], Any]) -> Any:
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
        if kind == "identifier" and (self.text(node) == "Self" or self.text(node) in ANYTHING):
            holder = self.scope.klass
            return (["s", holder.qualname] if holder is not None else None) if self.text(node) == "Self" else None
        if kind == "attribute" and (self.member_name(node) == "Self" or self.member_name(node) in ANYTHING):
            holder = self.scope.klass
            return ["s", holder.qualname] if holder is not None and self.member_name(node) == "Self" else None
        if kind in {"identifier", "attribute", "member_type"}:
            promised = ["t", self.expression(node)]
            variable = self.variables.get(self.text(node)) if kind == "identifier" else None
            return promised if variable is None else ["v", variable, promised]
        if kind == "string":
            return self._quoted(self.string_start(node), node, self.type_expression)
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
        if name in ANYTHING:
            return None
        if name == "Coroutine":
            return self.type_expression(rest[-1]) if rest else None
        if name in CONTAINERS:
            chosen = rest[-1:] if name in KEYED else rest[:1] if name.endswith("Generator") else rest
            return ["l", *(self.type_expression(child) for child in chosen[:4])]
        held = [self.type_expression(child) for child in rest[:4]]  # a container of its own kind, most often
        return ["|", applied("g", self.expression(head), held), ["l", *held]]

    # ---- expressions

    def expression(self, node: Node) -> Any:
        """A raw type expression of a value."""
        kind = node.type
        if kind == "identifier":
            return (self.text(node), self._seen_from(self.text(node)))
        if kind == "attribute":
            value, name = node.child_by_field_name("object"), node.child_by_field_name("attribute")
            return [".", self.expression(value), self.text(name)] if value is not None and name is not None else None
        if kind == "call":
            return self._call_expression(node)
        if kind in LITERALS:
            return ["!"]
        handler = EXPRESSIONS.get(kind)
        return handler(self, node) if handler is not None else None

    def _call_expression(self, node: Node) -> Any:
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or arguments is None:
            return None
        if function.type == "identifier":
            name, given = self.text(function), arguments.named_children
            if name == "super":
                holder = self.scope.klass
                return ["p", holder.qualname] if holder is not None else None
            if name == "TypeVar":
                return self.type_variable(given)
            if name == "cast" and len(given) == 2:
                return self.type_expression(given[0])
            if name in {"next", "max", "min"} and given:
                return ["[]", self.expression(given[0])]
            if name in ITERATORS and (taken := [item for item in given if item.type != "keyword_argument"]):
                return self.expression(taken[-1])
            if name == "type" and len(given) == 1:
                inner = self.expression(given[0])
                final = self.final(inner)
                return ["c", final[1]] if isinstance(final, list) and final[0] == "s" else None
            if name == "type" and len(given) == MAKING and given[1].type == "tuple":
                return ["|", *(self.expression(base) for base in given[1].named_children)]
            if name == "enumerate" and given:
                return ["l", ["l", self.expression(given[0]), ["[]", self.expression(given[0])]]]
            if name == "zip":
                return ["l", ["l", *(["[]", self.expression(item)] for item in given[:4])]]
        if function.type == "attribute" and self.member_name(function) == "cast" and len(arguments.named_children) == 2:
            return self.type_expression(arguments.named_children[0])
        called = ["()", self.expression(function), *self.handed_classes(arguments)]
        passed = self._passed_on(function, arguments.named_children)
        return ["|", called, passed] if passed is not None else called

    def _passed_on(self, function: Node, given: list[Node]) -> Any:
        """The object or call that a function is handed which may give it back: `copy(order)`, `asyncio.run(client.get())`."""
        name = self.text(function) if function.type == "identifier" else self.member_name(function)
        first = given[0] if name in PASSING and given else None
        return (
            self.expression(first) if first is not None and first.type in {"identifier", "attribute", "call"} else None
        )

    def as_first(self, node: Node) -> Any:
        return self.expression(node.named_children[0]) if node.named_children else None

    def as_element(self, node: Node) -> Any:
        value = node.child_by_field_name("value")
        return ["[]", self.expression(value)] if value is not None else None

    def as_choice(self, node: Node) -> Any:
        children = node.named_children
        chosen = [children[0], children[2]] if node.type == "conditional_expression" and len(children) > 2 else children
        return ["|", *(self.expression(child) for child in chosen)]

    def as_collection(self, node: Node) -> Any:
        return ["l", *(self.expression(child) for child in node.named_children[:4])]

    def comprehension_scope(self, node: Node) -> Scope:
        """The scope of a comprehension, the same whether its value is asked for or it is read."""
        if node.id not in self._comprehensions:
            scope = self._comprehensions[node.id] = Scope("function", "", self.scope)
            scope.qualname = self.scope.qualname
        return self._comprehensions[node.id]

    def as_comprehension(self, node: Node) -> Any:
        """A container of what stands first, where the names of its loops are known."""
        outer, self.scope = self.scope, self.comprehension_scope(node)
        element = self.as_first(node)
        self.scope = outer
        return ["l", element]

    def as_dictionary(self, node: Node) -> Any:
        values = [child.child_by_field_name("value") for child in node.named_children[:6] if child.type == "pair"]
        return ["l", *(self.expression(value) for value in values if value is not None)]


EXPRESSIONS: dict[str, Any] = {
    "await": PythonValues.as_first,
    "parenthesized_expression": PythonValues.as_first,
    "subscript": PythonValues.as_element,
    "conditional_expression": PythonValues.as_choice,
    "boolean_operator": PythonValues.as_choice,
    "list": PythonValues.as_collection,
    "tuple": PythonValues.as_collection,
    "set": PythonValues.as_collection,
    "dictionary": PythonValues.as_dictionary,
    "list_comprehension": PythonValues.as_comprehension,
    "set_comprehension": PythonValues.as_comprehension,
    "generator_expression": PythonValues.as_comprehension,
    "named_expression": lambda self, node: self.expression(
        node.child_by_field_name("value") or node.named_children[-1]
    ),
}
