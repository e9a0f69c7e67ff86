"""A definition's name as people and languages write it (`A::B#c`, `app.core.load()`), as the dotted path that the index has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .. import lazy_re as re

if TYPE_CHECKING:
    from .rows import IndexedSymbol

__all__ = ["dotted", "qualified"]

BETWEEN = re.compile(r"(?<=[\w?!])(?:\.prototype\.|::|#|\\|->|\?\.)(?=[\w~])")
"""Separators of a name's parts in Rust, C++, PHP, Ruby, Javadoc and JavaScript."""
LEADING = re.compile(r"^(?:::|#|\\|\.)+(?=\w)")
DECLARING = re.compile(
    r"^(?:(?:pub|public|private|protected|export|default|static|async|abstract|def|func|function|fn|fun|class|struct|trait|const) )+(?=\w)"
)
"""What stands before a name where it is defined: `def load_file(self)`."""
RECEIVER = re.compile(r"^\(\s*(?:\w+\s+)?\*?\s*([\w.]+)\s*\)(?=\.)")
"""Go's: `(*Dial).Validate`."""
BEHIND = re.compile(r"(?<=[\w?!])(?:\(.*\)|/\d+)$", re.DOTALL)
"""The arguments of a call; Elixir's and Erlang's number of them."""
TYPES = re.compile(r"(?<=\w)(?:::)?<[^<>=][^<>]*>")
"""Type arguments: `Repository<T>`, `Vec::<u8>`."""
NAMESPACE = re.compile(rb"^[^\S\n]*(?:namespace|package|module)\s+([\w.:\\]+)", re.MULTILINE)
"""The declaration of a file's namespace or package (C#, PHP, Go, Java, Kotlin, Scala)."""
ROOTS = frozenset({"crate", "self", "super"})
"""What a path in Rust begins with."""


def dotted(name: str) -> str:
    """The name with dots between its parts, without arguments, types and what only leads to it."""
    name = BEHIND.sub("", RECEIVER.sub(r"\1", DECLARING.sub("", name.strip().strip("`"))))
    while (bare := TYPES.sub("", name)) != name:
        name = bare
    return BETWEEN.sub(".", LEADING.sub("", name))


def qualified(name: str, symbols: Sequence[IndexedSymbol], path: str, text: bytes) -> list[IndexedSymbol]:
    """The definitions of a file that a dotted name means which leaves out what is around them, or begins outside of the file.

    What it begins with has to be the file's own path or what the file says that it stands in: `Other.load` is no `load`.
    """
    inner = [symbol for symbol in symbols if f".{symbol.qualname}".endswith(f".{name}")]
    if inner:
        return inner
    parts = name.split(".")
    around = set(path.rpartition(".")[0].lower().split("/")) | ROOTS
    around |= {
        part.lower()
        for said in NAMESPACE.findall(text)
        for part in re.split(r"[\\.:]+", said.decode("utf-8", "replace"))
    }
    for count in range(1, len(parts)):
        if parts[count - 1].lower() not in around:
            return []
        rest = ".".join(parts[count:])
        if found := [symbol for symbol in symbols if symbol.qualname == rest]:
            return found
    return []
