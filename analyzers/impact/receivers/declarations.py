"""What a file declares in a language whose scopes are not read: fields, parameters and variables, by type, value or pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.languages.common import child_of, first_field, parts
from .receiver_nodes import DECLARATORS, NAMES, TYPES, bare, declared, parameters, path_of, result_type, text, type_name
from .receiver_values import Values
from .written_types import ARRAY, EACH, INVOKED, caught, type_parameters, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = [
    "DECLARING", "PATTERNS", "STRUCT_KEYS", "TESTING", "Declarations", "is_just_taken", "said_by_itself", "struct_key", "tests",
]  # fmt: skip

PATTERNS = words(
    "tuple_pattern tuple_struct_pattern match_pattern closure_parameters captured_pattern or_pattern slice_pattern ref_pattern"
    " mut_pattern reference_pattern for_expression"
)
TESTING = words("if_expression when_entry binary_expression")
KOTLIN = frozenset({"user_type", "nullable_type"})
LEAVING = re.compile("return|throw|continue|break")
SUBJECT = re.compile(r"\((?:val )?(\w+)(?: =.*)?\)$")
STRUCT_KEYS = words("field_initializer shorthand_field_initializer field_pattern")
DECLARING = words(
    "parameter_declaration variadic_parameter_declaration var_spec field_declaration formal_parameter"
    " local_variable_declaration enhanced_for_statement resource parameter variable_declaration property_declaration"
    " foreach_statement class_parameter simple_parameter spread_parameter catch_formal_parameter property_promotion_parameter"
    " let_declaration const_item static_item const_spec"
    " declaration_pattern recursive_pattern type_pattern"
)
OF_CLASS = words(
    "field_declaration variable_declaration property_declaration class_parameter property_promotion_parameter const_item"
)
LOOPS = frozenset({"enhanced_for_statement", "foreach_statement"})
SEVERAL = frozenset({"spread_parameter", "variadic_parameter_declaration"})
"""Parameters of which any number is taken."""
OF_PACKAGE = frozenset({"var_spec", "const_spec", "static_item", "const_item"})
"""Variables of Go and Rust that stand in no type."""
UNTYPED = words("var val let auto dynamic")


class Declarations(Values):
    """A reader that keeps what is declared, and knows what its patterns bind; see `Receivers`.

    Attributes:
        bound: names of parameters and variables of the functions around.
        gives: `Class.method` or function → the parameters and the result of each overload.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self.gives: dict[str, list[list[Any]]] = {}
        self.generics: dict[str, list[str]] = {}
        self.variables: dict[str, str] = {}
        self.repeated: Any = None
        self.bound: set[str] = set()

    def declare(self, node: Node) -> None:
        """Names with a written type, or with what they are made by."""
        kind = node.child_by_field_name("type") or child_of(node, TYPES)
        if node.type == "catch_formal_parameter":
            kind = caught(node)
        value = self._value(node)
        known = type_name(kind) if kind is not None else ""
        meant = self.value_of(kind) if known and known not in UNTYPED else value
        if node.type in SEVERAL:
            meant = ["i", ARRAY, [meant]]
        of_class = node.type in OF_CLASS and (not self.scopes or node.type == "property_promotion_parameter")
        if node.type == "const_spec":  # Go: one without a value repeats the one before
            self.repeated = meant if kind is not None or value is not None else self.repeated
            meant = self.repeated
        names = list(declared(node))
        if not names and node.type == "field_declaration" and kind is not None:  # Go: a type that is embedded
            names = [known.rpartition(".")[2]]
        meant = None if len(names) > 1 and kind is None and node.type == "var_spec" else meant
        for name in names:
            if not self.scopes and not self.klass and node.type in OF_PACKAGE:
                self.fields[name] = meant
            elif of_class and self.klass and self.fields.get(f"{self.klass}.{name}") is None:
                self.fields[f"{self.klass}.{name}"] = meant
            elif node.type == "var_spec" and not self.scopes:
                self.fields.setdefault(name, meant)
            elif self.scopes:
                self.scopes[-1][name] = meant
                self.bound.add(name)

    def take_delegate(self, node: Node) -> None:
        """C#: what a call of a value of the delegate gives."""
        name = text(node.child_by_field_name("name") or node)
        self.gives.setdefault(f"{name}.{INVOKED}", []).append([-1, self.value_of(node.child_by_field_name("type"))])
        self.take_type_parameters(node, name)

    def take_extension(self, node: Node, name: str) -> None:
        """C#: what an extension method gives, as one of the type that it is called on, which says what type parameters are."""
        first = next((item for item in parameters(node)[:1] if text(item).startswith("this ")), None)
        if first is not None and (held := written(first.child_by_field_name("type"))):
            own = self.generics.setdefault(held[1], [item[1] if item else "" for item in [*held, []][2]])
            known, self.parameters = self.parameters, {item: "" for item in self.parameters if item not in own}
            self.gives.setdefault(f"{held[1]}.{name}", []).append([-1, self.value_of(result_type(node))])
            self.parameters = known

    def take_positions(self, node: Node, klass: str) -> None:
        """Rust: what a struct or variant holds by position (`struct Pair(Order, Order)`)."""
        body = node.child_by_field_name("body")
        if body is not None and body.type == "ordered_field_declaration_list":
            for position, kind in enumerate(body.children_by_field_name("type")):
                self.fields[f"{klass}.{position}"] = self.value_of(kind)

    def take_variant(self, node: Node) -> None:
        """Rust: the same of one of an enum."""
        self.take_positions(node, f"{self.klass}.{text(node.child_by_field_name('name') or node)}")

    def take_type_parameters(self, node: Node, klass: str) -> None:
        """The type parameters of a class."""
        own = type_parameters(node)
        for name, bound in own.items():
            self.variables[name] = bound if self.variables.get(name, bound) == bound else ""
        if own:
            self.generics[klass] = list(own)

    def _value(self, node: Node) -> Any:
        """What an initial value makes."""
        value = node.child_by_field_name("right" if node.type == "foreach_statement" else "value")
        if value is None:
            inner = child_of(node, DECLARATORS)
            if inner is not None:
                last = inner.named_children[-1] if inner.named_child_count > 1 else None
                value = inner.child_by_field_name("value") or last
            around = node.parent if value is None and node.type == "variable_declaration" else None
            if around is not None and around.type == "for_statement":
                return ["()", self.expression(around.named_children[1]), EACH]
            if around is not None and around.type == "property_declaration":
                value = around.named_children[-1]
        made = self.expression(value) if value is not None and value.type not in DECLARATORS else None
        return ["()", made, EACH] if node.type in LOOPS else made

    def take_assignment(self, node: Node) -> None:
        """What a variable that nothing types holds from there on."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None or not self.scopes:
            return
        names = left.named_children if left.type == "expression_list" else [left]
        values = right.named_children if right.type == "expression_list" else [right]
        for position, name in enumerate(names):
            if name.type not in NAMES or (node.type == "assignment_expression" and name.type == "identifier"):
                continue  # in Java, C# and Rust a variable keeps the type of its declaration
            value = values[position] if len(values) == len(names) else values[0] if not position else None
            meant = self.expression(value) if value is not None else None
            if node.type == "range_clause":
                meant = ["()", self.expression(right), ARRAY] if position else None
            if node.type != "assignment_expression" or name.type == "variable_name":
                self.bound.add(bare(name))
            if node.type != "assignment_expression" or bare(name) not in self.scopes[-1]:
                self.scopes[-1][bare(name)] = meant

    # ---- variables that a pattern, a test of a type or a case of one binds, and of what type they are there

    def take_pattern(self, node: Node) -> None:
        """Variables of a pattern, whose types nothing tells."""
        for name in bound_in(node):
            self._bind(name, "")
            if node.type == "for_expression" and self.scopes:
                self.scopes[-1][name] = ["()", self.expression(node.child_by_field_name("value")), EACH]
        if node.type == "tuple_struct_pattern" and self.scopes and ".." not in text(node):
            self._take_positions(node)

    def _take_positions(self, node: Node) -> None:
        """Rust: `Shape::Round(circle)`."""
        holder = [self.own(part) for part in path_of(node.named_children[0])]
        for item in node.named_children[1:]:
            position = sum(other.type == "," and other.end_byte <= item.start_byte for other in node.children)
            if item.type == "identifier" and bare(item)[:1].islower() and "" not in holder:
                variant = f"{holder[-1]}.{position}" if len(holder) > 1 else str(position)
                held = _matched(node) if holder[0] in {"Some", "Ok"} else None
                inside = ["()", self.expression(held), "unwrap"] if held is not None else None
                self.scopes[-1][bare(item)] = inside or [".", ["i", holder[-2:][0]], variant]

    def take_case(self, node: Node) -> None:
        """Go: `switch v := value.(type)`: in a case of one type the variable is of that one."""
        types = node.children_by_field_name("type")
        for name in parts(node.parent, "alias") if node.parent is not None else ():
            self._bind(bare(name), type_name(types[0]) if len(types) == 1 else "")

    def take_test(self, node: Node) -> None:
        """Java: `value instanceof Order order`."""
        name = node.child_by_field_name("name")
        if name is not None:
            self._bind(bare(name), type_name(node.child_by_field_name("right")))

    def _bind(self, name: str, type_: str) -> None:
        if self.scopes:
            self.scopes[-1][name] = ["i", type_] if type_ else None
            self.bound.add(name)


def tests(node: Node) -> tuple[list[tuple[str, Node]], list[tuple[str, Node]]]:
    """Kotlin: the values that are of a type where a branch runs, and those that are of one where it is left behind."""
    condition, *others = node.children_by_field_name("condition") or [node]
    if condition.type == "type_test":
        around = node.parent if not others and condition.children[0].type == "is" else None
        subject = SUBJECT.match(text(around.named_children[0])) if around is not None else None
        return [(subject[1], condition.named_children[-1])] if subject else [], []
    inside = node.named_children[-1] if node.type == "if_expression" and node.named_child_count == 2 else None
    leaves = inside is not None and LEAVING.match(text(inside.named_children[-1] if inside.type == "block" else inside))
    told = [] if others else list(_tested(condition, "&&", "is"))
    return told, list(_tested(condition, "||", "!is")) if leaves else []


def _tested(condition: Node, joined: str, how: str) -> Iterator[tuple[str, Node]]:
    """The tests that hold together."""
    left, right = condition.child_by_field_name("left"), condition.child_by_field_name("right")
    if condition.type == "parenthesized_expression" and condition.named_children:
        yield from _tested(condition.named_children[0], joined, how)
    elif left is None or right is None:
        return
    elif condition.type == "binary_expression" and condition.children[1].type == joined:
        yield from _tested(left, joined, how)
        yield from _tested(right, joined, how)
    elif condition.type == "is_expression" and condition.children[1].type == how:
        yield from [(bare(left), right)] if left.type == "identifier" and right.type in KOTLIN else ()


def struct_key(node: Node) -> tuple[Node | None, Node | None]:
    """The name of a field in `Type { field: value }`, and the type."""
    around = node.parent
    around = around.parent if around is not None and around.type == "field_initializer_list" else around
    name = first_field(node, ("field", "name")) or node.named_child(0)
    return name, first_field(around, ("name", "type")) if around is not None else None


def _matched(pattern: Node) -> Node | None:
    """Rust: what a pattern is held against, in `if let`, `while let`, `let … else` and `match`."""
    around = pattern.parent
    while around is not None and around.type in {"match_pattern", "match_arm", "match_block"}:
        around = around.parent
    return around.child_by_field_name("value") if around is not None else None


def bound_in(pattern: Node) -> Iterator[str]:
    """The variables that a pattern of Rust binds itself; what is inside of patterns in it, those say."""
    types = pattern.child_by_field_name("type")
    body = pattern.child_by_field_name("pattern") if pattern.type == "for_expression" else None
    for item in pattern.named_children if pattern.type != "for_expression" else [body]:
        if item is not None and item.type == "identifier" and item != types and bare(item)[:1].islower():
            yield bare(item)


def is_just_taken(node: Node) -> bool:
    """A class takes it without keeping it as a property."""
    return node.type == "class_parameter" and not any(item.type in {"val", "var"} for item in node.children)


def said_by_itself(node: Node) -> str:
    """`val root = root`: the name of a variable that is given another thing of its name; "" for others."""
    if node.type != "property_declaration" or node.named_child_count < 2:
        return ""
    held, value = node.named_children[0], node.named_children[-1]
    if held.type != "variable_declaration":
        return ""
    name = bare(held.named_children[0])
    return name if re.search(rf"(?<![\w.]){re.escape(name)}\b", text(value)) else ""
