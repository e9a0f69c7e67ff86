"""What names mean at the top level of the files of a workspace: definitions, imports, re-exports, imports of everything."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ....indexer.gathering import by_key
from ...per_index import read_once, remembered
from ..called import symbols_of
from ..namesakes.plain_types import PlainTypes
from ..occurrences import Definition
from ..sites.tables import NO_TABLE, READERS, site_tables
from .no_names import merely_syntax, only_in_paths

if TYPE_CHECKING:
    from ....indexer.index import Index, IndexedLink, IndexedSymbol
    from ..occurrences import PlainUse
    from ..sites.tables import Table

__all__ = ["NOTHING", "OUTSIDE", "Definition", "Names", "links_to"]

OUTSIDE: Final[Definition] = ("", "")
"""The definition stands outside the workspace."""

COMPONENTS: Final = frozenset({"Astro", "Vue", "Svelte"})
"""Languages whose files are one component each, which is their default export."""
BESIDE: Final = {"py": ("pyi",), "js": ("ts", "d.ts"), "mjs": ("mts", "d.mts"), "cjs": ("cts", "d.cts")}
"""Ending of a file → those of one beside it that tells its types."""
NOTHING: Final[frozenset[Any]] = frozenset()
WITH_ERRORS: Final = 2
"""`parsed` of a file whose tree has errors in it."""


class Names:
    """The names of one workspace.

    Args:
        index: the index; its links say where imports lead.

    Attributes:
        tables: the site tables of its files.
        plain: name → its occurrences in files without a site table, as far as they were asked for (plain_sites.py).
        receivers: what such names stand on (plain_types.py).
        before: path → the text of a changed file before the change.
        removed: definitions that are gone and taken for still there, to find who refers to them.
        added: definitions that are new.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self.tables = site_tables(index)
        self.removed: set[Definition] = set()
        self.added: set[Definition] = set()
        self.before: dict[str, bytes] = {}
        self.plain: dict[tuple[str, bool], list[PlainUse]] = {}
        self.receivers = PlainTypes(index)
        self._found: dict[tuple[str, str], frozenset[Definition]] = {}
        self._cut_short: dict[tuple[str, str], frozenset[Definition]] = {}
        self._looking: set[tuple[str, str]] = set()
        self._cycle = False

    def share(self, other: Names) -> None:
        """Takes over what another one of the same index has read and what is removed has no part in."""
        self.plain, self.receivers = other.plain, other.receivers

    def table(self, path: str) -> Table:
        """The site table of a file, an empty one where it has none."""
        return self.tables.get(path) or NO_TABLE

    def has_table(self, path: str) -> bool:
        """Whether the scopes of a file are read."""
        return self.tables.get(path) is not None

    def is_ecmascript(self, path: str) -> bool:
        """Whether a file is read by the reader of JavaScript and TypeScript."""
        file = self.index.files.get(path)
        return file is not None and READERS.get(file.language) == "ecmascript"

    def files_saying(self, name: str) -> list[str]:
        """The files in which a name stands; of a private member (`#rows`) the index has the word behind its mark."""
        word = name.removeprefix("#")
        none = merely_syntax(self.index, name) | only_in_paths(self.index, word)
        files = self.index.files_using(word)
        return [path for path in files if path not in none or path in self.before] if none else files

    def links(self, path: str) -> dict[str, list[IndexedLink]]:
        """Local name → the imports that bind it; "*" for imports of all names."""
        return _links(self.index, path)

    def symbols(self, path: str) -> list[IndexedSymbol]:
        """The definitions of a file as the index has them."""
        return symbols_of(self.index, path)

    def links_to(self, path: str) -> list[IndexedLink]:
        """The imports that lead to a file, and those of the module whose types it tells."""
        return links_to(self.index, path)

    def exported_as(self, path: str) -> dict[str, list[str]]:
        """Public name → local names, where they differ."""
        return _exported_as(self.index, path)

    @remembered
    def is_half_read(self, path: str) -> bool:
        """Behind a syntax error (or what the grammar takes for one) stand names that others import."""
        broken = path in self.index.files and self.index.files[path].parsed == WITH_ERRORS
        names = {link.name for link in self.links_to(path)} - {"", "*", "default"} if broken else ()
        return any(not self.exported(path, name) for name in names)

    def component(self, path: str) -> str:
        """The name of the component that a file is as a whole; "" for other files."""
        file = self.index.files.get(path)
        if file is None or file.language not in COMPONENTS:
            return ""
        return next(iter(self.exported_as(path).get("default", ())), "")

    def defines(self, path: str, qualname: str) -> bool:
        """Whether a file itself defines a name."""
        if (path, qualname) in self.removed:
            return True
        table = self.table(path)
        if table is NO_TABLE:
            return qualname in self._indexed_names.get(path, NOTHING)
        return (
            qualname in table.functions
            or qualname in table.classes
            or qualname in table.bound
            or (bool(qualname) and qualname == self.component(path))
        )

    @cached_property
    def _indexed_names(self) -> dict[str, set[str]]:
        """Definitions of files that have no site table."""
        found: dict[str, set[str]] = defaultdict(set)
        languages = {path: file.language for path, file in self.index.files.items()}
        for path, qualname in self.index.iterate("SELECT path, qualname FROM symbols JOIN files ON files.id = file_id"):
            if languages[path] not in READERS:
                found[path].add(qualname)
        return found

    def lookup(self, path: str, name: str) -> frozenset[Definition]:
        """What a name means at the top level of a file; `OUTSIDE` among them where an import leads out."""
        key = (path, name)
        if key in self._found:
            return self._found[key]
        if key in self._looking or key in self._cut_short:
            self._cycle = True
            return self._cut_short.get(key, NOTHING)
        outer, self._cycle = self._cycle, False
        self._looking.add(key)
        found = self._meaning(path, name)
        self._looking.discard(key)
        if not self._looking:
            self._cut_short.clear()
        (self._cut_short if self._cycle and self._looking else self._found)[key] = found
        self._cycle = bool(self._looking) and (outer or self._cycle)
        return found

    def _meaning(self, path: str, name: str) -> frozenset[Definition]:
        found: set[Definition] = set()
        if self.defines(path, name):
            found.add((path, name))
        links = self.links(path)
        for link in links.get(name, ()):
            found |= self._behind(link)
        if not found:
            for link in links.get("*", ()):
                if link.target and link.target != path:
                    found |= self.exported(link.target, name)
        return frozenset(found)

    def exported(self, path: str, name: str) -> frozenset[Definition]:
        """What a name means that another file imports from this one."""
        locals_ = self.exported_as(path).get(name)
        if not locals_:
            found = self.lookup(path, name) if name != "default" else self._default(path)
            return found or self._declared_beside(path, name)
        return frozenset().union(*(self.lookup(path, local) for local in locals_))

    def modules(self, path: str, specifier: str) -> frozenset[Definition]:
        """The files that an import of a specifier leads to from a file."""
        links = [link for found in self.links(path).values() for link in found if link.specifier == specifier]
        return frozenset((link.target, "") if link.target else OUTSIDE for link in links)

    def standing_alone(self, path: str, receiver: Any) -> frozenset[Definition] | None:
        """What a name means that stands alone and is bound inside of a definition; None where it stands behind a receiver."""
        match receiver:
            case ["=", str(qualname)]:
                return frozenset({(path, qualname)})
            case ["i", str(specifier), str(name)]:
                found = [self.exported(file, name) for file, _ in self.modules(path, specifier) if file]
                return frozenset().union(*found)
        return None

    def _default(self, path: str) -> frozenset[Definition]:
        found = self.lookup(path, "default")
        return found or (frozenset({(path, "")}) if not self.exported_as(path) else NOTHING)

    def _behind(self, link: IndexedLink) -> frozenset[Definition]:
        if not link.target:
            return frozenset({OUTSIDE})
        if link.name in {"", "*"}:
            if link.alias and "." in link.specifier and link.specifier.startswith(f"{link.alias}."):
                return frozenset({(link.target, f"\0{link.specifier}")})
            handed = self.exported(link.target, "default") if self.hands_out(link) else NOTHING
            return self._instead_of_module(link) or frozenset({(link.target, "")}) | handed
        return self.exported(link.target, link.name)

    def _declared_beside(self, path: str, name: str) -> frozenset[Definition]:
        """What only the file of types beside a module says."""
        stem, _, ending = path.rpartition(".")
        beside = (f"{stem}.{other}" for other in BESIDE.get(ending, ()) if f"{stem}.{other}" in self.index.files)
        return next((found for other in beside if (found := self.exported(other, name))), NOTHING)

    def hands_out(self, link: IndexedLink) -> bool:
        """Whether `const boot = require("./boot")` gives what `module.exports = Boot` hands out, beside the module."""
        whole = link.name == "" and bool(link.alias) and self.is_ecmascript(link.target)
        return whole and ("default" in self.exported_as(link.target) or self.defines(link.target, "default"))

    def _instead_of_module(self, link: IndexedLink) -> frozenset[Definition]:
        """What `from package import name` means where `name` is a module of the package, and its `__init__` binds the name too.

        Python asks the package for the name first: after `from .block import block` it is the function.
        """
        folder, _, file = link.target.rpartition("/")
        name, _, extension = file.partition(".")
        package = f"{folder}/__init__.{extension}"
        if package == link.source or package not in self.index.files or link.specifier.rpartition(".")[2] == name:
            return NOTHING
        bound = self.defines(package, name) or any(other.name == name for other in self.links(package).get(name, ()))
        return self.exported(package, name) if bound else NOTHING


@read_once
def _links(index: Index, path: str) -> dict[str, list[IndexedLink]]:
    links = index.links_from(path)
    return by_key(("*" if link.name == "*" and link.alias in {"", "*"} else link.alias, link) for link in links)


@read_once
def links_to(index: Index, path: str) -> list[IndexedLink]:
    """The imports that lead to a file, and those of the module whose types it tells."""
    told = [(of, f".{end}") for of, ends in BESIDE.items() for end in ends]
    modules = [f"{path.removesuffix(end)}.{of}" for of, end in told if path.endswith(end)]
    return [link for file in (path, *modules) if file == path or file in index.files for link in index.links_to(file)]


@read_once
def _exported_as(index: Index, path: str) -> dict[str, list[str]]:
    return by_key((export.name, export.local) for export in index.exports(path))
