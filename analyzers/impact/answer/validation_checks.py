"""The checks of `validate_changes`, each a function from a change set to what it found."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from ....indexer.gathering import by_key
from ...graph.architecture import broken_rules, is_sound
from ...graph.unresolved import is_doubtful, is_fault
from ..changes.call_counts import PERHAPS_OPTIONAL
from ..changes.call_fit import Fitting
from ..references.plain_certainty import OF_ALL
from ..references.references import BY_NAME, CONSTRUCTORS, GUESS
from ..references.still_there import is_bound_outside, is_of_value, with_lost_members
from ..values.handed_on import calls
from .breaks import ASSIGNS, IN_COMMENT, breaks_of, lost_imports
from .change_set import BROKEN, ERROR, WARNING, ChangeSet, Issue
from .contracts import unfulfilled
from .manifest_checks import manifests_check
from .missing_names import hidden_symbols, missing_in_go, missing_name
from .new_cycles import new_cycles
from .overriding import FOLLOWING
from .syntax_errors import new_syntax_errors
from .target import known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Set

    from ....answers import BrokenReference
    from ....indexer.index import Index, IndexedLink, IndexedSymbol
    from ..changes.changes import Change
    from ..meaning.program import Definition, Program

__all__ = ["CHECKS"]

MOST_SYNTAX = 5
SURE = 0.9
PERHAPS = ("may no longer fit", PERHAPS_OPTIONAL)
"""Reasons of calls that may still be right: what fits can't be told, or JavaScript leaves an argument out."""
MOST_GONE = 20
"""For so many deleted files at most, texts are searched for their names."""
SHORT = 10
"""Lines of a renamed copy within one file that are not worth a warning: siblings that are written alike."""


def syntax_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Syntax errors that changed files did not have before, and manifests that can't be read."""
    del program
    for path in changed.paths:
        if index.files[path].parsed == BROKEN:
            diff = changed.diffs.get(path)
            text, language = index.read(path), index.files[path].language
            yield from new_syntax_errors(path, text, language, diff.old if diff is not None else b"")[:MOST_SYNTAX]
    wanted = set(changed.paths)
    for problem in index.problems():
        if problem.path in wanted and problem.stage != "resolve":
            severity, line = ERROR if "not valid" in problem.message else WARNING, max(1, problem.line)
            if severity == ERROR or changed.is_new(problem.path, line):
                yield Issue(problem.path, line, severity, "syntax", problem.message)


