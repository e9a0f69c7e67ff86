"""The tree of Rust's module files: which file a module's name means, which one declares a file, and the root of its crate.

Rules: https://doc.rust-lang.org/reference/items/modules.html (module files, `#[path]`).
"""

from __future__ import annotations

import posixpath
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...gathering import by_key
from ...workspace_paths import outwards

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..base import World
    from .crates import Crates

__all__ = ["ModuleTree", "join"]

PATH_MOD = re.compile(
    rb'#\[\s*path\s*=\s*"([^"\n]+)"\s*\]\s*(?:#\[[^\n]*\]\s*)*(?:pub(?:\([^()\n]*\))?\s+)?mod\s+(\w+)\s*([;{])'
)


class ModuleTree:
    """The module trees of the workspace's crates."""

    def __init__(self, world: World, crates: Crates) -> None:
        self.world, self.crates = world, crates
        self.files = world.files
        self.folder, self.owner, self._placed = cache(self._folder), cache(self._owner), cache(self._read_places)
        self._roots = by_key((posixpath.dirname(root), root) for root in sorted(crates.roots))

    def child(self, module: str, name: str) -> str:
        """The file of a module directly inside another one; "" where there is none."""
        found = self.module_file(module, self.folder(module), name)
        return found or self.by_path_attribute(module).get(name, "")

    def module_file(self, module: str, folder: str, name: str) -> str:
        """The file of a module in a folder; what Cargo takes for a crate of its own (`tests/a.rs`) only where it is declared."""
        found = self.file(join(folder, name))
        if found and any(target == found and placed != name for placed, target in self._attributed(module)):
            return ""  # `#[path = "unix/mod.rs"] mod imp;`: the file is no module `unix`
        if found == module:
            return ""  # `#[path = "build/mod.rs"] mod build;` in `build.rs`
        return "" if found in self.crates.roots and name not in self.world.definitions.get(module, ()) else found

    def by_path_attribute(self, module: str) -> Mapping[str, str]:
        """Modules of a file that a `#[path]` attribute places elsewhere; of several for as many platforms the first."""
        return dict(reversed(self._attributed(module)))

    def _attributed(self, module: str) -> list[tuple[str, str]]:
        """Each module that a file places by a `#[path]` attribute, with its file."""
        return [(name, place) for name, place, end in self._placed(module) if end == ";" and place in self.files]

    def inline_folders(self, module: str) -> Mapping[str, str]:
        """Modules written inside a file whose own files a `#[path]` attribute places in a folder (`#[path = "."] mod a { mod b; }`)."""
        return {name: place for name, place, end in self._placed(module) if end == "{"}

    def _read_places(self, module: str) -> list[tuple[str, str, str]]:
        """Name, path and `;` or `{` of each module with a `#[path]` attribute in a file."""
        text, here = self.world.read(module), posixpath.dirname(module)
        found = (match.groups() for match in (PATH_MOD.finditer(text) if b"path" in text else ()))
        decoded = ([part.decode("utf-8", "replace") for part in parts] for parts in found)
        return [(name, join(here, written), end) for written, name, end in decoded]

    def file(self, base: str) -> str:
        """The file at a path without extension, by either layout; "" where there is none."""
        if f"{base}.rs" in self.files:
            return f"{base}.rs"
        return f"{base}/mod.rs" if f"{base}/mod.rs" in self.files else ""

    def _folder(self, module: str) -> str:
        """The folder that holds the files of a module's own modules."""
        folder, _, name = module.rpartition("/")
        inside = name != "mod.rs" and module not in self.crates.roots
        return join(folder, name.removesuffix(".rs")) if inside else folder

    def _owner(self, module: str) -> tuple[str, list[str]]:
        """The file that declares a file's module, and in which of its inline modules; "" for a crate root."""
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
        if (inline or not found) and (placing := self._placing(module)):
            return placing, []
        if found and not inline and name.removesuffix(".rs") not in self.world.definitions.get(found, ()):
            inline = [written for written, place in self.inline_folders(found).items() if place == folder][:1]
        return found, inline if found else []

    def _placing(self, module: str) -> str:
        """The file that places a file out of its order, by `#[path = "…"] mod name;`: the nearest above it; "" for none."""
        package = self.crates.package_of(module)
        top = package.folder if package is not None else "/"
        for folder in takewhile(lambda one: f"{one}/".startswith(top), outwards(posixpath.dirname(module))):
            for name in sorted(self.crates.folders.get(folder, ())):
                path = join(folder, name)
                if name.endswith(".rs") and path != module and any(module == it for _, it in self._attributed(path)):
                    return path
        return ""

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


def join(folder: str, name: str) -> str:
    """A name below a folder; `..` in it goes up."""
    joined = posixpath.normpath(f"{folder}/{name}" if folder else name) if ".." in name or "./" in name else ""
    return folder if name == "." else joined or (f"{folder}/{name}" if folder else name)
