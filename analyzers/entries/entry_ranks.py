"""All entry points of a workspace, from whatever shows them, the likeliest start of the product first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.workspace_paths import prefix_of
from ..per_index import per_index
from ..workspace.code_places import is_hidden
from ..workspace.folders_aside import OF_PROGRAMS
from ..workspace.workspace_packages import manager_for, managers, owner, package_directories, product_manifests
from .entry_code import code_entries
from .entry_libraries import built_programs, library_roots
from .entry_rules import JVM
from .entry_shape import new_entry
from .entry_starts import framework_run, jvm_start
from .entry_stated import STARTING, at_main, stated_entries
from .schedules import scheduled_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...answers import EntryPoint
    from ...indexer.index import Index

__all__ = ["entry_points"]

KIND_RANK = {"container": 0, "script": 1, "cli": 2, "web": 3, "worker": 4, "serverless": 5, "main": 6, "library": 4.5}
ZONE_COST = {"product": 0, "example": 4, "docs": 5, "test": 6, "fixture": 8, "generated": 8, "vendored": 9}
USUAL_MAINS = {
    "main.py": 1, "app.py": 1, "bot.py": 1, "manage.py": 2, "server.js": 2, "index.js": 3, "app.js": 2, "index.ts": 3, "main.ts": 2,
    "server.ts": 2, "start.sh": 2, "app.rb": 1, "main.rb": 2, "main.js": 2, "index.php": 2, "init.scm": 3,
}  # fmt: skip
"""File names at a package's root that programs are started by, by custom; only where nothing else proves a start."""
ASIDE = 2.5
"""What a container costs that is described in a folder of its own (`docker/`): mostly one for development."""

IN_CODE = frozenset({"main", "web", "worker"})
"""Kinds that tests have as well, and start for themselves."""
HELPING = frozenset({"main", "cli", "script"})
FLUTTER_HOSTS = re.compile(r"(?P<package>.*?)(?:^|/)(?:android|ios|linux|macos|windows)/")


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
        made = entry["kind"] in {"cli", "library"} and index.files[proof].zone == "test"  # for what tests are given
        if index.files[where].zone == "test" and (entry["kind"] in IN_CODE or made):
            continue
        if entry["kind"] == "main" and _of_flutter(index, where):
            continue
        depth = 0 if entry["package"] == "." else where.count("/")
        if entry["kind"] == "container" and owner(directories, proof) != proof.rpartition("/")[0]:
            cost += ASIDE
        zone = max(ZONE_COST[index.files[where].zone], ZONE_COST[index.files[proof].zone])
        helping = _helps(where) if entry["kind"] in HELPING else 0
        folder = where.rpartition("/src/")[0].rpartition("/")[2]
        named = entry["kind"] == "cli" and (entry["package"] == "." or entry["name"] == folder)
        named = named or (entry["kind"] == "main" and _leads_module(index, where, entry["package"] or "."))
        rank = KIND_RANK[entry["kind"]] + cost
        place = (zone, helping, rank, entry["path"] not in shipped, not named, depth, len(ranked))
        key = (entry["kind"], "" if entry["kind"] == "library" else entry["name"], where)
        if key not in ranked or place < ranked[key][0]:
            ranked[key] = (place, entry)
    return [entry for _, entry in sorted(ranked.values(), key=lambda item: (item[0], item[1]["path"], item[1]["name"]))]


def _leads_module(index: Index, path: str, package: str) -> bool:
    """Whether a program is the one that a module of Go is named for: at its root, or in `cmd/` by its name."""
    around = "" if package == "." else f"{package}/"
    module = index.manifests.get(f"{around}go.mod") if path.endswith(".go") else None
    names = [item.name.rpartition("/")[2] for item in module.packages] if module else []
    folder, _, file = path.rpartition("/")
    return file in ("main.go", *(f"{name}.go" for name in names)) and folder in (
        around.rstrip("/"),
        *(f"{around}cmd/{name}" for name in names),
    )


def _helps(path: str) -> int:
    """How far a program's place is from the product: in a folder of tools, in one that is hidden as well."""
    return (not OF_PROGRAMS.isdisjoint(path.split("/")[:-1])) + is_hidden(path)


