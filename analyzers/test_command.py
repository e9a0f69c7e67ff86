"""test_command: the command that runs the tests, of the workspace, of a package, of one file or folder."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..errors import FileNotInWorkspaceError
from .managers import MANAGERS
from .test_runners import RUNNERS, Runner
from .workspace_packages import UsedManager, manager_for, managers, product_manifests

if TYPE_CHECKING:
    from ..answers import Command, Evidence, TestCommand
    from ..indexer.index import Index
    from ..indexer.manifests.base import Manifest, Script

__all__ = ["answer", "test_commands"]

TEST_SCRIPTS = ("test", "tests", "test:unit", "unit", "test:all", "check", "spec")
NO_TEST = "no test specified"
"""What `npm init` writes where there are no tests."""
MONOREPO_TESTS = {
    "Nx": "nx run-many -t test",
    "Turborepo": "turbo run test",
    "Lerna": "lerna run test",
    "Rush": "rush test",
}
TEST_FILES = {
    "tox.ini": ("tox", 4),
    "noxfile.py": ("nox", 4),
    "build.sbt": ("sbt test", 2),
    "project.clj": ("lein test", 2),
    "deps.edn": ("clojure -X:test", 3),
    "pants.toml": ("pants test ::", 2),
    "WORKSPACE.bazel": ("bazel test //...", 3),
    "MODULE.bazel": ("bazel test //...", 3),
    "build.zig": ("zig build test", 3),
    "meson.build": ("meson test -C build", 4),
}
"""Build files that no manifest reader reads: file name → (command, rank)."""
TESTED_BY_MANAGER = {
    "golang": ("{command} {folders}", " -run {name}"),
    "cargo": ("{command}", " {name}"),
    "maven": ("{command}", " -Dtest={stem}"),
    "nuget": ("{command}", " --filter {stem}"),
    "hex": ("{command} {paths}", ""),
    "swift": ("{command}", " --filter {stem}"),
    "hackage": ("{command}", ""),
    "pub": ("{command} {paths}", ""),
}
"""Ecosystem → how its manager's test command takes paths, and what selects one file or test."""


def answer(index: Index, *, path: str | None) -> TestCommand:
    """See CONTRACT: `test_command`.

    Raises:
        FileNotInWorkspaceError: `path` names neither a file nor a folder.
    """
    relative = None
    if path is not None:
        relative = index.relative(path)
        if (
            relative not in {"", "."}
            and relative not in index.files
            and not any(other.startswith(f"{relative}/") for other in index.files)
        ):
            raise FileNotInWorkspaceError(
                f"neither a file nor a folder of the workspace: {path!r}. Run 'groundplan find' to search."
            )
    found = test_commands(index, None if relative in {None, "", "."} else relative)
    return {"test_commands": found, "recommended": found[0]["command"] if found else None}


def test_commands(index: Index, path: str | None) -> list[Command]:
    """Test commands, best first: the workspace's own script or runner, then what its managers do, then wrappers.

    Args:
        path: a file or folder whose tests are meant; None for all.
    """
    used = managers(index)
    ranked: dict[tuple[str, str], tuple[tuple[int, int, str], Command]] = {}
    for rank, command in _candidates(index, used, path):
        where = command["directory"]
        depth = 0 if where == "." else where.count("/") + 1
        if path is not None:
            if where != "." and not f"{path}/".startswith(f"{where}/"):
                continue
            depth = -depth
        key = (command["command"], where)
        place = (depth, rank, command["command"])
        if key not in ranked or place < ranked[key][0]:
            ranked[key] = (place, command)
    return [command for _, command in sorted(ranked.values(), key=lambda item: item[0])][:20]


def _candidates(index: Index, used: Sequence[UsedManager], path: str | None) -> Iterator[tuple[int, Command]]:
    for where, manifest in product_manifests(index).items():
        if index.files[where].zone in {"example", "docs", "test"}:
            continue
        directory = where.rpartition("/")[0]
        yield from _runners(where, manifest, directory, used, path)
        if path is None:
            yield from _scripts(where, manifest, directory, used)
        if manifest.role == "manifest" and manifest.ecosystem in TESTED_BY_MANAGER:
            yield from _by_manager(index, where, manifest, directory, used, path)
    yield from _by_file(index, used, path)


def _scripts(
    where: str, manifest: Manifest, directory: str, used: Sequence[UsedManager]
) -> Iterator[tuple[int, Command]]:
    scripts = {script.name: script for script in manifest.scripts}
    for tool in manifest.tools:
        if tool.name in MONOREPO_TESTS and not _real(scripts.get("test")):
            manager = manager_for(used, directory, "npm")
            prefix = f"{MANAGERS[manager.name].exec} " if manager else "npx "
            yield 1, _command(prefix + MONOREPO_TESTS[tool.name], directory, {"path": where, "line": tool.line})
    if manifest.ecosystem in {"npm", "composer"}:
        manager = manager_for(used, directory, manifest.ecosystem)
        name = manager.name if manager else {"npm": "npm", "composer": "composer"}[manifest.ecosystem]
        chosen = next((script for key in TEST_SCRIPTS if _real(script := scripts.get(key))), None)
        if chosen is not None:
            shortest = MANAGERS[name].test if chosen.name == "test" else ""
            yield (
                0,
                _command(
                    shortest or MANAGERS[name].run.replace("{script}", chosen.name),
                    directory,
                    {"path": where, "line": chosen.line},
                ),
            )
        return
    target = next(
        (scripts[key] for key in ("test", "tests", "check") if key in scripts and scripts[key].kind == "target"), None
    )
    if target is not None:
        yield 3, _command(f"make {target.name}", directory, {"path": where, "line": target.line})


