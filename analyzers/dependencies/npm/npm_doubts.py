"""Why it is not claimed of an npm package, which nothing was seen to use, that nothing uses it: what points to a use that can't be read.

An import is certain; a tool, a plugin or a program works through names that only it knows. Where a lock, a script or a configuration
points to such a package, the answer tells it with that reason, apart from what is unused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.read_tables import json_table
from ....indexer.workspace_paths import prefix_of
from ..short_for import is_short_for, letters
from .npm_kin import FRAMEWORKS, TOOLS
from .npm_packages import SOURCES, typed_by
from .npm_references import CONFIG_FILE, LOCK_FILE, MOST_BYTES

if TYPE_CHECKING:
    from ....indexer.index import Index
    from .locked import Locked
    from .npm_packages import NpmPackage

__all__ = ["NpmDoubts", "is_near"]

COMMANDS = re.compile(r"[&|;\n()]+|\s--\s")
ASSIGNED = re.compile(r"^(?:cross-env|npx|dotenv|env|[A-Z_]+=\S*)$")
PROGRAM = re.compile(r"[A-Za-z][\w-]{3,}")
SYSTEM = words(
    "echo test true false exit node npm yarn pnpm bash zsh make curl wget find grep sleep kill touch mkdir open source export"
    " docker podman python python3 ruby cargo java gradle composer bundle rsync chmod chown xargs printf read time exec"
    " powershell start copy move xcopy rmdir then done else unset local cross-env npx corepack brew sudo"
)
"""Commands that no package of npm brings."""
LEAST = 3
TOOLS_OWN = words("cli core")
"""Rests of names that mean the tool itself, in whose configuration they are sections (`cli` in angular.json)."""
KINDS = words("parser plugin plugins config preset presets loader types")
"""Rests of names that are keys of any tool's configuration."""
STEM = re.compile(r"[-.]conf(?:ig)?\b.*|rc(?:\.\w+)?$|\.\w+$")
"""What follows the tool in the name of a configuration file."""


class NpmDoubts:
    """What points to uses in a workspace: the commands of its scripts, and its configuration by the tool that it is called after.

    Args:
        packages: of the workspace.
        programs: those that are known to come with what is declared.
    """

    def __init__(self, index: Index, packages: Iterable[NpmPackage], programs: Iterable[str]) -> None:
        packages = list(packages)
        self.index = index
        scripts = [(package.path, script) for package in packages for script in package.manifest.scripts]
        self._commands = [(path, part) for path, script in scripts for part in COMMANDS.split(script.command)]
        self._known = SYSTEM | {*programs} | {script.name for _, script in scripts}
        self._fields = _fields(index, packages)
        self._tools = {path: path.rpartition("#")[2].lower() for path in self._fields} | _configurations(index)

    def reason(
        self,
        directory: str,
        name: str,
        fixed: Locked,
        hosts: Mapping[str, Locked],
        sources: Iterable[str],
        *,
        is_module: bool,
    ) -> str:
        """Why a package may be in use all the same; "" where nothing points to it.

        Args:
            directory: of what declares it: what lies there, below or on the way up can mean it.
            fixed: what the lock says of it.
            hosts: what the lock says of the packages in use.
            is_module: for types: the workspace knows what they type as a module.
        """
        if name.startswith("@types/"):
            return "" if is_module else self._as_global(name, sources)
        taker = next((host for host in sorted(hosts) if name in hosts[host].optional), "")
        if taker:
            return f"{taker}, which is used, takes it where it is there"
        after = (host for host, told in sorted(hosts.items()) if _is_after(host, name) and told.blind)
        if host := next(after, ""):
            return f"{host}, which is used, is called after it, and no lock tells what it expects"
        tools = {path: tool for path, tool in self._tools.items() if is_near(path, directory)}
        return self._shorthand(name, directory, tools) or (self._run(name, directory) if fixed.programs is None else "")

    def _run(self, name: str, directory: str) -> str:
        """A command that nothing explains, and that may be short for the package: no lock tells what its programs are called."""
        for path, command in self._commands:
            for word in _started(command) if is_near(path, directory) else ():
                if word not in self._known and is_short_for(word, name):
                    return f"{path} runs {word}, which may be its program"
        return ""

    def _shorthand(self, name: str, directory: str, tools: Mapping[str, str]) -> str:
        """A tool's configuration that has the rest of a name which begins as the tool's does."""
        scope, _, bare = name.rpartition("/")
        if bare in TOOLS_OWN:
            outer = (path for path, tool in tools.items() if tool == scope[1:] and path.rpartition("/")[0] != directory)
            configured = next(outer, "") if bare == "core" else ""
            return f"{configured} configures {scope[1:]}" if configured else ""
        tails = [tail for match in re.finditer("-", bare) if (tail := bare[match.end() :]) not in KINDS]
        rests = {scope[1:]: _whole([bare, *tails]), bare.partition("-")[0]: _whole(tails or [bare])}
        for path, tool in tools.items():
            if (
                tool in rests
                and len(tool) >= LEAST
                and tool != bare
                and (found := rests[tool].search(self._text(path)))
            ):
                return f"{path} has {found[0]}, which may be short for it"
        return ""

    def _text(self, path: str) -> str:
        return self._fields.get(path) or self.index.text(path)

    def _as_global(self, name: str, sources: Iterable[str]) -> str:
        """Types of what no import names, whose name the code has as an identifier, in whatever case: they may describe a global."""
        typed = re.sub(r"-v\d+$", "", typed_by(name).rpartition("/")[2])
        wanted = letters(typed), letters(typed.partition(".")[0])
        rows = self.index.rows("SELECT files FROM postings WHERE name LIKE ? OR name LIKE ?", wanted)
        using = {self.index.paths[int(number)] for (numbers,) in rows for number in numbers.split()}
        if path := next((path for path in sources if path in using), ""):
            return f"{path} may use the global that it describes"
        return ""


