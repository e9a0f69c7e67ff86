"""The checks of manifests: a lockfile left behind, dependencies that are gone or missing while code imports them, lost projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.manifests import link_all
from ....indexer.manifests import parse as parse_manifest
from ...dependencies.declared_names import DeclaredNames
from ...dependencies.import_names import normalised
from ...per_index import per_index
from ...workspace.ecosystem_languages import LANGUAGES_OF
from .change_set import ERROR, WARNING, ChangeSet, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index, IndexedLink
    from ....indexer.manifests.base import Manifest
    from ..meaning.program import Program

__all__ = ["manifests_check"]

BY_NAME = frozenset({"npm", "cargo", "golang"})
"""Ecosystems in which an import says the name of the package, and what is not declared can't be relied on."""
JVM = (".java", ".kt")
LOCAL = frozenset({"path", "workspace"})
UNKNOWN_CRATE = "no module or crate of that name"
PERHAPS_CRATE = "the name comes from a glob import or a macro"
CRATE = re.compile(r"([a-z][a-z0-9_]*)(?:::|$)")
"""The head of a path of Rust that is no type's name."""


class Gone(NamedTuple):
    """Dependencies that a manifest declared and does not any more, by normalised name."""

    path: str
    ecosystem: str
    names: frozenset[str]


def manifests_check(index: Index, program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Manifests whose dependencies changed while the lockfile beside them did not, or whose lost ones are still imported."""
    del program
    yield from _undeclared(index, changed)
    yield from _stale_locks(index, changed)
    yield from _still_imported(index, changed)
    yield from _lost_projects(index, changed)


def _undeclared(index: Index, changed: ChangeSet) -> Iterator[Issue]:
    """Packages that a new import takes, nothing declares, and no changed file said before."""
    links = [link for path in changed.paths for link in index.links_from(path) if link.external or link.reason]
    links = [link for link in links if not link.stdlib and changed.wrote_import(link)]
    if not changed.known or not links:
        return
    from ...dependencies.judged import judged, usage_of

    found = [(row["name"], [(at["path"], at.get("line", 1)) for at in row["imported_by"]]) for row in judged(index)[1]]
    found += [(use.module, [(use.path, use.line)]) for use in usage_of(index).unmatched.get("cargo", ())]
    crates = [(link, CRATE.match(link.specifier)) for link in links if link.reason == PERHAPS_CRATE]
    found += [(head[1], [(link.source, link.line)]) for link, head in crates if head]
    found += [(link.external, [(link.source, link.line)]) for link in links if _is_of_own_package(index, link)]
    for name, places in found:
        written = all(path in changed.paths and changed.is_new(path, line) for path, line in places)
        if written and not changed.said_before(name):
            yield Issue(*places[0], WARNING, "undeclared-dependency", f"nothing declares {name}")


def _is_of_own_package(index: Index, link: IndexedLink) -> bool:
    """Java, Kotlin: a package below one that the workspace has files of, and no file is of it."""
    above = link.external.rpartition(".")[0]
    return link.source.endswith(JVM) and "." in above and above in _packages(index)


@per_index
def _packages(index: Index) -> frozenset[str]:
    return frozenset(file.module for path, file in index.files.items() if path.endswith(JVM))


def _lost_projects(index: Index, changed: ChangeSet) -> Iterator[Issue]:
    """Dependencies on a folder of the workspace whose manifest the change took away, or that a new line says and none is in."""
    there = {path.rpartition("/")[0] for path, item in index.manifests.items() if item.role == "manifest"}
    gone = {path.rpartition("/")[0]: path for path in changed.gone if parse_manifest(path, b"") is not None}
    for path, manifest in index.manifests.items():
        for item in manifest.dependencies if manifest.role == "manifest" else ():
            if item.source not in LOCAL or item.path in {"", *there} or item.path in index.files:
                continue
            if item.path in gone:
                message = f"{item.name}: {gone[item.path]} is gone"
                yield Issue(path, item.line, WARNING if item.marker else ERROR, "missing-project", message)
            elif changed.known and path in changed.paths and changed.is_new(path, item.line):
                message = f"{item.name}: no manifest in {item.path}"
                yield Issue(path, item.line, WARNING, "missing-project", message)


def _stale_locks(index: Index, changed: ChangeSet) -> Iterator[Issue]:
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


def _still_imported(index: Index, changed: ChangeSet) -> Iterator[Issue]:
    """Imports that meant a dependency which is gone, and mean none that any manifest of the workspace declares now.

    A crate finds only what its own manifest declares.
    """
    stated = {path: item for path, item in index.manifests.items() if item.role != "lockfile"}
    old, lost = _before(stated, changed)
    if not lost:
        return
    was, is_now = DeclaredNames(old), DeclaredNames(stated)
    for link in (*index.external_links(), *index.unresolved()):
        module = link.external or (link.specifier.partition("::")[0] if link.reason == UNKNOWN_CRATE else "")
        for gone in lost if module and not link.stdlib else ():
            if index.files[link.source].language not in LANGUAGES_OF.get(gone.ecosystem, ()):
                continue
            names = set(gone.names).intersection(was.meant(gone.ecosystem, module, link.specifier))
            names = {name for name in names if was.nearest(gone.ecosystem, name, link.source).manifest == gone.path}
            if names and (link.reason or not is_now.meant(gone.ecosystem, module, link.specifier)):
                yield _issue(link, gone, min(names))
                break


def _issue(link: IndexedLink, gone: Gone, name: str) -> Issue:
    sure = gone.ecosystem in BY_NAME and link.kind not in {"conditional", "type_only"}
    message = f"{link.specifier!r}: {gone.path} declares {name} no more"
    if not sure:
        message += " (another dependency may bring it)"
    return Issue(link.source, link.line, ERROR if sure else WARNING, "removed-dependency", message)


def _before(stated: dict[str, Manifest], changed: ChangeSet) -> tuple[dict[str, Manifest], list[Gone]]:
    """The manifests as they were before the change, and what of their dependencies is gone."""
    before = dict(stated)
    for path, diff in changed.diffs.items():
        parsed = parse_manifest(path, diff.old) if diff.old and path in stated else None
        if parsed is not None and parsed.role != "lockfile":
            before[path] = parsed
    edited = [path for path in stated if before[path] is not stated[path]]
    if not edited:
        return before, []
    old = link_all(before)
    lost = []
    for path in edited:
        ecosystem = stated[path].ecosystem
        names = {normalised(ecosystem, item.name) for item in old[path].dependencies}
        names -= {normalised(ecosystem, item.name) for item in stated[path].dependencies}
        if names:
            lost.append(Gone(path, ecosystem, frozenset(names)))
    return old, lost
