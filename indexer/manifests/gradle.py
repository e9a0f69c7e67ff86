"""Gradle: build and settings scripts (Groovy, Kotlin), version catalogs, properties, lockfiles, verification metadata.

Source: https://docs.gradle.org/current/userguide/ (multi_project_builds, platforms, dependency_locking, dependency_verification).
"""

from __future__ import annotations

import re

from .base import Dependency, Manifest, Parser, Setting, WorkspaceTool, replace
from .block_nodes import Node, flatten, walk
from .block_script import read_script
from .gradle_build import add_plugins, add_properties, parse_build, scope_of
from .gradle_catalog import parse_catalog, script_catalogs
from .gradle_link import link
from .lines import decode, directory, inside
from .markup import read_xml

__all__ = ["ECOSYSTEM", "PATTERNS", "link"]

ECOSYSTEM = "maven"

_PROPERTY = re.compile(r"\s*([^\s#!:=][^\s:=]*)\s*[:=]\s*(.*?)\s*\Z")
_LOCKED = re.compile(r"([^\s:#=]+):([^\s:=]+):([^\s=]+)=(.*)\Z")
_DISTRIBUTION = re.compile(r"gradle-([\d.]+(?:-[\w.-]+?)?)-(?:bin|all)\.zip")
_NARROW = ("runtime", "optional", "build", "dev", "test")  # the widest reach first


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


def parse_properties(path: str, content: bytes) -> Manifest:  # noqa: ARG001 - the parsers' common signature
    """Reads a gradle.properties: what build scripts may refer to."""
    manifest = Manifest(ECOSYSTEM, role="config", manager="gradle")
    for number, line in enumerate(decode(content).splitlines(), 1):
        if match := _PROPERTY.match(line):
            manifest.settings.append(Setting("config", f"property:{match[1]}", match[2], number))
    return manifest


def parse_wrapper(path: str, content: bytes) -> Manifest:  # noqa: ARG001 - the parsers' common signature
    """Reads a gradle-wrapper.properties: the Gradle version."""
    manifest = Manifest(ECOSYSTEM, role="config", manager="gradle")
    for number, line in enumerate(decode(content).splitlines(), 1):
        if line.startswith("distributionUrl") and (match := _DISTRIBUTION.search(line)):
            manifest.settings.append(Setting("manager", "gradle", match[1], number))
    return manifest


def parse_lock(path: str, content: bytes) -> Manifest:
    """Reads a gradle.lockfile: every module with the configurations that it is locked in."""
    manifest = Manifest(ECOSYSTEM, role="lockfile", manager="gradle")
    build = path.rpartition("/")[2].startswith("buildscript")
    for number, line in enumerate(decode(content).splitlines(), 1):
        if match := _LOCKED.match(line.strip()):
            scopes = {"build" if build else scope_of(name.strip()) for name in match[4].split(",")}
            scope = next((s for s in _NARROW if s in scopes), "runtime")
            name = f"{match[1]}:{match[2]}"
            manifest.dependencies.append(Dependency(name, resolved=match[3], scope=scope, direct=False, line=number))
        elif line.strip() and not line.startswith(("#", "empty=")):
            manifest.problems.append((number, "not a lockfile line: group:name:version=configurations expected"))
    return manifest


def parse_verification(path: str, content: bytes) -> Manifest:  # noqa: ARG001 - the parsers' common signature
    """Reads a gradle/verification-metadata.xml: every module that the build has ever fetched."""
    root, problems = read_xml(content)
    manifest = Manifest(ECOSYSTEM, role="lockfile", manager="gradle", problems=problems)
    seen: set[tuple[str, str]] = set()
    for component in root.all("components", "component"):
        group, name, version = (component.attributes.get(key, "") for key in ("group", "name", "version"))
        if not (group and name and version):
            manifest.problems.append((component.line, "a component needs a group, a name and a version"))
        elif (f"{group}:{name}", version) not in seen:
            seen.add((f"{group}:{name}", version))
            dependency = Dependency(f"{group}:{name}", resolved=version, direct=False, line=component.line)
            manifest.dependencies.append(replace(dependency, group="verification"))
    return manifest


PATTERNS: tuple[tuple[str, Parser], ...] = (
    ("settings.gradle", parse_settings),
    ("settings.gradle.kts", parse_settings),
    ("gradle.properties", parse_properties),
    ("gradle-wrapper.properties", parse_wrapper),
    ("gradle.lockfile", parse_lock),
    ("buildscript-gradle.lockfile", parse_lock),
    ("gradle/dependency-locks/*.lockfile", parse_lock),
    ("verification-metadata.xml", parse_verification),
    ("*.versions.toml", parse_catalog),
    ("*.gradle", parse_build),
    ("*.gradle.kts", parse_build),
)


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
