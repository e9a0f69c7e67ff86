"""Which definitions a file can mean by a name: a class's, or that of what stands at a file's top level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .... import lazy_re as re
from ....indexer.reached import reached
from ...per_index import per_index, read_once, remembered
from ...text_facts import line_at
from ..called import all_called, called_in, defined_as
from ..receivers.class_names import STANDARD
from ..receivers.receiver_forms import NO_RECEIVERS
from ..receivers.written_names import arities_on, has_arity, last_part
from .c_names import declared_to
from .definition_facts import DefinitionFacts, holder_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....indexer.index import Index, IndexedLink
    from ..occurrences import Definition, PlainUse

__all__ = ["MIXINS", "PACKAGED_ENDINGS", "VisibleNames", "asks_for", "loaded_with", "specs_behind"]

MIXINS = frozenset({"module", "protocol", "extension", "namespace"})
"""What a class can take members from without naming it as a base where the class is defined."""
QUALIFYING = frozenset({"s", "q", "n", "."})
"""Receivers (receiver_forms.py) that a class can stand behind."""

OF_A_MODULE = frozenset({"cs", "swift"})
"""Endings of files that see one another's definitions without an import, wherever they stand."""
PACKAGED = frozenset({"Java", "Kotlin", "Scala"})
PACKAGED_ENDINGS = (".java", ".kt", ".scala")
"""Languages whose files state their package, which by custom is their folder below a source root."""


