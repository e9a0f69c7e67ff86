"""Bazel: MODULE.bazel, and what it takes from Maven.

Source: https://bazel.build/external/module, https://bazel.build/rules/lib/globals/module and, for Maven,
https://github.com/bazel-contrib/rules_jvm_external/blob/master/docs/bzlmod-api.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from .... import lazy_re as re
from ..base import JARS, Dependency, Manifest, Package
from ..locking import unlinked as link
from ..notations.lines import decode, directory
from ..notations.python_literals import calls

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "bazel"

_MAVEN = re.compile(r'^(\w+)\s*=\s*use_extension\(\s*"@+rules_jvm_external//[^"]*",\s*"maven"([^)]*)\)', re.MULTILINE)
_COORDINATES = re.compile(r"[\w.-]+(?::[\w.-]+)+")


def parse_module(path: str, content: bytes) -> Manifest:
    """Reads a MODULE.bazel: the module, the modules that it needs and the artifacts of Maven."""
    manifest = Manifest(ECOSYSTEM, manager="bazel")
    for call in calls(content, ["module"]):
        manifest.packages.append(Package(call.text("name"), call.text("version"), directory(path), call.line("name")))
    for call in calls(content, ["bazel_dep"]):
        if name := call.text("name"):
            version, scope = call.text("version"), "dev" if call.has("dev_dependency") else "build"
            manifest.dependencies.append(Dependency(name, version, version, scope, line=call.line("name")))
    for match in _MAVEN.finditer(decode(content)):
        manifest.dependencies += _artifacts(content, match[1], "dev" if "dev_dependency" in match[2] else "runtime")
    return manifest


def _artifacts(content: bytes, extension: str, scope: str) -> Iterator[Dependency]:
    """What an extension is told to install: `group:artifact[:packaging[:classifier]][:version]`, or its parts as arguments."""
    for call in calls(content, [f"{extension}.install"]):
        for text, line in call.texts("artifacts"):
            if _COORDINATES.fullmatch(text):
                group, artifact, *rest = text.split(":")
                version = rest[-1] if rest else ""
                yield Dependency(f"{group}:{artifact}", version, version, scope, line=line, source=JARS)
    for call in calls(content, [f"{extension}.artifact"]):
        group, artifact, version = (call.text(name) for name in ("group", "artifact", "version"))
        if group and artifact:
            yield Dependency(f"{group}:{artifact}", version, version, scope, line=call.line("artifact"), source=JARS)


# MODULE.bazel.lock holds no versions beyond those of the module files.
