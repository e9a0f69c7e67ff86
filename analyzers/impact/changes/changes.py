"""What a diff changes, definition by definition: both versions are parsed, and only what means something else counts.

Two versions of a definition are the same when their syntax trees are, comments, layout and docstrings left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.classify.linguist import classify
from ....indexer.gathering import by_key
from ....indexer.languages import language as language_module
from ....indexer.languages import prepared, supported

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from hashlib import blake2b

    from tree_sitter import Node, Tree

    from ....indexer.facts import Symbol
    from .diffs import FileDiff

__all__ = ["HEAD_BYTES", "Change", "Parsed", "Version", "changes_of", "parse", "read_version"]

HEAD_BYTES = 4096
MOST_DIFFS = 256
BODIES = frozenset({"block", "body_statement"})
"""What holds the members of a class without braces: as long as its member, where it has one."""


class Change(NamedTuple):
    """One changed definition.

    Attributes:
        path: the file as it is now (was, where it is deleted).
        symbol: qualified name; "" for the file's top level.
        kind: `added | removed | modified | signature | top-level | file`; `file` is a file that is not parsed.
        line: in the new version; in the old one for what is removed.
        exported: others can see it.
    """

    path: str
    symbol: str
    kind: str
    line: int
    exported: bool = True


class Parsed(NamedTuple):
    """A file in one of the languages that are parsed; `text` is what the tree was made of."""

    language: str
    text: bytes
    tree: Tree


class Version(NamedTuple):
    """One version of a file: its tree, and its definitions by qualified name: the first of equal ones, and all of them."""

    source: bytes
    root: Node
    symbols: dict[str, Symbol]
    overloads: dict[str, list[Symbol]]


def parse(path: str, source: bytes, language: str = "", *, indexed: bool = False) -> Parsed | None:
    """A file's text as it is parsed, and its tree; None where its language is not parsed, or its text can't be.

    Args:
        indexed: the indexer has parsed this very text, and found that its grammar ends.
    """
    name = language or classify(path, source[:HEAD_BYTES])
    if not supported(name):
        return None
    from ....indexer.languages.trees import parser_of
    from ....indexer.parsing import SlowParseError, with_text

    text, dialect = prepared(name, source)
    try:
        parser = parser_of(dialect)
        return Parsed(name, text, parser.parse(text) if indexed else with_text(parser, text))
    except SlowParseError:
        return None


@lru_cache(maxsize=MOST_DIFFS)
def read_version(path: str, source: bytes, language: str = "") -> Version | None:
    """A parsed version, remembered like `changes_of`; None where its language is not parsed, or its text can't be."""
    parsed = parse(path, source, language)
    if parsed is None:
        return None
    try:
        symbols = language_module(parsed.language).extract(parsed.text, parsed.tree, path).symbols
    except RecursionError:
        return None
    overloads = by_key((symbol.qualname, symbol) for symbol in symbols)
    return Version(parsed.text, parsed.tree.root_node, {name: found[0] for name, found in overloads.items()}, overloads)


@lru_cache(maxsize=MOST_DIFFS)
def changes_of(diff: FileDiff) -> tuple[Change, ...]:
    """The definitions that a file's difference changes, in source order; empty where nothing that runs differs.

    Remembered: who asks again after one more edit has changed one file of many.
    """
    return tuple(_changes(diff))


def _changes(diff: FileDiff) -> list[Change]:
    old, new = read_version(diff.old_path, diff.old), read_version(diff.path, diff.new)
    if diff.status == "deleted":
        return list(_all(diff.old_path, old, "removed"))
    if diff.status == "added":
        return list(_all(diff.path, new, "added"))
    if old is None or new is None:
        return [Change(diff.path, "", "file", 1)] if diff.old_lines or diff.new_lines else []
    found = [*_gone(diff, old, new), *_altered(diff, old, new)]
    if diff.status == "renamed":
        known = {(change.symbol, change.kind) for change in found}
        found += [item for item in _all(diff.old_path, old, "removed") if (item.symbol, item.kind) not in known]
    return sorted(found, key=lambda item: (item.path, item.line, item.symbol))


