"""Imports that are calls: `require`, `import()`, AMD, `new URL(…, import.meta.url)`, `jest.mock`, `import.meta.glob`, JSDoc types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Import
from ..common import collapse, text
from .amd import AMD, listed
from .parts import FUNCTIONS, first_of, pattern_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["COMPUTED", "calls"]

COMPUTED = "computed"
"""The form of an import whose specifier is not a literal."""

LITERAL = re.compile(rb"\s*+(['\"`])[^'\"`\n]+\1")
WORDS = (b"import(", b"import (", b"import.meta.glob", b"new URL(", b"define(")
REQUIRES = (b"require(", b"require (", b"require.resolve")
MOCKS = tuple(b"mock doMock unmock doUnmock dontMock requireActual requireMock importActual importMock".split())
RUNNERS = (b"vi.", b"jest.", b"vitest.")
CALL = re.compile(
    rb"(?:(?P<glob>import\.meta\.glob(?:Eager)?+)|(?P<word>import|define|require(?:\s*+\.\s*+resolve)?+)|(?P<url>new\s++URL)"
    rb"|(?P<mock>(?:jest|vi|vitest)\.\w++))"
    rb"\s*+(?:<[^<>()'\"]*+(?:<[^<>()'\"]*+>[^<>()'\"]*+)*+>)?+"
    rb"\(\s*+(?:/\*[^*]*+\*/\s*+)*+(?:(['\"`])(?P<literal>[^'\"`\n\\]*+)\5)?+(?P<after>\s*+(?:/\*[^*]*+\*/\s*+)?+[,)])?+"
)
BEFORE = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$.#")
TYPED_TAG = re.compile(rb"@(?!example)\w+[\s*]*(?=\{)")
BRACE = re.compile(rb"[{}]")
JSDOC_IMPORT = re.compile(rb"@import\s++[^\n'\"]{1,300}?\bfrom\s++(['\"])([^'\"\n]++)\1")
PROMISED = frozenset({"then", "catch", "finally"})
"""Members of what `import()` gives that are none of the module's."""
EXPORTED = re.compile(r"(?:module\.)?(exports(?:\.[\w$]+)?)")
META_URL = re.compile(rb"\s*+import\.meta\.(?:url|dirname|filename)")

DEFERRING = FUNCTIONS | {"method_definition"}
BRANCHING = frozenset({
    "if_statement", "else_clause", "try_statement", "catch_clause", "ternary_expression", "switch_case", "switch_statement",
    "binary_expression",
})  # fmt: skip
TYPE_PLACES = frozenset({"type_query", "type_annotation", "type_alias_declaration", "type_arguments", "interface_body"})
TEXTS = frozenset({"string_fragment", "string", "template_string", "jsx_text", "regex_pattern", "html_comment"})


def calls(source: bytes, root: Node) -> Iterator[Import]:
    """The imports that are calls, in source order; a match inside a string is none, inside JSDoc it is a type."""
    counted, line = 0, 1
    for start in _starts(source):
        match = CALL.match(source, start)
        if match is None:
            continue
        line += source.count(b"\n", counted, start)
        counted = start
        yield from _call(source, root, match, line)
    if b"@import" in source:
        for match in JSDOC_IMPORT.finditer(source):
            if _is_jsdoc(source, root.descendant_for_byte_range(match.start(), match.start() + 1)):
                line = source.count(b"\n", 0, match.start()) + 1
                yield Import(line, "type_only", _decode(match[2]), "", "", "jsdoc")


def _starts(source: bytes) -> list[int]:
    """Where one of the words may begin; searching for literals is many times faster than one pattern over all text."""
    words = (*WORDS, *REQUIRES) if b"require" in source else WORDS
    for runner in RUNNERS:
        if runner in source:
            words = (*words, *(runner + mock for mock in MOCKS))
    found: set[int] = set()
    for word in words:
        start = source.find(word)
        while start >= 0:
            if not start or source[start - 1] not in BEFORE or source.endswith(b"...", 0, start):
                found.add(start)
            start = source.find(word, start + 1)
    return sorted(found)


def _call(source: bytes, root: Node, match: re.Match[bytes], line: int) -> Iterator[Import]:
    start = match.start()
    node = root.descendant_for_byte_range(start, start + 1)
    literal = match["literal"] if match["after"] else None
    if literal is not None and b"${" in literal:
        literal = None
    if node is None or node.type in TEXTS:
        return
    if node.type == "comment":
        if (
            match["word"] == b"import"
            and literal
            and _is_jsdoc(source, node)
            and _is_type(source[node.start_byte : start])
        ):
            yield Import(line, "type_only", _decode(literal), "", "", "jsdoc")
        return
    if match["glob"]:
        yield from _glob(source, match, line)
    elif match["url"]:
        # the path of a folder: new URL('..', import.meta.url)
        folder = literal is not None and (literal.endswith(b"/") or not literal.strip(b"."))
        if literal and not folder and match["after"].strip() == b"," and META_URL.match(source, match.end()):
            yield Import(line, "dynamic", _decode(literal), "", "", "url")
    elif match["mock"]:
        if literal:
            yield Import(line, "dynamic", _decode(literal), "", "", "mock")
    else:
        yield from _module_call(source, node, match["word"].partition(b".")[0].strip().decode(), match, literal, line)


