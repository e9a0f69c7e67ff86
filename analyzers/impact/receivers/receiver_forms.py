"""The table of receivers of one file, as receivers.py and c_receivers.py write it and declared_types.py reads it.

Receivers are JSON values:
    None               unknown
    0                  none: the name stands alone
    ["i", T, [R…]]     a value of type T (its last name), and what it is written with, if anything (`[]`: as its file has it);
                       "[]" is a type that the language has built in, of an array with what it holds
    ["k", R]           what stands behind `case` where R is asked for: a constant of R's enum, or what the name means elsewhere
    ["l", R, name, N, M]   parameter N of M of a lambda that a member of R is given
    ["s", T, [R…]]     the type itself, in C# with what it is written with;  ["q", M]  a module, by its path
    ["v", P]           a variant of an enum of Rust (`Enum.Name`), or a struct in a module
    ["p", T]           what T extends;  ["t"]  the type that a method is called on (a result only)
    ["n", name, C]     a name that nothing in the function declares; C is the class around it (`Outer.Inner`), or ""
    [".", R, name]     a member;  ["()", R, name, N]  what a method gives back that is given N arguments (left out where not told)
    ["c", name, C, N]  what a function gives back
    ["[]", R]          C, C++: what stands at an index of R
    ["m", F]           C, C++: none, among what is given to F, which may be a macro; `["s", "?"]` is a type that the text does not name
                       (`decltype(…)::value`)
"""

from __future__ import annotations

from typing import Any, Final, TypedDict, cast

__all__ = ["NO_RECEIVERS", "THIS", "UNTOLD", "Receivers", "as_table"]

THIS = "this"
UNTOLD = frozenset({"", THIS})
"""What a lambda of Kotlin may be called on, and what it surely is, where nothing tells the type."""


class Receivers(TypedDict):
    """The table of a file.

    Attributes:
        uses: name → `[line, number of arguments or None where it is no call, receiver, class around it]`.
        fields: `Class.field` → receiver that stands for its type.
        returns: `Class.method` or function → receiver that stands for its result, `["o", [[N, R], …]]` for overloads that differ: R where
            N arguments are given, -1 for any number.
        locals: name → lines on which it stands alone and means a parameter or variable of the function around it, or declares a field.
        implied: type → lines on which a name that stands alone may be a member of it (Kotlin), see `UNTOLD`.
        types: name → lines on which it is written as a type.
        generics: class → its type parameters.
        variables: type parameter → what it extends, "" where that differs or is not told.
        made: class → `[line, number of arguments, as it is written]` of what makes an object of it, or calls its constructor.
        aliases: other name of a type (`typedef`) → receiver that stands for it.
    """

    uses: dict[str, list[list[Any]]]
    fields: dict[str, Any]
    returns: dict[str, Any]
    locals: dict[str, list[int]]
    implied: dict[str, list[int]]
    types: dict[str, list[int]]
    made: dict[str, list[list[Any]]]
    generics: dict[str, list[str]]
    variables: dict[str, str]
    aliases: dict[str, Any]


NO_RECEIVERS: Final = cast("Receivers", {part: {} for part in Receivers.__annotations__})
"""Of a file that has none: it says nothing."""


def as_table(reader: object, returns: dict[str, Any]) -> Receivers:
    """What a reader has read, by the names of its attributes; what its language has not is empty."""
    read: Any = {name: vars(reader).get(name, {}) for name in Receivers.__annotations__}
    lines = {
        part: {name: sorted(found) for name, found in read[part].items()} for part in ("locals", "implied", "types")
    }
    return cast("Receivers", {**read, **lines, "returns": returns})
