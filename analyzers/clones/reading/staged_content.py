"""What the commit in preparation adds: the staged text of each file and the lines that are new in it, not moved there."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....errors import InvalidParameterError
from ....indexer.git.head import in_repository
from ....indexer.git.program import ask_git

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Staged", "staged_files"]

HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
WORD = re.compile(rb"\w")
DIFF = (
    "diff", "--cached", "--no-color", "--no-ext-diff", "--no-textconv", "--diff-filter=ACDMRT", "-M", "--relative",
    "--raw", "--no-abbrev", "-z", "-U0", "--no-prefix", "-p",
)  # fmt: skip
"""Raw records, each part ended by a NUL, one NUL more, and the patch of the same files in the same order."""


class Staged(NamedTuple):
    """A staged file.

    Attributes:
        text: its staged content, whatever the working tree holds.
        added: numbers of the lines that the commit adds or changes; a line that it removes elsewhere is only moved.
    """

    path: str
    text: bytes
    added: frozenset[int]


def staged_files(root: Path) -> list[Staged]:
    """The files below `root` that the commit adds or changes, by path; binary files and submodules are left out.

    A merge counts what is new against both parents. With nothing staged there are none.

    Raises:
        InvalidParameterError: there is no repository.
        GitFailedError: git does not tell what is staged.
    """
    if not in_repository(root):
        raise InvalidParameterError("not a git repository, so nothing is staged. Give 'paths' instead")
    known = _git(root, "rev-parse", "--git-path", "MERGE_HEAD").strip()
    added = _added(root)
    if known and (root / os.fsdecode(known)).exists():
        theirs = _added(root, "MERGE_HEAD")
        added = {
            path: (blob, lines & theirs[path][1] if path in theirs else frozenset())
            for path, (blob, lines) in added.items()
        }
    wanted = sorted((path, blob, lines) for path, (blob, lines) in added.items() if lines)
    texts = _contents(root, [blob for _, blob, _ in wanted])
    return [
        Staged(path, text, lines)
        for (path, _, lines), text in zip(wanted, texts, strict=False)
        if text is not None and b"\0" not in text[:8000]
    ]


def _added(root: Path, against: str = "") -> dict[str, tuple[bytes, frozenset[int]]]:
    """Path → the staged blob and its added lines, against the last commit or another one."""
    done = _git(root, *DIFF, *([against] if against else []))
    records, _, patch = done.partition(b"\0\0")
    fields = records.split(b"\0")
    found: list[tuple[str, bytes]] = []
    place = 0
    while place + 1 < len(fields):
        header = fields[place].split(b" ")
        moved = header[-1][:1] in b"RC"
        if header[-1] != b"D":
            found.append((os.fsdecode(fields[place + (2 if moved else 1)]), header[3]))
        place += 3 if moved else 2
    return {path: (blob, lines) for (path, blob), lines in zip(found, _hunks(patch), strict=False)}


def _contents(root: Path, blobs: list[bytes]) -> Iterator[bytes | None]:
    """The text of each blob, None for what is none (a submodule's commit); one process for all."""
    done = _git(root, "cat-file", "--batch", given=b"".join(blob + b"\n" for blob in blobs)) if blobs else b""
    place = 0
    for _ in blobs if done else ():
        end = done.index(b"\n", place)
        parts = done[place:end].split(b" ")
        if len(parts) != 3:
            place = end + 1
            yield None
            continue
        size = int(parts[2])
        yield done[end + 1 : end + 1 + size] if parts[1] == b"blob" else None
        place = end + 2 + size


def _hunks(patch: bytes) -> list[frozenset[int]]:
    """The lines that are new in each file of a patch, in its order: not those that it removes in another place."""
    removed: Counter[bytes] = Counter()
    files: list[dict[int, bytes]] = []
    left = number = 0
    for text in patch.split(b"\n"):
        if left:
            left -= text[:1] != b"\\"
            if text[:1] == b"-":
                removed[text[1:].strip()] += 1
            elif text[:1] == b"+":
                files[-1][number] = text[1:].strip()
                number += 1
        elif text.startswith(b"diff --git "):
            files.append({})
        elif text.startswith(b"deleted file mode "):  # also half of a link that becomes a file, or the other way round
            files.pop()
        elif match := HUNK.match(text):
            number = int(match[2])
            left = int(match[1] or 1) + int(match[3] or 1)
    return [frozenset(_new(lines, removed)) for lines in files]


def _new(lines: Mapping[int, bytes], removed: Counter[bytes]) -> Iterator[int]:
    """Those of some lines that are not taken from the removed ones; one without a word goes with the line before it."""
    is_moved = False
    for number, text in lines.items():
        if WORD.search(text):
            is_moved = removed[text] > 0
            removed[text] -= is_moved
        if not is_moved:
            yield number


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """The output of a git command on the commit in preparation, which a hook is told by `GIT_INDEX_FILE`."""
    index = os.environ.get("GIT_INDEX_FILE")
    variables = {"GIT_INDEX_FILE": os.path.join(root, index)} if index else {}  # noqa: PTH118 - texts
    return ask_git(root, *arguments, given=given, variables=variables)