def _module_call(
    source: bytes, node: Node, word: str, match: re.Match[bytes], literal: bytes | None, line: int
) -> Iterator[Import]:
    """`require(…)`, `require.resolve(…)`, `import(…)`: with the names that the statement takes from it."""
    call = node.parent
    while call is not None and call.type in {"member_expression", "import"}:
        call = call.parent
    if call is None or call.type != "call_expression":
        return
    resolve = b"resolve" in match["word"]
    kind = _kind(call, word)
    form = "resolve" if resolve else word
    arguments = call.child_by_field_name("arguments")
    listing = word == "define" or (word == "require" and source.startswith(b"[", match.end()))
    if listing and arguments is not None:
        yield from (Import(at, kind, specifier, "", "", AMD) for at, specifier in listed(source, arguments))
        return
    if literal is None:
        argument = first_of(arguments)
        if argument is None or argument.type == "comment":
            return
        yield Import(line, kind, collapse(source[argument.start_byte : argument.end_byte], 120), "", "", COMPUTED)
        return
    specifier = _decode(literal)
    names = [("", "")] if resolve or kind == "type_only" else _bound(source, call)
    for name, alias in names:
        reexported = alias.startswith("exports")
        alias = alias.partition(".")[2] or ("*" if reexported else "") if reexported else alias
        if reexported and kind == "static":
            yield Import(line, "reexport", specifier, name or ("*" if alias == "*" else ""), alias, form)
        else:
            yield Import(line, kind, specifier, name, alias, form)


def _bound(source: bytes, call: Node) -> list[tuple[str, str]]:
    """`(name, alias)` of what is taken from a module: by member access, by destructuring, by assignment to `exports`."""
    node, parent, name = call, call.parent, ""
    for wrapping in ("await_expression", "parenthesized_expression"):
        if parent is not None and parent.type == wrapping:
            node, parent = parent, parent.parent
    if parent is not None and parent.type == "member_expression" and parent.child_by_field_name("object") == node:
        name, parent = _field(source, parent, "property"), parent.parent
    if name in PROMISED:
        return [("", "")]
    if parent is None:
        return [(name, "")]
    target = parent.child_by_field_name("name") if parent.type == "variable_declarator" else None
    if target is not None and target.type == "object_pattern" and not name:
        return _destructured(source, target) or [("", "")]
    if target is not None and target.type == "identifier":
        return [(name, text(source, target))]
    if parent.type == "assignment_expression":
        exported = EXPORTED.fullmatch(_field(source, parent, "left"))
        return [(name, exported[1] if exported else "")]
    return [(name, _exported_key(source, parent) if parent.type == "pair" else "")]


def _field(source: bytes, node: Node, name: str) -> str:
    found = node.child_by_field_name(name)
    return text(source, found) if found is not None else ""


def _exported_key(source: bytes, pair: Node) -> str:
    """`exports.KEY` for a pair of `module.exports = { KEY: require(…) }`, else ""."""
    statement = pair.parent.parent if pair.parent is not None else None
    left = statement.child_by_field_name("left") if statement is not None else None
    key = pair.child_by_field_name("key")
    if left is None or key is None or text(source, left) != "module.exports":
        return ""
    return "exports." + text(source, key).strip("\"'")


def _destructured(source: bytes, pattern: Node) -> list[tuple[str, str]]:
    """`{a, b: c}` → `[("a", "a"), ("b", "c")]`; what stands deeper belongs to its outermost name."""
    found: list[tuple[str, str]] = []
    for child in pattern.named_children:
        if child.type == "pair_pattern":
            key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
            if key is not None and value is not None:
                found += [(text(source, key), text(source, name)) for name in pattern_names(value)]
        elif child.type != "rest_pattern":
            found += [(text(source, name), text(source, name)) for name in pattern_names(child)]
    return found


def _kind(call: Node, word: str) -> str:
    """`dynamic` for import(), `type_only` in a type; `lazy` in a function, `conditional` under a branch, else `static`."""
    kind = "dynamic" if word == "import" else "static"
    node = call.parent
    while node is not None:
        if word == "import":
            if node.type in TYPE_PLACES:
                return "type_only"
            if node.type.endswith("statement") or node.type in DEFERRING:
                return kind
        elif node.type in DEFERRING:
            return "lazy"
        elif node.type in BRANCHING:
            kind = "conditional"
        node = node.parent
    return kind


def _glob(source: bytes, match: re.Match[bytes], line: int) -> Iterator[Import]:
    """The literals among `import.meta.glob`'s first argument; those that exclude (`!…`) go with each of the others as `alias`."""
    rest = source[match.end("glob") : match.end("glob") + 2000]
    inside = rest.partition(b"(")[2]
    if inside.lstrip().startswith(b"["):
        inside = inside.partition(b"]")[0]
    else:
        inside = found[0] if (found := LITERAL.match(inside)) else inside.partition(b")")[0].partition(b",")[0]
    literals = re.findall(rb"['\"`]([^'\"`\n]+)['\"`]", inside)
    wanted = [_decode(literal) for literal in literals if not literal.startswith(b"!")]
    unwanted = " ".join(_decode(literal) for literal in literals if literal.startswith(b"!"))
    for pattern in wanted:
        yield Import(line, "dynamic", pattern, "", unwanted, "globs" if len(wanted) > 1 else "glob")
    if not literals:
        yield Import(line, "dynamic", collapse(inside, 120), "", "", COMPUTED)


def _is_jsdoc(source: bytes, node: Node | None) -> bool:
    return node is not None and node.type == "comment" and source.startswith(b"/**", node.start_byte)


def _is_type(before: bytes) -> bool:
    """Whether what follows in a JSDoc comment is in the braces of a tag's type; code in an `@example` or in prose is none."""
    depth = 0
    for brace in BRACE.findall(before, max((tag.end() for tag in TYPED_TAG.finditer(before)), default=len(before))):
        depth += 1 if brace == b"{" else -1
        if depth == 0:
            return False
    return depth > 0


def _decode(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
