"""Continuous integration: actions, images and services of GitHub workflows and actions, and of GitLab CI.

Source: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions, https://docs.gitlab.com/ci/yaml/.
"""

from __future__ import annotations

from .... import lazy_re as re
from ..base import Dependency, Manifest, Setting, reader, replace
from ..deployment.docker import split_image
from ..notations.lines import Document, Key, decode, inside
from ..notations.yaml_lines import read_yaml

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "github"

_COMMIT = re.compile(r"[0-9a-f]{40}\Z")
_COMMENT = re.compile(r"#\s*(?:(v\d[\w.-]*)|v?\s*(\d[\w.-]*))")
_GITLAB_KEYWORDS = frozenset({"default", "include", "stages", "variables", "workflow", "spec", "pages:deploy"})


def parse_workflow(path: str, content: bytes) -> Manifest:
    """Reads a workflow: actions and reusable workflows that it uses, its jobs' containers and services."""
    document, manifest, lines = _read(content)
    for job in document.table("jobs"):
        place: tuple[Key, ...] = ("jobs", job)
        _uses(document, (*place, "uses"), lines, manifest)
        for step in document.places(*place, "steps"):
            _uses(document, (*step, "uses"), lines, manifest)
        container = document.text(*place, "container") or document.text(*place, "container", "image")
        _image("image", container, document.line(*place, "container"), manifest)
        for service in document.table(*place, "services"):
            image = document.text(*place, "services", service, "image")
            _image("service", image, document.line(*place, "services", service), manifest)
    return manifest


def parse_action(path: str, content: bytes) -> Manifest:
    """Reads an action.yml: the actions that a composite action uses, the image or runtime of the others."""
    document, manifest, lines = _read(content)
    for step in document.places("runs", "steps"):
        _uses(document, (*step, "uses"), lines, manifest)
    using = document.text("runs", "using")
    if using.startswith("node"):
        manifest.settings.append(Setting("engine", "node", using[4:], document.line("runs", "using")))
    _image("image", document.text("runs", "image"), document.line("runs", "image"), manifest)
    return manifest


@reader(read_yaml, "", "", "config")
def parse_gitlab(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a .gitlab-ci.yml: the images and services of its jobs."""
    places: list[tuple[Key, ...]] = [(), ("default",)]
    places += [(job,) for job in document.table() if job not in _GITLAB_KEYWORDS]
    for place in places:
        image = document.text(*place, "image") or document.text(*place, "image", "name")
        _image("image", image, document.line(*place, "image"), manifest)
        for item in document.places(*place, "services"):
            service = document.text(*item) or document.text(*item, "name")
            _image("service", service, document.line(*item), manifest)


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Local actions are bound to their folders of this workspace, where an action stands there."""
    actions = {path.rpartition("/")[0] for path in manifests if path.endswith(("action.yml", "action.yaml"))}
    linked = {}
    for path, manifest in manifests.items():
        dependencies = [replace(d, source="workspace") if d.path in actions else d for d in manifest.dependencies]
        linked[path] = replace(manifest, dependencies=dependencies) if manifest.dependencies else manifest
    return linked


def _read(content: bytes) -> tuple[Document, Manifest, list[str]]:
    document = read_yaml(content)
    manifest = Manifest(ECOSYSTEM, role="config", problems=document.problems)
    return document, manifest, decode(content).split("\n")


def _uses(document: Document, place: tuple[Key, ...], lines: list[str], manifest: Manifest) -> None:
    """`uses: owner/name@version`; of a version pinned to a commit, the comment beside it says which it is."""
    written, line = document.text(*place), document.line(*place)
    name, _, version = written.partition("@")
    if not name:
        return
    if name.startswith("docker://"):
        _image("image", written.removeprefix("docker://"), line, manifest)
        return
    if name.startswith("./"):
        dependency = Dependency(name, scope="build", line=line, source="path", path=inside("", name))
    else:
        comment = _COMMENT.search(lines[line - 1]) if _COMMIT.match(version) and line <= len(lines) else None
        resolved = (comment[1] or comment[2]) if comment else ""
        dependency = Dependency(name, version, resolved, "build", line=line)
    manifest.settings.append(Setting("action", name, dependency.resolved or version, line))
    if dependency not in manifest.dependencies:
        manifest.dependencies.append(dependency)


def _image(kind: str, image: str, line: int, manifest: Manifest) -> None:
    """An image with its tag; of a computed one, nothing."""
    if not image or "$" in image or image == "Dockerfile":
        return
    name, tag = split_image(image)
    manifest.settings.append(Setting(kind, name, tag, line))
