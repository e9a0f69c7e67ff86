"""Import roots of libraries by the custom of their ecosystem, and programs that native build files name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.workspace_paths import joined, prefix_of
from ..workspace.workspace_packages import product_manifests
from .entry_shape import new_entry
from .entry_targets import BUILT, target_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...answers import EntryPoint, Evidence
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest, Package

__all__ = ["built_programs", "library_roots"]

EXECUTABLES: dict[str, re.Pattern[str]] = {
    "meson.build": re.compile(r"\bexecutable\(\s*'([^']+)'\s*,\s*(?:files\(\s*)?\[?\s*'([^']+)'"),
    "CMakeLists.txt": re.compile(r"\badd_executable\(\s*([\w.${}-]+)\s+(?:WIN32\s+|MACOSX_BUNDLE\s+)?([\w./-]+\.c\w*)"),
}
"""Native build file → how it names a program and its first source."""

TESTED = re.compile(r"\badd_test\s*\([^)]*?\bCOMMAND\s+(\w+)|\b\w+_discover_tests\s*\(\s*(\w+)")
"""Programs that CMake runs as tests."""


def library_roots(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    """The file that users of each package import first."""
    for path, manifest in product_manifests(index).items():
        find = ROOTS.get(manifest.ecosystem)
        if find is None or manifest.role != "manifest":
            continue
        # `group:name` is what a plug-in's host loads, and no way to import the package
        stated = any(entry.kind == "library" and ":" not in entry.name for entry in manifest.entries)
        for package in manifest.packages:
            file = _source_of_build(index, manifest, package) if stated else find(index, manifest, package)
            if file:
                evidence: Evidence = {"path": path, "line": package.line}
                yield 0.0, new_entry(index, "library", package.name, file, "", None, evidence, 1)


def _source_of_build(index: Index, manifest: Manifest, package: Package) -> str:
    """The source of an npm package whose stated files only a build makes (`module: dist/x.esm.js`): an index, or of its own name."""
    built = [entry for entry in manifest.entries if entry.kind == "library" and BUILT.match(entry.target)]
    if manifest.ecosystem != "npm" or not package.name:
        return ""
    if all(target_file(index, entry.target, package.directory, "npm")[0] for entry in built):
        return ""
    stems = [joined(package.directory, f"src/{name}") for name in ("index", package.name.rpartition("/")[2])]
    return _first(index, [f"{stem}.{end}" for stem in stems for end in ("ts", "tsx", "js")])


def _python_root(index: Index, manifest: Manifest, package: Package) -> str:
    """The package or module that carries the distribution's name; else the only one that its build finds."""
    inner = package.name.replace("-", "_").replace(".", "/").lower()
    bases = ["/".join(part for part in (package.directory, root, inner) if part) for root in ("src", "", "lib")]
    named = _first(index, [f"{base}{end}" for base in bases for end in ("/__init__.py", ".py")]) if inner else ""
    if named or not any(setting.kind == "build-backend" for setting in manifest.settings):
        return named
    place = re.compile(rf"{re.escape(prefix_of(package.directory))}(?:src/)?[^/]+/__init__\.py")
    found = [path for path, file in index.files.items() if file.zone == "product" and place.fullmatch(path)]
    return found[0] if len(found) == 1 else ""


def _npm_root(index: Index, manifest: Manifest, package: Package) -> str:
    """`index.js`, which a package without `main` means; not in one that is private or that only offers programs."""
    if package.private or not package.name or any(entry.kind == "cli" for entry in manifest.entries):
        return ""
    return _first(index, [joined(package.directory, name) for name in ("index.js", "index.ts", "src/index.ts")])


def _gem_root(index: Index, _manifest: Manifest, package: Package) -> str:
    names = dict.fromkeys((package.name, package.name.replace("-", "/"), package.name.replace("-", "_")))
    found = _first(index, [joined(package.directory, f"lib/{name}.rb") for name in names]) if package.name else ""
    return found or _gem_spelled(index, package)


