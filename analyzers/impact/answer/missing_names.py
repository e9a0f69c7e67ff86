"""Names that an import takes and its target does not have: by scopes where they are read, in Rust by what the file says at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..changes.changes import old_version
from ..meaning.program import OUTSIDE
from .change_set import ERROR, WARNING, ChangeSet, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import IndexedLink
    from ..meaning.program import Program

__all__ = ["missing_name"]

RUST: Final = ".rs"
PATHS_OF_RUST: Final = frozenset({"self", "super", "crate", "Self"})


def missing_name(program: Program, link: IndexedLink, changed: ChangeSet) -> Issue | None:
    """An import takes a name that its target does not have, or does not give others (any more)."""
    if link.target.endswith(RUST):
        return _unsaid_in_rust(program, link, changed)
    if not link.target or link.name in {"", "*", "default"} or program.table(link.target) is None:
        return None
    if _is_hidden(program, link, changed):
        return Issue(link.source, link.line, ERROR, "missing-name", f"{link.target} exports {link.name!r} no more")
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


def _is_hidden(program: Program, link: IndexedLink, changed: ChangeSet) -> bool:
    """JavaScript, TypeScript: the change took `export` from what another file imports by its name."""
    diff = changed.diffs.get(link.target)
    if diff is None or not diff.old or not program.is_ecmascript(link.target) or not program.is_ecmascript(link.source):
        return False
    if link.kind == "conditional" or link.name in program.exported_as(link.target):
        return False
    before = old_version(diff.old_path, diff.old)
    was = before.overloads.get(link.name, []) if before is not None else []
    now = [item for item in program.symbols(link.target) if item.qualname == link.name]
    return any(item.exported for item in was) and bool(now) and not any(item.exported for item in now)


def _unsaid_in_rust(program: Program, link: IndexedLink, changed: ChangeSet) -> Issue | None:
    """A new `use` of what its target says nowhere: what a macro makes is said where it is made, but for what a glob brings."""
    head = link.name.replace("::", ".").partition(".")[0]
    if head in {"", "*", *PATHS_OF_RUST} or not changed.wrote_name(program.index.read(link.source), link.source, head):
        return None
    text = program.index.read(link.target)
    said = re.search(rb"\b" + re.escape(head.removeprefix("r#").encode()) + rb"\b", text)
    if said or re.search(
        rb"\binclude!|\bpaste|\bconcat_idents|^\s*pub(?:\([^)]*\))?\s+use\s[^;]*\*", text, re.MULTILINE
    ):
        return None
    return Issue(link.source, link.line, ERROR, "missing-name", f"{link.target} has no {head!r}")
