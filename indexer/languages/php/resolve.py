"""Where PHP imports lead: Composer's autoload rules, the names that files declare, and paths of `require`.

Name resolution: https://www.php.net/manual/en/language.namespaces.rules.php.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from ...facts import Link
from ...workspace_paths import joined, outwards, shared_leading
from .autoload import Autoload
from .paths import Constants
from .platform_names import BROUGHT, is_builtin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...facts import Import
    from ..base import World

__all__ = ["Resolver"]

CALLED = rb"(?=\s*(?:\(|::))"
AS_CLASS = ("extends", "implements", "instanceof", "new")
"""What stands before a class whose name looks like a function's."""
COMMENT_LINE = (b"*", b"//", b"#", b"/*")


class Resolver:
    """Every name that the workspace's files declare."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.files = world.files
        self.autoload = Autoload(world)
        self.constants = Constants(world.definitions)
        self.declared: dict[str, list[str]] = {}
        self.spaces: dict[str, dict[str, list[str]]] = {}
        for path in sorted(world.definitions):
            for full in sorted(_full_names(self.files[path].module, world.definitions[path])):
                module, _, name = full.rpartition("\\")
                self.spaces.setdefault(module, {}).setdefault(name, []).append(path)
                self.declared.setdefault(full, []).append(path)
        self.prefixes = {part for module in self.spaces for part in _prefixes(module)}

    def __call__(self, path: str, imports: Sequence[Import]) -> Iterator[Link]:
        """Resolves the imports of one file; see `base.Resolver`."""
        aliases = {item.alias: item.specifier for item in imports if item.form == "use"}
        for item in imports:
            if item.form.startswith(("require", "include")):
                yield self.include(path, item)
            else:
                yield from self.links(path, item, aliases)
        yield from self.neighbours(path, {item.alias for item in imports})

    def links(self, path: str, item: Import, aliases: Mapping[str, str]) -> Iterator[Link]:
        """The link of a `use` clause or of a qualified name; none for a name whose namespace only prefixes others."""
        full = self._meaning(path, item, aliases)
        target, symbol = self._file(path, full)
        if target:
            if target != path:
                yield Link.to(item, target, symbol)
        elif is_builtin(full) or (item.form in {"function", "const"} and "\\" not in full):
            yield Link.outside(item, full, stdlib=True)
        elif package := self.autoload.package_of(full):
            yield Link.outside(item, package)
        elif full in self.prefixes:
            yield Link.nowhere(item, "a namespace, no file of its own")
        elif "\\" in full and not (self.autoload.owns(full) or full.rpartition("\\")[0] in self.spaces):
            yield Link.outside(item, full.partition("\\")[0])
        elif item.form != "name":
            yield Link.nowhere(item, "no file declares the name")

    def include(self, path: str, item: Import) -> Link:
        """The file of a `require` or `include`."""
        if item.kind == "dynamic":
            return Link.nowhere(item, "computed path")
        if item.form.endswith("CONSTANT"):
            return self._from_constant(path, item)
        here = posixpath.dirname(path)
        bases = [here] if item.form.endswith("__DIR__") else outwards(here)
        for base in bases:
            target = joined(base, item.specifier)
            if target in self.files:
                return Link.to(item, target)
        return Link.nowhere(item, _no_file(item))

    def _from_constant(self, path: str, item: Import) -> Link:
        """The file of a path that begins with a constant."""
        places = self.constants.paths(path, item.specifier)
        for target in places:
            if target in self.files:
                return Link.to(item, target)
        return Link.nowhere(item, _no_file(item) if places else "computed path")

    def neighbours(self, path: str, bound: set[str]) -> Iterator[Link]:
        """Files whose names the file uses without a `use`: those of its own namespace, and functions that stand in none."""
        module = self.files[path].module
        used = self.world.bare.get(path) or self.world.uses.get(path)
        own = self.world.definitions.get(path, frozenset())
        space, functions = self.spaces.get(module, {}), self.spaces.get("", {})
        open_names = (used or frozenset()) - own - bound
        wanted = {name: space[name] for name in open_names & space.keys() if module or name[:1].isupper()}
        far = (open_names & functions.keys()) - wanted.keys()
        called = {name: functions[name] for name in far if name[:1].islower() and not BROUGHT.match(name)}
        text = self.world.read(path) if wanted or called else b""
        for name, places in sorted({**wanted, **called}.items()):
            if len(places) == 1 and self._offered(path, places[0]):
                line = _line_of(text, name, _called(name) if name in called else b"")
                if line:
                    yield Link(line, "static", name, places[0], name, name)

    def _offered(self, path: str, target: str) -> bool:
        """Only tests and their fixtures use what tests declare: there, a function replaces PHP's own (`error_log`)."""
        return self.files[target].zone != "test" or self.files[path].zone in {"test", "fixture"}

    def _meaning(self, path: str, item: Import, aliases: Mapping[str, str]) -> str:
        """The full name that a written one stands for."""
        written = item.specifier
        if item.form != "name" or written.startswith("\\"):
            return written.lstrip("\\")
        head, _, rest = written.partition("\\")
        module = self.files[path].module
        if head in aliases:
            return f"{aliases[head]}\\{rest}"
        if head == "namespace":
            written = rest
        return f"{module}\\{written}" if module else written

    def _file(self, path: str, full: str) -> tuple[str, str]:
        """The file of a class, function or constant, and its name there."""
        symbol = full.rpartition("\\")[2]
        if target := self.autoload.file_of(full):
            return target, symbol
        candidates = self.declared.get(full, [])
        if len(candidates) > 1:
            folder = posixpath.dirname(path).split("/")
            candidates = sorted(candidates, key=lambda item: (-shared_leading(folder, item.split("/")), item))
        return (candidates[0], symbol) if candidates else ("", "")


def _full_names(module: str, names: Iterable[str]) -> set[str]:
    """What a file declares, with its namespace: the first of the file, or the one that is written with the name."""
    names = {name for name in names if " " not in name}  # a mark has one
    written = {name for name in names if "\\" in name}
    elsewhere = {name.rpartition("\\")[2] for name in written}
    own = {f"{module}\\{name}" if module else name for name in names if "\\" not in name and name not in elsewhere}
    return own | {name.lstrip("\\") for name in written}


def _called(name: str) -> bytes:
    """Pattern source of what tells that a name in small letters is no variable's: a call, or a place where a class stands."""
    before = (rf"(?<={word} {re.escape(name)})".encode() for word in AS_CLASS)
    return rb"(?:" + b"|".join((CALLED, *before)) + rb")"


def _line_of(text: bytes, name: str, after: bytes) -> int:
    """The first line of code that has the name as a word; 0 where only comments have it, and a method that is called so."""
    form = rb"(?<![\w$\\>:'\"])(?<!function )" + re.escape(name.encode()) + rb"\b(?!\\)" + after
    for match in re.finditer(form, text):
        start = text.rfind(b"\n", 0, match.start()) + 1
        before = text[start : match.start()].lstrip()
        of_namespace = before.endswith(b"namespace ")
        if (not before.startswith(COMMENT_LINE) or before.startswith(b"#[")) and not of_namespace:
            return text.count(b"\n", 0, match.start()) + 1
    return 0


def _prefixes(module: str) -> Iterator[str]:
    while module:
        yield module
        module = module.rpartition("\\")[0]


def _no_file(item: Import) -> str:
    return "installed by Composer" if "vendor/" in item.specifier else "no file at that path"
