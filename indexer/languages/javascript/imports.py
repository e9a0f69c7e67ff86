"""Imports and exports of a JavaScript or TypeScript file: ES statements, CommonJS, dynamic and the tools' own forms."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Export, Import
from .calls import calls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tree_sitter import Node

    from .definitions import Definition

__all__ = ["AUGMENTATION", "exports", "imports", "local_names"]

COMMENT = re.compile(rb"//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/")
TYPE_WORD = re.compile(rb"\s*+(?:type|typeof)\b(?!\s*+(?:,|from\s*+['\"]|=))")
REQUIRE_CLAUSE = re.compile(rb"\s*+(?:type\s++)?+([\w$]++)\s*+=\s*+require\s*+\(\s*+(['\"])([^'\"\n]*+)\2")
REFERENCE = re.compile(rb"^[ \t]*+///\s*+<reference\s++(path|types)\s*+=\s*+([\"'])([^\"'\n]++)\2", re.MULTILINE)
DEFAULT_NAME = re.compile(rb"\s*+(?:=|default\s)\s*+(?:[\w$.]++\(\s*+)?+([\w$]++)\s*+\)?+\s*+;?+\s*+\Z")
AUGMENTED = re.compile(rb"^[ \t]*+(declare module)\s++(['\"])([^'\"\n*]++)\2", re.MULTILINE)
AUGMENTATION = "augmentation"
MODULE_STATEMENTS = frozenset({"import_statement", "export_statement"})
"""One of them at the top makes a file a module."""
COMMONJS = re.compile(rb"(?<![\w$.])(?:module\s*+\.\s*+)?+exports\b")
COMMONJS_NAME = re.compile(
    rb"(?<![\w$.])(?:module\s*+\.\s*+)?+exports\s*+(?:\.\s*+([\w$]++)\s*+)?+=\s*+(?:[\w$.]++\s*+=\s*+)*+([\w$]++)[ \t\r]*+(?:;|$)",
    re.MULTILINE,
)
COMMONJS_CHAIN = re.compile(
    rb"\b(?:var|let|const)\s++([\w$]++)\s*+=\s*+(?:exports\s*+=\s*+)?+module\s*+\.\s*+exports\b"
)
COMMONJS_OBJECT = re.compile(rb"(?<![\w$.])module\s*+\.\s*+exports\s*+=\s*+\{([^{}]*+)", re.MULTILINE)
PAIR = re.compile(rb"\s*+(?:([\w$]++)|(['\"])([\w$]++)\2)(?:\s*+:\s*+([\w$]++))?+\s*+\Z")


def imports(source: bytes, root: Node, captured: dict[str, list[Node]]) -> list[Import]:
    """All imports in source order; one for each name that a statement brings in."""
    found = [item for node in _in_order(captured.get("import", ())) for item in _import(source, node)]
    found += [item for node in _in_order(captured.get("export", ())) for item in _reexport(source, node)]
    found += _references(source)
    found += _augmentations(source, root)
    found += calls(source, root)
    found.sort(key=lambda item: item.line)
    return found


def exports(
    source: bytes, captured: dict[str, list[Node]], own: set[str], found: Sequence[Definition], brought: set[str]
) -> list[Export]:
    """All exports that do not stand at a definition itself, and its default export, by line.

    Args:
        own: the top-level names that the file defines.
        found: its definitions.
        brought: the names that its imports bind.
    """
    result = [Export("default", it.symbol.qualname, it.symbol.start_line) for it in found if it.default]
    for node in captured.get("export", ()):
        result += _named(source, node, own)
    if b"exports" in source and COMMONJS.search(source):
        result += _commonjs(source, own | brought)
    return sorted(set(result), key=lambda item: (item.line, item.name, item.local))


def _in_order(nodes: Iterable[Node]) -> list[Node]:
    """By position: captures that share a line come in no certain order."""
    return sorted(nodes, key=lambda node: node.start_byte)


# ---- statements


def _import(source: bytes, node: Node) -> list[Import]:
    line = node.start_point.row + 1
    origin = node.child_by_field_name("source")
    if origin is None:
        match = REQUIRE_CLAUSE.match(source, node.start_byte + 6, node.end_byte)
        return [Import(line, "static", _decode(match[3]), "", _decode(match[1]), "require")] if match else []
    start = origin.start_byte
    specifier = source[start + 1 : origin.end_byte - 1].decode("utf-8", "replace")
    return [
        Import(line, kind, specifier, name, alias)
        for kind, name, alias in _import_clause(source[node.start_byte + 6 : start])
    ]


@lru_cache(maxsize=4096)
def _import_clause(clause: bytes) -> tuple[tuple[str, str, str], ...]:
    """What stands between `import` and the specifier → `(kind, name, alias)`; many files write the same."""
    clause = _without_comments(clause).rstrip()
    kind = "static"
    if match := TYPE_WORD.match(clause + b"'" if clause.endswith(b"from") else clause):
        kind, clause = "type_only", clause[match.end() :]
    clause = clause.strip().removesuffix(b"from").strip()
    head, _, rest = clause.partition(b"{")
    found: list[tuple[str, str, str]] = []
    for part in head.split(b","):
        part = part.strip()
        if part.startswith(b"*"):
            found.append((kind, "", _decode(part[1:].strip().removeprefix(b"as"))))
        elif part:
            found.append((kind, "default", _decode(part.removeprefix(b"defer "))))
    found += [(own, name, alias) for name, alias, own in _names(rest.partition(b"}")[0], kind)]
    return tuple(found) or ((kind, "", ""),)


def _reexport(source: bytes, node: Node) -> Iterator[Import]:
    """`export … from`: the alias is the name under which others see it; of types alone it is `type_only`, form `export`."""
    origin = node.child_by_field_name("source")
    if origin is None:
        return
    line = node.start_point.row + 1
    specifier = _decode(source[origin.start_byte + 1 : origin.end_byte - 1])
    clause = _without_comments(source[node.start_byte + 6 : origin.start_byte]).strip().removesuffix(b"from").strip()
    kind = "reexport"
    if clause.startswith(b"type") and clause[4:].lstrip()[:1] in {b"{", b"*"}:
        clause, kind = clause[4:].lstrip(), "type_only"
    if clause.startswith(b"*"):
        alias = _decode(clause[1:].strip().removeprefix(b"as"))
        yield Import(line, kind, specifier, "" if alias else "*", alias or "*", "export")
        return
    for name, alias, own_kind in _names(clause.strip(b"{}"), kind):
        yield Import(line, own_kind, specifier, name, alias, "export")


def _names(inside: bytes, kind: str) -> Iterator[tuple[str, str, str]]:
    """`{a, type b as c}` without its braces → `(name, alias, kind)`."""
    for part in inside.split(b","):
        words = part.split()
        own = kind
        if len(words) in {2, 4} and words[0] in {b"type", b"typeof"}:
            own, words = "type_only", words[1:]
        if words:
            name = _decode(words[0].strip(b"\"'"))
            yield name, _decode(words[2].strip(b"\"'")) if len(words) == 3 and words[1] == b"as" else name, own


def _references(source: bytes) -> Iterator[Import]:
    """`/// <reference path="…"/>` and `types="…"`, which TypeScript reads before the first statement."""
    if b"<reference" not in source:
        return
    for match in REFERENCE.finditer(source):
        line = source.count(b"\n", 0, match.start(1)) + 1
        specifier = _decode(match[3])
        if match[1] == b"path" and not specifier.startswith((".", "/")):
            specifier = f"./{specifier}"
        yield Import(line, "type_only", specifier, "", "", f"reference {_decode(match[1])}")


def _augmentations(source: bytes, root: Node) -> Iterator[Import]:
    """`declare module './shapes' { … }` adds to the types of a module that is there; a file that is no module declares a package."""
    if b"declare module" not in source:
        return
    is_module = any(node.type in MODULE_STATEMENTS for node in root.children)
    for match in AUGMENTED.finditer(source):
        node = root.descendant_for_byte_range(match.start(1), match.start(1) + 1)
        if node is None or node.type in {"comment", "template_string", "string_fragment"}:
            continue
        if is_module or match[3].startswith(b"."):
            yield Import(node.start_point[0] + 1, "type_only", _decode(match[3]), "", "", AUGMENTATION)


# ---- exports


def _named(source: bytes, node: Node, own: set[str]) -> Iterator[Export]:
    """`export { a as b }`, `export default a`, `export = a`; and the names of `export type { a } from`, an import of another kind."""
    start = node.start_byte + 6
    head = source[start : start + 12].lstrip()
    if head.startswith((b"{", b"type {")):
        origin = node.child_by_field_name("source")
        if origin is not None and b"type " not in source[start : origin.start_byte]:
            return
        inside = _without_comments(source[start : node.end_byte]).partition(b"{")[2].partition(b"}")[0]
        whole = origin is None or head.startswith(b"type")
        for name, alias, kind in _names(inside, "type_only" if whole else ""):
            if kind:
                yield Export(alias, name if origin is None else alias, node.start_point.row + 1)
        return
    if not head.startswith((b"default", b"=")) or node.end_byte - start > 200:
        return
    match = DEFAULT_NAME.match(source[start : node.end_byte])
    if match and (_decode(match[1]) in own or b"(" not in match[0]):
        yield Export("default", _decode(match[1]), node.start_point.row + 1)


def _commonjs(source: bytes, bound: set[str]) -> Iterator[Export]:
    """`module.exports = a`, `exports.b = a`, `module.exports = { a, b: c }`."""
    for match in COMMONJS_NAME.finditer(source):
        local = _decode(match[2])
        if local in bound:
            yield Export(_decode(match[1] or b"default"), local, source.count(b"\n", 0, match.start()) + 1)
    for match in COMMONJS_CHAIN.finditer(source):
        yield Export("default", _decode(match[1]), source.count(b"\n", 0, match.start()) + 1)
    for match in COMMONJS_OBJECT.finditer(source):
        line = source.count(b"\n", 0, match.start()) + 1
        for part in _without_comments(match[1]).split(b","):
            pair = PAIR.match(part)
            if pair:
                name = _decode(pair[1] or pair[3])
                yield Export(name, _decode(pair[4]) if pair[4] else name, line)


def _without_comments(clause: bytes) -> bytes:
    return COMMENT.sub(b" ", clause) if b"/" in clause else clause


def _decode(raw: bytes) -> str:
    return raw.strip().decode("utf-8", "replace")


def local_names(found: Iterable[Export]) -> frozenset[str]:
    """The local names that exports make visible."""
    return frozenset(item.local for item in found)
