"""Entry points that manifests state: their programs and modules, their scripts, containers and processes, each led to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.workspace_paths import joined
from ..sparing import spared
from ..workspace.ecosystem_languages import code_bytes
from ..workspace.workspace_packages import product_manifests
from .container_starts import copied_file, is_own, lead, made_elsewhere, whole_command
from .entry_shape import new_entry
from .entry_starts import entries_of, framework_start, go_programs
from .entry_targets import command_target, only_wraps, program_words, serves_app, target_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from ...answers import EntryPoint, Evidence
    from ...indexer.index import Index
    from ...indexer.manifests.base import Entry, Manifest, Script
    from ...indexer.rows import IndexedSymbol

__all__ = ["STARTING", "at_main", "stated_entries"]

STARTING = frozenset({"container", "script"})
CONTAINED = frozenset({"container", "worker"})
LED = STARTING | CONTAINED
UNRESOLVED = 5.0
"""What a container costs whose command starts nothing of the workspace: mostly a service that others made."""
START_SCRIPTS = {
    "start": 0, "start:prod": 1, "serve": 2, "dev": 3, "start:dev": 3, "develop": 3, "preview": 4, "watch": 6, "worker": 2, "server": 2,
    "run": 2,
}  # fmt: skip
START_TARGETS = {"run": 1, "start": 0, "serve": 1, "dev": 2, "server": 1, "up": 2, "worker": 2}
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
NO_CODE = (".json", ".d.ts", ".d.mts", ".d.cts", ".css", ".scss")
"""Ends of exports that begin no program: declarations, styles, data and the manifest itself."""
MINOR, BESIDE = 3, 6.0
"""The scripts of a package whose languages have less than a third of the largest share come after the programs."""
BUILDS_AGAIN = re.compile(
    r"^[^&|;]*\b(?:build|pack|tsc|tsup|tsdown|rollup|webpack|esbuild|babel|swc|microbundle|sass|tailwindcss)\s"
    r"(?!.*(?:[oO]n-?[sS]uccess|&&|;))(?:.*\s)?(?:--?w(?:atch)?|watch)\b"
)
"""What only builds on each change starts nothing; where it is the script `start`, that comes after the programs."""
RUNNING = ("npm run", "yarn", "pnpm", "pnpm run", "yarn run", "bun run")
SIDE_BY_SIDE = frozenset({"npm-run-all", "npm-run-all2", "run-p", "run-s"})
SHORT = re.compile(r"(?<![\w:/.-])(?:npm|yarn|pnpm|bun):(?=\w)")
"""How concurrently is told a script of the package."""
LAUNCH = re.compile(r"^\s*#\[(?:rocket::)?launch\]")
WORKER = re.compile(r"(?:^|[_-])(?:workers?|beat|scheduler|clock|cron|sidekiq|jobs)(?:$|[_-])")
"""How processes are called that take jobs."""
PACKAGE_SCRIPT = re.compile(r"\b(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?([\w:.-]+)")


def at_main(index: Index, stated: EntryPoint) -> None:
    """The line of what a stated entry names in its file, else of the file's main function, where it has one."""
    names = {stated["symbol"]} if stated["symbol"] else {"main", "Main"}
    begun = next((symbol for symbol in index.symbols(stated["path"]) if symbol.qualname in names), None)
    if begun is None and stated["path"].endswith(".rs"):
        begun = _launched(index, stated["path"])
        stated["symbol"] = None
    if begun is not None:
        stated["line"], stated["symbol"] = begun.start_line, begun.qualname


def _launched(index: Index, path: str) -> IndexedSymbol | None:
    """The function that Rocket's `#[launch]` makes the program of."""
    number = next((number for number, text in enumerate(index.lines(path), 1) if LAUNCH.match(text)), 0)
    below = (symbol for symbol in index.symbols(path) if number and symbol.end_line > number)
    return min(below, key=lambda symbol: symbol.start_line, default=None)


