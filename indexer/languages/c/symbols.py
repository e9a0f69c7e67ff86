"""C and C++: the definitions of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...facts import Symbol
from ..common import DECORATOR_LENGTH, collapse, nested
from ..outline import doc_above

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["is_header", "symbols"]

TEMPLATE_ARGUMENTS = re.compile(r"<[^<>]*>")
ATTRIBUTE = re.compile(rb"\[\[([^\[\]]*)\]\]")
STATIC = re.compile(rb"(?:inline\s+)?static\b")
BASE = re.compile(r"\b(?:public|protected|private|virtual)\b\s*")
DECLARATORS = frozenset(
    {
        "pointer_declarator", "function_declarator", "array_declarator", "init_declarator", "parenthesized_declarator",
        "reference_declarator", "attributed_declarator",
    }
)  # fmt: skip
HEADER_ENDINGS = (".h", ".hpp", ".hh", ".hxx", ".h++", ".ipp", ".inl", ".tpp", ".txx", ".cppm", ".ixx", ".def", ".inc")


class Definition(NamedTuple):
    """A definition before it becomes a symbol."""

    start: int
    end: int
    name: str
    kind: str
    node: Node


def is_header(path: str) -> bool:
    """Whether other files see what this one declares."""
    return path.endswith(HEADER_ENDINGS)


def symbols(source: bytes, found: dict[str, list[Node]], *, header: bool) -> list[Symbol]:
    """The definitions in source order.

    A prototype counts in a header, where it is what others use; in a source file the definition stands elsewhere.
    Access labels of C++ classes come along as captures and decide what is exported.
    """
    definitions = _definitions(source, found, header=header)
    definitions.sort(key=lambda item: (item.start, -item.end))
    paths = list(nested((item.start, item.end, item.name) for item in definitions))
    access: dict[int, bool] = {}
    symbols: list[Symbol] = []
    for position, (item, (qualname, holder)) in enumerate(zip(definitions, paths, strict=True)):
        inside = definitions[holder].kind if holder >= 0 else ""
        if item.kind == "access":
            access[holder] = source.startswith(b"public", item.start)
            continue
        if inside in {"function", "method", "constructor"} or not item.name:
            continue
        access[position] = item.kind != "class"
        member = inside in {"class", "struct"}
        exported = access[holder] if member else _exported(source, item, header)
        if item.kind == "macro":  # the preprocessor knows no namespaces
            qualname = item.name
        symbols.append(_symbol(source, item, qualname, _kind(item, inside, definitions[holder].name), exported))
    return symbols


def _kind(item: Definition, inside: str, owner: str) -> str:
    if item.kind != "function":
        return item.kind
    if inside in {"class", "struct"}:
        return "constructor" if item.name == owner else "method"
    return "method" if "." in item.name else "function"


def _exported(source: bytes, item: Definition, header: bool) -> bool:
    """Outside a header only what has external linkage is seen: functions and variables that are not `static`."""
    if header or item.kind == "namespace":
        return True
    return item.kind in {"function", "variable"} and STATIC.match(source, item.start) is None


def _symbol(source: bytes, item: Definition, qualname: str, kind: str, exported: bool) -> Symbol:
    node = item.node
    head = source[item.start : min(item.end, item.start + 300)].partition(b"{")[0] if item.kind != "macro" else b""
    row = node.start_point[0] + 1
    start_row = row - source.count(b"\n", item.start, node.start_byte) if item.start < node.start_byte else row
    end_row = node.end_point[0] + (0 if item.kind == "macro" else 1)
    return Symbol(
        qualname,
        kind,
        start_row,
        max(end_row, start_row),
        item.start,
        item.end,
        _signature(source, item),
        doc_above(source, item.start),
        exported,
        _bases(source, item),
        tuple(collapse(match[1], DECORATOR_LENGTH) for match in ATTRIBUTE.finditer(head)) if b"[[" in head else (),
    )


def _signature(source: bytes, item: Definition) -> str:
    """The head of a function as written; the parameters of a macro."""
    if item.kind == "macro":
        parameters = item.node.child_by_field_name("parameters")
        return collapse(source[parameters.start_byte : parameters.end_byte]) if parameters is not None else ""
    if item.kind != "function":
        return ""
    body = item.node.child_by_field_name("body")
    return collapse(source[item.start : body.start_byte if body is not None else item.end].rstrip(b"; \n"))


def _bases(source: bytes, item: Definition) -> tuple[str, ...]:
    if item.kind not in {"class", "struct"}:
        return ()
    name, body = item.node.child_by_field_name("name"), item.node.child_by_field_name("body")
    if name is None or body is None:
        return ()
    clause = source[name.end_byte : body.start_byte].decode("utf-8", "replace").partition(":")[2]
    if not clause.strip():
        return ()
    clause = _without_arguments(clause.removeprefix(":"))
    return tuple(base for part in clause.split(",") if (base := BASE.sub("", part).strip()))


# ---- names


def _definitions(source: bytes, found: dict[str, list[Node]], *, header: bool) -> list[Definition]:
    whole = {
        inner.end_byte: node.start_byte
        for node in found.get("template", ())
        if node.named_child_count and (inner := node.named_child(node.named_child_count - 1)) is not None
    }
    items: list[Definition] = []
    for capture, nodes in found.items():
        if capture in {"template", "linkage"}:
            continue
        for node in nodes:
            named = _named(source, node, capture, header)
            if named is not None:
                kind, name = named
                end = node.end_byte
                items.append(Definition(min(node.start_byte, whole.get(end, node.start_byte)), end, name, kind, node))
    return items


def _named(source: bytes, node: Node, capture: str, header: bool) -> tuple[str, str] | None:
    """Kind and dotted name of a captured node; None for what defines nothing."""
    if capture == "access":
        return "access", ""
    if capture == "function":
        return "function", _declared(source, node)
    if capture == "declaration":
        return _declaration(source, node, header)
    if capture == "typedef":
        return _typedef(source, node)
    name = node.child_by_field_name("name")
    raw = source[name.start_byte : name.end_byte].decode("utf-8", "replace") if name is not None else ""
    if capture == "macro":
        value = node.child_by_field_name("value") or node.child_by_field_name("parameters")
        return ("macro", raw) if value is not None else None
    if not raw:
        return None
    return "type" if capture == "alias" else capture, _dotted(raw)


def _declaration(source: bytes, node: Node, header: bool) -> tuple[str, str] | None:
    """A prototype, a member function's declaration, or a variable."""
    raw = source[node.start_byte : node.end_byte]
    member = node.type == "field_declaration"
    if b"(" in raw:
        declarator = node.child_by_field_name("declarator")
        while declarator is not None and declarator.type in {"pointer_declarator", "reference_declarator"}:
            declarator = declarator.child_by_field_name("declarator") or declarator.named_child(0)
        if declarator is not None and declarator.type == "function_declarator":
            return ("function", _declared(source, node)) if header or member else None
    if member or (raw.startswith(b"extern") and not header) or raw.startswith(b"using"):
        return None
    name = _declared(source, node)
    constant = b"const" in raw.partition(b"=")[0] or b"constexpr" in raw[:40]
    return ("constant" if constant else "variable", name) if name else None


def _typedef(source: bytes, node: Node) -> tuple[str, str] | None:
    kind = node.child_by_field_name("type")
    name = _declared(source, node)
    if kind is not None and kind.child_by_field_name("body") is not None:
        return "enum" if kind.type == "enum_specifier" else "struct", name
    return ("type", name) if name else None


def _declared(source: bytes, node: Node) -> str:
    """The dotted name that a declaration's declarator holds under its pointers, parameters and brackets."""
    declarator = node.child_by_field_name("declarator")
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
    """`a::B<T>::f` → `a.B.f`."""
    if "operator" in raw:
        scope, _, name = raw.rpartition("operator")
        return f"{_dotted(scope)}operator{''.join(name.split()) if not name[:1].isspace() else ' ' + ' '.join(name.split())}"
    if "<" in raw:
        raw = _without_arguments(raw)
    return "".join(raw.replace("::", ".").split())


def _without_arguments(raw: str) -> str:
    """Text without its template arguments, innermost first."""
    for _ in range(8):
        shorter = TEMPLATE_ARGUMENTS.sub("", raw)
        if shorter == raw:
            break
        raw = shorter
    return raw
