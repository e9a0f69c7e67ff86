"""Where imports of JavaScript, TypeScript, Vue, Svelte and Astro lead.

The order for what is not relative is that of the tools: `paths` and `baseUrl` of the tsconfig that serves the file, bundler
aliases, `#imports`, modules of the runtime, packages of the workspace by their `exports`, packages that stand in a tracked
node_modules; what is left is third-party. docs/languages/javascript.md lists the rules.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Link
from ...workspace_paths import outwards, prefix_of
from ..base import World
from .amd import AMD, below_base
from .built_sources import BUILD_FOLDERS, entry_source, implementation, mirrored, source_of
from .bundler_aliases import Aliases
from .calls import COMPUTED
from .imports import AUGMENTATION
from .module_files import Files, first_found, join, parent, tidy
from .module_globs import Globs
from .node_builtins import builtin, generated_reason, virtual_reason
from .npm_workspaces import Packages, package_name
from .nuxt import NuxtAliases, NuxtNames
from .package_entries import DECLARATIONS, PackageEntries, Place, entry_targets, import_targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...facts import Import
    from .tsconfig import Config

__all__ = ["Resolver"]

VALID_NAME = re.compile(r"(?:@[\w.~-]+/)?[\w.~!*'()-]+", re.ASCII)
FROM_REGISTRY = re.compile(r"\A(?:npm|jsr):/?((?:@[^/@]+/)?[^/@]+)(?:@[^/]*)?")
"""Deno's way to name a package, where it comes from and its version: `jsr:@std/path@^1/posix`."""
NO_FILE = "no file matches"
GLOBS = frozenset({"glob", "globs"})
"""Patterns of files: one alone, one of several in a call."""
FORMS = {"require": "require", "resolve": "require", "url": "url", AMD: AMD}
"""How a module is asked for, where that is not `import`; what asks for types alone asks for `types`."""
NO_ALIAS = "alias that no configuration sets"


