"""Whether the arguments of a call still fit a signature: Python's by its calling rules, those of others by their number."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ....indexer.gathering import by_key
from ....indexer.languages import language as language_module
from ....indexer.languages.families import FAMILIES
from .call_counts import misfit_count, taken
from .call_grammars import GRAMMARS
from .changes import Parsed, parse
from .python_calls import misfits, read_signature, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tree_sitter import Node

    from ....indexer.index import Index
    from ..occurrences import Definition
    from .call_counts import Taken

    Check = Callable[[str, int], list[str] | None]
    OneCheck = Callable[[Any, str, int], list[str] | None]

__all__ = ["checker", "covers_no_more", "overloads", "takes_as_before"]

ECMASCRIPT = FAMILIES["javascript"].languages
SIGNATURES = frozenset({"function_signature", "method_signature", "abstract_method_signature"})
"""TypeScript writes the overloads of a function as signatures without a body."""


def checker(index: Index, path: str, qualname: str, name: str, before: bytes | None = None) -> Check | None:
    """A function of path and line: why the calls of a definition there do not fit; None from it where no call is found.

    Args:
        name: what calls say: a constructor's is that of its class.
        before: the definition's file before the change; a call that did not fit then either is of something else.

    Returns:
        None where it can't be told what the definition takes.
    """
    language = index.files[path].language
    make = _python_check if language == "Python" else _counting_check
    was = _parsed(path, before, language) if before is not None else None
    new = make(_parsed(path, index.read(path), language), was, path, qualname, name)
    if new is None:
        return None
    old = make(was, None, path, qualname, name)

    def check(file: str, line: int) -> list[str] | None:
        spoken = index.files[file].language
        parsed = _parsed(file, index.read(file), spoken)
        tree = parsed.tree.root_node if isinstance(parsed, Parsed) else parsed
        reasons = new(tree, spoken, line) if tree is not None else None
        return [] if reasons and old is not None and old(tree, spoken, line) else reasons

    return check


@lru_cache(maxsize=8)
def _parsed(path: str, source: bytes, language: str) -> Any:
    """The two versions of a file are asked for with each of its definitions."""
    return tree_of(source) if language == "Python" else parse(path, source, language)


def takes_as_before(index: Index, path: str, qualname: str, before: bytes) -> bool:
    """Whether the definition takes every call that it took before the change: only types, defaults or bodies differ, or it takes more."""
    language = index.files[path].language
    old, new = _parsed(path, before, language), _parsed(path, index.read(path), language)
    if language == "Python":
        was, is_now = read_signature(old, qualname), read_signature(new, qualname)
        return was is not None and is_now is not None and is_now.covers(was)
    options, wider = _options(old, path, qualname), _options(new, path, qualname)
    return bool(options) and all(any(other.covers(one) for other in wider) for one in options)


def covers_no_more(index: Index, one: Definition, other: Definition, before: Mapping[str, bytes]) -> bool:
    """Python: whether one definition took every call that another took before the change, and does not now."""
    was, is_now, other_was, other_is = (
        read_signature(_parsed(path, text, "Python"), qualname)
        for path, qualname in (one, other)
        for text in (before.get(path) or index.read(path), index.read(path))
    )
    if was is None or is_now is None or other_was is None or other_is is None:
        return False
    return was.covers(other_was) and not is_now.covers(other_is)


@lru_cache(maxsize=8)
def overloads(parsed: Parsed, path: str) -> dict[str, list[Node]]:
    """Dotted path → all definitions of a file that have it, signatures of overloads included; for all definitions of a change at once."""
    root, symbols = (
        parsed.tree.root_node,
        language_module(parsed.language).extract(parsed.text, parsed.tree, path).symbols,
    )
    defined = ((item.qualname, _node_of(root, item.start_byte, item.end_byte)) for item in symbols)
    found = by_key((qualname, node) for qualname, node in defined if node is not None)
    if parsed.language in ECMASCRIPT:
        signed = ((node.child_by_field_name("name"), node) for node in _walk(root) if node.type in SIGNATURES)
        signatures = by_key(((name.text or b"").decode("utf-8", "replace"), node) for name, node in signed if name)
        for qualname, nodes in found.items():
            nodes += signatures.get(qualname.rpartition(".")[2], ())
    return found


def _walk(root: Node) -> Iterator[Node]:
    """A node and all named ones in it, in source order."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.named_children))


def _node_of(root: Node, start: int, end: int) -> Node | None:
    """The node of a definition; where the range begins with attributes that are nodes of their own (Rust), the one behind them."""
    node = root.descendant_for_byte_range(start, max(start, end - 1))
    if node is None or node.start_byte >= start:
        return node
    node = root.descendant_for_byte_range(max(start, end - 1), max(start, end - 1))
    while node is not None and node.parent is not None and node.parent.start_byte >= start:
        node = node.parent
    return node


def _python_check(tree: Any, was: Any, path: str, qualname: str, name: str) -> OneCheck | None:
    del path
    signature, before = read_signature(tree, qualname), read_signature(was, qualname)
    if signature is None:
        return None
    return lambda tree, language, line: misfits(tree, line, name, signature, before) if language == "Python" else None


def _counting_check(parsed: Parsed | None, was: Parsed | None, path: str, qualname: str, name: str) -> OneCheck | None:
    options, before = _options(parsed, path, qualname), _options(was, path, qualname)
    if not options:
        return None

    def check(tree: Node, language: str, line: int) -> list[str] | None:
        calling = GRAMMARS.get(language)
        return misfit_count(tree, line, name, calling, options, before) if calling is not None else None

    return check


def _options(parsed: Parsed | None, path: str, qualname: str) -> list[Taken]:
    """What the overloads of a definition take, as far as that can be told."""
    grammar = GRAMMARS.get(parsed.language) if parsed is not None else None
    if grammar is None or parsed is None:
        return []
    return [found for node in overloads(parsed, path).get(qualname, ()) if (found := taken(node, grammar)) is not None]
