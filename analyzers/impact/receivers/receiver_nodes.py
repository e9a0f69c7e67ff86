"""What the syntax trees of Go, Java, Kotlin, C#, PHP and Rust have in common: names, types, members, declarations, arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.gathering import words
from ....indexer.languages.common import child_of, first_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = [
    "ABOVE", "CALLS", "CASTS", "CLASSES", "CREATIONS", "DECLARATORS", "FIELD", "FUNCTIONS", "INNER", "INSTANTIATED", "ITSELF",
    "LITERALS", "NAMES", "OBJECT_FIELDS", "REFERENCE", "RELATIVE", "TYPES", "arguments_given", "bare", "body_value",
    "declared", "held_object", "initialized", "is_callee", "is_generic_of_go", "is_instantiated", "is_of_type",
    "is_type", "is_within_type", "last", "member_name", "names_member", "parameters", "path_of", "result_type", "text", "type_name",
    "unwrapped",
]  # fmt: skip

NAMES = words(
    "identifier type_identifier name field_identifier package_identifier simple_identifier variable_name shorthand_field_identifier"
)
TYPES = words(
    "type_identifier generic_type generic_name qualified_type pointer_type reference_type nullable_type optional_type"
    " named_type user_type scoped_type_identifier qualified_name array_type slice_type map_type primitive_type"
    " integral_type floating_point_type boolean_type predefined_type function_type union_type tuple_type channel_type"
    " dynamic_type abstract_type ref_type"
)
RUST = words("Box Arc Rc RefCell Mutex RwLock Option Result Cow")
WRAPPERS = {"generic_type": RUST, "generic_name": words("Task ValueTask")}
"""Rust's and C#'s generic types whose value is mostly used as if it were what they hold."""
FUNCTIONS = words(
    "function_declaration method_declaration constructor_declaration function_item func_literal lambda_expression"
    " closure_expression lambda_literal anonymous_function arrow_function local_function_statement function_definition"
    " secondary_constructor operator_declaration conversion_operator_declaration indexer_declaration accessor_declaration"
    " anonymous_method_expression destructor_declaration getter setter anonymous_initializer static_initializer"
)
CLASSES = words(
    "class_declaration interface_declaration enum_declaration record_declaration struct_declaration object_declaration"
    " trait_declaration impl_item struct_item trait_item enum_item type_spec"
)
CALLS = words(
    "call_expression method_invocation invocation_expression member_call_expression nullsafe_member_call_expression"
    " scoped_call_expression function_call_expression"
)
INSTANTIATED = words("generic_function generic_name generic_type")
"""What is called with types written behind it."""
DECLARATORS = words("variable_declarator property_element variable_declaration")
CREATIONS = words("object_creation_expression composite_literal struct_expression")
CASTS = words("cast_expression as_expression type_assertion_expression type_cast_expression")
INNER = words(
    "unary_expression parenthesized_expression await_expression try_expression reference_expression"
    " postfix_unary_expression non_null_expression expression_list argument slice_expression ref_expression"
)
LITERALS = words(
    "string_literal interpreted_string_literal raw_string_literal string encapsed_string decimal_integer_literal"
    " int_literal integer_literal number_literal true false boolean_literal"
)
ITSELF = words("this self this_expression")
ABOVE = words("super super_expression base base_expression")
OBJECT_FIELDS = ("operand", "object", "expression", "value", "path", "scope")
MEMBER_FIELDS = ("field", "name", "property")
TYPE_FIELDS = ("type", "returns", "result", "return_type")
SPREAD = words("variadic_argument spread_expression variadic_unpacking variadic_placeholder")
REFERENCE = -2
FIELD = -3
"""In place of a number of arguments: a method as a value (`Type::method`), and a member that can't be one (Rust's `value.name`)."""
LISTS = frozenset({"arguments", "argument_list", "value_arguments"})
KEYED = words("shorthand_field_identifier name_colon")
LABELLED = words("value_argument argument element_value_pair named_argument")
INITIALIZERS = words("initializer_expression object_initializer_expression with_initializer")
UNTOLD = words("implicit_type union_type")
"""Types that name none, or one of several."""
ANYTHING = frozenset({"mixed", "object"})
"""PHP's types of which any value is."""
INDIRECT = words(
    "pointer_type reference_type ref_type nullable_type optional_type named_type user_type type_projection type_elem dynamic_type"
    " abstract_type"
)
RELATIVE = words("self super crate")
"""Modules of Rust that are named by where they stand."""
QUALIFIED = words("qualified_type scoped_type_identifier qualified_name scoped_identifier")
TYPE_PLACES = words("type_argument_list base_list as_expression constant_pattern is_expression")
"""C#: what types stand in that are written as any name is."""
AROUND_CALLEES = words("generic_function unary_expression")
"""What a call calls the name in: of Kotlin, `!open(a)` is read as a call of `!open`."""
OF_TYPES = words("lifetime mutable_specifier")


