"""What `validate_changes` looks at, what it finds wrong there, and what it could not see."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.gathering import by_key
from ....indexer.languages import language as language_module
from ....indexer.languages import supported
from ....indexer.tokens import blank
from ...graph.architecture import is_sound
from ...lists import counted
from ..changes.call_grammars import GRAMMARS
from ..strings.templates import templates_saying

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ....answers import BrokenReference
    from ....indexer.index import Index, IndexedLink
    from ..changes.changes import Change
    from ..changes.diffs import FileDiff
    from ..occurrences import Definition

__all__ = ["BROKEN", "ERROR", "VERB", "WARNING", "ChangeSet", "Issue", "templates_untold", "unchecked", "unmet_member"]

ERROR, WARNING = "error", "warning"
VERB = {"delete": "deleted", "rename": "renamed", "signature": "given another signature"}
BROKEN = 2
"""`parsed` of a file whose syntax tree has errors."""


class Issue(NamedTuple):
    """Something wrong; `severity` is `error | warning`, and only errors make a change unsafe."""

    path: str
    line: int
    severity: str
    rule: str
    message: str


def unmet_member(path: str, line: int, message: str, *, sure: bool = True) -> Issue:
    """A member that a class is asked for, and does not have so."""
    return Issue(path, line, ERROR if sure else WARNING, "unmet-member", message)


class ChangeSet(NamedTuple):
    """What is validated.

    Attributes:
        paths: changed files that are there, sorted.
        gone: changed files that are not there any more.
        diffs: both versions by path; empty without git.
        changes: the changed definitions.
        known: git told which lines are new.
        unread: files of which git lacks a version: what they had before is not known.
    """

    paths: list[str]
    gone: list[str]
    diffs: dict[str, FileDiff]
    changes: list[Change]
    known: bool
    unread: tuple[str, ...] = ()

    def is_new(self, path: str, line: int) -> bool:
        """The line is part of the change; without git every line counts."""
        diff = self.diffs.get(path)
        return not self.known or diff is None or line in diff.new_lines

    def wrote_import(self, link: IndexedLink) -> bool:
        """The change wrote the first line of an import, or the one further on that says where it leads or what it takes."""
        names = [name for name in (link.specifier, link.name) if name not in {"", "*", "default"}]
        said = ([line for line in self._said(link.source, name) if line >= link.line][:1] for name in names)
        return any(self.is_new(link.source, line) for line in (link.line, *chain.from_iterable(said)))

    def said_before(self, name: str) -> bool:
        """Whether a changed file had a name."""
        return any(_saying(name).search(diff.old) for diff in self.diffs.values())

    def had(self, path: str, name: str, language: str) -> bool:
        """Whether the old code of a changed file has a name; true where that is not known."""
        if path not in self.paths:
            return False
        diff, lexicon = self.diffs.get(path), language_module(language).LEXICON
        return diff is None or not diff.old or _saying(name).search(blank(diff.old, lexicon).text) is not None

    def wrote(self, row: BrokenReference) -> bool:
        """The change itself wrote the line: who did so knew what it names."""
        return self.known and row["path"] in self.diffs and self.is_new(row["path"], row["line"])

    def wrote_call(self, path: str, line: int) -> bool:
        """The same of a call: on its line, or one further on that an argument begins on."""
        diff, depth = self.diffs.get(path), 0
        if diff is None or self.is_new(path, line):
            return self.known and diff is not None
        for number, text in enumerate(diff.new.split(b"\n")[line - 1 :], line):
            if depth == 1 and self.is_new(path, number):
                return True
            depth += sum(text.count(sign) for sign in (b"(", b"[", b"{")) - sum(map(text.count, (b")", b"]", b"}")))
            if depth <= 0:
                break
        return False

    def wrote_name(self, text: bytes, path: str, name: str) -> bool:
        """Git tells that the change wrote a line that says a name; of a file that git does not track yet every line is new."""
        if not self.known or path not in self.paths:
            return False
        said = _saying(name)
        lines = enumerate(text.split(b"\n"), 1)
        return any(said.search(line) for number, line in lines if self.is_new(path, number))

    def wrote_beside(self, row: BrokenReference, name: str) -> bool:
        """Whether the change wrote a name on another line of the row's file, where it may define it anew."""
        return any(line != row["line"] for line in self._saying(row["path"], name))

    def took(self, item: Change) -> bool:
        """The change took the line away that began a definition, and wrote none that says its name."""
        diff = self.diffs.get(item.path)
        if diff is None or item.kind != "removed" or item.line not in diff.old_lines:
            return False
        return not self._saying(item.path, item.symbol.rpartition(".")[2])

    def _saying(self, path: str, name: str) -> list[int]:
        """The new lines of a changed file that say a name."""
        return [line for line in self._said(path, name) if self.is_new(path, line)]

    def _said(self, path: str, name: str) -> list[int]:
        """The lines of a changed file that say a name."""
        diff, said = self.diffs.get(path), _saying(name)
        lines = diff.new.split(b"\n") if diff is not None else []
        return [number for number, line in enumerate(lines, 1) if said.search(line)]


def _saying(name: str) -> re.Pattern[bytes]:
    """Finds a name as a whole word."""
    return re.compile(rb"(?<![\w$])" + re.escape(name.encode()) + rb"(?![\w$])")


# ---- What the checks could not see: files that can't be read whole, and what languages leave out

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
    gone = (one for one, change in broken if change in VERB and one[0] in index.files and one[1])
    names = by_key((index.files[path].language, name.rpartition(".")[2]) for path, name in gone)
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