def _all(path: str, version: Version | None, kind: str) -> Iterator[Change]:
    if version is None:
        yield Change(path, "", kind, 1)
        return
    for symbol in version.symbols.values():
        if "." not in symbol.qualname or kind == "added":
            yield Change(path, symbol.qualname, kind, symbol.start_line, symbol.exported)
    if not version.symbols or kind == "removed":
        yield Change(path, "", kind, 1)


def _gone(diff: FileDiff, old: Version, new: Version) -> Iterator[Change]:
    """Definitions of one version only."""
    for name, symbol in old.symbols.items():
        if name not in new.symbols and not _within(name, old, new):
            yield Change(diff.path, name, "removed", symbol.start_line, symbol.exported)
    for name, symbol in new.symbols.items():
        if name not in old.symbols:
            yield Change(diff.path, name, "added", symbol.start_line, symbol.exported)


def _within(name: str, old: Version, new: Version) -> bool:
    """It is gone because what it stood in is gone."""
    holder = name.rpartition(".")[0]
    return bool(holder) and holder in old.symbols and holder not in new.symbols


def _altered(diff: FileDiff, old: Version, new: Version) -> Iterator[Change]:
    """Definitions of both versions that mean something else now."""
    touched = {*_touched(old, diff.old_lines), *_touched(new, diff.new_lines)}
    for name in sorted(touched - {""}):
        before, after = old.symbols.get(name), new.symbols.get(name)
        if before is None or after is None:
            continue
        if _signatures(old, name) != _signatures(new, name):
            yield Change(diff.path, name, "signature", after.start_line, after.exported)
        elif _meaning(old, name) != _meaning(new, name):
            yield Change(diff.path, name, "modified", after.start_line, after.exported)
    if "" in touched and _meaning(old, "") != _meaning(new, ""):
        yield Change(diff.path, "", "top-level", (diff.new_lines or diff.old_lines or (1,))[0])


def _signatures(version: Version, name: str) -> list[str]:
    """The signatures of all overloads, layout and repetitions left out."""
    told = ("".join(symbol.signature.split()).replace(",)", ")") for symbol in version.overloads[name])
    return list(dict.fromkeys(told))


def _touched(version: Version, lines: Iterable[int]) -> set[str]:
    """The innermost definitions around some lines; "" for the top level."""
    wanted = sorted(set(lines))
    best: dict[int, tuple[int, str]] = {}
    for symbol in (item for found in version.overloads.values() for item in found):
        size = symbol.end_byte - symbol.start_byte
        for line in wanted[bisect_left(wanted, symbol.start_line) : bisect_right(wanted, symbol.end_line)]:
            if line not in best or size < best[line][0]:
                best[line] = (size, symbol.qualname)
    return {best[line][1] if line in best else "" for line in wanted}


def _meaning(version: Version, name: str) -> bytes:
    """Digest of a definition's own syntax (of all overloads), without what other definitions inside of it say; "" for the top level."""
    every = {(item.start_byte, item.end_byte) for found in version.overloads.values() for item in found}
    from hashlib import blake2b

    digest = blake2b(digest_size=16)
    for child in () if name else version.root.children:  # a file may be one definition from end to end
        _add_syntax(digest, child, every)
    for symbol in version.overloads.get(name, ()):
        start, end = symbol.start_byte, symbol.end_byte
        others = {item for item in every if item != (start, end) and item[0] >= start and item[1] <= end}
        _add_syntax(digest, version.root.descendant_for_byte_range(start, max(start, end - 1)), others)
    return digest.digest()


def _add_syntax(digest: blake2b, node: Node | None, others: set[tuple[int, int]]) -> None:
    stack = [node] if node is not None else []
    while stack:
        current = stack.pop()
        apart = (current.start_byte, current.end_byte) in others and current.type not in BODIES
        if apart or "comment" in current.type or _is_docstring(current):
            continue
        digest.update(current.type.encode() + b"\0")
        if not current.child_count:
            digest.update((current.text or b"") + b"\0")
        stack.extend(reversed(current.children))


def _is_docstring(node: Node) -> bool:
    """A string that stands alone as a statement: it does nothing."""
    if node.type != "expression_statement" or node.named_child_count != 1:
        return False
    child = node.named_child(0)
    return child is not None and child.type == "string"
