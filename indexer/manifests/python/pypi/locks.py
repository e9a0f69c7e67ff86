"""Python lockfiles: poetry.lock, uv.lock, pdm.lock, pylock.toml (PEP 751), Pipfile.lock.

Sources: PEP 751 and the lockfile writers of Poetry, uv, PDM and Pipenv.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....gathering import by_key
from ...base import Dependency, Manifest, reader, replace, told
from ...lock_graph import LockGraph, Root
from ...marks import strongest
from ...notations.json_lines import read_json
from ...notations.lines import Document, Key, directory, inside
from ...notations.toml_lines import read_toml
from .pep508 import normalise, parse_requirement, scope_of
from .pyproject import from_form

__all__ = ["parse_pdm_lock", "parse_pipfile_lock", "parse_poetry_lock", "parse_pylock", "parse_uv_lock"]

_MAIN_GROUPS = ("main", "default")


def _tables(document: Document, *at: Key) -> Iterator[tuple[tuple[Key, ...], str, str, int]]:
    """`(path, name, version, line)` of an array of package tables; those without a name are left out."""
    for path in document.places(*at):
        if name := document.text(*path, "name"):
            yield path, normalise(name), document.text(*path, "version"), document.line(*path, "name")


def _scope(groups: list[str], other: str = "runtime", extra: str = "dev") -> str:
    """The scope of a package that belongs to groups: `other` in the main one, `extra` in one whose name tells nothing.

    Poetry's groups are never published; PDM lists extras as groups too.
    """
    if not groups or any(group in _MAIN_GROUPS for group in groups):
        return other
    return strongest(scope_of(group, extra) for group in groups)


# -------------------------------------------------------------------------------------------------------- poetry, pdm
@reader(read_toml, "pypi", "poetry", "lockfile")
def parse_poetry_lock(path: str, document: Document, manifest: Manifest) -> None:
    """A poetry.lock: `category` up to Poetry 1.4, `groups` from 2.0; between them only the manifests know the scopes."""
    manifest.settings += told(document, "config", "lockfileVersion", "metadata", "lock-version")
    graph, scopes = _by_group(document, directory(path))
    for at, _, _, line in _tables(document, "package"):
        key = f"{line}"
        category = document.text(*at, "category")
        groups = [category] if category else [group for group, _ in document.texts(*at, "groups")]
        optional = document.get(*at, "optional") is True
        scopes[key] = _scope(groups, "optional" if optional else "runtime")
        graph.edges[key] = [normalise(name) for name in document.table(*at, "dependencies")]
    manifest.dependencies = _named_edges(graph).dependencies(scopes)


@reader(read_toml, "pypi", "pdm", "lockfile")
def parse_pdm_lock(path: str, document: Document, manifest: Manifest) -> None:
    """A pdm.lock: each package with its groups and its requirements."""
    manifest.settings += told(document, "config", "lockfileVersion", "metadata", "lock_version")
    graph, scopes = _by_group(document, directory(path))
    for at, _, _, line in _tables(document, "package"):
        scopes[f"{line}"] = _scope([group for group, _ in document.texts(*at, "groups")], extra="optional")
        needed = (parse_requirement(text) for text, _ in document.texts(*at, "dependencies"))
        graph.edges[f"{line}"] = [requirement.name for requirement in needed if requirement]
    manifest.dependencies = _named_edges(graph).dependencies(scopes)


def _by_group(document: Document, base: str) -> tuple[LockGraph, dict[str, str]]:
    graph = LockGraph()
    for at, name, version, line in _tables(document, "package"):
        graph.nodes[f"{line}"] = _sourced(document, at, Dependency(name, resolved=version, line=line), base)
    return graph, {}


def _sourced(document: Document, at: tuple[Key, ...], dep: Dependency, base: str) -> Dependency:
    """Poetry's `source` table and PDM's own keys."""
    kind = document.text(*at, "source", "type") or ("git" if document.text(*at, "git") else "")
    url = document.text(*at, "source", "url") or document.text(*at, "git") or document.text(*at, "path")
    if kind == "directory" or document.text(*at, "path"):
        return Dependency(dep.name, url, dep.resolved, line=dep.line, source="path", path=inside(base, url))
    source = {"git": "git", "url": "url", "file": "path"}.get(kind)
    return Dependency(dep.name, url, dep.resolved, line=dep.line, source=source) if source else dep


def _named_edges(graph: LockGraph) -> LockGraph:
    """Turns edges to names into edges to all packages of the name, those to a version of it into such a one."""
    keys = _keys(graph)
    graph.edges = {
        key: [other for need in wanted for other in keys.get(need, ())] for key, wanted in graph.edges.items()
    }
    return graph


def _keys(graph: LockGraph) -> dict[str, list[str]]:
    """`name` and `name version` → the packages that they mean."""
    spelled = ((name, key) for key, node in graph.nodes.items() for name in (node.name, f"{node.name} {node.resolved}"))
    return by_key(spelled)


# ----------------------------------------------------------------------------------------------------------------- uv
@reader(read_toml, "pypi", "uv", "lockfile")
def parse_uv_lock(path: str, document: Document, manifest: Manifest) -> None:
    """A uv.lock. The projects of the workspace are in it as packages: they are the roots, and no dependencies."""
    manifest.settings += told(document, "config", "lockfileVersion", "version")
    base = directory(path)
    graph = LockGraph()
    projects: list[tuple[tuple[Key, ...], str]] = []
    for at, name, version, line in _tables(document, "package"):
        if place := document.text(*at, "source", "editable") or document.text(*at, "source", "virtual"):
            projects.append((at, "" if place == "." else place))
        else:
            graph.nodes[f"{line}"] = _uv_node(document, at, Dependency(name, resolved=version, line=line), base)
        for table in ("dependencies", "optional-dependencies"):
            graph.edges.setdefault(f"{line}", []).extend(_uv_names(document, (*at, table)))
    _named_edges(graph)
    for at, place in projects:
        graph.roots += _uv_roots(document, at, place, graph)
    manifest.dependencies = graph.dependencies()


def _uv_node(document: Document, at: tuple[Key, ...], dep: Dependency, base: str) -> Dependency:
    for kind, source in (("git", "git"), ("url", "url"), ("path", "path"), ("directory", "path")):
        if url := document.text(*at, "source", kind):
            place = inside(base, url) if source == "path" else ""
            return replace(dep, constraint=url, source=source, path=place)
    return dep


def _uv_names(document: Document, at: tuple[Key, ...]) -> Iterator[str]:
    """The names in a list of dependency tables, or in each list of a table of extras; with the version where it is told."""
    lists = [at] if document.items(*at) else [(*at, extra) for extra in document.table(*at)]
    for place in lists:
        for item in document.places(*place):
            if name := document.text(*item, "name"):
                yield f"{normalise(name)} {document.text(*item, 'version')}".strip()


def _uv_roots(document: Document, at: tuple[Key, ...], importer: str, graph: LockGraph) -> Iterator[Root]:
    keys = _keys(graph)
    wanted = [("runtime", name) for name in _uv_names(document, (*at, "dependencies"))]
    for table, other in (("optional-dependencies", "optional"), ("dev-dependencies", "dev")):
        for group in document.table(*at, table):
            wanted += [(scope_of(group, other), name) for name in _uv_names(document, (*at, table, group))]
    constraints = _uv_constraints(document, at)
    for scope, name in wanted:
        for key in keys.get(name, ()):
            yield Root(key, scope, constraints.get(name.partition(" ")[0], ""), importer)


def _uv_constraints(document: Document, at: tuple[Key, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    lists: list[tuple[Key, ...]] = [(*at, "metadata", "requires-dist")]
    lists += [(*at, "metadata", "requires-dev", group) for group in document.table(*at, "metadata", "requires-dev")]
    for place in lists:
        for item in document.places(*place):
            found.setdefault(normalise(document.text(*item, "name")), document.text(*item, "specifier"))
    return found


# ------------------------------------------------------------------------------------------------------------- PEP 751
@reader(read_toml, "pypi", "", "lockfile")
def parse_pylock(path: str, document: Document, manifest: Manifest) -> None:
    """A pylock.toml. Every installer reads it, so that `created-by` tells no manager; `packages[].dependencies` are
    recommended, not required."""
    manifest.settings += told(document, "config", "lockfileVersion", "lock-version")
    graph = LockGraph()
    for at, name, version, line in _tables(document, "packages"):
        node = _pylock_node(document, at, Dependency(name, resolved=version, line=line), directory(path))
        if node.constraint != ".":  # the project itself
            graph.nodes[f"{line}"] = node
        graph.edges[f"{line}"] = list(_uv_names(document, (*at, "dependencies")))
    manifest.dependencies = _named_edges(graph).dependencies({})


def _pylock_node(document: Document, at: tuple[Key, ...], dep: Dependency, base: str) -> Dependency:
    dep = replace(dep, marker=document.text(*at, "marker"))
    if place := document.text(*at, "directory", "path"):
        return replace(dep, constraint=place, source="path", path=inside(base, place))
    for kind, source in (("vcs", "git"), ("archive", "url")):
        if table := document.table(*at, kind):
            url = table.get("url") or table.get("path")
            constraint = url if isinstance(url, str) else ""
            return replace(dep, constraint=constraint, source=source)
    return dep


# -------------------------------------------------------------------------------------------------------------- Pipenv
@reader(read_json, "pypi", "pipenv", "lockfile")
def parse_pipfile_lock(path: str, document: Document, manifest: Manifest) -> None:
    """A Pipfile.lock: one table a category, versions pinned with `==`."""
    manifest.settings += told(document, "config", "lockfileVersion", "_meta", "pipfile-spec")
    base = directory(path)
    for section, table in document.table().items():
        if section == "_meta" or not isinstance(table, dict):
            continue
        scope = {"default": "runtime", "develop": "dev"}.get(section) or scope_of(section, "optional")
        for name, form in table.items():
            if isinstance(form, dict):
                dep = from_form(normalise(name), form, document.line(section, name), base)
                constraint, version = (
                    dep.constraint if dep.source != "registry" else "",
                    document.text(section, name, "version"),
                )
                exact = version.removeprefix("==")
                locked = replace(dep, constraint=constraint, resolved=exact, scope=scope, direct=False)
                manifest.dependencies.append(locked)
