"""Gradle's settings scripts: the projects, included builds, plugins and catalogs of a build.

Source: https://docs.gradle.org/current/userguide/multi_project_builds.html
"""

from __future__ import annotations

from ..... import lazy_re as re
from ...base import Manifest, Setting, WorkspaceTool
from ...notations.block_nodes import Node, flatten, walk
from ...notations.block_script import read_script
from ...notations.lines import decode, directory, inside
from .build_script import ECOSYSTEM, add_plugins, add_properties
from .catalog import script_catalogs

__all__ = ["parse_properties", "parse_settings", "parse_wrapper"]


def parse_settings(path: str, content: bytes) -> Manifest:
    """Reads a settings.gradle or settings.gradle.kts: the projects, included builds, plugins and catalogs of a build."""
    nodes, problems = read_script(decode(content))
    manifest = Manifest(ECOSYSTEM, role="config", manager="gradle", problems=problems)
    members: dict[str, str] = {}
    renamed: list[Setting] = []
    first = 0
    for node, around in walk(nodes):
        if node.path in ("include", "includeFlat") and not _in_repository(around):
            first = first or node.line
            for text in flatten(node.arguments):
                place = text.strip(":").replace(":", "/")
                members[f":{text.strip(':')}"] = place if node.path == "include" else f"../{place}"
        elif node.path == "includeBuild":
            first = first or node.line
            members.update((f"build {text}", text.removeprefix("./")) for text in flatten(node.arguments))
        elif node.path == "rootProject.name" and isinstance(node.assigned, str):
            manifest.settings.append(Setting("config", "rootProject.name", node.assigned, node.line))
        elif node.path == "project" and node.assigned is not None:
            _redefined(node, members, renamed)
    if members:
        manifest.tools.append(WorkspaceTool("Gradle settings", tuple(members.values()), first))
    for name, place in members.items():
        manifest.settings.append(Setting("config", f"project:{name}", inside(directory(path), place), first))
    manifest.settings += renamed
    add_plugins(nodes, manifest)
    add_properties(nodes, manifest)
    script_catalogs(path, nodes, manifest)
    return manifest


def _in_repository(around: tuple[Node, ...]) -> bool:
    """`include` means something else inside repositories, file trees and content filters."""
    return any(node.path not in ("if", "else", "apply", "rootProject", "") for node in around)


def _redefined(node: Node, members: dict[str, str], renamed: list[Setting]) -> None:
    """`project(":x").projectDir = file("y")` and `project(":x").name = "z"`."""
    texts, values = flatten(node.arguments), flatten(node.assigned)
    if not texts or not values:
        return
    name = f":{texts[0].strip(':')}"
    if "projectDir" in node.chain and name in members:
        members[name] = values[-1].replace("${rootDir}/", "").removeprefix("./")
    elif "name" in node.chain:
        parent = texts[0].rpartition(":")[0]
        renamed.append(Setting("config", f"renamed:{texts[0]}", f"{parent}:{values[0]}".strip(":"), node.line))


# ---- Gradle's properties files: what build scripts may refer to, and the version that its wrapper fetches

_PROPERTY = re.compile(r"\s*([^\s#!:=][^\s:=]*)\s*[:=]\s*(.*?)\s*\Z")
_DISTRIBUTION = re.compile(r"gradle-([\d.]+(?:-[\w.-]+?)?)-(?:bin|all)\.zip")


def parse_properties(path: str, content: bytes) -> Manifest:
    """Reads a gradle.properties: what build scripts may refer to."""
    found = ((_PROPERTY.match(line), number) for number, line in enumerate(decode(content).splitlines(), 1))
    settings = [Setting("config", f"property:{match[1]}", match[2], number) for match, number in found if match]
    return Manifest(ECOSYSTEM, role="config", manager="gradle", settings=settings)


def parse_wrapper(path: str, content: bytes) -> Manifest:
    """Reads a gradle-wrapper.properties: the Gradle version."""
    lines = enumerate(decode(content).splitlines(), 1)
    found = ((_DISTRIBUTION.search(line), number) for number, line in lines if line.startswith("distributionUrl"))
    settings = [Setting("manager", "gradle", match[1], number) for match, number in found if match]
    return Manifest(ECOSYSTEM, role="config", manager="gradle", settings=settings)
