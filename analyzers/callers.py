"""Who can run a definition: one step backwards from it, with the condition under which the step holds.

A call on a value of unknown type can run any method of that name, but only where an object of its class exists: such a
step is *guarded* by the class, and counts for a test only when the test reaches the class too (rapid type analysis:
Bacon and Sweeney, "Fast static analysis of C++ virtual function calls", 1996).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .fixtures import fixtures_of, is_automatic
from .program import OUTSIDE
from .references import certainty, names_of
from .sites import BARE, Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .program import Definition, Program
    from .sites import FileSites

__all__ = ["Callers", "Step"]

NOT_RUN = frozenset({"type", "import", "key"})
"""Roles that mention a name without running what it means."""

PASSIVE = frozenset(
    "property setter getter deleter staticmethod classmethod abstractmethod overload override final contextmanager"
    " asynccontextmanager cached_property lru_cache cache wraps total_ordering dataclass fixture deprecated"
    " runtime_checkable singledispatch singledispatchmethod no_type_check typing_extensions".split()
)
"""Decorators that hand the function on and call it from nowhere else."""

ALWAYS = frozenset("__init__ __new__ __post_init__ __enter__ __exit__ __set_name__".split())
"""Methods that the language calls on nearly every object of their class."""

SELDOM = frozenset("__repr__ __str__ __del__ __reduce__ __reduce_ex__ __getstate__ __setstate__ __copy__ __deepcopy__ __dir__".split())
"""Methods that the language calls on few objects."""

PROTOCOLS = frozenset(
    "read write close flush readline readlines seek tell fileno isatty readable writable seekable truncate detach"
    " dumps loads dump load encode decode default emit format filter keys values items get acquire release"
    " toJSON toString valueOf next then".split()
)
"""Methods of the protocols of files, serialisers, mappings, logging and locks: libraries call them on what they are handed."""

INERT_BASES = frozenset(
    "object ABC Protocol Generic Enum IntEnum StrEnum Flag IntFlag NamedTuple TypedDict Exception BaseException"
    " dict list set frozenset deque OrderedDict defaultdict UserDict UserList ValueError TypeError RuntimeError KeyError AttributeError LookupError ImportError NotImplementedError UserWarning"
    " DeprecationWarning Warning ABCMeta type int float str bytes tuple".split()
)
"""Bases outside the workspace that never call a method which a subclass adds."""


AT_IMPORT = 2
"""Decisions that a step from a file's top level counts for: it runs when the file is imported, most often before any test."""


class Step(NamedTuple):
    """`user` can run the definition.

    Attributes:
        guard: the class of which an object must exist as well; None for no condition.
        line: where it stands; 0 where nothing written ties the two.
        why: how, in words; "" for a plain use.
        sure: the receiver's type is known.
        cost: how many decisions have to fall for it; 0 where the user always runs the definition.
    """

    user: Definition
    guard: Definition | None
    line: int
    why: str
    sure: bool
    cost: int = 0


