"""Commands in the terms of a workspace's own tool: for every package at once, for one from the root, for a solution by its name; and
a command with what proves it."""

from __future__ import annotations

import shlex
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from ... import lazy_re as re
from ...indexer.workspace_paths import outwards, prefix_of
from ..per_index import per_index
from ..workspace.ecosystem_languages import many_ecosystems
from ..workspace.managers import MANAGERS, SOLUTIONS
from ..workspace.pipelines import instructions
from ..workspace.workspace_packages import LOCKED, manager_for, managers, members, product_manifests, terms
from .task_runners import NO_TEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...answers import Command, Evidence
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest, WorkspaceTool
    from ..workspace.workspace_packages import Member, UsedManager

__all__ = [
    "OVER_ALL", "Candidate", "Proof", "ecosystem_of", "manager_of", "over_members", "proved", "solution_name",
    "target_program", "target_rank", "wrapped",
]  # fmt: skip

EMBED = re.compile(r"^//go:embed[ \t]+(\S.*)$", re.MULTILINE)
LITERAL = re.compile(r"[\w./-]+")
IMPORTING = (
    "SELECT DISTINCT path FROM links JOIN files ON files.id = source_id"
    " WHERE specifier = 'embed' AND language = 'Go' AND zone = 'product' AND kind <> 'conditional' ORDER BY path"
)


STOP_WITHOUT, FEW = (MANAGERS["yarn"],), 3
"""Managers whose command for all members fails at the first one without the script; for them at most so many members are named."""
WORKSPACE_TOOLS = frozenset(
    {"npm workspaces", "yarn workspaces", "pnpm workspaces", "bun workspaces", "Cargo workspace", "uv workspace", "Maven modules",
     "Gradle settings", "Lerna"}
)  # fmt: skip
TARGET_PROGRAMS = {"taskfile": "task", "justfile": "just", "rakefile": "bundle exec rake"}
"""Start of a task file's name in lower case → the program that runs its targets; make for others."""
BEHIND_MANAGERS, OVER_ALL = 3, -3
WRAPPERS = {"maven": "mvnw", "gradle": "gradlew", "mill": "mill"}


class WorkspaceRoot(NamedTuple):
    """A package that belongs to a workspace: the root's directory, its manager, and the package's name."""

    directory: str
    manager: str
    ecosystem: str
    member: Member

    def command(self, index: Index, verb: str) -> str:
        """Runs a verb in the one package, from the workspace's root."""
        inner = self.member.directory[len(self.directory) :].strip("/")
        text = MANAGERS[self.manager].one.replace("{verb}", verb).replace("{name}", shlex.quote(self.member.name))
        text = text.replace("{path}", shlex.quote(inner)).replace("{module}", ":" + inner.replace("/", ":"))
        return wrapped(index, self.manager, text, self.directory)


@per_index
def workspace_roots(index: Index) -> Mapping[tuple[str, str], WorkspaceRoot]:
    """`(directory, ecosystem)` of each package below a workspace's root → the root that it belongs to."""
    roots: dict[tuple[str, str], str] = {}
    tools: dict[tuple[str, str], list[WorkspaceTool]] = {}
    for path, manifest in product_manifests(index).items():
        directory = path.rpartition("/")[0]
        found_tools = [tool for tool in manifest.tools if tool.name in WORKSPACE_TOOLS]
        manager = manager_of(managers(index), directory, manifest) if found_tools else ""
        if manager in MANAGERS and MANAGERS[manager].every:
            roots.setdefault((directory, manifest.ecosystem), manager)
            tools.setdefault((directory, manifest.ecosystem), []).extend(found_tools)
    found = {}
    for member in members(index):
        folder = member.directory
        while folder and (folder.rpartition("/")[0], member.ecosystem) not in roots:
            folder = folder.rpartition("/")[0]
        outer = (folder.rpartition("/")[0], member.ecosystem)
        own = manager_for(managers(index), member.directory, member.ecosystem)
        apart = own is not None and own.directory != outer[0] and own.strength >= LOCKED
        inner = member.directory[len(outer[0]) :].strip("/")
        if folder and not apart and (member.directory, member.ecosystem) not in roots and _belongs(inner, tools[outer]):
            found[member.directory, member.ecosystem] = WorkspaceRoot(outer[0], roots[outer], member.ecosystem, member)
    return found


