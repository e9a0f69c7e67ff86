"""entry_points: where execution begins, resolved to the source file, with the line that proves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .entry_rules import RULES, Rule
from .entry_targets import command_target, target_file
from .lists import cut
from .package_choice import choose_package
from .routes import count_routes, routes
from .workspace_packages import owner, package_directories, product_manifests

if TYPE_CHECKING:
    from ..answers import EntryPoint, EntryPoints, Evidence
    from ..indexer.index import Index
    from ..indexer.manifests.base import Manifest, Script

__all__ = ["answer", "entry_points"]

KIND_RANK = {"container": 0, "script": 1, "cli": 2, "web": 3, "worker": 4, "serverless": 5, "main": 6, "library": 7}
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
    "main.py": 1, "app.py": 1, "manage.py": 2, "server.js": 2, "index.js": 3, "app.js": 2, "index.ts": 3, "main.ts": 2, "server.ts": 2, "start.sh": 2,
    "app.rb": 1, "main.rb": 2, "main.js": 2, "index.php": 2, "init.scm": 3,
}  # fmt: skip
"""File names at a package's root that programs are started by, by custom; only where nothing else proves a start."""


def answer(index: Index, *, kind: str | None, package: str | None, limit: int) -> EntryPoints:
    """See CONTRACT: `entry_points`."""
    directory = choose_package(index, package) if package else None
    found = routes(index) if kind == "route" else entry_points(index)
    chosen = [
        entry
        for entry in found
        if kind in {None, "route", entry["kind"]} and (directory is None or entry["package"] == (directory or "."))
    ]
    shown, truncated = cut(chosen, limit)
    return {"entry_points": shown, "total": len(chosen), "truncated": truncated, "routes": count_routes(index)}


def entry_points(index: Index) -> list[EntryPoint]:
    """Every entry point but the routes, likeliest start of the product first."""
    directories = package_directories(index)
    ranked: dict[tuple[str, str, str], tuple[tuple[float, ...], EntryPoint]] = {}
    for cost, entry in _all(index):
        where = entry["path"] or entry["evidence"][0]["path"]
        entry["package"] = owner(directories, where) or "."
        depth = 0 if entry["package"] == "." else where.count("/")
        zone = max(ZONE_COST[index.files[where].zone], ZONE_COST[index.files[entry["evidence"][0]["path"]].zone])
        place = (zone, KIND_RANK[entry["kind"]] + cost, depth, len(ranked))
        key = (entry["kind"], entry["name"], where)
        if key not in ranked or place < ranked[key][0]:
            ranked[key] = (place, entry)
    return [entry for _, entry in sorted(ranked.values(), key=lambda item: (item[0], item[1]["path"], item[1]["name"]))]


def _all(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    proved = False
    for path, manifest in product_manifests(index).items():
        for cost, entry in _of_manifest(index, path, manifest):
            proved = proved or entry["kind"] != "library"
            yield cost, entry
    for cost, entry in _of_code(index):
        proved = proved or entry["kind"] != "library"
        yield cost, entry
    yield from _library_roots(index)
    if not proved:
        yield from _by_custom(index)


# ---- what manifests say


def _of_manifest(index: Index, path: str, manifest: Manifest) -> Iterator[tuple[float, EntryPoint]]:
    directory = path.rpartition("/")[0]
    for item in manifest.entries:
        file, symbol = target_file(index, item.target, directory, manifest.ecosystem)
        if file or item.kind not in {"library", "main"}:
            yield (
                0.0,
                _entry(
                    index,
                    item.kind,
                    item.name,
                    file,
                    symbol,
                    item.target if item.kind != "library" else None,
                    {"path": path, "line": item.line},
                ),
            )
    for script in manifest.scripts:
        chosen = _script_kind(script, manifest)
        if chosen is None:
            continue
        kind, cost = chosen
        if kind == "container" and (not script.command or script.command.startswith("--")):
            continue
        file, symbol = _started(index, script, manifest, 0)
        yield cost, _entry(index, kind, script.name, file, symbol, script.command, {"path": path, "line": script.line})


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
    return "", ""


# ---- what code says


def _of_code(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    for rule in RULES:
        for path, numbers in _candidates(index, rule):
            if index.files[path].zone in {"vendored", "generated", "fixture"}:
                continue
            lines = index.lines(path)
            for number in numbers or range(1, len(lines) + 1):
                match = rule.line.search(lines[number - 1]) if number <= len(lines) else None
                if match:
                    symbol = match.groupdict().get("symbol") or ""
                    name = symbol if symbol not in {"", "main", "Main"} else path.rpartition("/")[2]
                    evidence: Evidence = {"path": path, "line": number}
                    yield 1.5 - rule.weight, _entry(index, rule.kind, name, path, symbol, None, evidence, number)
                    break


def _candidates(index: Index, rule: Rule) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Files in which the rule may match, and the lines on which its word stands outside strings and comments."""
    if rule.word:
        found: Iterable[tuple[str, tuple[int, ...]]] = (
            (use.path, tuple(sorted({*use.bare, *use.attribute}))) for use in index.uses(rule.word)
        )
    else:
        found = ((path, ()) for path in index.files)
    for path, numbers in found:
        language = index.files[path].language
        known = language in rule.languages or (rule.files is not None and not rule.word and not language)
        if known and (rule.files is None or rule.files.search(path)):
            yield path, numbers


def _library_roots(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    """The import root of a Python distribution: the package or module that carries its name."""
    for path, manifest in product_manifests(index).items():
        if manifest.ecosystem != "pypi" or manifest.role != "manifest":
            continue
        for package in manifest.packages:
            inner = package.name.replace("-", "_").replace(".", "/").lower()
            for root in ("src", "", "lib"):
                base = "/".join(part for part in (package.directory, root, inner) if part)
                file = next((name for name in (f"{base}/__init__.py", f"{base}.py") if name in index.files), "")
                if file and inner:
                    yield (
                        0.0,
                        _entry(index, "library", package.name, file, "", None, {"path": path, "line": package.line}, 1),
                    )
                    break


def _by_custom(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    """Started by custom: nothing in the workspace proves it, so the evidence is the name alone."""
    roots = set(package_directories(index)) | {"", "src"}
    for path, file in index.files.items():
        folder, _, name = path.rpartition("/")
        if name in USUAL_MAINS and file.zone == "product" and folder in roots:
            yield USUAL_MAINS[name], _entry(index, "main", name, path, "", None, {"path": path})


def _entry(
    index: Index,
    kind: str,
    name: str,
    path: str,
    symbol: str,
    command: str | None,
    evidence: Evidence,
    line: int | None = None,
) -> EntryPoint:
    if path and symbol and line is None:
        line = next((found.start_line for found in index.symbols(path) if found.qualname == symbol), None)
    return {
        "kind": kind,
        "name": name,
        "path": path,
        "line": line,
        "symbol": symbol or None,
        "command": command,
        "package": None,
        "evidence": [evidence],
    }
