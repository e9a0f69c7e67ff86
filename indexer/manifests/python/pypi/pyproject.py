"""pyproject.toml: PEP 621, PEP 735, PEP 518 and the tables of Poetry, PDM, Hatch, uv, Flit, Rye, Pixi, poe and taskipy.

Sources: the pyproject.toml specification of the Python Packaging User Guide and each tool's configuration page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..... import lazy_re as re
from ...base import Dependency, Entry, Manifest, Package, Script, Setting, WorkspaceTool, reader, replace, told
from ...marks import pinned
from ...notations.lines import Document, Key, directory, included, inside
from ...notations.toml_lines import read_toml
from .pep508 import dependency, normalise, parse_requirement, scope_of, source_of
from .pixi import pixi_dependencies, pixi_tasks, tasks_of

__all__ = ["from_form", "hatch_dependencies", "hatch_scripts", "parse_pyproject", "poetry_dependencies"]

_ENTRY_TABLES = (
    ("project", "scripts"),
    ("project", "gui-scripts"),
    ("tool", "flit", "scripts"),
    ("tool", "poetry", "scripts"),
)
_TASK_TABLES = (
    *(("tool", "pdm", "scripts"), ("tool", "poe", "tasks"), ("tool", "taskipy", "tasks"), ("tool", "rye", "scripts")),
    ("tool", "hatch", "scripts"),
)
_EXACT = re.compile(r"={0,3}\s*(\d[\w.!+-]*)\Z")
_METADATA = (("project",), ("tool", "poetry"), ("tool", "flit", "metadata"))
_HATCH: tuple[Key, ...] = ("tool", "hatch", "envs")
_HOOKS: tuple[Key, ...] = ("tool", "hatch", "metadata", "hooks")
_TEMPLATE = re.compile(r"(?:[<>=!~]=?|===?)?[ ]*\{\{[^{}]*\}\}")
"""What a hook fills in, and the comparison before it: `mylib=={{ version }}`."""
_PIXI: tuple[Key, ...] = ("tool", "pixi")
_MANAGERS: tuple[tuple[str, tuple[Key, ...]], ...] = (
    ("uv", ("tool", "uv")),
    ("poetry", ("tool", "poetry")),
    ("pdm", ("tool", "pdm", "dev-dependencies")),
    ("pdm", ("tool", "pdm", "scripts")),
    ("rye", ("tool", "rye")),
    ("hatch", _HATCH),
    ("pixi", _PIXI),
)

_BACKENDS = {"poetry.core.masonry.api": "poetry", "poetry.masonry.api": "poetry", "uv_build": "uv"}
"""Build backends that only one manager writes into a new project; the others serve several."""


@reader(read_toml, "pypi")
def parse_pyproject(path: str, document: Document, manifest: Manifest) -> None:
    """A pyproject.toml in any of the styles; several may stand in one file."""
    base, manifest.manager = directory(path), _manager(document)
    manifest.problems += [
        *document.misshapen(dict, "project", "tool.poetry.dependencies"),
        *document.misshapen(list, "project.dependencies", "build-system.requires", of=str),
        *document.misshapen(dict, "project.optional-dependencies", "dependency-groups", of=list),
    ]
    manifest.packages = list(_packages(document, base))
    found = [dep for read in _DEPENDENCIES for dep in read(document, base, manifest.problems)]
    manifest.dependencies = list(dict.fromkeys(_sourced(document, base, dep) for dep in found))
    manifest.entries = list(_entries(document))
    manifest.scripts = list(_scripts(document, base))
    manifest.tools = list(_workspaces(document))
    manifest.settings = list(_settings(document))
    for field in ("dependencies", "optional-dependencies"):
        manifest.includes += included(base, *_dynamic_files(document, field))


def _requirements(
    document: Document, at: tuple[Key, ...], base: str, problems: Problems, scope: str, group: str = ""
) -> Iterator[Dependency]:
    """The records of a list of requirements; in those of a metadata hook of Hatch what it fills in is left out."""
    for text, line in document.texts(*at):
        requirement = parse_requirement(_TEMPLATE.sub("", text) if at[: len(_HOOKS)] == _HOOKS else text)
        if requirement is None:
            problems.append((line, f"not a requirement: {text[:80]}"))
        else:
            yield dependency(requirement, base, line, scope, group)


def _manager(document: Document) -> str:
    backend = document.text("build-system", "build-backend")
    return next((name for name, table in _MANAGERS if document.get(*table)), _BACKENDS.get(backend, ""))


def _packages(document: Document, base: str) -> Iterator[Package]:
    for at in _METADATA:
        name = document.text(*at, "name") or document.text(*at, "dist-name") or document.text(*at, "module")
        if name:
            classifiers = (text for text, _ in document.texts(*at, "classifiers"))
            private = any(text.startswith("Private ::") for text in classifiers)
            yield Package(normalise(name), document.text(*at, "version"), base, document.line(*at, "name"), private)
            return


# ------------------------------------------------------------------------------------------------------- dependencies
Problems = list[tuple[int, str]]
Reader = Callable[[Document, str, Problems], Iterator[Dependency]]


def _build_system(document: Document, base: str, problems: Problems) -> Iterator[Dependency]:
    yield from _requirements(document, ("build-system", "requires"), base, problems, "build")


def _project(document: Document, base: str, problems: Problems) -> Iterator[Dependency]:
    """PEP 621: dependencies and extras."""
    yield from _requirements(document, ("project", "dependencies"), base, problems, "runtime")
    yield from _groups(document, ("project", "optional-dependencies"), base, problems, "optional")


def _groups(document: Document, at: tuple[Key, ...], base: str, problems: Problems, other: str) -> Iterator[Dependency]:
    for group in document.table(*at):
        yield from _requirements(document, (*at, group), base, problems, scope_of(group, other), group)


def _dependency_groups(document: Document, base: str, problems: Problems) -> Iterator[Dependency]:
    """PEP 735 and its forerunners of PDM, uv and Rye: never published, so for development unless named for tests."""
    yield from _groups(document, ("dependency-groups",), base, problems, "dev")
    yield from _groups(document, ("tool", "pdm", "dev-dependencies"), base, problems, "dev")
    for tool in ("uv", "rye"):
        yield from _requirements(document, ("tool", tool, "dev-dependencies"), base, problems, "dev", "dev")


def hatch_dependencies(
    document: Document, base: str, problems: Problems, envs: tuple[Key, ...] = _HATCH
) -> Iterator[Dependency]:
    for env in document.table(*envs):
        for field in ("dependencies", "extra-dependencies"):
            yield from _requirements(document, (*envs, env, field), base, problems, scope_of(env, "dev"), env)


def _hatch_hooks(document: Document, base: str, problems: Problems) -> Iterator[Dependency]:
    """Requirements that a metadata hook completes (uv-dynamic-versioning)."""
    for hook in document.table(*_HOOKS):
        yield from _requirements(document, (*_HOOKS, hook, "dependencies"), base, problems, "runtime")
        yield from _groups(document, (*_HOOKS, hook, "optional-dependencies"), base, problems, "optional")


def _pixi(document: Document, base: str, _problems: Problems) -> Iterator[Dependency]:
    return pixi_dependencies(document, _PIXI, base)


def _flit(document: Document, base: str, problems: Problems) -> Iterator[Dependency]:
    at: tuple[Key, ...] = ("tool", "flit", "metadata")
    yield from _requirements(document, (*at, "requires"), base, problems, "runtime")
    yield from _requirements(document, (*at, "dev-requires"), base, problems, "dev")
    yield from _groups(document, (*at, "requires-extra"), base, problems, "optional")


def _poetry(document: Document, base: str, _problems: Problems) -> Iterator[Dependency]:
    at: tuple[Key, ...] = ("tool", "poetry")
    extras = {
        normalise(name): extra
        for extra in document.table(*at, "extras")
        for name, _ in document.texts(*at, "extras", extra)
    }
    table = document.table(*at, "dependencies").items()
    optional = {normalise(name) for name, form in table if isinstance(form, dict) and form.get("optional") is True}
    for dep in poetry_dependencies(document, (*at, "dependencies"), base):
        extra = dep.name in optional or dep.name in extras
        yield replace(dep, scope="optional", group=extras.get(dep.name, "")) if extra else dep
    for dep in poetry_dependencies(document, (*at, "dev-dependencies"), base):
        yield replace(dep, scope="dev", group="dev")
    for group in document.table(*at, "group"):
        for dep in poetry_dependencies(document, (*at, "group", group, "dependencies"), base):
            yield replace(dep, scope="runtime" if group == "main" else scope_of(group, "dev"), group=group)


def poetry_dependencies(document: Document, at: tuple[Key, ...], base: str) -> Iterator[Dependency]:
    """A table of Poetry or Pipenv: a version, a table of properties, or a list of such tables for several conditions."""
    for name, value in document.table(*at).items():
        line = document.line(*at, name)
        if normalise(name) == "python":
            continue
        for form in value if isinstance(value, list) else [value]:
            if isinstance(form, str):
                form = {"version": form}
            if isinstance(form, dict):
                yield from_form(normalise(name), form, line, base)


def from_form(name: str, form: dict[str, Any], line: int, base: str) -> Dependency:
    """A table of properties, as these two write them into manifests and Pipenv into its lock."""

    def text(*keys: str) -> str:
        return next((value for key in keys if isinstance(value := form.get(key), str)), "")

    version, place, git, url = text("version"), text("path", "file"), text("git", "hg", "svn"), text("url")
    place, url = ("", place) if "://" in place else (place, url)
    conditions = (f"{key} {form[key]}" for key in ("markers", "python", "platform") if isinstance(form.get(key), str))
    source = "git" if git else "path" if place else "url" if url else "registry"
    return Dependency(
        name,
        "" if version == "*" else version or git or place or url,
        pinned(_EXACT, version),
        line=line,
        source=source,
        path=inside(base, place) if place else "",
        marker="; ".join(conditions).removeprefix("markers "),
    )


_DEPENDENCIES: tuple[Reader, ...] = (
    _project,
    _poetry,
    _flit,
    _dependency_groups,
    hatch_dependencies,
    _hatch_hooks,
    _pixi,
    _build_system,
)


def _sourced(document: Document, base: str, dep: Dependency) -> Dependency:
    """What `tool.uv.sources` says of a dependency."""
    for name, form in document.table("tool", "uv", "sources").items():
        form = form[0] if isinstance(form, list) and form else form
        if normalise(name) != dep.name or not isinstance(form, dict):
            continue
        if form.get("workspace") is True:
            return replace(dep, source="workspace")
        if isinstance(place := form.get("path"), str):
            return replace(dep, source="path", path=inside(base, place))
        if isinstance(form.get("git"), str):
            return replace(dep, source="git", constraint=dep.constraint or form["git"])
        if isinstance(url := form.get("url"), str):
            return replace(dep, source=source_of(url), constraint=dep.constraint or url)
    return dep


# ------------------------------------------------------------------------------------- entries, scripts, tools, settings
def _entries(document: Document) -> Iterator[Entry]:
    for at in _ENTRY_TABLES:
        for name, value in document.table(*at).items():
            target = value.get("reference") or value.get("callable") if isinstance(value, dict) else value
            if isinstance(target, str):
                yield Entry("cli", name, target, document.line(*at, name))
    for at in (("project", "entry-points"), ("tool", "poetry", "plugins"), ("tool", "flit", "entrypoints")):
        for group in document.table(*at):
            kind = "cli" if group in ("console_scripts", "gui_scripts") else "library"
            for name, target, line in document.pairs(*at, group):
                yield Entry(kind, name if kind == "cli" else f"{group}:{name}", target, line)


def _scripts(document: Document, base: str) -> Iterator[Script]:
    for at in _TASK_TABLES:
        yield from tasks_of(document, at, "", base)
    yield from hatch_scripts(document, base)
    yield from pixi_tasks(document, _PIXI, base)


def hatch_scripts(document: Document, base: str, envs: tuple[Key, ...] = _HATCH) -> Iterator[Script]:
    for env in document.table(*envs):
        prefix = "" if env == "default" else f"{env}:"
        yield from tasks_of(document, (*envs, env, "scripts"), prefix, base)


def _workspaces(document: Document) -> Iterator[WorkspaceTool]:
    for tool in ("uv", "rye"):
        at = ("tool", tool, "workspace")
        if isinstance(document.get(*at), dict):
            members = tuple(glob for glob, _ in document.texts(*at, "members"))
            excludes = tuple(glob for glob, _ in document.texts(*at, "exclude"))
            yield WorkspaceTool(f"{tool} workspace", members, document.line(*at), excludes)


def _settings(document: Document) -> Iterator[Setting]:
    for at in (
        ("project", "requires-python"),
        ("tool", "poetry", "dependencies", "python"),
        ("tool", "flit", "metadata", "requires-python"),
    ):
        yield from told(document, "engine", "python", *at)
    if backend := document.text("build-system", "build-backend"):
        yield Setting("build-backend", backend, "", document.line("build-system", "build-backend"))
    for field in ("constraint-dependencies", "override-dependencies"):
        for text, line in document.texts("tool", "uv", field):
            yield Setting("config", field, text, line)
    for tool in document.table("tool"):
        yield Setting("tool", tool, "", document.line("tool", tool))


def _dynamic_files(document: Document, field: str) -> Iterator[str]:
    """Requirements files that setuptools or hatch-requirements-txt reads the metadata from."""
    at: tuple[Key, ...] = ("tool", "setuptools", "dynamic", field)
    if "file" in document.table(*at):
        yield from (text for text, _ in document.texts(*at, "file"))
    else:
        for extra in document.table(*at):
            yield from (text for text, _ in document.texts(*at, extra, "file"))
    if field == "dependencies":
        for text, _ in document.texts("tool", "hatch", "metadata", "hooks", "requirements_txt", "files"):
            yield text
