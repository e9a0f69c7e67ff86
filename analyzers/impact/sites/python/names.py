"""Where names are used and imported in Python: references, calls, strings that name a member, import statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..... import lazy_re as re
from .....indexer.languages.common import field_of
from ...odds import HANDLER
from .flow import PythonFlow
from .values import handed

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["PythonNames"]

DEEPEST_NAME = 5
REFLECTING = frozenset({"dir", "vars", "getmembers", "inspect.getmembers"})
"""What lists all members of the object that it is handed."""
READING = frozenset({"getattr", "object.__getattribute__"})
LOOKING_UP = READING | {"hasattr", "setattr"}
"""What is handed an object and the name of a member."""
KEEPING = frozenset({"append", "add", "extend", "insert", "update", "setdefault"})
"""Methods of containers that keep what they are handed."""
COMPOSED = frozenset({"binary_operator", "parenthesized_expression"})
FILLED = re.compile(r"%|\{")
"""Where a value is filled into a string: `"visit_%s" % name`, `"visit_{}".format(name)`."""
CASTING = 2
"""Arguments of `cast`: a type, and the value that is promised to be of it."""
ASKING = frozenset({"isinstance", "issubclass"})
"""What is asked whether a value is of a class: nothing of the class runs."""


class PythonNames(PythonFlow):
    """The part of the reader that knows uses and imports."""

    def reference(self, node: Node, role: str) -> None:
        """A name or member in a role; anything else is visited as it is."""
        if node.type == "identifier":
            self.identifier(node, role)
        elif node.type == "attribute":
            self.attribute(node, role)
        elif node.type == "list_splat":  # `*load(path)`: the grammar takes the star for a part of the name
            self.reference(node.named_children[0], role)
        else:
            self.visit(node)

    def checked(self, node: Node) -> None:
        """The classes that something is compared with."""
        if node.type == "tuple" or node.type in COMPOSED:
            for child in node.named_children:
                self.checked(child)
        else:
            self.reference(node, "check")

    def handler(self, node: Node) -> None:
        """`except`: runs when something went wrong."""
        self.conditions += HANDLER
        for child in node.named_children:
            if child.type in {"block", "as_pattern"}:
                self.visit(child)
            else:
                self.checked(child)
        self.conditions -= HANDLER

    def call(self, node: Node) -> None:
        function, arguments = field_of(node, "function"), field_of(node, "arguments")
        self.reference(function, "call")
        said, given = self.text(function), handed(arguments)
        self._special_call(said, arguments)
        outer, called = self.owner, None
        self.owner = self._filled_by(function) or outer
        asked = given[1:2] if said in ASKING else []
        promised = given[:1] if len(given) == CASTING and said.rpartition(".")[2] == "cast" else []
        if said.rpartition(".")[2] == "TypeVar":
            self._bounds(given)
        for child in given:
            if child.type == "keyword_argument":
                called = called or ["()", self.expression(function)]
                self._keyword(child, called)
            elif child in asked:
                self.checked(child)
            elif child in promised:
                self.annotation(child)
            else:
                self.visit(child)
        self.owner = outer

    def _filled_by(self, function: Node) -> str:
        """The container of this file's top level that a call puts something into; "" for none."""
        puts = self.scope.kind == "module" and function.type == "attribute" and self.member_name(function) in KEEPING
        return self.keeper(function.child_by_field_name("object")) if puts else ""

    def _bounds(self, given: list[Node]) -> None:
        """`TypeVar("T", "Card", bound="Card")`: strings behind the first name types."""
        for child in given[1:]:
            value = child.child_by_field_name("value") if child.type == "keyword_argument" else child
            if value is not None and value.type == "string":
                self.annotation(value)

    def keeper(self, node: Node | None) -> str:
        """The container of this file's top level that something is put into there: it is handed on with it; "" for none."""
        at_top = self.scope.kind == "module" and self.owner not in self.functions
        name = self.text(node) if at_top and node is not None and node.type == "identifier" else ""
        return name if name in self.bound else ""

    def _keyword(self, node: Node, called: Any) -> None:
        """An argument by name of what a call gives; of the head of a class, None."""
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is not None and called is not None:
            self.add(self.text(name), self.line(name), called, "key")
        self.visit(value)

    def _special_call(self, name: str, arguments: Node) -> None:
        given = handed(arguments)
        two = len(given) == 2 and given[0].type == "identifier"
        if two and name == "isinstance" and arguments.id not in self.followed:
            self._narrow(given[0], given[1])
        unnamed = name in REFLECTING and bool(given)
        if name in LOOKING_UP and len(given) >= 2:
            prefix = self._start_of(given[1])
            written = self.string_start(prefix) if prefix is not None else ""
            text = FILLED.split(written, maxsplit=1)[0]
            filled = text != written or (
                prefix is not None and any(part.type == "interpolation" for part in prefix.children)
            )
            if prefix is given[1] and not filled and text.isidentifier():
                self.add(text, self.line(given[1]), self.expression(given[0]), "text")
            elif len(text) > 2 and text.isidentifier():
                self.add_prefix(text, self.line(given[1]), self.expression(given[0]))
            else:  # what it begins with is too short to tell anything
                unnamed = name in READING and (prefix is not given[1] or filled)
        if unnamed:
            self.add_prefix("", self.line(given[0]), self.expression(given[0]))

    def _start_of(self, node: Node) -> Node | None:
        """The string that a computed name starts with: `"visit_" + x`, `f"visit_{x}".lower()`, or a variable that holds one."""
        found: Node | None = node
        for _ in range(DEEPEST_NAME):
            if found is None or found.type == "string":
                return found
            if found.type == "identifier":
                holder = self.scope.holder(self.text(found))
                found = self.strings.get((holder.region, self.text(found))) if holder is not None else None
            elif found.type == "call":
                function = found.child_by_field_name("function")
                found = function.child_by_field_name("object") if function is not None else None
            else:
                found = found.named_children[0] if found.type in COMPOSED else None
        return None

    def _narrow(self, name: Node, classes: Node) -> None:
        """`isinstance(x, C)`: in some branch x is a C."""
        scope = self.scope.holder(self.text(name))
        if scope is not None and scope.kind == "function":
            options = classes.named_children if classes.type == "tuple" else [classes]
            scope.bind(self.text(name), ["in", *(["t", self.expression(option)] for option in options[:4])])

    # ---- imports

    def plain_import(self, node: Node) -> None:
        for item in node.children_by_field_name("name"):
            alias = item.child_by_field_name("alias")
            name = item.child_by_field_name("name") or item
            parts = self.text(name).split(".")
            local = self.text(alias) if alias is not None else parts[0]
            self._imported(local)
            self.add(parts[-1], self.line(item), role="import", alias=f"={self.text(name)}")

    def from_import(self, node: Node) -> None:
        for item in node.children_by_field_name("name"):
            alias, name = item.child_by_field_name("alias"), item.child_by_field_name("name") or item
            local = self.text(alias) if alias is not None else self.text(name)
            self._imported(local)
            self.add(self.text(name), self.line(name), role="import", alias=local)
            if alias is not None and self.text(name) != local:
                self.renamed[local] = self.text(name)
                self.add(local, self.line(alias), role="import", alias=local)

    def _imported(self, local: str) -> None:
        if self.scope.kind != "module":
            self.scope.outer.add(local)
