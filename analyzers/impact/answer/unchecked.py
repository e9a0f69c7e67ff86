"""What the checks of `validate_changes` could not see: files that can't be read whole, and what languages leave out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....indexer.languages import supported
from ...graph.architecture import is_sound
from ..changes.call_counts import GRAMMARS
from .change_set import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....indexer.index import Index
    from .change_set import ChangeSet

__all__ = ["unchecked"]

TEMPLATES: Final = {
    **dict.fromkeys((".erb", ".haml", ".slim"), "Ruby"),
    **dict.fromkeys((".j2", ".jinja", ".jinja2", ".mako"), "Python"),
    **dict.fromkeys((".twig", ".latte"), "PHP"),
    **dict.fromkeys((".ejs", ".hbs"), "JavaScript"),
    **dict.fromkeys((".cshtml", ".razor"), "C#"),
    **dict.fromkeys((".jsp", ".ftl"), "Java"),
    **dict.fromkeys((".gohtml", ".tmpl"), "Go"),
    **dict.fromkeys((".eex", ".heex", ".leex"), "Elixir"),
}
"""How templates end → the language whose code they call; they are not read as code."""

WORD: Final = re.compile(rb"\w+")
MOST = 5
WHOLE = frozenset({"Go", "C#", "Ruby", "Swift", "C", "C++"})
"""Languages whose imports bring a package, namespace or header as a whole: what code takes of it is not looked up."""


def unchecked(index: Index, changed: ChangeSet) -> dict[str, list[str]]:
    """Check → what of the change it does not answer for."""
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
            *_cut(f"{path}: not read as code, and says {name}" for path, name in _in_templates(index, changed)),
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


def _in_templates(index: Index, changed: ChangeSet) -> Iterator[tuple[str, str]]:
    """The templates that say the name of what is gone or takes something else, each with the first such name."""
    names: dict[str, set[bytes]] = {}
    for item in changed.changes:
        if item.kind in {"removed", "signature"} and item.symbol and item.path in index.files:
            named = item.symbol.rpartition(".")[2].encode("utf-8", "surrogatepass")
            names.setdefault(index.files[item.path].language, set()).add(named)
    for path, file in index.files.items() if names else ():
        wanted = names.get(TEMPLATES.get("." + path.rpartition(".")[2], ""))
        if wanted and not file.parsed and (said := wanted.intersection(WORD.findall(index.read(path)))):
            yield path, min(said).decode("utf-8", "replace")


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
