"""Evaluates the statements of the files that are followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .calls import Calls, Given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .facts import Expression, Facts, Statement
    from .graph import Value

__all__ = ["Flow"]


class Flow(Calls):
    """The whole graph of some files."""

    def follow(self, path: str, facts: Facts) -> None:
        """Adds the statements of a file."""
        self.files[path] = facts
        self.add(("followed", path), [("m", path)])
        for statement in facts.statements:
            self.state(self._evaluation(path, statement))
        for qualname, parameters in facts.parameters.items():
            self.state(self._own_object(path, qualname, parameters.positional[:1]))

    def _evaluation(self, path: str, statement: Statement) -> Callable[[], None]:
        return lambda: self.assign(path, statement.target, self.value(path, statement.value))

    def _own_object(self, path: str, qualname: str, first: tuple[str, ...]) -> Callable[[], None]:
        """The first parameter of a method is an object of its class, or the class."""

        def take() -> None:
            holder, table = qualname.rpartition(".")[0], self.program.table(path)
            decorators = table.functions.get(qualname, ["staticmethod"]) if table is not None else ["staticmethod"]
            if first and table is not None and holder in table.classes and "staticmethod" not in decorators:
                kind = "c" if "classmethod" in decorators else "i"
                self.add(("v", path, qualname, first[0]), [(kind, path, holder)])

        return take

    def assign(self, path: str, target: Expression, values: Iterable[Value]) -> None:
        """Hands values to a target."""
        held = list(values)
        if target is not None and held:
            form, given = ("v", ("v", "", target)) if isinstance(target, str) else (target[0], target)
            if form in TARGETS:
                TARGETS[form](self, path, given, held)

    # One method for each form of target; see TARGETS.

    def into_variable(self, path: str, target: Expression, held: list[Value]) -> None:
        self.add(("v", path, target[1], target[2]), held)

    def into_result(self, path: str, target: Expression, held: list[Value]) -> None:
        self.add(("return", path, target[1]), held)

    def into_yielded(self, path: str, target: Expression, held: list[Value]) -> None:
        self.put(("k", path, f"yields {target[1]}"), None, held)

    def into_member(self, path: str, target: Expression, held: list[Value]) -> None:
        for holder in self.value(path, target[1]):
            if holder[0] in {"i", "c"}:
                self.add((".", holder[1], holder[2], target[2]), held)
            elif holder[0] == "m":
                self.add(("v", holder[1], "", target[2]), held)

    def into_element(self, path: str, target: Expression, held: list[Value]) -> None:
        keys = self.value(path, target[2])
        for holder in self.value(path, target[1]):
            if holder[0] == "k":
                self.put(holder, keys, held)

    def value(self, path: str, expression: Expression) -> list[Value]:
        """What an expression may be."""
        if expression is None:
            return []
        if isinstance(expression, str):
            return list(self.named(path, expression))
        return list(dict.fromkeys(RULES[expression[0]](self, path, expression)))

    def values(self, path: str, expressions: Iterable[Expression]) -> list[Value]:
        """What any of several expressions may be."""
        return [value for expression in expressions for value in self.value(path, expression)]

    # One method for each form of expression; see RULES.

    def as_variable(self, path: str, expression: Expression) -> Iterable[Value]:
        return self.read(("v", path, expression[1], expression[2]))

    def as_definition(self, path: str, expression: Expression) -> Iterable[Value]:
        table = self.program.table(path)
        return [("c" if table is not None and expression[1] in table.classes else "f", path, expression[1])]

    def as_member(self, path: str, expression: Expression) -> Iterable[Value]:
        return [held for value in self.value(path, expression[1]) for held in self.member(value, expression[2])]

    def as_element(self, path: str, expression: Expression) -> Iterable[Value]:
        keys = self.value(path, expression[2])
        containers = self.value(path, expression[1])
        return [held for value in containers if value[0] == "k" for held in self.elements(value, keys)]

    def as_rest(self, path: str, expression: Expression) -> Iterable[Value]:
        starts = self.value(path, expression[3])
        rest: Value = ("k", path, expression[2])
        return [self.behind(value, rest, starts) for value in self.value(path, expression[1]) if value[0] == "k"]

    def as_iterated(self, path: str, expression: Expression) -> Iterable[Value]:
        return [held for value in self.value(path, expression[1]) for held in self.iterated(value, path, expression[2])]

    def as_entered(self, path: str, expression: Expression) -> Iterable[Value]:
        found: list[Value] = []
        for value in self.value(path, expression[1]):
            entering = self.method(value, "__enter__") or self.method(value, "__aenter__")
            found += [held for method in entering for held in self.apply(method, Given(), path, expression[2])]
            if not entering:
                found += self.elements(value) if value[0] == "k" else [value]
        return found

    def as_call(self, path: str, expression: Expression) -> Iterable[Value]:
        _, callee, arguments, named, place = expression
        given = self._given(path, arguments, named)
        functions = self.value(path, callee)
        found = [held for function in functions for held in self.apply(function, given, path, place)]
        name = callee[2] if isinstance(callee, tuple) and callee[0] == "." else callee
        if isinstance(callee, tuple) and callee[0] == ".":
            for container in self.value(path, callee[1]):
                if container[0] == "k":
                    found += self.on_container(container, name, given)
        if not functions and isinstance(name, str) and self.is_settled():
            found += self.outside(name, given, path, place)
        return found

    def _given(self, path: str, arguments: Iterable[Expression], named: Iterable[tuple[str, Expression]]) -> Given:
        values, rest, by_name, others = [], [], [], []
        for item in arguments:
            if isinstance(item, tuple) and item[0] == "*":
                rest += [
                    held for value in self.value(path, item[1]) if value[0] == "k" for held in self.elements(value)
                ]
            else:
                values.append(self.value(path, item))
        for name, item in named:
            if name:
                by_name.append((name, self.value(path, item)))
            else:
                others += self.value(path, item)
        return Given(values, rest, by_name, others)

    def as_decorated(self, path: str, expression: Expression) -> Iterable[Value]:
        """What a decorator gives back; one that nothing is known of gives back what it decorates."""
        _, decorator, inner, place = expression
        decorated = self.value(path, inner)
        given = Given([decorated])
        found = [held for function in self.value(path, decorator) for held in self.apply(function, given, path, place)]
        return found or (decorated if self.is_settled() else ())

    def as_raised(self, path: str, expression: Expression) -> Iterable[Value]:
        for value in self.value(path, expression[1]):
            if value[0] == "c":
                self.apply(value, Given(), path, expression[2])
        return ()

    def as_super(self, path: str, expression: Expression) -> Iterable[Value]:
        return [("super", path, expression[1])]

    def as_container(self, path: str, expression: Expression) -> Iterable[Value]:
        made: Value = ("k", path, expression[1])
        for key, value in expression[2]:
            self.put(made, self.value(path, key), self.value(path, value))
        return [made]

    def as_any(self, path: str, expression: Expression) -> Iterable[Value]:
        return self.values(path, expression[1:])

    def as_nothing(self, path: str, expression: Expression) -> Iterable[Value]:
        self.values(path, expression[1:])
        return ()

    def as_literal(self, path: str, expression: Expression) -> Iterable[Value]:
        del path
        return [expression]

    def as_splat(self, path: str, expression: Expression) -> Iterable[Value]:
        return self.value(path, expression[1])


RULES: dict[str, Any] = {
    "v": Flow.as_variable,
    "d": Flow.as_definition,
    ".": Flow.as_member,
    "[]": Flow.as_element,
    "[:]": Flow.as_rest,
    "each": Flow.as_iterated,
    "with": Flow.as_entered,
    "()": Flow.as_call,
    "@": Flow.as_decorated,
    "raise": Flow.as_raised,
    "super": Flow.as_super,
    "{": Flow.as_container,
    "|": Flow.as_any,
    ";": Flow.as_nothing,
    "#": Flow.as_literal,
    "*": Flow.as_splat,
}
"""First item of an expression (facts.py) → how it is evaluated."""
TARGETS: dict[str, Any] = {
    "v": Flow.into_variable,
    "return": Flow.into_result,
    "yield": Flow.into_yielded,
    ".": Flow.into_member,
    "[]": Flow.into_element,
}
"""First item of a target → how values are handed to it."""
