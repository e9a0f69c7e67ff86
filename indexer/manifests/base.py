"""The ecosystem contract: what a module in this package offers, and the records that it returns."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from .notations.lines import directory, inside

if TYPE_CHECKING:
    from .notations.lines import Document, Key

__all__ = [
    "CHANNEL", "COMMANDS_IN", "INDEX", "JARS", "Dependency", "EcosystemModule", "Entry", "Manifest", "Package", "Script",
    "Setting", "WorkspaceTool", "ecosystem_of", "locked", "named", "placed", "reader", "replace", "told",
]  # fmt: skip


class Package(NamedTuple):
    """A package that this manifest declares.

    Attributes:
        name, version: "" where the manifest leaves them out.
        directory: of the package, relative to the workspace root; "" is the root.
        line: where the name stands (else 1).
        private: not meant to be published.
    """

    name: str
    version: str = ""
    directory: str = ""
    line: int = 1
    private: bool = False


class Dependency(NamedTuple):
    """A dependency that a manifest declares or a lockfile fixes.

    Attributes:
        name: as the ecosystem's registry writes it, normalised by its own rule (PEP 503 for PyPI; `group:artifact` for Maven).
        constraint: as written; "" for any version.
        resolved: the exact version (lockfiles, or a manifest that pins one).
        scope: `runtime | dev | test | build | optional | peer`.
        direct: False for what only a lockfile lists as needed by others.
        line: where it stands.
        group: the extra, dependency group, profile or target that it belongs to.
        source: `registry | path | git | url | workspace`, or, whatever the manifest's own ecosystem is, `channel` (of Conda),
            `index` (of PyPI) or `jars` (of Maven).
        path: the directory that a `path` or `workspace` dependency means, relative to the workspace root.
        marker: the environment condition as written (PEP 508 marker, platform, optional flag).
        requires: names that a lockfile says this one needs (for the transitive graph), as `name version` where it says which of several.
    """

    name: str
    constraint: str = ""
    resolved: str = ""
    scope: str = "runtime"
    direct: bool = True
    line: int = 1
    group: str = ""
    source: str = "registry"
    path: str = ""
    marker: str = ""
    requires: tuple[str, ...] = ()


class Script(NamedTuple):
    """A named command: a package.json script, a Makefile target, a Procfile process, a container's CMD, a compose service.

    Attributes:
        kind: `script | target | process | container | task`.
        directory: where it runs, relative to the workspace root.
    """

    name: str
    command: str
    line: int
    kind: str = "script"
    directory: str = ""


class Entry(NamedTuple):
    """A place where execution or import begins, as the manifest writes it.

    Attributes:
        kind: `cli | main | library | worker | serverless`.
        name: the command's or the export's name.
        target: as written: `app.main:run`, `./dist/index.js`, `src/main.rs`.
    """

    kind: str
    name: str
    target: str
    line: int


CHANNEL, INDEX, JARS = "channel", "index", "jars"
"""The sources of what Conda, PyPI and repositories of Maven provide to a project that another ecosystem's manifest describes."""
PROVIDERS = {CHANNEL: "conda", INDEX: "pypi", JARS: "maven"}
COMMANDS_IN = "commands-in"
"""The name of a `config` setting whose value is a folder, relative to the manifest's: each file right in it is a command."""


class WorkspaceTool(NamedTuple):
    """A declaration that binds several packages: npm workspaces, uv workspace, Nx, Turborepo, go.work, Maven modules.

    Attributes:
        name: the tool, as it calls itself (`npm workspaces`, `pnpm workspaces`, `Nx`, `uv workspace`, `Cargo workspace`).
        members, excludes: globs relative to the manifest's directory, as written.
    """

    name: str
    members: tuple[str, ...]
    line: int
    excludes: tuple[str, ...] = ()


class Setting(NamedTuple):
    """A fact of configuration that questions ask for: a tool's section, a runtime requirement, an image, an action.

    Attributes:
        kind: `tool` (a configured tool: `tool.ruff`, `eslintConfig`), `engine` (`python >=3.11`), `image` (a container image with tag),
            `service` (a compose service: its image), `action` (CI), `build-backend`, `manager` (`packageManager`), `installs` (what an
            environment of tox or nox holds), `config` (else).
        name, value: `ruff`, ``; `node`, `>=20`; `postgres`, `16-alpine`.
    """

    kind: str
    name: str
    value: str
    line: int


