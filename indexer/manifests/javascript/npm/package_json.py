"""package.json: the package, its dependencies, scripts, entries, managers and workspaces.

Source: the package.json page of npm's documentation.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..... import lazy_re as re
from ...base import COMMANDS_IN, Dependency, Entry, Manifest, Package, Script, Setting, WorkspaceTool, told
from ...marks import MAIN_FIELDS
from ...notations.json_lines import read_json
from ...notations.lines import Document, Key, directory, inside
from ...notations.yaml_lines import read_yaml

__all__ = ["ECOSYSTEM", "catalogs", "parse_package_json", "parse_package_yaml", "source_of", "workspace_tool"]

ECOSYSTEM = "npm"

SCOPES = {
    "dependencies": "runtime",
    "devDependencies": "dev",
    "optionalDependencies": "optional",
    "peerDependencies": "peer",
}
_STANDARD = """
    name version description keywords homepage bugs license licenses author authors contributors maintainers
    funding files main browser bin man directories repository scripts config dependencies devDependencies
    peerDependencies peerDependenciesMeta optionalDependencies bundleDependencies bundledDependencies
    overrides resolutions engines engineStrict os cpu libc private publishConfig workspaces type types typings
    typesVersions module exports imports packageManager devEngines sideEffects unpkg jsdelivr readme
    readmeFilename gitHead dependenciesMeta installConfig preferUnplugged languageName style sass source
    es2015 esnext fesm2015 jsnext:main react-native catalog catalogs trustedDependencies patchedDependencies
    module-sync volta nohoist icon publisher displayName
"""
STANDARD = frozenset(_STANDARD.split())
"""Fields of package.json that npm or a package manager gives a meaning; any other one configures a tool.

