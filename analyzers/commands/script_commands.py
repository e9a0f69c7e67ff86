"""Commands that scripts prove, to test or to build: of packages, of a workspace, tasks of a manager, targets of a makefile."""

from __future__ import annotations

import shlex
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from ... import lazy_re as re
from ...indexer.workspace_paths import prefix_of
from ..workspace.ecosystem_languages import is_run_as_written
from ..workspace.managers import MANAGERS
from ..workspace.workspace_packages import is_nx
from .build_parts import makes_pages
from .task_runners import EVERY_PACKAGE, NO_TEST, has_default_project, knows_task, only_project, package_tasks
from .workspace_commands import OVER_ALL, Candidate, over_members, proved, target_program, target_rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...indexer.index import Index
    from ...indexer.manifests.base import Script
    from .workspace_commands import Proof

__all__ = [
    "BUILD", "TEST", "builds_by_target", "by_script", "one_project", "only_checks", "opens_a_window", "tests_by_target",
]  # fmt: skip


class Verb(NamedTuple):
    """What is done.

    Attributes:
        name: as tools over packages call it.
        scripts, targets: that do it, the likeliest first.
        by_tool, by_members: the ranks of what does it in all packages: a tool for that, the manager.
    """

    name: str
    scripts: tuple[str, ...]
    targets: tuple[str, ...]
    by_tool: int
    by_members: int


TEST = Verb(
    "test",
    ("test", "tests", "test:unit", "unit", "test:all", "test:run", "test:ci", "check", "spec"),
    ("test", "tests", "check", "test-unit", "unit-test", "unit-tests", "test_unit", "unit_test"),
    0,
    1,
)
BUILD = Verb(
    "build",
    ("build", "build:prod", "build:production", "prod", "production", "compile", "dist", "bundle", "package", "build:frontend"),
    ("build", "all", "compile", "dist", "package", "default"),
    1,
    2,
)  # fmt: skip
WHOLE = frozenset({"all", "default"})
"""Targets that do everything: where nothing is compiled, that is mostly checks."""
TEST_TASKS = ("test", "tests", "test:test", "test:run", "tests:test", "tests:run")
"""Tasks of a pyproject.toml; Hatch's are named with their environment."""
RUN_TASKS = frozenset({"hatch", "pdm"})
STARTING = re.compile(r"(?:docker[-_])?(?:start|up)(?:[-_][\w-]+)?")
"""Targets that start what tests speak to."""
MAKEFILES = frozenset({"Makefile", "GNUmakefile", "makefile"})


def by_script(at: Proof, verb: Verb) -> Iterator[Candidate]:
    """Commands of the scripts that a manifest has."""
    scripts = {script.name: script for script in at.manifest.scripts}
    if verb is BUILD or not _tests(scripts.get("test") or _test_beside(at)):
        yield from _of_monorepo(at, verb)
    if at.path.endswith("package.json") or (is_nx(at.path) and at.manifest.packages):
        for task in package_tasks(at.workspace, at.directory, verb.name):
            ecosystem = at.manifest.ecosystem
            yield proved(-2, task.command, task.directory, task.path, ecosystem, task.line, at.directory)
    if at.manifest.ecosystem in {"npm", "composer"}:
        yield from _package_script(at, verb, scripts)
    elif verb is TEST:
        yield from _test_tasks(at, scripts)
        yield from _test_target(at, scripts)
    else:
        yield from _build_target(at, scripts)


def _of_monorepo(at: Proof, verb: Verb) -> Iterator[Candidate]:
    """A monorepo's own tool runs it in all packages, or in the only one that has something to build."""
    prefix = f"{MANAGERS[at.manager.name].exec} " if at.manager else "npx "
    for tool in at.manifest.tools:
        if tool.name in EVERY_PACKAGE and knows_task(at.workspace, at.path, at.manifest, tool.name, verb.name):
            one = only_project(at.workspace, at.path, tool.name, verb.name) if verb is BUILD else ""
            text = f"nx build {shlex.quote(one)}" if one else f"{EVERY_PACKAGE[tool.name]} {verb.name}"
            yield at.runs(verb.by_tool, prefix + text, tool.line)


