"""C and C++: what captured nodes define: a declaration may define several things, and a type beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tree_sitter import Node, Tree

__all__ = ["Definition", "macros_inside", "read_definitions", "without_arguments"]

DEFINE = re.compile(rb"\n[ \t]*+(#[ \t]*+define[ \t]++\w)")

KINDS = {
    "struct_specifier": "struct", "union_specifier": "struct", "class_specifier": "class", "enum_specifier": "enum",
}  # fmt: skip

RESERVED = frozenset(["catch", "else", "for", "if", "namespace", "return", "switch", "template", "typename", "while"])
"""What the grammar takes for a function's name where it understands nothing."""
MACROS = frozenset({"preproc_def", "preproc_function_def"})
PLAIN = frozenset({"type_identifier", "identifier", "primitive_type"})
"""Declarators that stand for the type itself, not for a pointer to it, a row or a function of it."""

TEMPLATE_ARGUMENTS = re.compile(r"<[^<>]*>")
SCOPED = re.compile(r"(?<!\s)\s*+(::|~)\s*+")
DECLARATORS = frozenset(
    {
        "pointer_declarator", "function_declarator", "array_declarator", "init_declarator", "parenthesized_declarator",
        "reference_declarator", "attributed_declarator",
    }
)  # fmt: skip
INDIRECT = frozenset({"pointer_declarator", "reference_declarator"})


class Definition(NamedTuple):
    """A definition before it becomes a symbol.

    Attributes:
        head: where the declaration begins that it stands in with others.
        holds: what stands inside belongs to it; not where a type with a name of its own does (`struct node { int n; } first`).
    """

    start: int
    end: int
    name: str
    kind: str
    node: Node
    head: int
    holds: bool = True


def read_definitions(source: bytes, found: dict[str, list[Node]], *, header: bool) -> list[Definition]:
    """What the nodes define, in any order."""
    whole = {
        inner.end_byte: node.start_byte
        for node in found.get("template", ())
        if node.named_child_count and (inner := node.named_child(node.named_child_count - 1)) is not None
    }
    items: list[Definition] = []
    for capture, nodes in found.items():
        if capture not in {"template", "linkage"}:
            for node in nodes:
                items += _defined(source, node, capture, header)
    return [item._replace(start=min(item.start, whole.get(item.end, item.start))) for item in items] if whole else items


def macros_inside(source: bytes, tree: Tree, known: Iterable[Node]) -> list[Node]:
    """The definitions of macros that stand in functions, which are not walked: a macro knows no such bounds."""
    starts = {node.start_byte for node in known}
    nodes = []
    for match in DEFINE.finditer(source):
        if match.start(1) not in starts:
            node = tree.root_node.descendant_for_byte_range(match.start(1), match.end(1) - 1)
            if node is not None and node.type in MACROS:
                nodes.append(node)
    return nodes


def _defined(source: bytes, node: Node, capture: str, header: bool) -> Iterator[Definition]:
    if capture == "field":
        yield from _fields(source, node)
    elif capture == "declaration":
        yield from _variables(source, node, header)
    elif capture == "typedef":
        yield from _typedefs(source, node)
    elif (named := _named(source, node, capture)) is not None:
        yield Definition(node.start_byte, node.end_byte, named[1], named[0], node, node.start_byte)


def _named(source: bytes, node: Node, capture: str) -> tuple[str, str] | None:
    """Kind and dotted name of what has its name before all else; None for what defines nothing."""
    if capture == "access":
        return "access", ""
    if capture == "function":
        name = _declared(source, node.child_by_field_name("declarator"))
        return ("function", name) if name not in RESERVED else None
    raw = _name(source, node)
    if capture == "macro":
        value = node.child_by_field_name("value") or node.child_by_field_name("parameters")
        return ("macro", raw) if value is not None else None
    if not raw or (capture == "tagged" and _is_said_again(source, node, raw)):
        return None
    kinds = {"alias": "type", "enumerator": "constant", "tagged": KINDS.get(node.type, "struct")}
    return kinds.get(capture, capture), _dotted(raw)


def _name(source: bytes, node: Node) -> str:
    name = node.child_by_field_name("name")
    return source[name.start_byte : name.end_byte].decode("utf-8", "replace") if name is not None else ""


def _is_said_again(source: bytes, node: Node, name: str) -> bool:
    """`typedef struct node { … } node;`: the typedef's name stands for both."""
    around = node.parent
    if around is None or around.type != "type_definition":
        return False
    return any(_declared(source, item) == name for item in around.children_by_field_name("declarator"))


