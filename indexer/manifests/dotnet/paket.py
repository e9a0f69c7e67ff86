"""Paket: paket.dependencies and paket.lock (packages of NuGet, and files from GitHub).

Source: https://fsprojects.github.io/Paket/dependencies-file.html and .../lock-file.html.
"""

from __future__ import annotations

from .... import lazy_re as re
from ..base import Dependency, Manifest, replace
from ..notations.lines import decode

__all__ = ["parse_dependencies", "parse_lock"]

_COMMENT = re.compile(r"//.*|#.*")
_NUGET = re.compile(r"\s*(nuget|clitool)\s+([\w.-]+)\s*(.*)", re.IGNORECASE)
_CONSTRAINT = re.compile(r"((?:[~<>=!]+\s*)?\d[\w.*-]*(?:\s+[<>=]+\s*\d[\w.*-]*)?)")
_REMOTE = re.compile(r"\s*(github|gist|git)\s+([^\s:]+)(?::([\w./-]+))?", re.IGNORECASE)
_GROUP = re.compile(r"group\s+(\S+)", re.IGNORECASE)
_LOCKED = re.compile(r"( +)([\w./-]+) \(([^)\s]+)\)")
_GROUP_SCOPES = {"test": "test", "tests": "test", "build": "build", "docs": "dev", "development": "dev", "dev": "dev"}


def parse_dependencies(path: str, content: bytes) -> Manifest:
    """Reads a paket.dependencies."""
    manifest = Manifest("nuget", manager="paket")
    group = ""
    for number, text in enumerate(decode(content).splitlines(), 1):
        if match := _GROUP.match(text.strip()):
            group = match[1]
        scope = _GROUP_SCOPES.get(group.lower(), "runtime")
        line = _COMMENT.sub("", text) if "://" not in text else text
        if match := _NUGET.match(line):
            constraint = _CONSTRAINT.match(match[3])
            written = constraint[1] if constraint else ""
            exact = re.fullmatch(r"(?:==?\s*)?(\d[\w.-]*)", written)
            dependency = Dependency(match[2], written, exact[1] if exact else "", scope, line=number, group=group)
            manifest.dependencies.append(dependency)
        elif match := _REMOTE.match(line):
            dependency = Dependency(match[2], match[3] or "", scope=scope, line=number, group=group, source="git")
            manifest.dependencies.append(dependency)
    return manifest


def parse_lock(path: str, content: bytes) -> Manifest:
    """Reads a paket.lock: packages four deep, what they need six deep."""
    manifest = Manifest("nuget", role="lockfile", manager="paket")
    group, source, remote = "", "registry", ""
    found: list[Dependency] = []
    for number, text in enumerate(decode(content).splitlines(), 1):
        if text.startswith("GROUP "):
            group = text[6:].strip()
        elif text and not text[0].isspace():
            source, remote = ("registry" if text.strip() == "NUGET" else "git"), ""
        elif text.strip().startswith("remote:"):
            remote = text.partition(":")[2].strip()
        elif (match := _LOCKED.match(text)) and len(match[1]) == 4:
            scope = _GROUP_SCOPES.get(group.lower(), "runtime")
            name = remote if source == "git" and remote and "/" not in match[2] else match[2]
            found.append(Dependency(name, resolved=match[3], scope=scope, direct=False, line=number, group=group))
            found[-1] = replace(found[-1], source=source)
        elif match and found:
            found[-1] = replace(found[-1], requires=(*found[-1].requires, match[2]))
        elif found and (needed := re.match(r" {6}([\w.-]+)", text)):
            found[-1] = replace(found[-1], requires=(*found[-1].requires, needed[1]))
    manifest.dependencies = found
    return manifest
