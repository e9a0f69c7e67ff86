"""The definitions that a set of changes changes: from git where there is a repository, else whole files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ....errors import GitFailedError
from ....indexer.git.head import in_repository
from ....indexer.git.program import ask_git
from .changes import Change, changes_of
from .diffs import UNREAD, read_diff

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ....indexer.index import Index
    from .diffs import FileDiff

__all__ = ["Changed", "between", "changed", "undivided"]

WITHOUT_BEFORE = (
    "git lacks a version of these files (a partial clone?), so that every definition of them counts as modified"
)
MOST_UNREAD = 5


class Changed(NamedTuple):
    """What differs: definitions by path and line, what the reader has to know about it, and the old text of the files."""

    changes: list[Change]
    notes: list[str]
    before: dict[str, bytes]


def changed(index: Index, *, diff: str | None, staged: bool, paths: Sequence[str]) -> Changed:
    """What is changed.

    Args:
        diff, staged: see `diffs.read_diff`.
        paths: changed files, against the last commit; where git doesn't tell, every definition of them counts as modified.

    Raises:
        InvalidParameterError: no such revision, or no repository where one is needed.
        FileNotInWorkspaceError: one of `paths` is neither there nor known to git.
        GitFailedError: git does not tell the differences, and no paths are named.
    """
    index.lasting = False  # differences to a commit, to what is staged
    wanted = [index.relative(path) for path in paths]
    try:
        if wanted and not in_repository(index.root):
            return undivided(index, wanted, "there is no git repository")
        differences = read_diff(index.root, diff=diff, staged=staged, paths=wanted)
        found = between(index, differences, wanted)
    except GitFailedError as error:
        if not wanted:
            raise
        return undivided(index, wanted, str(error))
    if diff and ".." in diff:
        found.notes.append("references are looked up in the working tree as it is now")
    if not wanted and not differences:
        found.notes.append(
            "nothing is staged; diff='HEAD' asks of all that differs from the last commit"
            if staged
            else f"nothing differs by {diff!r}"
        )
    return _with_planned(index, found, {item.path for item in differences}, wanted)


def _with_planned(index: Index, found: Changed, differing: set[str], wanted: Sequence[str]) -> Changed:
    """With all of those that were named and do not differ: who names them is about to change them."""
    known = differing | {change.path for change in found.changes}
    planned = [path for path in wanted if path in index.files and path not in known]
    if not planned:
        return found
    note = f"as in the last commit, so every definition counts as modified: {', '.join(planned)}"
    return found._replace(changes=sorted([*found.changes, *_whole(index, planned)]), notes=[*found.notes, note])


def between(index: Index, differences: Sequence[FileDiff], paths: Sequence[str]) -> Changed:
    """What differences that are read already change; those of `paths` that git does not track are all new.

    Raises:
        FileNotInWorkspaceError: one of `paths` is neither there nor known to git.
    """
    found = [change for item in differences for change in changes_of(item)]
    found += _untracked(index, {item.path for item in differences} | {item.old_path for item in differences}, paths)
    unread = [item.path for item in differences if item.status == UNREAD]
    found += _whole(index, [path for path in unread if path in index.files])
    found += [Change(path, "", "removed", 1) for path in unread if path not in index.files]
    more = f" and {len(unread) - MOST_UNREAD} more" if len(unread) > MOST_UNREAD else ""
    notes = [f"{WITHOUT_BEFORE}: {', '.join(unread[:MOST_UNREAD])}{more}"] if unread else []
    return Changed(
        sorted(found),
        notes,
        {path: item.old for item in differences if item.old for path in (item.path, item.old_path)},
    )


def undivided(index: Index, paths: Sequence[str], why: str) -> Changed:
    """Whole files, where git doesn't tell what of them differs.

    Raises:
        FileNotInWorkspaceError: one of `paths` is not there.
    """
    note = f"{why}: every definition of these files counts as modified"
    return Changed(list(_whole(index, paths)), [note] if paths else [], {})


def _whole(index: Index, paths: Iterable[str]) -> Iterator[Change]:
    for path in paths:
        index.file(path)
        symbols = index.symbols(path)
        for symbol in symbols:
            yield Change(path, symbol.qualname, "modified", symbol.start_line, symbol.exported)
        if not symbols:
            yield Change(path, "", "file", 1)


def _untracked(index: Index, known: set[str], paths: Sequence[str]) -> Iterator[Change]:
    """Files that git does not track yet are all new."""
    asked = [index.file(path).path for path in paths if path not in known]
    listed = ask_git(index.root, "ls-files", "-z", "--", *asked) if asked else b""
    tracked = set(listed.decode("utf-8", "surrogateescape").split("\0"))
    for path in asked:
        if path not in tracked:
            for symbol in index.symbols(path):
                yield Change(path, symbol.qualname, "added", symbol.start_line, symbol.exported)
