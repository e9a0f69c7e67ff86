"""entry_points: where execution begins, resolved to the source file, with the line that proves it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .lists import cut, fit
from .per_index import per_index
from .workspace.ecosystem_languages import code_bytes
from .workspace.entry_android import android_entries
from .workspace.entry_code import code_entries
from .workspace.entry_libraries import built_programs, library_roots
from .workspace.entry_rules import JVM
from .workspace.entry_shape import new_entry
from .workspace.entry_starts import copied_file, framework_start, go_programs, is_compiling, jvm_start
from .workspace.entry_targets import command_target, only_wraps, target_file
from .workspace.package_choice import choose_package
from .workspace.routes import count_routes, routes
from .workspace.workspace_packages import owner, package_directories, product_manifests

if TYPE_CHECKING:
    from ..answers import EntryPoint, EntryPoints
    from ..indexer.index import Index
    from ..indexer.manifests.base import Manifest, Script

__all__ = ["answer", "entry_points"]

KIND_RANK = {"container": 0, "script": 1, "cli": 2, "web": 3, "worker": 4, "serverless": 5, "main": 6, "library": 4.5}
STARTING = frozenset({"container", "script"})
UNRESOLVED = 5.0
"""What a container costs whose command starts nothing of the workspace: mostly a service that others made."""
ZONE_COST = {"product": 0, "example": 4, "docs": 5, "test": 6, "fixture": 8, "generated": 8, "vendored": 9}
START_SCRIPTS = {
    "start": 0,
    "start:prod": 1,
    "serve": 2,
    "dev": 3,
    "start:dev": 3,
    "develop": 3,
    "preview": 4,
    "watch": 6,
    "worker": 2,
    "server": 2,
    "run": 2,
}
START_TARGETS = {"run": 1, "start": 0, "serve": 1, "dev": 2, "server": 1, "up": 2, "worker": 2}
USUAL_MAINS = {
    "main.py": 1, "app.py": 1, "bot.py": 1, "manage.py": 2, "server.js": 2, "index.js": 3, "app.js": 2, "index.ts": 3, "main.ts": 2, "server.ts": 2, "start.sh": 2,
    "app.rb": 1, "main.rb": 2, "main.js": 2, "index.php": 2, "init.scm": 3,
}  # fmt: skip
"""File names at a package's root that programs are started by, by custom; only where nothing else proves a start."""


STARTED_BY = {
    "expo-router/entry": tuple(
        f"{folder}app/_layout.{kind}" for folder in ("src/", "") for kind in ("tsx", "jsx", "js")
    ),
    "expo/AppEntry.js": ("App.tsx", "App.jsx", "App.js"),
    "node_modules/expo/AppEntry.js": ("App.tsx", "App.jsx", "App.js"),
}
"""A library's module that starts the program (`main` of package.json) → the files that it takes, by its own custom."""
OWN_STARTS = frozenset({"start", "start:prod", "serve"})
"""Scripts at the root that say how the whole is started, whatever it is written in."""
NO_CODE = ("package.json", ".d.ts", ".d.mts", ".d.cts", ".css", ".scss")
"""Ends of exports that begin no program: declarations, styles and the manifest itself."""
MINOR, BESIDE = 3, 6.0
"""The scripts of a package whose languages have less than a third of the largest share come after the programs."""
ASIDE = 2.5
"""What a container costs that is described in a folder of its own (`docker/`): mostly one for development."""

IN_CODE = frozenset({"main", "web", "worker"})
"""Kinds that tests have as well, and start for themselves."""
HELPING = frozenset({"main", "cli", "script"})
HELPERS = frozenset({
    "xtask", "fuzz", "fuzz_targets", "tools", "scripts", "hack", "ci", ".ci", "devtools", "misc", "utils",
    "contrib", "magefiles", ".github", "bench", "benches", "benchmark", "benchmarks",
})  # fmt: skip
"""Folders whose programs serve the work on the product."""
PACKAGE_SCRIPT = re.compile(r"\b(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?([\w:.-]+)")
FLUTTER_HOSTS = re.compile(r"(?P<package>.*?)(?:^|/)(?:android|ios|linux|macos|windows)/")

DEFAULT_LIMIT = 50
"""Up to here the answer is also kept compact; who asks for more gets more."""


def answer(index: Index, *, kind: str | None, package: str | None, limit: int) -> EntryPoints:
    """See CONTRACT: `entry_points`."""
    directory = choose_package(index, package) if package else None
    found = routes(index) if kind == "route" else entry_points(index)
    chosen = [
        entry
        for entry in found
        if kind in {None, "route", entry["kind"]} and (directory is None or entry["package"] == (directory or "."))
    ]
    shown, _ = cut(chosen, limit)
    answered: EntryPoints = {
        "entry_points": shown,
        "total": len(chosen),
        "truncated": False,
        "routes": count_routes(index),
    }
    if 0 < limit <= DEFAULT_LIMIT:
        fit(answered, [shown])
    answered["truncated"] = len(shown) < len(chosen)
    return answered


