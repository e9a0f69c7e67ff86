"""Evaluates the statements of the files that are followed."""

from __future__ import annotations

import ast
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from .calls import Calls, Given
from .facts import At, identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .facts import Facts, Place, Statement, Target
    from .graph import Value

__all__ = ["Flow"]

FIRST: Final = ast.Constant(0)


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
        scope, owner, target, value, how = statement
        at = At(path, scope, owner)

        def evaluate() -> None:
            with suppress(RecursionError):  # nested too deep to be told
                self.assign(at, target, HOW[how](self, at, value))

        return evaluate

    def _own_object(self, path: str, qualname: str, first: tuple[str, ...]) -> Callable[[], None]:
        """The first parameter of a method is an object of its class, or the class."""

        def take() -> None:
            holder, table = qualname.rpartition(".")[0], self.program.table(path)
            decorators = table.functions.get(qualname, ["staticmethod"])
            if first and holder in table.classes and "staticmethod" not in decorators:
                kind = "c" if "classmethod" in decorators else "i"
                self.add(("v", path, qualname, first[0]), [(kind, path, holder)])

        return take

    def assign(self, at: At, target: Target, values: Iterable[Value]) -> None:
        """Hands values to a target, part by part."""
        held = list(values)
        if not held:
            return
        match target:
            case (kind, *rest):
                self.add((kind, at.path, *rest), held)
            case ast.Name(name):
                holder = at.scope.holder(name)
                self.add(("v", at.path, holder.qualname if holder is not None else "", name), held)
            case ast.Attribute(value, name):
                for owner in self.value(at, value):
                    if owner[0] in {"i", "c", "m"}:
                        self.add(("v", owner[1], "", name) if owner[0] == "m" else (".", *owner[1:3], name), held)
            case ast.Subscript(value, key):
                keys = self.value(at, key)
                for made in self.containers(at, value):
                    self.put(made, keys, held)
            case ast.Tuple(parts) | ast.List(parts):
                self._unpack(at, parts, [value for value in held if value[0] == "k"], identity(target))

    def _unpack(self, at: At, targets: Sequence[ast.expr], held: Sequence[Value], name: str) -> None:
        """`a, *b, c = value`."""
        starred = False
        for position, target in enumerate(targets):
            if isinstance(target, ast.Starred):
                starred = True
                rest: Value = ("k", at.path, f"{name}*")
                self.assign(at, target.value, [self.behind(value, rest, [("#", position)]) for value in held])
            else:
                key: Value = ("#", position - len(targets) if starred else position)
                self.assign(at, target, [item for value in held for item in self.elements(value, [key])])

    def value(self, at: At, expression: ast.AST | None) -> list[Value]:
        """What an expression may be; of one that is not followed only the parts are evaluated."""
        rule = RULES.get(type(expression))
        if rule is not None:
            return list(dict.fromkeys(rule(self, at, expression)))
        for part in ast.iter_child_nodes(expression) if expression is not None else ():
            self.value(at, part)
        return []

    def values(self, at: At, expressions: Iterable[ast.expr]) -> list[Value]:
        """What any of several expressions may be."""
        return [value for expression in expressions for value in self.value(at, expression)]

    def containers(self, at: At, expression: ast.expr) -> list[Value]:
        """The containers that an expression may be."""
        return [value for value in self.value(at, expression) if value[0] == "k"]

    def place(self, at: At, called: ast.expr) -> Place:
        """Where something is called."""
        return self.files[at.path].place(called, at.owner)

    # One method for each way in which a statement takes a value; see HOW.

    def each(self, at: At, node: ast.expr) -> Iterable[Value]:
        place = self.place(at, node)
        return [held for value in self.value(at, node) for held in self.iterated(value, at.path, place)]

    def entered(self, at: At, node: ast.expr) -> Iterable[Value]:
        found: list[Value] = []
        for value in self.value(at, node):
            entering = self.method(value, "__enter__") or self.method(value, "__aenter__")
            place = self.place(at, node)
            found += [held for method in entering for held in self.apply(method, Given(), at.path, place)]
            if not entering:
                found += self.elements(value) if value[0] == "k" else [value]
        return found

    def defined(self, at: At, node: ast.FunctionDef | ast.ClassDef) -> Iterable[Value]:
        """What decorators give back in turn; one that nothing is known of gives back what it decorates."""
        held = self.own(at, node)
        for decorator in reversed(node.decorator_list):
            given, place = Given([held]), self.place(at, decorator)
            functions = self.value(at, decorator)
            found = [item for function in functions for item in self.apply(function, given, at.path, place)]
            held = list(dict.fromkeys(found)) or (held if self.is_settled() else [])
        return held

    def raised(self, at: At, node: ast.expr) -> Iterable[Value]:
        for value in self.value(at, node):
            if value[0] == "c":
                self.apply(value, Given(), at.path, self.place(at, node))
        return ()

    # One method for each form of expression; see RULES.

    def own(self, at: At, node: ast.AST) -> list[Value]:
        """A definition of the file, before its decorators."""
        table, qualname = self.program.table(at.path), self.files[at.path].scopes[node].qualname
        return [("c" if qualname in table.classes else "f", at.path, qualname)]

    def as_name(self, at: At, node: ast.Name) -> Iterable[Value]:
        holder = at.scope.holder(node.id)
        return self.named(at.path, node.id) if holder is None else self.read(("v", at.path, holder.qualname, node.id))

    def as_literal(self, at: At, node: ast.Constant) -> Iterable[Value]:
        del at
        return [("#", node.value)] if type(node.value) in {int, str} else ()

    def as_signed(self, at: At, node: ast.UnaryOp) -> Iterable[Value]:
        inner = self.value(at, node.operand)
        if isinstance(node.op, ast.USub):
            return [("#", -item[1]) if item[0] == "#" and isinstance(item[1], int) else item for item in inner]
        return () if isinstance(node.op, ast.Not) else inner

    def as_member(self, at: At, node: ast.Attribute) -> Iterable[Value]:
        return [held for value in self.value(at, node.value) for held in self.member(value, node.attr)]

    def as_element(self, at: At, node: ast.Subscript) -> Iterable[Value]:
        if isinstance(node.slice, ast.Slice):
            starts, rest = self.value(at, node.slice.lower or FIRST), ("k", at.path, identity(node))
            return [self.behind(value, rest, starts) for value in self.containers(at, node.value)]
        keys = [] if isinstance(node.slice, ast.Tuple) else self.value(at, node.slice)
        return [held for value in self.containers(at, node.value) for held in self.elements(value, keys)]

    def as_call(self, at: At, node: ast.Call) -> Iterable[Value]:
        match node.func:
            case ast.Name("super") if (klass := at.scope.klass) is not None:
                return [("super", at.path, klass.qualname)]
            case ast.Name(name):
                holders: list[Value] = []
            case ast.Attribute(value, name):
                holders = self.containers(at, value)
            case _:
                name, holders = "", []
        given, place = self._given(at, node), self.place(at, node.func)
        functions = self.value(at, node.func)
        found = [held for function in functions for held in self.apply(function, given, at.path, place)]
        for container in holders:
            found += self.on_container(container, name, given)
        if not functions and name and self.is_settled():
            found += self.outside(name, given, at.path, place)
        return found

    def _given(self, at: At, node: ast.Call) -> Given:
        values, rest, others = [], [], []
        for item in node.args:
            if isinstance(item, ast.Starred):
                rest += [held for value in self.containers(at, item.value) for held in self.elements(value)]
            else:
                values.append(self.value(at, item))
        by_name = [(item.arg, self.value(at, item.value)) for item in node.keywords if item.arg is not None]
        others = [held for item in node.keywords if item.arg is None for held in self.value(at, item.value)]
        return Given(values, rest, by_name, others)

    def as_sequence(self, at: At, node: ast.List | ast.Tuple | ast.Set) -> Iterable[Value]:
        made: Value = ("k", at.path, identity(node))
        for position, item in enumerate(node.elts):
            if isinstance(item, ast.Starred):
                inner = self.containers(at, item.value)
                self.put(made, None, [held for value in inner for held in self.elements(value)])
            else:
                self.put(made, [("#", position)], self.value(at, item))
        return [made]

    def as_dictionary(self, at: At, node: ast.Dict) -> Iterable[Value]:
        made: Value = ("k", at.path, identity(node))
        for key, item in zip(node.keys, node.values, strict=True):
            if key is not None:
                self.put(made, self.value(at, key), self.value(at, item))
            else:
                self.put(made, None, [held for value in self.containers(at, item) for held in self.elements(value)])
        return [made]

    def as_comprehension(self, at: At, node: Any) -> Iterable[Value]:
        made: Value = ("k", at.path, identity(node))
        inside = at._replace(scope=self.files[at.path].scopes[node])
        self.put(made, None, self.value(inside, node.value if isinstance(node, ast.DictComp) else node.elt))
        return [made]

    def as_choice(self, at: At, node: ast.IfExp) -> Iterable[Value]:
        self.value(at, node.test)
        return self.values(at, [node.body, node.orelse])

    def as_yielded(self, at: At, node: ast.Yield | ast.YieldFrom) -> Iterable[Value]:
        held = self.value(at, node.value)
        if isinstance(node, ast.YieldFrom):
            held = [item for value in held if value[0] == "k" for item in self.elements(value)]
        if held:
            self.put(("k", at.path, f"yields {at.scope.qualname.partition(chr(0))[0]}"), None, held)
        return ()

    def as_walrus(self, at: At, node: ast.NamedExpr) -> Iterable[Value]:
        held = self.value(at, node.value)
        self.assign(at, node.target, held)
        return held


