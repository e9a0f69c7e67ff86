"""Rust: the imports of a file: `use` trees, `mod`, `extern crate`, `include!`, and paths written in full."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...facts import Import
from .use_trees import at_file_level, use_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tree_sitter import Node, Tree

__all__ = ["imports_of"]

USE = re.compile(rb"use\s+(?:(?:::\s*)?(?:r#)?\w+\s*(?:::|;|as\b)|(?:::\s*)?\{)")
FIXED = re.compile(rb"use\s+(?:::)?\w+(?:::\w+)*")
MOD = re.compile(rb"mod\s+(?:r#)?(\w+)\s*([;{])")
INCLUDE = re.compile(rb'(include(?:_str|_bytes)?)!\s*[(\[{]\s*(?:"([^"\n]+)"|[a-z])')
FROM_MANIFEST = re.compile(rb'concat!\s*\(\s*env!\s*\(\s*"CARGO_MANIFEST_DIR"\s*\)\s*((?:,\s*"[^"\n]*"\s*)+),?\s*\)')
"""A path that is put together from the package's folder and literals."""
PATH = re.compile(rb"((?:(?:r#)?[a-z_]\w*+::)++)(?:r#)?(\w++)")
PATH_ATTRIBUTE = re.compile(rb'path\s*=\s*"([^"\n]+)"|cfg_attr\(.*?,\s*path\s*=\s*"([^"\n]+)"', re.DOTALL)
VISIBILITY = re.compile(rb"\bpub(?:\s*\([^()\n]*\))?\s*\Z")
WORD = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
NOT_CRATES = frozenset(
    b"std core alloc proc_macro self Self str u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 bool char".split()
)
MANIFEST_FOLDER = b"$CARGO_MANIFEST_DIR"
LOOK_BACK = 400
TEXT_NODES = frozenset(
    {"block_comment", "line_comment", "doc_comment", "string_content", "string_literal", "raw_string_literal"}
)


def imports_of(source: bytes, tree: Tree, found: dict[str, list[Node]]) -> list[Import]:
    """The imports in source order.

    Args:
        source: the file.
        tree: its syntax tree.
        found: captures `use` and `crate` of the query; what stands deeper than the query looks is found by text.
    """
    modules = list(_modules(source, tree))
    scopes = _Scopes([item for item in modules if item.end])
    uses = [(node.start_byte, node.end_byte, "item") for node in found.get("use", ())]
    uses += _deep_uses(source, tree, uses)
    placed: list[tuple[int, Import]] = []
    for start, end, holder in uses:
        placed += [(start, item) for item in _use(source, start, end, scopes, holder)]
    placed += _crates(source, found.get("crate", ()))
    for module in modules:
        if not module.end:
            placed += _mod(source, module, scopes)
    bound = {item.alias.encode() for _, item in placed} | NOT_CRATES
    placed += _includes(source, tree)
    placed += _paths(source, tree, scopes, sorted((start, end) for start, end, _ in uses), bound)
    placed.sort(key=itemgetter(0))
    return [item for _, item in placed]


class _Module(NamedTuple):
    """A `mod`: a declaration (`end` is 0) or a module written inside the file, then with its extent."""

    start: int
    end: int
    name: str
    attributes: list[bytes]
    holder: str

    @property
    def conditional(self) -> bool:
        """Compiled under some configurations only."""
        return self.holder != "item" or any(item.startswith(b"cfg(") for item in self.attributes)


class _Scopes:
    """Which inline modules a position stands in."""

    def __init__(self, inline: Sequence[_Module]) -> None:
        self._inline = inline

    def at(self, position: int) -> tuple[list[str], bool]:
        """The names of the inline modules around a position, and whether one of them is conditional."""
        if not self._inline:
            return [], False
        around = [item for item in self._inline if item.start < position < item.end]
        return [item.name for item in around], any(item.conditional for item in around)


