"""CycloneDX 1.6: the workspace's dependencies as a bill of materials (https://cyclonedx.org/docs/1.6/json/).

The same index gives the same bytes: no serial number, no time stamp, everything sorted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .. import lazy_re as re
from ..indexer.manifests.base import ecosystem_of, replace
from ..indexer.manifests.marks import aliased

if TYPE_CHECKING:
    from ..indexer.index import Index
    from ..indexer.manifests.base import Dependency, Manifest

__all__ = ["to_cyclonedx"]

SCOPES = {"runtime": "required", "peer": "required", "build": "excluded", "dev": "excluded", "test": "excluded"}
"""Our scopes → CycloneDX's; what is left out is `optional`."""
STRENGTH = ("required", "optional", "excluded")
PLACEHOLDER = re.compile(r"\$\{|\$\(|\{\{|<%")
PARTED = {"maven": ":"}
"""Ecosystem → what parts a name's namespace from its last part, as package URLs write it: a slash in the others that have one."""


def to_cyclonedx(index: Index) -> str:
    """The bill of materials as JSON text.

    Components are the third-party packages that the workspace's own manifests and lockfiles name: one for each version, with
    the manifests that name it (`properties`); `dependencies` holds what lockfiles say of who needs whom.
    """
    from ..analyzers.workspace.workspace_packages import members, product_manifests

    manifests = product_manifests(index)
    own = members(index)
    root = next((member for member in own if not member.directory and member.name), None)
    components = _components(manifests, {member.name for member in own if member.name})
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "workspace",
                "name": root.name if root else index.root.name,
                **({"version": root.version} if root and root.version else {}),
            },
            "tools": {"components": [{"type": "application", "name": "groundplan"}]},
        },
        "components": [components[reference] for reference in sorted(components)],
        "dependencies": _graph(manifests, components),
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _components(manifests: Mapping[str, Manifest], own: set[str]) -> dict[str, dict[str, Any]]:
    """bom-ref → component. A declared name without a version is left out where a lockfile gives it one."""
    locked = {(ecosystem, item.name) for _, ecosystem, item in _named(manifests) if item.resolved}
    found: dict[str, dict[str, Any]] = {}
    for path, ecosystem, item in _named(manifests):
        known_elsewhere = not item.resolved and (ecosystem, item.name) in locked
        if item.source == "workspace" or item.name in own or known_elsewhere:
            continue
        reference = package_url(ecosystem, item.name, item.resolved)
        component = found.setdefault(reference, _component(reference, ecosystem, item))
        component["scope"] = min(component["scope"], SCOPES.get(item.scope, "optional"), key=STRENGTH.index)
        place = {"name": "groundplan:evidence", "value": f"{path}:{item.line}"}
        if place not in component["properties"]:
            component["properties"].append(place)
    return found


def _named(manifests: Mapping[str, Manifest]) -> Iterator[tuple[str, str, Dependency]]:
    """`(path, ecosystem, dependency)` of all that has a name in a registry: an alias (`"x": "npm:y@1"`) under the one that it stands
    for, what a build fills in (`${IMAGE}`) not at all."""
    for path, manifest in manifests.items():
        for item in manifest.dependencies:
            ecosystem = ecosystem_of(manifest, item)
            if ecosystem and not PLACEHOLDER.search(item.name):
                real = aliased(item.constraint) if ecosystem == "npm" else ""
                yield path, ecosystem, replace(item, name=real) if real else item


def _component(reference: str, ecosystem: str, item: Dependency) -> dict[str, Any]:
    group, name = _parts(ecosystem, item.name)
    return {
        "type": "container" if ecosystem == "docker" else "library",
        "bom-ref": reference,
        **({"group": group} if group else {}),
        "name": name,
        **({"version": item.resolved} if item.resolved else {}),
        "scope": SCOPES.get(item.scope, "optional"),
        "purl": reference,
        "properties": [],
    }


def package_url(ecosystem: str, name: str, version: str = "") -> str:
    """The package URL (https://github.com/package-url/purl-spec) of a package; ecosystems are named as purl types already."""
    from packageurl import PackageURL

    namespace, own_name = _parts(ecosystem, name)
    return PackageURL(type=ecosystem, namespace=namespace or None, name=own_name, version=version or None).to_string()


def _parts(ecosystem: str, name: str) -> tuple[str, str]:
    namespace, _, own_name = name.rpartition(PARTED.get(ecosystem, "/"))
    return (namespace, own_name) if own_name else ("", name)


def _graph(manifests: Mapping[str, Manifest], components: Iterable[str]) -> list[dict[str, Any]]:
    """Who needs whom, by lockfiles: an edge where the needed name is known in one version, or the lockfile tells which."""
    known = set(components)
    versions: dict[tuple[str, str], set[str]] = {}
    for _, ecosystem, item in _named(manifests):
        reference = package_url(ecosystem, item.name, item.resolved)
        versions.setdefault((ecosystem, item.name), set()).update({reference} & known)
    needs: dict[str, set[str]] = {}
    for _, ecosystem, item in _named(manifests):
        source = package_url(ecosystem, item.name, item.resolved)
        if source not in known:
            continue
        if item.direct:
            needs.setdefault("workspace", set()).add(source)
        for name, _, version in (need.partition(" ") for need in item.requires):
            targets = versions.get((ecosystem, name), set())
            if version:
                targets = targets & {package_url(ecosystem, name, version)}
            if len(targets) == 1:
                needs.setdefault(source, set()).update(targets)
    return [{"ref": reference, "dependsOn": sorted(needs[reference])} for reference in sorted(needs)]
