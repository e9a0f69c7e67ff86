"""Rust: symbols and imports of a file, and where its imports lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Export, Extracted, Symbol
from ..base import Lexicon
from ..common import DECORATOR_LENGTH, Definition, captures_in, collapse, load_query, nested, one_line, parameters_of
from ..common import as_it_stands as prepare
from .imports import imports_of
from .macros import macro_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Tree

__all__ = ["extract", "prepare"]

MOST_HASHES = 8

RAW = b"|".join(
    b'#{%d}"(?:[^"]++|"(?!#{%d}))*+(?:"#{%d}|\\Z)' % (hashes, hashes, hashes) for hashes in range(1, MOST_HASHES + 1)
)
"""What follows the `r` of a raw string that closes with as many hashes as it opens with."""

LEXICON = Lexicon(
    skip=rb"//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)",
    string=(
        rb'(?:b|c)?+r(?:"[^"]*+"?+|' + RAW + rb")"
        rb'|[bc]?+"[^"\\]*+(?:\\.[^"\\]*+)*+"?+'
        rb"|b?+'(?:\\(?:x[0-9a-fA-F]{2}|u\{[^}\n]{1,10}\}|[^\n])|[^\\'\n\x80-\xff]|[\xc0-\xff][\x80-\xbf]{1,3})'"
    ),
    keywords=frozenset(
        b"as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod "
        b"move mut pub ref return self Self static struct super trait true type unsafe use where while".split()
    ),
    branches=frozenset(b"if while for => && || ?".split()),
    name=rb"(?!b?r#++\")[A-Za-z_\x80-\xff][\w\x80-\xff]*",
    prefixed=True,
)

CONTAINERS = frozenset({"impl", "trait", "module", "foreign", "struct", "enum", "variant"})
"""What definitions are looked for in; `use` and `mod` in function bodies and macros are found by text."""

CAPTURES = ("function", "struct", "enum", "trait", "impl", "module", "constant", "type", "macro", "field", "variant")
TYPE_NAME = re.compile(rb"(?:[&*\s]|mut\b|const\b|dyn\b|'\w+)*([\w:]+)")
RENAMED_CRATE = re.compile(rb"^[ \t]*(?:pub(?:\([^()\n]*\))?\s+)?extern crate (\w+) as (\w+)\s*;", re.MULTILINE)
ATTRIBUTE_LINES = 12


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions and imports; see `LanguageModule.extract`."""
    query = load_query("rust", "tree_sitter_rust")
    found = captures_in(query, tree, CONTAINERS)
    definitions = list(_definitions(source, found))
    if (inner := macro_items(source)) is not None:
        definitions += _definitions(source, captures_in(query, inner, CONTAINERS))
    definitions.sort(key=lambda item: (item.start, -item.end))
    symbols = _told_apart(list(_symbols(source, definitions)))
    return Extracted(symbols, imports_of(source, tree, found), exports=tuple(_renamed_crates(source)))


def _renamed_crates(source: bytes) -> Iterator[Export]:
    """`extern crate a as b`: in a crate's root it gives the name to the whole crate, so other files see it."""
    for match in RENAMED_CRATE.finditer(source) if b"extern crate" in source else ():
        name, alias = match[1].decode(), match[2].decode()
        yield Export(f"extern crate {name} as {alias}", alias, source.count(b"\n", 0, match.start()) + 1)


# ---- definitions


def _definitions(source: bytes, found: dict[str, list[Node]]) -> Iterator[Definition]:
    for capture in CAPTURES:
        field = "type" if capture == "impl" else "name"
        for node in found.get(capture, ()):
            name = node.child_by_field_name(field)
            if name is None:
                continue
            raw = source[name.start_byte : name.end_byte]
            if capture == "impl":
                match = TYPE_NAME.match(raw)
                raw = match[1].rpartition(b"::")[2] if match else b"impl"
            yield Definition(node.start_byte, node.end_byte, raw.decode("utf-8", "replace"), capture, node)


def _told_apart(symbols: list[Symbol]) -> list[Symbol]:
    """Without the fields that a method of the file is called like: by that name others call the method."""
    methods = {item.qualname for item in symbols if item.kind == "method"}
    return [item for item in symbols if item.kind != "field" or item.qualname not in methods]


