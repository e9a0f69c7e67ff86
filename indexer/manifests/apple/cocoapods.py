"""CocoaPods: Podfile, Podfile.lock and podspecs (Ruby or JSON).

Source: https://guides.cocoapods.org/syntax/podfile.html and https://guides.cocoapods.org/syntax/podspec.html.
"""

from __future__ import annotations

from .... import lazy_re as re
from ..base import Dependency, Manifest, Package, Setting, named, placed, reader, replace, told
from ..locking import lockfiles_beside, with_members
from ..marks import pinned
from ..notations.json_lines import read_json
from ..notations.lines import Document, directory
from ..notations.ruby_script import Call, read_ruby, texts
from ..notations.yaml_lines import read_yaml

__all__ = ["ECOSYSTEM", "link"]

ECOSYSTEM = "cocoapods"

_ENTRY = re.compile(r"(\S+)(?: \(([^)]*)\))?")
_EXACT = re.compile(r"(?:=\s*)?(\d[\w.-]*)\Z")


def parse_podfile(path: str, content: bytes) -> Manifest:
    """Reads a Podfile; pods of a target named as a test target are of scope `test`."""
    calls, problems = read_ruby(content)
    manifest = Manifest(ECOSYSTEM, manager="cocoapods", problems=problems)
    for call in calls:
        values = texts(call.arguments)
        if call.method == "pod" and not call.receiver and values:
            manifest.dependencies.append(_pod(path, call, values))
        elif call.method == "platform" and values:
            manifest.settings.append(Setting("engine", values[0], "".join(values[1:2]), call.line))
    return manifest


@reader(read_yaml, ECOSYSTEM, "cocoapods", "lockfile")
def parse_lock(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a Podfile.lock: pods and subspecs, each with its version."""
    direct = {match[1] for text, _ in document.texts("DEPENDENCIES") if (match := _ENTRY.match(text))}
    external = document.table("EXTERNAL SOURCES")
    for index, item in enumerate(document.items("PODS")):
        title = next(iter(item), "") if isinstance(item, dict) else item
        match = _ENTRY.match(title) if isinstance(title, str) else None
        if match is None or not match[2]:
            continue
        needs = [m[1] for text, _ in document.texts("PODS", index, title) if (m := _ENTRY.match(text))]
        root = match[1].partition("/")[0]
        local = document.text("EXTERNAL SOURCES", root, ":path")
        asked, line = match[1] in direct, document.line("PODS", index)
        found = Dependency(match[1], resolved=match[2], direct=asked, line=line, requires=tuple(needs))
        manifest.dependencies.append(placed(found, path, local, root in external))
    manifest.settings += told(document, "manager", "cocoapods", "COCOAPODS")


def parse_podspec(path: str, content: bytes) -> Manifest:
    """Reads a podspec in Ruby."""
    calls, problems = read_ruby(content)
    manifest = Manifest(ECOSYSTEM, manager="cocoapods", problems=problems)
    package = Package("", directory=directory(path))
    for call in calls:
        values = texts(call.arguments)
        if not values or not call.receiver:
            continue
        if call.method == "name=":
            package = replace(package, name=values[0], line=call.line)
        elif call.method == "version=":
            package = replace(package, version=values[0])
        elif call.method in ("dependency", "test_dependency"):
            testing = call.method != "dependency" or any("test" in b.method for b in call.blocks)
            scope = "test" if testing else "runtime"
            manifest.dependencies.append(Dependency(values[0], ", ".join(values[1:]), scope=scope, line=call.line))
    if package.name:
        manifest.packages.append(package)
        manifest.dependencies = _foreign(manifest.dependencies, package.name)
    return manifest


@reader(read_json, ECOSYSTEM, "cocoapods")
def parse_podspec_json(path: str, document: Document, manifest: Manifest) -> None:
    """Reads a podspec in JSON."""
    manifest.packages += named(document, path)
    for place in [(), *document.places("subspecs")]:
        for required in document.table(*place, "dependencies"):
            constraint = ", ".join(text for text, _ in document.texts(*place, "dependencies", required))
            line = document.line(*place, "dependencies", required)
            manifest.dependencies.append(Dependency(required, constraint, line=line))
    manifest.dependencies = _foreign(manifest.dependencies, document.text("name"))


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Locked versions reach the Podfile, scopes the lockfile, and local pods the podspecs of this workspace."""
    bound = dict(manifests)
    places = {p.name: p.directory for m in manifests.values() for p in m.packages}
    for path in [p for p in manifests if p.rpartition("/")[2] == "Podfile"]:
        bound[path] = with_members(manifests[path], places, ("path",))
    return lockfiles_beside("Podfile.lock", "Podfile")(bound)


def _foreign(dependencies: list[Dependency], own: str) -> list[Dependency]:
    """Without what a pod's subspecs need of each other (`Own/Core`)."""
    return [d for d in dependencies if d.name.partition("/")[0] != own]


def _pod(path: str, call: Call, values: list[str]) -> Dependency:
    name, *constraints = values
    targets = [text for block in call.blocks if block.method == "target" for text in texts(block.arguments)]
    local = call.options.get("path", call.options.get("podspec"))
    configurations = texts(call.options.get("configurations")) + texts(call.options.get("configuration"))
    dependency = Dependency(
        name,
        ", ".join(constraints),
        pinned(_EXACT, ", ".join(constraints)),
        "test" if targets and "test" in targets[-1].lower() else "dev" if configurations == ["Debug"] else "runtime",
        line=call.line,
        group=targets[-1] if targets else "",
        marker=call.condition,
    )
    return placed(dependency, path, local if isinstance(local, str) else "", "git" in call.options)
