"""What the code itself tells of a project that no package speaks for: where it begins, and what its build files make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from .starts import OF_SHELLS, begun, root_scripts
from .texts import is_bare

if TYPE_CHECKING:
    from ....answers import Ground
    from ....indexer.index import Index
    from .whole import Whole

__all__ = [
    "ACTIONS", "BUILDS", "LIBRARY", "MANY", "RUN_BY", "composed", "is_action", "is_begun", "is_built_library", "is_bunch",
    "is_installed_library", "is_left",
]  # fmt: skip

MANY: Final = 4
BUILDS: Final = ("CMakeLists.txt", "meson.build")
LIBRARY: Final = re.compile(rb"\badd_library\s*\(|(?<!\w)(?:shared_|static_|both_)?library\s*\(\s*(?:'|meson\.)")
PROGRAM: Final = re.compile(rb"\badd_executable\s*\(|(?<!\w)executable\s*\(")
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


def is_begun(project: Whole) -> bool:
    """A program begins somewhere, or a script is the product; beside a library that the build makes it shows or tries that."""
    begins = any(begun(project.index, project.shares)) or bool(root_scripts(project.index, project.shares))
    return begins and not _makes_library(_builds(project, *BUILDS))


def is_built_library(project: Whole) -> bool:
    """The root's build makes a library, and no program."""
    return _makes_library([project.index.read(name) for name in BUILDS if name in project.index.files])


def _makes_library(builds: list[bytes]) -> bool:
    return any(map(LIBRARY.search, builds)) and not any(map(PROGRAM.search, builds))


def is_installed_library(project: Whole) -> bool:
    """CMake makes a library and writes down, for other builds, where it is installed."""
    builds = _builds(project, "CMakeLists.txt", ".cmake")
    exported = any(b"configure_package_config_file(" in build or INSTALLED.search(build) for build in builds)
    return exported and any(b"add_library(" in build for build in builds)


def _builds(project: Whole, *endings: str) -> list[bytes]:
    files = project.index.files.items()
    return [project.index.read(path) for path, file in files if path.endswith(endings) and file.zone == "product"]


def composed(index: Index, least: int = 1) -> Ground | None:
    """A compose file at the root that starts so many programs of others from their images."""
    for path in (path for path in index.manifests if COMPOSE.fullmatch(path)):
        images = [setting for setting in index.manifests[path].settings if setting.kind == "service" and setting.value]
        if len(images) >= least:
            return {"path": path, "line": images[0].line, "says": f"starts {len(images)} services from images"}
    return None


def is_action(project: Whole) -> bool:
    """A program that workflows run: the root says how."""
    return any(name in project.index.files and RUN_BY.search(project.index.read(name)) for name in ACTIONS)


def is_left(project: Whole) -> bool:
    """Code that nothing starts: others do, where anything shows it. What a shell reads sets it up."""
    leading = project.shares[0]["name"] if project.shares else ""
    return leading not in {"", *OF_SHELLS} and not is_bare(project)
