"""PHP: folders that constants hold, for programs that include their files from them (`define('APP_DIR', __DIR__ . '/')`).

A constant may be set in several files, one for each way into the program, and its value may begin with another constant.
What it holds is kept as a mark among the file's exports: `path NAME=VALUE`.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Export
from ...gathering import by_key
from ...workspace_paths import joined, outwards
from .paths import constant_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Constants", "path_marks"]

PATH_MARK = "path "
DEFINED = re.compile(
    rb"(?:\bdefine[ \t]*\([ \t]*(['\"])(?:\w+\\)*([A-Z]\w+)\1[ \t]*,|^[ \t]*const[ \t]+([A-Z]\w+)[ \t]*=)[ \t]*([^;\n]*)",
    re.MULTILINE,
)
HEAD = re.compile(r"\{(\w+)\}")
OUTSIDE = ("/", "../")
DEEPEST = 5
"""How many constants one may be put together from before it counts as unknown."""


def path_marks(source: bytes) -> Iterator[Export]:
    """A mark for each constant of a file that holds a path or a part of one."""
    for match in DEFINED.finditer(source):
        value = constant_value(match[4])
        if value is not None:
            name = (match[2] or match[3]).decode()
            line = source.count(b"\n", 0, match.start()) + 1
            yield Export(f"{PATH_MARK}{name}={value}", name, line)


class Constants:
    """What the workspace's constants hold."""

    def __init__(self, definitions: Mapping[str, frozenset[str]]) -> None:
        marks = ((path, mark) for path in sorted(definitions) for mark in sorted(definitions[path]))
        said = (
            (path, mark.removeprefix(PATH_MARK).partition("=")) for path, mark in marks if mark.startswith(PATH_MARK)
        )
        self._values = by_key((constant, (path, value)) for path, (constant, _, value) in said)

    def paths(self, path: str, written: str) -> list[str]:
        """The workspace paths that a path with constants may mean in a file, the likeliest first.

        What the file itself defines comes first, then what most files do. A constant of which nothing is known is taken
        for a folder that holds the file: programs are included from their root.
        """
        found = [item for item in self._expanded(path, written, 0) if not item.startswith(OUTSIDE)]
        return sorted(dict.fromkeys(found), key=lambda item: -found.count(item))

    def _expanded(self, path: str, written: str, depth: int) -> Iterator[str]:
        """The path with its first constant replaced by each value, until there is none."""
        match = HEAD.search(written)
        if match is None:
            yield joined(posixpath.dirname(path), written)
            return
        before, rest = written[: match.start()], written[match.end() :]
        values = self._values.get(match[1], []) if depth < DEEPEST else []
        for place, value in [item for item in values if item[0] == path] or values:
            yield from self._expanded(path if before else place, before + value + rest, depth + 1)
        if not before and not HEAD.search(rest) and rest.strip("/") and all(value[:1] == "/" for _, value in values):
            yield from (joined(folder, rest.lstrip("/")) for folder in outwards(posixpath.dirname(path)))