class Manifest(SimpleNamespace):
    """All that one manifest or lockfile says.

    Attributes:
        ecosystem: the module's ECOSYSTEM, or "" where the file belongs to none (Dockerfile, Makefile).
        role: `manifest | lockfile | config`.
        manager: the package manager that the file itself proves (`poetry`, `uv`, `yarn`, `npm`, `pnpm`, ...); "" where it does not.
        problems: `(line, one-line message)` for what could not be read; the rest of the file's facts still stand.
        includes: other manifests that this one pulls in (`-r dev.txt`, Maven parent), workspace-relative.

    Questions decode them in every fresh process: no dataclass, for `dataclasses` takes longer to import than most are to read.
    """

    def __init__(
        self,
        ecosystem: str,
        role: str = "manifest",
        manager: str = "",
        packages: list[Package] | None = None,
        dependencies: list[Dependency] | None = None,
        scripts: list[Script] | None = None,
        entries: list[Entry] | None = None,
        tools: list[WorkspaceTool] | None = None,
        settings: list[Setting] | None = None,
        includes: list[str] | None = None,
        problems: list[tuple[int, str]] | None = None,
    ) -> None:
        self.ecosystem, self.role, self.manager = ecosystem, role, manager
        self.packages: list[Package] = [] if packages is None else packages
        self.dependencies: list[Dependency] = [] if dependencies is None else dependencies
        self.scripts: list[Script] = [] if scripts is None else scripts
        self.entries: list[Entry] = [] if entries is None else entries
        self.tools: list[WorkspaceTool] = [] if tools is None else tools
        self.settings: list[Setting] = [] if settings is None else settings
        self.includes: list[str] = [] if includes is None else includes
        self.problems: list[tuple[int, str]] = [] if problems is None else problems

    def _replace(self, **changes: Any) -> Manifest:
        return Manifest(**{**vars(self), **changes})


Record = TypeVar("Record", Package, Dependency, Script, Entry, WorkspaceTool, Setting, Manifest)


def replace(record: Record, **changes: Any) -> Record:
    """The same record with some of its fields changed."""
    return record._replace(**changes)


def told(document: Document, kind: str, name: str, *path: Key) -> list[Setting]:
    """The setting whose value stands at a path of a document; none where nothing does."""
    value = document.text(*path)
    return [Setting(kind, name, value, document.line(*path))] if value else []


def named(document: Document, path: str, *at: Key, private: bool = False) -> list[Package]:
    """The package that a file describes by the `name` and `version` at its top, or in a table; none without a name."""
    name, line = document.text(*at, "name"), document.line(*at, "name")
    return [Package(name, document.text(*at, "version"), directory(path), line, private)] if name else []


def placed(dependency: Dependency, manifest: str, local: str, git: object = None) -> Dependency:
    """A dependency that a manifest says to lie in a folder of the workspace, or in a repository; else it is the registry's.

    Args:
        manifest: the path of the file that says so.
        local: the folder, as written; "" for none.
        git: the repository, in whatever form; nothing for none.
    """
    if local:
        return replace(dependency, source="path", path=inside(directory(manifest), local))
    return replace(dependency, source="git") if git else dependency


def locked(document: Document, *at: Key, name: str, **more: Any) -> Dependency:
    """What a lockfile says of a package in a table with its `version`; its requirements and the like are given."""
    line, version = document.line(*at), document.text(*at, "version")
    return Dependency(name, **{"resolved": version, "direct": False, "line": line, **more})


def ecosystem_of(manifest: Manifest, dependency: Dependency) -> str:
    """Where a dependency of a manifest comes from."""
    from_pip = manifest.ecosystem == "conda" and dependency.group == "pip"
    return PROVIDERS.get(dependency.source) or ("pypi" if from_pip else manifest.ecosystem)


Parser = Callable[[str, bytes], Manifest]
Reading = Callable[[str, "Document", Manifest], None]


def reader(
    read: Callable[[bytes], Document], ecosystem: str, manager: str = "", role: str = "manifest"
) -> Callable[[Reading], Parser]:
    """What reads the files of one format, of a function that puts what a document says into the manifest."""

    def parser(reading: Reading) -> Parser:
        def parse(path: str, data: bytes) -> Manifest:
            document = read(data)
            manifest = Manifest(ecosystem, role, manager, problems=document.problems)
            reading(path, document, manifest)
            return manifest

        return parse

    return parser


class EcosystemModule(Protocol):
    """What each module of this package offers.

    Attributes:
        ECOSYSTEM: the name as package URLs write their type, where there is one: `npm, pypi, golang, cargo, maven, gem, ...`.
    """

    ECOSYSTEM: str

    def link(self, manifests: dict[str, Manifest]) -> dict[str, Manifest]:
        """This ecosystem's manifests of the whole workspace (by path), completed from each other.

        Here a parent's properties reach its modules, a version catalog its users, an include its including file, and a
        lockfile's exact versions the declared dependencies (`resolved`). Returns the completed records; never changes its input.
        """
        ...
