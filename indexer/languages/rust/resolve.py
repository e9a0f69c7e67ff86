"""Where Rust imports lead: module files by the layout rules, other crates by the package's Cargo.toml.

Rules: https://doc.rust-lang.org/reference/items/modules.html (module files, `#[path]`),
https://doc.rust-lang.org/reference/items/use-declarations.html and names/paths (2018 paths),
https://doc.rust-lang.org/cargo/reference/cargo-targets.html (crate roots).
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from ...facts import Link
from .crates import Crates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...facts import Import
    from ..base import Resolver, World
    from .crates import Package

__all__ = ["resolver"]

PLATFORM = frozenset({"std", "core", "alloc", "proc_macro", "test"})
COMPILER = "rustc_"
"""How the compiler's own crates begin, which nightly programs use without declaring them (`rustc_private`)."""
PATH_MOD = re.compile(
    rb'#\[\s*path\s*=\s*"([^"\n]+)"\s*\]\s*(?:#\[[^\n]*\]\s*)*(?:pub(?:\([^()\n]*\))?\s+)?mod\s+(\w+)\s*;'
)
ROOT_NAMES = frozenset({"mod.rs", "lib.rs", "main.rs"})
MAX_HOPS = 4


def resolver(world: World) -> Resolver:
    """Resolves the imports of one file; see `LanguageModule.resolver`."""
    modules = _Modules(world)

    def resolve(path: str, imports: Sequence[Import]) -> Iterator[Link]:
        bound = {item.alias: item for item in imports if item.form in {"use", "extern crate"} and _binds(item)}
        globs = any(item.name == "*" for item in imports)
        for item in imports:
            yield from modules.links(path, item, bound, globs)

    return resolve


def _binds(item: Import) -> bool:
    """Whether an import gives a name to the file, rather than repeat one in a function (`use Kind;`) or take all of a module."""
    return item.alias != "*" and (item.name != "" or item.specifier != item.alias)


