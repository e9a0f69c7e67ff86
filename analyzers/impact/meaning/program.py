"""What expressions mean across the files of a workspace: the types of values.

Everything is evaluated when asked, remembered for one question, and bounded in depth; what can't be told is an empty set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..occurrences import Definition
from .calls import KEPT, OWN, Calls
from .fixtures import fixtures_seen
from .members import ANYTHING, EMPTY, EXTERNAL, PROPERTIES, Type
from .names import NOTHING, OUTSIDE
from .promises import environment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....indexer.index import Index
    from .members import Members
    from .promises import Environment

__all__ = ["ONE_OF", "OUTSIDE", "PERHAPS", "PROPERTIES", "Definition", "Program", "Type"]

DEEPEST = 40
PERHAPS: Final[Type] = ("perhaps",)
"""Beside types that a value has where it was tested for them: what it is elsewhere is unknown."""
ONE_OF: Final[Type] = ("one of",)
"""Beside the types of which a value has one, as the arguments of an overloaded function tell that are not read."""
DESCRIBING = "__get__"
PROPERTY = "property"
MOST_MAKERS = 3
"""Functions that give back what another function makes."""
MANAGERS: Final = frozenset({"objects", "query", "_default_manager"})
"""What a class of a database's objects is asked for them by, and gives as a container does."""
SIDES: Final = {("c", "prototype"): "i", ("i", "__class__"): "c", ("i", "constructor"): "c"}
"""Members that every class, or every object, has: what all its objects are like, and its class."""