def _modules(source: bytes, tree: Tree) -> Iterator[_Module]:
    for match in MOD.finditer(source):
        position = match.start()
        if source[max(0, position - 1) : position].isalnum() or _in_line_comment(source, position):
            continue
        holder = _holder(tree, position)
        if holder == "":
            continue
        end = 0
        if match[2] == b"{":
            brace = tree.root_node.descendant_for_byte_range(match.end() - 1, match.end())
            end = brace.parent.end_byte if brace is not None and brace.parent is not None else 0
            if not end:
                continue
        prefix = VISIBILITY.search(source, max(0, position - 40), position)
        start = prefix.start() if prefix else position
        yield _Module(start, end, match[1].decode("utf-8", "replace"), _attributes(source, start), holder)


# ---- use


def _use(source: bytes, start: int, end: int, scopes: _Scopes, holder: str) -> Iterator[Import]:
    raw = source[start:end]
    body = raw.partition(b"use")[2] if not raw.startswith(b"use") else raw[3:]
    names, conditional = scopes.at(start)
    form = "path" if holder == "pattern" else "use"  # in a macro's definition it binds no name of the file's own
    if raw.startswith(b"pub") and form == "use":
        kind = "reexport"
    elif conditional or holder != "item" or any(item.startswith(b"cfg(") for item in _attributes(source, start)):
        kind = "conditional"
    else:
        kind = "static"
    line = source.count(b"\n", 0, start) + 1
    for path, alias in use_tree(body):
        path = at_file_level(path, names)
        if len(path) == 1:
            yield Import(line, kind, path[0], "", alias, form)
        else:
            yield Import(line, kind, "::".join(path[:-1]), path[-1], alias, form)


