"""The checks of `validate_changes`, each a function from a change set to what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ....indexer.manifests import parse as parse_manifest
from ...graph.architecture import broken_rules
from ...graph.unresolved import is_doubtful, is_fault
from ..changes.new_cycles import new_cycles
from ..meaning.program import OUTSIDE
from .breaks import breaks_of, lost_imports
from .syntax_errors import new_syntax_errors
from .target import known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ....answers import BrokenReference
    from ....indexer.index import Index, IndexedLink
    from ..changes.changes import Change
    from ..changes.diffs import FileDiff
    from ..meaning.program import Program

__all__ = ["CHECKS", "ChangeSet", "Issue"]

ERROR, WARNING = "error", "warning"
MOST_SYNTAX = 5
BROKEN = 2
"""`parsed` of a file whose syntax tree has errors."""
SURE = 0.9
SHORT = 10
"""Lines of a renamed copy within one file that are not worth a warning: siblings that are written alike."""


class Issue(NamedTuple):
    """Something wrong; `severity` is `error | warning`, and only errors make a change unsafe."""

    path: str
    line: int
    severity: str
    rule: str
    message: str


class ChangeSet(NamedTuple):
    """What is validated.

    Attributes:
        paths: changed files that are there, sorted.
        gone: changed files that are not there any more.
        diffs: both versions by path; empty without git.
        changes: the changed definitions.
        known: git told which lines are new.
    """

    paths: list[str]
    gone: list[str]
    diffs: dict[str, FileDiff]
    changes: list[Change]
    known: bool

    def is_new(self, path: str, line: int) -> bool:
        """The line is part of the change; without git every line counts."""
        diff = self.diffs.get(path)
        return not self.known or diff is None or line in diff.new_lines

    def wrote(self, row: BrokenReference) -> bool:
        """The change itself wrote the line: who did so knew what it names."""
        return self.known and row["path"] in self.diffs and self.is_new(row["path"], row["line"])

    def took(self, item: Change) -> bool:
        """The change took the line away that began a definition, and wrote none that says its name."""
        diff = self.diffs.get(item.path)
        if diff is None or item.kind != "removed" or item.line not in diff.old_lines:
            return False
        lines, name = diff.new.split(b"\n"), item.symbol.rpartition(".")[2].encode()
        return not any(name in lines[line - 1] for line in diff.new_lines if line <= len(lines))


def syntax_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Syntax errors that changed files did not have before, and manifests that can't be read."""
    del program
    for path in changed.paths:
        if index.files[path].parsed == BROKEN:
            diff = changed.diffs.get(path)
            text, language = index.read(path), index.files[path].language
            for error in new_syntax_errors(path, text, language, diff.old if diff is not None else b"")[:MOST_SYNTAX]:
                yield Issue(path, error.line, ERROR if error.sure else WARNING, "syntax", error.message)
    wanted = set(changed.paths)
    for problem in index.problems():
        if problem.path in wanted and problem.stage != "resolve":
            severity = ERROR if "not valid" in problem.message else WARNING
            yield Issue(problem.path, max(1, problem.line), severity, "syntax", problem.message)


def imports_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Imports of changed files that lead nowhere, and names that their targets do not have (any more)."""
    seen: set[tuple[str, int, str]] = set()
    links = [link for path in changed.paths for link in (*index.links_from(path), *index.links_to(path))]
    moved = [diff.old_path for diff in changed.diffs.values() if diff.status == "renamed"]
    links += lost_imports(index, [*changed.gone, *moved])
    for link in links:
        issue = _unresolved(link, changed) if link.reason else _missing_name(program, link, changed)
        if issue is not None and (issue.path, issue.line, issue.message) not in seen:
            seen.add((issue.path, issue.line, issue.message))
            yield issue


def _unresolved(link: IndexedLink, changed: ChangeSet) -> Issue | None:
    if not is_fault(link):
        return None
    severity = ERROR if changed.is_new(link.source, link.line) or link.source not in changed.paths else WARNING
    if link.kind in {"conditional", "type_only"} or (is_doubtful(link) and link.source in changed.paths):
        severity = WARNING
    return Issue(link.source, link.line, severity, "unresolved-import", f"{link.specifier!r}: {link.reason}")


def _missing_name(program: Program, link: IndexedLink, changed: ChangeSet) -> Issue | None:
    if not link.target or link.name in {"", "*", "default"} or program.table(link.target) is None:
        return None
    if any(program.exported(path, link.name) for path in _stating(program, link.target)) or _open(program, link.target):
        return None
    severity = ERROR if link.target in changed.paths or changed.is_new(link.source, link.line) else WARNING
    if link.kind == "conditional" or link.target.endswith(".d.ts"):
        severity = WARNING
    return Issue(link.source, link.line, severity, "missing-name", f"{link.target} has no {link.name!r}")


def _stating(program: Program, path: str) -> Iterator[str]:
    """The files that say what a module has: itself, and the declarations beside it."""
    yield path
    stem, _, ending = path.rpartition(".")
    declared = f"{stem}.d.{ending.replace('js', 'ts').removesuffix('x')}"
    if declared in program.index.files:
        yield declared


def _open(program: Program, path: str) -> bool:
    """A module that can have names which nobody sees: computed ones, or all of another's."""
    table = program.table(path)
    if table is None or "__getattr__" in table.functions or table.sites("globals") or table.sites("exec"):
        return True
    return any(not link.target or OUTSIDE in program.lookup(path, "*") for link in program.links(path).get("*", ()))


