"""What shows that a file follows a pattern: its name and folder, its definitions, what it imports, the names it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...naming import MAIN_STEMS, singular_words, stem_of
from ..idioms.idioms import ALIASES, idiom_of
from ..new_file.sequence import ORDERED_ROLES, is_step, split_mark
from ..roles.folders import paths_by_folder
from ..roles.role_words import is_of_tests, role_words
from .by_definition import by_definition
from .by_place import SETUP, by_place
from .by_use import by_import, by_names
from .member import CALLED, DIRECT, ENOUGH, NAMED_SO, OTHER_WORD
from .shown_definitions import shown_definitions

if TYPE_CHECKING:
    from ....indexer.index import Index
    from .member import Member

__all__ = ["STRUCTURAL_NAMES", "evidence"]

STRUCTURAL_NAMES = MAIN_STEMS | {"conftest", "setup", "package-info", "module-info"}
"""Files that every folder has: they hold no example of a role but where a definition or a layout proves it, or no other file does."""
MARKED = 2
"""From so many numbered or dated migrations on, files without such a mark are the code that runs them."""


def evidence(index: Index, pattern: str) -> list[Member]:
    """Every proof that a file of the product (or a test, where tests are asked for) follows the pattern."""
    idiom = idiom_of(pattern)
    zone = "test" if is_of_tests(pattern) or role_words(pattern)[-1:] == ("fixture",) else "product"
    is_ordered = not ORDERED_ROLES.isdisjoint(role_words(pattern))
    aside = idiom.aside if pattern not in ALIASES else ()  # the workspace's own word for it tells what it means here
    by_role = [member for member in by_place(index, pattern) if member.file.language not in aside]
    sure = {member.file.path for member in by_role if member.weight >= DIRECT}
    enough = sum(member.weight >= DIRECT for member in by_role) >= ENOUGH
    proven = (*by_definition(index, pattern, idiom, zone), *by_import(index, idiom))
    if enough and pattern in ALIASES:
        # an annotated field or an import shows that the pattern is used: a class whose fields are validated is no validator
        word = role_words(pattern)[-1] if idiom.crosses else ""
        proven = tuple(
            item if _is_one(item, word) else item._replace(weight=item.weight - OTHER_WORD) for item in proven
        )
    known = {member.file.path for member in (*by_role, *proven)}
    others = (*proven, *by_names(index, idiom, sure, known, enough=enough))
    foreign = shown_definitions(index, zone).paths_by(idiom.foreign, ())
    apart = frozenset(idiom.apart)
    found = [
        member
        for member in (*by_role, *others)
        if member.file.zone == zone
        and (member.file.code_lines or not member.file.lines)
        and (is_ordered or not is_step(member.file.path))
        and member.file.path not in foreign
        and not (idiom.crosses and SETUP.search(member.file.path))
        and apart.isdisjoint(singular_words(stem_of(member.file.path).stem))
    ]
    found = [member for member in found if not _is_structural(index, member)] or found
    marked = {member.file.path for member in found if is_ordered and split_mark(stem_of(member.file.path).stem)}
    return [member for member in found if member.file.path in marked] if len(marked) >= MARKED else found


def _is_one(member: Member, word: str) -> bool:
    """A definition for itself shows it, and by that word: an error handler handles exceptions, and is none."""
    return member.symbol is not None and "." not in member.symbol.qualname and word in member.why.lower()


def _is_structural(index: Index, member: Member) -> bool:
    """It is called as a file of every folder, and neither a definition nor its place proves the pattern: alone in the pattern's
    folder (`config/index.ts`) it is what the folder is for."""
    path = member.file.path
    proven = member.symbol is not None and member.weight >= NAMED_SO
    alone = member.weight == DIRECT and len(paths_by_folder(index)[path.rpartition("/")[0]]) == 1
    return stem_of(path).stem in STRUCTURAL_NAMES and not (proven or alone or member.weight == CALLED)
