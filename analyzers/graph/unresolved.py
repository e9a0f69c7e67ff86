"""Whether an import that leads nowhere is a fault, or leads to what a repository does not hold: generated, installed, unused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ... import lazy_re as re
from ...indexer.gathering import words

if TYPE_CHECKING:
    from ...indexer.index import IndexedLink

__all__ = ["is_doubtful", "is_fault"]

NO_FAULT: Final = re.compile(
    r"^computed|^generated|^installed by|^build output|^absolute path|^a URL|^a native extension|^virtual module|is used$"
    r"|glob import or a macro$|no file of its own$|matches the pattern$"
)
"""Reasons that tell of nothing wrong: `using` of a namespace of which nothing is used compiles, as does an empty glob."""
DOUBT: Final = re.compile(r"no configuration sets|: generated, or|belongs to no crate|^leads out of|a gem of that name")
"""Reasons that leave open whether something is there."""
PHP_NAME: Final = "no file declares the name"
OF_THE_BUILD: Final = words("R BuildConfig BR Res databinding")
"""Names that the builds of Android and Compose declare in packages of their own making."""
JVM: Final = (".java", ".kt", ".kts")
C: Final = (".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".hh", ".m", ".mm")
"""What these include may be made by a build that is only configured elsewhere."""


def is_fault(link: IndexedLink) -> bool:
    """Something may be wrong with an import that leads nowhere."""
    if NO_FAULT.search(link.reason) or (link.reason == PHP_NAME and "\\" not in link.specifier.strip("\\")):
        return False  # a name without a namespace in PHP is the language's or an extension's
    return not (link.source.endswith(JVM) and not OF_THE_BUILD.isdisjoint(link.specifier.split(".")))


def is_doubtful(link: IndexedLink) -> bool:
    """Whether an import that leads nowhere may still be right."""
    return link.source.endswith(C) or DOUBT.search(link.reason) is not None
