"""Ruby manifests (Gemfile, gemspec, Podfile, podspec) as a flat list of calls with literal arguments, through tree-sitter.

Nothing is evaluated: an argument that is no literal is `None`, and a call under a condition says under which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...parsing import with_text
from .syntax import first_error, parser_of, source_of

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["Call", "Literal", "read_ruby", "texts"]

Literal = str | bool | list["Literal"] | None

_DEEPEST = 60  # levels of blocks and conditions
_PLAIN_METHODS = frozenset({b"freeze", b"dup", b"to_s"})  # change nothing about a literal
_CONDITIONS = frozenset({"if_modifier", "unless_modifier", "if", "unless", "elsif", "else", "case", "when"})


@dataclass(slots=True)
class Call:
    """A call or an assignment to an attribute (`s.name = "x"` is the call `name=`).

    Attributes:
        receiver: its text: `s`, `Gem::Specification`; "" without one.
        method: its name, with a final `=` for an assignment and `<<` for an append to that attribute.
        arguments: the positional ones; options: the keyword ones.
        blocks: the calls whose blocks this one stands in, outermost first.
        condition: the text of the conditions that it stands under; "" without one.
    """

    receiver: str
    method: str
    arguments: list[Literal]
    options: dict[str, Literal]
    line: int
    blocks: tuple[Call, ...] = ()
    condition: str = ""


def texts(value: Literal) -> list[str]:
    """All strings in a literal, in order."""
    if isinstance(value, str):
        return [value]
    return [text for item in value for text in texts(item)] if isinstance(value, list) else []


def read_ruby(content: bytes) -> tuple[list[Call], list[tuple[int, str]]]:
    """The calls of a script in order, and what could not be read as `(line, message)`."""
    tree = with_text(parser_of("tree_sitter_ruby"), content)
    problems = []
    if tree.root_node.has_error:
        problems.append((first_error(tree.root_node), "not valid Ruby"))
    return list(_calls(tree.root_node, (), "", {}, 0)), problems


def _calls(
    node: Node, blocks: tuple[Call, ...], condition: str, variables: dict[str, Literal], depth: int
) -> Iterator[Call]:
    """Every call below a node. `variables` are the literals that names were given so far."""
    if depth > _DEEPEST:
        return
    if node.type in _CONDITIONS:
        condition = "; ".join(filter(None, [condition, _condition(node)]))
    for child in node.named_children:
        if child.type == "assignment" or child.type == "operator_assignment":
            yield from _assignment(child, blocks, condition, variables)
        elif child.type == "binary":
            yield from _append(child, blocks, condition, variables)
        elif child.type == "call" or (child.type == "identifier" and node.type in _BODIES):
            yield from _call(child, blocks, condition, variables, depth)
        else:
            yield from _calls(child, blocks, condition, variables, depth + 1)


_BODIES = frozenset({"program", "body_statement", "block_body", "then", "else", "if_modifier", "unless_modifier"})


def _call(
    node: Node, blocks: tuple[Call, ...], condition: str, variables: dict[str, Literal], depth: int
) -> Iterator[Call]:
    call = _shallow(node, blocks, condition, variables)
    yield call
    block = node.child_by_field_name("block")
    if block is None:
        return
    looped = node.child_by_field_name("receiver") if call.method == "each" else None
    if looped is not None:
        names = block.child_by_field_name("parameters")
        name = names.named_children[0].text if names is not None and names.named_children else None
        for value in texts(_literal(looped, variables)):
            bound = {**variables, name.decode("utf-8", "replace"): value} if name else variables
            yield from _calls(block, blocks, condition, bound, depth + 1)
    else:
        yield from _calls(block, (*blocks, call), condition, variables, depth + 1)


def _shallow(node: Node, blocks: tuple[Call, ...], condition: str, variables: dict[str, Literal]) -> Call:
    receiver = node.child_by_field_name("receiver")
    method = node.child_by_field_name("method") if node.type == "call" else node
    call = Call(source_of(receiver), source_of(method), [], {}, node.start_point[0] + 1, blocks, condition)
    arguments = node.child_by_field_name("arguments")
    for argument in arguments.named_children if arguments is not None else []:
        if argument.type == "pair":
            key = argument.child_by_field_name("key")
            call.options[source_of(key).strip(":\"'")] = _literal(argument.child_by_field_name("value"), variables)
        elif argument.type == "hash":
            for pair in argument.named_children:
                if pair.type == "pair":
                    key = pair.child_by_field_name("key")
                    call.options[source_of(key).strip(":\"'")] = _literal(pair.child_by_field_name("value"), variables)
        elif argument.type != "block_argument" and argument.type != "comment":
            call.arguments.append(_literal(argument, variables))
    return call


def _assignment(node: Node, blocks: tuple[Call, ...], condition: str, variables: dict[str, Literal]) -> Iterator[Call]:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    value = _literal(right, variables)
    if left is None:
        return
    line = node.start_point[0] + 1
    if left.type in ("identifier", "constant"):
        variables[source_of(left)] = value
        yield Call("", f"{source_of(left)}=", [value], {}, line, blocks, condition)
    elif left.type == "call":
        receiver, method = (
            source_of(left.child_by_field_name("receiver")),
            source_of(left.child_by_field_name("method")),
        )
        sign = "<<" if node.type == "operator_assignment" else "="
        yield Call(receiver, f"{method}{sign}", [value], {}, line, blocks, condition)


def _append(node: Node, blocks: tuple[Call, ...], condition: str, variables: dict[str, Literal]) -> Iterator[Call]:
    """`s.executables << "x"`."""
    left = node.child_by_field_name("left")
    if left is not None and left.type == "call" and source_of(node.child_by_field_name("operator")) == "<<":
        receiver, method = (
            source_of(left.child_by_field_name("receiver")),
            source_of(left.child_by_field_name("method")),
        )
        value = _literal(node.child_by_field_name("right"), variables)
        yield Call(receiver, f"{method}<<", [value], {}, node.start_point[0] + 1, blocks, condition)


def _literal(node: Node | None, variables: dict[str, Literal], depth: int = 0) -> Literal:
    """The value of a literal, or of a name that was given one; None for all else."""
    if node is None or depth > _DEEPEST:
        return None
    if node.type in ("string", "bare_string", "bare_symbol"):
        return _string(node, variables, depth)
    if node.type in ("simple_symbol", "delimited_symbol"):
        return source_of(node).strip(":\"'")
    if node.type in ("array", "string_array", "symbol_array"):
        return [_literal(child, variables, depth + 1) for child in node.named_children if child.type != "comment"]
    if node.type in ("true", "false"):
        return node.type == "true"
    if node.type in ("integer", "float"):
        return source_of(node)
    if node.type in ("identifier", "constant"):
        return variables.get(source_of(node))
    method, receiver = node.child_by_field_name("method"), node.child_by_field_name("receiver")
    if node.type == "call" and receiver is not None and method is not None and method.text in _PLAIN_METHODS:
        return _literal(receiver, variables, depth + 1)
    return None


def _string(node: Node, variables: dict[str, Literal], depth: int) -> Literal:
    parts = []
    for child in node.named_children:
        if child.type == "interpolation":
            value = _literal(child.named_children[0], variables, depth + 1) if child.named_children else None
            if not isinstance(value, str):
                return None
            parts.append(value)
        else:
            parts.append(source_of(child))
    return "".join(parts)


def _condition(node: Node) -> str:
    """The condition of an `if` or `unless` as written, on one line."""
    condition = node.child_by_field_name("condition")
    if condition is None:
        return "else" if node.type == "else" else ""
    negation = "unless " if node.type.startswith("unless") else "if "
    return negation + " ".join(source_of(condition).split())[:100]