A file that has others alone says nothing of a package: its name is by chance (a test's data), or a tool looks there.
"""

HPACK = frozenset({"library", "executable", "executables", "ghc-options", "internal-libraries"})
"""Fields of a package of Haskell alone. https://github.com/sol/hpack"""

_EXACT = re.compile(r"\d+\.\d+\.\d+(?:[-+][\w.+-]+)?\Z")
_HOSTED = re.compile(r"(?:(?:github|gitlab|bitbucket|gist):)?[\w.-]+/[\w.-]+(?:#.*)?\Z")

_OPENED = re.compile(r"\bprivate\s*=\s*false\b|\b(?:delete|rm|unset)\b[^&|;]*\bprivate\b")
"""How a script makes the copy public that it publishes: `json -I -f dist/package.json -e "this.private=false"`."""


def parse_package_json(path: str, data: bytes) -> Manifest:
    """A package.json (also package.json5)."""
    return _package(path, read_json(data))


def parse_package_yaml(path: str, data: bytes) -> Manifest:
    """A package.yaml, which pnpm reads in place of package.json; that of hpack describes a package of Haskell."""
    document = read_yaml(data)
    return Manifest(ECOSYSTEM, "config") if not HPACK.isdisjoint(document.table()) else _package(path, document)


def _package(path: str, document: Document) -> Manifest:
    fields = document.table()
    if fields and STANDARD.isdisjoint(fields):
        return Manifest(ECOSYSTEM, "config", problems=document.problems, settings=list(_settings(document)))
    base = directory(path)
    manifest = Manifest(ECOSYSTEM, problems=document.problems)
    manifest.problems += [*document.misshapen(dict, *SCOPES, of=str), *document.misshapen(dict, "scripts")]
    manifest.dependencies = list(_dependencies(document, base))
    manifest.scripts = [Script(name, text, line, directory=base) for name, text, line in document.pairs("scripts")]
    private = document.get("private") is True and not any(_OPENED.search(item.command) for item in manifest.scripts)
    of = (document.text("name"), document.text("version"), base, document.line("name"))
    manifest.packages = [Package(*of, private)]
    manifest.entries = list(dict.fromkeys(_entries(document)))
    manifest.settings = list(_settings(document))
    manifest.manager = next((s.name for s in manifest.settings if s.kind == "manager"), "")
    manifest.tools = list(_workspaces(document, manifest.manager))
    return manifest


def _dependencies(document: Document, base: str) -> Iterator[Dependency]:
    bundled = {name for key in ("bundleDependencies", "bundledDependencies") for name, _ in document.texts(key)}
    optional_peers = document.table("peerDependenciesMeta")
    for field, scope in SCOPES.items():
        for name, constraint, line in document.pairs(field):
            optional = scope == "peer" and isinstance(optional_peers.get(name), dict)
            yield Dependency(
                name,
                constraint,
                constraint if _EXACT.match(constraint) else "",
                scope=scope,
                line=line,
                group="bundled" if name in bundled else "",
                source=source_of(constraint),
                path=_local_path(base, constraint),
                marker="optional"
                if optional and document.get("peerDependenciesMeta", name, "optional") is True
                else "",
            )


def source_of(constraint: str) -> str:
    """Where a constraint of package.json says that the package comes from (npm's package argument grammar)."""
    scheme, colon, _ = constraint.partition(":")
    if constraint.startswith(("./", "../", "/", "~/")) or (colon and scheme in ("file", "link", "portal")):
        return "path"
    if colon and scheme == "workspace":
        return "workspace"
    if colon and (scheme.startswith("git") or scheme in ("bitbucket", "gist", "ssh")):
        return "git"
    if colon and scheme in ("http", "https"):
        return "git" if ".git" in constraint else "url"
    return "git" if _HOSTED.match(constraint) else "registry"


def _local_path(base: str, constraint: str) -> str:
    if source_of(constraint) != "path":
        return ""
    scheme, colon, rest = constraint.partition(":")
    return inside(base, rest if colon and scheme in ("file", "link", "portal") else constraint)


def _entries(document: Document) -> Iterator[Entry]:
    program = document.get("bin")
    if isinstance(program, str):
        yield Entry("cli", document.text("name").rpartition("/")[2], program, document.line("bin"))
    for name, target, line in document.pairs("bin"):
        yield Entry("cli", name, target, line)
    yield from (
        Entry("library", field, target, document.line(field))
        for field in MAIN_FIELDS
        if (target := document.text(field))
    )
    for subpath, target, line in _targets(document, ("exports",), "."):
        yield Entry("library", subpath, target, line)


def _targets(document: Document, path: tuple[Key, ...], subpath: str) -> Iterator[tuple[str, str, int]]:
    """`(subpath, target, line)` of an `exports` field: its conditions are looked through, in their order."""
    value = document.get(*path)
    if isinstance(value, str):
        yield subpath, value, document.line(*path)
    elif isinstance(value, list):
        for index in range(len(value)):
            yield from _targets(document, (*path, index), subpath)
    elif isinstance(value, dict):
        for key in value:
            yield from _targets(document, (*path, key), key if key.startswith(".") else subpath)


def _settings(document: Document) -> Iterator[Setting]:
    yield from _managers(document)
    for field in ("engines", "volta"):
        for name, version, line in document.pairs(field):
            yield Setting("engine", name, version, line)
    yield from told(document, "config", "type", "type")
    yield from told(document, "config", COMMANDS_IN, "directories", "bin")
    for path in (("overrides",), ("resolutions",), ("pnpm", "overrides")):
        for name, version, line in document.pairs(*path):
            yield Setting("config", f"{'.'.join(path)}.{name}", version, line)
    yield from catalogs(document)
    yield from catalogs(document, "workspaces")
    for field, value in document.table().items():
        if field not in STANDARD and value not in (None, "", [], {}):
            yield Setting("tool", field, value if isinstance(value, str) else "", document.line(field))


def _managers(document: Document) -> Iterator[Setting]:
    """The package manager that the file names: `packageManager`, else `devEngines.packageManager`."""
    name, _, version = document.text("packageManager").partition("@")
    if name:
        yield Setting("manager", name, version.partition("+")[0], document.line("packageManager"))
        return
    path: tuple[Key, ...] = ("devEngines", "packageManager")
    path = (*path, 0) if document.items(*path) else path
    if name := document.text(*path, "name"):
        yield Setting("manager", name, document.text(*path, "version"), document.line(*path, "name"))


def catalogs(document: Document, *at: Key) -> Iterator[Setting]:
    """The versions of pnpm's, Yarn's and Bun's catalogs: kind `catalog`, name `CATALOG:PACKAGE`."""
    for name, version, line in document.pairs(*at, "catalog"):
        yield Setting("catalog", f"default:{name}", version, line)
    for catalog in document.table(*at, "catalogs"):
        for name, version, line in document.pairs(*at, "catalogs", catalog):
            yield Setting("catalog", f"{catalog}:{name}", version, line)


def _workspaces(document: Document, manager: str) -> Iterator[WorkspaceTool]:
    path: tuple[Key, ...] = ("workspaces", "packages") if document.table("workspaces") else ("workspaces",)
    if members := [glob for glob, _ in document.texts(*path)]:
        yield workspace_tool(f"{manager or 'npm'} workspaces", members, document.line("workspaces"))


def workspace_tool(name: str, globs: list[str], line: int) -> WorkspaceTool:
    """A tool with its member globs; those with a leading `!` are excludes."""
    members = tuple(glob for glob in globs if not glob.startswith("!"))
    return WorkspaceTool(name, members, line, tuple(glob[1:] for glob in globs if glob.startswith("!")))