class Resolver:
    """The workspace as module resolution sees it; every folder's answers are kept."""

    def __init__(self, world: World) -> None:
        world = World(world.files, cache(world.read), world.definitions, world.uses, world.bare)
        self.world = world
        self.names = NuxtNames(world)
        self.files = Files(world)
        self.packages = Packages(world)
        self.entries = PackageEntries(world, self.files, self.packages)
        self.configs = self.entries.configs
        self.aliases, self.nuxt_aliases = Aliases(world), NuxtAliases(world)
        self.globs = Globs(world.files, self.packages, self.aliases, self._config)
        self._served: tuple[str, Config | None, str] = ("", None, "")
        self._further: Config | None = None
        self._known: dict[tuple[str, str, str], Place] = {}

    def __call__(self, path: str, imports: Sequence[Import]) -> Iterator[Link]:
        """Resolves the imports of one file; see `base.Resolver`."""
        for item in imports:
            line, kind, specifier, name, alias, form = item
            if form in GLOBS:
                together = [other for other in imports if other.form == form == "globs" and other.line == line]
                yield from self.globs.links(path, item, together or [item])
                continue
            if form == COMPUTED:
                yield Link(line, kind, specifier, "", "", alias, reason="computed specifier")
                continue
            given, symbol = self.names.imported(path, specifier, name)
            if given:
                yield Link(line, kind, specifier, given, symbol, alias)
                continue
            use = "types" if kind == "type_only" or path.endswith(DECLARATIONS) else FORMS.get(form, "import")
            target, external, stdlib, reason = self.place(path, specifier, use)
            # To add to the types of a package of elsewhere is no proof that it is asked for.
            if target or form != AUGMENTATION or specifier.startswith("."):
                yield Link(line, kind, specifier, target, name, alias, external or stdlib, bool(stdlib), reason)
        yield from self.names.links(path, {word for item in imports for word in (item.name, item.alias)})

    def place(self, path: str, specifier: str, use: str) -> Place:
        """Where a specifier leads from a file; those of one folder, language, zone and configuration share the answer."""
        self._config(path)
        folder = parent(path)
        key = (folder, specifier, f"{use} {self._served[2]}")
        if key not in self._known:
            self._known[key] = self._place(path, folder, specifier, use)
        return self._known[key]

    def _config(self, path: str) -> Config | None:
        """The configuration that serves a file; what `_further` includes it, and what tells its imports, are kept for many in a row."""
        if self._served[0] != path:
            config, self._further = self.configs.serving(path), self.configs.including(path)
            node = self.world.files.get(path)
            shared = [node.language if node else "", str(self._is_for_tests(path))]
            shared += [item.path for item in (config, self._further) if item is not None]
            self._served = (path, config, " ".join(shared))
        return self._served[1]

    def _place(self, path: str, folder: str, written: str, use: str) -> Place:
        specifier = written.rpartition("!")[2].partition("?")[0]
        if not specifier:
            return Place(reason="empty specifier")
        if use == "url" and not specifier.startswith((".", "/")):
            specifier = f"./{specifier}"
        if specifier.startswith(("./", "../")) or specifier in {".", ".."}:
            return self._relative(path, folder, specifier)
        if specifier.startswith("/"):
            return self._absolute(path, folder, specifier)
        if use == AMD:
            return self._by_loader(path, folder, specifier)
        return self._bare(path, folder, specifier, use)

    def _relative(self, path: str, folder: str, specifier: str) -> Place:
        joined = join(folder, specifier)
        if joined is None:
            return Place(reason="leads out of the workspace")
        whole = specifier.endswith(("/", "..", "/.")) or specifier == "."
        if found := self._module(joined, path, folder_first=whole):
            return Place(found)
        config = self._config(path)
        if config is not None and config.root_dirs and (found := self._through_roots(config.root_dirs, joined, path)):
            return Place(found)
        return self._missing(folder, joined)

    def _absolute(self, path: str, folder: str, specifier: str) -> Place:
        """`/src/main.ts`: relative to the served root, which is the package's folder or its `public`."""
        if found := first_found(self._module, self.aliases.candidates(specifier, folder), path):
            return Place(found)
        bases = (prefix_of(package.folder) for package in self.packages.above(folder))
        places = (base + below for base in bases for below in (specifier[1:], f"public{specifier}"))
        found = first_found(self.files.find, places, path)
        return Place(found) if found else Place(reason=NO_FILE)

    def _bare(self, path: str, folder: str, specifier: str, use: str) -> Place:
        config, further = self._config(path), self._further
        named = config.candidates(specifier) if config is not None else ()
        above = further.candidates(specifier) if further is not None and further.names(specifier) else ()
        for candidate in chain(named, above, self.aliases.candidates(specifier, folder)):
            if (found := self._module(tidy(candidate), path)) and not self._stands_in(found, path, specifier):
                return Place(implementation(self.files, found))
        return self._by_import_map(path, folder, specifier, use) or self._named(path, folder, specifier, use)

    def _by_loader(self, path: str, folder: str, specifier: str) -> Place:
        """A name in a list of AMD."""
        found = below_base(self.files, path, specifier)
        place = Place(found) if found else self._bare(path, folder, specifier, "require")
        known = not place.external or self._is_declared(place.external, folder)
        return place if known else Place(reason="a name of the AMD loader's configuration")

    def _by_import_map(self, path: str, folder: str, specifier: str, use: str) -> Place | None:
        """By the `imports` of deno.json, the nearest first; those of package.json all begin with `#`."""
        for package in () if specifier.startswith("#") else self.packages.above(folder):
            for target in import_targets(package.data.get("imports"), specifier):
                if "://" in target:
                    return Place(external=package_name(specifier)[0])
                if not target.startswith((".", "/")):
                    return self._named(path, folder, target, use)
                return Place(found) if (found := source_of(self.files, self.configs, package, target)) else None
        return None

    def _named(self, path: str, folder: str, specifier: str, use: str) -> Place:
        """A module of the runtime, what only a build knows, or a package."""
        if found := builtin(specifier):
            return Place(stdlib=found)
        reason = virtual_reason(specifier)
        if specifier.startswith("#"):  # what the package itself calls so comes before a framework's module (`#app`)
            own = self._subpath_import(path, folder, specifier, use)
            return Place(reason=reason) if reason and not (own.target or own.external) else own
        if reason:
            return Place(reason=reason)
        specifier = FROM_REGISTRY.sub(r"\1", specifier)
        name, below = package_name(specifier)
        if not VALID_NAME.fullmatch(name):
            return self._aliased_above(path, specifier)
        package = self.packages.serving(name, folder)
        if package is not None:
            return self.entries.place(package, below, specifier, use)
        config = self._config(path)
        inside = config is not None and config.has_folder(parent(specifier), self.files.folders)
        lost = Place(reason=NO_FILE) if inside and not self._is_declared(name, folder) else Place(external=name)
        return self._installed(path, folder, name, below, use) or lost

    def _is_declared(self, name: str, folder: str) -> bool:
        return any(package.declared(name) is not None for package in self.packages.above(folder))

    def _stands_in(self, target: str, path: str, specifier: str) -> bool:
        """Whether a test runner's alias puts a file of the tests in another's place: what the product imports is not that.

        A path that names the tests itself (`test/seed`), from a folder that holds more than tests, means them.
        """
        if not self._is_for_tests(target) or self._is_for_tests(path):
            return False
        root, named, _ = f"/{target}".rpartition(f"/{specifier}")
        beside = (other for other, file in self.world.files.items() if file.zone == "product")
        return not named or not any(f"/{other}".startswith(f"{root}/") for other in beside)

    def _is_for_tests(self, path: str) -> bool:
        node = self.world.files.get(path)
        return node is not None and node.zone in {"test", "fixture"}

    def _subpath_import(self, path: str, folder: str, specifier: str, use: str) -> Place:
        """`#x` by the `imports` of the nearest package."""
        for package in self.packages.above(folder)[:1]:
            targets = import_targets(package.data.get("imports"), specifier, use=use)
            for target in targets:
                if target.startswith("."):
                    if found := source_of(self.files, self.configs, package, target):
                        return Place(found)
                else:
                    return self._bare(path, folder, target, use)
            if targets:
                named = package.name or package.folder
                return Place(reason=f"{targets[0]} of the imports of {named} is not in the workspace")
        return self._aliased_above(path, specifier)

    def _aliased_above(self, path: str, specifier: str) -> Place:
        """What cannot be a package name is an alias: configurations further up may set it, or a module of Nuxt."""
        if found := first_found(self._module, self.nuxt_aliases.candidates(specifier), path):
            return Place(found)
        missing = next(
            (self._missing(parent(path), tidy(place)) for place in self.aliases.candidates(specifier, parent(path))),
            Place(reason=NO_ALIAS),
        )
        for config in self.configs.above(path):
            for candidate in config.candidates(specifier):
                if found := self._module(candidate, path):
                    return Place(found)
                if config.names(specifier) and missing.reason == NO_ALIAS:
                    missing = self._missing(parent(path), tidy(candidate))
        return missing

    # ---- packages

    def _installed(self, path: str, folder: str, name: str, below: str, use: str) -> Place | None:
        """A package in a node_modules folder that is part of the workspace."""
        if not self.packages.installed:
            return None
        for place in outwards(folder):
            home = f"{place}/node_modules/{name}".lstrip("/")
            if home in self.packages.installed:
                data = self.packages.package(home)
                if not data.data and not below:
                    found = self.files.find(home, path)
                    return Place(found) if found else None
                inside = self.entries.place(data, below, name, use)
                return inside if inside.target else None
            if found := self.files.find(f"{home}/{below}".rstrip("/"), path, directories=False):
                return Place(found)
        return None

    # ---- paths

    def _module(self, path: str, importer: str, *, folder_first: bool = False) -> str:
        """A file, or the entry of a folder: by its package.json, then its index."""
        if not folder_first and (found := self.files.find(path, importer, directories=False)):
            return found
        if path in self.packages.folders and path != "":
            joined = (join(path, target) for target in entry_targets(self.packages.package(path).data))
            if found := first_found(self.files.find, (place for place in joined if place and place != path), importer):
                return found
        return self.files.find(path, importer, files=not folder_first)

    def _through_roots(self, roots: tuple[str, ...], joined: str, importer: str) -> str:
        """The same path below another of the folders that `rootDirs` makes one."""
        inner = [joined.removeprefix(f"{root}/") for root in roots if joined.startswith(f"{root}/")]
        places = (f"{other}/{below}".lstrip("/") for below in inner for other in roots)
        return first_found(self.files.find, places, importer)

    def _built_folder(self, folder: str) -> str:
        """The source of a folder's package, whose entry is built later (`../packages/a`, `main: dist/index.js`)."""
        if folder not in self.packages.folders:
            return ""
        package = self.packages.package(folder)
        return self.entries.source(package, entry_targets(package.data)) or entry_source(self.files, package)

    def _missing(self, folder: str, joined: str) -> Place:
        """What stands for a file that is built or generated later, or why there is none."""
        if joined in self.files.folders:
            built = self._built_folder(joined)
            return Place(built) if built else Place(reason="a folder, not a file")
        for package in self.packages.above(folder):
            if joined.startswith(prefix_of(package.folder)):
                if found := mirrored(self.files, self.configs, package, joined):
                    return Place(found)
                break
        if any(part in BUILD_FOLDERS for part in joined.split("/")[:-1]) and parent(joined) not in self.files.folders:
            return Place(reason="build output, not in the workspace")
        return Place(reason=generated_reason(f"/{joined}") or NO_FILE)
