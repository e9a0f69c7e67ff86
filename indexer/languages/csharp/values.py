"""C#: of what type a value is that a method is called on, as far as the text of a file and the workspace's types tell.

Read backwards from the dot: a variable, a literal, `new X(…)`, a member of such a value, a call whose result is declared.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...gathering import words
from .argument_counts import given
from .type_table import ARRAY, head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .argument_counts import Counts
    from .type_table import Types

__all__ = ["STATIC", "Values", "calls"]

STATIC = "static"
"""What stands before the dot is rather a type, whose static method is called (`XName.Get()`)."""
PLATFORM_STATIC = words(
    "Activator BitConverter Convert Debug Enumerable Interlocked Marshal Math MathF MemoryMarshal Monitor Queryable Trace "
    "Unsafe Volatile"
)
"""Classes of the platform that have no values."""
NO_TYPES = frozenset(
    b"as await case else event explicit goto implicit in is let new not operator or out ref return throw using var when "
    b"where yield and from into select static".split()
)
DECLARED = re.compile(
    rb"(?<![\w.])([A-Za-z_][\w.]*+)(?:<[^<>;(){}]*+(?:<[^<>;(){}]*+>[^<>;(){}]*+)*+>)?(?:\?|(\[[\s,]*+\]))*+"
    rb"\s++(@?[A-Za-z_]\w*+)\s*+(?=[;,)={]|in\b)"
)
INFERRED = re.compile(rb"\bvar\s+(\w+)\s*=\s*+(?!await\b)([^;]{1,1000});")
BOUND = re.compile(rb"\bvar\s+(\w+)\s+in\b|[(,=]\s*(\w+)\s*=>|\(\s*((?:\w+\s*,\s*)*+\w+)\s*\)\s*=>")
"""Variables without a declared type: of a loop, of a lambda."""
CONSTRAINT = re.compile(rb"\bwhere\s+(\w+)\s*:\s*([\w.]+)")
NO_CONSTRAINTS = words("class struct new notnull unmanaged default")
WORD = string.ascii_letters.encode() + string.digits.encode() + b"_"
ARGUMENTS = re.compile(rb"<[\w\s,.?\[\]<>]*>\Z")
CALLED = re.compile(rb"\s*+([<(])")
OPENERS = {ord(")"): ord("("), ord("}"): ord("{")}
FURTHEST = 2000


class Values:
    """The values of one file.

    Args:
        source: the file.
        types: the workspace's.
        returned: what an extension method returns that is called on a type.
        own: the type that `this` is, "" where the file declares several.
    """

    def __init__(self, source: bytes, types: Types, returned: Callable[[str, str], str], own: str) -> None:
        self.source, self.types, self.returned, self.own = source, types, returned, own
        self.variables, self.unknown = _declared(source)
        self._infer()

    def _infer(self) -> None:
        """Takes the variables whose type is inferred, each from its expressions: what they tell of earlier ones they may ask."""
        found: dict[str, set[str]] = {}
        for match in INFERRED.finditer(self.source):
            kinds = found.setdefault(match[1].decode(), set())
            kinds.add(self._type(_without_failure(match[2]), 0).partition(" ")[0])
            if len(kinds) == 1 and kinds.isdisjoint({"", STATIC}):
                self.variables.setdefault(match[1].decode(), min(kinds))
            else:
                self.variables[match[1].decode()] = ""

    def called_on(self, method: str) -> Iterator[tuple[str, bool, Counts]]:
        """The types of the values that a method is called on, whether it is called with type arguments, and with how many others.

        "" where the text does not tell, `static` for what is rather a type, `static X` for one of the workspace's.
        """
        for value, generic, counts in calls(self.source, method):
            yield self._type(value, 0), generic, counts

    def before(self, end: int) -> str:
        """The type of the value whose text ends at an offset."""
        return self._type(self.source[max(end - FURTHEST, 0) : end].rstrip(), 0)

    def _type(self, text: bytes, depth: int) -> str:
        last = text[-1:]
        if last == b'"':
            return "string"
        if last in (b")", b"}") and depth < 30:
            return self._of_brackets(text, depth)
        before, word = _last_name(text)
        if not word:
            return ""
        value = _before_dot(before)
        if value is None:
            return self._of_word(word)
        owner = self._type(value, depth + 1) if depth < 30 else ""
        return self.types.member(owner.removeprefix(f"{STATIC} "), word) if owner else ""

    def _of_word(self, word: str) -> str:
        if word in {"this", "base"}:
            return self.own
        if word in self.unknown:
            return ""
        if word in self.variables:
            return self.variables[word]
        if word in self.types or word in PLATFORM_STATIC:
            return f"{STATIC} {word}"
        inherited = self.types.member(self.own, word) if self.own else ""
        return inherited or (STATIC if word[:1].isupper() else "")

    def _of_brackets(self, text: bytes, depth: int) -> str:
        """`new X(…)`, `new X { … }`, `a.Call(…)`, `(value)`."""
        start = _opening(text)
        if start < 0:
            return ""
        before = text[:start].rstrip()
        if text[-1:] == b"}" and before[-1:] == b")":
            return self._type(before, depth + 1)
        if before[-1:] == b">":
            before = ARGUMENTS.sub(b"", before).rstrip()
        if made := _made(before):
            return head(made)
        rest, word = _last_name(before)
        if not word or text[-1:] == b"}":
            return ""
        value = _before_dot(rest)
        if value is None:
            return self.types.member(self.own, f"{word}()") if self.own else ""
        owner = self._type(value, depth + 1)
        if owner.startswith(f"{STATIC} "):
            return self.types.member(owner.removeprefix(f"{STATIC} "), f"{word}()")
        if owner and (own := self.types.member(owner, f"{word}()")):
            return own
        return self.returned(word, owner)


def calls(source: bytes, method: str) -> Iterator[tuple[bytes, bool, Counts]]:
    """The texts that end with the value that a method is called on, whether with type arguments, and with how many others."""
    name = method.encode()
    at = source.find(name)
    while at >= 0:
        called = CALLED.match(source, at + len(name))
        value = _before_dot(source[max(at - FURTHEST, 0) : at]) if called else None
        if called and value is not None:
            yield value, called[1] == b"<", given(source, at + len(name))
        at = source.find(name, at + len(name))


def _without_failure(text: bytes) -> bytes:
    """`value ?? throw new Gone()` is the value."""
    value, otherwise, rest = text.rpartition(b"??")
    return (value if otherwise and rest.lstrip().startswith(b"throw") else text).rstrip()


def _before_dot(text: bytes) -> bytes | None:
    """What stands before the `.`, `?.` or `!.` that a text ends with; None where it ends with none."""
    text = text.rstrip()
    if text[-1:] != b".":
        return None
    text = text[:-1].rstrip()
    return text[:-1].rstrip() if text[-1:] in (b"?", b"!") else text


def _last_name(text: bytes) -> tuple[bytes, str]:
    """A text without the name that it ends with, and that name; "" where it ends with none."""
    before = text.rstrip(WORD)
    name = text[len(before) :].lstrip(string.digits.encode())
    return before.removesuffix(b"@") if name else text, name.decode()


def _made(text: bytes) -> str:
    """`Shop.Cart` of a text that ends with `new Shop.Cart`; "" where it ends with no such thing."""
    before = text.rstrip(WORD + b".")
    keyword = before.removesuffix(b"global::")
    return text[len(before) :].decode() if _last_name(keyword.rstrip())[1] == "new" and keyword[-1:].isspace() else ""


def _opening(text: bytes) -> int:
    """Where the bracket opens that a text ends with; -1 where it opens further off. Brackets in strings do not count."""
    closed: list[int] = []
    position = len(text) - 1
    while position >= 0:
        char = text[position]
        if char == ord('"'):
            position = text.rfind(b'"', 0, position)
            if position < 0:
                return -1
        elif char in OPENERS:
            closed.append(OPENERS[char])
        elif char in b"({":
            if closed.pop() != char:
                return -1
            if not closed:
                return position
        position -= 1
    return -1


def _declared(source: bytes) -> tuple[dict[str, str], set[str]]:
    """The variables, fields and properties that are declared with one type, with these; the parameters of lambdas."""
    constraints = {name: head(written.decode("utf-8", "replace")) for name, written in CONSTRAINT.findall(source)}
    found: dict[str, set[str]] = {}
    for written, array, name in DECLARED.findall(source):
        if written in NO_TYPES or written == b"var":
            continue
        kind = ARRAY if array else head(written.decode("utf-8", "replace")) or constraints.get(written, "")
        types = found.setdefault(name.lstrip(b"@").decode("utf-8", "replace"), set())
        types.add("" if kind in NO_CONSTRAINTS else kind)
    bound = {name.decode() for match in BOUND.findall(source) for item in match for name in re.findall(rb"\w+", item)}
    return {name: min(types) if len(types) == 1 else "" for name, types in found.items()}, bound