class VisibleNames(DefinitionFacts):
    """What the files of one index see, for all questions about it."""

    def sees(self, path: str, definition: Definition) -> bool:
        """Whether a file can mean a definition of another one by its bare name."""
        if _is_near(self.index, path, definition[0]) or path in declared_to(self.index, definition):
            return True
        if path.endswith(".rb") and path in _loading(self.index, definition[0]):
            return True
        if "." in definition[1]:
            return False
        if _is_of_package(self.index, path, definition[0]) or definition[0] in self._handed_to(path, definition[1]):
            return True
        return not defined_as(self.index, *definition) and self._saw(path, definition[0])

    def _saw(self, path: str, held: str) -> bool:
        """Whether a file could mean what another one has no more, which nothing ties to it now: both are of one module, or it imports all
        of the other's package."""
        ending = held.rpartition(".")[2]
        if not path.endswith(f".{ending}") or ending in OF_A_MODULE:
            return path.endswith(f".{ending}")
        folder = f"/{held.rpartition('/')[0]}"
        imported = {link.specifier.replace(".", "/") for link in self.index.links_from(path) if link.alias == "*"}
        return held.endswith(PACKAGED_ENDINGS) and any(folder.endswith(f"/{package}") for package in imported)

    def by_module(self, path: str, module: str, definition: Definition) -> float | None:
        """Rust: 1 where what stands behind a module's path in a file (`prices::with_tax`) is the definition, or hands it on; 0 where
        the path leads out of the workspace.

        A file has one import for all that it names by the same path, and none for a path that begins with a name it imports.
        """
        if holder := holder_of(definition):
            return 1.0 if path == definition[0] and last_part(module) == holder else None
        written = module.replace(".", "::")
        links = [link for link in self.index.links_from(path) if not link.alias and link.specifier == written]
        head = module.partition(".")[0]
        leading = links or self.bound(path, head)
        if all(link.external or link.stdlib for link in leading) and (leading or head in STANDARD):
            return 0.0
        starts = [link.target for link in links] or sorted(self._modules(path, module.split(".")))
        return 1.0 if definition[0] in self._past(starts, definition[1]) else None

    @remembered
    def _handed_to(self, path: str, name: str) -> frozenset[str]:
        """The files that a file's imports of a name lead to; none where it defines the name itself."""
        starts = [] if self._is_at_top(path, name) else [link.target for link in self._leading(path, name)]
        return self._past(starts, name)

    def _past(self, starts: list[str], name: str) -> frozenset[str]:
        """Files in which a name is looked for, and those that it comes from where they only hand it on (`pub use`)."""

        def behind(file: str) -> list[str]:
            links = [] if self._is_at_top(file, name) else self._leading(file, name)
            below = self.index.files[file].language == "Rust"  # its modules see what one above imports for itself, too
            return [link.target for link in links if below or link.kind == "reexport"]

        return frozenset(reached(filter(None, starts), behind))

    def _leading(self, path: str, name: str) -> list[IndexedLink]:
        """The imports of a file that lead to a thing of this name inside the workspace, those of all names (`*`) included."""
        links = [*self.bound(path, name), *self.bound(path, "*")]
        return [link for link in links if link.target and link.name in {name, "*"}]

    def only_handed_on(self, use: PlainUse) -> bool:
        """The place gives others the name under which it has it (`pub use tax::with_tax;`): nothing runs there."""
        return not use.owner and any(
            link.kind == "reexport"
            and link.name == link.alias == use.name
            and link.line <= use.line <= self._last_line(link)
            for link in self.bound(use.path, use.name)
        )

    def _last_line(self, link: IndexedLink) -> int:
        """Where the statement of a re-export ends."""
        lines = enumerate(self.index.lines(link.source)[link.line - 1 :], link.line)
        return next((number for number, text in lines if ";" in text), link.line)

    def _is_at_top(self, path: str, name: str) -> bool:
        return any(item.qualname == name for item in called_in(self.index, path, name))

    def class_meant(self, use: PlainUse, definition: Definition, receivers: Sequence[Any]) -> float | None:
        """A class's name: 0 where the file means another class by it, or could name one inside another only through that."""
        if any(isinstance(item, list) and item[0] not in QUALIFYING for item in receivers):
            # in C# a class stands behind no value
            return 0.0 if self.index.files[use.path].language == "C#" and use.attribute else None
        before = [item[2] if item[0] == "." else item[1] for item in receivers if isinstance(item, list)]
        if receivers and use.attribute and not self._is_in_space(use, definition, before):
            return 0.0
        names = [f"{item}.{use.name}" for item in before] or [use.name]
        given = arities_on(self.index, use.path, use.line, use.name)
        linked = self.linked(use.path, use.name, use.line)
        linked = {file for file in linked if any(has_arity(self.index, file, use.name, one) for one in given)}
        files = linked or frozenset().union(*(self.meant(use.path, name, one) for name in names for one in given))
        if files and definition[0] not in files and (before or linked or not use.attribute):
            return 0.0
        holder = holder_of(definition)
        if not before and not holder and definition[0] in files and given.isdisjoint({None, 0}):
            return 1.0
        if linked and not holder:
            return None
        if before and not holder and all(self._is_closed(last_part(item)) for item in before):
            return 0.0  # a member of another class (`Enum::Name`)
        if before and self._is_inner(definition) and not any(self.related(last_part(item), holder) for item in before):
            of_parameter = any(self.extends(use.path, last_part(item)) is not None for item in before)
            return 0.5 if of_parameter and self.index.places(use.path, (holder,)).get(holder) else 0.0
        if holder and definition[0] in files and any(last_part(item) == last_part(holder) for item in before):
            return 1.0
        if before or use.attribute or not holder or definition[0] in {use.path, *files} or not self.named(holder):
            return None
        around = [one for part in use.owner.split(".") for one in self.classes(use.path, part)]
        return None if any(self.home(definition) & self.over(one) for one in around) else 0.0

    def _is_in_space(self, use: PlainUse, definition: Definition, before: list[str]) -> bool:
        """C#: whether `before.Name` can mean a top-level class: `before` is part of its namespace or an alias, and no value."""
        held = self.index.files.get(definition[0])
        if held is None or held.language != "C#" or holder_of(definition):
            return True
        return any(
            last_part(item) in held.module.split(".") or self.bound(use.path, last_part(item)) for item in before
        )

    def has_own(self, use: PlainUse, definition: Definition) -> bool:
        """The file itself defines the name at its top level."""
        return use.path != definition[0] and self._is_at_top(use.path, use.name)

    def by_scope(self, use: PlainUse, definition: Definition, rows: Sequence[Any]) -> float | None:
        """Rust: what a name alone, or behind `self::`, means that is no variable; `rows` say what its line has of it."""
        if use.attribute or self.index.files[use.path].language != "Rust":
            own = bool(rows) and all(row[2] == ["q", "self"] for row in rows) and self.has_own(use, definition)
            return 0.0 if own else None
        if self._is_unbound(use, definition):
            return 0.0
        table = self.table(use.path)
        typed = not self.is_class(definition) and use.line in table["types"].get(use.name, ())
        is_local = typed or table is NO_RECEIVERS or use.line in table["locals"].get(use.name, ())
        return None if is_local or any(row[2] != 0 for row in rows) else self._in_scope(use, definition)

    def _in_scope(self, use: PlainUse, definition: Definition) -> float | None:
        """A field never, else what the nearest module around has (`mod tests`), or what is imported out of a module inside of a file,
        or out of an enum; None for what stands at a file's top level."""
        holder, named = holder_of(definition), called_in(self.index, use.path, use.name)
        around = [item.qualname for item in named if self._is_module_around(use, item.qualname.rpartition(".")[0])]
        if around:
            return float((use.path, max(around, key=len)) == definition)
        variant = self.is_variant(definition)
        if not holder:
            return 0.0 if self.is_class(definition) and self._is_variant_there(use) else None
        if self._is_inner(definition) and not variant:
            return 0.0 if self.kinds(definition) == {"field"} else None
        links = [*self.bound(use.path, use.name), *self.bound(use.path, "*")]
        if any(link.specifier.rpartition("::")[2] == holder for link in links):
            return 1.0
        return 0.0 if variant or use.path == definition[0] or not any(link.target for link in links) else None

    def _is_variant_there(self, use: PlainUse) -> bool:
        """Rust: what is called like a class is a variant where all of its enum are imported and no type can stand."""
        enums = {link.specifier.rpartition("::")[2] for link in self.bound(use.path, "*")}
        named = all_called(self.index, use.name) if enums and not self.bound(use.path, use.name) else ()
        typed = rb"[&:<>]\s*%s\b|\b%s\s*(?:::|[<{(]|$)" % ((use.name.encode(),) * 2)
        rivals = (holder_of((item.path, item.qualname)) for item in named if item.kind == "constant")
        return not enums.isdisjoint(rivals) and not re.search(typed, line_at(self.index, use.path, use.line))

    def _is_module_around(self, use: PlainUse, qualname: str) -> bool:
        """Rust: a module inside of a file that a use stands in."""
        within = bool(qualname) and f"{use.owner}.".startswith(f"{qualname}.")
        return within and any(item.kind == "module" for item in defined_as(self.index, use.path, qualname))

    def _is_unbound(self, use: PlainUse, definition: Definition) -> bool:
        """A file means nothing of another one by a name alone that none of its imports binds (`Result` is the language's own).

        A name in a macro is resolved where the macro is used; what belongs to a type is never named without it (`Self::Item`).
        """
        kinds = self.kinds(definition)
        if not kinds or "macro" in kinds or (holder_of(definition) and not self.is_class(definition)):
            return False
        if self._is_inner(definition) or use.path == definition[0]:
            return self._is_inner(definition)
        around = called_in(self.index, use.path, use.owner.partition(".")[0])
        handed = definition[0] in self._handed_to(use.path, definition[1]) or self.bound(use.path, use.name)
        return not handed and all(item.kind != "macro" for item in around)

    def by_path(self, receiver: Any, definition: Definition) -> float | None:
        """Rust: what a path before a name says alone: a module holds no member of a type, a variant its own fields."""
        if receiver and receiver[0] == "q" and self._is_inner(definition):
            return 0.0
        return float(last_part(receiver[1]) == holder_of(definition)) if receiver and receiver[0] == "v" else None

    def is_variant(self, definition: Definition) -> bool:
        """What an enum is one of."""
        held = self.named(holder_of(definition))
        return self.kinds(definition) == {"constant"} and any(item.kind == "enum" for item in held)

    def _is_inner(self, definition: Definition) -> bool:
        """It stands in a class, not just in a module."""
        return self._is_closed(holder_of(definition))

    def _is_closed(self, name: str) -> bool:
        return any(item.kind not in MIXINS for item in self.named(name))


