"""What the readers of all languages share: going through a tree, collecting occurrences, and resolving local names when all are known."""

from __future__ import annotations

from abc import abstractmethod
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, ClassVar, Final

from ..odds import BRANCH
from .scopes import Narrowed, Scope
from .shape import BARE, NOTHING_YET

if TYPE_CHECKING:
    from tree_sitter import Node

    from .shape import FileSites

__all__ = ["LOCAL", "Reader"]

DEEPEST_EXPRESSION = 11
CHAIN = frozenset({".", "()"})
"""What is told of the value that stands first: `db.schema.createTable("user").addColumn("id")` goes on and on, and is no deeper for it."""
LONGEST_CHAIN = 40
"""Links of a chain that are read."""
MOST_ASSIGNMENTS = 4
MOST_OVERLOADS = 12
NESTED = frozenset({list, tuple})
NONE = frozenset({"none", "null"})
FINAL = frozenset({"s", "c", "p", "d", "f", "F", "!", "?", "="})
"""Expressions that hold no name of a scope."""
OF_A_VALUE = frozenset({".", "()", "[]", "w", "t", "new", "a", "j", "...", "g", "G", "e", "u", "[,]"})
"""Expressions that are unknown where their first part is."""


class Reader:
    """What the readers of all languages share: collecting sites, and resolving local names when all are known.

    While reading, a name in an expression is the tuple `(name, scope)`: what the scope binds is known only at its end. What is not there
    reads as nothing, and its text is "".

    Attributes:
        handlers: kind of node → the method that reads it; of any other what is in it is read.
        expressions: kind of node → what it may be as a value, as a raw type expression.
        forms: kind of node → the value that it promises as a type.
    """

    handlers: ClassVar[dict[str, Any]]
    expressions: ClassVar[dict[str, Any]]
    forms: ClassVar[dict[str, Any]]

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.scope = Scope("module", "", None)
        self.owner, self.conditions, self.line_offset = "", 0, 0
        self._sites: list[tuple[str, int, str, Any, str, int, str, Scope]] = []
        self._prefixes: list[tuple[str, int, str, Any]] = []
        self.bound: dict[str, list[Any]] = {}
        self.declared: dict[str, Any] = {}
        self.returns: dict[str, list[Any]] = {}
        self.generics: dict[str, list[Any]] = {}
        self.signatures: dict[str, list[list[Any]]] = {}
        self.classes: dict[str, list[Any]] = {}
        self.functions: dict[str, list[str]] = {}
        self._names: dict[tuple[str, Scope, int], Any] | None = None
        """What names mean where, as far as asked since all was read: most are asked for many times."""

    def visit(self, node: Node | None) -> None:
        """Reads any node."""
        if node is not None:
            self.handlers.get(node.type, Reader.visit_children)(self, node)

    def visit_children(self, node: Node) -> None:
        """Reads what a node of no meaning of its own consists of."""
        handlers = self.handlers
        for child in node.named_children:
            handlers.get(child.type, Reader.visit_children)(self, child)

    def skip(self, node: Node) -> None:
        """Holds no name."""

    def expression(self, node: Node | None) -> Any:
        """A raw type expression of a value."""
        form = self.expressions.get(node.type) if node is not None else None
        return form(self, node) if form is not None else None

    def type_expression(self, node: Node | None) -> Any:
        """The value that an annotation promises."""
        form = self.forms.get(node.type) if node is not None else None
        return form(self, node) if form is not None else None

    def under(self, node: Node | None, conditions: int) -> None:
        """Reads a node that runs under such conditions."""
        self.conditions += conditions
        self.visit(node)
        self.conditions -= conditions

    def narrowed(self, node: Node, told: dict[str, Any], conditions: int) -> None:
        """The same where more is known of variables."""
        outer = self.scope
        if told:
            self.scope = Narrowed(outer, told)
        self.under(node, conditions)
        self.scope = outer

    def told_by(self, condition: Node | None) -> dict[str, Any]:
        """Variable → what it is where a condition holds; `asked` tells it of a single test."""
        if condition is None or condition.type == "parenthesized_expression":
            return self.told_by(next(iter(condition.named_children), None)) if condition is not None else {}
        operator = condition.child_by_field_name("operator")
        if operator is not None and operator.type in {"and", "&&"}:
            return self.told_by(condition.named_children[0]) | self.told_by(condition.named_children[-1])
        return self.asked(condition)

    @abstractmethod
    def asked(self, test: Node) -> dict[str, Any]:
        """What a test tells: `isinstance(x, C)`, `x instanceof C`."""

    def case(self, node: Node) -> None:
        for child in node.named_children:
            self.under(child, BRANCH)

    def as_first(self, node: Node) -> Any:
        """What the first part of an expression may be."""
        return self.expression(node.named_children[0]) if node.named_children else None

    def of_class(self, form: str) -> Any:
        """The class around, or an object of it, as one of the forms that stand for it; None outside of all."""
        holder = self.scope.klass
        return [form, holder.qualname] if holder is not None else None

    def as_literal(self, node: Node) -> Any:
        return NOTHING_YET if node.type in NONE else ["!"]

    def as_inner(self, node: Node) -> Any:
        return self.type_expression(node.named_children[0]) if node.named_children else None

    def as_any_of(self, node: Node) -> Any:
        return ["|", *(self.type_expression(child) for child in node.named_children)]

    def line(self, node: Node) -> int:
        return node.start_point[0] + 1 + self.line_offset

    def text(self, node: Node | None) -> str:
        """The source of a node; a slice costs a third of what `node.text` does, and a file is asked for thousands."""
        return self.source[node.start_byte : node.end_byte].decode("utf-8", "replace") if node is not None else ""

    def add(self, name: str, line: int, receiver: Any = BARE, role: str = "value", alias: str = "") -> None:
        """Notes an occurrence."""
        self._sites.append((name, line, self.owner, receiver, role, self.conditions, alias, self.scope))

    def add_prefix(self, prefix: str, line: int, receiver: Any) -> None:
        """Notes a member looked up by a computed name that starts so."""
        self._prefixes.append((prefix, line, self.owner, receiver))

    def inside(self, name: str) -> str:
        """The qualified name of a definition made here."""
        return _join(self.scope.qualname, name)

    def finish(self) -> FileSites:
        """The table, with every local name resolved."""
        self._names = {}
        table: dict[str, list[list[Any]]] = {}
        for name, line, owner, receiver, role, conditions, alias, scope in self._sites:
            final = self._bare(name, scope) if receiver == BARE and role != "import" else self.final(receiver)
            if final is not LOCAL:
                row = [line, owner, final, role, conditions, alias] if alias else [line, owner, final, role, conditions]
                table.setdefault(name, []).append(row)
        prefixes: dict[str, list[list[Any]]] = {}
        for prefix, line, owner, receiver in self._prefixes:
            prefixes.setdefault(prefix, []).append([line, owner, self.final(receiver), "call", 1])
        taken = {name: found for name, lists in self.signatures.items() if (found := self._taken(lists))}
        return {
            "sites": table,
            "bound": {name: self._held(name, values) for name, values in self.bound.items()},
            "returns": {name: self._any(values) for name, values in self.returns.items()},
            "classes": {name: [self.final(base) for base in bases] for name, bases in self.classes.items()},
            "functions": self.functions,
            "prefixes": prefixes,
            "parameters": self.generics | taken,
        }

    def _taken(self, lists: list[list[Any]]) -> list[Any]:
        """What a function takes in each place, by any of its overloads; nothing where no type of the workspace is named."""
        told = [[value for value in place if value is not None] for place in zip_longest(*lists[:MOST_OVERLOADS])]
        found = [self._any(sorted(values, key=lambda value: bool(value == ["!"]))) for values in told]
        return found if any(value is not None and value != ["!"] for value in found) else []

    def _held(self, name: str, values: list[Any]) -> Any:
        """What a variable or attribute holds: what its annotation says, whatever is assigned to it; else any of that."""
        declared = self.final(self.declared.get(name))
        told = declared is not None or all(value is NOTHING_YET for value in values)
        return declared if told else self._any(values)

    def _bare(self, name: str, scope: Scope) -> Any:
        holder = scope.holder(name)
        if holder is None:
            return BARE
        if holder.kind == "class":
            return ["c", holder.qualname]
        if self._defines(holder, name):
            return ["=", _join(holder.qualname, name)]
        match holder.bound[name]:  # it is nothing but that: `const { known } = require("./a")`
            case [[".", ["m", str(specifier)], str(member)]]:
                return ["i", specifier, member]
        return LOCAL

    def _defines(self, holder: Scope, name: str) -> bool:
        qualname = _join(holder.qualname, name)
        known = qualname in self.functions or qualname in self.classes or qualname in self.bound
        return known and name in holder.defined

    def final(self, raw: Any, depth: int = 0) -> Any:
        """A raw expression as a type expression."""
        kind = raw.__class__
        if kind is tuple:
            name, scope = raw
            return self._meaning(name, scope, depth)
        if kind is not list:
            return raw
        if depth > DEEPEST_EXPRESSION:
            return None
        head = raw[0]
        if head in FINAL:
            return raw
        if head in CHAIN:
            return self._chained(raw, depth)
        final, deeper = self.final, depth + 1
        parts = [final(part, deeper) if part.__class__ in NESTED else part for part in raw[1:]]
        return None if head in OF_A_VALUE and parts[0] is None else [head, *parts]

    def _chained(self, raw: Any, depth: int) -> Any:
        """Members and calls one behind the other, from the value that stands first."""
        links: list[Any] = []
        while raw.__class__ is list and raw[0] in CHAIN and len(links) <= LONGEST_CHAIN:
            links.append(raw)
            raw = raw[1]
        final = self.final
        found = final(raw, depth + 1) if len(links) <= LONGEST_CHAIN else None
        for link in reversed(links if found is not None else ()):
            rest = [final(part, depth + 1) if part.__class__ in NESTED else part for part in link[2:]]
            found = [link[0], found, *rest]
        return found

    def _meaning(self, name: str, scope: Scope, depth: int) -> Any:
        if self._names is None:  # still reading: the scope may bind more
            return self._name(name, scope, depth)
        key = (name, scope, depth)
        if key not in self._names:
            self._names[key] = self._name(name, scope, depth)
        return self._names[key]

    def _name(self, name: str, scope: Scope, depth: int) -> Any:
        holder = scope.holder(name)
        if holder is None:
            return name
        if holder.kind == "class":
            return [".", ["c", holder.qualname], name]
        if self._defines(holder, name):
            return ["d", _join(holder.qualname, name)]
        if depth > DEEPEST_EXPRESSION:
            return None
        return self._any(holder.bound[name], depth + 1)

    def _any(self, values: list[Any], depth: int = 0) -> Any:
        """Any of what is assigned; a literal (`None`, to begin with) does not tell what else an unknown value is."""
        found = []
        finals = [self.final(value, depth) for value in values[:MOST_ASSIGNMENTS]]
        for final in finals:
            if final is not None and final not in found:
                found.append(final)
        if found == [["!"]] and None in finals:
            return None
        if None in finals and any(isinstance(final, list) and final[0] == "in" for final in found):
            found.append(None)  # what a test of its type does not tell stays unknown
        return None if not found else found[0] if len(found) == 1 else ["|", *found]


def _join(holder: str, name: str) -> str:
    return f"{holder}.{name}" if holder else name


LOCAL: Final = object()
"""In place of a receiver: the name is one that a function binds for itself."""
