"""How many arguments a function takes and a call gives, in languages whose calls are checked by number alone.

One row of data a language names the node types of its grammar; the rules that all share are functions below. Types are
not compared: a call that gives as many arguments as some overload takes fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ....indexer.gathering import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Node

__all__ = ["GRAMMARS", "Taken", "misfit_count", "taken"]


class Grammar(NamedTuple):
    """The node types of a language that matter here.

    Attributes:
        lists: parameter lists.
        calls: calls and constructions.
        only: what counts as a parameter in a list; empty for every named node.
        many: parameters that take any number of arguments; tokens too.
        optional: parameters that may be left out, besides those with a default value.
        receiver: parameters that stand for what the call is made on.
        spread: arguments of unknown number.
        surplus: arguments beyond the last parameter are ignored.
        lenient: an argument may be left out where nothing forbids it, so that one that is missing is no error yet.
        passes_results: `f(g())` hands on all results of `g`.
    """

    lists: frozenset[str]
    calls: frozenset[str]
    only: frozenset[str] = frozenset()
    many: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    receiver: frozenset[str] = frozenset()
    spread: frozenset[str] = frozenset()
    surplus: bool = False
    lenient: bool = False
    passes_results: bool = False


TYPESCRIPT = Grammar(
    lists=words("formal_parameters"),
    calls=words("call_expression new_expression"),
    many=words("rest_pattern"),
    optional=words("optional_parameter assignment_pattern"),
    receiver=words("this"),
    spread=words("spread_element"),
)
JAVASCRIPT = TYPESCRIPT._replace(surplus=True, lenient=True)
GRAMMARS: dict[str, Grammar] = {
    "TypeScript": TYPESCRIPT,
    "TSX": TYPESCRIPT,
    "JavaScript": JAVASCRIPT,
    "Astro": JAVASCRIPT,
    "Vue": JAVASCRIPT,
    "Svelte": JAVASCRIPT,
    "Go": Grammar(
        lists=words("parameter_list"),
        calls=words("call_expression"),
        many=words("variadic_parameter_declaration"),
        spread=words("variadic_argument"),
        passes_results=True,
    ),
    "Java": Grammar(
        lists=words("formal_parameters"),
        calls=words("method_invocation object_creation_expression"),
        only=words("formal_parameter spread_parameter"),
        many=words("spread_parameter"),
    ),
    "C#": Grammar(
        lists=words("parameter_list"),
        calls=words("invocation_expression object_creation_expression"),
        only=words("parameter"),
        many=words("params"),
        receiver=words("this"),
    ),
    "Kotlin": Grammar(
        lists=words("function_value_parameters"),
        calls=words("call_expression"),
        only=words("parameter"),
        many=words("vararg"),
        spread=words("spread_expression"),
    ),
    "PHP": Grammar(
        lists=words("formal_parameters"),
        calls=words(
            "function_call_expression member_call_expression nullsafe_member_call_expression scoped_call_expression"
            " object_creation_expression"
        ),
        only=words("simple_parameter variadic_parameter property_promotion_parameter"),
        many=words("variadic_parameter"),
        spread=words("variadic_unpacking variadic_placeholder"),
        surplus=True,
    ),
    "Rust": Grammar(
        lists=words("parameters"),
        calls=words("call_expression"),
        only=words("parameter self_parameter"),
        receiver=words("self_parameter"),
    ),
}
GENERIC = words("generic_name generic_type generic_function")
"""Nodes whose first child is the name, with type arguments behind it."""
LAMBDA = "annotated_lambda"


class Taken(NamedTuple):
    """How many arguments a function takes.

    Attributes:
        least, most: their number; `most` is None for any.
        receiver: what the call is made on may also be given as the first argument (`Type::method(value, …)`).
        lenient: see `Grammar`.
    """

    least: int
    most: int | None
    receiver: bool
    lenient: bool

    def covers(self, other: Taken) -> bool:
        """It takes every number of arguments that another takes."""
        most = self.most is None or (other.most is not None and self.most >= other.most)
        return most and self.least <= other.least and self.receiver >= other.receiver


def taken(definition: Node, grammar: Grammar) -> Taken | None:
    """What a definition takes; None where it has no list of parameters."""
    node = _first(definition, grammar.lists)
    if node is None:
        return None
    if node.type not in grammar.lists:  # `x => …`
        return Taken(1, None if grammar.surplus else 1, False, grammar.lenient)
    least = most = 0
    many = any(child.type in grammar.many for child in node.children)
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
            least += 0 if _may_be_left_out(node.children, position, grammar) else count
    return Taken(least, None if many or grammar.surplus else most, receiver, grammar.lenient)


def _first(root: Node, kinds: frozenset[str]) -> Node | None:
    """The outermost parameter list of a definition (of a method in Go, the one behind its receiver)."""
    level = [root]
    while level:
        for node in level:
            named = node.child_by_field_name("parameters")
            if named is not None and named.type in kinds:
                return named
            if node.type == "arrow_function":
                return node.child_by_field_name("parameter")
            for child in node.named_children:
                if child.type in kinds and "value_parameters" in child.type:
                    return child
        level = [child for node in level for child in node.named_children if child.type not in BODIES]
    return None


BODIES = words("block statement_block compound_statement function_body constructor_body class_body declaration_list")


def _is_remark(node: Node) -> bool:
    return "comment" in node.type or node.type.startswith("attribute")


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
        or any(child.type == "=" for child in node.children)
        or (behind is not None and behind.type == "=")
    )


def misfit_count(root: Node, line: int, name: str, grammar: Grammar, options: Sequence[Taken]) -> list[str] | None:
    """Why the calls of `name` on a line fit none of the overloads; empty where they do, None where no call stands there."""
    calls = [node for node in _calls(root, line, grammar) if _callee(node)[0] == name]
    if not calls:
        return None
    return [reason for node in calls if (reason := _misfit(node, grammar, options))]


def _calls(root: Node, line: int, grammar: Grammar) -> Iterator[Node]:
    """Calls whose name stands on a line."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.start_point[0] >= line or node.end_point[0] + 1 < line:
            continue
        if node.type in grammar.calls and _callee(node)[1] == line:
            yield node
        stack.extend(reversed(node.named_children))


