"""Values in JavaScript and TypeScript: what an expression may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .....indexer.gathering import words
from .....indexer.languages.common import field_of, parts
from ..scopes import Scope
from ..shape import applied, container
from .documented import DocumentedReader
from .promises import CONTAINERS, FUNCTIONS, KEYED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["COMPONENT_MAKERS", "HOOKS", "ValueReader"]

COMPONENT_MAKERS = {"forwardRef": 1, "memo": 0, "observer": 0}
"""Functions of React and MobX that make a component of a function → which of their type arguments the properties are."""
GIVING_BACK = words("mocked freeze seal preventExtensions structuredClone")
"""Functions of the platform and of test frameworks that give back what they take first, or a copy."""
EXPORTS = frozenset({"exports", "module.exports"})
EXPORTS_LENGTHS = frozenset(map(len, EXPORTS))
LOADERS = frozenset({"require", "import"})
PASSING = frozenset({"Object.assign", "Object.create", "Object.setPrototypeOf"})
"""Functions of the language that give back an object with the members of what they take."""
MAPPING = frozenset({"map", "flatMap", "then"})
"""Methods of arrays that give an array of what their callback gives, and of promises that promise it."""
LISTING = words("Array.from Object.values Object.entries Promise.all")
"""Functions of the language that list what a container holds, waited for."""
MOST_RETURNS = 4
MOST_PASSED = 3
LAZY = frozenset({"||=", "??=", "&&="})
LITERALS = words("string template_string number true false null undefined regex")


class ValueReader(DocumentedReader):
    """The part of the reader that knows expressions.

    Attributes:
        callbacks: node of a function → its scope, where what it gives back was asked for.
    """

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.callbacks: dict[int, Scope] = {}

    def as_property(self, node: Node) -> Any:
        if self.is_exports(node):
            return ["d", ""]
        return [".", self.expression(field_of(node, "object")), self.text(field_of(node, "property"))]

    def as_call(self, node: Node) -> Any:
        """A call: of a module's loader, of a function that is known to give what it takes, or of any other."""
        module, function = self.loaded(node), field_of(node, "function")
        if module is not None:
            return ["m", module]
        written = self.text(function)
        called = written.rpartition(".")[2]
        if called in MAPPING and (mapped := self._mapped_to(node, called)) is not None:
            return mapped
        taken = parts(node, "arguments") if called == "reduce" else []
        if taken and taken[0].type in FUNCTIONS:  # gives what is told, what it begins with, or an element
            held = ["[]", self.expression(function.child_by_field_name("object"))]
            told = parts(node, "type_arguments")
            return self.type_expression(told[0]) if told else self.expression(taken[1]) if len(taken) > 1 else held
        if called in COMPONENT_MAKERS:
            return self.component(node, called)
        if called in GIVING_BACK or written in PASSING:
            return self._passed_on(node, 1 if called in GIVING_BACK else MOST_PASSED)
        if written in LISTING:
            held = ["u", ["[]", self._passed_on(node, 1)]]
            return ["l", ["l", held] if written == "Object.entries" else held]
        if called in HOOKS:
            return HOOKS[called](self, node)
        return ["()", self.given(node, self.expression(function))]

    def loaded(self, call: Node) -> str | None:
        """The specifier of `require("./a")` and `import("./a")`."""
        function = self.text(call.child_by_field_name("function"))
        given = [child for child in parts(call, "arguments") if child.type != "comment"] if function in LOADERS else []
        if not given or given[0].type != "string" or self.scope.holder(function) is not None:
            return None
        return self.text(given[0])[1:-1]

    def _mapped_to(self, call: Node, method: str) -> Any:
        """`cards.map((card) => card.owner)`: a container of what the callback gives; `then` gives that itself."""
        callback = next(iter(parts(call, "arguments")), None)
        if callback is None or callback.type not in FUNCTIONS:
            return None
        held = self._given_by(callback)
        return held if method == "then" else ["l", ["[]", held] if method == "flatMap" else held]

    def _given_by(self, callback: Node) -> Any:
        """What a callback gives."""
        outer, self.scope = self.scope, self.function_scope(callback)
        body = callback.child_by_field_name("body")
        given = list(_returned(body))[:MOST_RETURNS] if body is not None and body.type == "statement_block" else [body]
        held = ["|", *(self.expression(node) for node in given if node is not None)]
        self.scope = outer
        return held

    def function_scope(self, node: Node) -> Scope:
        """The scope of a callback, the same whether what it gives is asked for or it is read."""
        if node.id not in self.callbacks:
            self.callbacks[node.id] = Scope("function", self.scope.qualname, self.scope)
        return self.callbacks[node.id]

    def _passed_on(self, call: Node, most: int) -> Any:
        """What `Object.assign(new Help(), options)` gives: its first argument, which has got the members of the others.

        Of `Object.create(null)` nothing is known: it is a dictionary that is filled later.
        """
        told = [self.expression(child) for child in parts(call, "arguments")[:most] if child.type != "null"]
        return ["|", *told] if told else None

    def is_exports(self, node: Node) -> bool:
        """`exports` or `module.exports`, the CommonJS module of this file."""
        if node.end_byte - node.start_byte not in EXPORTS_LENGTHS or self.text(node) not in EXPORTS:
            return False
        name = self.text(node).partition(".")[0]
        return name not in self.bound and self.scope.holder(name) is None

    def component(self, node: Node, maker: str) -> Any:
        """`memo(Card)`, `forwardRef<Element, Props>((props, ref) => …)`: takes the properties that are written there."""
        types = parts(node, "type_arguments")[COMPONENT_MAKERS[maker] :]
        made = next(iter(parts(node, "arguments")), None)
        if types:
            return self.component_type(types[0])
        if made is None or made.type not in FUNCTIONS:
            return self.expression(made)
        return self.function_type(made)

    def as_memo(self, call: Node) -> Any:
        """`useMemo<A>(() => a, [])` gives what is written there, or what the function does."""
        if given := parts(call, "type_arguments"):
            return self.type_expression(given[0])
        first = next(iter(parts(call, "arguments")), None)
        return self._given_by(first) if first is not None and first.type == "arrow_function" else self.expression(first)

    def as_told(self, node: Node) -> Any:
        """`/** @type {Card} */ (value)` is a cast."""
        told = self.told(node).type
        return told if told is not None else self.as_first(node)

    def awaited(self, given: Any) -> Any:
        """What a promise promises; of `import("./a")` the module."""
        return given if given is None or (isinstance(given, list) and given[0] == "m") else ["u", given]

    def as_assigned(self, node: Node) -> Any:
        """`own = module.exports = { … }` gives the module."""
        left, right = node.named_children[0], node.named_children[-1]
        return self.expression(left if right.type == "object" and self.is_exports(left) else right)

    def as_construction(self, node: Node) -> Any:
        constructor = field_of(node, "constructor")
        given = node.child_by_field_name("type_arguments")
        name, taken = self.text(constructor), parts(node, "arguments")
        if given is not None and name in CONTAINERS:
            return self.held_in(name, given.named_children)
        if taken and name in CONTAINERS:
            held = ["[]", self.expression(taken[0])]
            return ["l", ["[]", held] if name in KEYED else held]
        return ["new", self.given(node, self.expression(constructor))]

    def given(self, node: Node, called: Any) -> Any:
        """What is called, with the types that are written behind it."""
        return applied("G", called, [self.type_expression(child) for child in parts(node, "type_arguments")])

    def as_choice(self, node: Node) -> Any:
        values = node.named_children[node.type == "ternary_expression" :]
        return ["|", *map(self.expression, values)]

    def as_cast(self, node: Node) -> Any:
        if len(node.named_children) < 2:
            return self.as_first(node)  # `as const`
        return self.type_expression(node.named_children[1])

    def as_binary(self, node: Node) -> Any:
        operator = node.child_by_field_name("operator")
        lazy = operator is not None and operator.type in {"&&", "||", "??"}
        return self.as_choice(node) if lazy else ["!"]

    def as_kept(self, node: Node) -> Any:
        """`kept ||= make()` gives either side; `count += 1` a literal."""
        return self.as_choice(node) if any(child.type in LAZY for child in node.children) else ["!"]

    def as_array(self, node: Node) -> Any:
        held = (child for child in node.named_children if child.type != "comment")
        return container(
            ["[]", self.as_first(item)] if item.type == "spread_element" else self.expression(item) for item in held
        )

    def as_index(self, node: Node) -> Any:
        """An element, or a member; under a name of the module's own it may be a member called after a symbol (`[kRows]: Row[]`)."""
        held, index = self.expression(field_of(node, "object")), field_of(node, "index")
        if index.type == "string":
            return [".", held, self.text(index)[1:-1]]
        named = index.type == "identifier" and self.scope.holder(self.text(index)) is None
        return ["|", ["[]", held], [".", held, f"[{self.text(index)}]"]] if named else ["[]", held]

    expressions: ClassVar[dict[str, Any]] = {
        **dict.fromkeys(LITERALS, DocumentedReader.as_literal),
        **dict.fromkeys(
            ("this", "shorthand_property_identifier", "undefined"), lambda self, node: (self.text(node), self.scope)
        ),
        "identifier": lambda self, node: ["d", ""] if self.is_exports(node) else (self.text(node), self.scope),
        "member_expression": as_property,
        "call_expression": as_call,
        "await_expression": lambda self, node: self.awaited(self.as_first(node)),
        "parenthesized_expression": as_told,
        "non_null_expression": DocumentedReader.as_first,
        "assignment_expression": as_assigned,
        "augmented_assignment_expression": as_kept,
        "instantiation_expression": DocumentedReader.as_first,
        "sequence_expression": lambda self, node: self.expression(next(reversed(node.named_children), None)),
        "new_expression": as_construction,
        "super": lambda self, _: self.of_class("p"),
        "ternary_expression": as_choice,
        "binary_expression": as_binary,
        "as_expression": as_cast,
        "satisfies_expression": DocumentedReader.as_first,
        "array": as_array,
        "object": lambda self, node: self.as_object(node),
        "subscript_expression": as_index,
    }


def _returned(block: Node) -> Iterator[Node]:
    """What a function gives back, those inside of it left out."""
    for child in block.named_children:
        if child.type == "return_statement":
            yield from child.named_children[:1]
        elif child.type not in FUNCTIONS and not child.type.endswith("_declaration"):
            yield from _returned(child)


HOOKS: dict[str, Any] = {
    "useState": lambda self, call: ["l", self.as_memo(call)],  # a pair of the state and what sets it
    "useMemo": ValueReader.as_memo,
    **dict.fromkeys(
        ("useRef", "createContext"), lambda self, call: ["e", self.as_memo(call)]
    ),  # an object that holds it
    "useContext": lambda self, call: [".", self.as_memo(call), "current"],
}
"""Functions of React that keep a value between renderings, or for what stands below."""