def imports_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Imports of changed files that lead nowhere, and names that their targets do not have (any more)."""
    seen: set[tuple[str, int, str]] = set()
    links = [link for path in changed.paths for link in (*index.links_from(path), *index.links_to(path))]
    links = [link for link in links if not link.reason or changed.wrote_import(link)]  # else it was so before
    moved = [diff.old_path for diff in changed.diffs.values() if diff.status == "renamed"]
    lost = lost_imports(index, [*changed.gone, *moved])
    # what files import as well that are as they were, a generator may make
    made = {link.specifier for link in index.unresolved() if link.source not in changed.paths and link not in lost}
    for link in (*links, *lost):
        issue = _unresolved(link, changed, made) if link.reason else missing_name(program, link, changed)
        if issue is not None and (issue.path, issue.line, issue.message) not in seen:
            seen.add((issue.path, issue.line, issue.message))
            yield issue
    for path in changed.paths:
        yield from missing_in_go(program, path, changed)


def _unresolved(link: IndexedLink, changed: ChangeSet, made: Set[str]) -> Issue | None:
    if not is_fault(link):
        return None
    is_known = link.specifier in made and not link.specifier.startswith(".")
    severity = ERROR if changed.wrote_import(link) or link.source not in changed.paths else WARNING
    if is_known or link.kind in {"conditional", "type_only"} or (is_doubtful(link) and link.source in changed.paths):
        severity = WARNING
    return Issue(link.source, link.line, severity, "unresolved-import", f"{link.specifier!r}: {link.reason}")


def references_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """References to what the change removed or gave another signature, and calls that it writes."""
    now = known(index).program
    for item in changed.changes:
        if item.kind not in {"removed", "signature"} or not item.symbol:
            continue
        if item.path in index.files and index.files[item.path].parsed == BROKEN and not changed.took(item):
            continue  # what can't be read there may well be there
        change = "delete" if item.kind == "removed" else "signature"
        for path, symbol in with_lost_members(program, (item.path, item.symbol), change):
            for row in breaks_of(program, (path, symbol), change, now):
                if (issue := _reference(index, changed, item._replace(symbol=symbol), row)) is not None:
                    yield issue
    yield from hidden_symbols(program, changed)
    yield from unfulfilled(now, changed)
    yield from _unfitting_calls(now, changed)
    yield from _lost_files(index, program, changed)


def _reference(index: Index, changed: ChangeSet, item: Change, row: BrokenReference) -> Issue | None:
    """What is wrong with a place that says a name; None where that is but a guess, or the change wrote it."""
    removed, confidence = item.kind == "removed", row.get("confidence", 1.0)
    sure = confidence >= SURE and (removed or not any(doubt in row["reason"] for doubt in PERHAPS))
    sure = sure and row["reason"] not in {IN_COMMENT, ASSIGNS}
    anew = removed and row["path"] == item.path and changed.wrote_beside(row, item.symbol.rpartition(".")[2])
    sure = sure and not anew
    known = not (sure and removed) or row["reason"].startswith(FOLLOWING)
    wrote = changed.wrote(row) if removed else changed.wrote_call(row["path"], row["line"])
    if row["path"] not in index.files or confidence <= GUESS or (known and wrote):
        return None
    what = "is removed" if removed else "has another signature"
    where = row["reason"] if row["reason"] != "a text names it" else "names it in a text"
    message = f"{item.symbol} {what}, and this place {where}"
    return Issue(row["path"], row["line"], ERROR if sure else WARNING, f"{item.kind}-symbol", message)


def _lost_files(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Places that name a file which is gone, imports left out; an error where a manifest's command or entry runs it."""
    for path in changed.gone[:MOST_GONE]:
        for row in breaks_of(program, (path, ""), "delete"):
            where, line = row["path"], row["line"]
            if row["reason"].startswith("imports") or where not in index.files or changed.wrote(row):
                continue
            manifest = index.manifests.get(where)
            entries = {item.line for item in manifest.entries} if manifest else set()
            runs = manifest is not None and (line in entries or any(item.line == line for item in manifest.scripts))
            yield Issue(where, line, ERROR if runs else WARNING, "removed-file", f"{path} is gone, this place names it")


def cycles_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Import cycles that a new import closes; an error where they can fail."""
    del program
    yield from new_cycles(index, changed.paths, changed.diffs)


def rules_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Imports that the workspace's own architecture rules forbid."""
    del program
    for rule, edge in broken_rules([*filter(is_sound, index.settings.rules)], index.edges()):
        if edge.source in changed.paths:
            line = edge.lines[0] if edge.lines else 1
            severity = ERROR if changed.is_new(edge.source, line) else WARNING
            message = f"{edge.source} must not import {edge.target}"
            yield Issue(edge.source, line, severity, f"architecture: {rule}", message)


NEARLY_ALL = 0.9
"""A file that is so much like another is a copy of it, though some lines differ."""


def duplicates_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Code of changed files that exists already."""
    del program
    from ...clones.report.by_content import by_content

    paths = [path for path in changed.paths if index.files[path].parsed]
    if not paths:
        return
    found = by_content(index, paths=paths, code=None, staged=False, min_tokens=50, threshold=0.7, limit=0)
    told = set[tuple[str, int]]()  # lines: of several copies that are alike, each is a copy of the first
    for row in found["duplicates"]:
        other = row["of"]
        length = row["end_line"] - row["start_line"] + 1
        beside = other is not None and other["path"] == row["path"] and length < SHORT
        grave = {"exact"} if beside else {"exact", "renamed"}
        whole = row["kind"] == "file" and row["score"] >= NEARLY_ALL
        sides = ((row, other), (other, row)) if other else ((row, other),)  # both may be changed, and either the copy
        copy, first = next((pair for pair in sides if _is_mostly_new(changed, pair[0])), (row, None))
        at = (copy["path"], copy["start_line"])
        if at not in told and (whole or row["match"] in grave) and _is_mostly_new(changed, copy):
            told.update((copy["path"], line) for line in range(copy["start_line"], copy["end_line"] + 1))
            where = f"{first['path']}:{first['start_line']}" if first else "another place"
            yield Issue(*at, WARNING, "duplicate", f"{row['match']} copy of {where} ({length} lines)")


def _is_mostly_new(changed: ChangeSet, place: Mapping[str, Any]) -> bool:
    """Half of the lines of a place, or more, are the change's own."""
    new = [changed.is_new(place["path"], line) for line in range(place["start_line"], place["end_line"] + 1)]
    return place["path"] in changed.paths and sum(new) * 2 >= len(new)


