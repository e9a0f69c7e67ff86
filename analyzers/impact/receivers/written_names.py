"""Names of classes and packages as code writes them and the tables of receivers keep them, in C# with how many type parameters: `Result`,
`Result<T>` and `Result<T, E>` are three types there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....indexer.languages.csharp.argument_counts import written_arities
from ...per_index import per_index
from ...text_facts import line_at
from ..called import called_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index

__all__ = [
    "COMPANION", "CSHARP", "C_FAMILY", "WITHOUT_NAME", "arities_on", "has_arity", "holders", "holding", "last_part", "package_name",
    "plain",
]  # fmt: skip

C_FAMILY = frozenset({"C", "C++"})
COMPANION = "Companion"
"""An object that stands in a class of Kotlin, and is meant by the class's name."""
WITHOUT_NAME = ":"
"""C: between a type and the field that holds one without a name, which is called so (`packet:head`)."""
KOTLIN = (".kt", ".kts")


def package_name(specifier: str) -> str:
    """Go: the name by which an import of a path is said; a last part like `v2` is the version of the part before."""
    before, _, last = specifier.rpartition("/")
    return before.rpartition("/")[2] if before and re.fullmatch(r"v\d+", last) else last


def plain(base: str) -> str:
    """`pkg.Base<T>` → `pkg.Base`."""
    head = base.partition("<")[0].partition("[")[0].partition("(")[0]
    return head.replace("\\", ".").replace("::", ".").strip(" *&.")


def last_part(name: str) -> str:
    """`shop.Order` → `Order`."""
    return name.rpartition(".")[2]


def holding(path: str, qualname: str) -> str:
    """The last name of the class that holds a member; "" for a file's top level. Kotlin's companions lend theirs to the class around."""
    parts = qualname.split(".")[:-1]
    if parts[-1:] == [COMPANION] and path.endswith(KOTLIN):
        parts = parts[:-1] or parts
    return parts[-1] if parts else ""


def holders(index: Index, path: str, qualname: str) -> list[str]:
    """The last name of the class that holds a member; of a type of C without a name also what it stands in."""
    found = [holder] if (holder := holding(path, qualname)) else []
    parts = qualname.split(".")[:-1]
    if len(parts) > 1 and index.files[path].language in C_FAMILY:
        start = len(parts) - 1
        while start and _is_field(index, path, parts[: start + 1]):
            start -= 1
        found += [WITHOUT_NAME.join(parts[start:])] if start < len(parts) - 1 else []
    return found


def _is_field(index: Index, path: str, parts: list[str]) -> bool:
    qualname = ".".join(parts)
    return any(item.qualname == qualname and item.kind == "field" for item in called_in(index, path, parts[-1]))


CSHARP = ".cs"
AS_CODE = ((b"{", b"<"), (b"}", b">"), (b"&lt;", b"<"), (b"&gt;", b">"))
"""How a documentation comment writes type arguments → how code does: `cref="Result{T}"` is `Result<T>`."""


def has_arity(index: Index, path: str, qualname: str, given: int | None) -> bool:
    """Whether a type of a file may have `given` type parameters; true where that is not known: for None, and for nested types."""
    return given is None or "." in qualname or given in _declared(index).get(qualname, {}).get(path, (0,))


def arities_on(index: Index, path: str, line: int, name: str) -> set[int | None]:
    """With how many type arguments a line writes a name; `{None}` where it does not say, and in other languages than C#."""
    text = line_at(index, path, line) if path.endswith(CSHARP) else b""
    for written, code in AS_CODE if b"cref" in text else ():
        text = text.replace(written, code)
    return {*written_arities(name, text)} or {None}


@per_index
def _declared(index: Index) -> Mapping[str, Mapping[str, set[int]]]:
    """Name → file → the numbers of type parameters of the types of that name there, of all that have any."""
    found: dict[str, dict[str, set[int]]] = {}
    rows = index.rows(
        "SELECT path, local, exports.name FROM exports JOIN files ON files.id = file_id"
        " WHERE language = 'C#' AND local != '' AND substr(exports.name, 1, length(local) + 1) = local || '<'"
    )
    for path, name, written in rows:
        found.setdefault(name, {}).setdefault(path, set()).add(int(written.rpartition("<")[2]))
    return found