def _gem_spelled(index: Index, package: Package) -> str:
    """The module that spells a gem's name with the words apart: lib/active_record.rb of activerecord."""
    start, name = joined(package.directory, "lib") + "/", re.sub(r"[_-]", "", package.name)
    beside = (path for path in index.files if path.startswith(start) and path.endswith(".rb"))
    return next((path for path in beside if path[len(start) : -3].replace("_", "") == name and name), "")


def _go_root(index: Index, _manifest: Manifest, package: Package) -> str:
    """The module's own package, unless that is a program or nobody outside may import it.

    That is the file of its name, its `doc.go`, else its first file.
    """
    start = prefix_of(package.directory)
    files = [
        path
        for path, file in index.files.items()
        if file.language == "Go" and file.zone == "product" and path.startswith(start) and "/" not in path[len(start) :]
    ]
    internal = "internal" in package.name.split("/")
    if not files or internal or any(index.files[path].module == "main" for path in files):
        return ""
    name = re.sub(r"/v\d+$", "", package.name).rpartition("/")[2]
    return next((path for path in (f"{start}{name}.go", f"{start}doc.go") if path in files), files[0])


def _hex_root(index: Index, _manifest: Manifest, package: Package) -> str:
    """The module of the application's name, of what is made to be published (an application for itself has no `package:`)."""
    script = joined(package.directory, "mix.exs")
    published = script in index.files and b"package:" in index.read(script)
    return _first(index, [joined(package.directory, f"lib/{package.name}.ex")]) if published else ""


ROOTS: dict[str, Callable[[Index, Manifest, Package], str]] = {
    "pypi": _python_root,
    "npm": _npm_root,
    "gem": _gem_root,
    "golang": _go_root,
    "cargo": lambda index, _, package: _first(index, [joined(package.directory, "src/lib.rs")]),
    "hex": _hex_root,
    "pub": lambda index, _, package: _first(
        index, [joined(package.directory, f"lib/{package.name}.dart")] * (not package.private)
    ),
}
"""Ecosystem → the import root that its custom gives a package."""


def built_programs(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    """Programs that CMake and Meson build, and those that Cargo builds without a word in the manifest."""
    for path, file in index.files.items():
        folder, _, name = path.rpartition("/")
        if name in EXECUTABLES and file.zone == "product":
            lines = index.lines(path)
            tests = {found[1] or found[2] for found in TESTED.finditer("\n".join(lines))}
            for number, text in enumerate(lines, 1):
                match = EXECUTABLES[name].search(text)
                source = joined(folder, match[2]) if match else ""
                if match and match[1] not in tests and source in index.files and index.files[source].zone != "test":
                    yield 0.0, new_entry(index, "cli", match[1], source, "", None, {"path": path, "line": number})
    for path, manifest in product_manifests(index).items():
        # `group:name` is what a plug-in's host loads, and no way to import the package
        stated = any(entry.kind == "cli" for entry in manifest.entries)
        if manifest.ecosystem == "cargo" and manifest.role == "manifest" and not stated:
            for package in manifest.packages:
                evidence: Evidence = {"path": path, "line": package.line}
                for name, source in _cargo_programs(index, package) if package.name else ():
                    yield 0.0, new_entry(index, "cli", name, source, "main", None, evidence)


def _cargo_programs(index: Index, package: Package) -> Iterator[tuple[str, str]]:
    """`(name, file)` of what Cargo builds without a word in the manifest: `src/main.rs`, `src/bin/NAME.rs`, `src/bin/NAME/main.rs`."""
    main, folder = joined(package.directory, "src/main.rs"), joined(package.directory, "src/bin") + "/"
    if main in index.files:
        yield package.name, main
    for path in index.files:
        inner = path.removeprefix(folder)
        if path.startswith(folder) and path.endswith(".rs") and (inner.count("/") == 0 or inner.endswith("/main.rs")):
            name = inner.partition("/")[0].removesuffix(".rs")
            if inner in (f"{name}.rs", f"{name}/main.rs"):
                yield name, path


def _first(index: Index, candidates: list[str]) -> str:
    return next((path for path in candidates if path in index.files), "")
