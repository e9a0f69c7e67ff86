"""What Gradle has fetched: lockfiles, and the modules that it verifies.

Source: https://docs.gradle.org/current/userguide/ (dependency_locking, dependency_verification).
"""

from __future__ import annotations

from ..... import lazy_re as re
from ...base import Dependency, Manifest, replace
from ...marks import strongest
from ...notations.lines import decode
from ...notations.markup import read_xml
from .build_script import ECOSYSTEM, scope_of

__all__ = ["parse_lock", "parse_verification"]

_LOCKED = re.compile(r"([^\s:#=]+):([^\s:=]+):([^\s=]+)=(.*)\Z")


def parse_lock(path: str, content: bytes) -> Manifest:
    """Reads a gradle.lockfile: every module with the configurations that it is locked in."""
    manifest = Manifest(ECOSYSTEM, role="lockfile", manager="gradle")
    build = path.rpartition("/")[2].startswith("buildscript")
    for number, line in enumerate(decode(content).splitlines(), 1):
        if match := _LOCKED.match(line.strip()):
            scope = "build" if build else strongest(scope_of(name.strip()) for name in match[4].split(","))
            name = f"{match[1]}:{match[2]}"
            manifest.dependencies.append(Dependency(name, resolved=match[3], scope=scope, direct=False, line=number))
        elif line.strip() and not line.startswith(("#", "empty=")):
            manifest.problems.append((number, "not a lockfile line: group:name:version=configurations expected"))
    return manifest


def parse_verification(path: str, content: bytes) -> Manifest:
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