def _real(script: Script | None) -> bool:
    return script is not None and NO_TEST not in script.command


def _runners(
    where: str, manifest: Manifest, directory: str, used: Sequence[UsedManager], path: str | None
) -> Iterator[tuple[int, Command]]:
    declared = {dependency.name: dependency.line for dependency in manifest.dependencies if dependency.direct}
    configured = {setting.name: setting.line for setting in manifest.settings if setting.kind == "tool"}
    for runner in RUNNERS:
        if runner.ecosystem != manifest.ecosystem or manifest.role == "lockfile":
            continue
        line = next((declared[name] for name in runner.packages if name in declared), None)
        line = line or next((configured[name] for name in runner.settings if name in configured), None)
        if line is not None:
            yield (
                1 + runner.rank if runner.rank else 1,
                _run(runner, directory, used, path, {"path": where, "line": line}),
            )


def _run(runner: Runner, directory: str, used: Sequence[UsedManager], path: str | None, evidence: Evidence) -> Command:
    manager = manager_for(used, directory, runner.ecosystem)
    prefix = MANAGERS[manager.name].exec if manager else ""
    template = runner.some if path else runner.command
    text = template.replace("{exec}", f"{prefix} " if prefix else "").replace(
        "{paths}", shlex.quote(_inside(path or "", directory))
    )
    return _command(text, directory, evidence)


def _inside(path: str, directory: str) -> str:
    return path[len(directory) + 1 :] if directory and path.startswith(f"{directory}/") else path


def _by_manager(
    index: Index, where: str, manifest: Manifest, directory: str, used: Sequence[UsedManager], path: str | None
) -> Iterator[tuple[int, Command]]:
    manager = manager_for(used, directory, manifest.ecosystem)
    command = MANAGERS[manager.name].test if manager else ""
    if not command:
        return
    command = _wrapped(index, manager.name if manager else "", command, directory)
    if path is not None:
        command = _of_path(manifest.ecosystem, command, _inside(path, directory), is_file=path in index.files)
    yield 2, _command(command, directory, {"path": where})


def _of_path(ecosystem: str, command: str, path: str, *, is_file: bool) -> str:
    """A manager's test command narrowed to a file or folder, as far as the manager can."""
    template, one = TESTED_BY_MANAGER[ecosystem]
    folder = path.rpartition("/")[0] if is_file else path
    stem = path.rpartition("/")[2].partition(".")[0]
    if ecosystem == "golang":
        return f"go test ./{shlex.quote(folder)}" if folder else "go test ."
    text = template.replace("{command}", command).replace("{paths}", shlex.quote(path))
    if is_file and "{stem}" in one:
        text += one.replace("{stem}", stem)
    return text


def _wrapped(index: Index, manager: str, command: str, directory: str) -> str:
    wrapper = {"maven": "mvnw", "gradle": "gradlew"}.get(manager)
    folder = directory
    while wrapper:
        if (f"{folder}/{wrapper}" if folder else wrapper) in index.files:
            return f"./{wrapper} {command.partition(' ')[2]}"
        if not folder:
            break
        folder = folder.rpartition("/")[0]
    return command


def _by_file(index: Index, used: Sequence[UsedManager], path: str | None) -> Iterator[tuple[int, Command]]:
    """Runners proved by a file alone, and Python's own where tests exist without any declared runner."""
    by_name: Mapping[str, Runner] = {name: runner for runner in RUNNERS for name in runner.files}
    seen = False
    for where, file in index.files.items():
        folder, _, name = where.rpartition("/")
        if file.zone in {"fixture", "vendored", "example", "docs", "generated"}:
            continue
        if name in by_name:
            seen = seen or by_name[name].name == "pytest"
            directory = "" if name == "conftest.py" else folder
            yield 2 + by_name[name].rank, _run(by_name[name], directory, used, path, {"path": where})
        elif name in TEST_FILES and path is None:
            command, rank = TEST_FILES[name]
            yield rank, _command(command, folder, {"path": where})
        elif name == "manage.py" and file.language == "Python" and path is None:
            yield 3, _command("python manage.py test", folder, {"path": where})
    if not seen:
        yield from _unittest(index, path)


def _unittest(index: Index, path: str | None) -> Iterator[tuple[int, Command]]:
    """Files named as Python's own runner looks for them (`test*.py`), where no runner is declared."""
    tests = [
        where
        for where, file in index.files.items()
        if file.language == "Python" and file.zone == "test" and _is_test_name(where)
    ]
    if not tests:
        return
    target = f" {shlex.quote(path)}" if path else ""
    imports_pytest = index.rows("SELECT 1 FROM links WHERE external = 'pytest' LIMIT 1")
    command = f"pytest{target}" if imports_pytest else f"python -m unittest{target or ' discover'}"
    yield 5, _command(command, "", {"path": tests[0]})


def _is_test_name(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith("test") or name.endswith("_test.py")


def _command(command: str, directory: str, evidence: Evidence) -> Command:
    return {"command": command, "directory": directory or ".", "package": directory or None, "evidence": [evidence]}
