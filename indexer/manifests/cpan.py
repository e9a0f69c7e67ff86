"""Perl: cpanfile, read statically: requirements by phase (`on test => sub { ... }`) and by relation.

Source: https://metacpan.org/pod/cpanfile.
"""

from __future__ import annotations

from ... import lazy_re as re
from .base import Dependency, Manifest, Setting
from .locking import unlinked as link
from .notations.lines import decode

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "cpan"
_REQUIREMENT = re.compile(
    r"^\s*(requires|recommends|suggests|(?:test|author|build|configure|develop)_requires)\s*\(?\s*['\"]([\w:]+)['\"]"
    r"(?:\s*(?:,|=>)\s*['\"]?([^'\";)]*)['\"]?)?"
)
_PHASE = re.compile(r"^\s*on\s*\(?\s*['\"]?(\w+)['\"]?\s*(?:,|=>)\s*sub\b")
_FEATURE = re.compile(r"^\s*feature\s*\(?\s*['\"]?([\w-]+)")
_SCOPES = {"test": "test", "develop": "dev", "author": "dev", "build": "build", "configure": "build"}


def parse_cpanfile(path: str, content: bytes) -> Manifest:
    """Reads a cpanfile; blocks are known by the line that opens and the one that closes them."""
    manifest = Manifest(ECOSYSTEM, manager="cpan")
    phase, feature = "runtime", ""
    for number, line in enumerate(decode(content).splitlines(), 1):
        text = line.partition(" #")[0]
        if opened := _PHASE.match(text):
            phase = opened[1]
        elif found := _FEATURE.match(text):
            feature = found[1]
        if text.strip().startswith("}"):
            phase, feature = "runtime", ""
        elif match := _REQUIREMENT.match(text):
            _add(manifest, match, number, phase, feature)
    if phase != "runtime":
        manifest.problems.append((1, "a block is not closed"))
    return manifest


def _add(manifest: Manifest, match: re.Match[str], line: int, phase: str, feature: str) -> None:
    relation, name, constraint = match[1], match[2], (match[3] or "").strip()
    constraint = "" if constraint == "0" else constraint
    if name == "perl":
        manifest.settings.append(Setting("engine", "perl", constraint, line))
        return
    own = relation.removesuffix("_requires") if relation.endswith("_requires") else phase
    scope = "optional" if relation in {"recommends", "suggests"} or feature else _SCOPES.get(own, "runtime")
    manifest.dependencies.append(Dependency(name, constraint, scope=scope, line=line, group=feature))
