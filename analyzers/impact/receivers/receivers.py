"""On what members are used in one file of a language whose scopes are not read: the receiver's declared type, where one is written.

Parameters, variables and fields have types in Go, Java, Kotlin, C#, PHP and Rust, or are made by a constructor; that is
enough to tell most calls of a common name apart. A table is a pure function of the file's text and is kept by content;
receiver_forms.py says how receivers are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.gathering import words
from ....indexer.languages.common import parts
from .declarations import DECLARING, PATTERNS, STRUCT_KEYS, TESTING, is_just_taken, said_by_itself, tests
from .macro_tokens import said_in
from .named_members import MARK, base_of, implied_receiver
from .php_docs import PhpDocs, narrower
from .receiver_forms import as_table
from .receiver_nodes import (
    CALLS,
    CLASSES,
    FIELD,
    FUNCTIONS,
    NAMES,
    REFERENCE,
    arguments_given,
    bare,
    body_value,
    declared,
    initialized,
    is_callee,
    is_instantiated,
    is_type,
    is_within_type,
    last,
    member_name,
    names_member,
    parameters,
    result_type,
    text,
    type_name,
)
from .receiver_values import MEMBERS
from .written_types import ARRAY, ROWS, parameters_taken, together, type_parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from .receiver_forms import Receivers

__all__ = ["FIELD", "LANGUAGES", "MARK", "REFERENCE", "read_receivers"]

LANGUAGES = frozenset({"Go", "Java", "Kotlin", "C#", "PHP", "Rust"})

ITS_OWN = frozenset({"Self", "static"})
"""Results of the type that the method is called on, which may be below the one that has it."""
PHP = "program"
"""The root of a file whose comments tell types; Java, which has the same, calls its comments otherwise."""
PATHS = words("user_type qualified_identifier")
"""Types of Kotlin, and what its imports name."""


def read_receivers(root: Node) -> Receivers:
    """Reads a file."""
    reader = _Reader()
    reader.commented = root.type == PHP
    reader.read(root)
    for name, lines in reader.said.items():
        reader.locals.setdefault(name, set()).difference_update(lines)
    return as_table(reader, {name: together(found) for name, found in reader.gives.items()})


class _Reader(PhpDocs):
    def __init__(self) -> None:
        super().__init__()
        self.types: dict[str, set[int]] = {}
        self.implied: dict[str, set[int]] = {}
        self.said: dict[str, set[int]] = {}
        self.taken: set[str] = set()
        self._readers: dict[str, Callable[[Node, Node | None], None]] = {
            **dict.fromkeys([*NAMES, "class_modifier"], self.on_name),
            **dict.fromkeys(MEMBERS, self.on_member),
            **dict.fromkeys(CALLS, self.on_call),
            "type_conversion_expression": self.on_call,
            **{kind: self._and_within(read) for kind, read in self._takers().items()},
            **dict.fromkeys(("scoped_type_identifier", "qualified_name"), self.on_path),
            "switch_expression": self.on_switch,
            **dict.fromkeys(TESTING, self.on_tested),
            "class_body": self.on_body,
            **dict.fromkeys(FUNCTIONS, self.on_function),
            **dict.fromkeys(CLASSES, self.on_class),
        }

    def _takers(self) -> dict[str, Callable[[Node], None]]:
        """What takes something of a node of a kind, before what is in it is read."""
        return {
            **dict.fromkeys(DECLARING, self._declaration),
            **dict.fromkeys(("short_var_declaration", "assignment_expression", "range_clause"), self._assign),
            "keyed_element": self.take_key,
            "value_argument": self.take_named,
            "conditional_access_expression": self.take_conditional,
            "token_tree": self._tokens,
            "comment": self.take_comment,
            "enum_variant": self.take_variant,
            **dict.fromkeys(STRUCT_KEYS, self.take_struct_key),
            "instanceof_expression": self.take_test,
            **dict.fromkeys(("type_case", "default_case"), self.take_case),
            "object_creation_expression": self.take_creation,
            **dict.fromkeys(("explicit_constructor_invocation", "constructor_initializer"), self.take_constructor),
            "enum_constant": self.take_constant,
            "annotation": self.take_annotation,
            "switch_label": self.take_label,
            "method_reference": self.take_reference,
            "attribute": self.take_mark,
            "delegate_declaration": self.take_delegate,
            "array_creation_expression": self.take_pair,
            "subpattern": self.take_subpattern,
            **dict.fromkeys(PATTERNS, self.take_pattern),
            **dict.fromkeys(PATHS, self._inner_types),
        }

    def read(self, node: Node, _around: Node | None = None) -> None:
        """Reads what is in a node; its readers are told the parent, which a tree looks for from its root."""
        readers, unread = self._readers, self.read
        for child in node.named_children:
            readers.get(child.type, unread)(child, node)

    def _and_within(self, take: Callable[[Node], None]) -> Callable[[Node, Node | None], None]:
        def read(node: Node, _around: Node | None) -> None:
            take(node)
            self.read(node)

        return read

    def on_body(self, node: Node, around: Node | None) -> None:
        with self.within():
            self.enter_body(node, around)
            self.read(node)

    def on_tested(self, node: Node, _around: Node | None) -> None:
        """Kotlin: where a condition tells of what type a value is, it is of that one there, and behind what leaves where it is not."""
        self.take_split_call(node)
        told, without = ({name: self.value_of(type_) for name, type_ in found} for found in tests(node))
        if not self.scopes or not (told or without):
            self.read(node)
            return
        last = 2 if node.type == "if_expression" and told else node.named_child_count
        self.scopes.append(told)
        for place, child in enumerate(node.named_children):
            if place == last:
                self.scopes.pop()
            self._readers.get(child.type, self.read)(child, node)
        if last == node.named_child_count:
            self.scopes.pop()
        self.scopes[-1].update(without)

    def on_path(self, node: Node, _around: Node | None) -> None:
        inner = node
        if is_within_type(node):
            self.use(member_name(node), node, None, self.before(node))
            inner = node.child_by_field_name("path") or node.child_by_field_name("qualifier") or node
        self.read(inner)

    def on_member(self, node: Node, _around: Node | None) -> None:
        if not is_callee(node):
            read = FIELD if node.type == "field_expression" else None
            self.use(member_name(node), node, read, self.before(node))
        self.read(node)

    def _declaration(self, node: Node) -> None:
        self.declare(node)
        if is_just_taken(node):
            self.taken |= set(declared(node))
        if self.scopes and (name := said_by_itself(node)):
            self.said.setdefault(name, set()).add(node.start_point[0] + 1)

    def on_name(self, node: Node, around: Node | None) -> None:
        """A name without receiver: of a type, of a field where it is declared, of a parameter or variable that is bound here; what a
        class of Kotlin only takes is bound outside of its functions, and `data` before one is no name."""
        if is_type(node, around):
            self.types.setdefault(text(node), set()).add(node.start_point[0] + 1)
        else:
            kind = around.type if around is not None else ""
            of_field = (node.type, kind) == ("field_identifier", "field_declaration") or node.type == "class_modifier"
            of_field |= kind == "class_parameter" and getattr(node.prev_sibling, "type", "") in {"val", "var"}
            name = text(node) if of_field else bare(node)
            is_bound = name in self.bound or (name in self.taken and not self.scopes)
            if of_field or (is_bound and not names_member(node, around)):
                self.locals.setdefault(name, set()).add(node.start_point[0] + 1)
        if node.named_child_count:
            self.read(node)

    # ---- definitions

    def on_class(self, node: Node, _around: Node | None) -> None:
        with self.within():
            self._read_class(node)

    def _read_class(self, node: Node) -> None:
        outer, around, self.taken = self.klass, self.around, set()
        self.inside, self.unnamed, self.base = frozenset(), False, base_of(node)
        named = node.child_by_field_name("type") if node.type == "impl_item" else node.child_by_field_name("name")
        self.klass = type_name(named).rpartition(".")[2] or outer
        self.around = f"{around}.{self.klass}" if around and self.klass != outer else self.klass
        self.scopes, self.bound = [], set()
        self.take_type_parameters(node, self.klass)
        self.take_class_comment(node)
        held = node.child_by_field_name("type") if node.type == "type_spec" else None
        if held is not None and held.type in ROWS:
            self.gives[f"{self.klass}.{ARRAY}"] = [[-1, self.value_of(held)[2][-1]]]
        if node.type == "record_declaration":
            for child in parameters(node):
                kind = child.child_by_field_name("type")
                self.fields.update((f"{self.klass}.{name}", self.value_of(kind)) for name in declared(child))
        self.take_positions(node, self.klass)
        self.read(node)

    def on_function(self, node: Node, _around: Node | None) -> None:
        with self.within({}):
            self._read_function(node)

    def _read_function(self, node: Node) -> None:
        if receiver := parts(node, "receiver"):
            self.klass = self.around = type_name(receiver[0].child_by_field_name("type")).rpartition(".")[2]
        self.parameters = {**self.parameters, **type_parameters(node)}
        named = node.child_by_field_name("name")
        name = text(named) if named is not None and named.is_named else ""
        name = ARRAY if node.type == "indexer_declaration" else name
        result, qualname = result_type(node), f"{self.klass}.{name}" if self.klass else name
        kinds = {item.type for item in node.named_children}
        if name and name not in self.inside and "explicit_interface_specifier" not in kinds:
            if "type_parameter_list" in kinds and type_name(result) in type_parameters(node):
                result = None  # C#: what a call of it gives, its arguments decide
            gives = ["t"] if result is not None and type_name(result) in ITS_OWN else self.value_of(result)
            gives = narrower(gives, self.documented_result(node))
            self.gives.setdefault(qualname, []).append([parameters_taken(node), gives])
            self.take_extension(node, name)
        self.bound = self.bound | (self.taken if node.type == "anonymous_initializer" else set())
        self.told, self.assigned = self.documented_parameters(node), set()
        if (on := implied_receiver(node)) is not None:
            lines = range(node.start_point[0] + 1, node.end_point[0] + 2)
            self.implied.setdefault("" if on in self.parameters else on, set()).update(lines)
        if node.type == "lambda_expression":
            self.take_lambda(node)
        if node.type == "accessor_declaration" and node.parent is not None and node.parent.parent is not None:
            self.scopes[-1]["value"] = self.value_of(node.parent.parent.child_by_field_name("type"))
            self.bound.add("value")
        self.read(node)
        if name and result is None and (value := body_value(node)) is not None:
            self.gives[qualname][-1][1] = self.expression(value)

    def _assign(self, node: Node) -> None:
        left, made = node.child_by_field_name("left"), initialized(node)
        if left is not None and made is not None:
            self.use(bare(left), left, None, self.expression(made))
        else:
            self.take_assignment(node)

    # ---- uses

    def _inner_types(self, node: Node) -> None:
        """Kotlin: the types of a path that stand in another (`Outer.Inner`)."""
        before: list[str] = []
        for item in (one for one in node.named_children if one.type in NAMES):
            if before:
                self.use(text(item), item, None, ["s", ".".join(before)])
            if before or text(item)[:1].isupper():
                before.append(text(item))

    def _tokens(self, node: Node) -> None:
        """Rust: the arguments of a macro."""
        for said in said_in(self, node):
            self.use(*said)

    def on_switch(self, node: Node, _around: Node | None) -> None:
        """Java: constants of an enum stand alone in `case` where a value of it is asked for."""
        outer, self.asked = self.asked, self.expression(node.child_by_field_name("condition"))
        self.read(node)
        self.asked = outer

    def on_call(self, node: Node, _around: Node | None) -> None:
        if node.type not in CALLS and not is_instantiated(node):
            self.read(node)
            return
        name, receiver, where = self.callee(node)
        if isinstance(receiver, list):
            self.expect(node, name, receiver)
        self.take_parent(node, name)
        if receiver == 0 and name in self.inside:
            self.locals.setdefault(name, set()).add(last(where).start_point[0] + 1)
        else:
            self.use(name, where, arguments_given(node), receiver)
        self.read(node)