@per_index
def entry_points(index: Index) -> list[EntryPoint]:
    """Every entry point but the routes, likeliest start of the product first."""
    directories = frozenset(package_directories(index))
    ranked: dict[tuple[str, str, str], tuple[tuple[float, ...], EntryPoint]] = {}
    every = [*_all(index)]
    shipped = {entry["path"] for _, entry in every if entry["kind"] == "container" and entry["path"]}
    for cost, entry in every:
        proof = entry["evidence"][0]["path"]
        where = entry["path"] or proof
        entry["package"] = owner(directories, where) or "."
        if entry["kind"] in IN_CODE and index.files[where].zone == "test":
            continue
        if entry["kind"] == "main" and _of_flutter(index, where):
            continue
        depth = 0 if entry["package"] == "." else where.count("/")
        if entry["kind"] == "container" and owner(directories, proof) != proof.rpartition("/")[0]:
            cost += ASIDE
        zone = max(ZONE_COST[index.files[where].zone], ZONE_COST[index.files[proof].zone])
        helping = not HELPERS.isdisjoint(where.split("/")[:-1]) and entry["kind"] in HELPING
        named = entry["kind"] == "cli" and entry["name"] == where.rpartition("/src/")[0].rpartition("/")[2]
        rank = KIND_RANK[entry["kind"]] + cost
        place = (zone, helping, rank, entry["path"] not in shipped, not named, depth, len(ranked))
        key = (entry["kind"], "" if entry["kind"] == "library" else entry["name"], where)
        if key not in ranked or place < ranked[key][0]:
            ranked[key] = (place, entry)
    return [entry for _, entry in sorted(ranked.values(), key=lambda item: (item[0], item[1]["path"], item[1]["name"]))]