def _package_script(at: Proof, verb: Verb, scripts: Mapping[str, Script]) -> Iterator[Candidate]:
    """The script of a package, or the manager's word for those of all members."""
    if verb is BUILD and at.manifest.ecosystem == "npm" and not at.directory and not makes_pages(at.workspace):
        return
    name = at.manager.name if at.manager else at.manifest.ecosystem
    unmeant = verb is TEST or not has_default_project(at.workspace, at.directory)
    named = (scripts[key] for key in verb.scripts if key in scripts)
    meant = (script for script in named if not (unmeant and one_project(script)))
    chosen = next((script for script in meant if verb is BUILD or _tests(script)), None)
    if chosen is not None and not (verb is TEST and only_checks(chosen, scripts)):
        shortest = MANAGERS[name].test if chosen.name == "test" else ""
        yield at.runs(0, shortest or MANAGERS[name].run.replace("{script}", chosen.name), chosen.line)
        yield from at.runs_from_root(-1, chosen.name, line=chosen.line)
    elif at.manifest.tools and MANAGERS[name].every:
        text = over_members(at.workspace, name, at.directory, verb.name)
        yield from [at.runs(verb.by_members, text, at.manifest.tools[0].line)] if text else ()


def _test_tasks(at: Proof, scripts: Mapping[str, Script]) -> Iterator[Candidate]:
    """A script of Melos, a task of the package's manager."""
    if _tests(scripts.get("test")) and any(tool.name == "Melos" for tool in at.manifest.tools):
        yield at.runs(0, "melos run test", scripts["test"].line)
    task = next((scripts[key] for key in TEST_TASKS if key in scripts and scripts[key].kind == "task"), None)
    if task is not None and at.manager is not None and at.manager.name in RUN_TASKS:
        yield at.runs(3, MANAGERS[at.manager.name].run.replace("{script}", task.name), task.line)


def _test_target(at: Proof, scripts: Mapping[str, Script]) -> Iterator[Candidate]:
    named = (scripts[key] for key in TEST.targets if key in scripts)
    target = next((script for script in named if script.kind == "target" and tests_by_target(script)), None)
    if target is not None:
        text = f"{target_program(at.path)} {target.name}"
        first = target_program(at.path) == "make" and _prepares(at.workspace, at.path, target)
        rank = OVER_ALL if first else target_rank(at.workspace, at.directory, text)
        yield at.runs(rank, text, target.line)._replace(ecosystem="")


def _prepares(index: Index, where: str, target: Script) -> bool:
    """Whether a target starts something before its tests, or makes a file among the sources that they read: the bare command fails."""
    needs = index.lines(where)[target.line - 1].partition(":")[2].partition("#")[0].split()
    missing = [need for need in needs if "/" in need and "$" not in need and need not in index.files]
    folders = tuple(f"{need.rpartition('/')[0]}/" for need in missing)
    return any(map(STARTING.fullmatch, needs)) or any(path.startswith(folders) for path in index.files)


def _build_target(at: Proof, scripts: Mapping[str, Script]) -> Iterator[Candidate]:
    """The likeliest target that builds something, after `./configure` where that stands beside the makefile: it writes the settings."""
    for name in BUILD.targets:
        target = scripts.get(name)
        whole = name in WHOLE
        if target and target.kind == "target" and builds_by_target(target.command, whole=whole):
            if whole and is_run_as_written(at.workspace):
                continue
            plain = name == "default" or name == "all" == at.manifest.scripts[0].name  # what runs without a name
            configured = f"{prefix_of(at.directory)}configure" in at.workspace.files
            made = configured and at.path.rpartition("/")[2] in MAKEFILES
            text = "./configure && " * made + target_program(at.path) + f" {name}" * (not plain)
            yield at.runs(target_rank(at.workspace, at.directory), text, target.line)
            return


def _test_beside(at: Proof) -> Script | None:
    """The test script of the `package.json` that `lerna.json` or `turbo.json` stands beside: the workspace's own word."""
    package = at.workspace.manifests.get(f"{prefix_of(at.directory)}package.json")
    return next((script for script in package.scripts if script.name == "test"), None) if package else None


def _tests(script: Script | None) -> bool:
    return script is not None and not (NO_TEST in script.command or one_project(script) or opens_a_window(script))


WINDOW = re.compile(
    r"\bcypress open\b|\b(?:playwright test|vitest)\b.*\s--ui(?![-\w])|\s--watch(?:All)?(?![-=\w]|\s+false\b)"
)
"""Programs that wait for somebody to choose tests in a window, or for edits."""
ONE_PROJECT = re.compile(r"(?:(?:npx|pnpm(?: exec)?|yarn) )?nx (?:test|build)(?:\s+--?[\w=-]+)*")
"""Nx told no project: it takes the default one of many, or none."""

