"""What the imports of a workspace use of its npm packages, and what they import that nobody declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.workspace_paths import prefix_of
from ...per_index import remembered
from ...workspace.keyed_strings import keyed_strings
from ...workspace.workspace_packages import BORROWING, OWN_ZONES, owner
from ..absent_code import is_template
from ..import_names import normalised
from .npm_marks import NpmMarks
from .npm_names import NAME, module_name
from .npm_packages import path_aliases, types_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest
    from ..dependency_use import ImportUse

__all__ = ["NpmImports"]

LOADING = "SELECT path, specifier FROM links JOIN files ON files.id = source_id WHERE specifier LIKE '%!%' ORDER BY path, line"
TEXTS = (
    "SELECT path FROM files WHERE id IN (SELECT target_id FROM links WHERE specifier LIKE '%?raw') "
    "AND NOT EXISTS (SELECT 1 FROM links WHERE target_id = files.id AND specifier NOT LIKE '%?raw')"
)
"""Files of which others take the text alone, and never the code (https://vite.dev/guide/assets#importing-asset-as-string)."""
MOCKS = "__mocks__/"
"""The folder of what tests put in place of modules (https://jestjs.io/docs/manual-mocks)."""
SERVICES = (".github/", ".circleci/", ".gitlab/")
"""Folders of scripts that a service runs, which install for themselves what they need where they have no manifest."""
UMD = b"define.amd"
"""What a file asks that offers itself to every kind of loader: a library's build, copied here, whose parts others bring."""
UNBUNDLED = (b"webpackIgnore: true", b"webpackIgnore:true", b"@vite-ignore")
"""What an import says that bundlers leave for the running program, which may do without."""
NAMES = re.compile(r"^\s*import\s*(?:\{([^{}]*)\}|\*\s*as\s+(\w+))\s*from\b")
TYPED = re.compile(r"(?::|\bas|\bsatisfies|[<|&]|\binterface\s[\w<>, ]+\sextends)\s*\(?\s*\Z")
"""What stands before a name that is a type."""


class NpmImports(NpmMarks):
    """The packages with the marks of all that is imported."""

    def __init__(self, index: Index, manifests: Mapping[str, Manifest], imports: Iterable[ImportUse]) -> None:
        super().__init__(index, manifests)
        self._aliases, self._renamed = path_aliases(index)
        self._pinned = pinned(index)
        self._texts = {path for (path,) in index.rows(TEXTS)}
        self._mocked = [path.rpartition(MOCKS)[2] for path in index.files if MOCKS in path]
        for use in imports:
            self._import(use)
        self._loaders()

    def _import(self, use: ImportUse) -> None:
        directory = owner(self.packages, use.path)
        name = normalised("npm", use.module)
        if self._shares(use.path, directory) and self._mark_below(directory, name):
            self._mark(directory, name)
            self._mark_near(directory, types_of(name))
            return
        has_types = self._mark(directory, types_of(name))
        if self._mark(directory, use.module) or self._mark(directory, name) or (has_types and self._is_of_types(use)):
            return
        if self._is_needless(use, directory):
            return
        own = use.kind != "conditional" and self._is_judged_place(use.path, directory)
        if own and name not in self.members and not self._is_local(use.specifier, directory):
            self._missing(directory, use.module, use.path, use.line)

    def _is_of_types(self, use: ImportUse) -> bool:
        """Whether an import needs the types of a package alone."""
        only = use.kind == "type_only" or use.path.endswith((".d.ts", ".d.mts", ".d.cts"))
        return only or _is_elided(use, self.index.text(use.path))

    def _is_needless(self, use: ImportUse, directory: str) -> bool:
        """Whether what a file imports need not be there."""
        path, data = use.path, self.index.read(use.path)
        if path in self._texts:
            return True
        if UMD in data or _is_mocked(use, data) or _is_its_own(use, data.decode("utf-8", "replace")):
            return True
        if is_template(path[len(directory) :].lstrip("/").partition("/")[0] + "/") or path.startswith(SERVICES):
            return True  # a file of another project, which this package writes, or one that a service runs
        line = b"".join(data.splitlines()[use.line - 1 : use.line])
        # `/** @type {import("x").Config} */` is for the editor only
        in_comment = line.lstrip().startswith((b"*", b"/*"))
        return (use.kind == "type_only" and in_comment) or any(word in line for word in UNBUNDLED)

    def _workspace_imports(self) -> None:
        """A published package must declare the packages of its workspace that it imports; a part that only bundles them need not, as
        one with a bundler does with those that are private, which nobody could install."""
        if len(self.members) < 2:
            return
        public = {package.name for package in self.packages.values() if not package.private}
        rows = self.index.rows(
            "SELECT path, min(line), specifier FROM links JOIN files ON files.id = source_id "
            "WHERE substr(specifier, 1, 1) NOT IN ('.', '/', '') GROUP BY source_id, specifier ORDER BY path, min(line)"
        )
        for path, line, specifier in rows:
            match = NAME.match(specifier)
            if match and match[0] in self.members and specifier[match.end() : match.end() + 1] in {"", "/"}:
                directory = owner(self.packages, path)
                package = next(self.around(directory), None)
                if (
                    package
                    and not self._mark(directory, match[0])
                    and not package.private
                    and not self._shares(path, directory)
                    and (match[0] in public or not self._has_bundler(directory))
                    and self.index.files[path].zone == "product"
                    and not self._augments(path, line)
                ):
                    self._missing(directory, match[0], path, line)

    def _has_bundler(self, directory: str) -> bool:
        """Whether a package, or one around it, declares what the catalog knows as a build tool."""
        from ...catalog import load  # few workspaces have anything to ask of it

        catalog = load()
        return any(
            catalog[technology].category == "build-tool"
            for package in self.around(directory)
            for name in package.declared
            for technology in catalog.named("npm", name)
        )

    def _augments(self, path: str, line: int) -> bool:
        """Whether a line adds to the types of a module (`declare module "x"`), which need not be there."""
        return self.index.read(path).splitlines()[line - 1 : line][0].lstrip().startswith(b"declare module")

    def _shares(self, path: str, directory: str) -> bool:
        """Whether a file belongs to a part without a manifest of its own (a project of Nx), which packages bundle."""
        folder = path.rpartition("/")[0]
        while folder != directory and "/" in folder:
            if f"{folder}/project.json" in self.index.files:
                return True
            folder = folder.rpartition("/")[0]
        return False

    def _loaders(self) -> None:
        """Marks webpack's loaders that imports name before the file that they load: `css-loader?modules!./x.css`."""
        for path, specifier in self.index.rows(LOADING):
            for part in specifier.split("!")[:-1]:
                self._mark_near(owner(self.packages, path), module_name(part.partition("?")[0]))

    def _is_judged_place(self, path: str, directory: str) -> bool:
        """Examples and documents answer for what they import only where they have a manifest of their own."""
        zone, package = self.index.files[path].zone, self.packages.get(directory)
        of_package = self.index.files[package.path].zone if package else zone
        return zone in OWN_ZONES and (zone not in BORROWING or of_package == zone)

    def _is_local(self, specifier: str, directory: str) -> bool:
        """Whether an import map, an alias, or a folder that a bundler resolves from, makes a bare specifier mean a file of the package."""
        if is_pinned(self._pinned, specifier):
            return True
        text = specifier.lstrip("@~#").strip("/")
        if any(f"{path}/".startswith((f"{specifier}/", f"{specifier}.")) for path in self._mocked):
            return True  # what tests put in place of a package may be of none
        if specifier.startswith(self._aliases) or "/" not in text:
            return specifier.startswith(self._aliases)
        return any(
            name.startswith((text, f"{text}/index.")) and name[len(text) : len(text) + 1] in {"", ".", "/"}
            for name in self._tails(directory).get(text.partition("/")[0], ())
        )

    @remembered
    def _tails(self, directory: str) -> Mapping[str, set[str]]:
        """Folder name → the paths from it on, for every folder of a package."""
        found: dict[str, set[str]] = {}
        prefix = prefix_of(directory)
        for path, file in self.index.files.items():
            if path.startswith(prefix) and file.zone in OWN_ZONES:
                parts = path[len(prefix) :].split("/")
                for place in range(len(parts) - 1):
                    found.setdefault(parts[place], set()).add("/".join(parts[place:]))
        return found


def _is_mocked(use: ImportUse, text: bytes) -> bool:
    """Whether a test says what stands for a module (`vi.mock("x", () => ({}))`), which need not be there then."""
    return re.search(rb"\.mock\(\s*['\"]%b['\"]\s*," % re.escape(use.specifier.encode()), text) is not None


def _is_its_own(use: ImportUse, text: str) -> bool:
    """Whether the configuration of a tool takes the tool's own types (`import type { KnipConfig } from "knip"` in knip.ts): who
    reads the file has them, started by `npx` as well."""
    stem = use.path.rpartition("/")[2].lstrip(".").partition(".")[0]
    if stem.removesuffix("rc") != use.module.rpartition("/")[2].removesuffix("-config"):
        return False
    return use.kind == "type_only" or _is_elided(use, text)


def _is_elided(use: ImportUse, text: str) -> bool:
    """Whether a TypeScript file needs what it imports for types only: the compiler leaves such an import out."""
    if not use.path.endswith((".ts", ".tsx", ".mts", ".cts")):
        return False
    line = "".join(text.splitlines()[use.line - 1 : use.line])
    names = NAMES.search(line)
    bound = [name.split()[-1] for name in (names[1] or names[2]).split(",") if name.strip()] if names else []
    rest = text.replace(names[0], "", 1) if names else text
    return bool(bound) and not any(
        TYPED.search(rest[: match.start()]) is None
        for name in bound
        for match in re.finditer(rf"\b(?<!['\"]){re.escape(name)}\b", rest)
    )


# ---- Modules that an import map gives the browser and npm does not install: pins of Rails, entries of Symfony's AssetMapper,
# and maps of the browser's own form (Deno).

PINS = re.compile(r"^[ \t]*pin\s*\(?\s*['\"]([^'\"]+)['\"]", re.MULTILINE)
FOLDERS = re.compile(r"^[ \t]*pin_all_from\b[^\n]*?\bunder:\s*['\"]([^'\"]+)['\"]", re.MULTILINE)
ENTRIES = re.compile(r"^[ \t]*['\"]([^'\"]+)['\"]\s*=>\s*\[", re.MULTILINE)
MAP_FILE = re.compile(r"^(?:deno\.jsonc?|import[_-]?maps?\.json|imports\.json)$", re.IGNORECASE)


def pinned(index: Index) -> frozenset[str]:
    """The names that import maps of the workspace know; one that ends in a slash stands for all below it."""
    found: set[str] = set()
    for path in index.files:
        name = path.rpartition("/")[2]
        if name == "importmap.rb":
            text = index.text(path)
            folders = FOLDERS.findall(text)
            found.update(PINS.findall(text), folders, (f"{folder}/" for folder in folders))
        elif name == "importmap.php":
            found.update(ENTRIES.findall(index.text(path)))
        elif name.lower().endswith((".json", ".jsonc")) and MAP_FILE.match(name):
            text = index.text(path)
            found.update(item.value for item in keyed_strings(path, text) if item.is_key and item.keys == ("imports",))
    return frozenset(found)


def is_pinned(names: frozenset[str], specifier: str) -> bool:
    """Whether an import map knows a specifier, by itself or by a folder around it."""
    return specifier in names or any(name.endswith("/") and specifier.startswith(name) for name in names)