def _all(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    built = [*built_programs(index)]
    stated = [*_of_manifests(index, built), *library_roots(index), *built, *android_entries(index)]
    yield from stated
    directories = frozenset(package_directories(index))
    taken = {entry["path"]: entry for _, entry in stated if entry["kind"] in {"cli", "main"}}
    folders = {entry["command"]: entry for _, entry in stated if entry["kind"] == "cli" and not entry["path"]}
    started = {owner(directories, entry["evidence"][0]["path"]) for _, entry in stated if entry["kind"] in STARTING}
    libraries = {owner(directories, entry["path"]) for _, entry in stated if entry["kind"] == "library"} - started
    found = []
    for cost, entry, indented in code_entries(index):
        if entry["kind"] in {"main", "cli"} and entry["path"] in taken:
            _complete(taken[entry["path"]], entry)
        elif entry["kind"] == "main" and (program := _of_folder(folders, entry["path"])):
            program["path"] = entry["path"]
            _complete(program, entry)
        elif not (indented and entry["kind"] in {"web", "worker"} and owner(directories, entry["path"]) in libraries):
            found.append((cost, entry))
    yield from found
    _archives(index, [entry for _, entry in stated], [entry for _, entry in found])
    for _, entry in stated:
        if entry["kind"] in {"cli", "main"} and entry["path"] and entry["line"] is None:
            _at_main(index, entry)
    if all(entry["kind"] == "library" for _, entry in (*stated, *found)):
        yield from _by_custom(index)


def _archives(index: Index, stated: list[EntryPoint], seen: list[EntryPoint]) -> None:
    """Containers that run an archive of the module around them get the class it begins in."""
    mains = [entry["path"] for entry in seen if entry["kind"] in IN_CODE and index.files[entry["path"]].language in JVM]
    for entry in stated:
        if entry["kind"] == "container" and not entry["path"] and mains:
            folder = entry["evidence"][0]["path"].rpartition("/")[0]
            inner = [path for path in dict.fromkeys(mains) if path.startswith(f"{folder}/" if folder else "")]
            entry["path"] = jvm_start(
                entry["command"] or "", [path for path in inner if index.files[path].zone == "product"]
            )


def _of_flutter(index: Index, path: str) -> bool:
    """Whether a program only hosts a Flutter application, which begins in `lib/main.dart` beside it."""
    found = FLUTTER_HOSTS.match(path)
    return found is not None and f"{found['package']}/lib/main.dart".lstrip("/") in index.files


def _of_folder(folders: Mapping[str | None, EntryPoint], path: str) -> EntryPoint | None:
    """The stated program whose target is the folder of a file (a target of SwiftPM)."""
    return folders.get(path.rpartition("/")[0])


def _complete(stated: EntryPoint, seen: EntryPoint) -> None:
    """What a manifest says of an entry point, with the place of its main function."""
    if stated["line"] is None:
        stated["line"], stated["symbol"] = seen["line"], stated["symbol"] or seen["symbol"]
        stated["evidence"] = [*stated["evidence"], *seen["evidence"]]


def _at_main(index: Index, stated: EntryPoint) -> None:
    """The line of a stated file's main function, where it has one."""
    main = next((symbol for symbol in index.symbols(stated["path"]) if symbol.qualname in {"main", "Main"}), None)
    if main is not None:
        stated["line"], stated["symbol"] = main.start_line, main.qualname


def _of_manifests(index: Index, built: Sequence[tuple[float, EntryPoint]]) -> Iterator[tuple[float, EntryPoint]]:
    """What manifests state; containers that run a program are led to it, also to one that is `built` by custom."""
    found = [
        item for path, manifest in product_manifests(index).items() for item in _of_manifest(index, path, manifest)
    ]
    programs = {
        entry["name"]: entry["path"] for _, entry in (*found, *built) if entry["kind"] == "cli" and entry["path"]
    }
    programs |= go_programs(index) if any(entry["kind"] == "container" for _, entry in found) else {}
    for cost, entry in found:
        words = (entry["command"] or "").split()
        if words and not entry["path"] and entry["kind"] in STARTING and words[0].rpartition("/")[2] in programs:
            entry["path"] = programs[words[0].rpartition("/")[2]]
            _at_main(index, entry)
        yield cost + (UNRESOLVED if entry["kind"] in {"container", "worker"} and not entry["path"] else 0), entry


# ---- what manifests say


def _of_manifest(index: Index, path: str, manifest: Manifest) -> Iterator[tuple[float, EntryPoint]]:
    directory = path.rpartition("/")[0]
    for item in manifest.entries:
        if item.kind == "library" and item.target.endswith(NO_CODE):
            continue
        file, symbol = target_file(index, item.target, directory, manifest.ecosystem)
        if not file and item.target in STARTED_BY:
            own = (f"{directory}/{name}".lstrip("/") for name in STARTED_BY[item.target])
            file = next((name for name in own if name in index.files), "")
            item = replace(item, kind="main")
        if file or item.kind not in {"library", "main"}:
            yield (
                0.0,
                new_entry(
                    index,
                    item.kind,
                    item.name,
                    file,
                    symbol,
                    item.target if item.kind != "library" else None,
                    {"path": path, "line": item.line},
                ),
            )
    weights = code_bytes(index)
    minor = manifest.ecosystem in weights and weights[manifest.ecosystem] * MINOR < max(weights.values())
    for script in manifest.scripts:
        chosen = _script_kind(script, manifest)
        if chosen is None:
            continue
        kind, cost = chosen
        if kind == "container" and (
            not script.command or script.command.startswith("--") or only_wraps(script.command)
        ):
            continue
        if kind == "script" and script.name != "start" and is_compiling(script.command):
            continue
        file, symbol = _started(index, script, manifest, 0)
        if not file and kind == "container" and script.command:
            file = copied_file(index, manifest, path, script.command.split()[0])
            file, symbol = (file, "") if file else _started(index, replace(script, directory=""), manifest, 0)
        yield (
            cost + (BESIDE if kind == "script" and minor and (directory or script.name not in OWN_STARTS) else 0),
            new_entry(index, kind, script.name, file, symbol, script.command, {"path": path, "line": script.line}),
        )


def _script_kind(script: Script, manifest: Manifest) -> tuple[str, float] | None:
    if script.kind in {"container", "process"}:
        worker = script.name in {"worker", "beat", "scheduler", "clock", "cron"} or "celery" in script.command
        cost = 0.0 if script.kind == "process" and script.name == "web" else 0.2
        return ("worker" if worker else "container"), cost
    if script.kind == "target":
        return ("script", 1.0 + START_TARGETS[script.name] / 10) if script.name in START_TARGETS else None
    if manifest.ecosystem in {"npm", "composer", "pypi", "pub"} and script.name in START_SCRIPTS:
        return "script", START_SCRIPTS[script.name] / 10
    return None


def _started(index: Index, script: Script, manifest: Manifest, depth: int) -> tuple[str, str]:
    """The file that a script starts, through other scripts of the manifest that it runs."""
    found = command_target(index, script.command, script.directory)
    if found[0] or depth > 3:
        return found
    for other in manifest.scripts:
        if other.name != script.name and any(
            f"{runner} {other.name}" in script.command
            for runner in ("npm run", "yarn", "pnpm", "pnpm run", "yarn run", "bun run")
        ):
            found = _started(index, other, manifest, depth + 1)
            if found[0]:
                return found
    return _of_package(index, script, manifest) or framework_start(index, script.command, script.directory), ""


def _of_package(index: Index, script: Script, manifest: Manifest) -> str:
    """What a container's `npm start` starts: the script of the package in the container's folder."""
    found = PACKAGE_SCRIPT.search(script.command)
    package = index.manifests.get(f"{script.directory}/package.json".lstrip("/"))
    if found is None or package is None or package is manifest:
        return ""
    named = next((item for item in package.scripts if item.name == found[1]), None)
    return _started(index, named, package, 1)[0] if named else ""


def _by_custom(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    """Started by custom: nothing in the workspace proves it, so the evidence is the name alone."""
    roots = set(package_directories(index)) | {"", "src"}
    for path, file in index.files.items():
        folder, _, name = path.rpartition("/")
        if name in USUAL_MAINS and file.zone == "product" and folder in roots:
            yield USUAL_MAINS[name], new_entry(index, "main", name, path, "", None, {"path": path})
