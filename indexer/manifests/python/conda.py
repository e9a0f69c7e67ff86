"""Conda: environment.yml, conda-lock.yml and Pixi's pixi.toml (`pixi_lock` reads its lock).

Packages that come from PyPI carry the group `pip`.

Source: https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html, https://conda.github.io/conda-lock/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .... import lazy_re as re
from ..base import CHANNEL, INDEX, Dependency, Manifest, Setting, locked, named, reader, replace, told
from ..locking import lockfiles_beside
from ..marks import pinned
from ..notations.lines import Document, decode, directory
from ..notations.toml_lines import read_toml
from ..notations.yaml_lines import read_yaml
from .pypi.pep508 import dependency, normalise, parse_requirement
from .pypi.pixi import pixi_dependencies, pixi_tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "conda"

_SPEC = re.compile(r"(?:([\w./-]+)::)?([A-Za-z0-9_][\w.-]*)\s*(.*)")
_EXACT = re.compile(r"={1,2}\s*([\w.+!-]+)(?:=[\w*.]+)?\Z")

Fields: TypeAlias = dict[str, list[str]]

FIELD = re.compile(r"(?:- |  )([\w-]+):\s*(.*?)\s*\Z")
ITEM = re.compile(r"  - (.*?)\s*\Z")
REQUIRED = re.compile(r"['\"]?([A-Za-z0-9_][\w.-]*)")
ARCHIVE = re.compile(r"([^/]+)-([^-/]+)-[^-/]+\.(?:conda|tar\.bz2)(?:#.*)?\Z")
"""Name, version and build in the address of a package of a channel."""
OPTIONAL = "extra =="


@reader(read_yaml, ECOSYSTEM, "conda")
def parse_environment(path: str, document: Document, manifest: Manifest) -> None:
    """Reads an environment.yml. Without a list of dependencies the file isn't Conda's, and says nothing."""
    for text, line in document.texts("dependencies"):
        _add(text, line, manifest)
    for index, item in enumerate(document.items("dependencies")):
        if isinstance(item, dict):
            for text, line in document.texts("dependencies", index, "pip"):
                _add_pip(text, line, manifest)
    for text, line in document.texts("channels"):
        manifest.settings.append(Setting("config", "channel", text, line))
    if not manifest.dependencies and not manifest.settings:
        manifest.manager = ""


@reader(read_yaml, ECOSYSTEM, "conda", "lockfile")
def parse_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a conda-lock.yml; what several platforms share is listed once."""
    seen: set[tuple[str, str, str]] = set()
    for place in document.places("package"):
        name, version = document.text(*place, "name"), document.text(*place, "version")
        manager = document.text(*place, "manager")
        if name and (name, version, manager) not in seen:
            seen.add((name, version, manager))
            scope = "runtime" if document.text(*place, "category") in ("", "main") else "dev"
            group, source = ("pip", INDEX) if manager == "pip" else ("", "registry")
            needs = tuple(document.table(*place, "dependencies"))
            found = locked(document, *place, name=name, scope=scope, group=group, source=source, requires=needs)
            manifest.dependencies.append(found)


@reader(read_toml, ECOSYSTEM, "pixi")
def parse_pixi(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a pixi.toml; the workspace that it sets up is no package unless it says so."""
    base = directory(path)
    manifest.packages += named(document, path, "package")
    for dep in pixi_dependencies(document, (), base):
        changes = {"source": "registry"} if dep.source == CHANNEL else {"group": dep.group or "pip"}
        if dep.source == "registry":
            changes["source"] = INDEX
        manifest.dependencies.append(replace(dep, **changes))
    manifest.scripts = list(pixi_tasks(document, (), base))
    manifest.settings += told(document, "engine", "python", "dependencies", "python")
    for table in ("workspace", "project"):
        for text, line in document.texts(table, "channels"):
            manifest.settings.append(Setting("config", "channel", text, line))


# ---- Pixi's pixi.lock: what is installed from Conda's channels and from PyPI, for all environments and platforms together
# Source: https://pixi.sh/latest/workspace/lockfile/. Read line by line, as Pixi writes it: such a file may have 60,000 lines, and even
# libyaml takes five times as long.


def parse_pixi_lock(path: str, content: bytes) -> Manifest:
    """Reads a pixi.lock of any version; what several platforms share is listed once."""
    manifest = Manifest("conda", role="lockfile", manager="pixi")
    seen: set[tuple[str, str, str]] = set()
    for line, fields in _packages(decode(content).split("\n")):
        found = _dependency(line, fields)
        if found is None:
            manifest.problems.append((line, "a package without a name"))
        elif (key := (found.name, found.resolved, found.group)) not in seen:
            seen.add(key)
            manifest.dependencies.append(found)
    return manifest


def _packages(lines: list[str]) -> Iterator[tuple[int, Fields]]:
    """`(line, fields)` of each entry of the list of packages; a field's texts are its value and the items below it."""
    start = next((at for at, line in enumerate(lines) if re.match(r"packages?:", line)), len(lines))
    begun, fields, key = 0, Fields(), ""
    for number, line in enumerate(lines[start + 1 :], start + 2):
        if line.startswith("- ") and fields:
            yield begun, fields
            fields = {}
        if line[:1].strip() and not line.startswith("- "):
            break
        if match := FIELD.match(line):
            key, value = match[1], match[2].strip("'\"")
            begun = number if line.startswith("- ") else begun
            fields[key] = [value] if value else []
        elif match := ITEM.match(line):
            fields.setdefault(key, []).append(match[1].strip("'\""))
    if fields:
        yield begun, fields


def _dependency(line: int, fields: Fields) -> Dependency | None:
    text = {key: values[0] for key, values in fields.items() if values}
    from_pypi = "pypi" in text or "pypi" in (text.get("kind"), text.get("manager"))
    address = text.get("conda") or text.get("pypi") or text.get("url") or text.get("path", "")
    told = None if from_pypi else ARCHIVE.search(address)
    name, version = text.get("name", told[1] if told else ""), text.get("version", told[2] if told else "")
    if not name:
        return None
    index = INDEX if from_pypi else "registry"
    needs = [need for key in ("depends", "requires_dist", "dependencies") for need in fields.get(key, ())]
    names = (match[1] for need in needs if OPTIONAL not in need and (match := REQUIRED.match(need)))
    return Dependency(
        normalise(name) if from_pypi else name.lower(),
        resolved=version,
        direct=False,
        line=line,
        source="path" if address.startswith(".") else "git" if address.startswith("git+") else index,
        group="pip" if from_pypi else "",
        requires=tuple(dict.fromkeys(normalise(need) if from_pypi else need.lower() for need in names)),
    )


link = lockfiles_beside("pixi.lock", "pixi.toml")


def _add(text: str, line: int, manifest: Manifest) -> None:
    match = _SPEC.match(text.strip())
    if not match:
        manifest.problems.append((line, f"not a package: {text[:60]}"))
        return
    name, constraint = match[2].lower(), match[3].strip()
    if name == "python":
        manifest.settings.append(Setting("engine", "python", constraint.lstrip("="), line))
    version = pinned(_EXACT, constraint) if "*" not in constraint else ""
    manifest.dependencies.append(Dependency(name, constraint, version, line=line, marker=match[1] or ""))


def _add_pip(text: str, line: int, manifest: Manifest) -> None:
    """A requirement as pip takes it; options (`-r`, `--pre`) are none."""
    if told := None if text.startswith("-") else parse_requirement(text.partition(" #")[0]):
        found = dependency(told, "", line, group="pip")
        manifest.dependencies.append(replace(found, source=INDEX) if found.source == "registry" else found)
