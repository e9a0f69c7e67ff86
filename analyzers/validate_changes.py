"""validate_changes: whether a change is safe: syntax, imports, references, duplicates, cycles, rules, lockfiles, tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import GitFailedError
from ..indexer.collection import no_collection
from ..indexer.git.folders import git_folders
from ..indexer.git.head import in_repository
from .git import NO_REPOSITORY, state, submodules
from .impact.answer.change_set import ChangeSet, Issue, unchecked
from .impact.answer.validation_checks import CHECKS
from .impact.changes.changed import Changed, between, undivided
from .impact.changes.diffs import UNREAD, FileDiff, read_diff
from .lists import fit

if TYPE_CHECKING:
    from ..answers import Validation
    from ..indexer.index import Index

__all__ = ["answer"]

MOST_ISSUES = 40
MOST_TESTS = 40
ERROR = "error"
NOT_CHECKED = {"status": "not checked", "issues": 0}
NOTHING = (
    "no file differs from the last commit and none was named in changes: there was nothing to check;"
    " of commits ask impact_analysis with diff"
)


@no_collection()
def answer(index: Index, *, changes: list[str] | None, run_tests: bool, allow_exec: bool) -> Validation:
    """See CONTRACT: `validate_changes`. `safe_to_proceed` holds for what was checked; each result says what was not.

    Args:
        changes: changed files; None for all that differ from the last commit.
        run_tests: run the tests that the change reaches.
        allow_exec: the operator allows it; without it no test runs, and the result says so.

    Raises:
        GitFailedError: git does not tell what differs, and no changes are named.
    """
    change_set, differs = _change_set(index, changes)
    found, tests = _checked(index, change_set, differs)
    command, besides = _command(index, tests)
    nothing = not (change_set.paths or change_set.gone)
    results = {name: dict(NOT_CHECKED) if nothing else _result(found.get(name, [])) for name in CHECKS}
    told = {item.path for item in found.get("references_check", ())}
    for name, items in unchecked(index, change_set, told).items():
        results[name]["not_checked"] = items
    run = _run(index, command, wanted=run_tests, allowed=allow_exec)
    results["tests"] = run | ({"runs": besides} if besides else {})
    issues = [item for listed in found.values() for item in listed]
    issues.sort(key=lambda item: (item.severity != ERROR, item.path, item.line, item.rule))
    failed = any(result["status"] == "failed" for result in results.values())
    answered: Validation = {
        "files_validated": len(change_set.paths) + len(change_set.gone),
        "validation_results": results,
        "issues": [item._asdict() for item in issues[:MOST_ISSUES]],
        "tests_to_run": tests[:MOST_TESTS],
        "test_command": command,
        "safe_to_proceed": not failed and not index.faults,
        "total": len(issues),
        "truncated": False,
    }
    notes = list(differs.notes)
    if nothing:
        notes = [NOTHING if change_set.known else f"{NO_REPOSITORY}: name the files in changes"]
    if changes is None and (folders := git_folders(index.root)) and (unseen := submodules(index.root, folders.top)):
        notes.append(unseen)
    if notes:
        answered["note"] = "; ".join(notes)
    fit(answered, [answered["issues"], answered["tests_to_run"]])
    answered["truncated"] = len(answered["issues"]) < len(issues) or len(answered["tests_to_run"]) < len(tests)
    return answered


def _checked(index: Index, change_set: ChangeSet, differs: Changed) -> tuple[dict[str, list[Issue]], list[str]]:
    """What each check finds, and the tests that reach the change; nothing of it is imported where nothing has changed."""
    if not (change_set.paths or change_set.gone):
        return {}, []
    from .impact.answer.target import known, of_changed
    from .impact.reach.reach import Reach
    from .impact.reach.selected_tests import Selection
    from .impact.testing.run_commands import with_tests_of_changed

    shared = known(index)
    program, callers, target = of_changed(index, shared, differs)
    found = {name: sorted(set(check(index, program, change_set))) for name, check in CHECKS.items()}
    reached = Reach(program, shared.tests, callers=callers).search(target.seeds, whole=target.whole)
    rows = Selection(index).choose(reached, target.seeds, target.paths).rows
    rows = with_tests_of_changed(index, rows, target.paths, target.seeds)
    return found, [row["path"] for row in rows]


def _command(index: Index, tests: list[str]) -> tuple[str | None, str]:
    """What runs the tests, and what else it runs."""
    if not tests:
        return None, ""
    from .impact.testing.run_commands import fitting_command

    return fitting_command(index, tests)


def _result(issues: list[Issue]) -> dict[str, Any]:
    failed = any(item.severity == ERROR for item in issues)
    return {"status": "failed" if failed else "passed", "issues": len(issues)}


def _change_set(index: Index, changes: list[str] | None) -> tuple[ChangeSet, Changed]:
    """The changed files and definitions, from one run of `git diff`; whole files where git doesn't tell."""
    index.lasting = False
    wanted = [index.relative(path) for path in changes] if changes is not None else state(index).changed
    gap, everything = "", list[FileDiff]()
    try:
        if in_repository(index.root):
            everything = read_diff(index.root) if wanted else []  # a moved file shows only beside where it was
        else:
            gap = "there is no git repository"
    except GitFailedError as error:
        if changes is None:
            raise
        gap = str(error)
    for path in changes or ():
        if not any(index.relative(path) in {item.path, item.old_path} for item in everything):
            index.file(path)
    differing = [item for item in everything if not {item.path, item.old_path}.isdisjoint(wanted)]
    diffs = {item.path: item for item in differing if item.status != UNREAD}
    paths = [path for path in wanted if path in index.files or path in diffs]
    found = undivided(index, paths, gap) if gap else between(index, differing, paths)
    gone = sorted(
        {path for path in wanted if path not in index.files}
        | {item.old_path for item in differing if item.status in {"deleted", "renamed"}}
    )
    there = sorted(path for path in wanted if path in index.files)
    unread = tuple(item.path for item in differing if item.status == UNREAD)
    return ChangeSet(there, gone, diffs, found.changes, not gap, unread), found


def _run(index: Index, command: str | None, *, wanted: bool, allowed: bool) -> dict[str, Any]:
    if not wanted:
        return {"status": "not checked", "reason": "tests run only with run_tests"}
    if not allowed:
        return {
            "status": "not checked",
            "reason": "the operator has not allowed running commands: start the server with --allow-exec",
        }
    if command is None:
        return {"status": "not checked", "reason": "no test reaches the change, or no test command is known"}
    from .impact.testing.run_commands import run

    return run(index.root, command)
