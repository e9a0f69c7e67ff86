"""Extensions: functions that are called on values of a type which does not hold them (Kotlin, C#)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ..occurrences import Definition

__all__ = ["extended_types"]

FORMS = {
    "Kotlin": r"\bfun\s+(?:<[^>]*>\s*)?([\w.]+)(?:<[^()]*>)?\??\s*\.\s*`?{name}`?\s*\(",
    "C#": r"\b{name}\s*(?:<[^()]*>)?\s*\(\s*this\s+(?:(?:in|ref|scoped|readonly)\s+)*([\w.]+)",
}
"""Language → how an extension says what it extends."""


def extended_types(index: Index, definition: Definition) -> frozenset[str]:
    """The last names of the types that the extensions of this name in its class or file extend; none where it is no extension."""
    path, qualname = definition
    file = index.files.get(path)
    form = FORMS.get(file.language) if file is not None else None
    name = qualname.rpartition(".")[2]
    if form is None or not name.isidentifier():
        return frozenset()
    lines = index.read(path).decode("utf-8", "replace").splitlines()
    found = set()
    for symbol in index.symbols(path, name=name):
        if symbol.qualname == qualname:
            text = "\n".join(lines[symbol.start_line - 1 : symbol.end_line])
            match = re.search(form.format(name=name), text)
            if match is not None:
                found.add(match.group(1).rpartition(".")[2])
    return frozenset(found)
