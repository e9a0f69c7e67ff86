"""Names that an import takes and its target does not have: by scopes in Python, JavaScript and TypeScript, in Rust by text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..changes.changes import old_version
from ..meaning.program import OUTSIDE
from .change_set import ERROR, WARNING, ChangeSet, Issue
from .missing_by_text import missing_in_rust

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import IndexedLink
    from ..meaning.program import Program

__all__ = ["missing_name"]

RUST: Final = ".rs"
A_VALUE: Final = re.compile(
    rb"[(,]\s*exports\s*[,)]|\bmodule\.exports\b(?!\s*=\s*\{|\.\w)|\bmodule\.exports\s*=\s*\{[^}]*\.\.\.|\bexports\s*\[|^\s*export\s*=",
    re.MULTILINE,
)
"""A CommonJS module that is a class, a function or the result of a call (what that has, the module has), or that a function fills."""
GIVEN_WHEN_ASKED: Final = re.compile(rb"^(?:def\s+|\s*)__getattr__\b", re.MULTILINE)
"""A module of Python that makes its names when they are asked for (PEP 562)."""


def missing_name(program: Program, link: IndexedLink, changed: ChangeSet) -> Issue | None:
    """An import takes a name that its target does not have, or does not give others (any more)."""
    if link.source == f"{link.target.removesuffix('__init__.py')}{link.name}.py":
        return None  # a module that its package gives to itself
    if link.target.endswith(RUST):
        return missing_in_rust(program, link, changed)
    if not link.target or link.name in {"", "*", "default"} or program.table(link.target) is None:
        return None
    if _is_hidden(program, link, changed):
        return Issue(link.source, link.line, ERROR, "missing-name", f"{link.target} exports {link.name!r} no more")
    stating = list(_stating(program, link.target))
    if any(program.exported(path, link.name) or _open(program, path) for path in stating):
        return None
    written, language = (
        link.source in changed.paths and changed.wrote_import(link),
        program.index.files[link.target].language,
    )
    doubtful = link.kind == "conditional" or link.target.endswith(".d.ts")
    sure = not doubtful and (written or changed.had(link.target, link.name, language))
    return Issue(
        link.source, link.line, ERROR if sure else WARNING, "missing-name", f"{link.target} has no {link.name!r}"
    )


def _stating(program: Program, path: str) -> Iterator[str]:
    """The files that say what a module has: itself, and the declarations beside it."""
    yield path
    stem, _, ending = path.rpartition(".")
    declared = f"{path}i" if ending == "py" else f"{stem}.d.{ending.replace('js', 'ts').removesuffix('x')}"
    if declared in program.index.files:
        yield declared


def _open(program: Program, path: str) -> bool:
    """Whether a module may have names that are not seen: computed ones, the members of a value that it is, or all of another module's."""
    table = program.table(path)
    if table is None or table.sites("globals") or table.sites("exec"):
        return True
    unseen = A_VALUE if program.is_ecmascript(path) else GIVEN_WHEN_ASKED
    if unseen.search(program.index.read(path)):
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
