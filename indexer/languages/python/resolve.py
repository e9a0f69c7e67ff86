"""Where Python imports lead: source roots found from the files, then modules by dotted name.

A root is a directory that import paths start from. It follows from the language's own rules
(https://docs.python.org/3/reference/import.html): a file's package is the chain of parent folders that hold an
`__init__.py`, and the folder above that chain is a root. To these come `src` folders, folders that hold a Python
manifest, and the folder of a loose script (it is `sys.path[0]` when the script runs).
"""

from __future__ import annotations

import re
import sys
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ...facts import Link
from ...gathering import by_key
from ...workspace_paths import outwards, prefix_of, shared_parts
from .distributions import required_distributions
from .paths import adds_folders, configured_folders, holds_script, importable_names, mapped_packages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...facts import Import
    from ..base import World

__all__ = ["Resolver"]

SUFFIXES = (".py", ".pyi", ".pyx")
"""Modules: of Cython too, that is compiled to what other files import."""
ASIDE = frozenset({"test", "fixture", "example", "docs"})
MANIFESTS = ("pyproject.toml", "setup.py", "setup.cfg")


class Resolver:
    """Every importable module of the workspace: `(root, dotted name) → file`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.files = {path for path in world.files if path.endswith(SUFFIXES)}
        self.modules = {  # a package before a module, a source before a stub: what comes later counts
            f"/{path}".removesuffix(ending)[1:]: path
            for suffix in reversed(SUFFIXES)
            for ending in (suffix, f"/__init__{suffix}")
            for path in sorted(self.files)
            if f"/{path}".endswith(ending)
        }
        # not the workspace's own folder: it has a name outside alone, and is a root with an `__init__.py` too (Django's projects)
        self.packages = {path.rpartition("/")[0] for path in self.files if "/__init__.py" in path}
        self.folders = importable_names(self.files)
        self.mapped = mapped_packages(world.matching("pyproject.toml"), world.read)
        self.stated = self._stated_roots(world)
        self.roots = self._roots()
        self.portions = {root for root in self.roots if root not in self.stated and self._is_below_sources(root)}
        self.by_top: dict[str, list[str]] = by_key((top, root) for root in self.roots for top in self._tops(root))
        self._portions = cache(self._find_portions)
        self._adds = cache(lambda path: adds_folders(world.read(path)))
        self._is_run_from = cache(lambda f: holds_script((f"{f}/{name}.py" for name in self.folders[f]), world))

    def __call__(self, path: str, imports: Sequence[Import]) -> Iterator[Link]:
        """Resolves the imports of one file; see `base.Resolver`."""
        for item in imports:
            yield from self.links(path, item)

    def links(self, path: str, item: Import) -> Iterator[Link]:
        """One link for an import; a `from package import a` leads to the submodule `a` where there is one."""
        if item.specifier.startswith("."):
            base = self._relative(path, item.specifier)
            if base is None:
                yield Link.nowhere(item, "relative import beyond the top-level package")
            else:
                yield self._link(path, item, base)
            return
        top, _, inner = item.specifier.partition(".")
        if top in self.mapped:
            yield self._link(path, item, f"{self.mapped[top]}/{inner.replace('.', '/')}".strip("/"))
            return
        fallback = None
        roots = self._roots_for(path, top)
        doubtful = self._is_doubtful(path, roots)
        for root in () if doubtful else roots:
            base = f"{root}/{item.specifier.replace('.', '/')}" if root else item.specifier.replace(".", "/")
            link = self._link(path, item, base)
            if link.target:
                yield link
                return
            fallback = fallback or link
        found = self._in_namespace(path, item, top) or self._on_added_path(path, item, top)
        found = found or self._beside_script(path, item, top)
        if doubtful and found is None:
            found = Link.nowhere(item, "several folders hold a module of that name, none on a path that is known")
        yield found or self._outside(path, item, top, fallback)

    def _link(self, path: str, item: Import, base: str) -> Link:
        if item.name and item.name != "*":
            submodule = self._module(f"{base}/{item.name}" if base else item.name)
            if submodule and submodule != path:
                return Link.to(item, submodule)
        target = self._module(base)
        if target:
            return Link.to(item, target, item.name)
        return Link.nowhere(item, "no module of that name in its package")

    def _in_namespace(self, path: str, item: Import, top: str) -> Link | None:
        """A namespace package above the importing file: no `__init__.py` tells where its root is, but the file stands in it.

        https://peps.python.org/pep-0420/
        """
        folder = path.rpartition("/")[0]
        while folder and top not in sys.stdlib_module_names:
            folder = folder.rpartition("/")[0]
            held = folder not in self.packages and top in self.folders.get(folder, ())
            if held and self._serves(path, folder, top) and not self._is_hidden(path, folder, top):
                for root in (folder, *self._portions(top)):
                    link = self._link(path, item, f"{root}/{item.specifier.replace('.', '/')}".lstrip("/"))
                    if link.target:
                        return link
        return None

    def _is_required(self, top: str) -> bool:
        """Whether a distribution of exactly this name is required from elsewhere (`click`)."""
        return re.sub(r"_+", "-", top).lower() in self._required

    @cached_property
    def _required(self) -> frozenset[str]:
        return required_distributions(self.world)

    def _is_doubtful(self, path: str, roots: Sequence[str]) -> bool:
        """Whether nothing tells which of some roots is meant: none is stated or stands above the importing file, and two are as near."""
        if len(roots) < 2 or roots[0] in self.stated or path.startswith(f"{roots[0]}/"):
            return False
        return shared_parts(roots[0], path) == shared_parts(roots[1], path)

    def _on_added_path(self, path: str, item: Import, top: str) -> Link | None:
        """The only module of the name outside of packages, where the file's own code puts folders on `sys.path`."""
        if top in sys.stdlib_module_names or not self._adds(path):
            return None
        folders = (f for f, names in self.folders.items() if top in names and f not in self.packages)
        links = (self._link(path, item, f"{f}/{item.specifier.replace('.', '/')}".lstrip("/")) for f in folders)
        found = {link.target: link for link in links if link.target not in {"", path}}
        return next(iter(found.values())) if len(found) == 1 else None

    def _beside_script(self, path: str, item: Import, top: str) -> Link | None:
        """A module of a package that a script in it means: it lies on `sys.path[0]` when that runs, for all that it imports."""
        if top in sys.stdlib_module_names or self._is_required(top):
            return None
        around = (folder for folder in outwards(path.rpartition("/")[0]) if folder in self.packages)
        holding = (f for f in around if top in self.folders.get(f, ()))
        others = (f for f in holding if top != item.specifier or not path.startswith(f"{f}/{top}/"))
        named = item.specifier.replace(".", "/")
        links = (self._link(path, item, f"{f}/{named}") for f in others if self._is_run_from(f))
        return next((link for link in links if link.target), None)

    def _find_portions(self, top: str) -> list[str]:
        """Every folder that holds a portion of a namespace package, sorted."""
        found = {root: f"{root}/{top}".lstrip("/") for root, names in self.folders.items() if top in names}
        return sorted(root for root, at in found.items() if at in self.folders and at not in self.packages)

    def _is_own(self, path: str, top: str) -> bool:
        """Whether a name under which a module is missing can only mean a package of the workspace.

        Other distributions may add to a namespace package, and a test suite's `sphinx` hides no installed one from files
        outside of that suite.
        """
        for root in self._roots_for(path, top):
            module = self._module(f"{root}/{top}")
            near = not root or path.startswith(f"{root}/")
            if module and (near or self.world.files[module].zone not in ASIDE):
                return True
        return False

    def _outside(self, path: str, item: Import, top: str, missed: Link | None) -> Link:
        """Standard library, third party, or a module that the workspace's own package lacks."""
        foreign = top in sys.stdlib_module_names or self._is_required(top)
        if missed is not None and not foreign and self._is_own(path, top):
            return missed
        return Link.outside(item, top, top in sys.stdlib_module_names, item.name)

    def _module(self, base: str) -> str:
        """The file of a module or regular package; "" where there is none (a namespace package has no file)."""
        return self.modules.get(base.lstrip("/"), "")

    def _relative(self, path: str, specifier: str) -> str | None:
        dots = len(specifier) - len(specifier.lstrip("."))
        folder = path.rpartition("/")[0]
        for _ in range(dots - 1):
            if not folder:
                return None
            folder = folder.rpartition("/")[0]
        rest = specifier[dots:].replace(".", "/")
        return f"{folder}/{rest}".strip("/") if rest else folder

    def _roots_for(self, path: str, top: str) -> list[str]:
        """Roots that hold `top`, those that serve the importing file first, nearest first."""
        candidates = self.by_top.get(top, [])
        folder = path.rpartition("/")[0]
        candidates = [
            root for root in candidates if self._serves(path, root, top) and not self._is_hidden(path, root, top)
        ]
        if self._has(folder, top) and folder not in candidates and folder not in self.packages:
            candidates = [folder, *candidates]
        if top in sys.stdlib_module_names:
            candidates = [root for root in candidates if root in self.stated or self._is_script_folder(root, folder)]
        if len(candidates) < 2:
            return candidates
        own = self._root_of(path)
        near = {root: -shared_parts(root, folder) for root in candidates}
        return sorted(candidates, key=lambda root: (root != own, near[root], root.count("/"), root))

    def _is_script_folder(self, root: str, folder: str) -> bool:
        """Whether a root is where the importing script lies, and no part of a namespace package, which holds packages: only
        there a module stands before the standard library's.
        """
        return root == folder and not any(f"{root}/{name}" in self.packages for name in self._tops(root))

    def _serves(self, path: str, root: str, top: str) -> bool:
        """Whether a file may import by bare name from a root: from a portion of a namespace only what lies in it might.

        A package there does not mean itself by its last name: `acme/search/tavily/fetch.py` imports the installed `tavily`. A
        package of tests does: its runner puts the folder above it on the path.
        """
        if root not in self.portions:
            return True
        itself = path.startswith(f"{root}/{top}/") and self.world.files[path].zone != "test"
        return path.startswith(f"{root}/") and not itself

    def _is_below_sources(self, root: str) -> bool:
        """Whether a root lies below the `src` of a distribution: what it holds has a longer name, `acme.proto.grpc`."""
        sources = [above[: -len("src")] for above in outwards(root.rpartition("/")[0]) if f"/{above}".endswith("/src")]
        return any(home + manifest in self.world.files for home in sources for manifest in MANIFESTS)

    def _is_hidden(self, path: str, root: str, top: str) -> bool:
        """Whether a required distribution of the name stands before what a root holds that nothing states: one that does not serve
        the importing file, or one whose package the file is part of (a plug-in for `anthropic` in `livekit/plugins/anthropic`).
        """
        other = not path.startswith(f"{root}/") or path.startswith(f"{root}/{top}/")
        return other and root not in self.stated and self._is_required(top)

    def _root_of(self, path: str) -> str:
        folder = path.rpartition("/")[0]
        while folder in self.packages:
            folder = folder.rpartition("/")[0]
        return folder

    def _has(self, root: str, top: str) -> bool:
        base = prefix_of(root) + top
        return bool(self._module(base)) or base in self.folders

    def _tops(self, root: str) -> Iterable[str]:
        return self.folders.get(root, ())

    def _stated_roots(self, world: World) -> set[str]:
        """Roots that do not rest on where an `__init__.py` is missing."""
        roots = {"", "src", *configured_folders(world)}
        for path in world.matching(*MANIFESTS):
            folder = path.rpartition("/")[0]
            roots |= {folder, f"{folder}/src".strip("/")}
        return roots

    def _roots(self) -> list[str]:
        roots = {self._root_of(path) for path in self.files if path.rpartition("/")[0] in self.packages} | self.stated
        return sorted(root for root in roots if root not in self.packages and (root in self.folders))
