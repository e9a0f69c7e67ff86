"""Ruby paths that are written by functions: from the file's own folder, and patterns that a loop requires one by one."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["beside", "looped"]

HERE = rb"(?:__dir__|File\.dirname\(\s*__FILE__\s*\)|File\.expand_path\(\s*File\.dirname\(\s*__FILE__\s*\)\s*\))"
QUOTED = rb"(?:'([^'\n]+)'|\"([^\"#\n]+)\")"
BESIDE = re.compile(
    rb"(?:File\.expand_path\(\s*" + QUOTED + rb"\s*,\s*" + HERE + rb"\s*\)"
    rb"|File\.join\(\s*"
    + HERE
    + rb"\s*,\s*"
    + QUOTED
    + rb"(?:\s*,\s*"
    + QUOTED
    + rb")?(?:\s*,\s*"
    + QUOTED
    + rb")?\s*\)"
    rb"|" + HERE + rb"\s*\+\s*" + QUOTED + rb"|\"#\{" + HERE + rb"\}([^\"#\n]+)\")"
)
FROM_FILE = re.compile(rb"File\.expand_path\(\s*" + QUOTED + rb"\s*,\s*__FILE__\s*\)")
NAME = re.compile(rb"\w+")
LISTING = re.compile(rb"(?:::)?Dir(?:\[|\.glob[ \t]*\(?)\s*")
ROOTED = re.compile(rb"(?:Rails\.root\.join\(\s*|\"#\{Rails\.root\}/)?['\"]?([^'\"#\n]+)['\"]")
BLOCKS = frozenset({"block", "do_block"})


def beside(argument: bytes) -> str:
    """The path of an argument that is counted from the file's own folder, relative to it; "" for others."""
    match = BESIDE.match(argument)
    if match is not None:
        parts = [part.decode("utf-8", "replace").strip("/") for part in match.groups() if part]
        return posixpath.normpath("/".join(parts))
    match = FROM_FILE.match(argument)
    if match is not None:
        written = (match[1] or match[2]).decode("utf-8", "replace")
        return posixpath.normpath(f"file/{written}")
    return ""


def looped(argument: bytes, node: Node) -> tuple[str, str]:
    """`(form, pattern)` where the argument is what a loop over files gives (`Dir[pattern].each { |f| require f }`): form
    `glob_relative` for a pattern from the file's folder, `glob` for one from the project's; empty for anything else."""
    name = NAME.match(argument)
    holder = node.parent
    while name is not None and holder is not None:
        if holder.type in BLOCKS and holder.parent is not None and _gives(holder, name[0]):
            text = holder.parent.text or b""
            listing = LISTING.match(text)
            return _pattern(text[listing.end() :]) if listing is not None else ("", "")
        holder = holder.parent
    return "", ""


def _gives(block: Node, name: bytes) -> bool:
    """Whether a block's only parameter has that name."""
    parameters = block.child_by_field_name("parameters")
    return parameters is not None and parameters.text is not None and parameters.text.strip(b"| ") == name


def _pattern(text: bytes) -> tuple[str, str]:
    if path := beside(text):
        return "glob_relative", path
    match = ROOTED.match(text)
    written = match[1].decode("utf-8", "replace") if match is not None else ""
    return ("glob", written.removeprefix("./")) if "*" in written and written[:1] not in "/~" else ("", "")