def type_name(node: Node | None) -> str:
    """A type without pointers and arguments, `Outer.Inner` or `module.Type` where it is written so; "[]" for what the
    language has built in; "" for none."""
    before = ""
    while node is not None:
        kind, inner = node.type, [item for item in node.named_children if item.type not in OF_TYPES]
        if kind == "parameter_list":  # Go's results: the first one
            node = (inner[0].child_by_field_name("type") or inner[0]) if inner else None
        elif kind in {"generic_type", "generic_name"}:
            node = unwrapped(node) or inner[0]
        elif kind == "user_type":  # of Kotlin: `Outer.Inner<T>`, `com.shop.Order`
            names = [text(item) for item in inner if item.type in NAMES]
            return ".".join([*(name for name in names[-2:-1] if name[:1].isupper()), *names[-1:]])
        elif kind in INDIRECT:
            node = inner[-1 if kind == "type_projection" else 0] if inner else None
        elif kind in QUALIFIED:
            before = text(last(inner[-2])) if len(inner) > 1 else before
            node = inner[-1] if inner else None
        elif kind in NAMES:
            return f"{before}.{text(node)}" if before and before not in RELATIVE else text(node)
        else:
            return "" if kind in UNTOLD or text(node) in ANYTHING else "[]"
    return ""


def unwrapped(node: Node) -> Node | None:
    """The `T` that `Box<T>` is used like; none of other types: `Result` of Java and Go is the workspace's own."""
    if node.type not in WRAPPERS or text(last(node.named_children[0])) not in WRAPPERS[node.type]:
        return None
    of_java = node.type == "generic_type" and node.child_by_field_name("type") is None
    held = node.named_children[-1]
    return held.named_child(0) if not of_java and held.children[:1] and held.children[0].type == "<" else None


def text(node: Node) -> str:
    """The text of a node."""
    return (node.text or b"").decode("utf-8", "replace")


def bare(node: Node) -> str:
    """A name without PHP's dollar sign."""
    return text(node).removeprefix("$") if node.type in NAMES else ""


def last(node: Node) -> Node:
    """The last name in a member or type, type arguments left out."""
    while node.named_child_count and node.type not in {"generic_name", "generic_type"}:
        node = node.named_children[-1]
    return node.named_children[0] if node.named_child_count else node


def held_object(node: Node) -> Node | None:
    """What stands before the dot."""
    return first_field(node, OBJECT_FIELDS) or (node.named_children[0] if node.named_child_count > 1 else None)


def member_name(node: Node) -> str:
    """The name behind the dot."""
    named = first_field(node, MEMBER_FIELDS) or next(reversed(node.named_children), None)
    return bare(last(named)) if named is not None else ""


def is_callee(node: Node) -> bool:
    """The member is what a call calls; the call notes it."""
    around = node.parent
    while around is not None and (around.type in AROUND_CALLEES or is_generic_of_go(around)):
        node, around = around, around.parent
    if around is None or around.type not in CALLS or around.child_by_field_name("name") is not None:
        return False
    return (around.child_by_field_name("function") or around.named_children[0]) == node


def is_generic_of_go(node: Node) -> bool:
    """Go: `New[int]` in a call, which is written as an index is."""
    called = node.parent is not None and node.parent.child_by_field_name("function") == node
    return called and node.type == "index_expression" and node.child_by_field_name("operand") is not None


def is_instantiated(node: Node) -> bool:
    """Go: `New[K, V](size)`, which is written as a conversion to a generic type is."""
    held = node.child_by_field_name("type") if node.type == "type_conversion_expression" else None
    return held is not None and held.type in INSTANTIATED


