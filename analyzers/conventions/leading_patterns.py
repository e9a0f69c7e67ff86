"""The leading patterns of a workspace: roles that names and folders make, idioms that bases and decorators show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..per_index import per_index
from .idioms import IDIOMS
from .naming import singular_words, stem_of
from .pattern_evidence import STRUCTURAL_NAMES
from .roles import GENERIC_FOLDERS
from .sequence import ordered_role
from .shown_definitions import shown_definitions

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["idiom_counts", "leading_roles"]

LEADING = 4
"""As many alike files make a role that nobody listed."""
VERBS = frozenset(
    (word,)
    for word in (
        "add",
        "all",
        "base",
        "create",
        "delete",
        "get",
        "idx",
        "list",
        "more",
        "new",
        "old",
        "remove",
        "set",
        "update",
        "up",
        "down",
    )
)
"""Last words of file names that say what is done, not what the file is."""


@per_index
def leading_roles(index: Index) -> dict[str, list[str]]:
    """Roles that the folders and affixes of the product's files make → the paths that show each, the largest role first."""
    found: dict[str, list[str]] = {}
    for path, file in index.files.items():
        name = stem_of(path)
        if file.zone != "product" or not file.parsed or name.stem in STRUCTURAL_NAMES:
            continue
        words, folder = singular_words(name.stem), singular_words(name.folder.rpartition("/")[2])
        words = () if ordered_role(folder) or words[-1:] in VERBS else words
        for role in {words[-1] if len(words) > 1 else "", "_".join(folder)}:
            if len(role) > 2 and not role.isdigit() and role not in GENERIC_FOLDERS:
                found.setdefault(role, []).append(path)
    leading = [(role, paths) for role, paths in found.items() if len(paths) >= LEADING]
    return dict(sorted(leading, key=lambda item: (-len(item[1]), item[0])))


def idiom_counts(index: Index) -> dict[str, int]:
    """Idiom → how many product files show it by a base class or a decorator; those that none shows are left out."""
    shown = shown_definitions(index, "product")
    counts = {name: len(shown.paths_by(idiom.bases, idiom.decorators)) for name, idiom in sorted(IDIOMS.items())}
    return {name: count for name, count in counts.items() if count}
