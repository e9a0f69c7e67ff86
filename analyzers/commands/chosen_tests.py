"""What is to be tested, and a runner's command for just that, in the words of what runs it there: a manager, Composer, Rake."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final, NamedTuple

from ... import lazy_re as re
from ...indexer.workspace_paths import nearest_around, outwards, prefix_of
from ..workspace.managers import MANAGERS
from ..workspace.workspace_packages import manager_for, managers
from .test_runners import BY_LINE, RAKE
from .workspace_commands import proved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...indexer.index import Index
    from .test_runners import Runner
    from .workspace_commands import Candidate

__all__ = ["Chosen", "bundled", "held", "inside", "is_elsewhere", "rake_tests", "run_by"]

BROUGHT = frozenset({"", "dev"})
DEFAULT_GROUPS = re.compile(rb"\bdefault-groups\b|\binclude-group\b")
"""What brings other groups along."""

OTHERS = 20
"""A runner of files with names of its own (`router.tst.ts`) comes before all others for these, and after them for folders."""


class Chosen(NamedTuple):
    """What is to be tested.

    Attributes:
        path: as asked for.
        tests: test files or folders that it means; () where its package has to do.
        name: of one test in it; "" for all.
    """

    path: str
    tests: tuple[str, ...]
    name: str


def run_by(
    index: Index, runner: Runner, directory: str, chosen: Chosen | None, rank: int, where: str, line: int | None = None
) -> Candidate:
    """A runner's command, in the terms of the manager that runs programs there."""
    manager = manager_for(managers(index), directory, runner.ecosystem)
    before = _typed_before(index, runner, manager.name, where) if manager else ""
    text = _template(runner, chosen, directory).replace("{exec}", before)
    if runner.ecosystem == "gem":
        text = bundled(index, directory, text) if text != RAKE else rake_tests(index, directory)
    if runner.name == "PHPUnit" and f"{prefix_of(directory)}bin/phpunit" in index.files:
        text = re.sub(r"vendor/bin/(?:simple-)?phpunit", "bin/phpunit", text)
    elif runner.ecosystem == "composer":
        text = _by_composer(index, directory, text)
    if runner.alone and chosen is not None and chosen.tests:
        rank += -OTHERS if all(map(runner.takes, chosen.tests)) else OTHERS
    return proved(rank, text, directory, where, runner.ecosystem, line)


def _by_composer(index: Index, directory: str, text: str) -> str:
    """Composer puts programs where its manifest says; a folder of tests may have the configuration, and the one around the programs."""
    homes = {path.rpartition("/")[0]: path for path in index.manifests if path.endswith("composer.json")}
    home = nearest_around(f"{directory}/x".lstrip("/"), homes)
    beyond = directory.removeprefix(home).strip("/")
    told = {item.name: item.value for item in index.manifests[homes[home]].settings} if home in homes else {}
    programs = told.get("bin-dir") or f"{told.get('vendor-dir', 'vendor')}/bin"
    return "../" * len(beyond.split("/")) * bool(beyond) + text.replace("vendor/bin", programs)


def _typed_before(index: Index, runner: Runner, manager: str, where: str) -> str:
    """How a manager runs a program: uv must be told of the group that has it, as it brings `dev` along by itself, and what the project
    sets; Hatch of the environment, where its default one has it not (`hatch run test:`)."""
    prefix = f"{MANAGERS[manager].exec} ".lstrip()
    if manager not in {"uv", "hatch"}:
        return prefix
    manifest, content = index.manifests.get(where), index.read(where)
    found = {item.group for item in manifest.dependencies if item.name in runner.packages} if manifest else set()
    groups = sorted(found)
    if manager == "hatch":
        told = [f"{prefix}{group}:" for group in groups if f"hatch.envs.{group}]".encode() in content]
        return prefix if "default" in groups or not told else told[0]
    table = content.partition(b"[dependency-groups]")[2].partition(b"\n[")[0]
    asked = [group for group in groups if re.search(rf"(?m)^{re.escape(group)}\s*=".encode(), table)]
    brought = DEFAULT_GROUPS.search(content) or not BROUGHT.isdisjoint(groups)
    return prefix if brought or not asked else f"{prefix}--group {asked[0]} "


