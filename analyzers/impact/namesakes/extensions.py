"""Extensions: functions that are called on values of a type which does not hold them (Kotlin, C#)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ..occurrences import Definition
    from ..receivers.class_names import ClassNames

__all__ = ["extended_types", "of_extended"]

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
    lines = index.lines(path)
    found = set()
    for symbol in index.symbols(path, name=name):
        if symbol.qualname == qualname:
            text = "\n".join(lines[symbol.start_line - 1 : symbol.end_line])
            match = re.search(form.format(name=name), text)
            if match is not None:
                found.add(match.group(1).rpartition(".")[2])
    return frozenset(found)


def of_extended(names: ClassNames, types: set[str], extended: frozenset[str]) -> float | None:
    """A call of an extension: surely on a value of the type, not on one of a class that is known not to be of it."""
    if any(names.related(one, other) for one in types for other in extended):
        return 1.0
    known = all(names.named(name) for name in types) and all(names.named(name) for name in extended)
    return 0.0 if known else None
