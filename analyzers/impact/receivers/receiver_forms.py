"""The table of receivers of one file, as receivers.py and c_receivers.py write it and declared_types.py reads it.

Receivers are JSON values:
    None               unknown
    0                  none: the name stands alone
    ["i", T]           a value of type T (its last name, without arguments); "[]" is a type that the language has built in
    ["s", T]           the type itself;  ["q", M]  a module, by its path
    ["v", P]           a variant of an enum of Rust (`Enum.Name`), or a struct in a module
    ["p", T]           what T extends;  ["t"]  the type that a method is called on (a result only)
    ["n", name, C]     a name that nothing in the function declares; C is the class around it (`Outer.Inner`), or ""
    [".", R, name]     a member;  ["()", R, name]  what a method gives back;  ["c", name, C]  what a function gives back
    ["[]", R]          C, C++: what stands at an index of R
    ["m", F]           C, C++: none, among what is given to F, which may be a macro; `["s", "?"]` is a type that the text does not name
                       (`decltype(…)::value`)
"""

from __future__ import annotations

from typing import Any, TypedDict

__all__ = ["Receivers"]


class Receivers(TypedDict):
    """The table of a file.

    Attributes:
        uses: name → `[line, number of arguments or None where it is no call, receiver, class around it]`.
        fields: `Class.field` → receiver that stands for its type.
        returns: `Class.method` or function → receiver that stands for its result.
        locals: name → lines on which it stands alone and means a parameter or variable of the function around it, or declares a field.
        types: name → lines on which it is written as a type.
        made: class → `[line, number of arguments]` of what makes an object of it.
        aliases: other name of a type (`typedef`) → receiver that stands for it.
    """

    uses: dict[str, list[list[Any]]]
    fields: dict[str, Any]
    returns: dict[str, Any]
    locals: dict[str, list[int]]
    types: dict[str, list[int]]
    made: dict[str, list[list[int]]]
    aliases: dict[str, Any]