def _callee(call: Node) -> tuple[str, int]:
    """The last name of what is called, and its line."""
    node = next(
        (found for field in ("name", "function", "constructor", "type") if (found := call.child_by_field_name(field))),
        call.named_children[0] if call.named_children else call,
    )
    while node.named_child_count and not node.type.endswith(("_string", "call_expression", "invocation_expression")):
        node = node.named_children[0 if node.type in GENERIC else -1]
    return (node.text or b"").decode("utf-8", "replace"), node.start_point[0] + 1


def _misfit(call: Node, grammar: Grammar, options: Sequence[Taken]) -> str:
    given = _given(call, grammar)
    if given is None or any(_fits(given, option) for option in options):
        return ""
    least, most = min(item.least for item in options), max(item.most or 0 for item in options)
    if given < least:
        if any(item.lenient for item in options):
            return f"{_count(given)}, and nothing says that the other of {least} may be left out"
        return f"{_count(given)}, at least {least} {'are' if least != 1 else 'is'} needed"
    return f"{_count(given)}, {most} {'are' if most != 1 else 'is'} taken"


def _count(number: int) -> str:
    return f"{number} argument{'' if number == 1 else 's'}"


def _fits(given: int, option: Taken) -> bool:
    counts = [given, given - 1] if option.receiver else [given]
    return any(count >= option.least and (option.most is None or count <= option.most) for count in counts)


def _given(call: Node, grammar: Grammar) -> int | None:
    """The number of arguments; None where it can't be told."""
    arguments = next((node for node in call.children if "arguments" in node.type or node.type == "argument_list"), None)
    lambdas = sum(1 for node in call.named_children if node.type == LAMBDA)
    around = call.parent
    if around is not None and around.type == call.type and not lambdas:
        lambdas = sum(1 for node in around.named_children if node.type == LAMBDA)
    if arguments is None:
        return lambdas or (0 if call.type in {"new_expression", "object_creation_expression"} else None)
    if arguments.has_error:
        return None
    given = [node for node in arguments.named_children if "comment" not in node.type]
    if any(
        node.type in grammar.spread or (node.named_children and node.named_children[0].type in grammar.spread)
        for node in given
    ):
        return None
    if grammar.passes_results and len(given) == 1 and given[0].type in grammar.calls:
        return None
    return len(given) + lambdas
