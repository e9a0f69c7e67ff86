"""Evaluates the statements of the files that are followed."""

from __future__ import annotations

import ast
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ..changes.call_fit import DEFINITIONS
from .calls import Calls, Given
from .facts import At, identity, returned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .facts import Facts, Place
    from .graph import Value

__all__ = ["Flow"]

FIRST: Final = ast.Constant(0)


class Flow(Calls):
    """The whole graph of some files."""

    def follow(self, path: str, facts: Facts) -> None:
        """Adds the statements of a file."""
        self.files[path] = facts
        self.add(("followed", path), [("m", path)])
        for scope, node in facts.statements:
            self.state(partial(self._take, At(path, scope), node))

    def _take(self, at: At, node: ast.AST) -> None:
        with suppress(RecursionError):  # nested too deep to be told
            STATEMENTS.get(type(node), Flow.parts)(self, at, node)

    def assign(self, at: At, target: ast.expr | None, values: Iterable[Value]) -> None:
        """Hands values to a target, part by part."""
        held = list(values)
        if not held:
            return
        match target:
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
        if expression is not None:
            self.parts(at, expression, ast.AST)
        return []

    def parts(self, at: At, node: ast.AST, kind: type[ast.AST] = ast.expr) -> None:
        """Evaluates the expressions that a statement consists of; what stands in it is a statement of its own."""
        for part in ast.iter_child_nodes(node):
            if isinstance(part, kind):
                self.value(at, part)

    def containers(self, at: At, expression: ast.expr) -> list[Value]:
        """The containers that an expression may be."""
        return [value for value in self.value(at, expression) if value[0] == "k"]

    def place(self, at: At, called: ast.expr) -> Place:
        """Where something is called."""
        return self.files[at.path].place(called, at.owner)

    # One method for each kind of statement; see STATEMENTS.

    def assigned(self, at: At, node: ast.Assign) -> None:
        values = self.value(at, node.value)
        for target in reversed(node.targets):
            self.assign(at, target, values)

    def loop(self, at: At, node: ast.For | ast.AsyncFor | ast.comprehension) -> None:
        """`for`: the target takes what an iteration gives."""
        place = self.place(at, node.iter)
        values = [held for value in self.value(at, node.iter) for held in self.iterated(value, at.path, place)]
        self.assign(at, node.target, values)
        for condition in node.ifs if isinstance(node, ast.comprehension) else ():
            self.value(at, condition)

    def entered(self, at: At, node: ast.withitem) -> None:
        """`with`."""
        found: list[Value] = []
        for value in self.value(at, node.context_expr):
            entering = self.method(value, "__enter__") or self.method(value, "__aenter__")
            place = self.place(at, node.context_expr)
            found += [held for method in entering for held in self.apply(method, Given(), at.path, place)]
            if not entering:
                found += self.elements(value) if value[0] == "k" else [value]
        self.assign(at, node.optional_vars, found)

    def defined(self, at: At, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        """What decorators give back in turn; one that nothing is known of gives back what it decorates."""
        held = self.own(at, node)
        for decorator in reversed(node.decorator_list):
            given, place = Given([held]), self.place(at, decorator)
            functions = self.value(at, decorator)
            found = [item for function in functions for item in self.apply(function, given, at.path, place)]
            held = list(dict.fromkeys(found)) or (held if self.is_settled() else [])
        self.assign(at, ast.Name(node.name), held)
        if not isinstance(node, ast.ClassDef):
            self._own_object(at, self._defaults(at, node))

    def _own_object(self, at: At, qualname: str) -> None:
        """The first parameter of a method is an object of its class, or the class."""
        decorators = self.program.table(at.path).functions.get(qualname, ["staticmethod"])
        if at.scope.kind == "class" and "staticmethod" not in decorators:
            kind = "c" if "classmethod" in decorators else "i"
            for first in self.files[at.path].parameters[qualname].positional[:1]:
                self.add(("v", at.path, qualname, first), [(kind, at.path, at.scope.qualname)])

    def _defaults(self, at: At, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> str:
        """Hands the default values of a function to its parameters; its qualified name."""
        qualname, taken = self.files[at.path].scopes[node].qualname, node.args
        behind = zip(reversed([*taken.posonlyargs, *taken.args]), reversed(taken.defaults), strict=False)
        for parameter, default in (*behind, *zip(taken.kwonlyargs, taken.kw_defaults, strict=True)):
            self.add(("v", at.path, qualname, parameter.arg), self.value(at, default))
        return qualname

    def result(self, at: At, node: ast.Return | ast.Lambda) -> None:
        """What is given back, but for what `apply` knows of each call alone."""
        value, taken = returned(node), self.files[at.path].parameters.get(at.scope.qualname)
        if not (isinstance(value, ast.Name) and taken is not None and value.id in taken.given_back):
            self.add(("return", at.path, at.scope.qualname), self.value(at, value))

    def raised(self, at: At, node: ast.Raise) -> None:
        for value in self.value(at, node.exc):
            if value[0] == "c" and node.exc is not None:
                self.apply(value, Given(), at.path, self.place(at, node.exc))

    # One method for each form of expression; see RULES.

    def own(self, at: At, node: ast.AST) -> list[Value]:
        """A definition of the file, before its decorators."""
        table, qualname = self.program.table(at.path), self.files[at.path].scopes[node].qualname
        return [("c" if qualname in table.classes else "f", at.path, qualname)]

    def as_name(self, at: At, node: ast.Name) -> Iterable[Value]:
        holder = at.scope.holder(node.id)
        return self.named(at.path, node.id) if holder is None else self.read(("v", at.path, holder.qualname, node.id))

    def as_signed(self, at: At, node: ast.UnaryOp) -> Iterable[Value]:
        inner = self.value(at, node.operand)
        if isinstance(node.op, ast.USub):
            return [("#", -item[1]) if item[0] == "#" and isinstance(item[1], int) else item for item in inner]
        return () if isinstance(node.op, ast.Not) else inner

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

    def as_lambda(self, at: At, node: ast.Lambda) -> Iterable[Value]:
        self._defaults(at, node)
        return self.own(at, node)

    def as_choice(self, at: At, node: ast.IfExp | ast.BoolOp) -> Iterable[Value]:
        either = node.values if isinstance(node, ast.BoolOp) else [node.body, node.orelse]
        self.value(at, node.test if isinstance(node, ast.IfExp) else None)
        return [value for part in either for value in self.value(at, part)]

    def as_yielded(self, at: At, node: ast.Yield | ast.YieldFrom) -> Iterable[Value]:
        held = self.value(at, node.value)
        if isinstance(node, ast.YieldFrom):
            held = [item for value in held if value[0] == "k" for item in self.elements(value)]
        if held:
            self.put(("k", at.path, f"yields {at.owner}"), None, held)
        return ()

    def as_walrus(self, at: At, node: ast.NamedExpr) -> Iterable[Value]:
        held = self.value(at, node.value)
        self.assign(at, node.target, held)
        return held


STATEMENTS: Final[dict[type, Any]] = {
    ast.Assign: Flow.assigned,
    **dict.fromkeys(
        (ast.AnnAssign, ast.AugAssign), lambda flow, at, node: flow.assign(at, node.target, flow.value(at, node.value))
    ),
    **dict.fromkeys((ast.For, ast.AsyncFor, ast.comprehension), Flow.loop),
    ast.withitem: Flow.entered,
    **dict.fromkeys(DEFINITIONS, Flow.defined),
    **dict.fromkeys((ast.Return, ast.Lambda), Flow.result),
    ast.Raise: Flow.raised,
}
"""What hands values on → how; of all others the expressions are evaluated."""
RULES: Final[dict[type, Any]] = {
    ast.Name: Flow.as_name,
    ast.Constant: lambda _flow, _at, node: [("#", node.value)] if type(node.value) in {int, str} else (),
    ast.UnaryOp: Flow.as_signed,
    ast.Attribute: lambda flow, at, node: [
        held for value in flow.value(at, node.value) for held in flow.member(value, node.attr)
    ],
    ast.Subscript: Flow.as_element,
    ast.Call: Flow.as_call,
    **dict.fromkeys((ast.List, ast.Tuple, ast.Set), Flow.as_sequence),
    ast.Dict: Flow.as_dictionary,
    **dict.fromkeys((ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp), Flow.as_comprehension),
    **dict.fromkeys((ast.IfExp, ast.BoolOp), Flow.as_choice),
    **dict.fromkeys((ast.Await, ast.Starred), lambda flow, at, node: flow.value(at, node.value)),
    ast.NamedExpr: Flow.as_walrus,
    **dict.fromkeys((ast.Yield, ast.YieldFrom), Flow.as_yielded),
    ast.Lambda: Flow.as_lambda,
}
"""Node of Python's tree → what it is; of all others the parts are evaluated and the value is not followed."""
