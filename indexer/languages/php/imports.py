"""PHP: `use`, `require` and `include`, and qualified names of a file."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Import
from ..common import collapse, import_kind
from .paths import AssignedFolders, folder_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tree_sitter import Node, Tree

    from .paths import Folders

__all__ = ["imports_of"]

COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*\*/|(?://|#)[^\n]*")
PLAIN = re.compile(r"use ([A-Za-z_][\w\\]*);")
KIND = re.compile(r"(?:(function|const)\s+)?(.*)", re.DOTALL | re.IGNORECASE)
INCLUDE = re.compile(rb"(require|include)(_once)?[ \t]*(\(?)\s*([^;\n]*)")
LITERAL = re.compile(rb"(?:'([^'\n]+)'|\"([^\"$\n]+)\")\s*(?=[);?]|\Z)")
HELPER = re.compile(
    rb"(base|app|config|database|lang|public|resource)_path\(\s*['\"]([\w./-]+)['\"]\s*\)\s*(?=[);?]|\Z)"
)
HELPER_FOLDERS = {b"base": "", b"resource": "resources/"}
"""Laravel's helpers name a folder of the application (https://laravel.com/docs/helpers#paths); the others are called as theirs."""
QUALIFIED = re.compile(rb"\\?[A-Za-z_][\w\x80-\xff]*(?:\\[A-Za-z_][\w\x80-\xff]*)+|\\[A-Za-z_][\w\x80-\xff]*")
SEPARATOR = re.compile(rb"\\[A-Za-z_]")
NAME_BYTES = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
TEXT_NODES = frozenset(
    {
        "comment", "string_content", "string", "encapsed_string", "text", "heredoc_body", "nowdoc_string",
        "nowdoc_body", "escape_sequence",
    }
)  # fmt: skip
LAZY = frozenset({"function_definition", "method_declaration", "anonymous_function", "arrow_function"})
CONDITIONS = frozenset(
    {"if_statement", "else_clause", "else_if_clause", "switch_statement", "try_statement", "catch_clause"}
)


def imports_of(source: bytes, tree: Tree, uses: Iterable[Node]) -> list[Import]:
    """The imports in source order: `use` clauses, files included, and names written with their namespace."""
    found: list[tuple[int, Import]] = []
    spans: list[tuple[int, int]] = []
    for node in uses:
        start, end = node.start_byte, node.end_byte
        spans.append((start, end))
        raw = source[start:end].decode("utf-8", "replace")
        found += [(start, item) for item in _use(raw, node.start_point[0] + 1)]
    found += _includes(source, tree)
    found += _qualified(source, tree, spans)
    found.sort(key=itemgetter(0))
    return [item for _, item in found]


def _use(raw: str, line: int) -> Iterator[Import]:
    """One import a name; groups are multiplied out."""
    plain = PLAIN.fullmatch(raw)
    if plain is not None:
        yield Import(line, "static", plain[1], "", plain[1].rpartition("\\")[2], "use")
        return
    clause = COMMENT.sub(" ", raw) if "/" in raw or "#" in raw else raw
    clause = clause.strip()[len("use") :].rstrip("; \r\n").strip()  # in any case: `Use` is the same word
    prefix, brace, group = clause.partition("{")
    form, prefix = _form(prefix if brace else clause)
    for part in (group.rstrip("} \r\n") if brace else prefix).split(","):
        own, name = _form(part)
        if not name:
            continue
        name, _, alias = (piece.strip() for piece in _as(name))
        full = (prefix.strip() + name if brace else name).strip().lstrip("\\")
        yield Import(line, "static", full, "", alias or full.rpartition("\\")[2], own or form or "use")


def _as(name: str) -> tuple[str, str, str]:
    parts = re.split(r"\s+as\s+", name.strip(), maxsplit=1, flags=re.IGNORECASE)
    return parts[0], "as", parts[1] if len(parts) > 1 else ""


def _form(raw: str) -> tuple[str, str]:
    """`function` or `const` in front of a clause, and the rest."""
    match = KIND.match(raw.strip())
    return ((match[1] or "").lower(), match[2].strip()) if match is not None else ("", "")


# ---- require, include


def _includes(source: bytes, tree: Tree) -> Iterator[tuple[int, Import]]:
    folders = AssignedFolders(source)
    for word in (b"require", b"include"):
        start = source.find(word)
        while start >= 0:
            match = INCLUDE.match(source, start)
            if match is not None and match[4] and source[start - 1 : start] not in {b"$", b">", b"_", b":", b"\\"}:
                node = tree.root_node.descendant_for_byte_range(start, start + 1)
                if (
                    node is not None
                    and node.parent is not None
                    and node.parent.type.endswith("_expression")
                    and node.type not in TEXT_NODES
                    and node.type != "name"
                ):
                    yield start, _include(source, match, node, folders)
            start = source.find(word, start + 7)


def _include(source: bytes, match: re.Match[bytes], node: Node, folders: Folders) -> Import:
    line = source.count(b"\n", 0, match.start()) + 1
    form = (match[1] + (match[2] or b"")).decode()
    argument = match[4]
    path = folder_path(argument, folders)
    if path is not None:
        return Import(line, _kind(node), path, "", "", f"{form} __DIR__" if path[:1] != "{" else f"{form} CONSTANT")
    literal = LITERAL.match(argument)
    if literal is not None:
        return Import(line, _kind(node), (literal[1] or literal[2]).decode("utf-8", "replace"), "", "", form)
    helper = HELPER.match(argument)
    if helper is not None:
        folder = HELPER_FOLDERS.get(helper[1], helper[1].decode() + "/")
        return Import(line, _kind(node), folder + helper[2].decode("utf-8", "replace").lstrip("/"), "", "", form)
    return Import(line, "dynamic", collapse(argument, 80), "", "", form)


def _kind(node: Node) -> str:
    """`lazy` in a function, `conditional` under a condition, else `static`."""
    return import_kind(node.parent, LAZY, CONDITIONS)


# ---- names with their namespace


def _qualified(source: bytes, tree: Tree, spans: list[tuple[int, int]]) -> Iterator[tuple[int, Import]]:
    """Each distinct qualified name in code, at its first line."""
    seen: set[bytes] = set()
    last = max((end for _, end in spans), default=0)
    for found in SEPARATOR.finditer(source):
        position = found.start()
        before = source[max(0, position - 80) : position]
        start = position - (len(before) - len(before.rstrip(NAME_BYTES)))
        match = QUALIFIED.match(source, start)
        if match is None or match.end() <= position:
            continue
        raw, end = match[0], match.end()
        if (
            raw not in seen
            and source[start - 1 : start] not in {b"\\", b"$"}
            and not (start < last and _within(start, spans))
        ):
            node = tree.root_node.descendant_for_byte_range(start, start + 1)
            if node is not None and node.type not in TEXT_NODES and not _names_a_statement(node):
                seen.add(raw)
                # `\count(…)` calls a function of the global namespace: PHP's own.
                if b"\\" in raw[1:] or source[end : end + 1] != b"(" or source[start - 4 : start] == b"new ":
                    line = source.count(b"\n", 0, start) + 1
                    yield start, Import(line, "static", raw.decode("utf-8", "replace"), "", "", "name")


def _within(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _names_a_statement(node: Node) -> bool:
    """Whether the name is that of a `namespace` or `use` statement itself."""
    holder: Node | None = node
    for _ in range(4):
        if holder is None:
            return False
        if holder.type in {"namespace_definition", "namespace_use_declaration"}:
            return True
        holder = holder.parent
    return False