def declared(node: Node) -> Iterator[str]:
    """The names that a declaration declares."""
    named = [
        *node.children_by_field_name("name"),
        *node.children_by_field_name("pattern"),
        *node.children_by_field_name("left"),
    ]
    if not named:
        inner = [item for item in node.named_children if item.type in DECLARATORS]
        if inner and inner[0].child_by_field_name("type") is not None:  # C#: a field's type stands inside
            inner = [item for item in inner[0].named_children if item.type in DECLARATORS]
        named = [part for item in inner for part in (item.children_by_field_name("name") or item.named_children[:1])]
    if not named:
        named = [item for item in node.named_children if item.type == "identifier"][:1]
    for item in named:
        yield from [bare(item)] if item.type in NAMES else ()


def names_member(node: Node, around: Node | None) -> bool:
    """A name that means a member although nothing stands before it: a key, the name of an argument, a field set by its own name."""
    if around is None or around.type in KEYED:
        return True
    if around.type == "literal_element":
        held = around.parent
        return held is not None and held.type == "keyed_element" and held.named_child(0) == around
    if around.type in LABELLED:
        return around.child_count > 1 and around.named_child(0) == node
    if around.type != "assignment_expression" or around.named_child(0) != node:
        return False
    held = around.parent
    return held is not None and held.type in INITIALIZERS


def is_type(node: Node, around: Node | None) -> bool:
    """A name that is written as a type."""
    if node.type == "type_identifier" or around is None or around.type == "tuple_struct_pattern":
        return node.type == "type_identifier"
    if around.type == "generic_name":
        return is_type(around, around.parent)
    return (around.type in TYPE_PLACES and node != around.child_by_field_name("left")) or node in {
        around.child_by_field_name("type"),
        around.child_by_field_name("returns"),
    }


def initialized(node: Node) -> Node | None:
    """C#: what an assignment in `new Type { Member = value }` makes the member of."""
    around = node.parent
    return around.parent if around is not None and around.type in INITIALIZERS else None


def path_of(node: Node) -> list[str]:
    """`a::b::C` as its names, what says where it stands (`crate::`) left out; "" among them where it holds more than names."""
    if node.type == "generic_type" and (bare_type := node.child_by_field_name("type")) is not None:
        return path_of(bare_type)  # Rust: `HashMap::<K, V>::new`
    if node.type not in QUALIFIED:
        return [text(last(node))] if node.type in NAMES or node.type in RELATIVE or node.named_child_count else [""]
    held = held_object(node)
    before = [item for item in path_of(held) if item not in RELATIVE] if held is not None else []
    return [*before, member_name(node)]


def is_of_type(node: Node) -> bool:
    """`Type::NAME`: a constant or variant, not a type in a module."""
    held = held_object(node)
    return held is not None and text(last(held))[:1].isupper()


def is_within_type(node: Node) -> bool:
    """A type behind the one, or the module, that it is in: `Outer.Inner` in C#, `module::Type` in Rust."""
    return node.type == "scoped_type_identifier" or node.child_by_field_name("qualifier") is not None


def parameters(node: Node) -> list[Node]:
    """The parameters of a record."""
    found = node.child_by_field_name("parameters") or child_of(node, {"parameter_list"})
    return found.named_children if found is not None else []


def result_type(node: Node) -> Node | None:
    """The written type of a result; Kotlin has that of an extension's receiver before the name."""
    found = first_field(node, TYPE_FIELDS)
    behind = node.child_by_field_name("name") or node
    types = (item for item in node.named_children if item.type in TYPES and item.start_byte >= behind.start_byte)
    return found or next(types, None)


def body_value(node: Node) -> Node | None:
    """Kotlin: the value that a function is said to give (`fun cart() = Cart()`)."""
    body = node.named_children[-1] if node.named_children else None
    held = body.named_child(0) if body is not None and body.type == "function_body" else None
    return held if held is not None and held.type != "block" else None


def arguments_given(call: Node) -> int:
    """The number of arguments; -1 where it can't be told."""
    found = child_of(call, LISTS)
    around = call.parent
    beside = around.named_children if around is not None and around.type == call.type else []
    trailing = call.named_children + beside
    if found is None or found.has_error or any(item.type == "annotated_lambda" for item in trailing):
        return -1
    given = [item for item in found.named_children if "comment" not in item.type]
    if any(SPREAD.intersection([item.type, *(child.type for child in item.named_children[:1])]) for item in given):
        return -1
    return -1 if len(given) == 1 and given[0].type == "call_expression" else len(given)
