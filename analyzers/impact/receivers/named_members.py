"""Members that are named in another way than behind a value or in a call: keys, patterns, annotations, labels, pairs of PHP,
or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.gathering import words
from ....indexer.languages.common import child_of, parts
from .declarations import Declarations, struct_key
from .receiver_forms import THIS
from .receiver_nodes import FIELD, NAMES, REFERENCE, arguments_given, bare, last, member_name, text, type_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["MARK", "NamedMembers", "base_of", "implied_receiver"]

ABOVE = words("superclass base_list base_clause")
MADE = words("name qualified_name relative_scope")
ALONE = words("identifier implicit_parameter")
KEYED_BY_VALUES = words("map_type slice_type array_type implicit_length_array_type")
TEXTS = frozenset({"string", "encapsed_string"})
MARK = "Attribute"
"""What ends the name of a class of C# that things are marked with, and is left out there."""

WITH_RECEIVER = words("apply run with")
ARGUMENT = words("annotated_lambda value_argument value_arguments")
ACCESSORS = words("getter setter")


class NamedMembers(Declarations):
    """A reader that notes them.

    Attributes:
        uses: see `Receivers`.
        asked: what a `switch` around asks for.
        base: the class that the one around extends; "" for none.
        inside: the methods of the class without a name around; what stands alone there and is called so is one of them.
        made: see `Receivers`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uses: dict[str, list[list[Any]]] = {}
        self.locals: dict[str, set[int]] = {}
        self.asked: Any = None
        self.base = ""
        self.inside: frozenset[str] = frozenset()
        self.made: dict[str, list[list[Any]]] = {}
        self._expected: dict[int, list[Any]] = {}

    def use(self, name: str, node: Node, arguments: int | None, receiver: Any) -> None:
        if name:
            line = last(node).start_point[0] + 1
            self.uses.setdefault(name, []).append([line, arguments, receiver, self.around])

    def take_key(self, node: Node) -> None:
        """Go: `Type{field: value}`."""
        key = node.named_children[0].named_children[:1] if node.named_children else []
        if key and key[0].type in NAMES:
            held = _literal_type(node.parent) if node.parent is not None else None
            if held is not None and held.type in KEYED_BY_VALUES:
                return  # a value, as anywhere else
            self.use(bare(key[0]), key[0], None, ["i", self.own(type_name(held))] if held is not None else None)

    def take_named(self, node: Node) -> None:
        """Kotlin: `Type(member = …)`, `value.copy(member = …)`; else it is the parameter of a function."""
        call = node.parent.parent if node.child_count > 2 and node.children[1].type == "=" and node.parent else None
        if call is None:
            return
        name, receiver, _ = self.callee(call) if call.type == "call_expression" else ("", None, call)
        key, made = node.children[0], ["i", name or type_name(call.named_children[0])]
        if name[:1].isupper() or name in {"", "copy"}:
            self.use(bare(key), key, FIELD, (receiver or ["i", self.klass]) if name == "copy" else made)
        else:
            self.locals.setdefault(bare(key), set()).add(node.start_point[0] + 1)

    def take_split_call(self, node: Node) -> None:
        """Kotlin: `load<Type>(path)`, which the grammar reads as two comparisons."""
        left = node.named_children[0]
        split = node.children[1].type == ">" and left.type == node.type and left.children[1].type == "<"
        if split and left.children[0].end_byte == left.children[1].start_byte and text(node)[-1:] == ")":
            name, receiver, where = self.callee(left)
            self.use(name, where, -1, receiver)

    def take_struct_key(self, node: Node) -> None:
        """Rust: `Type { field: value }`, as a value or a pattern."""
        name, held = struct_key(node)
        if name is not None and held is not None:
            known = ".".join(self.own(part) for part in type_name(held).split("."))
            self.use(bare(last(name)), name, FIELD, ["v" if "." in known else "i", known] if known else None)
            if node.type == "field_pattern" and name.type.startswith("shorthand") and self.scopes:
                self._bind(bare(name), "")
                self.scopes[-1][bare(name)] = [".", ["i", known], bare(name)] if known and "." not in known else None

    def take_subpattern(self, node: Node) -> None:
        """C#: `Type { Member: … }` as a pattern."""
        around = node.parent.parent if node.parent is not None else None
        held = around.child_by_field_name("type") if around is not None else None
        if node.named_children[0].type in NAMES and node.named_child_count > 1:
            self.use(bare(node.named_children[0]), node.named_children[0], None, self.value_of(held))

    def take_pair(self, node: Node) -> None:
        """PHP: `[$this, "total"]`, `[Order::class, "total"]`: a method as a value."""
        pair = [item.named_children[0] for item in node.named_children if item.named_child_count == 1]
        if len(pair) != 2 or pair[1].type not in TEXTS or pair[1].named_child_count != 1:
            return
        of_class = pair[0].type == "class_constant_access_expression" and member_name(pair[0]) == "class"
        receiver = self.expression(pair[0].named_children[0] if of_class else pair[0])
        if of_class or (isinstance(receiver, list) and receiver[0] == "i"):
            name = pair[1].named_children[0]
            self.use(text(name), name, REFERENCE, receiver)

    def take_mark(self, node: Node) -> None:
        """C#: `[Route]` is of the class `RouteAttribute`."""
        held = node.child_by_field_name("name")
        if held is not None:
            self.use(type_name(held).rpartition(".")[2] + MARK, held, None, 0)

    def take_annotation(self, node: Node) -> None:
        """Java: `@Column(name = "id")` calls a method of the annotation."""
        held = node.child_by_field_name("name")
        for item in parts(node, "arguments") if held is not None else ():
            key = item.child_by_field_name("key")
            if key is not None:
                self.use(bare(key), key, -1, ["i", type_name(held)])

    def take_label(self, node: Node) -> None:
        for item in node.named_children:
            if item.type in NAMES:
                self.use(bare(item), item, None, ["k", self.asked])

    def take_reference(self, node: Node) -> None:
        """`Order::total`."""
        if node.named_child_count > 1:
            self.use(bare(node.named_children[-1]), node, REFERENCE, self.expression(node.named_children[0]))

    def take_conditional(self, node: Node) -> None:
        """C#: `value?.Member`."""
        binding = node.named_children[-1]
        if binding.type == "member_binding_expression":
            self.use(bare(last(binding)), binding, None, self.expression(node.named_children[0]))

    # ---- what Java, C# and PHP use or declare without its name: `super(…)`, `this(…)`, `new Base() { … }`, parameters of lambdas

    def take_creation(self, node: Node) -> None:
        """`new Type(…)`."""
        held = node.child_by_field_name("type") or child_of(node, MADE)
        if held is not None:
            of_own = held.type == "relative_scope" or text(held) in {"self", "static"}
            self._make(self.klass if of_own else type_name(held), last(held), arguments_given(node))

    def take_parent(self, node: Node, name: str) -> None:
        """PHP: `parent::__construct(…)`."""
        if name == "__construct":
            self._make(self.base, node, arguments_given(node))

    def take_constructor(self, node: Node) -> None:
        """`super(…)`, `this(…)`; in C# `: base(…)`."""
        own = any(item.type == "this" for item in node.children)
        self._make(self.klass if own else self.base, node, arguments_given(node))

    def take_constant(self, node: Node) -> None:
        """`LARGE(3)` in an enum."""
        given = node.child_by_field_name("arguments")
        self._make(self.klass, node, arguments_given(node) if given is not None else 0)

    def _make(self, written: str, node: Node, given: int) -> None:
        if written:
            self.made.setdefault(written.rpartition(".")[2], []).append([node.start_point[0] + 1, given, written])

    def expect(self, call: Node, method: str, receiver: Any) -> None:
        """Lambdas among the arguments of a call on something: what that holds, it may hand to them."""
        for argument in parts(call, "arguments"):
            item = argument.named_children[0] if argument.type == "argument" and argument.named_children else argument
            if item.type == "lambda_expression":
                self._expected[item.id] = [receiver, method]

    def take_lambda(self, node: Node) -> None:
        """`order -> …`, `(order, line) -> …`: no types are written for them."""
        held = node.child_by_field_name("parameters")
        names = [text(held)] if held is not None and held.type in ALONE else []
        if held is not None and held.type == "inferred_parameters":
            names = [text(name) for name in held.named_children]
        expected = self._expected.pop(node.id, None)
        for position, name in enumerate(names):
            self.scopes[-1][name] = ["l", *expected, position, len(names)] if expected is not None else None
            self.bound.add(name)

    def enter_body(self, node: Node, around: Node | None) -> None:
        """Steps into a class without a name, which is one of its base."""
        name = type_name(around.child_by_field_name("type")).rpartition(".")[2] if around is not None else ""
        if name:
            self.unnamed = True
            self.klass, self.around = name, f"{self.around}.{name}" if self.around else name
            self.inside = self.inside | frozenset(_methods(node))
            self.bound, self.scopes = set(self.bound), [*self.scopes, {}]


