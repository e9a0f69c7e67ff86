"""C and C++: the definitions of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Symbol
from ...languages.families import HEADERS
from ..common import DECORATOR_LENGTH, collapse, nested
from ..outline import doc_above
from .definitions import read_definitions, without_arguments

if TYPE_CHECKING:
    from tree_sitter import Node

    from .definitions import Definition

__all__ = ["is_header", "symbols"]

ATTRIBUTE = re.compile(rb"\[\[([^\[\]]*)\]\]")
STATIC = re.compile(rb"(?:inline\s+)?static\b")
BASE = re.compile(r"\b(?:public|protected|private|virtual)\b\s*")
HEADER_ENDINGS = (*HEADERS, ".ipp", ".inl", ".tpp", ".txx", ".cppm", ".ixx", ".def", ".inc")


def is_header(path: str) -> bool:
    """Whether other files see what this one declares."""
    return path.endswith(HEADER_ENDINGS)


def symbols(source: bytes, found: dict[str, list[Node]], *, header: bool) -> list[Symbol]:
    """The definitions in source order.

    A prototype counts in a header, where it is what others use; in a source file the definition stands elsewhere.
    Access labels of C++ classes come along as captures and decide what is exported.
    """
    definitions = read_definitions(source, found, header=header)
    definitions.sort(key=lambda item: (item.start, -item.end))
    paths = list(nested((item.start, item.end if item.holds else item.start, item.name) for item in definitions))
    access: dict[int, bool] = {}
    symbols: list[Symbol] = []
    for position, (item, (qualname, holder)) in enumerate(zip(definitions, paths, strict=True)):
        inside = definitions[holder].kind if holder >= 0 else ""
        if item.kind == "access":
            access[holder] = source.startswith(b"public", item.start)
            continue
        if not item.name or (inside in {"function", "method", "constructor"} and item.kind != "macro"):
            continue
        member = inside in {"class", "struct", "field"}
        exported = access[holder] if member or inside == "enum" else _exported(source, item, header)
        access[position] = exported if item.kind in {"enum", "field"} else item.kind != "class"
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
    return item.kind in {"function", "variable", "constant"} and STATIC.match(source, item.head) is None


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
    clause = without_arguments(clause.removeprefix(":"))
    return tuple(base for part in clause.split(",") if (base := BASE.sub("", part).strip()))