def _all(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    built = [*built_programs(index)]
    stated = [
        *stated_entries(index, built),
        *library_roots(index),
        *built,
        *android_entries(index),
        *quarkus_modules(index),
        *scheduled_entries(index),
    ]
    yield from stated
    directories = frozenset(package_directories(index))
    taken = {entry["path"]: entry for _, entry in stated if entry["kind"] in {"cli", "main"}}
    folders = {entry["command"]: entry for _, entry in stated if entry["kind"] == "cli" and not entry["path"]}
    started = {owner(directories, entry["evidence"][0]["path"]) for _, entry in stated if entry["kind"] in STARTING}
    libraries = {owner(directories, entry["path"]) for _, entry in stated if entry["kind"] == "library"} - started
    code = [*code_entries(index)]
    programs = {entry["path"] for _, entry, _ in code if entry["symbol"] == "main"}
    found = []
    for cost, entry, indented in code:
        if entry["kind"] in {"main", "cli"} and entry["path"] in taken:
            _complete(taken[entry["path"]], entry)
        elif entry["kind"] == "main" and (program := folders.get(entry["path"].rpartition("/")[0])):
            program["path"] = entry["path"]
            _complete(program, entry)
        elif not (
            indented
            and entry["kind"] in {"web", "worker"}
            and entry["path"] not in programs
            and owner(directories, entry["path"]) in libraries
        ):
            found.append((cost, entry))
    yield from found
    _archives(index, [entry for _, entry in stated], [entry for _, entry in found])
    for _, entry in stated:
        if entry["kind"] in {"cli", "main"} and entry["path"] and entry["line"] is None:
            at_main(index, entry)
    if all(entry["kind"] == "library" for _, entry in (*stated, *found)):
        yield from _by_custom(index)


def _archives(index: Index, stated: list[EntryPoint], seen: list[EntryPoint]) -> None:
    """Containers that run an archive of the module around them get the class it begins in."""
    mains = [entry["path"] for entry in seen if entry["kind"] in IN_CODE and index.files[entry["path"]].language in JVM]
    for entry in stated:
        if entry["kind"] == "container" and not entry["path"] and mains:
            folder = entry["evidence"][0]["path"].rpartition("/")[0]
            own = (path for path in dict.fromkeys(mains) if index.files[path].zone == "product")
            inner = [path for path in own if path.startswith(prefix_of(folder))]
            entry["path"] = jvm_start(entry["command"] or "", inner)


def _of_flutter(index: Index, path: str) -> bool:
    """Whether a program only hosts a Flutter application, which begins in `lib/main.dart` beside it."""
    found = FLUTTER_HOSTS.match(path)
    return found is not None and f"{found['package']}/lib/main.dart".lstrip("/") in index.files


def _complete(stated: EntryPoint, seen: EntryPoint) -> None:
    """What a manifest says of an entry point, with the place of its main function."""
    if stated["line"] is None:
        stated["line"], stated["symbol"] = seen["line"], stated["symbol"] or seen["symbol"]
        stated["evidence"] = [*stated["evidence"], *seen["evidence"]]


def _by_custom(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    """Started by custom: nothing in the workspace proves it, so the evidence is the name alone."""
    roots = set(package_directories(index)) | {"", "src"}
    for path, file in index.files.items():
        folder, _, name = path.rpartition("/")
        if name in USUAL_MAINS and file.zone == "product" and folder in roots:
            yield USUAL_MAINS[name], new_entry(index, "main", name, path, "", None, {"path": path})


# ---- Applications of Quarkus, whose main class is generated: a module with its build plugin and none that `@QuarkusMain` marks
# https://quarkus.io/guides/lifecycle#the-main-method

PLUGINS = frozenset({"io.quarkus", "io.quarkus:quarkus-maven-plugin", "io.quarkus.platform:quarkus-maven-plugin"})
SERVING = (
    "quarkus-rest", "quarkus-resteasy", "quarkus-vertx", "quarkus-undertow", "quarkus-websockets", "quarkus-grpc",
    "quarkus-reactive-routes",
)  # fmt: skip
"""Beginnings of the extensions that listen."""
MAIN = "QuarkusMain"


def quarkus_modules(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    """`(cost, entry)` of each module that Quarkus starts by itself; it begins in no source file, so that none is named."""
    marked = [path for path in index.files_using(MAIN) if index.files[path].zone == "product"]
    for path, manifest in product_manifests(index).items():
        folder = path.rpartition("/")[0]
        line = next((item.line for item in manifest.settings if item.kind == "tool" and item.name in PLUGINS), None)
        if line is None or any(other.startswith(prefix_of(folder)) for other in marked):
            continue
        name = next((package.name for package in manifest.packages if package.name), "") or folder.rpartition("/")[2]
        listens = any(item.name.rpartition(":")[2].startswith(SERVING) for item in manifest.dependencies)
        manager = manager_for(managers(index), folder, "maven")
        command = framework_run(index, manager.name, folder) if manager else None
        kind, called = "web" if listens else "main", name.rpartition(":")[2]
        yield 0.5, new_entry(index, kind, called, "", "", command, {"path": path, "line": line})


# ---- Where Android starts an application: the activities that its manifest puts on the launcher

MANIFEST = "AndroidManifest.xml"
MOST_BYTES = 500_000
ACTIVITY = re.compile(r"<activity(?:-alias)?\b[^>]*(?<!/)>.*?(?:</activity(?:-alias)?>|\Z)", re.DOTALL)
NAMES = tuple(re.compile(rf"android:{key}\s*=\s*\"([\w.]+)\"") for key in ("targetActivity", "name"))
"""What an alias is for goes before its own name."""
PACKAGE = re.compile(r"<manifest\b[^>]*?\bpackage\s*=\s*\"([\w.]+)\"", re.DOTALL)
LAUNCHED = ("android.intent.action.MAIN", "android.intent.category.LAUNCHER")
SOURCES = (".kt", ".java")


def android_entries(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    """`(cost, entry)` of each activity that a launcher shows, at the class that it names."""
    for path, file in index.files.items():
        if path.rpartition("/")[2] != MANIFEST or file.zone != "product" or file.size > MOST_BYTES:
            continue
        text = index.text(path)
        for block in ACTIVITY.finditer(text):
            name = next(filter(None, (key.search(block[0]) for key in NAMES)), None)
            if name is None or not all(word in block[0] for word in LAUNCHED):
                continue
            line = text.count("\n", 0, block.start() + name.start()) + 1
            short = name[1].rpartition(".")[2]
            package = PACKAGE.search(text)
            source = _source(index, name[1], package[1] if package else "")
            symbol = short if source else ""
            yield 0.0, new_entry(index, "main", short, source, symbol, None, {"path": path, "line": line})


def _source(index: Index, name: str, package: str) -> str:
    """The file of a class: by its whole name, or where the name is relative to the application's package by its end."""
    whole = (package + name if name.startswith(".") else name).strip(".").replace(".", "/")
    ends = tuple(f"/{tail}{ending}" for tail in (whole, name.strip(".").replace(".", "/")) for ending in SOURCES)
    fitting = (path for path, file in index.files.items() if file.zone == "product" and f"/{path}".endswith(ends))
    return min(fitting, key=lambda path: (not f"/{path}".endswith(ends[:2]), path), default="")
