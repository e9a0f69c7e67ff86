"""Folders that are not of the product itself: what it needs as it was installed, what it hands out, what serves the work on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Final

from ...indexer.gathering import by_key
from ..naming import flat
from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...indexer.index import Index
    from ...indexer.manifests.base import Package

__all__ = [
    "AT_ROOT",
    "HANDED_OUT",
    "OF_PROGRAMS",
    "OF_TOOLS",
    "handed_out",
    "helps_at_root",
    "installed_folders",
    "records",
]

PACKAGE: Final = "/__init__.py"
LEAST: Final = 5
"""So many packages of a folder have the names of what the workspace asks for: adapters for others stand in a package of their own."""


@per_index
def installed_folders(index: Index) -> tuple[str, ...]:
    """Those folders, with `/`: no package themselves, and around several that the workspace's manifests ask for."""
    of_python = (one for one in index.manifests.values() if one.ecosystem == "pypi")
    asked = {flat(item.name) for one in of_python for item in one.dependencies}
    packages = (path.removesuffix(PACKAGE) for path in index.files if path.endswith(PACKAGE)) if asked else ()
    parts = (path.rpartition("/") for path in packages)
    held = Counter(folder for folder, _, name in parts if flat(name) in asked)
    found = (folder for folder, count in held.items() if count >= LEAST and f"{folder}{PACKAGE}" not in index.files)
    return tuple(sorted(f"{folder}/" for folder in found if folder))


RECORDS: Final = 100
"""So many files of one kind of data in a folder are its records, whatever tools some of them are called after (`registry/ruff.toml`)."""


@per_index
def records(index: Index) -> frozenset[tuple[str, str]]:
    """`(folder, extension)` of those."""
    parts = (path.rpartition("/") for path in index.files if path.endswith((".toml", ".json", ".yml", ".yaml")))
    held = Counter((folder, name.rpartition(".")[2]) for folder, _, name in parts if not folder.startswith("."))
    return frozenset(kind for kind, count in held.items() if kind[0] and count >= RECORDS)


HANDED_OUT: Final = frozenset(
    {"template", "templates", "boilerplate", "boilerplates", "skeleton", "skeletons", "stubs"}
)


@per_index
def handed_out(index: Index) -> tuple[str, ...]:
    """Those folders, with `/`: inside of a package, called as what is copied, and with packages of their own in them."""
    folders = by_key((path.rpartition("/")[0], path) for path in index.manifests)

    @cache
    def packages(folder: str) -> Sequence[Package]:
        """Those of the last manifest in a folder that has any: of few folders it is asked, and a manifest takes long to read."""
        told = (index.manifests[path] for path in reversed(folders.get(folder, ())))
        return next((item.packages for item in told if item.role == "manifest" and item.packages), ())

    called = (folder for folder in folders if not HANDED_OUT.isdisjoint(folder.lower().split("/")))
    found = {template for folder in called if packages(folder) and (template := _template(folder, packages))}
    return tuple(sorted(folder for folder in found if not _is_part(folder[:-1], packages)))


Packages = Callable[[str], "Sequence[Package]"]


def _is_part(folder: str, packages: Packages) -> bool:
    """A package that is called as its folder is a part of the workspace: its templates, or the code that reads some."""
    return any(package.name == folder.rpartition("/")[2] for package in packages(folder))


def _template(folder: str, packages: Packages) -> str:
    """The outermost folder around a package that has such a name and lies in another one; "" where there is none."""
    parts = folder.split("/")
    for place, part in enumerate(parts):
        if part.lower() in HANDED_OUT and any(packages("/".join(parts[:depth])) for depth in range(place + 1)):
            return "/".join(parts[: place + 1]) + "/"
    return ""


ALWAYS: Final = frozenset({"ci", "hack", "scripts", "tools", "utils"})
MOSTLY: Final = ALWAYS | {".ci", "contrib", "devtools", "misc"}
AT_ROOT: Final = ALWAYS | {"build", "dev", "eng", "etc", "project", "script", "util"}
"""At the root: deeper down `build` or `project` may be a part of the product."""
OF_PROGRAMS: Final = MOSTLY | {
    ".github", "bench", "benches", "benchmark", "benchmarks", "fuzz", "oss-fuzz", "fuzz_targets", "fuzzing", "magefiles", "xtask",
}  # fmt: skip
"""For a program that begins there."""
OF_TOOLS: Final = MOSTLY | {"dev", "support"}
"""For what a file there shows of a technology."""


def helps_at_root(path: str) -> bool:
    """Whether a file stands in such a folder at the root, in any case (`Tools/`)."""
    return "/" in path and path.partition("/")[0].lower() in AT_ROOT
