"""Where C# usings lead, and which files of the visible namespaces a file uses without one.

Rules (C# specification, 7.8 and 14.5): a using opens a namespace, and leads to the files that declare the types and
extension methods of it that the file names; `using static` and aliases lead to one type; the own namespace, those around
it, the global one and the project's global usings need no directive. The types of the own namespace hide those of usings.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ...facts import Link
from ...tokens import blank
from ..dotted import paths_from
from .argument_counts import other_arities, written_arities
from .extensions import meant
from .lexicon import LEXICON
from .namespaces import PLATFORM, PLATFORM_METHODS, Namespaces, enclosing
from .parts import is_part, used
from .roles import attribute_names, values_only
from .type_table import NESTED
from .values import Values, calls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from ...facts import Import
    from ..base import World
    from .argument_counts import Counts
    from .namespaces import Found, Namespace

__all__ = ["Resolver"]


class Resolver(Namespaces):
    """Resolves the usings of one file, and its uses of types that need none."""

    def __call__(self, path: str, imports: Sequence[Import]) -> Iterator[Link]:
        """Its links; see `base.Resolver`."""
        return _File(self.world, self, path, imports).links()


class _File:
    """One file's view: its namespaces, what it names, and what hides what."""

    def __init__(self, world: World, namespaces: Namespaces, path: str, imports: Sequence[Import]) -> None:
        self.world, self.namespaces, self.path, self.imports = world, namespaces, path, imports
        self.module = world.files[path].module
        self.used = world.uses.get(path, frozenset())
        self.bare = world.bare.get(path, self.used)
        definitions = world.definitions.get(path, frozenset())
        self.own = definitions | {
            name.rpartition(".")[2] for name in definitions if "." in name[1:] and not name.startswith("using ")
        }
        self.taken: set[str] = {item.alias for item in imports if item.name != "*"}
        self.types = sorted(filter(namespaces.types.__contains__, self.own))
        self.taken |= self._inherited()
        self.written: dict[str, set[int]] = {}
        self.extended: dict[str, set[tuple[str, Counts]]] = {}

    @cached_property
    def parts(self) -> dict[str, dict[str, str]]:
        """The other files with parts of the file's types → what these declare that the file does not."""
        if (namespace := self.namespaces.get(self.module)) is None:
            return {}
        files = {
            file
            for name in self.own & namespace.types
            if len(namespace.places[name]) > 1 and is_part(name, self.source)
            for file in self.namespaces.closest(self.path, namespace.parts_of(name, self.path))
        }
        return self.namespaces.parts.others(self.path, self.types, sorted(files)) if len(files) > 1 else {}

    def _inherited(self) -> set[str]:
        """What the file's types inherit or declare elsewhere, where the file names it: it hides types of the namespaces."""
        members, nested = self.namespaces.types.inherited(self.types)
        for declared in self.parts.values():
            nested |= {name for name, kind in declared.items() if kind == NESTED}
            members |= declared.keys() - nested
        doubtful = {name for name in members & self.bare if name in self.namespaces.types}
        return (nested & self.bare) | (values_only(self.source, doubtful) if doubtful else set())

    def links(self) -> Iterator[Link]:
        """The links of every using in order, then those that need none."""
        implicit = list(self._implicit())
        self.spaces = self._inner_spaces()
        self.taken |= self.spaces.keys()
        for item in self.imports:
            if item.name == "*" and "static" not in item.form:
                yield from self._opened(item)
            else:
                yield from self._type(item)
        yield from implicit
        yield from self._partly_spelled()
        yield from self._global_usings()
        yield from self._other_parts()

    def _opened(self, item: Import) -> Iterator[Link]:
        """`using N`: the files of the namespace that the file uses."""
        line, kind, specifier = item.line, item.kind, item.specifier
        for candidate in self._readings(specifier):
            if (namespace := self.namespaces.get(candidate)) is not None:
                uses = list(self._uses_of(namespace)) or list(
                    self._calls(namespace.calls & PLATFORM_METHODS, namespace, frozenset())
                )
                links = [Link(line, kind, specifier, target, name, "*") for name, target in uses]
                yield from links
                if not links and "global" not in item.form:
                    yield self._nowhere(item, "no type or extension method of the namespace is used")
                return
        yield self._nowhere(item, "only its inner namespaces declare types")

    def _type(self, item: Import) -> Iterator[Link]:
        """`using static N.T`, `using X = N.T`, and a type spelled out in code."""
        line, kind, specifier, name, alias, form = item
        found = self._find(specifier)
        if found is not None:
            symbol, opened = (f"{found.symbol}.*", set(self.used)) if name == "*" else (found.symbol, set())
            parts = self._parts_of(found, opened)
            yield from (Link(line, kind, specifier, target, symbol, alias) for target in parts if target != self.path)
        elif (namespace := self._named_namespace(item)) is not None:
            words = sorted((self.used & namespace.types) - self.own)
            uses = [use for word in words for use in self._targets(word, namespace.places[word])]
            yield from (Link(line, kind, specifier, target, word, alias) for word, target in uses)
            if not uses:
                yield self._nowhere(item, "no type of the namespace is used")
        elif form != "qualified":
            yield self._nowhere(item, "no file declares that type or namespace")

    def _parts_of(self, found: Found, opened: Set[str]) -> Sequence[str]:
        """The files of a path: of a partial type those that declare the member it goes on with, or one of the names in use."""
        files = self.namespaces.closest(self.path, found.files)
        name, _, member = found.symbol.partition(".")
        wanted = {member.partition(".")[0]} if member else opened & self.namespaces.parts.all_members(name, files)
        return self.namespaces.parts.declaring(name, files, wanted) if len(files) > 1 else files

    def _named_namespace(self, item: Import) -> Namespace | None:
        """The namespace of `using X = N`: its types are then named behind `X.` or `X::`."""
        if item.form == "qualified" or not item.alias or item.name == "*":
            return None
        return next((found for path in self._readings(item.specifier) if (found := self.namespaces.get(path))), None)

    def _implicit(self) -> Iterator[Link]:
        """The names of the namespaces around, of projects that the file's own reaches."""
        opened = {item.specifier for item in self.imports if item.form != "qualified"}
        for outer in [*enclosing(self.module), ""]:
            if outer not in opened and (namespace := self.namespaces.get(outer)) is not None:
                yield from (Link(0, "static", "", target, name) for name, target in self._uses_of(namespace))

    def _inner_spaces(self) -> dict[str, str]:
        """The namespaces inside those around the file that it names → the one around: they come before what a using opens."""
        outers = reversed([*enclosing(self.module)])
        return {
            word: outer
            for outer in outers
            for word in (self.namespaces.inner(outer) & self.bare) - self.own - self.taken
        }

    def _partly_spelled(self) -> Iterator[Link]:
        """`Models.Order`: types named by a path that begins with a namespace inside one around the file's own, or the outermost."""
        root = self.module.partition(".")[0]
        outermost = (self.namespaces.inner("") & self.bare) - self.own - self.taken - {root}
        for word, outer in [*sorted(self.spaces.items()), *((word, "") for word in sorted(outermost))]:
            for path in sorted(paths_from(word, self.code if f"{word}.".encode() in self.source else b"")):
                if (found := self.namespaces.find(f"{outer}.{path}" if outer else path)) is not None:
                    for _, target in self._targets(path, found.files):
                        yield Link(0, "static", "", target, found.symbol.partition(".")[0])

    def _global_usings(self) -> Iterator[Link]:
        for written in self.namespaces.global_usings(self.path):
            alias, equals, full = written.rpartition(" = ")
            found = self._find(full.removeprefix("static ")) if equals or full.startswith("static ") else None
            namespace = self.namespaces.get(full)
            if found is not None and (alias in self.bare if equals else self._names_a_member(found)):
                for _, target in self._targets("", found.files):
                    yield Link(0, "static", "", target, found.symbol, alias)
            elif namespace is not None:
                for name, target in self._uses_of(namespace):
                    yield Link(0, "static", "", target, name)

    def _names_a_member(self, found: Found) -> bool:
        """Whether the file names a member of a type without the type, and neither declares nor inherits one of the name."""
        members = self.namespaces.parts.all_members(found.symbol, found.files) & self.bare
        return bool(members and members - self.own - self.namespaces.types.inherited(self.types)[0])

    def _other_parts(self) -> Iterator[Link]:
        """A part of a partial type leads to the part that its file is named after, and to those of which it uses something."""
        for file, declared in self.parts.items():
            for name in used(declared, self.used, self.bare, self.source):
                yield Link(0, "static", "", file, name)
        if (namespace := self.namespaces.get(self.module)) is None:
            return
        for name in sorted(self.own & namespace.types):
            for part in self.namespaces.closest(self.path, namespace.parts_of(name, self.path)):
                if part != self.path and part.rpartition("/")[2] == f"{name}.cs" and is_part(name, self.source):
                    yield Link(0, "static", "", part, name)

    def _uses_of(self, namespace: Namespace) -> Iterator[tuple[str, str]]:
        """`(name, file)` of the types and extension methods that the file uses and that nothing closer declares.

        What a project declares that is not referenced is not meant, and hides nothing.
        """
        if attributes := self.bare & namespace.attributes:
            attributes &= self.attributes.keys()
        types = (self.bare & namespace.types) - self.taken
        types = frozenset(name for name in types if self.namespaces.referenced(self.path, namespace.places[name]))
        several = types & self.namespaces.generic
        types -= self.own | {name for name in types & self.namespaces.attributes if self.attributes.get(name)}
        told = {
            name: self.attributes.pop(name) for name in attributes
        }  # the nearest namespace is meant: no further one is asked
        self.taken |= types - several | {name for name, nowhere_else in told.items() if nowhere_else}
        for name in sorted(types | several):
            files = self._of_arity(name, namespace) if name in several else namespace.places[name]
            files = self.namespaces.closest(self.path, files) if files else files
            files = self.namespaces.parts.named(name, files, self.source) if len(files) > 1 else files
            yield from self._targets(name, files)
        for name in sorted(attributes):
            yield from self._targets(name, namespace.places[f"[{name}"])
        yield from self._calls(namespace.calls, namespace, PLATFORM_METHODS)

    def _calls(
        self, methods: frozenset[str], namespace: Namespace, common: frozenset[str]
    ) -> Iterator[tuple[str, str]]:
        """Of some extension methods those that the file calls behind a dot, in projects that its own references.

        One of the common names, called as a method of the platform's own types is (`Contains`), proves nothing by its name:
        the type that it is called on has to be known. As a method of other parts of its own class it is found there,
        and one of a namespace closer by hides one for the same type.
        """
        for name in sorted(self.used & methods):
            files = self.namespaces.referenced(self.path, namespace.places[f".{name}"])
            if files and any(calls(self.source, name)):
                known, receivers = self.extended.setdefault(name, set()), self.namespaces.receivers(name, files)
                receivers = {file: others for file, heads in receivers.items() if (others := heads - known)}
                named = None if name in common else self.bare
                found = [*meant(name, receivers, self.values, self.namespaces.types, named)]
                known.update(*(receivers[file] for file in found))
                yield from self._targets(name, found)

    def _of_arity(self, name: str, namespace: Namespace) -> Sequence[str]:
        """The files of a type: of `Result`, `Result<T>` and `Result<T, E>` only those that the file writes.

        What none of them is may be a type of a namespace further out.
        """
        if name not in self.written:
            read = other_arities if name in self.own else written_arities
            self.written[name] = read(name, self.code)
        arities = namespace.arities.get(name, {})
        files = [file for file in namespace.places[name] if not self.written[name].isdisjoint(arities.get(file, {0}))]
        self.written[name] = self.written[name].difference(*(arities.get(file, {0}) for file in files))
        if not self.written[name]:
            self.taken.add(name)
        return files

    @cached_property
    def code(self) -> bytes:
        """The file's bytes with blanks for comments and strings."""
        return blank(self.source, LEXICON).text

    @cached_property
    def source(self) -> bytes:
        """The file's bytes."""
        return self.world.read(self.path)

    @cached_property
    def values(self) -> Values:
        """The types of the file's values."""
        own = self.types[0] if len(self.types) == 1 else ""
        return Values(self.source, self.namespaces.types, self.namespaces.returned, own)

    @cached_property
    def attributes(self) -> dict[str, bool]:
        """The names that stand where attributes do → whether they stand nowhere else."""
        return attribute_names(self.code)

    def _targets(self, name: str, files: Sequence[str]) -> Iterator[tuple[str, str]]:
        for target in self.namespaces.closest(self.path, files) if files else ():
            if target != self.path:
                yield name, target

    def _find(self, specifier: str) -> Found | None:
        return next((found for path in self._readings(specifier) if (found := self.namespaces.find(path))), None)

    def _readings(self, specifier: str) -> list[str]:
        """The full names that a directive may mean: absolute, or inside a namespace around it."""
        return [specifier, *(f"{outer}.{specifier}" for outer in enclosing(self.module))]

    def _nowhere(self, item: Import, reason: str) -> Link:
        """External, unless the namespace is the workspace's own: of what is added to the platform's the rest is there too."""
        line, kind, specifier, name, alias, form = item
        full = specifier if name == "*" and "static" not in form else specifier.rpartition(".")[0] or specifier
        known, platform = self.namespaces.get(full), any(outer in PLATFORM for outer in enclosing(full))
        if not platform and (known.native if known is not None else self.namespaces.has_part(full)):
            return Link(line, kind, specifier, "", name, alias, "", False, reason)
        return Link(line, kind, specifier, "", name, alias, full, platform)
