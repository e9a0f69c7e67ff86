"""Go modules of a workspace: module paths, replaced and required modules, vendored packages, from go.mod and go.work.

Source: https://go.dev/ref/mod
"""

from __future__ import annotations

from posixpath import normpath
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..base import World

__all__ = ["Module", "nearest", "read_modules"]

COMMENT = re.compile(r"//[^\n]*")


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
        shared = tuple(_replaces(folder, _directives(world.read(path))))
        for key, module in modules.items() if shared else ():
            if not folder or key == folder or key.startswith(folder + "/"):
                modules[key] = module._replace(replaces=_longest_first(shared + module.replaces))
    return modules


def nearest(folder: str, modules: dict[str, Module]) -> Module | None:
    """The module that a folder belongs to: that of the closest go.mod at or above it."""
    while folder not in modules:
        if not folder:
            return None
        folder = folder.rpartition("/")[0]
    return modules[folder]


def _module(folder: str, raw: bytes) -> Module:
    directives = list(_directives(raw))
    path = next((words[0] for verb, words in directives if verb == "module" and words), "")
    requires = sorted(
        {words[0] for verb, words in directives if verb == "require" and words}, key=lambda item: (-len(item), item)
    )
    return Module(folder, path, tuple(requires), _longest_first(tuple(_replaces(folder, directives))))


def _replaces(
    folder: str, directives: Iterator[tuple[str, list[str]]] | list[tuple[str, list[str]]]
) -> Iterator[tuple[str, str]]:
    for verb, words in directives:
        if verb == "replace" and "=>" in words[1:]:
            target = words[words.index("=>") + 1 :][:1]
            if target and (target[0] in {".", ".."} or target[0].startswith(("./", "../"))):
                place = normpath(f"{folder}/{target[0]}" if folder else target[0])
                if not place.startswith(".."):
                    yield words[0], "" if place == "." else place


def _longest_first(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: (-len(pair[0]), pair)))


def _directives(raw: bytes) -> Iterator[tuple[str, list[str]]]:
    """`(verb, words)` of each line; a block `verb ( … )` gives one for each of its lines."""
    block = ""
    for line in COMMENT.sub("", raw.decode("utf-8", "replace")).splitlines():
        words = [word.strip("\"`'") for word in line.split()]
        if not words:
            continue
        if words == [")"]:
            block = ""
        elif block:
            yield block, words
        elif words[-1] == "(":
            block = words[0]
        else:
            yield words[0], words[1:]
