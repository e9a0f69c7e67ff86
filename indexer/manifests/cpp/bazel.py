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

_COMMENT = re.compile(r'"[^"\n]*"|#[^\n]*')
_CALL = re.compile(r"^(module|bazel_dep)\(([^()]*)\)", re.MULTILINE)
_ARGUMENT = re.compile(r'(\w+)\s*=\s*(?:"([^"\n]*)"|(\w+))')
_MAVEN = re.compile(r'^(\w+)\s*=\s*use_extension\(\s*"@+rules_jvm_external//[^"]*",\s*"maven"([^)]*)\)', re.MULTILINE)
_COORDINATES = re.compile(r"[\w.-]+(?::[\w.-]+)+")


def parse_module(path: str, content: bytes) -> Manifest:
    """Reads a MODULE.bazel: the module, the modules that it needs and the artifacts of Maven."""
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
    for match in _MAVEN.finditer(text):
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
