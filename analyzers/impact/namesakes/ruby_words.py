"""Ruby: what a word is where it stands: a method of the own class or of a value, a constant and what is before it, or nothing that
a definition elsewhere gives (a variable, a key, what a group of examples defines for itself)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.languages.common import parts
from ...per_index import per_index, read_once
from ..changes.changes import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tree_sitter import Node, Tree

    from ....indexer.index import Index

__all__ = [
    "CONSTANT", "GROUPS", "HELPER", "LETS", "MADE", "MEMBER", "OWN", "SET", "UNKNOWN", "Word", "binds", "chain_at", "described",
    "is_field", "is_member", "made_by", "scope_of", "tree_of", "word_of", "words_at",
]  # fmt: skip

OWN, MEMBER, SET, MADE, CONSTANT, HELPER = "own", "member", "set", "made", "constant", "helper"
UNKNOWN = "?"
HARD: Final = words("method singleton_method class module singleton_class program")
SOFT: Final = words("block do_block lambda")
PARAMETERS: Final = words(
    "method_parameters block_parameters lambda_parameters optional_parameter keyword_parameter splat_parameter hash_splat_parameter"
    " block_parameter destructured_parameter exception_variable"
)
TARGETS: Final = words("left_assignment_list rest_assignment destructured_left_assignment")
NAMING: Final = words("argument_list array pair alias undef")
"""Where a symbol may name a method; `options[:total]` and `kind == :total` do not."""
ATTRIBUTES: Final = (b"attr_reader", b"attr_accessor", b"attr_writer", b"attr")
LETS: Final = (b"let", b"let!", b"subject", b"subject!")
GROUPS: Final = (b"describe", b"context", b"feature", b"xdescribe", b"fdescribe", b"xcontext", b"fcontext")
LETTERS: Final = frozenset(byte for byte in range(128) if chr(byte).isalnum() or chr(byte) == "_")
MOST_SOURCE: Final = 3_000_000
"""Bytes of source whose trees are kept; they take some thirty times as many (1,000 files of rubocop 110 MB)."""
CLASS_PATH: Final = re.compile(rb"(?:::)?[A-Z]\w*(?:::[A-Z]\w*)*")


class Word(NamedTuple):
    """One occurrence of a name.

    Attributes:
        form: `OWN` (alone, on `self`, or as a symbol), `MEMBER` of some value, `MADE` (of what `Order.new` makes), `SET` (a
            value's member is assigned), `CONSTANT`, or `HELPER` (what a group of examples around it defines).
        before: the class in front of a constant or of `new`, `::` for the top, `UNKNOWN` for a value.
        line: of what the helper is defined by, else 0.
    """

    form: str
    before: str = ""
    line: int = 0


def is_member(word: Word) -> bool:
    """It stands behind a value or a class."""
    return word.form in {MEMBER, MADE} or bool(word.before)


@read_once
def words_at(index: Index, path: str, name: str) -> Mapping[int, Sequence[Word]]:
    """Line → the occurrences of a name that mean something from outside."""
    tree = tree_of(index, path)
    if tree is None:
        return {}
    reader, source = _Reader(), index.read(path)
    written = name.encode()
    found: list[tuple[list[Node], int]] = []
    for start in _places(source, written):
        chain = chain_at(tree, start)
        if chain and (_text(chain[-1]).strip(b":") == written):
            found.append((chain, start))
            reader.bind(chain)
    told: dict[int, list[Word]] = {}
    for chain, start in found:
        if (word := reader.word(chain, start)) is not None:
            told.setdefault(chain[-1].start_point[0] + 1, []).append(word)
    return told


def _places(source: bytes, written: bytes) -> Iterator[int]:
    """Where a name stands as a whole word: sought as plain text, for each name is sought but once."""
    start = source.find(written)
    while start >= 0:
        end = start + len(written)
        if LETTERS.isdisjoint(source[max(start - 1, 0) : start] + source[end : end + 1]):
            yield start
        start = source.find(written, start + 1)


class _Reader:
    """Reads the occurrences of one name in one file: first all that bind it, then what each means."""

    def __init__(self) -> None:
        self.variables: dict[int, int] = {}
        self.helpers: list[tuple[int, int, int]] = []

    def bind(self, chain: list[Node]) -> None:
        """Takes note of a place that declares a variable, a parameter or a helper."""
        node, parent = chain[-1], chain[-2]
        if node.type == "identifier" and binds(chain):
            self.variables.setdefault(scope_of(chain).id, node.start_byte)
        block = None
        if parent.type == "method" and is_field(parent, "name", node):
            around = scope_of(chain[:-2])
            block = around if _call_of(chain, around) in GROUPS else None
        elif node.type == "simple_symbol" and word_of(chain) in LETS:
            block = next((item for item in reversed(chain) if item.type in SOFT), None)
        if block is not None and block.type in SOFT:
            self.helpers.append((block.start_byte, block.end_byte, node.start_point[0] + 1))

    def word(self, chain: list[Node], start: int) -> Word | None:
        """What an occurrence means; None for what only this place or its function gives a meaning, and for definitions."""
        node, parent = chain[-1], chain[-2]
        if node.type == "constant":
            return _constant(node, parent)
        if node.type == "simple_symbol":
            return self._symbol(chain)
        if node.type != "identifier" or (
            parent.type in {"setter", "method", "singleton_method"} and is_field(parent, "name", node)
        ):
            return None
        if parent.type == "alias":
            return Word(OWN) if is_field(parent, "alias", node) else None
        if (
            parent.type == "call"
            and is_field(parent, "method", node)
            and (on := parent.child_by_field_name("receiver"))
        ):
            return _member(chain, on)
        called = parent.type == "call" and is_field(parent, "method", node)  # with arguments, so no variable
        if not called and (binds(chain) or self._is_variable(chain, start)):
            return None
        return self._bare(start)

    def _bare(self, start: int) -> Word:
        around = [item for item in self.helpers if item[0] <= start < item[1]]
        return Word(HELPER, line=min(around, key=lambda item: item[1] - item[0])[2]) if around else Word(OWN)

    def _symbol(self, chain: list[Node]) -> Word | None:
        parent = chain[-2]
        if parent.type == "block_argument":
            return Word(MEMBER)
        word = word_of(chain)
        if (
            parent.type not in NAMING
            or (parent.type == "pair" and is_field(parent, "key", chain[-1]))
            or word in ATTRIBUTES
            or word in LETS
        ):
            return None
        return Word(OWN)

    def _is_variable(self, chain: list[Node], start: int) -> bool:
        for item in reversed(chain):
            if self.variables.get(item.id, start + 1) <= start:
                return True
            if item.type in HARD:
                return False
        return False


def scope_of(chain: list[Node]) -> Node:
    """The innermost function, block or class around; the file where it is broken."""
    return next((item for item in reversed(chain) if item.type in HARD or item.type in SOFT), chain[0])


def made_by(made: Node | None, chain: list[Node]) -> str | None:
    """The class, as it is written, of what an expression makes (`Order.new(1)`)."""
    on = made.child_by_field_name("receiver") if made is not None and _field(made, "method") == b"new" else None
    if on is None:
        return None
    if _text(on) == b"described_class":
        return next((said for item in reversed(chain) if (said := described(item)) is not None), None)
    return _text(on).decode() if CLASS_PATH.fullmatch(_text(on)) else None


def described(call: Node) -> str | None:
    """The class that a group of examples is about (`describe Order do`)."""
    first = next(iter(parts(call, "arguments")), None) if _field(call, "method") in GROUPS else None
    return _text(first).decode() if first is not None and CLASS_PATH.fullmatch(_text(first)) else None


def binds(chain: list[Node]) -> bool:
    """A variable that is assigned or taken here."""
    node, parent = chain[-1], chain[-2]
    if parent.type in PARAMETERS:
        return parent.type not in {"optional_parameter", "keyword_parameter"} or is_field(parent, "name", node)
    if parent.type in {"assignment", "operator_assignment"}:
        return is_field(parent, "left", node)
    return parent.type in TARGETS or (parent.type == "for" and is_field(parent, "pattern", node))


def _member(chain: list[Node], on: Node) -> Word | None:
    """What stands behind a value or a class."""
    call, holder = chain[-2], chain[-3]
    target = (holder.type == "assignment" and is_field(holder, "left", call)) or holder.type in TARGETS
    said = _text(on)
    if said in {b"self", b"self.class"}:
        return Word(SET if target else OWN)
    if target:
        return Word(SET, UNKNOWN)
    made = made_by(on, chain)
    return Word(MADE, made) if made is not None else Word(MEMBER)


def _constant(node: Node, parent: Node) -> Word | None:
    if parent.type in {"class", "module"} and is_field(parent, "name", node):
        return None
    if parent.type in {"assignment", "operator_assignment"} and is_field(parent, "left", node):
        return None
    if parent.type == "call" and is_field(parent, "method", node):
        return Word(MEMBER)
    if parent.type != "scope_resolution" or not is_field(parent, "name", node):
        return Word(CONSTANT)
    scope = parent.child_by_field_name("scope")
    if scope is None:
        return Word(CONSTANT, "::")
    said = _text(scope)
    return Word(CONSTANT, said.decode() if CLASS_PATH.fullmatch(said) else UNKNOWN)


def word_of(chain: list[Node]) -> bytes:
    """The method that a symbol is given to, alone or in a list."""
    if len(chain) > 2 and chain[-2].type == "argument_list":
        return _field(chain[-3], "method")
    return b""


def _call_of(chain: list[Node], block: Node) -> bytes:
    """The method that a block is given to."""
    around = next((chain[place - 1] for place, item in enumerate(chain) if item == block), None)
    return _field(around, "method") if around is not None and around.type == "call" else b""


def _field(node: Node, field: str) -> bytes:
    found = node.child_by_field_name(field)
    return _text(found) if found is not None else b""


def is_field(parent: Node, field: str, node: Node) -> bool:
    return node in parent.children_by_field_name(field)


def _text(node: Node) -> bytes:
    return node.text or b""


# ---- Syntax trees, kept while names are looked up in them: each is asked for once for every name in it


def tree_of(index: Index, path: str) -> Tree | None:
    """The tree of a file; None where it can't be parsed."""
    trees = _trees(index)
    if path not in trees:
        source = index.read(path)
        if len(source) + sum(size for size, _ in trees.values()) > MOST_SOURCE:
            trees.clear()
        parsed = parse(path, source, "Ruby", indexed=True)
        trees[path] = len(source), parsed.tree if parsed is not None else None
    return trees[path][1]


@per_index
def _trees(index: Index) -> dict[str, tuple[int, Tree | None]]:
    del index
    return {}


def chain_at(tree: Tree, start: int) -> list[Node]:
    """The nodes around a place, outermost first."""
    cursor, found = tree.walk(), [tree.root_node]
    while cursor.goto_first_child_for_byte(start) is not None and cursor.node is not None:
        found.append(cursor.node)
    return found if found[-1].start_byte <= start < found[-1].end_byte else []
