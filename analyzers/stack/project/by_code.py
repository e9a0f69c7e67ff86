"""What code and build files tell of a project that no package speaks for: where it begins, what is made, what lies side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.workspace_paths import prefix_of
from .starts import OF_SHELLS, begun, root_scripts
from .texts import is_bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....answers import Ground
    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest
    from .whole import Whole

__all__ = [
    "ACTIONS", "BUILDS", "LIBRARY", "MANY", "PACKED", "RUN_BY", "composed", "is_action", "is_begun", "is_built_library",
    "is_bunch", "is_installed_library", "is_left", "side_by_side",
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


SOLUTIONS: Final = (".sln", ".slnx")
APPLICATION_SDKS: Final = ("microsoft.net.sdk.web", "microsoft.net.sdk.worker")

PACKED: Final = frozenset(
    ("property:PackageId", "property:PackageTags", "property:IsPackable", "property:MinClientVersion")
)
LEAST_PACKAGES: Final = 5
DESCRIBING: Final = frozenset(("helm", "terraform", "conda"))
"""Ecosystems whose manifests describe where things run, not a package of code."""


def side_by_side(index: Index, manifests: Mapping[str, Manifest]) -> bool:
    """Whether the product's packages lie in folders of their own and none around them: services in one repository.

    Args:
        manifests: those of the product; projects of a solution around them are parts of what it builds.
    """
    solutions = tuple(path.rpartition("/")[0] for path in index.files if path.endswith(SOLUTIONS))
    folders = {
        path.rpartition("/")[0]
        for path, manifest in manifests.items()
        if manifest.packages
        and manifest.ecosystem not in DESCRIBING
        and not (manifest.ecosystem == "nuget" and any(path.startswith(prefix_of(at)) for at in solutions))
    }
    outermost = {folder for folder in folders if not any(folder.startswith(f"{other}/") for other in folders)}
    return "" not in folders and len(outermost) >= LEAST_PACKAGES


def is_run(project: Manifest) -> bool:
    """Whether a .NET project makes a program; the libraries of a solution that has one are its parts, published or not."""
    settings = configured(project)
    sdk = settings.get("sdk", "").partition("/")[0]
    return sdk in APPLICATION_SDKS or settings.get("property:OutputType", "") in ("exe", "winexe")


def configured(project: Manifest) -> dict[str, str]:
    """The properties of a .NET project, in lower case."""
    return {setting.name: setting.value.lower() for setting in project.settings if setting.kind == "config"}
