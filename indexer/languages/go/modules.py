"""Go modules of a workspace: module paths, replaced and required modules, vendored packages, from go.mod and go.work.

Source: https://go.dev/ref/mod
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...manifests.golang import directives, replacements
from ...manifests.notations.lines import decode
from ...workspace_paths import joined

if TYPE_CHECKING:
    from ...manifests.golang import Directive
    from ..base import World

__all__ = ["Module", "nearest", "read_modules"]


class Module(NamedTuple):
    """One go.mod.

    Attributes:
        folder: where it stands; "" for the root.
        path: the module path that it declares.
        requires: required module paths, the longest first.
        replaces: `(module path, workspace folder)` of replacements by a local folder, the longest path first.
    """

    folder: str
    path: str
    requires: tuple[str, ...] = ()
    replaces: tuple[tuple[str, str], ...] = ()


def read_modules(world: World) -> dict[str, Module]:
    """Folder → module, for every go.mod; the replacements of a go.work apply to all modules below it.

    Where none stands, the file that `-modfile=vendor.mod` names is the folder's go.mod.
    """
    modules: dict[str, Module] = {}
    for path in sorted(world.matching("*.mod"), key=lambda path: (not f"/{path}".endswith("/go.mod"), path)):
        folder = path.rpartition("/")[0]
        if folder not in modules and (module := _module(folder, world.read(path))).path:
            modules[folder] = module
    for path in world.by_basename.get("go.work", ()):
        folder = path.rpartition("/")[0]
        shared = list(directives(decode(world.read(path)), []))
        for key, module in modules.items():
            if not folder or key == folder or key.startswith(folder + "/"):
                modules[key] = module._replace(replaces=_replaces(folder, shared, module.replaces))
    return modules


def nearest(folder: str, modules: dict[str, Module]) -> Module | None:
    """The module that a folder belongs to: that of the closest go.mod at or above it."""
    while folder not in modules:
        if not folder:
            return None
        folder = folder.rpartition("/")[0]
    return modules[folder]


def _module(folder: str, raw: bytes) -> Module:
    found = list(directives(decode(raw), []))
    path = next((item.words[0] for item in found if item.verb == "module"), "")
    requires = {item.words[0] for item in found if item.verb == "require"}
    return Module(folder, path, tuple(sorted(requires, key=lambda item: (-len(item), item))), _replaces(folder, found))


def _replaces(
    folder: str, found: list[Directive], further: tuple[tuple[str, str], ...] = ()
) -> tuple[tuple[str, str], ...]:
    """What local folders replace, and what is replaced so elsewhere."""
    local = [
        (path, joined(folder, it.name))
        for path, told in replacements(found).items()
        for it in told
        if it.name[:1] == "."
    ]
    inside = (pair for pair in (*local, *further) if not pair[1].startswith(".."))
    return tuple(sorted(dict.fromkeys(inside), key=lambda pair: (-len(pair[0]), pair)))