def _template(runner: Runner, chosen: Chosen | None, directory: str) -> str:
    """The runner's command for all, for some paths, or for one test."""
    if chosen is None or chosen.path == directory or not chosen.tests:
        return runner.command
    paths = " ".join(shlex.quote(inside(path, directory)) for path in held(chosen.tests, directory))
    by_line = runner.name in BY_LINE and chosen.name.isdigit()
    if by_line or not chosen.name or not runner.one:
        return f"{runner.program} {runner.some}".replace("{paths}", f"{paths}:{chosen.name}" if by_line else paths)
    joined = chosen.name.replace(".", "::") if runner.name == "pytest" else chosen.name.rpartition(".")[2]
    name = joined if joined.replace("::", "").isidentifier() else shlex.quote(joined)
    return f"{runner.program} {runner.one}".replace("{path}", paths).replace("{name}", name)


def held(tests: Sequence[str], directory: str) -> tuple[str, ...]:
    """Those of some tests that stand in a directory, or are it: what is run there takes no others."""
    prefix = prefix_of(directory)
    return tuple(path for path in tests if f"{path}/".startswith(prefix)) if prefix else tuple(tests)


def is_elsewhere(chosen: Chosen | None, directory: str) -> bool:
    """Whether all that is to be tested stands outside a directory."""
    prefix = prefix_of(directory)
    return chosen is not None and bool(chosen.tests) and not any(f"{test}/".startswith(prefix) for test in chosen.tests)


def inside(path: str, directory: str) -> str:
    """A path as it reads from a directory above it."""
    return (path[len(directory) + 1 :] or ".") if directory and f"{path}/".startswith(f"{directory}/") else path


RAKEFILES: Final = ("Rakefile", "rakefile", "Rakefile.rb", "rakefile.rb")
GEMFILES: Final = ("Gemfile", "gems.rb")
TASK: Final = re.compile(
    rb"^[^\S\n]*(task|(?:\w+::)+(?:Rake|Test)Task\.(?:new|create))\b[^\S\n]*\(?[^\S\n]*(?:[:'\"](\w+)|(\w+):)?",
    re.MULTILINE,
)
"""What makes a task, and its name."""
BRINGS: Final = re.compile(rb"\b(?:require|load|import|Hoe|load_tasks|install_tasks)\b")
UNNAMED: Final = {b"TestTask": "test", b"RakeTask": "spec"}
"""What makes tasks for tests → how it calls them where no name is given."""
WANTED: Final = ("test", "tests", "spec", "specs", "minitest")
BUNDLED: Final = "bundle exec "


def rake_tests(index: Index, directory: str) -> str:
    """The command; with the usual task `test` where tasks come from elsewhere, and empty where no Rakefile has a task for tests."""
    around = (prefix_of(folder) + name for folder in outwards(directory) for name in RAKEFILES)
    texts = [index.read(path) for path in around if path in index.files]
    tasks = _tasks(texts)
    task = next((name for name in WANTED if name in tasks), "test" if any(map(BRINGS.search, texts)) else "")
    return bundled(index, directory, f"{BUNDLED}rake {task}") if task else ""


def bundled(index: Index, directory: str, command: str) -> str:
    """A command through Bundler, but where nothing tells Bundler what to load."""
    told = any(prefix_of(folder) + name in index.files for folder in outwards(directory) for name in GEMFILES)
    return command if told else command.removeprefix(BUNDLED)


def _tasks(texts: Iterable[bytes]) -> set[str]:
    found = map(TASK.findall, texts)
    named = {((text or key).decode(), maker) for makers in found for maker, text, key in makers}
    return {name or UNNAMED.get(maker.partition(b".")[0].rpartition(b":")[2], "") for name, maker in named}
