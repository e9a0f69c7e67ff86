"""How many arguments a function takes and a call gives, in languages whose calls are checked by number alone.

call_grammars.py names the node types of each; the rules that all share are functions here. Types are not compared: a call
that gives as many arguments as some overload takes fits, where each is taken for the same parameter as before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.gathering import words
from ....indexer.languages.common import first_field
from .call_grammars import TOKENS, arguments_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Node

    from .call_grammars import Grammar

__all__ = ["PERHAPS_OPTIONAL", "Taken", "misfit_count", "moved", "taken"]

PERHAPS_OPTIONAL = "nothing says that the other of"
"""What a reason says where arguments are left out that may have a default."""

GENERIC = words("generic_name generic_type generic_function")
"""Nodes whose first child is the name, with type arguments behind it."""
GENERIC_CALL = "type_conversion_expression"
"""Go: `f[T](x)`, which may be a conversion as well."""
LAMBDAS = words("annotated_lambda lambda_literal")
ON_VALUE = "field_expression"
"""Rust: a method is called on a value, which is no argument then."""
GIVING_NONE = words("new_expression object_creation_expression call")
"""Calls that give nothing where no list of arguments stands; `call` is Ruby's."""
ARGUMENTS = words("arguments argument_list value_arguments")


class Taken(NamedTuple):
    """How many arguments a function takes.

    Attributes:
        least, most: their number; `most` is None for any.
        receiver: what the call is made on may also be given as the first argument (`Type::method(value, …)`).
        lenient: see `Grammar`.
        names: what an argument in each place is taken for; empty where places do not tell.
        labels: what calls write before the arguments, where they must.
    """

    least: int
    most: int | None
    receiver: bool
    lenient: bool
    names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    def covers(self, other: Taken) -> bool:
        """It takes every number of arguments that another takes."""
        most = self.most is None or (other.most is not None and self.most >= other.most)
        stays = not moved(other.names, self.names, len(other.names)) and _among(other.labels, self.labels)
        return most and stays and self.least <= other.least and self.receiver >= other.receiver


def taken(definition: Node, grammar: Grammar) -> Taken | None:
    """What a definition takes; None where no list of parameters tells."""
    node = _first(definition, grammar.lists)
    if node is None:
        return Taken(0, 0, False, grammar.lenient) if definition.type in grammar.bare else None
    if node.type not in grammar.lists:  # `x => …`
        return Taken(1, None if grammar.surplus else 1, False, grammar.lenient)
    least = most = 0
    names: list[str] = []
    # Java's grammar does not know `String @NonNull ... names`
    many = any(
        child.type in grammar.many or (child.type == "ERROR" and b"..." in (child.text or b""))
        for child in node.children
    )
    receiver = False
    for position, child in enumerate(node.children):
        if not child.is_named or (grammar.only and child.type not in grammar.only) or _is_remark(child):
            continue
        if _has(child, grammar.receiver):
            receiver = True
        elif _has(child, grammar.many) or _is_variadic(node.children, position):
            many = True
        else:
            count = max(1, len(child.children_by_field_name("name")) if grammar.passes_results else 1)
            most += count
            names += _names(child, count)
            open_ = _may_be_left_out(node.children, position, grammar) or (
                grammar.lenient and _is_tested(definition, child)
            )
            least += 0 if open_ else count
    places = () if receiver or grammar.named else tuple(names)
    labels = tuple(name for child in node.children if child.type in grammar.only for name in _names(child, 1))
    return Taken(
        least,
        None if many or grammar.surplus else most,
        receiver,
        grammar.lenient,
        places,
        labels if grammar.labelled else (),
    )


def _names(parameter: Node, count: int) -> list[str]:
    """The names of a parameter (the label before its name, if it has one), or of the several that one type is written for."""
    alone = first_field(parameter, ("pattern", "left")) or parameter
    label = parameter.children_by_field_name("external_name")
    found = label or parameter.children_by_field_name("name") or [alone]
    names = [(node.text or b"").decode("utf-8", "replace") for node in found]
    return names[:1] if count == 1 else names if len(names) == count else [""] * count


