"""What one file says of where values go: the shape of its statements, free of the syntax tree.

Expressions are values of Python's own plain types:
    None                        nothing that is followed
    "name"                      what the name means at the file's top level
    ("v", Q, name)              a variable of the function or class body Q
    ("d", Q)                    the function or class Q of this file, before its decorators
    ("#", literal)              a text or a number
    (".", E, name)              a member
    ("[]", E, key)              an element; `key` is an expression, None for any
    ("[:]", E, id, start)       the elements from the number `start` on, None for any
    ("each", E, place)          what an iteration binds
    ("with", E, place)          what `with` binds
    ("()", E, args, named, place)   a call: expressions, `(name, expression)` pairs; `*x` is `("*", E)`, `**x` has the name ""
    ("@", E, inner, place)      a decorator put on `inner`
    ("raise", E, place)         an exception raised
    ("super", C)                `super()` in class C
    ("{", id, pairs)            a container made there: `(key, expression)` pairs
    ("|", E...)                 one of these
    (";", E...)                 evaluated, its value is not followed
"""

from __future__ import annotations

from typing import Any, NamedTuple

__all__ = ["Expression", "Facts", "Parameters", "Place", "Statement"]

Expression = Any
"""See the module's description."""


class Place(NamedTuple):
    """Where a call stands.

    Attributes:
        owner: qualified name of the definition around it; "" for the file's top level.
        text: what is called, as it is written.
    """

    line: int
    owner: str
    text: str


class Parameters(NamedTuple):
    """What a function takes.

    Attributes:
        positional: names that a position can fill, in order.
        named: all that can be given by name.
        many: the name of `*args`, or "".
        others: the name of `**kwargs`, or "".
        given_back: those that the function returns as it was handed them: each call gives back its own.
    """

    positional: tuple[str, ...]
    named: frozenset[str]
    many: str = ""
    others: str = ""
    given_back: frozenset[str] = frozenset()


class Statement(NamedTuple):
    """`target` takes what `value` is.

    Attributes:
        target: "name", `("v", Q, name)`, `(".", E, name)`, `("[]", E, key)`, `("return", Q)`, `("yield", Q)`; None for nothing.
    """

    target: Expression
    value: Expression


class Facts(NamedTuple):
    """The statements of a file, in order.

    Attributes:
        bound: names that are assigned to or defined at the file's top level.
        parameters: qualified name of a function → what it takes.
    """

    statements: list[Statement]
    bound: frozenset[str]
    parameters: dict[str, Parameters]
