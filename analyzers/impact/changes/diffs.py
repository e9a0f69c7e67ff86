"""Both versions of every file that differs, from one run of git: staged changes, a revision against the working tree, or two revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .... import lazy_re as re
from ....errors import GitFailedError, InvalidParameterError
from ....indexer.git.head import UNKNOWN, head_commit, in_repository
from ....indexer.git.program import ask_git, run_git

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["UNREAD", "FileDiff", "read_diff"]

EMPTY_TREE: Final = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""Git's name for the tree without files, before which everything is new."""

WHOLE_FILE: Final = "-U10000000"
UNREAD: Final = "unread"
"""The status of a file whose versions git does not have (a partial clone lacks them, and none is fetched)."""
HUNK: Final = re.compile(rb"^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")


class FileDiff(NamedTuple):
    """A file that differs.

    Attributes:
        status: `added | deleted | modified | renamed`, or `UNREAD` where git lacks a version: no text is told then.
        path: where it is now (was, where it is deleted).
        old_path: where it was.
        old, new: the text of both versions; empty where there is none, or where git takes the file for binary.
        old_lines, new_lines: numbers of the lines that differ, 1-based.
    """

    status: str
    path: str
    old_path: str
    old: bytes
    new: bytes
    old_lines: tuple[int, ...]
    new_lines: tuple[int, ...]


STATUS: Final = {"A": "added", "C": "added", "D": "deleted", "R": "renamed"}


def read_diff(
    root: Path, *, diff: str | None = None, staged: bool = False, paths: Sequence[str] = ()
) -> list[FileDiff]:
    """The differences, in path order.

    Args:
        diff: `REV` (against the working tree), `REV..REV`, or `REV...REV` (from where the second left the first).
        staged: what the next commit adds, in place of `diff`.
        paths: only these files.

    Raises:
        InvalidParameterError: the folder is not in a git repository, or git knows no such revision.
        GitFailedError: git does not tell the differences.
    """
    versions = _range(root, diff, staged=staged)
    missing = list[FileDiff]()
    try:
        output = _patches(root, versions, paths)
    except GitFailedError:
        missing = _missing(root, versions, paths)
        if not missing:
            raise
        output = _patches(root, versions, [*paths, *(f":(exclude,literal){item.path}" for item in missing)])
    found = [_moved(root, item, blob) for item, blob in _parse(output)]
    return sorted([*found, *missing], key=lambda item: item.path)


def _patches(root: Path, versions: Sequence[str], paths: Sequence[str]) -> bytes:
    return ask_git(
        root, "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--raw", "-z", "-p", "-M", "--relative", WHOLE_FILE,
        "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules=all", *versions, "--", *paths,
    )  # fmt: skip


def _missing(root: Path, versions: Sequence[str], paths: Sequence[str]) -> list[FileDiff]:
    """The files that differ of which git lacks a version; `git diff` itself would look into them."""
    trees = [*versions, _revision(root, "HEAD")] if versions == ["--cached"] else versions
    asked = ("diff-tree", "-r") if len(versions) > 1 else ("diff-index",)
    told = ask_git(
        root, *asked, "--raw", "-z", "--no-renames", "--relative", "--ignore-submodules=all", *trees, "--", *paths
    )
    fields = iter(told.decode("utf-8", "surrogateescape").split("\0"))
    blobs = {next(fields, ""): field.split(" ")[2:4] for field in fields if field.startswith(":")}
    walked = ("rev-list", "--objects", "--missing=print")  # asking for an object itself would fetch it
    listed = ask_git(root, *walked, *(f"{tree}^{{tree}}" for tree in trees if tree != "--cached")).decode().splitlines()
    lacking = {line[1:] for line in listed if line.startswith("?")}
    gone = [path for path, both in blobs.items() if not lacking.isdisjoint(both)]
    return [FileDiff(UNREAD, path, path, b"", b"", (), ()) for path in gone]


def _moved(root: Path, diff: FileDiff, blob: str) -> FileDiff:
    """A file that only moved has no patch: its text is read from git."""
    if diff.status != "renamed" or diff.old or diff.new:
        return diff
    text = run_git(root, "cat-file", "blob", blob)
    return diff._replace(status=UNREAD) if text is None else diff._replace(old=text, new=text)


def _range(root: Path, diff: str | None, *, staged: bool) -> list[str]:
    if not in_repository(root):
        raise InvalidParameterError("not a git repository, so there is no diff. Give 'file_path' instead")
    if staged:
        return ["--cached"]
    text = diff or "HEAD"
    for separator in ("...", ".."):
        if separator in text:
            old, _, new = text.partition(separator)
            left, right = _revision(root, old or "HEAD"), _revision(root, new or "HEAD")
            if separator == "...":
                base = run_git(root, "merge-base", left, right)
                left = base.decode().strip() if base else left
            return [left, right]
    return [_revision(root, text)]


def _revision(root: Path, name: str) -> str:
    """The full hash of a revision; the empty tree for `HEAD` before the first commit.

    Raises:
        InvalidParameterError: git knows no such revision.
    """
    if name == "HEAD":
        return head_commit(root) or EMPTY_TREE
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    found = ask_git(root, *asked, fine=(0, UNKNOWN))
    if found:
        return found.decode().strip()
    raise InvalidParameterError(f"git knows no revision {name!r} here. {_where_to_find_it(root)}")


def _where_to_find_it(root: Path) -> str:
    """The step after an unknown revision; what runs in CI is most often a clone of the last commit alone."""
    if (run_git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true":
        return "The clone is shallow: 'git fetch --unshallow' brings its history (a checkout in CI: fetch-depth: 0)"
    return "Run 'git log --oneline' or 'git branch -a' to see some"


def _parse(output: bytes) -> Iterator[tuple[FileDiff, str]]:
    """`--raw -z` records, then their patches in the same order; each with the name of its old blob."""
    head, separator, patches = (
        output.partition(b"\0diff --git ") if not output.startswith(b"diff --git ") else (b"", b"", b"")
    )
    records = list(_records(head.lstrip(b"\0")))
    texts = re.split(rb"^diff --git ", patches, flags=re.MULTILINE) if separator else []
    for position, (status, old_path, path, blob) in enumerate(records):
        old, new, old_lines, new_lines = _versions(texts[position]) if position < len(texts) else (b"", b"", (), ())
        yield FileDiff(STATUS.get(status, "modified"), path, old_path, old, new, old_lines, new_lines), blob


def _records(raw: bytes) -> Iterator[tuple[str, str, str, str]]:
    """`(status letter, old path, new path, old blob)`."""
    fields = iter(raw.decode("utf-8", "surrogateescape").split("\0"))
    for field in fields:
        if not field.startswith(":"):
            continue
        words = field.split(" ")
        status, blob = words[-1][:1], words[2]
        path = next(fields, "")
        yield (status, path, next(fields, path) if status in {"R", "C"} else path, blob)


def _versions(patch: bytes) -> tuple[bytes, bytes, tuple[int, ...], tuple[int, ...]]:
    """The whole old and new text of a patch that shows every line, and the lines that differ."""
    lines = patch.split(b"\n")
    first = next((number for number, line in enumerate(lines, 1) if HUNK.match(line)), len(lines))
    old, new = ([line for line in lines[first:] if line[:1] in {b" ", mark}] for mark in (b"-", b"+"))
    texts = [b"\n".join(line[1:] for line in version) for version in (old, new)]
    differing = [tuple(at for at, line in enumerate(version, 1) if line[:1] != b" ") for version in (old, new)]
    return texts[0], texts[1], differing[0], differing[1]