def _is_near(index: Index, path: str, target: str) -> bool:
    """One file is the other, imports it, or stands beside it."""
    if path == target or target in index.adjacency[0].get(path, ()):
        return True
    if path.rpartition("/")[0] != target.rpartition("/")[0]:
        return target not in index.files and path.endswith(".cs") and target.endswith(".cs")
    if target not in index.files:
        return path.rpartition(".")[2] == target.rpartition(".")[2]
    return index.files[path].language == index.files[target].language


@read_once
def _loading(index: Index, target: str) -> frozenset[str]:
    """Ruby: the files that load one, themselves, through others or by RSpec's options: what is loaded is there for all."""
    behind = specs_behind(index)
    return frozenset(reached([target], lambda file: (*index.adjacency[1].get(file, ()), *behind.get(file, ()))))


def asks_for(index: Index, use: PlainUse, target: str) -> bool:
    """Ruby: a file is loaded by its name, which the place's has as a symbol or text (`plugin :json_parser`) where it stands not itself."""
    stem = target.rpartition("/")[2].removesuffix(".rb").encode()
    called = re.search(rb"(?<![:\w])%s\b" % re.escape(use.name.encode()), line_at(index, use.path, use.line))
    source = index.read(use.path) if called and target.endswith(".rb") else b""
    return any(form % stem in source for form in (b":%s", b'"%s"', b"'%s'"))


@read_once
def loaded_with(index: Index, target: str) -> frozenset[str]:
    """Ruby: all files that what loads one loads too; who runs a change is not asked of so many."""
    return frozenset(reached(_loading(index, target), lambda file: index.adjacency[0].get(file, ())))


def _is_of_package(index: Index, path: str, target: str) -> bool:
    """The files are of one package, whose parts stand in several folders (`src/main/java`, `src/test/java`): that takes no import."""
    file = index.files[path]
    if file.language not in PACKAGED or not file.module:
        return False
    if target in index.files:
        return index.files[target].module == file.module and index.files[target].language in PACKAGED
    folder, _, name = target.rpartition("/")
    return name.endswith(PACKAGED_ENDINGS) and f"/{folder}".endswith(f"/{file.module.replace('.', '/')}")


REQUIRED: Final = re.compile(r"(?:--require|-r)[\s=]+([\w./-]+)")


@per_index
def specs_behind(index: Index) -> dict[str, frozenset[str]]:
    """Helper → the files of tests before which it is loaded."""
    found: dict[str, frozenset[str]] = {}
    for path in index.files:
        start = path.removesuffix(".rspec")
        if path.rpartition("/")[2] == ".rspec":
            specs = frozenset(file for file in index.files if file.startswith(start) and file.endswith("_spec.rb"))
            for written in REQUIRED.findall(index.text(path)):
                places = (f"{start}{inside}/{written.removesuffix('.rb')}.rb" for inside in ("spec", "lib"))
                found.update((place, specs) for place in places if place in index.files)
    return found