class Program(Calls):
    """The names of one workspace, and what their values may be."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._types: dict[tuple[str, Any], frozenset[Type]] = {}
        self._partial: dict[tuple[str, Any], frozenset[Type]] = {}

    def of(self, definition: Definition, environment: Environment = ()) -> frozenset[Type]:
        """The type of what a definition defines, where type variables stand for that."""
        path, qualname = definition
        if not path:
            return frozenset({EXTERNAL})
        if not qualname:
            return frozenset({("m", path)})
        if qualname[0] == "\0":
            return frozenset({("k", path, qualname[1:])})
        table = self.table(path)
        if qualname in table.classes:  # an object literal may have others spread in it
            own: frozenset[Type] = frozenset({("c", path, qualname)})
            return own | self.types(path, table.bound[qualname]) if qualname in table.bound else own
        if qualname in table.functions:
            if PROPERTIES.isdisjoint(table.functions[qualname]):
                return frozenset({("f", path, qualname, environment) if environment else ("f", path, qualname)})
            return self.returned(path, qualname, environment)
        return self.types(path, self.applied(path, table.bound.get(qualname), environment))

    def renamed(self, definition: Definition) -> frozenset[Definition]:
        """The functions and classes that a variable or field is another name of (`produce = immer.produce`)."""
        kinds = self.types(definition[0], self.table(definition[0]).bound.get(definition[1]))
        return frozenset((type_[1], type_[2]) for type_ in kinds if type_[0] in {"f", "c"})

    def types(self, path: str, expression: Any) -> frozenset[Type]:
        """The types that an expression of a file may have; empty where unknown.

        What was cut short by a cycle is kept only until the outermost expression is known: a type is the same whatever was
        asked before.
        """
        if expression is None:
            return NOTHING
        key = (path, expression if isinstance(expression, str) else id(expression))
        if key in self._types:
            return self._told(self._types[key])
        if key in self._partial or key in self._busy or self._depth > DEEPEST:
            self._cut = True
            return self._partial.get(key, NOTHING)
        outer, self._cut = self._cut, False
        self._busy.add(key)
        self._depth += 1
        try:
            found = self.plainer(frozenset(self._evaluate(path, expression)))
        finally:
            self._depth -= 1
            self._busy.discard(key)
        if not self._depth:
            self._partial.clear()
        (self._partial if self._cut and self._depth else self._types)[key] = found
        self._cut = bool(self._depth) and (outer or self._cut)
        return self._told(found)

    def _told(self, found: frozenset[Type]) -> frozenset[Type]:
        """To whoever asks, what may be anything is unknown; inside an expression it still has to spread."""
        return NOTHING if ANYTHING in found and not self._depth else found

    def _evaluate(self, path: str, expression: Any) -> Iterable[Type]:
        if isinstance(expression, str):
            definitions = self.lookup(path, expression)
            return self.all_of(definitions) if definitions else (EXTERNAL,)
        rule = RULES.get(expression[0])
        return rule(self, path, expression) if rule is not None else ()

    def all_of(self, definitions: Iterable[Definition]) -> Iterator[Type]:
        """The types of what several definitions define."""
        for definition in sorted(definitions):
            yield from self.of(definition)

    # One method for each form of type expression; see RULES.

    def as_member(self, path: str, expression: Any) -> Iterable[Type]:
        """What `value.name` may be; what one of several types does not tell stays open beside what the others do."""
        found: set[Type] = set()
        kinds = self.types(path, expression[1])
        for type_ in kinds:
            meant = self.member(type_, expression[2])
            side = SIDES.get((type_[0], expression[2]))
            if expression[2] in MANAGERS and type_[0] == "c" and OUTSIDE in self.ancestors(type_[1:3]):
                found.add(("l", frozenset({("i", *type_[1:])})))
                meant -= {OUTSIDE}
            if type_[0] == "l" and type_[1] and expression[2] not in OWN and self.is_ecmascript(path):
                found.update(type_[1])
            elif type_[0] == "e":
                found.update(type_[1] if expression[2] in KEPT else {EXTERNAL})
            elif side is not None and meant <= {OUTSIDE}:
                found.add((side, *type_[1:]))
            elif meant:
                found.update(self._read(type_, meant, kinds))
            elif type_ in {ANYTHING, ONE_OF}:
                found.add(type_)
            elif type_ == PERHAPS or type_[0] == "i":
                found.add(PERHAPS)
        return found if found - {PERHAPS, ONE_OF} else NOTHING

    def held(self, type_: Type, members: Iterable[Definition], kinds: frozenset[Type] = NOTHING) -> Iterator[Type]:
        """The types of what members of a type define, which a value of several kinds has."""
        for definition in sorted(members):
            yield from self.of(definition, self.given_to(type_, definition, kinds))

    def _read(self, holder: Type, members: Iterable[Definition], kinds: frozenset[Type]) -> Iterator[Type]:
        """What is read from members; a descriptor gives what its `__get__` does, and where that is unknown may be no class's."""
        for type_ in self.held(holder, members, kinds):
            describes = self._describes(type_)
            given = set(self.method_result(type_, DESCRIBING)) - {ANYTHING, ONE_OF} if describes else set()
            yield from given or (type_,)

    def _describes(self, type_: Type) -> bool:
        return type_[0] == "i" and any(path for path, _ in self.member(type_, DESCRIBING))

    def is_descriptor(self, variable: Definition) -> bool:
        """A class variable that holds what `property` makes, or an instance of a class with a `__get__`: its functions run when it is
        read or set, and whoever only uses the class runs nothing of it (`accept = accept_property()`)."""
        path, qualname = variable
        value = self.table(path).bound.get(qualname)
        held = self.types(path, value) if isinstance(value, list) else NOTHING
        return any(map(self._describes, held)) or self._makes_property(path, value, MOST_MAKERS)

    def _makes_property(self, path: str, value: Any, depth: int) -> bool:
        """A call of `property`, or of a function that gives back one."""
        if not isinstance(value, list) or value[0] != "()" or not depth:
            return False
        if value[1] == PROPERTY:
            return not self.lookup(path, PROPERTY)
        return any(
            self._makes_property(file, self.table(file).returns.get(qualname), depth - 1)
            for file, qualname in self.meant(path, value[1])
        )

    def as_awaited(self, path: str, expression: Any) -> Iterator[Type]:
        """What `await` gives: the value of a promise; of an object with a `then` method of its own, what that passes to its callback."""
        for type_ in self.types(path, expression[1]):
            own = {item for item in self.member(type_, "then") if item[0]} if type_[0] == "i" else ()
            if not own:
                yield from list(self.among_bases(type_, "P")) or (type_,)
            for then in self.held(type_, own):
                for callback in self._taken(then[1], then[2], 0, environment_of(then)) if then[0] == "f" else ():
                    if callback[0] == "F":
                        yield from self._taken(callback[1], callback[2], 0, environment_of(callback))

    def as_properties(self, path: str, expression: Any) -> Iterator[Type]:
        """What a component takes: a function its first argument, an object of a class what it holds as `props`."""
        for type_ in map(self.called, self.types(path, expression[1])):
            if type_[0] == "c":
                yield from self.held(("i", *type_[1:]), self.member(type_, "props"))
            elif type_[0] in {"f", "F"}:
                yield from self._taken(type_[1], type_[2], 0, environment_of(type_))

    def as_union(self, path: str, expression: Any) -> Iterable[Type]:
        """Any of several; a literal (`None`, to begin with) does not tell what an unknown one is."""
        parts = [self.types(path, part) for part in expression[1:]]
        found = frozenset(type_ for part in parts for type_ in part)
        if NOTHING in parts and any(isinstance(part, list) and part[0] == "in" for part in expression[1:]):
            return found | {PERHAPS}
        return NOTHING if found == {EXTERNAL} and NOTHING in parts else found

    def as_overloads(self, path: str, expression: Any) -> Iterable[Type]:
        """What one of several overloads promises."""
        parts = {self.types(path, part) for part in expression[1:]}
        return frozenset(type_ for part in parts for type_ in part) | ({ONE_OF} if len(parts) > 1 else NOTHING)

    def as_parameter(self, path: str, expression: Any) -> Iterable[Type]:
        """A parameter without annotation: a fixture of that name, where tests have fixtures."""
        for definition in fixtures_seen(self, path, expression[2], expression[1]):
            for type_ in self.returned(*definition):
                yield from type_[1] if type_[0] == "l" else (type_,)