def _symbols(source: bytes, definitions: list[Definition]) -> Iterator[Symbol]:
    paths = list(nested((start, end, name) for start, end, name, *_ in definitions))
    traits, exposed = _implemented(source, definitions, paths), [False] * len(definitions)
    public: dict[str, bool] = {}
    for position, (item, (qualname, holder)) in enumerate(zip(definitions, paths, strict=True)):
        inside = definitions[holder].kind if holder >= 0 else ""
        outer_exposed = holder < 0 or exposed[holder]
        if item.kind == "impl":
            exposed[position] = outer_exposed and public.get(qualname, True)
            continue
        start, doc, attributes = _above(source, item.start)
        visible = outer_exposed and _visible(source, item, inside, definitions[holder].node, attributes)
        exposed[position] = public[qualname] = visible
        yield Symbol(
            qualname,
            _kind(item, inside),
            item.node.start_point[0] + 1 - (source.count(b"\n", start, item.start) if start < item.start else 0),
            item.node.end_point[0] + 1,
            start,
            item.end,
            parameters_of(source, item.node) if item.kind == "function" else "",
            doc,
            visible,
            _bases(source, item, traits.get(qualname, ())),
            attributes,
        )


def _kind(item: Definition, inside: str) -> str:
    if item.kind == "variant":
        return "constant"
    return "method" if item.kind == "function" and inside in {"impl", "trait"} else item.kind


def _visible(source: bytes, item: Definition, inside: str, holder: Node, attributes: tuple[str, ...]) -> bool:
    """`pub` in any form; the members of a trait and of its implementations; macros by `#[macro_export]`."""
    if item.kind == "macro":
        return "macro_export" in attributes
    if inside in {"trait", "enum", "variant"}:
        return True
    if inside == "function":
        return False
    if source.startswith(b"pub", item.start):
        return True
    return inside == "impl" and holder.child_by_field_name("trait") is not None


def _above(source: bytes, start: int) -> tuple[int, str, tuple[str, ...]]:
    """Where the item's attributes begin, the first line of its documentation, and its attributes.

    Documentation and attributes stand on the lines above an item; they are read upwards from it.
    """
    begin, doc, attributes = start, b"", []
    end = source.rfind(b"\n", 0, start)
    while end > 0:
        top = source.rfind(b"\n", 0, end) + 1
        line = source[top:end].strip()
        if line.startswith(b"///"):
            doc = line if len(line) > 3 else doc
        elif line.endswith(b"]") and (opening := _attribute_start(source, top, end)) >= 0:
            attributes.append(collapse(source[opening + 2 : end].rstrip()[:-1], DECORATOR_LENGTH))
            begin, top = opening, source.rfind(b"\n", 0, opening) + 1
        elif line.endswith(b"*/") and (opening := source.rfind(b"/**", 0, end)) >= 0:
            doc = source[opening:end]
            break
        elif not line.startswith(b"//"):
            break
        end = top - 1
    return begin, one_line(doc.decode("utf-8", "replace")) if doc else "", tuple(reversed(attributes))


def _attribute_start(source: bytes, top: int, end: int) -> int:
    """Position of the `#[` of the attribute that ends at `end`, or -1; attributes rarely take more than some lines."""
    for _ in range(ATTRIBUTE_LINES):
        line = source[top:end].lstrip()
        if line.startswith(b"#["):
            return end - len(line)
        if not line or top == 0:
            return -1
        top = source.rfind(b"\n", 0, top - 1) + 1
        if b";" in source[top:end] or b"{" in source[top:end]:
            return -1
    return -1


def _bases(source: bytes, item: Definition, traits: tuple[str, ...]) -> tuple[str, ...]:
    """The supertraits of a trait; the traits that the file implements for a type."""
    if item.kind == "trait":
        bounds = item.node.child_by_field_name("bounds")
        return tuple(_bare(source, bound) for bound in bounds.named_children) if bounds is not None else ()
    return traits if item.kind in {"struct", "enum"} else ()


def _implemented(
    source: bytes, definitions: list[Definition], paths: list[tuple[str, int]]
) -> dict[str, tuple[str, ...]]:
    """Type → the traits of its `impl Trait for Type` blocks in this file."""
    found: dict[str, tuple[str, ...]] = {}
    for item, (qualname, _) in zip(definitions, paths, strict=True):
        if item.kind == "impl" and (trait := item.node.child_by_field_name("trait")) is not None:
            name = _bare(source, trait)
            if name not in found.setdefault(qualname, ()):
                found[qualname] += (name,)
    return found


def _bare(source: bytes, node: Node) -> str:
    return collapse(source[node.start_byte : node.end_byte].partition(b"<")[0], DECORATOR_LENGTH)