# ---- Calls that a change writes, or writes an argument of, and that fit nothing of the workspace that is called so

CALL = re.compile(rb"([A-Za-z_]\w*[?!]?)\s*[(<]")
WITHOUT_PARENTHESES = re.compile(rb"([A-Za-z_]\w*[?!]?)")
"""Ruby writes a call so."""
CALLED = ("function", "method", "constructor")
HARMLESS = frozenset({"staticmethod", "classmethod", "abstractmethod", "override", "cache", "contextmanager"})
"""Python's decorators that leave what a function takes as it is."""
MOST_NAMES = 200
MOST_NAMESAKES = 6


def _unfitting_calls(program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Errors only: what surely means a definition, and surely does not fit: by more than its name where it is taken of a value,
    and in Ruby, where a class's own words are calls (`validate :name`).
    """
    for path in changed.paths:
        for name, lines in islice(_called(program.index, path, changed).items(), MOST_NAMES):
            other = name in OF_ALL or is_bound_outside(program.index, path, name)
            defined = [] if other else _defined(program.index, name)
            reasons = _reasons(program.index, path, name, lines, defined)
            for item in (one for definition in defined if reasons for one in calls(program, definition)):
                least = 1 if path.endswith(".rb") or is_of_value(program, item.path, item.line, name) else BY_NAME
                if item.path == path and item.confidence >= least and (reason := reasons.pop(item.line, "")):
                    yield Issue(path, item.line, ERROR, "unfitting-call", f"calls {name}: {reason}")


def _reasons(index: Index, path: str, name: str, lines: list[int], defined: list[Definition]) -> dict[int, str]:
    """Line → why its call fits nothing that is called so, where that can be told of all."""
    reasons = dict.fromkeys(lines if len(defined) <= MOST_NAMESAKES else (), "")
    for definition in defined:
        fitting = Fitting(index, definition)
        told = {line: fitting.reasons(path, line, name) for line in reasons}
        reasons = {line: found[0] for line, found in told.items() if found and PERHAPS_OPTIONAL not in found[0]}
    return reasons if defined else {}


def _called(index: Index, path: str, changed: ChangeSet) -> dict[str, list[int]]:
    """Name → the lines on which a call may say it that the change wrote."""
    diff = changed.diffs.get(path)
    if diff is None or not diff.new_lines:
        return {}
    written = WITHOUT_PARENTHESES if index.files[path].language == "Ruby" else CALL
    lines = ((at, set(written.findall(line))) for at, line in enumerate(diff.new.split(b"\n"), 1))
    mine = ((at, names) for at, names in lines if names and changed.wrote_call(path, at))
    return by_key((name.decode(), at) for at, names in mine for name in sorted(names))


def _defined(index: Index, name: str) -> list[Definition]:
    """What a call may mean by a name: functions, and the constructors of classes; nothing where a decorator may make another of one."""
    found = index.symbols(name=name)
    inside = [(one, item) for one in found if one.kind == "class" for item in index.symbols(one.path, kinds=CALLED)]
    made = [item for one, item in inside if item.qualname in {f"{one.qualname}.{name}" for name in CONSTRUCTORS}]
    taking = [*(one for one in found if one.kind in CALLED), *made]
    if any(one.kind == "class" and _is_made_by_its_head(one, taking) for one in found):
        return []
    decorated = any(one.path.endswith(".py") and not HARMLESS.issuperset(one.decorators) for one in taking)
    return [] if decorated else list(dict.fromkeys((one.path, one.qualname) for one in taking))


def _is_made_by_its_head(one: IndexedSymbol, taking: list[IndexedSymbol]) -> bool:
    """What makes an object of a class is no symbol: it stands in the class's head (`class Line(total: Int)`), or nowhere."""
    return one.path.endswith((".kt", ".kts", ".scala")) or not any(
        item.path == one.path and item.qualname.startswith(f"{one.qualname}.") for item in taking
    )


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
