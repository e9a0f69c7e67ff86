"""Classes of a workspace: their bases across files, and what a member of a value of some type means."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final

from ....indexer.workspace_paths import prefix_of
from ...per_index import remembered
from ..called import defined_as
from ..sites.shape import DECLARED, METACLASS
from .names import NOTHING, OUTSIDE, Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ....indexer.index import Index
    from ..occurrences import Definition

__all__ = ["ANYTHING", "EMPTY", "EXTERNAL", "PROPERTIES", "Members", "Type"]

Type = tuple[Any, ...]
"""`("c", path, Q)` class · `("i", path, Q)` instance · `("p", path, Q)` the bases of Q seen from inside · `("f", path, Q)`
function · `("F", path, Q)` function of a written type · `("m", path)` module · `("l", types)` container ·
`("e", types)` what keeps one value of them ·
`("k", path, dotted)` the head of a dotted import · `("x",)` something outside the workspace."""

EXTERNAL: Final[Type] = ("x",)
ANYTHING: Final[Type] = ("any",)
"""What a type variable without a bound stands for."""
EMPTY: Final[Type] = ("l", frozenset())
"""A container of which is not known what it holds."""

EMPTY_BASES = frozenset({"object", "Generic", "Protocol", "ABC"})
"""Bases outside the workspace without a method that anyone calls by name."""

HOOKS = ("__getattr__", "__getattribute__")
"""Methods that are asked for members which are not defined."""
MAKING_CLASSES = frozenset({"type", "ABCMeta", "EnumMeta", "EnumType"})
"""Bases of metaclasses: an instance is a class, and has the members that this defines."""

PYTHON = (".py", ".pyi")
PROPERTIES = frozenset(
    {"property", "cached_property", "functools.cached_property", "abc.abstractproperty", "get", "hybrid_property"}
)
"""Decorators of functions that run when they are read like a variable."""
SETTABLE = frozenset({"property", "abc.abstractproperty", "hybrid_property", "get", "set"})
"""Decorators and words of accessors: an assignment runs the setter. What `cached_property` keeps is replaced."""
TYPES_ALONE = frozenset({"interface", "type"})
PROTOCOL = "Protocol"
"""The base, of `typing`, of a type that is met by structure."""
MODULE_FILES = ("__init__.py", "__init__.pyi")

MOST_ASKED = 80
"""Questions that each wait for the next one: no person writes classes so deep below each other, and Python itself ends soon after."""


class Members(Names, ABC):
    """The names of one workspace, and the members of its classes and modules."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._ancestors: dict[Definition, list[Definition]] = {}
        self._busy: set[Any] = set()
        self._cut = False
        self._depth = 0

    @abstractmethod
    def types(self, path: str, expression: Any) -> frozenset[Type]:
        """The types that an expression of a file may have; the program says how."""

    @abstractmethod
    def made(self, path: str, base: Any) -> Iterable[Type]:
        """What an object type is made of, as it names that among its bases."""

    def ancestors(self, definition: Definition) -> list[Definition]:
        """A class and its bases, nearest first; `OUTSIDE` where a base is not of this workspace or unknown."""
        if definition in self._ancestors:
            return self._ancestors[definition]
        if definition in self._busy:
            self._cut = True
            return [definition]
        if len(self._busy) >= MOST_ASKED:
            return [definition, OUTSIDE]
        self._busy.add(definition)
        outer, self._cut = self._cut, False
        order = self._order(definition)
        self._busy.discard(definition)
        if not self._cut or not self._depth:
            self._ancestors[definition] = order
        self._cut = outer or (self._cut and self._depth > 0)
        return order

    def _order(self, definition: Definition) -> list[Definition]:
        path, qualname = definition
        above: list[list[Definition]] = []
        parents: list[Definition] = []
        outside = False
        for base in self.table(path).classes.get(qualname, ()):
            known = sorted({item[1:3] for item in self.types(path, base) if item[0] == "c"} - {definition})
            outside = outside or (not known and not _is_empty(base))
            parents += known
            above += [self.ancestors(parent) for parent in known]
        outside = outside or any(OUTSIDE in order for order in above)
        inside = [[item for item in order if item != OUTSIDE] for order in above]
        return [definition, *_merged([*inside, parents], definition), *([OUTSIDE] if outside else [])]

    def member(self, type_: Type, name: str) -> frozenset[Definition]:
        """What `value.name` means; empty where the type has no such member that is known."""
        kind = type_[0]
        if kind in {"c", "i", "p"}:
            return self._inherited(type_, name)
        if kind == "m":
            return self.exported(type_[1], name) or self._submodule(type_[1], name) or self._of_whole(type_[1], name)
        if kind == "k":
            return self._dotted(type_[1], type_[2], name)
        return frozenset({OUTSIDE}) if kind in {"x", "l", "f"} else NOTHING

    def _inherited(self, type_: Type, name: str) -> frozenset[Definition]:
        order = self.ancestors((type_[1], type_[2]))
        for path, qualname in order[1:] if type_[0] == "p" else order:
            if path and self.defines(path, f"{qualname}.{name}"):
                return self._assigned_to((path, f"{qualname}.{name}"), order)
        if self.is_ecmascript(type_[1]):
            made = self._made_of(order, name) if type_[0] == "i" else NOTHING
        else:
            made = self._of_metaclass(order, name) if type_[0] == "c" and name[:2] != "__" else NOTHING
        return made or (frozenset({OUTSIDE}) if OUTSIDE in order and not self.is_open(type_) else NOTHING)

    def _of_metaclass(self, order: Sequence[Definition], name: str) -> frozenset[Definition]:
        """What a class of Python has because it is an object of its metaclass, or of the one of a class above."""
        for path, qualname in order:
            made = self.table(path).returns.get(f"{qualname}.{METACLASS}")
            for type_ in self.types(path, made) if made is not None else ():
                found = self.member(("i", *type_[1:3]), name) - {OUTSIDE} if type_[0] == "c" else NOTHING
                if found:
                    return found
        return NOTHING

    def _assigned_to(self, member: Definition, order: Sequence[Definition]) -> frozenset[Definition]:
        """What an assignment in a method of Python sets that is a property of a class above, whose setter it runs, or an
        attribute that one declares: `self.size = 3` makes none of its own then, but tells what it may hold."""
        path, qualname = member
        table = self.table(path)
        if qualname in table.functions or qualname in table.classes or not path.endswith(PYTHON):
            return frozenset({member})
        klass, _, name = qualname.rpartition(".")
        above = [(file, f"{holder}.{name}") for file, holder in order if file and (file, holder) != (path, klass)]
        taken = next((item for item in above if self._takes(item, member)), member)
        return frozenset({taken} if taken[1] in self.table(taken[0]).functions else {taken, member})

    def _takes(self, above: Definition, member: Definition) -> bool:
        """Whether what a class above has is set where a method of one below assigns its name."""
        table = self.table(above[0])
        if above[1] in table.functions:
            return not PROPERTIES.isdisjoint(table.functions[above[1]])
        declared = above[1] in table.parameters.get(DECLARED, ())
        return declared and not any(item.qualname == member[1] for item in self.symbols(member[0]))

    def _made_of(self, order: Sequence[Definition], name: str) -> frozenset[Definition]:
        """A member that an interface has of a type that its base is made of (`extends Omit<Options, "id">`)."""
        for definition in order:
            key, written = (definition, name), self.table(definition[0]).classes.get(definition[1], ())
            if key in self._busy:
                continue
            self._busy.add(key)
            bases = [type_ for base in written for type_ in self.made(definition[0], base)]
            inherited = (self.member(base, name) for base in bases if base[0] == "i")
            found = frozenset(item for items in inherited for item in items if item[0])
            self._busy.discard(key)
            if found:
                return found
        return NOTHING

    def is_open(self, type_: Type) -> bool:
        """An instance whose class works out its members (`__getattr__`) or makes classes; a CommonJS module, which is given members."""
        if type_[0] == "m":
            return self.is_ecmascript(type_[1]) and self.exported_as(type_[1]).keys() <= {"default"}
        order = self.ancestors((type_[1], type_[2])) if type_[0] == "i" else []
        read = [(path, name) for path, name in order if path]
        bases = (it for path, name in read for it in self.table(path).classes.get(name, ()) if isinstance(it, str))
        hooked = (self.defines(path, f"{name}.{hook}") for path, name in read for hook in HOOKS)
        return not MAKING_CLASSES.isdisjoint(bases) or any(hooked)

    def _submodule(self, path: str, name: str) -> frozenset[Definition]:
        folder, _, file = path.rpartition("/")
        if file in MODULE_FILES:
            base = prefix_of(folder) + name
            for candidate in (f"{base}.py", f"{base}/__init__.py", f"{base}.pyi"):
                if candidate in self.index.files:
                    return frozenset({(candidate, "")})
        return NOTHING

    def _of_whole(self, path: str, name: str) -> frozenset[Definition]:
        """`require("./a").make` of what a file exports as a whole: what is set on that (`A.make = …`)."""
        whole = self.exported(path, "default") if self.is_ecmascript(path) else NOTHING
        found = ((file, f"{qualname}.{name}") for file, qualname in whole)
        return frozenset(item for item in found if item[0] and self.defines(*item))

    def _dotted(self, path: str, dotted: str, name: str) -> frozenset[Definition]:
        """`a.b` after `import a.b.c` in a file: the module that `a` (here `dotted`'s head) holds."""
        target = path.removesuffix(".pyi").removesuffix(".py").removesuffix("/__init__")
        parts = dotted.split(".")
        above = "/".join(target.split("/")[: len(target.split("/")) - len(parts) + 1])
        package = f"{above}/__init__.py"
        found = self.exported(package, name) if package in self.index.files else NOTHING
        return found or self._submodule(package, name)

    # ---- what a definition is that is named, called or written to

    def is_class(self, definition: Definition) -> bool:
        """A class, of which objects are made."""
        return definition[1] in self.table(definition[0]).classes

    def is_code(self, definition: Definition) -> bool:
        """A function or a class, where a variable is none."""
        return self.is_class(definition) or definition[1] in self.table(definition[0]).functions

    def is_called(self, definition: Definition) -> bool:
        """To run it takes a call: a function or class, and no property."""
        decorators = self.table(definition[0]).functions.get(definition[1])
        return self.is_class(definition) or (decorators is not None and PROPERTIES.isdisjoint(decorators))

    def is_set(self, definition: Definition) -> bool:
        """To write to it runs it: a property, or a setter alone."""
        return not SETTABLE.isdisjoint(self.table(definition[0]).functions.get(definition[1], ()))

    @remembered
    def is_met_by(self, type_: Definition, klass: Definition) -> bool:
        """What has its members is of the type, whether it says so or not: of TypeScript, what is no type itself of all but classes."""
        table, inner = self.table(type_[0]), f"{type_[1]}."
        if self.is_ecmascript(type_[0]):
            kinds, own = ({item.kind for item in defined_as(self.index, *it)} for it in (type_, klass))
            if kinds.isdisjoint(TYPES_ALONE) or (own and own <= TYPES_ALONE):
                return False
            asked = [name.removeprefix(inner) for name in (*table.functions, *table.bound) if name.startswith(inner)]
            return bool(asked) and all(self.member(("i", *klass), name) for name in asked)
        bases = table.classes.get(type_[1], ())
        return any(base == PROTOCOL or (isinstance(base, list) and base[-1] == PROTOCOL) for base in bases)

    def class_of(self, definition: Definition) -> Definition | None:
        """The class that a definition is a member of."""
        klass = (definition[0], definition[1].rpartition(".")[0])
        return klass if self.is_class(klass) else None


def _is_empty(base: Any) -> bool:
    """A base outside the workspace that has no member of its own to offer."""
    name = base if isinstance(base, str) else base[2] if isinstance(base, list) and base[0] == "." else ""
    return name in EMPTY_BASES


def _merged(orders: Sequence[Sequence[Definition]], bottom: Definition) -> Iterator[Definition]:
    """One order out of those of all bases, in which a class comes before its own bases and the first base first.

    The order of Python's method resolution (https://docs.python.org/3/howto/mro.html); where bases contradict each other, or
    turn in a circle, the first that is left goes first.
    """
    left = [[item for item in order if item != bottom] for order in orders]
    while left := [order for order in left if order]:
        if len(left) == 1:
            yield from left[0]
            return
        chosen = next((order[0] for order in left if not any(order[0] in other[1:] for other in left)), left[0][0])
        yield chosen
        left = [[item for item in order if item != chosen] for order in left]
