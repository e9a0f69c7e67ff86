"""The packages of Rust workspaces as Cargo sees them: crate roots, library names, and what each may depend on."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...gathering import by_key
from ...read_tables import inner_list, inner_table, toml_table
from ...workspace_paths import joined, nearest_around, outwards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..base import World

__all__ = ["Crates", "Package"]

DEPENDENCY_TABLES = ("dependencies", "dev-dependencies", "dev_dependencies", "build-dependencies", "build_dependencies")
TARGET_FOLDERS = {"bin": "src/bin", "example": "examples", "test": "tests", "bench": "benches"}
"""Where Cargo looks for targets by itself: each file, and each folder with a `main.rs`, is one crate root."""
NOT_FOUND_BY_ITSELF = {"bin": "autobins", "example": "autoexamples", "test": "autotests", "bench": "autobenches"}
"""Keys of a package that, when false, keep Cargo from looking."""


@dataclass(slots=True)
class Package:
    """One Cargo package.

    Attributes:
        name: as in its manifest.
        folder: of its manifest.
        lib: the library's root file, lib_name: the name it is imported by; both "" without one.
        main: `src/main.rs` where there is one.
        edition_2015: paths in `use` start at the crate root.
        dependencies: name in paths, as the manifest has it or as its library may be called → name of the package.
        local: the same → folder of a dependency that lies in the workspace.
    """

    name: str
    folder: str
    lib: str = ""
    lib_name: str = ""
    main: str = ""
    edition_2015: bool = False
    dependencies: dict[str, str] = field(default_factory=dict)
    local: dict[str, str] = field(default_factory=dict)


class Crates:
    """Every package of the workspace.

    Attributes:
        packages: folder → package.
        roots: the root files of all crates.
        folders: folder → the names in it that hold Rust.
    """

    def __init__(self, world: World) -> None:
        self.files = world.files
        self.packages: dict[str, Package] = {}
        self.roots: set[str] = set()
        self._by_folder: dict[str, Package | None] = {}
        self._by_lib: dict[str, list[Package]] = {}
        self.folders = _rust_folders(world)
        manifests = {
            posixpath.dirname(path): toml_table(world.read(path)) for path in world.by_basename.get("Cargo.toml", ())
        }
        for folder, manifest in manifests.items():
            if isinstance(manifest.get("package"), dict):
                self._add(folder, manifest, _workspace_of(folder, manifests))
        for path in (path for name in ("lib.rs", "main.rs") for path in world.by_basename.get(name, ())):
            folder = posixpath.dirname(path)
            if posixpath.basename(folder) == "src" and posixpath.dirname(folder) not in self.packages:
                self.roots.add(path)  # of a template, whose manifest has another name

    def package_of(self, path: str) -> Package | None:
        """The package whose folder is the nearest above a file."""
        folder = posixpath.dirname(path)
        if folder not in self._by_folder:
            self._by_folder[folder] = self.packages.get(nearest_around(path, self.packages))
        return self._by_folder[folder]

    def member(self, package: Package | None, name: str) -> Package | None:
        """The workspace's package that a crate name means in a package: a dependency has its library's name unless renamed."""
        if package is None:
            return next(iter(self._by_lib.get(name, ())), None)
        for key, folder in package.local.items():
            found = self.packages.get(folder)
            if found is not None and found.lib:
                renamed = key != package.dependencies[key].replace("-", "_")
                if name == (key if renamed else found.lib_name):
                    return found
        return None

    def _add(self, folder: str, manifest: dict[str, Any], workspace: tuple[str, dict[str, Any]]) -> None:
        header = manifest["package"]
        package = Package(str(header.get("name", "")), folder)
        edition = header.get("edition", "2015")
        if isinstance(edition, dict):
            edition = inner_table(workspace[1], "workspace", "package").get("edition", "2015")
        package.edition_2015 = edition == "2015"
        self._targets(package, manifest)
        _read_dependencies(package, manifest, workspace)
        self.packages[folder] = package
        if package.lib:
            self._by_lib.setdefault(package.lib_name, []).append(package)

    def _targets(self, package: Package, manifest: dict[str, Any]) -> None:
        """Library, binaries, examples, tests, benchmarks and build script, declared or found where Cargo looks."""
        folder, lib = package.folder, inner_table(manifest, "lib")
        root = joined(folder, str(lib.get("path", "src/lib.rs")))
        if root in self.files:
            package.lib = root
            package.lib_name = str(lib.get("name", package.name)).replace("-", "_")
            self.roots.add(root)
        if (main := joined(folder, "src/main.rs")) in self.files:
            package.main = main
            self.roots.add(main)
        build = manifest["package"].get("build", "build.rs")
        declared = [build] if isinstance(build, str) else []
        for kind, place in TARGET_FOLDERS.items():
            for item in inner_list(manifest, kind):
                if isinstance(item, dict):
                    usual = f"{place}/{item.get('name', '')}"
                    declared += [str(item["path"])] if "path" in item else [f"{usual}.rs", f"{usual}/main.rs"]
            if manifest["package"].get(NOT_FOUND_BY_ITSELF[kind], True) is not False:
                self.roots |= self._found_targets(joined(folder, place))
        self.roots |= {path for item in declared if (path := joined(folder, item)) in self.files}
        if not package.main:
            own = (joined(folder, item) for item in declared[1:])
            package.main = next((path for path in own if path in self.files), "")

    def _found_targets(self, place: str) -> set[str]:
        names = self.folders.get(place, ())
        found = {f"{place}/{name}" for name in names if name.endswith(".rs")}
        return found | {path for name in names if (path := f"{place}/{name}/main.rs") in self.files}


def _rust_folders(world: World) -> dict[str, set[str]]:
    """Folder → the names in it that hold Rust."""
    files = [path for path in world.files if path.endswith(".rs")]
    folders = {path.rpartition("/")[0] for path in files}
    return {key: set(names) for key, names in by_key(path.rpartition("/")[::2] for path in (*files, *folders)).items()}


def _workspace_of(folder: str, manifests: dict[str, dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    """The nearest manifest at or above a folder that has a `[workspace]`."""
    around = (above for above in outwards(folder) if "workspace" in manifests.get(above, {}))
    return next(((above, manifests[above]) for above in around), ("", {}))


def _read_dependencies(package: Package, manifest: dict[str, Any], workspace: tuple[str, dict[str, Any]]) -> None:
    tables = [inner_table(manifest, name) for name in DEPENDENCY_TABLES]
    for target in inner_table(manifest, "target").values():
        if isinstance(target, dict):
            tables += [inner_table(target, name) for name in DEPENDENCY_TABLES]
    shared = dict(_details(inner_table(workspace[1], "workspace", "dependencies")))
    patched = {name: value for table in inner_table(workspace[1], "patch").values() for name, value in _details(table)}
    for table in tables:
        for key, value in _details(table):
            base = package.folder
            if value.get("workspace") is True:
                value, base = shared.get(key, {}), workspace[0]
            name = key.replace("-", "_")
            package.dependencies[name] = declared = str(value.get("package", key))
            if "path" not in value:
                value, base = patched.get(declared, {}), workspace[0]
            if isinstance(value.get("path"), str):
                package.local[name] = joined(base, value["path"])
    for name, declared in [*package.dependencies.items()]:  # of `rust-ini`, `elasticlunr-rs` and `md-5`
        words = [word for word in name.split("_") if word not in {"rust", "rs"}]
        package.dependencies.setdefault("_".join(words), declared)
        package.dependencies.setdefault("".join(words), declared)


def _details(table: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a table of dependencies says of each; nothing but its name where it gives a version alone."""
    for name, value in table.items() if isinstance(table, dict) else ():
        yield name, value if isinstance(value, dict) else {}