def _belongs(inner: str, tools: Sequence[WorkspaceTool]) -> bool:
    """Whether a folder is named by a workspace's member patterns; a tool without any takes all in."""
    if any(_matches(inner, pattern) for tool in tools for pattern in tool.excludes):
        return False
    return any(not tool.members or any(_matches(inner, pattern) for pattern in tool.members) for tool in tools)


def _matches(inner: str, pattern: str) -> bool:
    """Whether a member pattern (`packages/*`, `apps/**`, `:sub:inner`, `./module`) names a folder or one around it."""
    parts, wanted = inner.split("/"), pattern.removeprefix("./").strip("/:").replace(":", "/").split("/")
    if "**" in wanted:
        wanted = wanted[: wanted.index("**")]
    return len(parts) >= len(wanted) and all(fnmatchcase(part, want) for part, want in zip(parts, wanted, strict=False))


def manager_of(used: list[UsedManager], directory: str, manifest: Manifest) -> str:
    """The manager that a manifest is read by: the one of its own format where several share an ecosystem."""
    if manifest.ecosystem == "maven" and manifest.manager:
        return manifest.manager
    manager = manager_for(used, directory, manifest.ecosystem)
    return manager.name if manager else ""


def wrapped(index: Index, manager: str, command: str, directory: str) -> str:
    """The command through the workspace's own wrapper script, where it has one at the directory or further out."""
    wrapper = WRAPPERS.get(manager)
    for depth, folder in enumerate(outwards(directory) if wrapper else ()):
        if f"{prefix_of(folder)}{wrapper}" in index.files:
            return f"{'../' * depth or './'}{wrapper} {command.partition(' ')[2]}"
    return command


def over_members(index: Index, manager: str, directory: str, verb: str) -> str:
    """The command that runs a script in the one package of the workspace at a directory that has it, or in all of them; "" where none
    has it, or too many would have to be named."""
    spoken = terms(index, manager, directory)
    roots = [root for root in workspace_roots(index).values() if root.directory == directory]
    scripts = [{one.name: one.command for one in index.manifests[root.member.manifest].scripts} for root in roots]
    having = [root for root, own in zip(roots, scripts, strict=True) if verb in own and NO_TEST not in own[verb]]
    if len(having) <= (len(roots) > 1) or (spoken in STOP_WITHOUT and len(having) < len(roots)):
        return " && ".join(root.command(index, verb) for root in having) if len(having) <= FEW else ""
    return spoken.every.replace("{verb}", verb)


def target_rank(index: Index, directory: str, tests: str = "") -> int:
    """Where a target stands among the commands of its folder: behind a manager's own, and before all at the root of a
    workspace of several ecosystems, whose managers each run a part, of several Go modules, of which `go` sees one, of
    Go code that takes in what another program has to build before, or where continuous integration runs just that."""
    over = many_ecosystems(index) or _apart(index) or _embeds_what_is_built(index) or tested_only_by(index, tests)
    return OVER_ALL if over and not directory else BEHIND_MANAGERS


def _apart(index: Index) -> bool:
    """Whether the product has several modules of Go that no go.work binds."""
    names = [path.rpartition("/")[2] for path in product_manifests(index) if index.files[path].zone == "product"]
    return names.count("go.mod") > 1 and "go.work" not in names


def target_program(path: str) -> str:
    """The program that runs the targets of a task file."""
    file = path.rpartition("/")[2].lower()
    return next((program for start, program in TARGET_PROGRAMS.items() if file.startswith(start)), "make")


# ---- Whether Go code embeds what only a build makes (`//go:embed dist/*`): then `go build` and `go test` fail in a fresh checkout


@per_index
def _embeds_what_is_built(index: Index) -> bool:
    """Whether the product embeds a folder that is not in the tree, of which a pattern tells only the begin."""
    return any(_absent(index, path) for (path,) in index.rows(IMPORTING))


def _absent(index: Index, path: str) -> bool:
    folder = path.rpartition("/")[0]
    for line in EMBED.findall(index.text(path)):
        for pattern in line.split():
            told = LITERAL.match(pattern.strip('"`').removeprefix("all:"))
            inner, slash, _ = told[0].partition("/") if told else ("", "", "")
            start = f"{folder}/{inner}/".lstrip("/")
            if slash and inner not in {"", "."} and not any(other.startswith(start) for other in index.files):
                return True
    return False


# ---- What continuous integration runs as its tests: the workspace's own word on which of several commands is the one

