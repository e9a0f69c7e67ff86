"""PHP: symbols and imports of a file, and where its imports lead."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Export, Extracted, Symbol
from ..base import Lexicon
from ..common import (
    DECORATOR_LENGTH,
    Definition,
    captures_in,
    collapse,
    heredocs,
    load_query,
    nested,
    parameters_of,
    text,
)
from ..common import as_it_stands as prepare
from ..outline import doc_above
from .imports import imports_of
from .paths import path_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Node, Tree

__all__ = ["extract", "prepare"]

HEREDOC = heredocs(
    rb"<<<[ \t]*+['\"]?+",
    b"EOT EOF EOS EOD EOL EOM EOH END SQL HTML PHP JSON YAML XML CSS JS JAVASCRIPT TXT TEXT MSG DOC HELP HEREDOC NOWDOC CODE TWIG GRAPHQL "
    b"BANNER USAGE OUTPUT INI",
)
LABEL = rb"[A-Z_][A-Z0-9_]*+"
OTHER_HEREDOC = rb"<<<[ \t]*+['\"]?+%b['\"]?+[ \t\r]*+(?:\n(?!%b)[^\n]*+)++(?:\n[ \t]*+%b|\Z)" % (
    LABEL,
    rb"[ \t]*+" + LABEL + rb"[ \t]*+(?:[]);,.?:=[|&-]|\r?\n|\Z)",
    LABEL,
)
"""Of any other label in capitals, up to one that stands alone or before a sign: a `?>` in it ends no code."""
LEXICON = Lexicon(
    skip=(
        rb"//(?:[^\n?]++|\?(?!>))*+|\#(?!\[)(?:[^\n?]++|\?(?!>))*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)"
        rb"|\?>(?:[^<]++|<(?!\?))*+(?:<\?(?:php|=)?|\Z)|<\?(?:php|=)?"
    ),
    string=HEREDOC + b"|" + OTHER_HEREDOC + rb"|\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\"?+|'[^'\\]*+(?:\\.[^'\\]*+)*+'?+",
    openers=b"\"'/#<?",
    keywords=frozenset(
        b"abstract and array as break callable case catch class clone const continue declare default do echo else "
        b"elseif empty enddeclare endfor endforeach endif endswitch endwhile enum extends false final finally fn for "
        b"foreach function global goto if implements include include_once instanceof insteadof interface isset list "
        b"match namespace new null or parent print private protected public readonly require require_once return self "
        b"static switch this throw trait true try unset use var while xor yield".split()
    ),
    access=rb"->|\?->|::",
    branches=frozenset({*b"if elseif for foreach while case catch match && || and or xor ?? ?:".split(), b"? "}),
    name=rb"\$?+[A-Za-z_\x80-\xff][\w\x80-\xff]*+",
)

TYPES = frozenset({"class", "interface", "trait", "enum"})
CAPTURES = ("class", "interface", "trait", "enum", "function", "method", "property", "constant")
PROMOTED = "property_promotion_parameter"
HEADING = re.compile(r"\b(?:extends|implements)\b([^{]*?)(?=\bimplements\b|\Z)")
ARGUMENTS = re.compile(rb"\(\s*(['\"])([A-Za-z_][\w\\]*)\1")
HIDDEN = re.compile(rb"\b(?:private|protected)\b")


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions and imports; see `LanguageModule.extract`."""
    query = load_query("php", "tree_sitter_php", "language_php")
    found = captures_in(query, tree, TYPES | {"namespace"}, frozenset({"open"}))
    namespaces = sorted(found.get("namespace", ()), key=lambda node: node.start_byte)
    first = namespaces[0].child_by_field_name("name") if namespaces else None
    module = text(source, first) if first is not None else ""
    definitions = sorted(_definitions(source, found), key=lambda item: (item.start, -item.end))
    symbols = list(_symbols(source, definitions, found))
    further = tuple(_of_further_namespaces(source, symbols, namespaces)) if len(namespaces) > 1 else ()
    offered = (*further, *path_marks(source))
    return Extracted(symbols, imports_of(source, tree, found.get("use", ())), module, offered)


def _of_further_namespaces(source: bytes, symbols: list[Symbol], namespaces: Sequence[Node]) -> Iterator[Export]:
    """What a file declares in another namespace than its first, by its full name; `\\Name` for the global one."""
    starts = [node.start_byte for node in namespaces]
    for symbol in symbols:
        place = bisect_right(starts, symbol.start_byte) - 1
        if place > 0 and "." not in symbol.qualname:
            name = namespaces[place].child_by_field_name("name")
            space = text(source, name) if name is not None else ""
            yield Export(f"{space}\\{symbol.qualname}", symbol.qualname, symbol.start_line)


