"""Where Rust imports lead: module files by the layout rules, other crates by the package's Cargo.toml.

Rules: https://doc.rust-lang.org/reference/items/modules.html (module files, `#[path]`),
https://doc.rust-lang.org/reference/items/use-declarations.html and names/paths (2018 paths),
https://doc.rust-lang.org/cargo/reference/cargo-targets.html (crate roots).
"""

from __future__ import annotations

import posixpath
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ...facts import Link
from .crates import Crates
from .module_tree import ModuleTree, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...facts import Import
    from ..base import World
    from .crates import Package

__all__ = ["Resolver"]

PLATFORM = frozenset({"std", "core", "alloc", "proc_macro", "test"})
PRIMITIVES = frozenset({
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32", "u64", "u128", "usize",
})  # fmt: skip
"""Types that a path may begin with everywhere (`use i32;`, `use f64::consts::PI;` of the older editions)."""
COMPILER = "rustc_"
"""How the compiler's own crates begin, which nightly programs use without declaring them (`rustc_private`)."""
STARTS = frozenset({"crate", "self", "super", ""})
MANIFEST_FOLDER = "$CARGO_MANIFEST_DIR"
MAX_HOPS = 4


class _Scope(NamedTuple):
    """What a file's imports bring in: by name, and by `*`."""

    bound: Mapping[str, Import]
    globs: Sequence[Import]


def _binds(item: Import) -> bool:
    """Whether an import gives a name to the file, rather than repeat one in a function (`use Kind;`) or take all of a module."""
    return item.alias != "*" and (item.name != "" or item.specifier != item.alias)