class Callers:
    """Steps backwards in one workspace; `sites` counts the occurrences looked at."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.sites = 0

    def of(self, definition: Definition) -> list[Step]:
        """All steps into a definition, in path and line order."""
        path, qualname = definition
        if not qualname:
            return []
        table = self.program.table(path)
        found = dict.fromkeys(self._written(definition))
        if table is not None:
            found.update(dict.fromkeys(self._implied(table, definition, called=_called(found, definition))))
        return list(found)

    def _written(self, definition: Definition) -> Iterator[Step]:
        """Steps that an occurrence of the name makes."""
        program, (path, qualname) = self.program, definition
        klass = self._class_of(definition)
        overridden = klass is not None and self._overridden(definition, klass)
        for name, file in sorted(names_of(program, definition), key=lambda pair: (pair[1], pair[0])):
            table = program.table(file)
            for row in table["sites"].get(name, ()) if table is not None else ():
                site = Site(*row)
                self.sites += 1
                if site.role in NOT_RUN or (site.owner == qualname and file == path):
                    continue
                user = (file, site.owner)
                if certainty(program, file, name, site, definition):
                    why = "fixture" if site.role == "parameter" else "base" if site.role == "base" else ""
                    extra = (1 if overridden and not _fixed(site) else 0) + (0 if site.owner or program.index.files[file].zone == "test" else AT_IMPORT)
                    yield Step(user, None, site.line, why, True, site.conditions + extra)
                elif klass is not None and site.role != "parameter":
                    why = self._dispatch(file, site, name, klass)
                    if why:
                        yield Step(user, klass, site.line, why, why == "override", site.conditions + 1)

    def _overridden(self, definition: Definition, klass: Definition) -> bool:
        """A subclass has a member of the same name, so that a call may run either."""
        name = definition[1].rpartition(".")[2]
        for symbol in self.program.index.symbols(name=name):
            holder = (symbol.path, symbol.qualname.rpartition(".")[0])
            if holder[1] and holder != klass and klass in self.program.ancestors(holder):
                return True
        return False

    def _dispatch(self, file: str, site: Site, name: str, klass: Definition) -> str:
        """Whether a member access can reach the class's own member: by an override, or by an unknown receiver."""
        if site.receiver == BARE or (isinstance(site.receiver, list) and site.receiver[0] == "="):
            return ""
        types = self.program.types(file, site.receiver)
        if not types:
            return "receiver unknown"
        above = self.program.ancestors(klass)
        below = any(kind in {"i", "c"} and (where, what) in above for kind, where, what in (_parts(item) for item in types))
        del name
        return "override" if below else ""

    def _class_of(self, definition: Definition) -> Definition | None:
        path, qualname = definition
        holder = qualname.rpartition(".")[0]
        table = self.program.table(path)
        return (path, holder) if holder and table is not None and holder in table["classes"] else None

    def _implied(self, table: FileSites, definition: Definition, *, called: bool) -> Iterator[Step]:
        """Steps that nothing written makes: the language, a framework or a registry calls."""
        path, qualname = definition
        holder, _, name = qualname.rpartition(".")
        klass = self._class_of(definition)
        if klass is not None:
            yield from self._by_class(table, definition, klass, called=called)
        elif holder:
            yield Step((path, holder), None, 0, "defined inside", True)
        decorators = table["functions"].get(qualname, ())
        if any(self._registers(path, item) for item in decorators):
            yield Step((path, ""), None, 0, "registered by a decorator", False, 2)
        if qualname in fixtures_of(self.program, path).values() and is_automatic(self.program, definition):
            yield Step((path, ""), None, 0, "automatic fixture", True)

    def _by_class(self, table: FileSites, definition: Definition, klass: Definition, *, called: bool) -> Iterator[Step]:
        """Steps from a class to its member: what the language, a library or a computed name calls on its objects."""
        qualname = definition[1]
        name = qualname.rpartition(".")[2]
        if name == "__init_subclass__":
            yield from (step._replace(cost=0) for step in self.of(klass) if step.why == "base")
        elif name.startswith("__") and name.endswith("__"):
            cost = 0 if name in ALWAYS else 3 if name in SELDOM else 1
            yield Step(klass, None, 0, "called by the language", True, cost)
        elif qualname not in table["functions"]:
            yield Step(klass, None, 0, "part of the class", True, 1)
        elif (not called or _extends(table, qualname, name)) and self._framework_base(klass):
            yield Step(klass, None, 0, "can override a base outside the workspace", False, 1)
        elif name in PROTOCOLS:
            yield Step(klass, None, 0, "a method that libraries call on what they are handed", False, 2)
        if not called:
            yield from self._computed(name, klass)

    def _framework_base(self, klass: Definition) -> bool:
        """The class, or one above it, extends a base outside the workspace that can call back."""
        for path, qualname in self.program.ancestors(klass):
            table = self.program.table(path) if path else None
            for base in table["classes"].get(qualname, ()) if table is not None else ():
                name = base if isinstance(base, str) else base[2] if isinstance(base, list) and base[0] == "." else "?"
                if name not in INERT_BASES and OUTSIDE in self.program.meant(path, base):
                    return True
        return False

    def _registers(self, path: str, decorator: str) -> bool:
        """A decorator from outside the workspace that keeps the function to call it later."""
        name = decorator.removesuffix("(autouse)")
        if not name or name.rpartition(".")[2] in PASSIVE:
            return False
        found = self.program.lookup(path, name.partition(".")[0])
        return not found or OUTSIDE in found or "." in name

    def _computed(self, name: str, klass: Definition) -> Iterator[Step]:
        for prefix, steps in self._prefixes.items():
            if name.startswith(prefix):
                for user, line in steps:
                    yield Step(user, klass, line, f"looked up as {prefix}…", False, 1)

    @cached_property
    def _prefixes(self) -> dict[str, list[tuple[Definition, int]]]:
        """Prefix of computed member names → where they are computed."""
        found: dict[str, list[tuple[Definition, int]]] = {}
        files = self.program.index.files_using("getattr")
        self.program.tables.load(files)
        for file in files:
            table = self.program.table(file)
            for prefix, rows in table["prefixes"].items() if table is not None else ():
                found.setdefault(prefix, []).extend(((file, row[1]), row[0]) for row in rows)
        return found


def _extends(table: FileSites, qualname: str, name: str) -> bool:
    """The method calls its base's method of the same name: proof that there is one."""
    return any(
        row[1] == qualname and isinstance(row[2], list) and row[2][0] == "p" for row in table["sites"].get(name, ())
    )


def _fixed(site: Site) -> bool:
    """The receiver's class is written there: `Base.method`, `super().method`."""
    return not isinstance(site.receiver, list) or site.receiver[0] in {"p", "c", "="}


def _called(steps: dict[Step, None], definition: Definition) -> bool:
    """Something outside its own class calls the method by name."""
    del definition
    return any(step.sure for step in steps)


def _parts(type_: tuple[object, ...]) -> tuple[object, object, object]:
    return (type_[0], type_[1], type_[2]) if len(type_) == 3 else (type_[0], None, None)
