"""The leading patterns of a workspace: roles that names and folders make, idioms that bases and decorators show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..per_index import per_index
from .idioms import IDIOMS
from .naming import singular_words, stem_of
from .pattern_evidence import STRUCTURAL_NAMES, bare_base
from .roles import GENERIC_FOLDERS
from .sequence import ordered_role

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
    by_base: dict[str, list[str]] = {}
    by_decorator: dict[str, list[str]] = {}
    for name, idiom in IDIOMS.items():
        for texts, names in ((idiom.bases, by_base), (idiom.decorators, by_decorator)):
            for text in texts:
                names.setdefault(text, []).append(name)
    files: dict[str, set[int]] = {}
    rows = index.rows(
        "SELECT DISTINCT file_id, bases, decorators FROM symbols JOIN files ON files.id = file_id "
        "WHERE zone = 'product' AND (bases <> '' OR decorators <> '')"
    )
    for file_id, bases, decorators in rows:
        shown = [by_base.get(base) or by_base.get(bare_base(base), []) for base in bases.split("\n")]
        shown += [by_decorator.get(text.partition("(")[0], []) for text in decorators.split("\n")]
        for names_ in shown:
            for name in names_:
                files.setdefault(name, set()).add(file_id)
    return {name: len(found) for name, found in sorted(files.items())}