def _is_after(host: str, name: str) -> bool:
    """Whether a package has one word more than a name, or says what it is to a tool: `svgo-loader`, and not `react-native-svg`; or is
    part of another tool for it (`@vue/eslint-config-prettier`)."""
    told = host if "/" in name else host.rpartition("/")[2]
    more = told.removeprefix(f"{name}-").split("-")
    if told.startswith(f"{name}-"):
        return not host.startswith("@types/") and (len(more) == 1 or TOOLS.issuperset(more))
    return name not in FRAMEWORKS and told.endswith((f"-config-{name}", f"-plugin-{name}"))


def is_near(path: str, directory: str) -> bool:
    """Whether a file lies in a folder, below it or on the way up from it."""
    folder = path.rpartition("/")[0]
    around = f"{directory}/".startswith(prefix_of(folder))
    return around or not directory or f"{folder}/".startswith(f"{directory}/")


def _started(command: str) -> Iterator[str]:
    """The program that a command starts."""
    for word in command.split():
        if not ASSIGNED.match(word) and not word.startswith("-"):
            if PROGRAM.fullmatch(word):
                yield word
            return


def _whole(texts: Iterable[str]) -> re.Pattern[str]:
    """Any of the texts as a whole; a number at the end of one may stand apart (`corejs: 3` of corejs3)."""
    forms = (re.sub(r"(?<=[a-z])(\d)$", r"\\W{0,3}\1", re.escape(text)) for text in texts)
    return re.compile(rf"(?<![\w@-])(?:{'|'.join(forms)})(?![\w-])")


def _fields(index: Index, packages: Iterable[NpmPackage]) -> dict[str, str]:
    """The fields of package.json that tools read, as `package.json#tool`, and their texts."""
    found: dict[str, str] = {}
    for package in packages:
        names = {item.name for item in package.manifest.settings if item.kind == "tool"}
        fields = json_table(index.read(package.path)) if names else {}
        found |= {f"{package.path}#{name}": json.dumps(fields.get(name)) for name in sorted(names)}
    return found


def _configurations(index: Index) -> dict[str, str]:
    """Configuration file → the tool that it, or its folder (`.storybook/main.ts`), is called after."""
    found = {}
    for path, file in index.files.items():
        folder, _, name = path.rpartition("/")
        parent = folder.rpartition("/")[2]
        hidden = parent.startswith(".") and name.endswith((*SOURCES, ".json", ".yml", ".yaml"))
        told = name.startswith(".") or STEM.sub("", name) != name.partition(".")[0] or not folder
        if (hidden or (told and CONFIG_FILE.search(name))) and file.size <= MOST_BYTES and not LOCK_FILE.search(name):
            tool = parent[1:] if hidden else STEM.sub("", name.lstrip("."))
            if len(tool) >= LEAST:
                found[path] = tool.lower()
    return found
