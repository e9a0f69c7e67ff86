"""Bazel: MODULE.bazel.

Source: https://bazel.build/external/module and https://bazel.build/rules/lib/globals/module.
"""

from __future__ import annotations

import re

from ..base import Dependency, Manifest, Package, Parser
from ..locking import unlinked as link
from ..notations.lines import decode, directory

__all__ = ["ECOSYSTEM", "PATTERNS", "link"]

ECOSYSTEM = "bazel"

_COMMENT = re.compile(r'"[^"\n]*"|#[^\n]*')
_CALL = re.compile(r"^(module|bazel_dep)\(([^()]*)\)", re.MULTILINE)
_ARGUMENT = re.compile(r'(\w+)\s*=\s*(?:"([^"\n]*)"|(\w+))')


def parse_module(path: str, content: bytes) -> Manifest:
    """Reads a MODULE.bazel: the module and the modules that it needs."""
    text = _COMMENT.sub(lambda m: m[0] if m[0][0] == '"' else "", decode(content))
    manifest = Manifest(ECOSYSTEM, manager="bazel")
    for match in _CALL.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        values = {name: string or word for name, string, word in _ARGUMENT.findall(match[2])}
        name, version = values.get("name", ""), values.get("version", "")
        if match[1] == "module":
            manifest.packages.append(Package(name, version, directory(path), line))
        elif name:
            scope = "dev" if values.get("dev_dependency") == "True" else "build"
            manifest.dependencies.append(Dependency(name, version, version, scope, line=line))
    return manifest


# MODULE.bazel.lock holds no versions beyond those of the module files.
PATTERNS: tuple[tuple[str, Parser], ...] = (("MODULE.bazel", parse_module),)
