"""Names that the function around a line binds itself, in languages whose scopes are not read: a parameter or a variable hides a member.

Read by lines: what the head of the function lists, and what its body declares or assigns.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ..occurrences import Definition, PlainUse

__all__ = ["is_bound_inside"]

BINDINGS: Final = {
    "Scala": r"\b(?:val|var|given)\s+{0}\b|[(,]\s*(?:implicit\s+|using\s+)?{0}\s*:|\b{0}\s*(?:=>|<-)",
    "Swift": r"\b(?:let|var)\s+{0}\b|\b(?:func|init)\b.*[(,]\s*(?:\w+\s+)?{0}\s*:|\bfor\s+{0}\s+in\b",
    "Ruby": r"^\s*{0}\s*(?:\|\||&&|[-+*/])?=(?![=~>])|\|[^|]*\b{0}\b[^|]*\||^\s*def\s.*[(,\s*&]{0}\s*(?:[,)=:]|$)|\brescue\b.*=>\s*{0}\b",
}
"""Language → how a line binds a name; the name stands for `{0}`."""


def is_bound_inside(index: Index, use: PlainUse, definition: Definition) -> bool:
    """A name that stands alone is a parameter or variable of the function around it, not the definition somewhere else.

    Args:
        use: its `owner` is the function.
    """
    binding = BINDINGS.get(index.files[use.path].language)
    if binding is None or use.attribute or not use.owner or definition == (use.path, use.owner):
        return False
    around = next((item for item in index.symbols(use.path) if item.qualname == use.owner), None)
    if around is None or definition[1].startswith(f"{use.owner}."):
        return False
    bound = _binding(binding, use.name)
    lines = index.read(use.path).split(b"\n", use.line)[around.start_line - 1 : use.line]
    return any(bound.search(line) for line in lines)


@lru_cache(maxsize=64)
def _binding(form: str, name: str) -> re.Pattern[bytes]:
    return re.compile(form.replace("{0}", re.escape(name)).encode())