# ---- What a variable is behind a test of its type: `isinstance(x, C)`

OF_LANGUAGE: Final = (["!"], ["l"])
"""Classes of a language that a value is tested for: what holds no others, and containers."""


def narrowed(program: Members, path: str, expression: Any) -> frozenset[Type]:
    """What is known to be of one of several classes: as much of what it was before as is, else these.

    Where one of them can't be told it stays what it was before, too; of a class from outside any of the workspace may be.
    A class that neither is a base of the one before nor made of it is a second one that the object has (a mixin).
    """
    before = program.types(path, expression[1])
    parts = [program.types(path, part) for part in expression[2:]]
    classes = frozenset(type_ for part in parts for type_ in part)
    for part, told in zip(expression[2:], parts, strict=True):
        if part not in OF_LANGUAGE and (not told or any(type_[0] != "i" for type_ in told)):
            return before | (classes - {EXTERNAL}) if before else before
    instances = frozenset(type_ for type_ in before if type_[0] == "i")
    asked = classes & {EXTERNAL, EMPTY}
    wanted = {type_[1:3] if type_[0] == "i" else OUTSIDE for type_ in classes}
    kept = {type_ for type_ in instances if not wanted.isdisjoint(program.ancestors(type_[1:3]))}
    kept |= {type_ for type_ in before if (asked and type_ == EXTERNAL) or (type_[0] == "l" and EMPTY in asked)}
    wider = any(type_[1:3] in program.ancestors(klass) for type_ in instances for klass in wanted if klass[0])
    return frozenset(kept) or (classes if wider or asked else classes | instances)


RULES: Final[dict[str, Any]] = {
    "!": lambda *_: (EXTERNAL,),
    "?": lambda *_: (ANYTHING,),
    "m": lambda program, path, raw: program.all_of(program.modules(path, raw[1]) or {OUTSIDE}),
    "d": lambda program, path, raw: program.of((path, raw[1])),
    "s": lambda _, path, raw: (("i", path, raw[1]),),
    **dict.fromkeys("cpF", lambda _, path, raw: ((raw[0], path, raw[1]),)),
    ".": Program.as_member,
    "()": Program.as_result,
    "new": Program.as_result,
    "[]": Program.as_elements,
    "[,]": Program.as_part,
    "u": Program.as_awaited,
    "w": Program.as_entered,
    "t": Program.as_promised,
    "l": lambda program, path, raw: (("l", frozenset().union(*(program.types(path, part) for part in raw[1:]))),),
    "e": lambda program, path, raw: [("e", found)] if (found := program.types(path, raw[1])) else (),
    "|": Program.as_union,
    "o": Program.as_overloads,
    "in": Program.as_union,
    "n": narrowed,
    "f": Program.as_parameter,
    "a": Program.as_argument,
    **dict.fromkeys(("-", "..."), lambda program, path, expression: program.types(path, expression[1])),
    "j": Program.as_properties,
    "g": Program.as_applied,
    "G": Program.as_specialised,
    "v": lambda program, path, expression: program.types(path, expression[2]),
    "T": Program.as_given,
    "E": Program.as_enclosed,
}
"""First item of a type expression (sites/shape.py) → how it is evaluated."""
