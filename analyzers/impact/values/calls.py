"""What names and members hold, and calls: which functions run, what their parameters take, what they give back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ....indexer.gathering import words
from ..meaning.program import PROPERTIES
from .graph import AssignmentGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..meaning.program import Program
    from ..occurrences import Definition
    from .facts import Facts, Parameters, Place
    from .graph import Value

__all__ = ["Calls", "Given"]

GIVING_BACK = words(
    "list tuple set frozenset sorted reversed iter deque OrderedDict dict copy deepcopy cast chain lru_cache cache"
    " staticmethod classmethod property cached_property"
)
"""Functions outside the workspace that give back what they are handed last, or a container of the same elements."""
FOLLOWED: Final = frozenset({"f", "c", "i", "m"})
"""Types of values outside the files that are followed."""
CALLING = frozenset({"map", "filter", "reduce"})
"""Functions that call what they are passed."""


class Given(NamedTuple):
    """The arguments of a call, evaluated.

    Attributes:
        values: of the positional ones.
        rest: what `*args` may add.
        named: name → values.
        others: what `**kwargs` may add, as containers.
    """

    values: Sequence[Sequence[Value]] = ()
    rest: Sequence[Value] = ()
    named: Sequence[tuple[str, Sequence[Value]]] = ()
    others: Sequence[Value] = ()

    def behind(self, count: int) -> Given:
        """The same arguments after some that are filled already."""
        return self._replace(values=[*([()] * count), *self.values])

    @property
    def all(self) -> Iterator[Value]:
        """Every value that is handed on."""
        for part in (*self.values, self.rest, *(values for _, values in self.named), self.others):
            yield from part


class Calls(AssignmentGraph):
    """The part of the graph that knows names (variables of the files that are followed, definitions of all others) and calls.

    Attributes:
        files: path → the facts of a file that is followed.
        called: definition → where it is called.
    """

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.files: dict[str, Facts] = {}
        self.called: dict[Definition, dict[tuple[str, Place], None]] = {}

    def facts(self, path: str) -> Facts | None:
        """The facts of a file that is followed; the statement at hand is evaluated again when it comes to be."""
        self.read(("followed", path))
        return self.files.get(path)

    def named(self, path: str, name: str) -> Iterable[Value]:
        """What a name holds at the top level of a file."""
        if name in self.files[path].bound:
            return self.read(("v", path, "", name))
        return self._all(self.program.lookup(path, name))

    def _all(self, definitions: Iterable[Definition]) -> list[Value]:
        return [value for item in sorted(definitions) for value in self._defined(*item)]

    def _defined(self, path: str, qualname: str) -> Iterable[Value]:
        """What a definition of any file holds."""
        if not path:
            return ()
        if not qualname:
            return [("m", path)]
        facts = self.facts(path)
        if facts is not None and qualname[0] != "\0":
            holder, _, name = qualname.rpartition(".")
            if name in facts.bound or holder:
                return self.read(("v", path, holder, name))
        return [value for value in self.program.of((path, qualname)) if value[0] in FOLLOWED]

    def member(self, value: Value, name: str) -> Iterator[Value]:
        """What `value.name` holds."""
        kind = value[0]
        if kind == "m":
            yield from self._all(self.program.member(value, name))
        elif kind in {"c", "i", "super"}:
            order = self.program.ancestors((value[1], value[2]))
            for path, qualname in order[1:] if kind == "super" else order:
                if not path:
                    continue
                yield from self.read((".", path, qualname, name))
                if self.program.defines(path, f"{qualname}.{name}") and self._is_of_class(path, f"{qualname}.{name}"):
                    yield from self._through(path, f"{qualname}.{name}", value)
                    return

    def _is_of_class(self, path: str, qualname: str) -> bool:
        """It stands in the class's body, and is not only assigned to its objects."""
        facts, table = self.files.get(path), self.program.table(path)
        if qualname in table.functions or qualname in table.classes:
            return True
        return facts is None or self.holds(("v", path, *qualname.rpartition(".")[::2]))

    def _through(self, path: str, qualname: str, value: Value) -> Iterator[Value]:
        """A member of a class as its object, or the class itself, sees it."""
        for held in self._defined(path, qualname):
            if held[0] != "f":
                yield held
                continue
            decorators = self.decorators(held)
            if not PROPERTIES.isdisjoint(decorators):
                yield from self.read(("return", held[1], held[2]))
            elif "staticmethod" in decorators or (value[0] == "c" and "classmethod" not in decorators):
                yield held
            else:
                yield ("b", held[1], held[2], ("i", *value[1:]) if value[0] == "super" else value)

    def decorators(self, function: Value) -> Iterable[str]:
        """The decorators of a function."""
        return self.program.table(function[1]).functions.get(function[2], ())

    def method(self, value: Value, name: str) -> list[Value]:
        """A method that the language calls on an object."""
        return [held for held in self.member(value, name) if held[0] in {"b", "f"}]

    # ---- calls

    def apply(self, callee: Value, given: Given, path: str, place: Place | None) -> Iterable[Value]:
        """Calls a value; what that gives back. Without a place the arguments are only kept for a later call."""
        kind = callee[0]
        if kind == "f":
            return self._run((callee[1], callee[2]), given, path, place)
        if kind == "b":
            given = given._replace(values=[[callee[3]], *given.values])
            return self._run((callee[1], callee[2]), given, path, place)
        if kind == "part":
            return self.apply(callee[1], given.behind(callee[2]), path, place)
        if kind == "c":
            return self._construct(callee, given, path, place)
        if kind == "i":
            return [item for held in self.method(callee, "__call__") for item in self.apply(held, given, path, place)]
        return ()

    def _construct(self, klass: Value, given: Given, path: str, place: Place | None) -> Iterable[Value]:
        self._note((klass[1], klass[2]), path, place)
        made: Value = ("i", klass[1], klass[2])
        for held in self.method(made, "__init__"):
            self.apply(held, given, path, place)
        return [made]

    def _note(self, definition: Definition, path: str, place: Place | None) -> None:
        if place is not None:
            self.called.setdefault(definition, {})[path, place] = None

    def _run(self, function: Definition, given: Given, path: str, place: Place | None) -> Iterable[Value]:
        self._note(function, path, place)
        facts = self.facts(function[0])
        parameters = facts.parameters.get(function[1]) if facts is not None else None
        if parameters is None:
            self.handed_out(function[0], given)
            return self.program.returned(*function) if place is not None else ()
        self._hand_over(function, parameters, given)
        if place is None:
            return ()
        made: Value = ("k", function[0], f"yields {function[1]}")
        yielded = [made] if self.read(("[]", made, None)) else []
        own = [value for name in parameters.given_back for value in self._argument(function, parameters, given, name)]
        return [*self.read(("return", *function)), *yielded, *own]

    def _argument(self, function: Definition, parameters: Parameters, given: Given, name: str) -> Sequence[Value]:
        """What this very call hands to a parameter."""
        if name in parameters.positional:
            position = parameters.positional.index(name)
            if position < len(given.values):
                return given.values[position]
        by_name = [value for other, values in given.named if other == name for value in values]
        return by_name or self.read(("v", *function, name))

    def handed_out(self, path: str, given: Given) -> None:
        """Values are handed to a function of a file that is not followed."""

    def _hand_over(self, function: Definition, parameters: Parameters, given: Given) -> None:
        """Arguments to parameters, by Python's calling rules."""
        for position, values in enumerate(given.values):
            if position < len(parameters.positional):
                self.add(("v", *function, parameters.positional[position]), values)
            elif parameters.many:
                place = ("#", position - len(parameters.positional))
                self.put(self._pack(function, parameters.many), [place], values)
        if given.rest:
            for name in parameters.positional[len(given.values) :]:
                self.add(("v", *function, name), given.rest)
            if parameters.many:
                self.put(self._pack(function, parameters.many), None, given.rest)
        named = [*given.named, *self._unpacked(given.others)]
        for name, values in named:
            if name in parameters.named:
                self.add(("v", *function, name), values)
            elif parameters.others:
                self.put(self._pack(function, parameters.others), [("#", name)], values)

    def _unpacked(self, containers: Iterable[Value]) -> Iterator[tuple[str, Sequence[Value]]]:
        for container in containers:
            if container[0] == "k":
                for key in self.read(("keys", container)):
                    yield key[1], self.elements(container, [key])

    def _pack(self, function: Definition, name: str) -> Value:
        """The container of the arguments that no parameter of their own takes."""
        made: Value = ("k", function[0], f"{name} of {function[1]}")
        self.add(("v", *function, name), [made])
        return made

    # ---- what stands outside the workspace

    def outside(self, name: str, given: Given, path: str, place: Place) -> Iterable[Value]:
        """A call of something that nothing is known of but its name."""
        first = given.values[0] if given.values else ()
        if name == "partial":
            return self._prepare(first, given, path)
        if name in {"next", "anext"}:
            return [item for value in first for item in self.iterated(value, path, place)]
        if name == "getattr" and len(given.values) > 1:
            keys = [key[1] for key in given.values[1] if key[0] == "#" and isinstance(key[1], str)]
            return [item for value in first for key in keys for item in self.member(value, key)]
        if name == "enumerate":
            return [self._numbered(path, place, first)]
        if name in CALLING:
            found = [item for value in given.all for item in self.apply(value, Given(), path, place)]
            made: Value = ("k", path, f"{name} {place.line}")
            self.put(made, None, found)
            return [made]
        return given.values[-1] if name in GIVING_BACK and given.values else ()

    def _prepare(self, functions: Iterable[Value], given: Given, path: str) -> Iterable[Value]:
        """`partial(function, *args)`: the arguments are handed over now, the call comes later."""
        bound = given._replace(values=given.values[1:])
        found: list[Value] = []
        for function in functions:
            self.apply(function, bound, path, None)
            if function[0] != "part":
                found.append(("part", function, len(bound.values)))
        return found

    def _numbered(self, path: str, place: Place, containers: Iterable[Value]) -> Value:
        made, pair = ("k", path, f"enumerate {place.line}"), ("k", path, f"pair {place.line}")
        for container in containers:
            self.put(pair, [("#", 1)], self.iterated(container, path, place))
        self.put(made, None, [pair])
        return made

    def iterated(self, value: Value, path: str, place: Place) -> list[Value]:
        """What an iteration over a value gives."""
        if value[0] == "k":
            return self.elements(value)
        if value[0] != "i":
            return []
        found: list[Value] = []
        for method in self.method(value, "__iter__"):
            for item in self.apply(method, Given(), path, place):
                if item[0] == "k":
                    found += self.elements(item)
                for step in self.method(item, "__next__"):
                    found += self.apply(step, Given(), path, place)
        return found
