"""How languages whose calls are checked by number alone write parameters and arguments: one row of data a language; Rust's macros
are given loose tokens, where a name and brackets are a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ....indexer.gathering import word_table, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

__all__ = ["GRAMMARS", "TOKENS", "Grammar", "arguments_at", "is_list"]

TOKENS = "token_tree"
UNCOUNTED = words("| < ..")
"""Tokens among arguments whose commas may be those of a closure or of types."""


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
        named: arguments may be given by name, in any order.
        bare: definitions that take nothing where no list of parameters stands.
        labelled: an argument is told by the label that the call writes before it.
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
    named: bool = False
    bare: frozenset[str] = frozenset()
    labelled: bool = False


_TYPESCRIPT = """
lists: formal_parameters | calls: call_expression new_expression | many: rest_pattern | receiver: this | spread: spread_element
optional: optional_parameter assignment_pattern
"""
_JAVASCRIPT = f"{_TYPESCRIPT} rules: surplus lenient"
_C = """
lists: parameter_list | calls: call_expression | many: variadic_parameter variadic_parameter_declaration
spread: parameter_pack_expansion
"""
_GRAMMARS = {
    **dict.fromkeys(("TypeScript", "TSX"), _TYPESCRIPT),
    **dict.fromkeys(("JavaScript", "Astro", "Vue", "Svelte"), _JAVASCRIPT),
    "C": _C,
    "C++": f"{_C} optional: parameter_declaration optional_parameter_declaration",  # a header may say the default
    "Go": """
        lists: parameter_list | calls: call_expression type_conversion_expression
        many: variadic_parameter_declaration | spread: variadic_argument | rules: passes_results
    """,
    "Java": """
        lists: formal_parameters | calls: method_invocation object_creation_expression
        only: formal_parameter spread_parameter | many: spread_parameter
    """,
    "C#": """
        lists: parameter_list | calls: invocation_expression object_creation_expression
        only: parameter | many: params | receiver: this | rules: named
    """,
    "Kotlin": """
        lists: function_value_parameters | calls: call_expression
        only: parameter | many: vararg | spread: spread_expression | rules: named
    """,
    "PHP": """
        lists: formal_parameters
        calls: function_call_expression member_call_expression nullsafe_member_call_expression scoped_call_expression
        calls: object_creation_expression | only: simple_parameter variadic_parameter property_promotion_parameter
        many: variadic_parameter | spread: variadic_unpacking variadic_placeholder | rules: surplus named
    """,
    "Swift": """
        lists: function_declaration init_declaration protocol_function_declaration | calls: call_expression
        only: parameter | many: ... | rules: named labelled
    """,
    "Rust": "lists: parameters | calls: call_expression | only: parameter self_parameter | receiver: self_parameter",
    "Ruby": """
        lists: method_parameters | calls: call | bare: method singleton_method | rules: named
        only: identifier optional_parameter keyword_parameter splat_parameter forward_parameter
        many: splat_parameter forward_parameter
        spread: splat_argument hash_splat_argument pair block_argument forward_argument
    """,
    "Scala": """
        lists: parameters class_parameters | calls: call_expression instance_expression | only: parameter class_parameter
        many: repeated_parameter_type implicit using | spread: vararg | rules: named
    """,
}


def _grammar(told: str) -> Grammar:
    table: dict[str, Any] = {**word_table(told)}
    table |= dict.fromkeys(table.pop("rules", ()), True)
    return Grammar(**table)


GRAMMARS = {language: _grammar(told) for language, told in _GRAMMARS.items()}


def arguments_at(tokens: Sequence[Node], position: int) -> int | None:
    """The number of arguments of a call; -1 where it can't be told, None for no call."""
    if not is_list(tokens, position):
        return None
    inside = [item.type for item in tokens[position].children[1:-1] if "comment" not in item.type]
    return -1 if UNCOUNTED.intersection(inside) else inside.count(",") + bool(inside and inside[-1] != ",")


def is_list(tokens: Sequence[Node], position: int, sign: str = "(") -> bool:
    """Tokens in brackets stand there."""
    return position < len(tokens) and tokens[position].type == TOKENS and tokens[position].children[0].type == sign
