"""CycloneDX: required fields, package URLs, scopes, and the same bytes for the same workspace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from groundplan import Workspace
from groundplan.formats.cyclonedx import package_url, to_cyclonedx

from ..workspaces import write

FILES = {
    "package.json": '{"name": "shop", "version": "1.2.0", "dependencies": {"@s/a": "^1"}, "devDependencies": {"b": "2.0.0"}}',
    "package-lock.json": json.dumps(
        {
            "name": "shop",
            "lockfileVersion": 3,
            "packages": {
                "": {"name": "shop", "dependencies": {"@s/a": "^1"}, "devDependencies": {"b": "2.0.0"}},
                "node_modules/@s/a": {"version": "1.4.0", "dependencies": {"c": "*"}},
                "node_modules/b": {"version": "2.0.0", "dev": True},
                "node_modules/c": {"version": "3.0.0"},
            },
        }
    ),
    "tools/pyproject.toml": '[project]\nname = "tools"\ndependencies = ["Py_YAML>=6"]\n',
}


def export(root: Path) -> str:
    """The bill of materials of a folder."""
    workspace = Workspace(root)
    workspace.refresh()
    with workspace.index() as index:
        return to_cyclonedx(index)


@pytest.fixture
def document(tmp_path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(export(write(tmp_path, FILES)))
    return found


def test_the_required_fields(document: dict[str, Any]) -> None:
    assert (document["bomFormat"], document["specVersion"], document["version"]) == ("CycloneDX", "1.6", 1)
    assert document["metadata"]["component"]["name"] == "shop"
    assert all(component["type"] and component["name"] for component in document["components"])
    assert all(component["scope"] in {"required", "optional", "excluded"} for component in document["components"])


def test_components_with_versions_and_scopes(document: dict[str, Any]) -> None:
    assert {component["purl"]: component["scope"] for component in document["components"]} == {
        "pkg:npm/%40s/a@1.4.0": "required",
        "pkg:npm/b@2.0.0": "excluded",
        "pkg:npm/c@3.0.0": "required",
        "pkg:pypi/py-yaml": "required",
    }


def test_references_are_unique_and_lead_to_components(document: dict[str, Any]) -> None:
    references = [component["bom-ref"] for component in document["components"]]
    assert len(set(references)) == len(references)
    known = {"workspace", *references}
    assert {entry["ref"] for entry in document["dependencies"]} <= known
    assert {name for entry in document["dependencies"] for name in entry["dependsOn"]} <= known


def test_the_graph(document: dict[str, Any]) -> None:
    needs = {entry["ref"]: entry["dependsOn"] for entry in document["dependencies"]}
    assert needs["pkg:npm/%40s/a@1.4.0"] == ["pkg:npm/c@3.0.0"]
    assert "pkg:npm/b@2.0.0" in needs["workspace"]


def test_evidence(document: dict[str, Any]) -> None:
    places = {component["name"]: component["properties"] for component in document["components"]}
    assert places["b"] == [{"name": "groundplan:evidence", "value": "package.json:1"}]
    assert [item["value"].partition(":")[0] for item in places["c"]] == ["package-lock.json"]


def test_same_workspace_same_bytes(tmp_path: Path) -> None:
    one, two = (export(write(tmp_path / name / "shop", FILES)) for name in ("x", "y"))
    assert one == two


URLS = {
    ("npm", "@s/a", "1"): "pkg:npm/%40s/a@1",
    ("maven", "org.x:y", "1"): "pkg:maven/org.x/y@1",
    ("golang", "github.com/a/b", "v1.0.0"): "pkg:golang/github.com/a/b@v1.0.0",
    ("pypi", "Py_YAML", ""): "pkg:pypi/py-yaml",
    ("github", "actions/cache", "v5"): "pkg:github/actions/cache@v5",
    ("cargo", "serde", "1.0.0"): "pkg:cargo/serde@1.0.0",
}


@pytest.mark.parametrize("package", URLS)
def test_package_urls(package: tuple[str, str, str]) -> None:
    assert package_url(*package) == URLS[package]


def test_an_alias_is_the_package_that_it_stands_for(tmp_path: Path) -> None:
    """Edges go to the version that the lockfile tells, of several; what a build fills in is no name of a package."""
    packages: dict[str, dict[str, Any]] = {
        "": {"dependencies": {"old": "npm:c@^2", "a": "^1"}},
        "node_modules/a": {"version": "1.0.0", "dependencies": {"c": "^3"}},
        "node_modules/old": {"name": "c", "version": "2.0.0"},
        "node_modules/c": {"version": "3.0.0"},
    }
    files = {
        "package.json": json.dumps({"name": "shop", **packages[""]}),
        "package-lock.json": json.dumps({"lockfileVersion": 3, "packages": packages}),
        "docker-compose.yml": "services:\n  web:\n    image: ${IMAGE}\n",
    }
    found = json.loads(export(write(tmp_path, files)))
    assert [item["purl"] for item in found["components"]] == ["pkg:npm/a@1.0.0", "pkg:npm/c@2.0.0", "pkg:npm/c@3.0.0"]
    assert {"ref": "pkg:npm/a@1.0.0", "dependsOn": ["pkg:npm/c@3.0.0"]} in found["dependencies"]