class Resolver:
    """The paths of files, followed through the module trees of the workspace's crates."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.files = world.files
        self.crates = Crates(world)
        self.tree = ModuleTree(world, self.crates)
        self._renamed_crates = cache(self._read_renamed)

    def __call__(self, path: str, imports: Sequence[Import]) -> Iterator[Link]:
        """Resolves the imports of one file; see `base.Resolver`."""
        scope = _Scope(
            {item.alias: item for item in imports if item.form in {"use", "extern crate"} and _binds(item)},
            [item for item in imports if item.name == "*" and item.form == "use"],
        )
        for item in imports:
            yield from self.links(path, item, scope)

    def links(self, path: str, item: Import, scope: _Scope) -> Iterator[Link]:
        """The link of an import; none for a written path whose head is no crate (it is a local name)."""
        if item.form == "mod":
            yield self._mod(path, item)
        elif item.form == "macro mod":  # declares a module where the macro is used, which often is this file
            declared = self._mod(path, item)
            if declared.target:
                yield declared
        elif item.form.startswith("include"):
            yield self._include(path, item)
        else:
            segments = item.specifier.split("::") + ([item.name] if item.name else [])
            link = self._path(path, item, segments, scope, 0)
            if link is not None:
                yield link
            elif item.form != "path" and b"macro_rules! " + item.alias.encode() not in self.world.read(path):
                by_glob = "the name comes from a glob import or a macro"
                yield Link.nowhere(item, by_glob if scope.globs else "no module or crate of that name", item.name)

    # ---- mod and include!

    def _mod(self, path: str, item: Import) -> Link:
        if item.specifier.startswith('"'):
            base = posixpath.dirname(path)
            if item.name:
                base = posixpath.join(self.tree.folder(path), *item.name.split("::"))
            target = join(base, item.specifier.strip('"'))
            if target in self.files:
                return Link.to(item, target)
            return Link.nowhere(item, "no file at the #[path]", item.name)
        first, _, below = item.specifier.partition("::")
        tail = item.specifier.replace("::", "/")
        bases = [join(folder, tail) for folder in (self.tree.folder(path), posixpath.dirname(path))]
        # The second serves a file that a `#[path]` attribute brought in: its modules lie beside it.
        if below and (placed := self.tree.inline_folders(path).get(first)) is not None:
            bases = [join(placed, below.replace("::", "/"))]
        for base in bases:
            target = self.tree.file(base)
            if target and target != path:
                return Link.to(item, target)
        return Link.nowhere(item, "no file for the module", item.name)

    def _include(self, path: str, item: Import) -> Link:
        if not item.specifier:
            return Link.nowhere(item, "computed specifier", item.name)
        folder, written = posixpath.dirname(path), item.specifier.strip('"')
        if written.startswith(MANIFEST_FOLDER):
            package = self.crates.package_of(path)
            folder, written = package.folder if package is not None else "", written[len(MANIFEST_FOLDER) :].lstrip("/")
        target = join(folder, written)
        return Link.to(item, target) if target in self.files else Link.nowhere(item, "no file at that path", item.name)

    # ---- use and paths

    def _path(self, path: str, item: Import, segments: list[str], scope: _Scope, hops: int) -> Link | None:
        head = segments[0]
        if head in STARTS:
            return self._anchored(path, item, segments)
        package, root = self.crates.package_of(path), self.tree.crate_root(path)
        from_root = package is not None and package.edition_2015 and item.form == "use"
        for module in (root, path) if from_root and root else (path,):
            if self.tree.child(module, head):
                return self._walk(item, module, segments)
        named = self._renamed_crates(root).get(head, head)
        if named == "self":
            return self._walk(item, root, segments[1:])
        if (crate := self._crate(item, [named, *segments[1:]], package)) is not None:
            return crate
        via = scope.bound.get(head)
        if via is not None and via is not item and hops < MAX_HOPS:
            start = via.specifier.split("::") + ([via.name] if via.name else [])
            return self._path(path, item, start + segments[1:], scope, hops + 1)
        if head in self.world.definitions.get(path, ()) and item.form != "path":
            return Link.to(item, path, _symbol(segments))
        return self._through_glob(path, item, segments, scope) if hops < MAX_HOPS else None

    def _anchored(self, path: str, item: Import, segments: list[str]) -> Link | None:
        """A path that says where it begins: `crate::`, `self::`, `super::`, or `::` for another crate."""
        if segments[0] == "crate":
            root = self.tree.crate_root(path)
            return (
                self._walk(item, root, segments[1:])
                if root
                else Link.nowhere(item, "the file belongs to no crate", item.name)
            )
        if segments[0]:
            return self._relative(path, item, segments)
        return self._crate(item, segments[1:], self.crates.package_of(path)) if len(segments) > 1 else None

    def _through_glob(self, path: str, item: Import, segments: list[str], scope: _Scope) -> Link | None:
        """A path that begins with a module which `use a::*` brings in."""
        for glob in scope.globs:
            if glob is item:
                continue
            link = self._path(path, glob, glob.specifier.split("::"), scope, MAX_HOPS)
            if (
                link is not None
                and link.target not in ("", path)
                and not link.name
                and self.tree.child(link.target, segments[0])
            ):
                return self._walk(item, link.target, segments)
        return None

    def _relative(self, path: str, item: Import, segments: list[str]) -> Link:
        module, rest = path, segments[1:] if segments[0] == "self" else segments
        inline: list[str] = []
        while rest and rest[0] == "super":
            if inline:
                inline = inline[:-1]
            else:
                module, inline = self.tree.owner(module)
            if not module:
                known = path in self.crates.roots or self.tree.owner(path)[0]
                reason = "super beyond the crate root" if known else "the file belongs to no crate"
                return Link.nowhere(item, reason, item.name)
            rest = rest[1:]
        return self._walk(item, module, [*inline, *rest])

    def _read_renamed(self, root: str) -> Mapping[str, str]:
        """The names that `extern crate a as b` in a crate's root gives to the whole crate → the crates."""
        names = (name.split() for name in self.world.definitions.get(root, ()) if name.startswith("extern crate "))
        return {words[4]: words[2] for words in names}

    def _crate(self, item: Import, segments: list[str], package: Package | None) -> Link | None:
        """A path that starts with the name of a crate: the package's own library, a dependency, or the platform."""
        head = segments[0]
        if package is not None and package.lib_name == head and package.lib:
            return self._walk(item, package.lib, segments[1:])
        declared = package.dependencies.get(head) if package is not None else None
        member = self.crates.member(package, head)
        if member is not None:
            return self._walk(item, member.lib, segments[1:])
        if declared:
            return Link.outside(item, declared, name=item.name)
        if (
            head in PLATFORM
            or (head in PRIMITIVES and item.form != "path")
            or (head.startswith(COMPILER) and item.form != "path")
        ):
            return Link.outside(item, head, True, item.name)
        if package is None and item.form != "path":
            return Link.outside(item, head, name=item.name)
        return None

    def _walk(self, item: Import, module: str, segments: list[str]) -> Link:
        """The file of the deepest module that a path names, and the symbol that is left of the path."""
        folder, rest = self.tree.folder(module), [part for part in segments if part]
        position = deepest = 0
        while position < len(rest):
            name = rest[position]
            target = self.tree.module_file(module, folder, name) or (
                self.tree.by_path_attribute(module).get(name, "") if position == deepest else ""
            )
            position += 1
            if target:
                module, folder, deepest = target, self.tree.folder(target), position
            elif join(folder, name) in self.world.directories:
                folder = join(folder, name)  # an inline module whose own modules lie in the folder of its name
            elif position == deepest + 1 and (placed := self.tree.inline_folders(module).get(name)) is not None:
                folder = placed
            else:
                break
        return Link.to(item, module, _symbol(rest[deepest:]))


def _symbol(rest: list[str]) -> str:
    """The name that is left after the modules: an item, or a path into inline modules; what follows a type is its own."""
    if not rest or rest[-1] == "*":
        return "*" if rest else ""
    for position, part in enumerate(rest):
        if part[:1].isupper():
            return ".".join(rest[: position + 1])
    return ".".join(rest)