def stated_entries(index: Index, built: Sequence[tuple[float, EntryPoint]]) -> list[tuple[float, EntryPoint]]:
    """What manifests state; containers that run a program are led to it, also to one that is `built` by custom."""
    found: list[tuple[float, EntryPoint]] = []
    for path, manifest in product_manifests(index).items():
        with spared(index, f"entry points of {path}"):
            found += _of_manifest(index, path, manifest)
    programs = {
        entry["name"]: entry["path"] for _, entry in (*found, *built) if entry["kind"] == "cli" and entry["path"]
    }
    programs |= go_programs(index) if any(entry["kind"] == "container" for _, entry in found) else {}
    for _, entry in found:
        if entry["command"] and entry["kind"] in LED and (lead(index, entry, programs) or _made(index, entry)):
            at_main(index, entry)
    found += [
        (0.0, _served_app(index, entry)) for _, entry in found if entry["symbol"] and serves_app(entry["command"] or "")
    ]
    begun = [entry for _, entry in found if entry["kind"] == "container" and entry["name"].startswith("ENTRYPOINT")]
    paths = {(entry["evidence"][0]["path"], entry["path"]) for entry in begun}
    return [
        (cost + (UNRESOLVED if entry["kind"] in CONTAINED and not entry["path"] else 0), entry)
        for cost, entry in found
        if not _only_arguments(entry, paths)
    ]


def _made(index: Index, entry: EntryPoint) -> bool:
    """Whether a container starts the one program that its build makes in another stage, which the entry then names."""
    dockerfile = entry["evidence"][0]["path"]
    words = program_words(entry["command"] or "")
    if entry["path"] or entry["kind"] != "container" or not words:
        return False
    entry["path"] = made_elsewhere(index, index.manifests[dockerfile], dockerfile, words[0])
    return bool(entry["path"])


def _served_app(index: Index, entry: EntryPoint) -> EntryPoint:
    """The application that a command hands to its server: `uvicorn shop.main:app`."""
    symbol = entry["symbol"] or ""
    return new_entry(index, "web", symbol, entry["path"], symbol, entry["command"], entry["evidence"][0])


def _only_arguments(entry: EntryPoint, entrypoints: Set[tuple[str, str]]) -> bool:
    """Whether a CMD is only what an ENTRYPOINT is given, or starts the same that it does."""
    if entry["kind"] != "container" or entry["name"].partition(" ")[0] != "CMD":
        return False
    place = entry["evidence"][0]["path"]
    places = entrypoints if entry["path"] else {(path, "") for path, _ in entrypoints}
    return (place, entry["path"] or "") in places


# ---- what manifests say


def _of_manifest(index: Index, path: str, manifest: Manifest) -> Iterator[tuple[float, EntryPoint]]:
    directory = path.rpartition("/")[0]
    for item in entries_of(index, path, manifest):
        if item.kind == "library" and item.target.endswith(NO_CODE):
            continue
        file, symbol = target_file(index, item.target, directory, manifest.ecosystem)
        if not file and item.target in STARTED_BY:
            own = (f"{directory}/{name}".lstrip("/") for name in STARTED_BY[item.target])
            file = next((name for name in own if name in index.files), "")
            item = item._replace(kind="main")
        if file or item.kind not in {"library", "main"}:
            target = item.target if item.kind != "library" else None
            evidence: Evidence = {"path": path, "line": item.line}
            yield 0.0, new_entry(index, item.kind, _imported_as(manifest, item), file, symbol, target, evidence)
    yield from _of_scripts(index, path, manifest)


def _imported_as(manifest: Manifest, item: Entry) -> str:
    """What users write to import it: of npm's packages the manifest tells a field (`main`) or the path below the name (`./slim`)."""
    package = next((package.name for package in manifest.packages), "")
    if item.kind != "library" or manifest.ecosystem != "npm" or not package:
        return item.name
    return package + item.name[1:] if item.name.startswith(".") else package


def _of_scripts(index: Index, path: str, manifest: Manifest) -> Iterator[tuple[float, EntryPoint]]:
    """Scripts, containers and processes, each with the file that its command starts."""
    directory = path.rpartition("/")[0]
    weights = code_bytes(index)
    minor = manifest.ecosystem in weights and weights[manifest.ecosystem] * MINOR < max(weights.values())
    for script in manifest.scripts:
        chosen = _script_kind(script, manifest)
        if chosen is None:
            continue
        kind, cost = chosen
        command = whole_command(manifest, script) if kind == "container" else script.command
        if kind == "container" and (not command or command.startswith("--") or only_wraps(script.command)):
            continue
        script = script._replace(command=command)
        file, symbol = _started(index, script, manifest, 0)
        if not file and kind == "container":
            file, symbol = _in_container(index, path, manifest, script)
        if kind in CONTAINED and not file and not is_own(index, manifest, script):
            continue
        beside = kind == "script" and minor and (directory or script.name not in OWN_STARTS)
        started = new_entry(index, kind, script.name, file, symbol, command, {"path": path, "line": script.line})
        yield cost + (BESIDE if beside else 0), started


