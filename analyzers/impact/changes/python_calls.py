"""Whether a call fits a signature by Python's calling rules: https://docs.python.org/3/reference/expressions.html#calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .call_counts import moved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["Signature", "misfits", "read_signature", "walk"]


class Signature(NamedTuple):
    """The parameters of a function.

    Attributes:
        positional: names that a position can fill, in order.
        required: names without a default that a call has to give.
        keywords: names that can be given by name.
        many: takes any number of positional arguments.
        open: takes any keyword.
    """

    positional: tuple[str, ...]
    required: frozenset[str]
    keywords: frozenset[str]
    many: bool
    open: bool

    def behind_receiver(self) -> Signature:
        """What is left to give where the receiver fills the first parameter."""
        first, rest = frozenset(self.positional[:1]), self.positional[1:]
        return self._replace(positional=rest, required=self.required - first, keywords=self.keywords - first)

    def covers(self, other: Signature) -> bool:
        """It takes every call that another one takes."""
        return (
            (self.positional[: len(other.positional)] == other.positional or not other.keywords)
            and (self.many or len(self.positional) >= len(other.positional))
            and self.required <= other.required
            and (self.open or other.keywords <= self.keywords)
            and self.many >= other.many
            and self.open >= other.open
        )


def read_signature(parameters: Node, *, bound: bool) -> Signature | None:
    """A list of parameters, `(self, a, b=1, *, c)`; None where it can't be parsed.

    Args:
        bound: the first parameter is filled by the receiver.
    """
    if parameters.has_error:
        return None
    positional: list[str] = []
    keywords: set[str] = set()
    required: set[str] = set()
    many = open_ = only_names = False
    for node in parameters.named_children:
        kind, name = node.type, _name(node)
        inner = node.named_children[0].type if kind == "typed_parameter" and node.named_children else kind
        if kind == "positional_separator":
            keywords.clear()
        elif kind == "keyword_separator":
            only_names = True
        elif inner == "list_splat_pattern":
            many = only_names = True
        elif inner == "dictionary_splat_pattern":
            open_ = True
        elif kind != "comment":
            if not only_names:
                positional.append(name)
            keywords.add(name)
            if node.child_by_field_name("value") is None:
                required.add(name)
    signature = Signature(tuple(positional), frozenset(required), frozenset(keywords), many, open_)
    return signature.behind_receiver() if bound else signature


def _name(node: Node) -> str:
    name = node.child_by_field_name("name")
    if name is None and node.type == "typed_parameter" and node.named_children:
        name = node.named_children[0]
    return ((name or node).text or b"").decode("utf-8", "replace")


def misfits(root: Node, line: int, name: str, signature: Signature, was: Signature | None = None) -> list[str] | None:
    """Why the calls of `name` on a line do not fit; empty where they do, None where no call is found there."""
    calls = [node for node in _calls(root, line) if _called(node) == name]
    reasons = [reason for node in calls if (reason := _misfit(node, signature, was))]
    if not calls and _decorates(root, line, name):
        missing = signature.required - set(signature.positional[:1])
        calls, reasons = [root], [f"argument {min(missing)!r} is missing"] if missing else []
    return reasons if calls else None


def _decorates(root: Node, line: int, name: str) -> bool:
    """What stands on a line is decorated with a function itself, and not with what a call of it gives."""
    return any(
        node.type == "decorator"
        and node.start_point[0] + 1 == line
        and (node.text or b"").decode().rpartition(name)[1:] == (name, "")
        for node in walk(root)
    )


def _calls(root: Node, line: int) -> Iterator[Node]:
    for node in walk(root):
        if node.type == "call":
            function = node.child_by_field_name("function")
            if function is not None and function.end_point[0] + 1 == line:
                yield node


def walk(root: Node) -> Iterator[Node]:
    """A node and all named ones in it, in source order."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.named_children))


def _called(call: Node) -> str:
    function = call.child_by_field_name("function")
    last = function.child_by_field_name("attribute") or function if function is not None else None
    return (last.text or b"").decode("utf-8", "replace") if last is not None else ""


def _misfit(call: Node, signature: Signature, was: Signature | None) -> str:
    """Why a call does not fit; "" where it does, or where what it unpacks can't be told."""
    arguments = call.child_by_field_name("arguments")
    if arguments is None or arguments.type != "argument_list":
        return ""
    given = [node for node in arguments.named_children if node.type != "comment"]
    if any(node.type in {"list_splat", "dictionary_splat"} for node in given):
        return ""
    names = {_name(node) for node in given if node.type == "keyword_argument"}
    count = len(given) - len(names)
    if count > len(signature.positional) and not signature.many:
        return f"{count} positional arguments, {len(signature.positional)} are taken"
    unknown = sorted(names - signature.keywords)
    if unknown and not signature.open:
        return f"no parameter {unknown[0]!r}"
    missing = [
        name for name in sorted(signature.required) if name not in names and name not in signature.positional[:count]
    ]
    before = was.positional if was is not None else ()
    return f"argument {missing[0]!r} is missing" if missing else moved(before, signature.positional, count)