def moved(was: Sequence[str], now: Sequence[str], given: int) -> str:
    """Which of so many arguments in place is taken for another parameter than before, where not only its name is another; "" for none."""
    for place, (old, new) in enumerate(zip(was[:given], now, strict=False), 1):
        if old != new and (old in now or new in was):
            return f"argument {place} is taken for {new!r} now, and was for {old!r}"
    return ""


def _first(root: Node, kinds: frozenset[str]) -> Node | None:
    """The outermost parameter list of a definition (of a method in Go, the one behind its receiver; in Swift, the definition itself)."""
    if root.type in kinds:
        return root
    level = [root]
    while level:
        for node in level:
            for named in node.children_by_field_name("parameters"):
                if named.type in kinds:
                    return named
            if node.type == "arrow_function":
                return node.child_by_field_name("parameter")
            for child in node.named_children:
                if child.type in kinds and child.type.endswith(("value_parameters", "class_parameters")):
                    return child
        level = [child for node in level for child in node.named_children if child.type not in BODIES]
    return None


BODIES = words(
    "block statement_block compound_statement function_body constructor_body class_body declaration_list body_statement"
    " template_body"
)


def _is_remark(node: Node) -> bool:
    return "comment" in node.type or node.type.startswith("attribute") or node.text == b"void"


def _has(node: Node, kinds: frozenset[str]) -> bool:
    """The node, a part of it or a word in it is of one of these kinds."""
    inner = [node, *node.children, *(part for child in node.children for part in child.children[:1])]
    return any(item.type in kinds for item in inner) or any(
        (child.text or b"").decode("utf-8", "replace") in kinds for child in node.children if child.type == "modifier"
    )


def _is_variadic(children: Sequence[Node], position: int) -> bool:
    """Kotlin writes `vararg` in a node before the parameter."""
    before = children[position - 1] if position else None
    return before is not None and before.type == "parameter_modifiers" and b"vararg" in (before.text or b"").split()


def _may_be_left_out(children: Sequence[Node], position: int, grammar: Grammar) -> bool:
    """It has a default value: inside its node, or behind it."""
    node = children[position]
    behind = children[position + 1] if position + 1 < len(children) else None
    return (
        node.type in grammar.optional
        or any(node.child_by_field_name(field) for field in ("value", "default_value"))
        or any(child.type == "=" for child in node.children)
        or (behind is not None and behind.type == "=")
    )


def _is_tested(definition: Node, parameter: Node) -> bool:
    """JavaScript: whether a function asks if it was given an argument (`path || here`, `if (!path)`)."""
    name = re.escape(parameter.text or b"")
    asked = (
        rb"(?:!|\btypeof\s+|\bif\s*\(\s*)%b(?![\w$.(\[])|(?<![\w$.])%b\s*(?:\|\||\?\?|[!=]==?\s*(?:undefined|null)\b)"
        % (name, name)
    )
    return re.search(asked, definition.text or b"") is not None


def misfit_count(
    root: Node, line: int, name: str, grammar: Grammar, options: Sequence[Taken], before: Sequence[Taken] = ()
) -> list[str] | None:
    """Why the calls of `name` on a line fit none of the overloads; empty where they do, or one on another receiver (`Line.new(Text.new)`)
    does; None where no call stands there."""
    was, now = [[item.names for item in each] if len(each) == 1 else [()] for each in (before, options)]
    calls = [node for node in _calls(root, line, grammar) if _callee(node)[0] == name]
    if not calls:
        return None
    told = [_misfit(node, grammar, options) or moved(was[0], now[0], _given(node, grammar) or 0) for node in calls]
    heads = {(node.text or b"").partition(name.encode())[0] for node in calls}
    return [reason for reason in told if reason] if len(heads) == 1 or all(told) else []


