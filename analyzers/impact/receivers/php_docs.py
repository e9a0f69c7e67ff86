"""The types of variables in PHP, by documentation comments where none is written.

`@param`, `@return`, `@var`, `@property`, `@method`; what loops give, and variables that are given several things.

A written type counts for more, but for `array`, which says nothing of what it holds. Of several types (`Order|string|null`) the
one that has members is meant; two such are left open, as are the type parameters of a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .... import lazy_re as re
from ....indexer.gathering import words
from .named_members import NamedMembers
from .receiver_nodes import bare, declared, text
from .written_types import ARRAY, EACH

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["TYPE", "PhpDocs"]

TYPE: Final = r"(?:[^\s<({$]|<[^>\n]*(?:<[^>\n]*>[^>\n]*)*>|\([^)\n]*\)|\{[^}\n]*\}|(?<=[|&])\s|\s(?=[|&]))+"
"""A type as a comment writes it."""
NAMED: Final = re.compile(
    rf"@(?:phpstan-|psalm-)?(param|var|property(?:-read|-write)?)\s+({TYPE})(?:[ \t]+&?(?:\.\.\.)?\$(\w+))?"
)
METHOD: Final = re.compile(rf"@(?:phpstan-|psalm-)?method\s+(?:static\s+)?(\$this|{TYPE})\s+(\w+)\s*\(")
RESULT: Final = re.compile(rf"@(?:phpstan-|psalm-)?return\s+(\$this\b|{TYPE})")
PARAMETER: Final = re.compile(r"@(?:phpstan-|psalm-)?(?:template(?:-co\w+)?|type|import-type)\s+(\w+)")
"""A name that stands for a type in comments alone."""
OF_ITSELF = frozenset({"$this", "static"})
BUILT_IN = words(
    "int integer float double bool boolean string array iterable list null false true void never scalar numeric resource callable"
)
HELD: Final = re.compile(r"(?:array|iterable|list|non-empty-array|non-empty-list)<(?:[^<>,]*,)?\s*([^<>,]+)>")
CLASS: Final = re.compile(r"(?:\\?\w+\\)*[A-Z_]\w*")


class PhpDocs(NamedMembers):
    """A reader that takes what comments say.

    Attributes:
        commented: the file's comments are read.
        told: what the comment of the function around, and those in it, say of variables.
        assigned: the variables that the function has given something.
    """

    def __init__(self) -> None:
        super().__init__()
        self.commented = False
        self.told: dict[str, Any] = {}
        self.assigned: set[str] = set()
        self._above: Node | None = None
        self._parameters: set[str] = set()

    def take_comment(self, node: Node) -> None:
        """Keeps what may document the next node; inside a function it tells what a variable is."""
        said = text(node) if self.commented else ""
        if not said.startswith("/**") or "@" not in said:
            return
        self._above = node
        self._parameters |= {match[1] for match in PARAMETER.finditer(said)}
        for tag, written, name in NAMED.findall(said) if self.scopes else ():
            if tag == "var" and name:
                self.told[name] = self.scopes[-1][name] = self._documented(written)
                self.bound.add(name)

    def above(self, node: Node) -> str:
        """The comment that stands right above a node."""
        held = self._above
        near = held is not None and held.end_byte <= node.start_byte and held.end_point[0] + 1 >= node.start_point[0]
        return text(held) if held is not None and near else ""

    def take_class_comment(self, node: Node) -> None:
        """Members that a class has by its comment alone."""
        said = self.above(node)
        for tag, written, name in NAMED.findall(said):
            if tag.startswith("property") and name:
                self.fields.setdefault(f"{self.klass}.{name}", self._documented(written))
        for written, name in METHOD.findall(said):
            self.gives.setdefault(f"{self.klass}.{name}", []).append([-1, self._given(written)])

    def documented_result(self, node: Node) -> Any:
        """What a function gives by its comment."""
        found = RESULT.search(self.above(node))
        return self._given(found[1]) if found is not None else None

    def documented_parameters(self, node: Node) -> dict[str, Any]:
        """What a function takes by its comment."""
        found = NAMED.findall(self.above(node))
        return {name: self._documented(written) for tag, written, name in found if tag == "param" and name}

    def declare(self, node: Node) -> None:
        """A declaration, with what a comment says of it."""
        super().declare(node)
        if self.commented and node.type == "foreach_statement" and self.scopes:
            self._take_loop(node)
        said = NAMED.search(self.above(node)) if node.type == "property_declaration" else None
        for name in declared(node) if self.commented else ():
            told = self._documented(said[2]) if said is not None and said[1] == "var" else self.told.get(name)
            field = f"{self.klass}.{name}"
            if field in self.fields and (not self.scopes or node.type == "property_promotion_parameter"):
                self.fields[field] = narrower(self.fields[field], told)
            if self.scopes and name in self.scopes[-1]:
                self.scopes[-1][name] = narrower(self.scopes[-1][name], told)

    def _take_loop(self, node: Node) -> None:
        """`foreach ($orders as $number => $order)`."""
        parts = [item for item in node.named_children if item.type != "comment"]
        held = parts[1] if len(parts) > 1 else None
        while held is not None and held.type in {"pair", "by_ref"} and held.named_children:
            held = held.named_children[-1]
        if held is not None and (name := bare(held)):
            self.scopes[-1][name] = self.told.get(name) or ["()", self.expression(parts[0]), EACH]
            self.bound.add(name)

    def take_assignment(self, node: Node) -> None:
        """What a variable is given; one that is given different things is left open, unless a comment above tells."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        name = bare(left) if left is not None and self.commented and self.scopes else ""
        before = self.scopes[-1].get(name) if name else None
        super().take_assignment(node)
        if not name:
            return
        said = NAMED.search(self.above(node))
        if said is not None and said[1] == "var" and not said[3]:
            self.told[name] = self._documented(said[2])
        given = self.expression(right)
        held = self.told.get(name, before)
        if (held is None or held[:2] == ["i", ARRAY]) and _is_object(
            given
        ):  # open, or what PHP has built in (`string $number`)
            self.told.pop(name, None)
            self.scopes[-1][name] = given
        elif name in self.told:
            self.scopes[-1][name] = self.told[name]
        elif name in self.assigned and given != before and not _begins_with(given, before):
            self.scopes[-1][name] = None
        self.assigned.add(name)

    def _given(self, written: str) -> Any:
        return ["t"] if written.partition("|")[0] in OF_ITSELF else self._documented(written)

    def _documented(self, written: str) -> Any:
        """A value of a type that a comment writes, None where that is open."""
        parts = [part.strip("? ()") for part in re.split(r"\|(?![^<{(]*[>})])", written)]
        found = [self._part(part) for part in parts if part.lower() not in BUILT_IN]
        classes = [item for item in found if item is None or item[1] != ARRAY] or found or [["i", ARRAY]]
        return classes[0] if all(item == classes[0] for item in classes) else None

    def _part(self, written: str) -> Any:
        """One type of a union: what it is an array of, or a class."""
        if written.lower() in BUILT_IN:
            return ["i", ARRAY]
        if held := written[:-2] if written.endswith("[]") else (match := HELD.fullmatch(written)) and match[1]:
            return ["i", ARRAY, [self._documented(held.strip())]]
        name = written.partition("<")[0].rstrip(".,;:")
        if name in self._parameters or CLASS.fullmatch(name) is None:
            return ["i", self.klass] if name in {"self", "static"} and self.klass else None
        return ["i", ".".join(name.strip("\\").split("\\")[-2:])]


def narrower(written: Any, told: Any) -> Any:
    """What a comment tells, where nothing is written but that it is an array."""
    return told if told is not None and (written is None or written == ["i", ARRAY]) else written


def _is_object(given: Any) -> bool:
    """What a class makes (`new Number(…)`, `Number::from(…)`)."""
    if not isinstance(given, list) or given[0] == "i":
        return given is not None and given[1] != ARRAY
    held = given[1] if given[0] == "()" else None
    return isinstance(held, list) and (held[0] == "s" or (held[0] == "n" and held[1][:1].isupper()))


def _begins_with(given: Any, before: Any) -> bool:
    """`$query = $query->where(…)`: it stays what it is."""
    while isinstance(given, list) and given[0] in {"()", "."}:
        given = given[1]
        if given == before:
            return True
    return False