BY_ITSELF = re.compile(
    r"\b(?:go|cargo|mix|dotnet|swift|dart|flutter|stack|cabal|sbt|[np]+pm|yarn|bun)( run)? test\b|\bpytest\b"
)
"""How the tests are run by what a manager or a runner does by itself."""


def tested_only_by(index: Index, command: str) -> bool:
    """Whether pipelines run this command, and never the tests by a manager's own: those may be more than are meant to be run at once."""
    called = re.compile(rf"(?<![\w./-]){re.escape(command)}(?![\w./:-])")
    rest, times = called.subn("", "\n".join(instructions(index).values())) if command else ("", 0)
    return times > 0 and BY_ITSELF.search(rest) is None


def run_as(index: Index, script: str) -> str:
    """How a step of a pipeline starts a script of the workspace, and nothing beside it; empty where none does."""
    step = re.compile(rf"(?m)^[ \t]*+(?:- ++)?+(?:run: *+)?+((?:(?:ba|z)?sh ++)?+(?:\./)?+{re.escape(script)})[ \t]*+$")
    found = (step.search(text) for text in instructions(index).values() if script in text)
    return next((match[1] for match in found if match), "")


PROJECTS = (".csproj", ".fsproj", ".vbproj", ".proj")


def solution_name(index: Index, path: str) -> str:
    """The name of a .NET solution as an argument, where its folder holds another one, or a project of another name
    (`dotnet` refuses to choose, MSB1011); of several the one named as the workspace is meant, else the first."""
    folder, _, name = path.rpartition("/")
    beside = sorted(
        other
        for other, manifest in index.manifests.items()
        if other.rpartition("/")[0] == folder and any(tool.name in SOLUTIONS for tool in manifest.tools)
    )
    projects = [
        other
        for other in index.files
        if other.rpartition("/")[0] == folder and other.endswith(PROJECTS) and _stem(other) != _stem(path)
    ]
    if len(beside) < 2 and not projects:
        return ""
    own = [other for other in beside if _stem(other) == index.root.name.lower()]
    return f" {(own or beside)[0].rpartition('/')[2] or name}"


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0].lower()


# ---- A command with what proves it, as an answer has it and as one of several that are ranked; the manifest that proves it


class Candidate(NamedTuple):
    """A command; `scope` is the directory that it is for, and of two in one scope the lower rank is better."""

    rank: int
    command: Command
    scope: str
    ecosystem: str


class Proof(NamedTuple):
    """A manifest that may prove commands, and the directory that they are run in."""

    workspace: Index
    path: str
    manifest: Manifest
    directory: str

    @property
    def manager(self) -> UsedManager | None:
        """The manager of its packages there."""
        return manager_for(managers(self.workspace), self.directory, self.manifest.ecosystem)

    def is_second(self, manager: str) -> bool:
        """Whether another manager goes before this one there."""
        return self.manager is not None and self.manager.name != manager

    def runs(self, rank: int, text: str, line: int | None = None) -> Candidate:
        """A command that it proves."""
        return proved(rank, text, self.directory, self.path, self.manifest.ecosystem, line)

    def runs_from_root(self, rank: int, verb: str, manager: str = "", line: int | None = None) -> Iterator[Candidate]:
        """The command for this one package in the root of its workspace, where it has one (under that manager, where one is given)."""
        root = workspace_roots(self.workspace).get((self.directory, self.manifest.ecosystem))
        if root is not None and root.member.name and manager in {"", root.manager}:
            text, ecosystem = root.command(self.workspace, verb), self.manifest.ecosystem
            yield proved(rank, text, root.directory, self.path, ecosystem, line, self.directory)


def proved(
    rank: int,
    text: str,
    directory: str,
    path: str,
    ecosystem: str = "",
    line: int | None = None,
    package: str | None = None,
) -> Candidate:
    """A command with what proves it; it is for the directory that it is run in, unless for a package elsewhere."""
    scope = directory if package is None else package
    evidence: Evidence = {"path": path} if line is None else {"path": path, "line": line}
    told: Command = {"command": text, "directory": directory or ".", "package": scope or None, "evidence": [evidence]}
    return Candidate(rank, told, scope, ecosystem)


def ecosystem_of(index: Index, command: Command) -> str:
    """The ecosystem of the manifest that proves a command; "" where none does."""
    manifest = index.manifests.get(command["evidence"][0]["path"])
    return manifest.ecosystem if manifest else ""