def _calls(root: Node, line: int, grammar: Grammar) -> Iterator[Node]:
    """Calls whose name stands on a line."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.start_point[0] >= line or node.end_point[0] + 1 < line:
            continue
        if node.type in grammar.calls and _callee(node)[1] == line:
            yield node
        elif node.type == TOKENS:
            called = (token for at, token in enumerate(node.children, 1) if arguments_at(node.children, at) is not None)
            yield from (token for token in called if token.end_point[0] + 1 == line)
        stack.extend(reversed(node.named_children))


CALLED = ("name", "function", "method", "constructor", "type")


def _callee(call: Node) -> tuple[str, int]:
    """The last name of what is called, and its line."""
    node = first_field(call, CALLED) or next(iter(call.named_children), call)
    while node.named_child_count and not node.type.endswith(("_string", "call_expression", "invocation_expression")):
        node = node.named_children[0 if node.type in GENERIC else -1]
    return (node.text or b"").decode("utf-8", "replace"), node.start_point[0] + 1


def _misfit(call: Node, grammar: Grammar, options: Sequence[Taken]) -> str:
    given = _given(call, grammar)
    if given is None:
        return ""
    labels = [(node.text or b"").decode("utf-8", "replace") for node in _labels(call)] if grammar.labelled else []
    on_value = ON_VALUE in {node.type for node in call.children} or getattr(call.prev_sibling, "type", "") == "."
    fitting = [option for option in options if _fits(given, option, on_value=on_value)]
    if fitting:
        known = any(_among(labels, option.labels) for option in fitting)
        return "" if known else f"no argument is labelled so: {', '.join(labels)}"
    least, most = min(item.least for item in options), max(item.most or 0 for item in options)
    if given < least:
        if any(item.lenient for item in options):
            return f"{_count(given)}, and {PERHAPS_OPTIONAL} {least} may be left out"
        return f"{_count(given)}, at least {least} {'are' if least != 1 else 'is'} needed"
    return f"{_count(given)}, {most} {'are' if most != 1 else 'is'} taken"


def _count(number: int) -> str:
    return f"{number} argument{'' if number == 1 else 's'}"


def _fits(given: int, option: Taken, *, on_value: bool) -> bool:
    counts = [given, given - 1] if option.receiver and not on_value else [given]
    return any(count >= option.least and (option.most is None or count <= option.most) for count in counts)


def _given(call: Node, grammar: Grammar) -> int | None:
    """The number of arguments; None where it can't be told."""
    if not call.children and (tokens := call.next_sibling) is not None:
        number = arguments_at([tokens], 0)
        return None if number == -1 else number
    parts = _parts(call)
    arguments = next((node for node in parts if node.type in ARGUMENTS), None)
    lambdas = sum(1 for node in parts if node.type in LAMBDAS)
    around = call.parent
    if around is not None and around.type == call.type and not lambdas:
        lambdas = sum(1 for node in around.named_children if node.type in LAMBDAS)
    if arguments is None and call.type == GENERIC_CALL:
        return None if call.named_children[-1].type in grammar.calls else 1
    if arguments is None:
        return lambdas or (0 if call.type in GIVING_NONE else None)
    if arguments.has_error or any(map(_is_in_doubt, arguments.named_children)):
        return None
    given = [node for node in arguments.named_children if "comment" not in node.type]
    if any(inner.type in grammar.spread for node in given for inner in (node, *node.named_children[:1])):
        return None
    if grammar.passes_results and len(given) == 1 and given[0].type in grammar.calls:
        return None
    return len(given) + lambdas


def _is_in_doubt(argument: Node) -> bool:
    """Rust gives it under a condition (`#[cfg(…)]`), or it ends where C#'s grammar takes the list of a type's arguments for comparisons."""
    text = re.sub(rb"[=-]>", b"", argument.text or b"")
    return argument.type == "attribute_item" or text.count(b"<") != text.count(b">")


def _parts(call: Node) -> list[Node]:
    """What is called, and what stands behind it: Swift has a node around the arguments and the closures behind them."""
    return [*call.children, *(part for node in call.children if node.type == "call_suffix" for part in node.children)]


def _labels(call: Node) -> list[Node]:
    """The labels of the arguments, closures behind the parentheses left out."""
    arguments = (node for part in _parts(call) if part.type in ARGUMENTS for node in part.named_children)
    return [label for node in arguments if (label := node.child_by_field_name("name"))]


def _among(some: Sequence[str], all_of_them: Sequence[str]) -> bool:
    """Whether labels stand in this order among others."""
    left = iter(all_of_them)
    return all(label in left for label in some)
