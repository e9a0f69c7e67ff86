"""Helm: Chart.yaml, Chart.lock and requirements.yaml.

Source: https://helm.sh/docs/topics/charts/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..base import Dependency, Manifest, Setting, named, placed, reader, replace
from ..locking import lockfiles_beside
from ..notations.yaml_lines import read_yaml

if TYPE_CHECKING:
    from ..notations.lines import Document

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "helm"

_EXACT = re.compile(r"v?\d+\.\d+\.\d+[\w.+-]*\Z")


@reader(read_yaml, ECOSYSTEM, "helm")
def parse_chart(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a Chart.yaml."""
    manifest.packages += named(document, path)
    for key in ("appVersion", "kubeVersion", "type"):
        if value := document.text(key):
            kind, name = ("engine", "kubernetes") if key == "kubeVersion" else ("config", key)
            manifest.settings.append(Setting(kind, name, value, document.line(key)))
    manifest.dependencies += _dependencies(path, document)


@reader(read_yaml, ECOSYSTEM, "helm")
def parse_requirements(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a requirements.yaml (Helm 2). A file of that name without charts says nothing."""
    manifest.dependencies += _dependencies(path, document)


@reader(read_yaml, ECOSYSTEM, "helm", "lockfile")
def parse_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a Chart.lock."""
    manifest.dependencies += [
        replace(d, constraint="", resolved=d.constraint, direct=False) for d in _dependencies(path, document)
    ]


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Locked versions reach the charts, and charts of this workspace their users, in the version that they have here."""
    charts = {(p.directory, p.name): p.version for m in manifests.values() for p in m.packages}
    return {
        path: m
        if m.role == "lockfile"
        else replace(m, dependencies=[_as_chart_here(d, charts) for d in m.dependencies])
        for path, m in lockfiles_beside("Chart.lock", "Chart.yaml")(manifests).items()
    }


def _as_chart_here(dependency: Dependency, charts: dict[tuple[str, str], str]) -> Dependency:
    here = charts.get((dependency.path, dependency.name)) if dependency.source == "path" else None
    return dependency if here is None else replace(dependency, source="workspace", resolved=here)


def _dependencies(path: str, document: Document) -> list[Dependency]:
    found = []
    for place in document.places("dependencies"):
        name, constraint = document.text(*place, "name"), document.text(*place, "version")
        repository = document.text(*place, "repository")
        local = repository.removeprefix("file://") if repository.startswith("file://") else ""
        conditional = document.text(*place, "condition") or ", ".join(t for t, _ in document.texts(*place, "tags"))
        if name:
            exact, scope = constraint if _EXACT.match(constraint) else "", "optional" if conditional else "runtime"
            line = document.line(*place)
            found.append(placed(Dependency(name, constraint, exact, scope, line=line, marker=conditional), path, local))
    return found