def _definitions(source: bytes, found: dict[str, list[Node]]) -> Iterator[Definition]:
    for capture in CAPTURES:
        for node in found.get(capture, ()):
            if capture == "property":
                yield from _properties(source, node)
                continue
            name = node.child_by_field_name("name") or (node.named_child(0) if node.named_child_count else None)
            outer = node
            if node.type == "const_element" and node.parent is not None:
                outer = node.parent
            yield Definition(outer.start_byte, outer.end_byte, text(source, name) if name else "", capture, outer)
            if capture == "method" and name is not None and text(source, name) == "__construct":
                yield from _promoted(source, node)
    for node in found.get("call", ()):
        if source[node.start_byte : node.end_byte] == b"define" and node.parent is not None:
            match = ARGUMENTS.match(source, node.end_byte)
            if match is not None:
                yield Definition(node.start_byte, node.parent.end_byte, match[2].decode(), "constant", node.parent)


def _properties(source: bytes, node: Node) -> Iterator[Definition]:
    for child in node.named_children:
        if child.type == "property_element" and (name := child.child_by_field_name("name")) is not None:
            yield Definition(node.start_byte, node.end_byte, text(source, name).lstrip("$"), "property", node)


def _promoted(source: bytes, constructor: Node) -> Iterator[Definition]:
    """The properties that a constructor declares with its parameters."""
    listed = constructor.child_by_field_name("parameters")
    for node in listed.named_children if listed is not None else ():
        if node.type == PROMOTED and (name := node.child_by_field_name("name")) is not None:
            yield Definition(node.start_byte, node.end_byte, text(source, name).lstrip("$"), "property", node)


def _symbols(source: bytes, definitions: list[Definition], found: dict[str, list[Node]]) -> Iterator[Symbol]:
    # Several names of one statement share its range; none of them holds the next.
    paths = nested(
        (item.start, item.end if item.kind in TYPES or item.kind in {"function", "method"} else item.start, item.name)
        for item in definitions
    )
    mixins = _mixins(source, definitions, found.get("mixin", ()))
    exposed: list[bool] = []
    for position, (item, (qualname, holder)) in enumerate(zip(definitions, paths, strict=True)):
        inside = definitions[holder].kind if holder >= 0 else ""
        visible = (holder < 0 or exposed[holder]) and not (inside and _hidden(source, item))
        exposed.append(visible)
        if item.node.type == PROMOTED:
            qualname = f"{qualname.rpartition('.__construct.')[0]}.{item.name}"
        elif inside in {"function", "method"} or not item.name:
            continue
        node = item.node
        yield Symbol(
            qualname,
            "constructor" if item.kind == "method" and item.name == "__construct" else item.kind,
            node.start_point[0] + 1,
            node.end_point[0] + 1,
            item.start,
            item.end,
            parameters_of(source, node) if item.kind in {"function", "method"} else "",
            doc_above(source, item.start),
            visible,
            (*_bases(source, item), *mixins.get(position, ())) if item.kind in TYPES else (),
            _attributes(source, item),
        )


def _hidden(source: bytes, item: Definition) -> bool:
    """Whether a member says `private` or `protected` before its name."""
    body = item.node.child_by_field_name("parameters") if item.kind == "method" else None
    end = body.start_byte if body is not None else min(item.end, item.start + 120)
    return HIDDEN.search(source, item.start, end) is not None


def _bases(source: bytes, item: Definition) -> tuple[str, ...]:
    name, body = item.node.child_by_field_name("name"), item.node.child_by_field_name("body")
    if name is None or body is None:
        return ()
    heading = source[name.end_byte : body.start_byte].decode("utf-8", "replace")
    return tuple(base for match in HEADING.finditer(heading) for part in match[1].split(",") if (base := part.strip()))


def _mixins(source: bytes, definitions: list[Definition], uses: list[Node] | tuple[()]) -> dict[int, tuple[str, ...]]:
    """Position of a class → the traits that it uses, in source order (captures come in any)."""
    found: dict[int, tuple[str, ...]] = {}
    for node in sorted(uses, key=lambda node: node.start_byte):
        holder = -1
        for position, item in enumerate(definitions):
            if item.start > node.start_byte:
                break
            if item.kind in TYPES and item.end > node.start_byte:
                holder = position
        clause = text(source, node).partition("{")[0][len("use") :].rstrip("; \r\n")
        names = tuple(name for part in clause.split(",") if (name := part.strip()))
        found[holder] = found.get(holder, ()) + names
    return found


def _attributes(source: bytes, item: Definition) -> tuple[str, ...]:
    if not source.startswith(b"#[", item.start):
        return ()
    listed = item.node.child_by_field_name("attributes")
    if listed is None:
        return ()
    return tuple(
        collapse(source[attribute.start_byte : attribute.end_byte], DECORATOR_LENGTH)
        for group in listed.named_children
        for attribute in group.named_children
        if attribute.type == "attribute"
    )
