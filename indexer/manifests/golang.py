"""Go modules: go.mod, go.work, go.sum and vendor/modules.txt.

Source: https://go.dev/ref/mod (sections "go.mod files", "Workspaces", "go.sum files", "Vendoring").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ... import lazy_re as re
from .base import Dependency, Manifest, Package, Setting, WorkspaceTool, replace
from .locking import with_members
from .notations.lines import decode, directory, inside, relative

__all__ = ["ECOSYSTEM", "directives", "link", "replacements"]

ECOSYSTEM = "golang"

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`\n]*`|[()]|[^\s()"`]+')
_INDIRECT = re.compile(r"//\s*indirect\b")
_SUM_LINE = re.compile(r"(\S+) (\S+) h1:\S+")
_VERSION = re.compile(r"v\d")
_GO_VERSION = re.compile(r"(\d+)\.(\d+)")
_PRUNED = (1, 17)  # from this version on, go.mod lists every module of the build, transitive ones too


class Directive(NamedTuple):
    line: int
    verb: str
    words: list[str]
    indirect: bool


class _Replacement(NamedTuple):
    version: str
    name: str
    new_version: str


def parse_mod(path: str, content: bytes) -> Manifest:
    """Reads a go.mod.

    A replaced requirement is reported under the name that is really built, with the marker `replaces NAME`; a requirement
    replaced by a folder keeps its name and gets that folder. An excluded version is no requirement (Go 1.16 and later).
    """
    manifest = Manifest(ECOSYSTEM, manager="go")
    found = list(directives(decode(content), manifest.problems))
    replaced = replacements(found)
    excluded = {tuple(d.words[:2]) for d in found if d.verb == "exclude"}
    tools = [d.words[0] for d in found if d.verb == "tool"]
    for directive in found:
        if directive.verb == "require":
            if len(directive.words) < 2:
                manifest.problems.append((directive.line, "a require needs a module path and a version"))
            elif tuple(directive.words[:2]) not in excluded:
                manifest.dependencies.append(_requirement(path, directive, replaced, tools))
        else:
            _declare(path, directive, manifest)
    return manifest


def parse_work(path: str, content: bytes) -> Manifest:
    """Reads a go.work: the modules that it uses, and its replacements as settings for `link`."""
    manifest = Manifest(ECOSYSTEM, role="config", manager="go")
    uses: list[Directive] = []
    for directive in directives(decode(content), manifest.problems):
        if directive.verb == "use":
            uses.append(directive)
        elif directive.verb != "module":
            _declare(path, directive, manifest)
    members = tuple(d.words[0].removeprefix("./") for d in uses)
    manifest.tools.append(WorkspaceTool("go.work", members, uses[0].line if uses else 1))
    return manifest


def parse_sum(path: str, content: bytes) -> Manifest:
    """Reads a go.sum: module contents that the build has checked (hashes of a go.mod alone are not listed)."""
    manifest = Manifest(ECOSYSTEM, role="lockfile", manager="go")
    for number, line in enumerate(decode(content).splitlines(), 1):
        match = _SUM_LINE.match(line)
        if not match:
            if line.strip():
                manifest.problems.append((number, "not a go.sum line: module, version and h1 hash expected"))
        elif not match[2].endswith("/go.mod"):
            manifest.dependencies.append(Dependency(match[1], resolved=match[2], direct=False, line=number))
    return manifest


def parse_vendor(path: str, content: bytes) -> Manifest:
    """Reads a vendor/modules.txt: the modules whose packages stand in vendor/."""
    manifest = Manifest(ECOSYSTEM, role="lockfile", manager="go")
    root = directory(directory(path))
    found: dict[tuple[str, str], Dependency] = {}
    header: Dependency | None = None
    for number, line in enumerate(decode(content).splitlines(), 1):
        if line.startswith("## "):
            if header and "explicit" in line:
                header = replace(header, direct=True)
        elif line.startswith("# "):
            header = _vendored(root, line[2:].split(), number)
        elif line.strip() and header:
            found.setdefault((header.name, header.resolved), header)
    manifest.dependencies.extend(found.values())
    return manifest


def link(manifests: dict[str, Manifest]) -> dict[str, Manifest]:
    """Binds requirements on modules of the same go.work to their folders, and leaves in go.sum what go.mod doesn't say."""
    linked = dict(manifests)
    modules = {p.directory: p for m in manifests.values() for p in m.packages}
    for path, manifest in manifests.items():
        for tool in manifest.tools:
            members = [m for member in tool.members if (m := relative(directory(path), member)) is not None]
            local = {modules[d].name: d for d in members if d in modules}
            for member in members:
                mod = f"{member}/go.mod".lstrip("/")
                if mod in linked:
                    linked[mod] = with_members(linked[mod], local, ("registry", "path"))
    for path in [p for p, m in manifests.items() if m.role == "lockfile" and p.endswith("go.sum")]:
        mod = path.removesuffix("go.sum") + "go.mod"
        if mod in linked:
            linked[path] = _only_new(linked[path], linked[mod])
    return linked


