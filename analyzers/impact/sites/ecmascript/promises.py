"""What types promise in TypeScript: their forms as type expressions, what functions take and give, the members of object types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .....indexer.gathering import words
from .....indexer.languages.common import parts
from ..reader import Reader
from ..scopes import Scope
from ..shape import applied

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = [
    "BUILT_IN", "CALLED", "CONTAINERS", "FUNCTIONS", "MEMBERS", "QUALIFIED", "PromiseReader", "is_shape", "place", "qualified", "rest",
]  # fmt: skip

FUNCTIONS = frozenset({"arrow_function", "function_expression", "function", "generator_function"})
CALLED = frozenset({"call_signature", "construct_signature"})
BY_ANY_KEY = "index_signature"
MEMBERS = frozenset({"property_signature", "method_signature"})
SIGNATURES = words("function_signature method_signature abstract_method_signature")
COMPONENTS = words(
    "FC FunctionComponent VFC SFC ComponentType ExoticComponent ForwardRefExoticComponent MemoExoticComponent"
    " FunctionalComponent ParentComponent VoidComponent"
)
"""Generic types of React, Preact, Solid and Vue for functions that take properties."""


WRAPPERS = words(
    "Promise PromiseLike Awaited Readonly Partial Required NonNullable Pick Omit Exclude Extract MaybeRef"
    " PropsWithChildren PropsWithRef PropsWithoutRef"
)
CONTAINERS = words(
    "Array ReadonlyArray Set ReadonlySet WeakSet Iterable Iterator IterableIterator AsyncIterable Generator Map WeakMap"
    " ReadonlyMap Record Object"
)
KEYED = words("Map WeakMap ReadonlyMap Record Object")
QUALIFIED = frozenset({"nested_type_identifier", "nested_identifier"})
RESULTS = dict.fromkeys(words("ReturnType InstanceType"), "()")
RESULTS |= dict.fromkeys(words("ComponentProps ComponentPropsWithRef ComponentPropsWithoutRef"), "j")
BUILT_IN = frozenset({"bigint"})
"""Types of the language that the grammar takes for names."""
UNTOLD = words("any unknown object Object Function Promise")


class PromiseReader(Reader):
    """The part of the reader that knows what types promise. A signature or object type has no name: it is called after its place."""

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.overloads: dict[str, list[Any]] = {}
        """Function or method → what those of its signatures promise that have no body."""

    def gives(self, qualname: str, node: Node, results: list[Any]) -> None:
        """Notes what a function gives back: what its overloads promise, where there are some, for nobody calls what is behind them."""
        if node.type in SIGNATURES:
            self.overloads.setdefault(qualname, []).extend(results)
        self.returns[qualname] = self.overloads.get(qualname, results)

    def generic(self, qualname: str, node: Node) -> None:
        """Notes the type variables of a definition, which its scope has bound."""
        names = [child.child_by_field_name("name") for child in parts(node, "type_parameters")]
        bound = [self.scope.bound[self.text(name)][-1] for name in names if name is not None]
        if bound:
            self.generics.setdefault(f"{qualname}<>", []).append([value[1] for value in bound])

    def call_signature(self, node: Node, qualname: str) -> None:
        """`(a: A): B` or `new (a: A): B` among the members of a type: its values are called like functions, or made like objects."""
        self._signed(f"{qualname}.()", node, generic=True)

    def function_type(self, node: Node) -> Any:
        """`(a: A) => B`, `new (a: A) => B`."""
        qualname = f"({place(node)})"
        if qualname not in self.signatures:
            self._signed(qualname, node, generic=False)
        return ["F", qualname]

    def _signed(self, called: str, node: Node, *, generic: bool) -> None:
        """Notes what a signature takes and gives."""
        outer, self.scope = self.scope, Scope("block", self.scope.qualname, self.scope)
        self.bind_type_parameters(node)
        if generic:
            self.generic(called, node)
        self.signatures.setdefault(called, []).append(self.taken(node))
        result = node.child_by_field_name("return_type") or node.child_by_field_name("type")
        self.returns.setdefault(called, []).append(self.type_expression(result))
        self.scope = outer

    def component_type(self, node: Node) -> Any:
        """A function type that takes properties of this type."""
        qualname = f"({place(node)})"
        self.signatures[qualname] = [[self.type_expression(node)]]
        return ["F", qualname]

    def taken(self, node: Node) -> list[Any]:
        """The annotated types of a signature's parameters, by position."""
        found = []
        for child in parts(node, "parameters"):
            pattern = child.child_by_field_name("pattern")
            if pattern is not None and pattern.type != "this":
                value = self.type_expression(child.child_by_field_name("type"))
                found.append(rest(value) if pattern.type == "rest_pattern" else value)
        return found

    def head(self, node: Node) -> Any:
        """The expression that a type's name means."""
        if node.type in QUALIFIED:
            module, name = qualified(node)
            return [".", self.head(module), self.text(name)] if module is not None and name is not None else None
        return (self.text(node), self.scope) if node.type in {"identifier", "type_identifier"} else None

    def bind_type_parameters(self, node: Node) -> None:
        """Each stands for what it extends."""
        for child in parts(node, "type_parameters"):
            name = child.child_by_field_name("name")
            if name is not None:
                inner = parts(child, "constraint") or parts(child, "value")
                promised = self.type_expression(inner[0]) if inner else None
                self.scope.bind(self.text(name), ["v", place(name), promised])

    def as_named(self, node: Node) -> Any:
        name = self.text(node)
        if name in CONTAINERS and name not in UNTOLD:
            return ["l", None]
        return None if name in UNTOLD else ["!"] if name in BUILT_IN else ["t", self.head(node)]

    def as_indexed(self, node: Node) -> Any:
        """`T["key"]` is a member, `T[number]` an element."""
        index = self.text(node.named_children[-1])
        if index == "number":
            return ["[]", self.type_expression(node.named_children[0])]
        return [".", self.type_expression(node.named_children[0]), index[1:-1]] if index[:1] in {"'", '"'} else None

    def as_generic(self, node: Node) -> Any:
        """`Head<A>`; of utility types what they are made of, of containers what they hold."""
        head = node.child_by_field_name("name") or node.named_children[0]
        given = parts(node, "type_arguments")
        name = self.text(head)
        last = name.rpartition(".")[2]
        if last in WRAPPERS and given:
            return self.type_expression(given[0])
        if last in RESULTS and given:
            return [RESULTS[last], self.type_expression(given[0])]
        if name in CONTAINERS:
            return self.held_in(name, given)
        if last in COMPONENTS and given:
            return self.component_type(given[0])
        return applied("g", self.head(head), [self.type_expression(child) for child in given])

    def held_in(self, name: str, given: list[Node]) -> Any:
        """A container of what it is given: of a map its values."""
        return ["l", *(self.type_expression(child) for child in (given[-1:] if name in KEYED else given[:1]))]

    # ---- object types

    def shape(self, node: Node) -> Any:
        """`{ a: A }` where it is used is called after its place; what has any key is a container or made of another type."""
        found = [self._keyed(child) for child in node.named_children if child.type == BY_ANY_KEY]
        if is_shape(node):
            qualname = f"{{{place(node)}}}"
            found.append(["s", qualname])
            if qualname not in self.classes:
                self.classes[qualname] = []
                for child in node.named_children:
                    self.note_member(child, qualname)
        return found[0] if len(found) == 1 else ["|", *found]

    def _keyed(self, node: Node) -> Any:
        """`[key: string]: A` holds A; `[K in keyof T]: …` has the members of T."""
        clause = next((child for child in node.named_children if child.type == "mapped_type_clause"), None)
        keys = clause.child_by_field_name("type") if clause is not None else None
        if keys is not None and keys.type == "index_type_query" and keys.named_children:
            return self.type_expression(keys.named_children[0])
        held = node.child_by_field_name("type")
        return ["l", self.type_expression(held)] if held is not None else None

    def note_member(self, node: Node, qualname: str) -> None:
        """What a member is of the type that it stands in."""
        name = node.child_by_field_name("name")
        if node.type in CALLED:
            self.call_signature(node, qualname)
        if name is None or node.type not in MEMBERS:
            return
        promised = self.type_expression(node.child_by_field_name("type") or node.child_by_field_name("return_type"))
        member = f"{qualname}.{self.text(name)}"
        if node.type == "method_signature":
            self.functions[member] = []
            self.signatures.setdefault(member, []).append(self.taken(node))
            self.returns[member] = [promised]
        else:
            self.bound.setdefault(member, []).append(promised)

    forms: ClassVar[dict[str, Any]] = {
        "type_annotation": Reader.as_inner,
        "parenthesized_type": Reader.as_inner,
        "readonly_type": Reader.as_inner,
        "opting_type_annotation": Reader.as_inner,
        "asserts_annotation": Reader.as_inner,
        "type_identifier": as_named,
        "nested_type_identifier": as_named,
        "this_type": lambda self, _: self.of_class("s"),
        "member_expression": lambda self, node: ["t", self.expression(node)],  # `import("./card").Card`
        "union_type": Reader.as_any_of,
        "intersection_type": Reader.as_any_of,
        "conditional_type": lambda self, node: [  # which of both is not asked
            "|",
            *(self.type_expression(node.child_by_field_name(part)) for part in ("consequence", "alternative")),
        ],
        "array_type": lambda self, node: ["l", self.type_expression(node.named_children[0])],
        "tuple_type": lambda self, node: ["l", *map(self.type_expression, node.named_children[:4])],
        "generic_type": as_generic,
        "function_type": function_type,
        "constructor_type": function_type,
        "type_query": Reader.as_first,
        "object_type": shape,
        "lookup_type": as_indexed,
        "predefined_type": lambda self, node: None if self.text(node) in UNTOLD else ["!"],
        "literal_type": Reader.as_literal,
    }


def place(node: Node) -> str:
    """Where a node starts: the name of what has none."""
    return f"{node.start_point[0] + 1}:{node.start_point[1]}"


def rest(value: Any) -> Any:
    """What each of the remaining arguments is, of an annotation of all."""
    return ["...", ["[]", value]] if value is not None else None


def is_shape(node: Node) -> bool:
    """An object type that says the names of its members."""
    if node.type != "object_type":
        return False
    return not node.named_children or any(child.type != BY_ANY_KEY for child in node.named_children)


def qualified(node: Node) -> tuple[Node | None, Node | None]:
    """`z.core` and `Card` of `z.core.Card`."""
    module = node.child_by_field_name("module") or node.child_by_field_name("object")
    return module, node.child_by_field_name("name") or node.child_by_field_name("property")
