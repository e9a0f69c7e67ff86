"""C and C++: conanfile.txt, conanfile.py and conan.lock (Conan), vcpkg.json (vcpkg).

Source: https://docs.conan.io/2/reference/conanfile_txt.html, .../conanfile/attributes.html; https://learn.microsoft.com/vcpkg/reference/vcpkg-json.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..base import Dependency, Manifest, Package, reader, replace, told
from ..locking import with_lockfiles_of_folders as link
from ..notations.json_lines import read_json
from ..notations.lines import Document, decode, directory
from ..notations.python_literals import parse_python, query
from ..notations.syntax import first_error, source_of

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "conan"

_SECTIONS = {
    "requires": "runtime",
    "build_requires": "build",
    "tool_requires": "build",
    "test_requires": "test",
    "python_requires": "build",
}
_SAYING = _SECTIONS.keys() - {"python_requires"}
"""What a recipe says in attributes and calls."""
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


# ---- Recipes: conanfile.py read as a syntax tree, and references `name/version@user/channel#revision`

_REFERENCE = re.compile(r"([a-z0-9_A-Z][\w.+-]*)/(\[[^\]]*\]|[^@#:%\s]+)(?:@([^#:\s]*))?")
_SAID = """
(assignment left: (identifier) @name right: (_) @value)
(call function: (_) @name arguments: (argument_list . (_) @value)) @call
"""
_STRINGS = "(string) @string"


def reference(text: str, line: int, scope: str) -> Dependency | None:
    """The dependency of a reference; None where the text is none. A version in brackets is a range."""
    match = _REFERENCE.match(text.strip())
    if not match:
        return None
    version = match[2]
    exact = "" if version.startswith("[") else version
    return Dependency(match[1], version.strip("[]"), exact, scope, line=line, marker=match[3] or "")


def parse_recipe(path: str, content: bytes) -> Manifest:
    """Reads a conanfile.py: attributes of the recipe's class and calls of `self.requires` and the like."""
    manifest, root = Manifest(ECOSYSTEM, manager="conan"), parse_python(content)
    if root.has_error:
        manifest.problems.append((first_error(root), "not valid Python: some of it may be missing"))
    values: dict[str, tuple[str, int]] = {}
    for captured in query(_SAID, root):
        name, value = source_of(captured["name"][0]).removeprefix("self."), captured["value"][0]
        line = value.start_point[0] + 1
        if name in ("name", "version") and value.type == "string":
            values.setdefault(name, (_string(value), line))
        elif name in _SAYING and "call" in captured and value.type != "string":
            manifest.problems.append((line, f"a requirement that is computed: {name}"))
        elif name in _SAYING:
            strings = [value] if value.type == "string" else [found["string"][0] for found in query(_STRINGS, value)]
            told = (reference(_string(each), each.start_point[0] + 1, _SECTIONS[name]) for each in strings)
            manifest.dependencies += filter(None, told)
    if "name" in values:
        name, line = values["name"]
        manifest.packages.append(Package(name, values.get("version", ("", 1))[0], directory(path), line))
    return manifest


def _string(node: Node) -> str:
    """The text of a string without interpolations (of an f-string, with them as written)."""
    return "".join(source_of(c) for c in node.named_children if c.type in ("string_content", "interpolation"))