def _in_container(index: Index, path: str, manifest: Manifest, script: Script) -> tuple[str, str]:
    """What a command means inside of a container: a file that is copied there, or one below the build's root."""
    words = program_words(script.command)
    file = copied_file(index, manifest, path, words[0]) if words else ""
    return (file, "") if file else _started(index, script._replace(directory=""), manifest, 0)


def _script_kind(script: Script, manifest: Manifest) -> tuple[str, float] | None:
    if script.kind in {"container", "process"}:
        worker = bool(WORKER.search(script.name)) or "celery" in script.command
        cost = 0.0 if script.kind == "process" and script.name == "web" else 0.2
        return ("worker" if worker else "container"), cost
    if script.kind == "target":
        return ("script", 1.0 + START_TARGETS[script.name] / 10) if script.name in START_TARGETS else None
    if manifest.ecosystem not in {"npm", "composer", "pypi", "pub"} or script.name not in START_SCRIPTS:
        return None
    if not BUILDS_AGAIN.search(script.command):
        return "script", START_SCRIPTS[script.name] / 10
    return ("script", BESIDE) if script.name == "start" else None


def _started(index: Index, script: Script, manifest: Manifest, depth: int) -> tuple[str, str]:
    """The file that a script starts, through other scripts of the manifest that it runs."""
    found = command_target(index, script.command, script.directory)
    if found[0] or depth > 3:
        return found
    for other in manifest.scripts:
        if other.name != script.name and _runs(script.command, other.name):
            found = _started(index, other, manifest, depth + 1)
            if found[0]:
                return found
    if (elsewhere := script_elsewhere(index, script.command, script.directory)) and elsewhere[1] is not manifest:
        return _started(index, *elsewhere, depth + 1)
    return framework_start(index, script.command, script.directory), ""


def _runs(command: str, name: str) -> bool:
    """Whether a script runs another one: `npm run dev`, `concurrently yarn:dev`, `run-p dev:*`."""
    if any(f"{runner} {name}" in command for runner in RUNNING):
        return True
    words = [SHORT.sub("", word.strip("\"'")) for word in command.split()]
    if not words or not (SIDE_BY_SIDE.intersection(words) or SHORT.search(command)):
        return False
    return any(word == name or (word.endswith(":*") and name.startswith(word[:-1])) for word in words[1:])


# ---- Scripts that a command runs in another package of the workspace: `pnpm -C server run dev`, `yarn workspace api start`,
# `pnpm --filter web dev`.

SCRIPT = r"(?:\s+(?:run|run-script))?\s+(?P<script>[\w:.-]+)"
VALUE = r"[ =]['\"]?(?P<{}>[@\w./-]+)['\"]?"
BY_FOLDER = re.compile(
    rf"\b(?:(?:npm|yarn|pnpm|bun)\s+(?:-C|--prefix|--cwd|--dir)|cd(?=\s+[\w./-]+\s*&&\s*(?:npm|yarn|pnpm|bun)\b))"
    rf"{VALUE.format('folder')}(?:\s*&&\s*\w+)?{SCRIPT}"
)
BY_NAME = re.compile(
    rf"\b(?:npm|yarn|pnpm|bun)\s+(?:--filter|-F|workspace|--workspace|-w){VALUE.format('name')}{SCRIPT}"
    rf"|\bnpm\s+(?:run\s+)?(?P<first>[\w:.-]+)\s+(?:-w|--workspace){VALUE.format('other')}"
)


def script_elsewhere(index: Index, command: str, directory: str) -> tuple[Script, Manifest] | None:
    """The script and its manifest; None where a command runs none of another package, or where no package is so called."""
    path = script = ""
    if found := BY_FOLDER.search(command):
        path, script = joined(directory, f"{found['folder']}/package.json"), found["script"]
    elif found := BY_NAME.search(command):
        path = _called(index, found["name"] or found["other"], directory)
        script = found["script"] or found["first"]
    elif found := PACKAGE_SCRIPT.search(command):  # in a container the script of the package in its folder
        path, script = joined(directory, "package.json"), found[1]
    manifest = index.manifests.get(path)
    named = next((item for item in manifest.scripts if item.name == script), None) if manifest else None
    return (named, manifest) if named and manifest else None


def _called(index: Index, name: str, directory: str) -> str:
    """The manifest of a package by its name, else by its folder as the command writes it."""
    for path, manifest in index.manifests.items():
        if manifest.ecosystem == "npm" and any(package.name == name for package in manifest.packages):
            return path
    return joined(directory, f"{name}/package.json")
