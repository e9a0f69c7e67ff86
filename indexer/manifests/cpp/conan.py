"""C and C++: conanfile.txt, conanfile.py and conan.lock (Conan), vcpkg.json (vcpkg).

Source: https://docs.conan.io/2/reference/conanfile_txt.html, .../conanfile/attributes.html; https://learn.microsoft.com/vcpkg/reference/vcpkg-json.
"""

from __future__ import annotations

from .... import lazy_re as re
from ..base import Dependency, Manifest, Package, reader, replace, told
from ..locking import with_lockfiles_of_folders as link
from ..notations.json_lines import read_json
from ..notations.lines import Document, decode, directory
from .conan_recipe import reference

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "conan"

_SECTIONS = {
    "requires": "runtime",
    "build_requires": "build",
    "tool_requires": "build",
    "test_requires": "test",
    "python_requires": "build",
}
_SECTION = re.compile(r"\[(\w+)\]\s*\Z")


def parse_text(path: str, content: bytes) -> Manifest:
    """Reads a conanfile.txt."""
    manifest = Manifest(ECOSYSTEM, manager="conan")
    section = ""
    for number, text in enumerate(decode(content).splitlines(), 1):
        line = text.partition(" #")[0].strip()
        if match := _SECTION.match(line):
            section = match[1]
        elif line and not line.startswith("#") and section in _SECTIONS:
            if found := reference(line, number, _SECTIONS[section]):
                manifest.dependencies.append(found)
            else:
                manifest.problems.append((number, "a requirement is written name/version"))
    return manifest


@reader(read_json, ECOSYSTEM, "conan", "lockfile")
def parse_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a conan.lock: lists of references (format 0.5), or the graph of Conan 1."""
    for section, scope in _SECTIONS.items():
        for text, line in document.texts(section):
            if found := reference(text, line, scope):
                manifest.dependencies.append(_locked(found))
    nodes = {node: ("graph_lock", "nodes", node) for node in document.table("graph_lock", "nodes")}
    building = {text for place in nodes.values() for text, _ in document.texts(*place, "build_requires")}
    needed = {text for place in nodes.values() for text, _ in document.texts(*place, "requires")}
    for node, place in nodes.items():
        if document.text(*place, "path") and node not in needed:  # the consumer itself; else a package that is edited
            continue
        text = document.text(*place, "ref") or document.text(*place, "pref")
        scope = "build" if node in building or document.text(*place, "context") == "build" else "runtime"
        if found := reference(text, document.line(*place), scope):
            manifest.dependencies.append(replace(_locked(found), requires=_needs(document, place)))


@reader(read_json, "vcpkg", "vcpkg")
def parse_vcpkg(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a vcpkg.json; features are optional groups, host dependencies are for the build."""
    versions = ("version", "version-string", "version-semver", "version-date")
    version = next((text for key in versions if (text := document.text(key))), "")
    if name := document.text("name"):
        manifest.packages.append(Package(name, version, directory(path), document.line("name")))
    manifest.settings += told(document, "config", "builtin-baseline", "builtin-baseline")
    overrides = {
        document.text(*place, "name"): document.text(*place, "version") for place in document.places("overrides")
    }
    groups: list[tuple[str | int, ...]] = [(), *(("features", name) for name in document.table("features"))]
    for group in groups:
        for place in document.places(*group, "dependencies"):
            name = document.text(*place) or document.text(*place, "name")
            if name:
                host = document.get(*place, "host") is True
                manifest.dependencies.append(
                    Dependency(
                        name,
                        f">={least}" if (least := document.text(*place, "version>=")) else "",
                        overrides.get(name, ""),
                        "optional" if group else "build" if host else "runtime",
                        line=document.line(*place),
                        group=str(group[1]) if group else "",
                        marker=document.text(*place, "platform"),
                    )
                )


def _locked(dependency: Dependency) -> Dependency:
    return replace(dependency, constraint="", resolved=dependency.constraint, direct=False)


def _needs(document: Document, place: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the nodes that a node of the graph requires (a list of ids, or a table reference → id)."""
    ids = [text for text, _ in document.texts(*place, "requires")]
    ids += [text for _, text, _ in document.pairs(*place, "requires")]
    nodes = ("graph_lock", "nodes")
    texts = (document.text(*nodes, i, "ref") or document.text(*nodes, i, "pref") for i in ids)
    return tuple(found.name for text in texts if (found := reference(text, 1, "")))