HOW: Final[dict[str, Any]] = {
    "is": Flow.value,
    "each": Flow.each,
    "with": Flow.entered,
    "defined": Flow.defined,
    "raised": Flow.raised,
}
"""`how` of a statement → what its target takes."""
RULES: Final[dict[type, Any]] = {
    ast.Name: Flow.as_name,
    ast.Constant: Flow.as_literal,
    ast.UnaryOp: Flow.as_signed,
    ast.Attribute: Flow.as_member,
    ast.Subscript: Flow.as_element,
    ast.Call: Flow.as_call,
    **dict.fromkeys((ast.List, ast.Tuple, ast.Set), Flow.as_sequence),
    ast.Dict: Flow.as_dictionary,
    **dict.fromkeys((ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp), Flow.as_comprehension),
    ast.IfExp: Flow.as_choice,
    ast.BoolOp: lambda flow, at, node: flow.values(at, node.values),
    **dict.fromkeys((ast.Await, ast.Starred), lambda flow, at, node: flow.value(at, node.value)),
    ast.NamedExpr: Flow.as_walrus,
    **dict.fromkeys((ast.Yield, ast.YieldFrom), Flow.as_yielded),
    ast.Lambda: Flow.own,
}
"""Node of Python's tree → what it is; of all others the parts are evaluated and the value is not followed."""
