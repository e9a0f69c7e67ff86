"""Carthage: Cartfile and Cartfile.private (what an Apple project asks for) and Cartfile.resolved (what it got).

Source: https://github.com/Carthage/Carthage/blob/master/Documentation/Artifacts.md.
"""

from __future__ import annotations

from .... import lazy_re as re
from ..base import Dependency, Manifest
from ..locking import by_name, with_resolved
from ..notations.lines import decode

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "carthage"
_LINE = re.compile(r'^\s*(github|git|binary)\s+"([^"]+)"\s*((?:~>|>=|==)\s*[\w.+-]+|"[^"]*")?')


def parse_cartfile(path: str, content: bytes) -> Manifest:
    """Reads a Cartfile; of a Cartfile.private all is for the work on the project."""
    manifest = Manifest(ECOSYSTEM, manager="carthage")
    scope = "dev" if path.endswith(".private") else "runtime"
    for line, source, name, text in _lines(content, manifest):
        manifest.dependencies.append(Dependency(name, text.strip('"'), scope=scope, line=line, source=source))
    return manifest


def parse_resolved(path: str, content: bytes) -> Manifest:
    """Reads a Cartfile.resolved."""
    manifest = Manifest(ECOSYSTEM, role="lockfile", manager="carthage")
    for line, source, name, text in _lines(content, manifest):
        version = text.strip('"')
        manifest.dependencies.append(Dependency(name, resolved=version, direct=False, line=line, source=source))
    return manifest


def _lines(content: bytes, manifest: Manifest) -> list[tuple[int, str, str, str]]:
    """`(line, source, name, constraint)`; what is neither one of them nor a comment is a problem."""
    found = []
    for number, text in enumerate(decode(content).splitlines(), 1):
        match = _LINE.match(text)
        if match:
            source = "url" if match[1] == "binary" else "git"
            found.append((number, source, match[2], match[3] or ""))
        elif text.strip() and not text.lstrip().startswith("#"):
            manifest.problems.append((number, "not a dependency of Carthage"))
    return found


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Resolved versions reach the Cartfiles beside them."""
    linked = dict(manifests)
    for path, manifest in manifests.items():
        lock = manifests.get(f"{path.removesuffix('.private')}.resolved")
        if manifest.role == "manifest" and lock:
            linked[path] = with_resolved(manifest, by_name(lock))
    return linked
