"""What the checks of `validate_changes` could not see: files that can't be read whole, and what languages leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.gathering import by_key
from ....indexer.languages import supported
from ...graph.architecture import is_sound
from ...lists import counted
from ..changes.call_grammars import GRAMMARS
from ..strings.templates import templates_saying
from .breaks import VERB
from .change_set import BROKEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ....indexer.index import Index
    from ..occurrences import Definition
    from .change_set import ChangeSet

__all__ = ["templates_untold", "unchecked"]

MOST = 5
WHOLE = frozenset({"Go", "C#", "Ruby", "Swift", "C", "C++"})
"""Languages whose imports bring a package, namespace or header as a whole: what code takes of it is not looked up."""


def unchecked(index: Index, changed: ChangeSet, told: Collection[str] = ()) -> dict[str, list[str]]:
    """Check → what of the change it does not answer for.

    Args:
        told: the files in which something is found.
    """
    broken = [path for path in changed.paths if index.files[path].parsed == BROKEN]
    code = {index.files[path].language for path in changed.paths if index.files[path].parsed}
    other = sorted(path for path in changed.paths if not index.files[path].parsed and not index.manifests.get(path))
    found = {
        "syntax_check": _cut(f"{path}: its language is not parsed" for path in other if _is_code(index, path)),
        "imports_check": [
            *_cut(f"{path}: imports in the part that can't be read" for path in broken),
            *(f"what {language} code takes of what it imports" for language in sorted(code & WHOLE)),
        ],
        "references_check": [
            *_cut(_perhaps_gone(path, changed) for path in broken),
            *_cut(f"{path}: what it had before, which git lacks" for path in changed.unread),
            *_cut(
                f"{path}: not read as code, and says {name}"
                for path, name in _in_templates(index, changed)
                if path not in told
            ),
            *(f"whether calls of {language} fit" for language in sorted(code - GRAMMARS.keys() - {"Python"})),
        ],
        "cycles_check": _cut(f"{path}: imports in the part that can't be read" for path in broken),
        "rules_check": _cut(
            f"rule {str(rule.get('name', number))!r}: 'groundplan check' tells what is wrong with it"
            for number, rule in enumerate(index.settings.rules, 1)
            if not is_sound(rule)
        ),
        "duplicates_check": _cut(f"{path}: the part that can't be read" for path in broken),
    }
    return {check: items for check, items in found.items() if items}


def templates_untold(index: Index, broken: Iterable[tuple[Definition, str]], told: Collection[str]) -> list[str]:
    """That templates say the name of what breaks and no row tells them: others have it too, or it means something else there."""
    said = (
        (path, name.rpartition(".")[2]) for (path, name), change in broken if change in VERB and path in index.files
    )
    names = by_key((index.files[path].language, name) for path, name in said if name)
    untold = [path for path, _ in templates_saying(index, names) if path not in told]
    if not untold:
        return []
    more = f"{counted(len(untold), 'template')} more {'says' if len(untold) == 1 else 'say'} the name"
    return [f"{more}, not read as code and not in 'breaks': {', '.join(untold[:MOST])}"]


def _in_templates(index: Index, changed: ChangeSet) -> Iterator[tuple[str, str]]:
    """The templates that say the name of what is gone or takes something else, each with the first such name."""
    items = [item for item in changed.changes if item.kind in {"removed", "signature"} and item.path in index.files]
    return templates_saying(
        index,
        by_key((index.files[item.path].language, item.symbol.rpartition(".")[2]) for item in items if item.symbol),
    )


def _is_code(index: Index, path: str) -> bool:
    """A file with lines of code in a language that has no parser here."""
    file = index.files[path]
    return bool(file.code_lines) and file.zone == "product" and not supported(file.language)


def _perhaps_gone(path: str, changed: ChangeSet) -> str:
    """A file that can't be read whole: what it had and is not seen now may be there, or gone."""
    names = [item.symbol for item in changed.changes if item.path == path and item.kind == "removed" and item.symbol]
    unsure = [item.symbol for item in changed.changes if item.symbol in names and not changed.took(item)]
    if not unsure:
        return f"{path}: definitions in the part that can't be read"
    more = f" and {len(unsure) - MOST} more" if len(unsure) > MOST else ""
    return f"{path}: whether what can't be read still has {', '.join(unsure[:MOST])}{more}"


def _cut(items: Iterable[str]) -> list[str]:
    found = list(items)
    return [*found[:MOST], *([f"the same of {len(found) - MOST} more files"] if len(found) > MOST else [])]
