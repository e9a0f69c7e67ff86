"""Values in Python: what an expression may be."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any, ClassVar

from .....indexer.gathering import words
from .....indexer.languages.common import field_of
from ..scopes import Scope
from ..shape import container
from .types import FORMS, PythonTypes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

__all__ = ["SEVERAL", "STARRED", "PythonValues", "handed"]

LITERALS = words("string integer float true false none concatenated_string comparison_operator not_operator")
ANY_NUMBER = range(256)
SOME = range(1, 256)
ITERATORS = words("list tuple set sorted reversed iter frozenset filter islice cycle dropwhile takewhile filterfalse")
PASSING = words(
    "copy deepcopy replace evolve proxy closing aclosing nullcontext run run_until_complete wait_for shield gather ensure_future"
    " create_task submit cache lru_cache partial dumps loads"
)
"""Functions of libraries that give back what they are handed, or what it gives when it is called, awaited or entered."""
SEVERAL = frozenset({"pattern_list", "tuple_pattern", "list_pattern", "tuple", "list"})
"""Targets that take a value apart."""
STARRED = frozenset({"list_splat", "list_splat_pattern"})


class PythonValues(PythonTypes):
    """The part of the reader that knows expressions."""

    def __init__(self, source: bytes, parse: Callable[[bytes], Node]) -> None:
        super().__init__(source, parse)
        self.renamed: dict[str, str] = {}
        self.strings: dict[tuple[Scope, str], Node] = {}
        self.of_environment: set[tuple[Scope, bytes]] = set()
        self._comprehensions: dict[int, Scope] = {}

    def subscript(self, node: Node) -> None:
        """`Union["Card", int]` outside of an annotation: its strings are types, too."""
        self.visit_children(node)
        if self.head_name(node) in FORMS:
            self._quoted_types(node)

    def _quoted_types(self, node: Node) -> None:
        for child in node.named_children:
            if child.type == "string":
                self.annotation(child)
            elif child.type in {"list", "binary_operator"}:
                self._quoted_types(child)

    def as_name(self, node: Node) -> Any:
        return (said := self.text(node), self._seen_from(said))

    def as_member(self, node: Node) -> Any:
        return [".", self.expression(field_of(node, "object")), self.text(field_of(node, "attribute"))]

    def as_call(self, node: Node) -> Any:
        function, arguments = field_of(node, "function"), field_of(node, "arguments")
        given = handed(arguments)
        name = self.text(function)
        counts, rule = BUILT_IN_CALLS.get(self.renamed.get(name, name), NO_RULE)
        if len(given) in counts:
            return rule(self, given)
        if function.type == "attribute" and self.member_name(function) == "cast" and len(given) == 2:
            return self.type_expression(given[0])
        called = ["()", self.expression(function), *self.handed_classes(arguments)]
        passed = self._passed_on(function, given)
        return ["|", called, passed] if passed is not None else called

    # What a call of a built-in function gives, by its arguments; see BUILT_IN_CALLS.

    def of_iterator(self, given: list[Node]) -> Any:
        taken = [item for item in given if item.type != "keyword_argument"]
        return self.expression(taken[-1]) if taken else None

    def of_type(self, given: list[Node]) -> Any:
        """The class of an object, or one that is made with a name, bases and members."""
        if len(given) == 1:
            final = self.final(self.expression(given[0]))
            return ["c", final[1]] if isinstance(final, list) and final[0] == "s" else None
        return ["|", *(self.expression(base) for base in given[1].named_children)] if given[1].type == "tuple" else None

    def of_elements(self, given: list[Node]) -> Any:
        """A container of the elements of all that it takes."""
        return ["l", *(["[]", self.expression(item)] for item in given)]

    def _passed_on(self, function: Node, given: list[Node]) -> Any:
        """The object or call that a function is handed which may give it back: `copy(order)`, `asyncio.run(client.get())`.

        What takes settings first makes such a function: `lru_cache(maxsize=None)(find)`.
        """
        if function.type == "call":
            function = function.child_by_field_name("function") or function
        name = self.text(function) if function.type == "identifier" else self.member_name(function)
        first = given[0] if name in PASSING and given else None
        return (
            self.expression(first) if first is not None and first.type in {"identifier", "attribute", "call"} else None
        )

    def as_choice(self, node: Node) -> Any:
        children = node.named_children
        chosen = [children[0], children[2]] if node.type == "conditional_expression" and len(children) > 2 else children
        return ["|", *(self.expression(child) for child in chosen)]

    def as_collection(self, node: Node) -> Any:
        return container(self._held_as(child) for child in node.named_children)

    def _held_as(self, node: Node) -> Any:
        """`[*cards, card]` holds what `cards` does; the grammar takes the star of `*self.cards` for a part of `self`."""
        value = self.expression(node)
        while node.type in {"attribute", "call", "subscript"}:
            node = node.named_children[0]
        return ["[]", value] if node.type == "list_splat" else value

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
        values = (child.child_by_field_name("value") for child in node.named_children if child.type == "pair")
        return container(self.expression(value) for value in values if value is not None)

    expressions: ClassVar[dict[str, Any]] = {
        **dict.fromkeys(LITERALS, PythonTypes.as_literal),
        "identifier": as_name,
        "attribute": as_member,
        "call": as_call,
        "await": PythonTypes.as_first,
        "list_splat": PythonTypes.as_first,
        "parenthesized_expression": PythonTypes.as_first,
        "subscript": lambda self, node: ["[]", self.expression(node.child_by_field_name("value"))],
        "conditional_expression": as_choice,
        "boolean_operator": as_choice,
        "list": as_collection,
        "tuple": as_collection,
        "set": as_collection,
        "dictionary": as_dictionary,
        "list_comprehension": as_comprehension,
        "set_comprehension": as_comprehension,
        "generator_expression": as_comprehension,
        "assignment": lambda self, node: self.expression(node.named_children[-1]),
        "named_expression": lambda self, node: self.expression(
            node.child_by_field_name("value") or node.named_children[-1]
        ),
    }


BUILT_IN_CALLS: dict[str, tuple[Container[int], Any]] = {
    "super": (ANY_NUMBER, lambda self, _: self.of_class("p")),
    "TypeVar": (ANY_NUMBER, PythonValues.type_variable),
    "cast": ({2}, lambda self, given: self.type_expression(given[0])),
    **dict.fromkeys(("next", "max", "min"), (SOME, lambda self, given: ["[]", self.expression(given[0])])),
    **dict.fromkeys(ITERATORS, (SOME, PythonValues.of_iterator)),
    "type": ({1, 3}, PythonValues.of_type),
    **dict.fromkeys(("enumerate", "zip"), (ANY_NUMBER, lambda self, given: ["l", self.of_elements(given[:4])])),
    **dict.fromkeys(("chain", "itertools.chain"), (SOME, lambda self, given: self.of_elements(given[:6]))),
}
"""Function of the language → the numbers of arguments with which what it gives is told, and how."""
NO_RULE: tuple[Container[int], Any] = ((), None)


def handed(arguments: Node) -> list[Node]:
    """The arguments of a call, without the comments between them."""
    return [child for child in arguments.named_children if child.type != "comment"]