CHECKER = re.compile(
    r"(?:(?:npx|pnpm exec|yarn) )?[\w-]*(?:svelte-kit sync|svelte-check|vue-tsc|tsc|astro check|eslint|stylelint|prettier|biome)\b.*"
    r"|(?:(?:\./)?vendor/bin/)?(?:phpstan|psalm|phpcs|phpcbf|php-cs-fixer|pint|rector|phan|phpmd)\b.*"
)
CALLS = re.compile(
    r"(?:(?:run-[ps]|npm-run-all|(?:npm|pnpm|bun) run|yarn(?: run)?)(?=\s)|(?=@))((?:\s*+@?(?:-{1,2}[\w-]++|[\w:*-]++))++)"
)
"""What runs other scripts by their names or by a pattern (`run-p check:*`), and Composer's own word for it (`@analyse`)."""
JOINED = re.compile(r"&&|\|\||;|&")
MORE = re.compile(r"(?:make|just|task)(?:\s+[\w:-]+)*?\s+(?:fix|fmt|format|lint|tests?)(?![\w:-])")
"""What a target for everything calls that also tests, or writes the sources anew: more than a build."""
IDLE = (
    re.compile(
        r"(?:make|just|task)(?:\s+(?:lint|test|check|install|format|fmt|fix|sniff|vet|types?|typecheck|style|clean|mypy|pyright|cov)[\w:-]*)+\s*"
    ),
    re.compile(
        r"(?:[ \t@]*(?:virtualenv|(?:\S*/)?(?:python[\d.]* -m )?(?:venv|pip3?(?= install))|uv (?:venv|sync|pip))\b[^\n;]*(?:\n|;|\Z))+"
    ),
    re.compile(r"@?mkdir\b[^&;|]*"),
    re.compile(
        r"(?:@?\s*(?:(?:echo|printf|exit|false|true|:)(?![\w-])[^&;|]*|\$\((?:error|warning|info)\b.*)(?:&&|;|$)\s*)+"
    ),
)
"""Targets that build nothing: they only run others (`all: lint test`), make an environment ready (`build: pip install -e .`) or a folder
for others, or print a message, such as that another tool builds now."""
LISTS = re.compile(r"--list\b|\bhelp\b")
"""A target that only lists the targets."""
TESTING = re.compile(r"test|spec|suite|verify|nose|tox|prove|cram\b|bats|coverage|fuzz", re.IGNORECASE)
"""What stands in the recipe of a target that runs tests, be it the program, the folder or another target."""
DEEPEST = 4
"""Scripts that call scripts are followed so far."""


def only_checks(script: Script, scripts: Mapping[str, Script]) -> bool:
    """Whether every command of a script is one of a checker, itself or by the scripts that it calls."""
    parts = list(_parts(script.command, scripts, 0))
    return bool(parts) and all(CHECKER.fullmatch(part) for part in parts)


def tests_by_target(target: Script) -> bool:
    """Whether a target is for the tests: one called `check` as often asks for anything else (a linter, a service's state)."""
    return target.name != "check" or TESTING.search(target.command) is not None


def builds_by_target(command: str, *, whole: bool) -> bool:
    """Whether a target builds, by its recipe.

    Args:
        whole: it is for everything, by its name.
    """
    idle = any(kind.fullmatch(command) for kind in IDLE) or (whole and MORE.search(command))
    return not (idle or LISTS.search(command))


def opens_a_window(script: Script) -> bool:
    """Whether a script shows the tests and leaves it to people to run them."""
    return WINDOW.search(script.command) is not None


def one_project(script: Script) -> bool:
    """Whether a script leaves it to Nx which project is meant."""
    return ONE_PROJECT.fullmatch(script.command.strip()) is not None


def _parts(command: str, scripts: Mapping[str, Script], depth: int) -> Iterator[str]:
    """The commands that a line runs; a called script that is not there stays the call."""
    for part in filter(None, map(str.strip, JOINED.split(command))):
        called = _called(part, scripts) if depth < DEEPEST else []
        if not called:
            yield part
        for name in called:
            yield from _parts(scripts[name].command, scripts, depth + 1)


def _called(part: str, scripts: Mapping[str, Script]) -> list[str]:
    calls = CALLS.fullmatch(part)
    wanted = [word.removeprefix("@") for word in calls[1].split() if not word.startswith("-")] if calls else []
    return [name for name in scripts if any(fnmatchcase(name, pattern) for pattern in wanted)]