def _literal_type(body: Node) -> Node | None:
    """Go: the type of what stands in braces, also where only that of the list or map around it is written."""
    around = body.parent
    if around is None or around.type == "composite_literal":
        return around.child_by_field_name("type") if around is not None else None
    held = around.parent
    keyed = held is not None and held.type == "keyed_element"
    is_key = held is not None and keyed and held.named_child(0) == around
    outer = held.parent if held is not None and keyed else held
    kind = _literal_type(outer) if outer is not None and outer.type == "literal_value" else None
    field = ("key" if is_key else "value") if kind is not None and kind.type == "map_type" else "element"
    return kind.child_by_field_name(field) if kind is not None else None


def base_of(node: Node) -> str:
    """The class that a class extends, as it is written."""
    held = next((item for item in node.children if item.type in ABOVE and item.named_children), None)
    return type_name(held.named_children[0]) if held is not None else ""


def _methods(body: Node) -> Iterator[str]:
    for item in body.named_children:
        name = item.child_by_field_name("name") if item.type == "method_declaration" else None
        if name is not None:
            yield text(name)


def implied_receiver(node: Node) -> str | None:
    """The type of what a function is called on: told of an extension, "" for a lambda that may be called on something, as seldom is
    one that names its parameters; None for others."""
    if node.type == "lambda_literal":
        named = any(item.type == "lambda_parameters" for item in node.named_children)
        return THIS if _taken_by(node) in WITH_RECEIVER else None if named else ""
    held = node.parent if node.type in ACCESSORS else node
    dot = child_of(held, {"."})
    on = type_name(dot.prev_named_sibling) if dot is not None else None
    return "" if on is not None and on.endswith(".Companion") else on


def _taken_by(node: Node) -> str:
    """The last name of the function that is given a lambda."""
    call = node.parent
    while call is not None and call.type in ARGUMENT:
        call = call.parent
    while call is not None and call.type in {"call_expression", "navigation_expression"}:
        call = call.named_children[0 if call.type == "call_expression" else -1]
    return text(call) if call is not None and call.type == "identifier" else ""
