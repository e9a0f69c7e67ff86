"""What one file says of the names in it: where each occurs, in which definition, and on what kind of receiver.

A site table is a pure function of a file's text, so it is cached by content (tables.py). It knows scopes: a name that
a function binds for itself is no reference to anything else and is left out. What an expression may be is kept as a small
*type expression*, evaluated only when asked and then across files (../meaning/program.py).

Type expressions are JSON values:
    None                unknown
    "name"              what the name means at the top level of this file
    ["!"]               a value of a type outside the workspace (a literal)
    ["?"]               a value of any type: what a type variable without a bound stands for
    ["d", Q]            the definition Q of this file (`outer.inner`); "" the module that it is
    ["=", Q]            only as a receiver: the name itself stands alone and means Q
    ["m", S]            the module that an import of S gives here
    ["i", S, name]      only as a receiver: the name itself stands alone and means `name` of that module
    ["alias", E]        what a type alias stands for
    ["s", C] ["c", C]   an instance of class C of this file; the class itself
    ["p", C]            `super()` inside class C
    [".", E, name]      a member
    ["()", E]           the result of a call; ["new", E] of a construction
    ["[]", E]           an element: subscript, iteration, await of a container
    ["[,]", E, n]       element n of what a pattern takes apart: of a map's entry the value stands in place 1
    ["-", E, name...]   only among bases: the type E without these members; ["P", E] what promises an E
    ["u", E]            what `await` gives, and `then` hands on
    ["w", E]            what `with E as x` binds
    ["e", E]            what keeps an E: an error that a test expects, what `useRef` gives
    ["t", E]            an instance of the type that E names (an annotation)
    ["l", E...]         a container of these elements
    ["|", E...]         one of these
    ["o", E...]         one of these, as the arguments tell that are not read
    ["n", E, C...]      E where a test of its type says that it is one of C
    ["in", E...]        one of these where a test of its type says so, elsewhere what else it is
    ["F", Q]            a function of the type that is called Q, after its place
    ["a", E, n]         what the function E takes as its argument n; ["...", E] for each from there on
    ["j", E]            the properties of the component E
    ["v", K, E]         the type variable that is called K, after its place, and extends E
    ["g", E, A...]      an instance of the generic type E that is given A...; ["G", E, A...] the class or function itself
    ["f", Q, name]      the parameter `name` of function Q, of which nothing is written
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BARE", "DECLARED", "METACLASS", "MOST_HELD", "NOTHING_YET", "STATIC", "FileSites", "Site", "applied", "container",
]  # fmt: skip

BARE: Final = 0
"""In place of a receiver: the name stands alone."""
METACLASS: Final = "(metaclass)"
"""Behind a class, among what functions give back: what its statement says that makes it."""
DECLARED: Final = ":"
"""Among the parameters of a Python file: the attributes of its classes that have an annotation."""
STATIC: Final = "static"
"""Among the parameters of a JavaScript file: the members that classes have themselves."""
MOST_HELD: Final = 40
"""Of a longer list the rest is data, and so is a larger object."""
NOTHING_YET: Final = ["!"]
"""`None`, `null`: equal to any literal, but told by identity: what holds nothing else is given its value where nobody looks."""


class Site(NamedTuple):
    """One occurrence of a name.

    Attributes:
        line: 1-based.
        owner: qualified name of the innermost definition around it; "" for the file's top level.
        receiver: `BARE`, or the type expression of what stands before the dot.
        conditions: how unlikely the conditions before it make it to run (../odds.py): 0 runs whenever its owner runs.
        role: `call | value | check | write | base | type | import | decorator | parameter | text | key | doc`; `check` asks whether
            something is of it, `text` is a string that names it, `key` an argument or object key, `doc` a comment that names it
            as a type or link.
        alias: for an import, the local name that it binds.
    """

    line: int
    owner: str
    receiver: Any
    role: str
    conditions: int = 0
    alias: str = ""


class FileSites(TypedDict):
    """The site table of a file.

    Attributes:
        sites: name → its occurrences, as lists in the order of `Site`.
        bound: qualified name of a variable or attribute → type expression of what is assigned to it.
        returns: qualified name of a function → type expression of its result.
        classes: qualified name of a class → type expressions of its bases.
        functions: qualified name of a function → its decorators as dotted names.
        parameters: qualified name of a function, a function type or a type that is called (`Type.()`) → type expressions
            of its parameters, by position, where types are written; behind a name and `<>` the type variables of each
            declaration of it.
        prefixes: names computed at run time (`getattr(x, "visit_" + name)`) → occurrences, by known prefix; "" for any name.
    """

    sites: dict[str, list[list[Any]]]
    bound: dict[str, Any]
    returns: dict[str, Any]
    classes: dict[str, list[Any]]
    functions: dict[str, list[str]]
    prefixes: dict[str, list[list[Any]]]
    parameters: dict[str, list[Any]]


def container(parts: Iterable[Any]) -> list[Any]:
    """What holds these, each kind once."""
    held: list[Any] = []
    for part in islice(parts, MOST_HELD):
        if part not in held:
            held.append(part)
    return ["l", *held]


def applied(form: str, head: Any, given: list[Any]) -> Any:
    """What is given types; where none of those is of the workspace, as if it were given none."""
    told = any(value is not None and value != ["!"] for value in given)
    return [form, head, *given] if told else ["t", head] if form == "g" else head
