"""How languages whose calls are checked by number alone write parameters and arguments: one row of data a language."""

from __future__ import annotations

from typing import NamedTuple

from ....indexer.gathering import words

__all__ = ["GRAMMARS", "Grammar"]


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


TYPESCRIPT = Grammar(
    lists=words("formal_parameters"),
    calls=words("call_expression new_expression"),
    many=words("rest_pattern"),
    optional=words("optional_parameter assignment_pattern"),
    receiver=words("this"),
    spread=words("spread_element"),
)
JAVASCRIPT = TYPESCRIPT._replace(surplus=True, lenient=True)
IN_C = Grammar(
    lists=words("parameter_list"),
    calls=words("call_expression"),
    many=words("variadic_parameter variadic_parameter_declaration"),
    spread=words("parameter_pack_expansion"),
)
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
        named=True,
    ),
    "Kotlin": Grammar(
        lists=words("function_value_parameters"),
        calls=words("call_expression"),
        only=words("parameter"),
        many=words("vararg"),
        spread=words("spread_expression"),
        named=True,
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
        named=True,
    ),
    "Rust": Grammar(
        lists=words("parameters"),
        calls=words("call_expression"),
        only=words("parameter self_parameter"),
        receiver=words("self_parameter"),
    ),
    "Ruby": Grammar(
        lists=words("method_parameters"),
        calls=words("call"),
        only=words("identifier optional_parameter keyword_parameter splat_parameter forward_parameter"),
        many=words("splat_parameter forward_parameter"),
        spread=words("splat_argument hash_splat_argument pair block_argument forward_argument"),
        named=True,
        bare=words("method singleton_method"),
    ),
    "Scala": Grammar(
        lists=words("parameters class_parameters"),
        calls=words("call_expression instance_expression"),
        only=words("parameter class_parameter"),
        many=words("repeated_parameter_type implicit using"),
        spread=words("vararg"),
        named=True,
    ),
    "C": IN_C,
    "C++": IN_C._replace(
        optional=words("parameter_declaration optional_parameter_declaration")
    ),  # a header may say the default
}