def directives(text: str, problems: list[tuple[int, str]]) -> Iterator[Directive]:
    """Every directive of a file, blocks unfolded to one directive a line."""
    block, opened = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        words = [_unquote(word) for word in _TOKEN.findall(line.split("//", 1)[0])]
        if not words:
            continue
        if block and words[0] == ")":
            block = ""
        elif not block and len(words) >= 2 and words[1] == "(":
            block, opened = words[0], number
        else:
            verb, arguments = (block, words) if block else (words[0], words[1:])
            if verb not in _VERBS:
                problems.append((number, f"unknown directive: {verb[:40]}"))
            elif arguments:
                yield Directive(number, verb, arguments, bool(_INDIRECT.search(line)))
    if block:
        problems.append((opened, f"the block {block!r} is never closed"))


_VERBS = frozenset(
    {"module", "go", "toolchain", "godebug", "require", "exclude", "replace", "retract", "tool", "ignore", "use"}
)


def _unquote(word: str) -> str:
    return word[1:-1] if len(word) > 1 and word[0] in '"`' else word


def _declare(path: str, directive: Directive, manifest: Manifest) -> None:
    """Records any directive but `require` and `use`."""
    verb, words, line = directive.verb, directive.words, directive.line
    if verb == "module":
        manifest.packages.append(Package(words[0], directory=directory(path), line=line))
    elif verb in ("go", "toolchain"):
        manifest.settings.append(Setting("engine", verb, words[0].removeprefix("go"), line))
    elif verb == "tool":
        manifest.settings.append(Setting("tool", words[0], "", line))
    else:
        manifest.settings.append(Setting("config", verb, " ".join(words), line))


def replacements(found: list[Directive]) -> dict[str, list[_Replacement]]:
    replaced: dict[str, list[_Replacement]] = {}
    for directive in found:
        if directive.verb != "replace" or "=>" not in directive.words:
            continue
        at = directive.words.index("=>")
        old, new = directive.words[:at], directive.words[at + 1 :]
        if old and new:
            version, new_version = (old[1] if len(old) > 1 else ""), (new[1] if len(new) > 1 else "")
            replaced.setdefault(old[0], []).append(_Replacement(version, new[0], new_version))
    return replaced


def _requirement(
    path: str, directive: Directive, replaced: Mapping[str, list[_Replacement]], tools: list[str]
) -> Dependency:
    name, version = directive.words[:2]
    tooling = directive.indirect and any(tool == name or tool.startswith(name + "/") for tool in tools)
    dependency = Dependency(
        name,
        constraint=version,
        resolved=version,
        scope="dev" if tooling else "runtime",
        direct=not directive.indirect or tooling,
        line=directive.line,
    )
    for candidate in sorted(replaced.get(name, []), key=lambda r: r.version == ""):
        if candidate.version in ("", version):
            return _replaced(directory(path), dependency, candidate)
    return dependency


def _replaced(base: str, dependency: Dependency, new: _Replacement) -> Dependency:
    if new.name.startswith((".", "/")):
        return replace(dependency, resolved="", source="path", path=inside(base, new.name))
    marker = f"replaces {dependency.name}" if new.name != dependency.name else ""
    return replace(dependency, name=new.name, constraint=new.new_version, resolved=new.new_version, marker=marker)


def _vendored(root: str, words: list[str], line: int) -> Dependency | None:
    """The module of a header line `# NAME VERSION [=> NAME VERSION]` of vendor/modules.txt, or None where it isn't one."""
    old, new = (words[: words.index("=>")], words[words.index("=>") + 1 :]) if "=>" in words else (words, [])
    if new and not new[0].startswith("."):
        old = new
    if len(old) != 2 or not _VERSION.match(old[1]):
        return None
    dependency = Dependency(old[0], resolved=old[1], direct=False, line=line)
    if new and new[0].startswith("."):
        return replace(dependency, source="path", path=inside(root, new[0]))
    return dependency


def _only_new(sums: Manifest, mod: Manifest) -> Manifest:
    """go.sum keeps hashes of versions that lost the selection: of each module only the highest counts, and none where
    go.mod is complete (Go 1.17 and later) or names the module itself."""
    engine = next((s.value for s in mod.settings if s.kind == "engine" and s.name == "go"), "1.16")
    match = _GO_VERSION.match(engine)
    if match and (int(match[1]), int(match[2])) >= _PRUNED:
        return replace(sums, dependencies=[])
    named = {d.name for d in mod.dependencies} | {d.marker.removeprefix("replaces ") for d in mod.dependencies}
    highest: dict[str, Dependency] = {}
    for dependency in sums.dependencies:
        rival = highest.get(dependency.name)
        if dependency.name not in named and (rival is None or _order(dependency) > _order(rival)):
            highest[dependency.name] = dependency
    return replace(sums, dependencies=list(highest.values()))


def _order(dependency: Dependency) -> tuple[list[int], bool, str]:
    """Semantic version order: numbers, then a release above its pre-releases."""
    numbers, _, rest = dependency.resolved.removeprefix("v").partition("-")
    return [int(n) for n in re.findall(r"\d+", numbers)], not rest, rest
