"""What runs always and what perhaps in Python: branches, handlers, early exits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..... import lazy_re as re
from .....indexer.gathering import words
from ...odds import AFTER_EXIT, ALTERNATIVE, AS_SCRIPT, BRANCH, HANDLER, IN_ENVIRONMENT, ON_PLATFORM
from ..scopes import Narrowed
from .values import SEVERAL, STARRED, PythonValues, handed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tree_sitter import Node

    from ..scopes import Scope

__all__ = ["PythonFlow"]

OTHERWISE = frozenset({"elif_clause", "else_clause"})
BRANCHING = OTHERWISE | {"if_statement", "block"}
PLATFORM = (b"sys.platform", b"os.name", b"platform.system()")
ENVIRONMENT = (b"os.environ", b"getenv(")
"""The environment of a request (WSGI) is called `environ` too, and is there whenever it is asked."""
DENIED = re.compile(rb"^not\b|\bis None$|\bnot in\b")
"""A condition that holds where something is not there."""
NAME = re.compile(rb"[^\W\d]\w*")
HEADED = frozenset({"for_statement", "with_statement", "except_clause"})
HEADER = words("with_clause with_item parenthesized_expression as_pattern as_pattern_target") | SEVERAL | STARRED
"""What the names that a statement binds for its body stand in."""
EXITS = frozenset({"return_statement", "continue_statement", "break_statement"})

MOST_CLASSES = 4
"""A value that may be of more classes than this is left unknown."""
PLAIN = words("str bytes bytearray int float complex bool")
HOLDING = words("list tuple set frozenset dict")
LEAVING = frozenset({"return_statement", "raise_statement", "continue_statement", "break_statement"})


class PythonFlow(PythonValues):
    """The part of the reader that counts decisions, and knows tests of a type.

    Attributes:
        followed: the arguments of those calls of `isinstance` whose outcome is known where it counts.
    """

    def __init__(self, source: bytes, parse: Callable[[bytes], Node]) -> None:
        super().__init__(source, parse)
        self.followed: set[int] = set()

    def block(self, node: Node) -> None:
        """Statements one after the other; those behind a branch that returns run less often."""
        outer, around = self.conditions, self.scope
        self.scope = scope = self._headed(node)
        assigned = [self._assigned(child) for child in node.named_children]
        for position, child in enumerate(node.named_children):
            told, name = self.told_behind(child), assigned[position]
            self.visit(child)
            self.conditions = max(self.conditions, outer + self._behind(child))
            holder = self.scope.holder(name) if name else None
            if holder is not None and (len(holder.bound[name]) > 1 or name in assigned[position + 1 :]):
                values = holder.bound[name]
                told = {name: values.pop() if holder is not scope and holder is self.scope else values[-1]}
            if told:
                self._know(scope, told)
        self.conditions, self.scope = outer, around

    def _headed(self, block: Node) -> Scope:
        """The scope of a block: in the body of `for`, `with` or `except` a name is what that binds it to, whatever else is called so."""
        head = block.parent if self.scope.kind == "function" else None
        names = map(self.text, _targets(head, inside=False)) if head is not None and head.type in HEADED else ()
        told = {name: holder.bound[name][-1] for name in names if (holder := self.scope.holder(name)) is not None}
        return Narrowed(self.scope, told) if told else self.scope

    def _assigned(self, statement: Node) -> str:
        """The variable of a function that a statement assigns to: behind it, it is that and nothing that it was before."""
        node = statement.named_children[0] if statement.type == "expression_statement" else None
        if node is None or node.type != "assignment" or self.scope.kind != "function":
            return ""
        left = node.child_by_field_name("left")
        return self.text(left) if left is not None and left.type == "identifier" else ""

    def _know(self, base: Scope, told: dict[str, Any]) -> None:
        """What is known from here to the end of a block, beside what was."""
        known = {name: [*values] for name, values in self.scope.bound.items()} if self.scope is not base else {}
        self.scope = Narrowed(base, told)
        self.scope.bound = known | self.scope.bound

    def _behind(self, node: Node) -> int:
        """What stands between a statement and those that follow it."""
        if node.type == "if_statement":
            asked = self._in_environment(node)
            if asked is not None and self._ends(node.child_by_field_name("consequence")):
                return IN_ENVIRONMENT if asked else 0
            return AFTER_EXIT if self._leaves(node) else 0
        return HANDLER if node.type == "try_statement" and self._ends(node.child_by_field_name("body")) else 0

    def _ends(self, block: Node | None) -> bool:
        """The last statement of a block leaves."""
        return block is not None and bool(block.named_children) and block.named_children[-1].type in EXITS

    def _leaves(self, node: Node) -> bool:
        """A branch of an `if`, or of one in it, leaves."""
        return any(
            (child.type == "block" and self._ends(child)) or self._leaves(child)
            for child in node.named_children
            if child.type in BRANCHING
        )

    def branch(self, node: Node) -> None:
        """`if`, `elif`: the condition runs, the body perhaps."""
        condition = node.child_by_field_name("condition")
        text = (condition.text or b"") if condition is not None else b""
        rare = AS_SCRIPT if b"__name__" in text else ON_PLATFORM if any(name in text for name in PLATFORM) else BRANCH
        rare = IN_ENVIRONMENT if self._in_environment(node) is False else rare
        told = self.told_by(condition)
        for child in node.named_children:
            rarely = rare if child.type == "block" else BRANCH if child.type in OTHERWISE else 0
            self.narrowed(child, told if child.type == "block" else {}, rarely)

    def _in_environment(self, node: Node) -> bool | None:
        """Whether a branch is taken where an environment variable is not there; None where its condition asks for none."""
        condition = node.child_by_field_name("condition")
        text = (condition.text or b"") if condition is not None else b""
        read = any(word in text for word in ENVIRONMENT)
        kept = any((self.scope.region, name) in self.of_environment for name in NAME.findall(text))
        return bool(DENIED.search(text)) if read or kept else None

    def note_environment(self, name: bytes, value: Node) -> None:
        """A variable that holds what the environment says."""
        written = self.source[value.start_byte : value.end_byte]
        if any(word in written for word in ENVIRONMENT):
            self.of_environment.add((self.scope.region, name))

    def choice(self, node: Node) -> None:
        """`a if c else b`, `a and b`: what stands behind the first operand runs perhaps."""
        first = 1 if node.type == "conditional_expression" else 0
        told = self.told_inside(node)
        for position, child in enumerate(node.named_children):
            self.narrowed(child, told if position == 1 - first else {}, 0 if position == first else ALTERNATIVE)

    def told_behind(self, statement: Node) -> dict[str, Any]:
        """What is known behind `assert isinstance(x, C)` and `if not isinstance(x, C): return`."""
        if statement.type == "assert_statement":
            return self.told_by(statement.named_children[0])
        body = statement.child_by_field_name("consequence") if statement.type == "if_statement" else None
        condition = statement.child_by_field_name("condition")
        if body is None or condition is None or condition.type != "not_operator" or not body.named_children:
            return {}
        alone = statement.child_by_field_name("alternative") is None
        return self.told_by(condition.named_children[0]) if alone and body.named_children[-1].type in LEAVING else {}

    def told_inside(self, node: Node) -> dict[str, Any]:
        """What is known of the operand behind a test: `isinstance(x, C) and x.name`, `x.name if isinstance(x, C) else ""`."""
        if node.type == "conditional_expression":
            return self.told_by(node.named_children[1])
        return self.told_by(node.named_children[0]) if node.children[1].type == "and" else {}

    def asked(self, test: Node) -> dict[str, Any]:
        """What a call of `isinstance` tells of a variable."""
        function, arguments = test.child_by_field_name("function"), test.child_by_field_name("arguments")
        given = handed(arguments) if arguments is not None else []
        if function is None or self.text(function) != "isinstance" or len(given) != 2 or given[0].type != "identifier":
            return {}
        name, scope = self.text(given[0]), self.scope.holder(self.text(given[0]))
        classes = given[1].named_children if given[1].type == "tuple" else given[1:]
        if arguments is None or scope is None or scope.kind != "function" or len(classes) > MOST_CLASSES:
            return {}
        self.followed.add(arguments.id)
        return {name: ["n", (name, self.scope.region), *(self._instance(item) for item in classes)]}

    def _instance(self, node: Node) -> Any:
        """An object of a class that is asked for."""
        name = self.text(node)
        return ["!"] if name in PLAIN else ["l"] if name in HOLDING else ["t", self.expression(node)]


def _targets(node: Node, *, inside: bool) -> Iterator[Node]:
    """The names that a statement binds for its body."""
    left = node.child_by_field_name("left")
    for child in [left] if left is not None else node.named_children:
        if child.type in HEADER:
            yield from _targets(child, inside=inside or child.type == "as_pattern_target" or left is not None)
        elif child.type == "identifier" and (inside or left is not None):
            yield child