def references_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """References to what the change removed or gave another signature."""
    now = known(index).program
    for item in changed.changes:
        if item.kind not in {"removed", "signature"} or not item.symbol:
            continue
        if item.path in index.files and index.files[item.path].parsed == BROKEN and not changed.took(item):
            continue  # what can't be read there may well be there
        change = "delete" if item.kind == "removed" else "signature"
        for row in breaks_of(program, (item.path, item.symbol), change, now):
            sure = row.get("confidence", 1.0) >= SURE and (
                change == "delete" or "may no longer fit" not in row["reason"]
            )
            if row["path"] not in index.files or (not (sure and change == "delete") and changed.wrote(row)):
                continue
            what = "is removed" if change == "delete" else "has another signature"
            where = row["reason"] if row["reason"] != "a text names it" else "names it in a text"
            yield Issue(
                row["path"],
                row["line"],
                ERROR if sure else WARNING,
                f"{item.kind}-symbol",
                f"{item.symbol} {what}, and this place {where}",
            )


def cycles_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Import cycles that a new import closes; an error where they can fail."""
    del program
    for cycle in new_cycles(index, changed.paths, changed.diffs):
        names = " → ".join(cycle.nodes[:5])
        done = "draws more files into" if cycle.grown else "closes"
        yield Issue(
            cycle.path,
            cycle.line,
            ERROR if cycle.fails and not cycle.grown else WARNING,
            "new-cycle",
            f"{done} an import cycle of {len(cycle.nodes)} {cycle.unit}: {names}",
        )


def rules_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Imports that the workspace's own architecture rules forbid."""
    del program
    for rule, edge in broken_rules(index.settings.rules, index.edges()):
        if edge.source in changed.paths:
            line = edge.lines[0] if edge.lines else 1
            severity = ERROR if changed.is_new(edge.source, line) else WARNING
            yield Issue(
                edge.source, line, severity, f"architecture: {rule}", f"{edge.source} must not import {edge.target}"
            )


NEARLY_ALL = 0.9
"""A file that is so much like another is a copy of it, though some lines differ."""


def duplicates_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Code of changed files that exists already."""
    del program
    from ...clones.report.by_content import by_content

    paths = [path for path in changed.paths if index.files[path].parsed]
    if not paths:
        return
    found = by_content(index, paths=paths, code=None, staged=False, min_tokens=50, threshold=0.7, limit=20)
    for row in found["duplicates"]:
        other = row["of"]
        lines = range(row["start_line"], row["end_line"] + 1)
        beside = other is not None and other["path"] == row["path"] and len(lines) < SHORT
        told = {"exact"} if beside else {"exact", "renamed"}
        whole = row["kind"] == "file" and row["score"] >= NEARLY_ALL
        written = sum(changed.is_new(row["path"], line) for line in lines)
        if (whole or row["match"] in told) and written * 2 >= len(lines):
            where = f"{other['path']}:{other['start_line']}" if other else "another place"
            yield Issue(
                row["path"],
                row["start_line"],
                WARNING,
                "duplicate",
                f"{row['match']} copy of {where} ({len(lines)} lines)",
            )


def manifests_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Manifests whose dependencies changed while the lockfile beside them did not."""
    del program
    locks = {path.rpartition("/")[0]: path for path, item in index.manifests.items() if item.role == "lockfile"}
    for path in changed.paths:
        manifest = index.manifests.get(path)
        folder = path.rpartition("/")[0]
        lock = locks.get(folder) or locks.get("")
        if manifest is None or manifest.role != "manifest" or lock is None or lock in changed.paths:
            continue
        if index.manifests[lock].ecosystem == manifest.ecosystem and _dependencies_differ(path, changed):
            yield Issue(path, 1, WARNING, "stale-lockfile", f"dependencies changed, {lock} did not")


def _dependencies_differ(path: str, changed: ChangeSet) -> bool:
    diff = changed.diffs.get(path)
    if diff is None:
        return False
    old, new = parse_manifest(path, diff.old), parse_manifest(path, diff.new)
    return {(item.name, item.constraint) for item in (old.dependencies if old else ())} != {
        (item.name, item.constraint) for item in (new.dependencies if new else ())
    }


CHECKS: dict[str, Callable[[Index, Program, ChangeSet], Iterator[Issue]]] = {
    "syntax_check": syntax_check,
    "imports_check": imports_check,
    "references_check": references_check,
    "duplicates_check": duplicates_check,
    "cycles_check": cycles_check,
    "rules_check": rules_check,
    "manifests_check": manifests_check,
}
"""Name in the answer → check."""