def _deep_uses(source: bytes, tree: Tree, known: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Use declarations below the depth of the query, each with its holder: in function bodies, in the arguments of macros
    (`cfg_if!`), and in their definitions, there to the first part that the macro fills in (`pub use shop::$name`).
    """
    seen = {source.find(b"use", start) for start, _, _ in known}
    for match in USE.finditer(source):
        position = match.start()
        if (
            position in seen
            or source[max(0, position - 1) : position] not in b" \t\n{};"
            or _in_line_comment(source, position)
        ):
            continue
        holder = _holder(tree, position)
        end = source.find(b";", position)
        if holder == "" or end < 0:
            continue
        if b"$" in source[position:end]:
            end = source.find(b"::$", position, end)
            if holder != "pattern" or not FIXED.fullmatch(source, position, max(end, position)):
                continue
        prefix = VISIBILITY.search(source, max(0, position - 40), position)
        yield prefix.start() if prefix else position, end + (source[end : end + 1] == b";"), holder


def _holder(tree: Tree, position: int) -> str:
    """`item` for a keyword of a declaration, `macro` and `pattern` for one in a macro's arguments or definition, "" for text."""
    node = tree.root_node.descendant_for_byte_range(position, position + 2)
    parent = node.parent if node is not None else None
    if node is None or parent is None or node.type not in {"use", "mod"}:
        return ""
    if parent.type != "token_tree":
        return "item" if parent.type in {"use_declaration", "mod_item"} else ""
    while parent is not None and parent.type == "token_tree":
        parent = parent.parent
    if parent is None:
        return ""
    return {"macro_invocation": "macro", "macro_rule": "pattern"}.get(parent.type, "")


# ---- mod, extern crate, include!


def _mod(source: bytes, module: _Module, scopes: _Scopes) -> Iterator[tuple[int, Import]]:
    """`mod name;`: the specifier is the path below this file, or the quoted file of a `#[path]` attribute, or both."""
    inline, conditional = scopes.at(module.start)
    kind = "conditional" if conditional or module.conditional else "static"
    line = source.count(b"\n", 0, module.start) + 1
    form = "macro mod" if module.holder == "pattern" else "mod"
    for item in module.attributes:
        if found := PATH_ATTRIBUTE.match(item):
            file = (found[1] or found[2]).decode("utf-8", "replace")
            if found[2]:
                kind = "conditional"
            yield module.start, Import(line, kind, f'"{file}"', "::".join(inline), module.name, form)
            if found[1]:
                return
    yield module.start, Import(line, kind, "::".join((*inline, module.name)), "", module.name, form)


def _attributes(source: bytes, start: int) -> list[bytes]:
    """The contents of the outer attributes that stand directly before a position, nearest first."""
    found: list[bytes] = []
    window = source[max(0, start - LOOK_BACK) : start]
    while window.rstrip().endswith(b"]"):
        window = window.rstrip()
        opening = window.rfind(b"#[")
        if opening < 0:
            break
        found.append(window[opening + 2 : -1].strip())
        window = window[:opening]
    return found


def _crates(source: bytes, nodes: Iterable[Node]) -> Iterator[tuple[int, Import]]:
    for node in nodes:
        name, alias = node.child_by_field_name("name"), node.child_by_field_name("alias")
        if name is None:
            continue
        crate = source[name.start_byte : name.end_byte].decode("utf-8", "replace")
        local = source[alias.start_byte : alias.end_byte].decode("utf-8", "replace") if alias else crate
        kind = "reexport" if source.startswith(b"pub", node.start_byte) else "static"
        yield node.start_byte, Import(node.start_point[0] + 1, kind, crate, "", local, "extern crate")


def _includes(source: bytes, tree: Tree) -> Iterator[tuple[int, Import]]:
    """`include!` and its kin."""
    if b"include" not in source:
        return
    for match in INCLUDE.finditer(source):
        if _in_line_comment(source, match.start()):
            continue
        node = tree.root_node.descendant_for_byte_range(match.start(), match.start() + 1)
        if node is None or node.type not in {"identifier", "token_tree"}:
            continue
        form, line = match[1].decode(), source.count(b"\n", 0, match.start()) + 1
        path = match[2]
        if path is None and (joined := FROM_MANIFEST.match(source, match.end() - 1)) is not None:
            path = MANIFEST_FOLDER + b"".join(re.findall(rb'"([^"\n]*)"', joined[1]))
        if path is None:
            yield match.start(), Import(line, "dynamic", "", "", "", form)
        else:
            yield match.start(), Import(line, "static", f'"{path.decode("utf-8", "replace")}"', "", "", form)


# ---- paths in full


def _paths(
    source: bytes, tree: Tree, scopes: _Scopes, spans: Sequence[tuple[int, int]], bound: frozenset[bytes] | set[bytes]
) -> Iterator[tuple[int, Import]]:
    """Paths in expressions and types that name a module of the crate (`crate::a::f()`) or another crate (`log::info!`).

    Each distinct module path gives one import, at its first line.
    """
    seen: set[bytes] = set()
    starts = [start for start, _ in spans]
    position = 0
    for piece in source.split(b"::")[:-1]:
        position += len(piece) + 2
        rest = piece.rstrip(WORD)
        first = position == len(piece) + 2
        if len(rest) == len(piece) or not (rest or first) or not 97 <= piece[len(rest)] <= 122:
            continue
        head = piece[len(rest) :]
        if head in bound or (rest.endswith((b".", b"$", b"'", b'"')) and head != b"crate"):
            continue
        start = position - 2 - len(head)
        match = PATH.match(source, start)
        if match is None or match[1] in seen:
            continue
        index = bisect_right(starts, start) - 1
        if (index >= 0 and start < spans[index][1]) or not _is_code(source, tree, start):
            continue
        seen.add(match[1])
        segments = match[0].decode("utf-8", "replace").replace("r#", "").split("::")
        segments = at_file_level(segments, scopes.at(start)[0])
        line = source.count(b"\n", 0, start) + 1
        yield start, Import(line, "static", "::".join(segments[:-1]), segments[-1], "", "path")


def _is_code(source: bytes, tree: Tree, position: int) -> bool:
    if _in_line_comment(source, position):
        return False
    node = tree.root_node.descendant_for_byte_range(position, position + 1)
    return node is not None and node.type not in TEXT_NODES


def _in_line_comment(source: bytes, position: int) -> bool:
    """Whether `//` stands before the position on its line (a URL in a string counts as one too)."""
    return source.find(b"//", source.rfind(b"\n", 0, position) + 1, position) >= 0
