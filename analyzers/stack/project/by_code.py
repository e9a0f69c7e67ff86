"""What the code itself tells of a project that no package speaks for: where it begins, and what its build files make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .said import said_to_be_imported
from .starts import OF_SHELLS, SCRIPTS, begun, main_functions, root_scripts
from .texts import is_bare

if TYPE_CHECKING:
    from ....answers import Ground
    from ....indexer.index import Index
    from .whole import Whole

__all__ = [
    "ACTIONS",
    "RUN_BY",
    "composed",
    "is_action",
    "is_built_library",
    "is_bunch",
    "is_installed_library",
    "is_left",
    "is_program",
]

MANY: Final = 4
INSTALLED: Final = re.compile(rb"install\s*\(\s*(?:EXPORT\b|TARGETS\b[^)]*\bEXPORT\b)")
COMPOSE: Final = re.compile(r"(?:docker-)?compose\.ya?ml")
ACTIONS, RUN_BY = ("action.yml", "action.yaml"), re.compile(rb"(?m)^runs:")


def is_bunch(project: Whole) -> bool:
    """Many programs, none outermost, and nothing that binds them: exercises, solutions, answers."""
    from ...entries.entry_ranks import entry_points

    begun = {
        entry["path"] for entry in entry_points(project.index) if entry["kind"] in {"main", "cli"} and entry["path"]
    }
    return not project.manifests and len(begun) >= MANY and all("/" in path for path in begun)


def is_program(project: Whole) -> bool:
    """Mostly in a language that programs for the terminal are written in, with no library that CMake makes and with a
    place where one begins."""
    language = next((item["name"] for item in project.shares[:1]), "")
    if language not in ("C", "C++", "Go", "Rust", "Shell"):
        return False
    if language in ("C", "C++") and not (project.main_files or main_functions(project.index)):
        return False
    if language == "Shell" and not (
        any(begun(project.index, project.shares)) or root_scripts(project.index, project.shares)
    ):
        return False
    builds = _builds(project, "CMakeLists.txt")
    return not any(b"add_library(" in build for build in builds) or any(b"add_executable(" in build for build in builds)


def is_built_library(project: Whole) -> bool:
    """The root's CMake makes a library, and no program."""
    root = project.index.read("CMakeLists.txt") if "CMakeLists.txt" in project.index.files else b""
    return b"add_library(" in root and b"add_executable(" not in root


def is_installed_library(project: Whole) -> bool:
    """CMake makes a library and writes down, for other builds, where it is installed."""
    builds = _builds(project, "CMakeLists.txt", ".cmake")
    exported = any(b"configure_package_config_file(" in build or INSTALLED.search(build) for build in builds)
    return exported and any(b"add_library(" in build for build in builds)


def _builds(project: Whole, *endings: str) -> list[bytes]:
    files = project.index.files.items()
    return [project.index.read(path) for path, file in files if path.endswith(endings) and file.zone == "product"]


def composed(index: Index) -> Ground | None:
    """A compose file at the root that starts several programs of others from their images."""
    for path in (path for path in index.manifests if COMPOSE.fullmatch(path)):
        images = [setting for setting in index.manifests[path].settings if setting.kind == "service" and setting.value]
        if len(images) >= MANY:
            return {"path": path, "line": images[0].line, "says": f"starts {len(images)} services from images"}
    return None


def is_action(project: Whole) -> bool:
    """A program that workflows run: the root says how."""
    return any(name in project.index.files and RUN_BY.search(project.index.read(name)) for name in ACTIONS)


def is_left(project: Whole) -> bool:
    """Code that nothing starts: others do, as the introduction or a manifest says or as its tests do. Scripts need no start, so
    that nothing starts them tells nothing, nor do tests of a package that is not to be published; of what is compiled (and is
    parsed: else a start may be there) there is no other use. What a shell reads sets it up."""
    leading = project.shares[0]["name"] if project.shares else ""
    if leading in OF_SHELLS:
        return False
    if said_to_be_imported(project.index):
        return True
    entries = (entry for manifest in project.manifests.values() for entry in manifest.entries)
    kept = any(package.private for manifest in project.root_manifests.values() for package in manifest.packages)
    offered = any(entry.kind == "library" for entry in entries) or (_is_tested(project) and not kept)
    product = (file for file in project.index.files.values() if file.zone == "product")
    known = leading not in SCRIPTS and any(file.parsed for file in product)
    return bool(leading) and (offered or known) and not is_bare(project)


def _is_tested(project: Whole) -> bool:
    files, (forward, _) = project.index.files, project.index.adjacency
    return any(
        files[path].zone == "test" and any(files[target].zone == "product" for target in targets)
        for path, targets in forward.items()
    )
