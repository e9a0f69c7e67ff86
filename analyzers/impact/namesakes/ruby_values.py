"""Ruby: the class that a variable is made of (`@till = Till.new`), where all that binds it near a name says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .... import lazy_re as re
from ...per_index import read_once
from ..called import all_called, first_of
from .ruby_words import GROUPS, LETS, binds, chain_at, described, is_field, made_by, scope_of, tree_of, word_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tree_sitter import Node

    from ....indexer.index import Index
    from ..occurrences import PlainUse

__all__ = ["class_of"]

DESCRIBED: Final = (b"described_class", b"subject")
"""What RSpec gives a group of examples for the class that it describes."""
WRITTEN: Final = (b"attr_writer", b"attr_accessor")
LOCAL, NAMED, IMPLIED = "local", "named", "implied"


class Bound(NamedTuple):
    """One place that binds a variable: how, on which line, between which lines it is seen, and the class that it makes."""

    how: str
    line: int
    first: int
    last: int
    klass: str | None


def class_of(index: Index, use: PlainUse, variable: bytes, classes: Iterable[str]) -> str | None:
    """The class as it is written; None where that is not said, or not all say the same.

    Args:
        use: a member of the variable; its `owner` is the function.
        classes: the dotted paths of the class around it and those above, which bind the variables of the object.
    """
    if variable.startswith(b"@"):
        found = [one for name in sorted(classes) for one in _of_object(index, name, variable)]
        if not found:
            found = list(_bound(index, use.path, variable))
    else:
        found = _seen(index, use, _bound(index, use.path, variable))
    made = {one.klass for one in found}
    return made.pop() if len(made) == 1 else None


def _seen(index: Index, use: PlainUse, bound: list[Bound]) -> list[Bound]:
    """Of what binds a name that stands alone, what the place can see: variables of its function and blocks, else the nearest helper."""
    around = first_of(index, use.path).get(use.owner)
    begin = around.start_line if around is not None else 0
    seen = [one for one in bound if one.first <= use.line <= one.last]
    own = [one for one in seen if one.how == LOCAL and one.first >= begin and one.line <= use.line]
    if not own:
        helpers = (one for one in seen if one.how != LOCAL)
        return sorted(helpers, key=lambda one: (one.first, one.how == NAMED))[-1:]
    outer = min(own, key=lambda one: one.first)
    return own + [
        one
        for one in bound
        if outer.first <= one.first and one.last <= outer.last and one.klass and one.line < use.line
    ]


@read_once
def _of_object(index: Index, klass: str, variable: bytes) -> list[Bound]:
    """What binds a variable of a class's objects in the class, or lets others do so."""
    return [
        one
        for item in all_called(index, klass.rpartition(".")[2])
        if item.qualname == klass and item.path.endswith(".rb")
        for one in _bound(index, item.path, variable)
        if item.start_line <= one.line <= item.end_line
    ]


@read_once
def _bound(index: Index, path: str, variable: bytes) -> list[Bound]:
    """All places of a file that bind a variable."""
    tree = tree_of(index, path)
    if tree is None or (variable not in DESCRIBED and variable not in index.read(path)):
        return []
    words = [variable.lstrip(b"@"), *(GROUPS if variable in DESCRIBED else ())]
    written = rb"(?<![\w])(?:%s)(?![\w?!])" % b"|".join(map(re.escape, words))
    chains = (chain_at(tree, match.start()) for match in re.finditer(written, index.read(path)))
    return [found for chain in chains if len(chain) > 2 and (found := _binding(chain, variable)) is not None]


def _binding(chain: list[Node], variable: bytes) -> Bound | None:
    node, parent = chain[-1], chain[-2]
    found: tuple[str, Node, str | None] | None = None
    if node.type in {"identifier", "instance_variable"} and node.text == variable and binds(chain):
        right = parent.child_by_field_name("right") if is_field(parent, "left", node) else None
        found = LOCAL, scope_of(chain), made_by(right, chain)
    elif node.type == "simple_symbol":
        if word_of(chain) in (WRITTEN if variable.startswith(b"@") else LETS):
            found = NAMED, scope_of(chain), _given(chain[:-2])
    elif variable in DESCRIBED and parent.type == "call" and (block := parent.child_by_field_name("block")) is not None:
        if node.text == variable:
            found = NAMED, scope_of(chain), _given(chain[:-1])
        elif (said := described(parent)) is not None and is_field(parent, "method", node):
            found = IMPLIED, block, said
    if found is None:
        return None
    how, scope, klass = found
    return Bound(how, node.start_point[0] + 1, scope.start_point[0] + 1, scope.end_point[0] + 1, klass)


def _given(chain: list[Node]) -> str | None:
    """The class of what the block of a call gives (`let(:order) { Order.new }`)."""
    block = chain[-1].child_by_field_name("block")
    body = block.child_by_field_name("body") if block is not None else None
    return made_by(body.named_children[-1], chain) if body is not None and body.named_children else None