def _fields(source: bytes, node: Node) -> Iterator[Definition]:
    """The data members and member functions that one declaration declares."""
    head = source[node.start_byte : node.end_byte].partition(b"=")[0]
    fixed = b"constexpr" in head or (b"static" in head and b"const" in head)
    yield from _parts(source, node, "constant" if fixed else "field")


def _variables(source: bytes, node: Node, header: bool) -> Iterator[Definition]:
    """Variables; in a header, where it is what others use, a prototype."""
    raw = source[node.start_byte : node.end_byte]
    if raw.startswith(b"using"):
        return
    constant = b"const" in raw.partition(b"=")[0] or b"constexpr" in raw[:40]
    for item in _parts(source, node, "constant" if constant else "variable"):
        if header or (item.kind != "function" and not raw.startswith(b"extern")):
            yield item


def _typedefs(source: bytes, node: Node) -> Iterator[Definition]:
    """The names that a `typedef` gives: to a type with a body it is the first that is no pointer to it."""
    held = node.child_by_field_name("type")
    body = held is not None and held.child_by_field_name("body") is not None
    kind = ("enum" if held.type == "enum_specifier" else "struct") if held is not None and body else "type"
    for item, declarator in zip(_parts(source, node, kind), node.children_by_field_name("declarator"), strict=True):
        yield item if declarator.type in PLAIN else item._replace(kind="type")


def _parts(source: bytes, node: Node, kind: str) -> Iterator[Definition]:
    """What each declarator of a declaration declares; the first one begins with the declaration."""
    declarators = node.children_by_field_name("declarator")
    held = node.child_by_field_name("type")
    holds = len(declarators) == 1 and (held is None or _is_open(source, held))
    for position, declarator in enumerate(declarators):
        first = declarator if position else node
        own = "function" if _is_function(declarator) else kind
        name = _declared(source, declarator)
        yield Definition(first.start_byte, node.end_byte, name, own, first, node.start_byte, holds)


def _is_open(source: bytes, held: Node) -> bool:
    """A type without a name, or one that the declaration names so, has its members in what is declared."""
    name = _name(source, held) if held.type in KINDS and held.child_by_field_name("body") is not None else ""
    return not name or _is_said_again(source, held, name)


# ---- C and C++: the names that declarators hold, as dotted paths, and whether they declare functions


def _is_function(declarator: Node | None) -> bool:
    """It declares a function, and no pointer to one (`int (*run)(int)`)."""
    while declarator is not None and declarator.type in INDIRECT:
        declarator = declarator.child_by_field_name("declarator") or declarator.named_child(0)
    if declarator is None or declarator.type != "function_declarator":
        return False
    inner = declarator.child_by_field_name("declarator")
    held = inner.named_child(0) if inner is not None and inner.type == "parenthesized_declarator" else None
    return held is None or held.type not in INDIRECT


def _declared(source: bytes, declarator: Node | None) -> str:
    """The dotted name that a declarator holds under its pointers, parameters and brackets."""
    while declarator is not None and declarator.type in DECLARATORS:
        inner = declarator.child_by_field_name("declarator")
        shielded = _shielded(declarator, inner)
        declarator = shielded or (inner if inner is not None else declarator.named_child(0))
    if declarator is None:
        return ""
    raw = source[declarator.start_byte : declarator.end_byte].decode("utf-8", "replace")
    if declarator.type == "operator_cast":
        raw = raw.partition("(")[0]
    return _dotted(raw)


def _shielded(node: Node, inner: Node | None) -> Node | None:
    """The name in `API int (name)(int)`: behind a macro the grammar takes `int` for the name and `(name)` for its parameters,
    but no function gives back a function."""
    if inner is None or node.type != "function_declarator" or inner.type != "function_declarator":
        return None
    parameters = inner.child_by_field_name("parameters")
    only = parameters.named_child(0) if parameters is not None and parameters.named_child_count == 1 else None
    alone = only is not None and only.named_child_count == 1
    return only.child_by_field_name("type") if only is not None and alone else None


def _dotted(raw: str) -> str:
    """`a::B<T>::f` → `a.B.f`; of several words, as behind a macro, the last one is the name (`API result<int> f`)."""
    if "operator" in raw:
        scope, _, name = raw.rpartition("operator")
        return f"{_dotted(scope)}operator{''.join(name.split()) if not name[:1].isspace() else ' ' + ' '.join(name.split())}"
    if "<" in raw:
        raw = without_arguments(raw)
    words = SCOPED.sub(r"\1", raw).replace("::", ".").split()
    return words[-1] if words else ""


def without_arguments(raw: str) -> str:
    """Text without its template arguments, innermost first."""
    for _ in range(8):
        shorter = TEMPLATE_ARGUMENTS.sub("", raw)
        if shorter == raw:
            break
        raw = shorter
    return raw