class _Modules:
    """The module trees of the workspace's crates."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.files = world.files
        self.crates = Crates(world)
        self._renamed: dict[str, dict[str, str]] = {}
        self._owners: dict[str, tuple[str, list[str]]] = {}
        self._aliases: dict[str, dict[str, str]] = {}
        self._folders: dict[str, str] = {}
        self._roots: dict[str, list[str]] = {}
        for root in sorted(self.crates.roots):
            self._roots.setdefault(posixpath.dirname(root), []).append(root)

    def links(self, path: str, item: Import, bound: Mapping[str, Import], globs: bool) -> Iterator[Link]:
        """The link of an import; none for a written path whose head is no crate (it is a local name)."""
        if item.form == "mod":
            yield self._mod(path, item)
        elif item.form == "macro mod":  # declares a module where the macro is used, which often is this file
            declared = self._mod(path, item)
            if declared.target:
                yield declared
        elif item.form.startswith("include"):
            yield self._include(path, item)
        elif item.form == "automod":
            yield from self._automod(path, item)
        else:
            segments = item.specifier.split("::") + ([item.name] if item.name else [])
            link = self._path(path, item, segments, bound, 0)
            if link is not None:
                yield link
            elif item.form != "path":
                yield _missed(
                    item, "the name comes from a glob import or a macro" if globs else "no module or crate of that name"
                )

    # ---- mod and include!

    def _mod(self, path: str, item: Import) -> Link:
        if item.specifier.startswith('"'):
            base = posixpath.dirname(path)
            if item.name:
                base = posixpath.join(self.folder(path), *item.name.split("::"))
            target = _join(base, item.specifier.strip('"'))
            if target in self.files:
                return _found(item, target, "")
            return _missed(item, "no file at the #[path]")
        tail = item.specifier.replace("::", "/")
        # The second folder serves a file that a `#[path]` attribute brought in: its modules lie beside it.
        for folder in (self.folder(path), posixpath.dirname(path)):
            target = self._file(_join(folder, tail))
            if target and target != path:
                return _found(item, target, "")
        return _missed(item, "no file for the module")

    def _include(self, path: str, item: Import) -> Link:
        if not item.specifier:
            return _missed(item, "computed specifier")
        target = _join(posixpath.dirname(path), item.specifier.strip('"'))
        return _found(item, target, "") if target in self.files else _missed(item, "no file at that path")

    def _automod(self, path: str, item: Import) -> Iterator[Link]:
        """The files of a folder, which is counted from the package's own."""
        package = self.crates.package_of(path)
        folder = _join(package.folder if package is not None else "", item.specifier.strip('"'))
        names = self.crates.folders.get(folder, ())
        targets = sorted(f"{folder}/{name}" for name in names if name.endswith(".rs") and name not in ROOT_NAMES)
        if not targets:
            yield _missed(item, "no files in that folder")
        yield from (_found(item, target, "") for target in targets if target != path)

    # ---- use and paths

    def _path(
        self, path: str, item: Import, segments: list[str], bound: Mapping[str, Import], hops: int
    ) -> Link | None:
        head = segments[0]
        if head == "crate":
            root = self.crate_root(path)
            return self._walk(item, root, segments[1:]) if root else _missed(item, "the file belongs to no crate")
        if head in {"self", "super"}:
            return self._relative(path, item, segments)
        package = self.crates.package_of(path)
        if head == "":
            return self._crate(item, segments[1:], package) if len(segments) > 1 else None
        if package is not None and package.edition_2015 and item.form == "use":
            root = self.crate_root(path)
            if root and self._child(root, head):
                return self._walk(item, root, segments)
        if self._child(path, head):
            return self._walk(item, path, segments)
        root = self.crate_root(path)
        named = self._renamed_crates(root).get(head, head)
        if named == "self":
            return self._walk(item, root, segments[1:])
        if (crate := self._crate(item, [named, *segments[1:]], package)) is not None:
            return crate
        via = bound.get(head)
        if via is not None and via is not item and hops < MAX_HOPS:
            start = via.specifier.split("::") + ([via.name] if via.name else [])
            return self._path(path, item, start + segments[1:], bound, hops + 1)
        if head in self.world.definitions.get(path, ()) and item.form != "path":
            return _found(item, path, _symbol(segments))
        return None

    def _relative(self, path: str, item: Import, segments: list[str]) -> Link:
        module, rest = path, segments[1:] if segments[0] == "self" else segments
        inline: list[str] = []
        while rest and rest[0] == "super":
            if inline:
                inline = inline[:-1]
            else:
                module, inline = self.owner(module)
            if not module:
                return _missed(item, "super beyond the crate root")
            rest = rest[1:]
        return self._walk(item, module, [*inline, *rest])

    def _renamed_crates(self, root: str) -> Mapping[str, str]:
        """The names that `extern crate a as b` in a crate's root gives to the whole crate → the crates."""
        if root not in self._aliases:
            names = (name.split() for name in self.world.definitions.get(root, ()) if name.startswith("extern crate "))
            self._aliases[root] = {words[4]: words[2] for words in names}
        return self._aliases[root]

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
            return _outside(item, declared, stdlib=False)
        if head in PLATFORM or (head.startswith(COMPILER) and item.form != "path"):
            return _outside(item, head, stdlib=True)
        if package is None and item.form != "path":
            return _outside(item, head, stdlib=False)
        return None

    def _walk(self, item: Import, module: str, segments: list[str]) -> Link:
        """The file of the deepest module that a path names, and the symbol that is left of the path."""
        folder, rest = self.folder(module), [part for part in segments if part]
        position = deepest = 0
        while position < len(rest):
            name = rest[position]
            target = self._file(_join(folder, name)) or (
                self._by_path_attribute(module).get(name, "") if position == deepest else ""
            )
            position += 1
            if target:
                module, folder, deepest = target, self.folder(target), position
            elif _join(folder, name) in self.world.directories:
                folder = _join(folder, name)  # an inline module whose own modules lie in the folder of its name
            else:
                break
        return _found(item, module, _symbol(rest[deepest:]))

    def _child(self, module: str, name: str) -> str:
        return self._file(_join(self.folder(module), name)) or self._by_path_attribute(module).get(name, "")

    def _by_path_attribute(self, module: str) -> Mapping[str, str]:
        """Modules of a file that a `#[path]` attribute places elsewhere."""
        if module not in self._renamed:
            text = self.world.read(module)
            self._renamed[module] = {
                match[2].decode("utf-8", "replace"): target
                for match in (PATH_MOD.finditer(text) if b"path" in text else ())
                if (target := _join(posixpath.dirname(module), match[1].decode("utf-8", "replace"))) in self.files
            }
        return self._renamed[module]

    # ---- the tree of module files

    def _file(self, base: str) -> str:
        if f"{base}.rs" in self.files:
            return f"{base}.rs"
        return f"{base}/mod.rs" if f"{base}/mod.rs" in self.files else ""

    def folder(self, module: str) -> str:
        """The folder that holds the files of a module's own modules."""
        known = self._folders.get(module)
        if known is None:
            folder, _, name = module.rpartition("/")
            if name != "mod.rs" and module not in self.crates.roots:
                folder = _join(folder, name.removesuffix(".rs"))
            known = self._folders[module] = folder
        return known

    def owner(self, module: str) -> tuple[str, list[str]]:
        """The file that declares a file's module, and in which of its inline modules; "" for a crate root."""
        if module not in self._owners:
            self._owners[module] = self._find_owner(module)
        return self._owners[module]

    def _find_owner(self, module: str) -> tuple[str, list[str]]:
        if module in self.crates.roots:
            return "", []
        folder, _, name = module.rpartition("/")
        if name == "mod.rs":
            folder, _, name = folder.rpartition("/")
        inline: list[str] = []
        found = self._module_of_folder(folder, module, name.removesuffix(".rs"))
        while not found and folder:  # the module of that folder is written inline, in a file further up
            folder, _, last = folder.rpartition("/")
            inline = [last, *inline]
            above = self._module_of_folder(folder, module, last)
            found = above if last in self.world.definitions.get(above, ()) else ""
        return found, inline if found else []

    def _module_of_folder(self, folder: str, module: str, name: str) -> str:
        """The file whose modules lie in a folder; a crate root that declares `name` first."""
        for candidate in (f"{folder}/mod.rs", f"{folder}.rs"):
            if candidate in self.files and candidate != module:
                return candidate
        roots = self._roots.get(folder, [])
        declaring = [root for root in roots if name in self.world.definitions.get(root, ())]
        return min(declaring or roots, key=lambda root: (not root.endswith("lib.rs"), root), default="")

    def crate_root(self, path: str) -> str:
        """The root file of the crate that a file belongs to; "" where none is known."""
        module = path
        for _ in range(path.count("/") + 2):
            if module in self.crates.roots:
                return module
            owner, _ = self.owner(module)
            if not owner:
                break
            module = owner
        package = self.crates.package_of(path)
        return (package.lib or package.main) if package is not None else ""


def _symbol(rest: list[str]) -> str:
    """The name that is left after the modules: an item, or a path into inline modules; what follows a type is its own."""
    if not rest or rest[-1] == "*":
        return "*" if rest else ""
    for position, part in enumerate(rest):
        if part[:1].isupper():
            return ".".join(rest[: position + 1])
    return ".".join(rest)


def _join(folder: str, name: str) -> str:
    joined = posixpath.normpath(f"{folder}/{name}" if folder else name) if ".." in name or "./" in name else ""
    return joined or (f"{folder}/{name}" if folder else name)


def _found(item: Import, target: str, name: str) -> Link:
    return Link(item.line, item.kind, item.specifier, target, name, item.alias)


def _missed(item: Import, reason: str) -> Link:
    return Link(item.line, item.kind, item.specifier, name=item.name, alias=item.alias, reason=reason)


def _outside(item: Import, crate: str, *, stdlib: bool) -> Link:
    return Link(item.line, item.kind, item.specifier, name=item.name, alias=item.alias, external=crate, stdlib=stdlib)
