"""Annotations in Python: the names in a type, what it promises of a value, and type variables.

In a type such a variable is `["v", K, E]`, called K after what has it; `Q<>` among the parameters of a file lists those of
the class Q in order, `Q[]` those that a parameter `type[T]` of the function Q tells: `[K, position, name]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ..... import lazy_re as re
from .....indexer.gathering import words
from .....indexer.languages.common import field_of
from ..reader import Reader
from ..shape import applied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tree_sitter import Node

    from ..scopes import Scope

__all__ = ["FORMS", "PythonTypes"]

CLASS_OF = words("Type type")
"""`type[T]`: a class whose instances are T."""
BUILT_IN = words("type list dict set tuple int str bytes bool float object frozenset slice property range")
GENERIC = words("Generic Protocol")
"""Bases that say which type variables a class has, and in which order."""
SUBSCRIPTS = frozenset({"subscript", "generic_type"})
ASKING = b"ype["
WORD = re.compile(r"\w+")
SEPARATORS = frozenset({"positional_separator", "keyword_separator", "comment"})
MOST_HANDED = 4
WRAPPERS = words("Optional Union Annotated Final ClassVar Required NotRequired ReadOnly Awaitable TypeGuard")
CONTAINERS = words(
    "List list Set set FrozenSet frozenset Tuple tuple Sequence MutableSequence Iterable Iterator Collection Generator"
    " AsyncIterator AsyncIterable AsyncGenerator Deque deque Dict dict Mapping MutableMapping DefaultDict defaultdict"
    " OrderedDict AbstractSet ValuesView ItemsView ContextManager AbstractContextManager"
    " AsyncContextManager AbstractAsyncContextManager"
)
KEYED = words("Dict dict Mapping MutableMapping DefaultDict defaultdict OrderedDict ItemsView")
ANYTHING = words("object Any Callable type Type")
"""Types that do not tell what a value, or the result of calling it, is."""
NAMES = frozenset({"identifier", "attribute"})
UNTOLD = ANYTHING | {"Self"}
FORMS = WRAPPERS | CONTAINERS | CLASS_OF | {"Callable", "Coroutine"}


class PythonTypes(Reader):
    """The part of the reader that knows annotations and type variables.

    Attributes:
        variables: type variable → what it is called, as far as known where the reader stands.
        type_names: names that the file assigns a `TypeVar` to.
        own_type: the one that the first parameter of the method around has for its type: it stands for `Self`.
        overloads: function → what those of its signatures promise that only a type checker reads.
    """

    def __init__(self, source: bytes, parse: Callable[[bytes], Node]) -> None:
        super().__init__(source)
        self.parse = parse
        self.variables: dict[str, str] = {}
        self.type_names: set[str] = set()
        self.own_type: set[str] = set()
        self.callables = 0
        self.overloads: dict[str, list[Any]] = {}

    def identifier(self, node: Node, role: str = "value") -> None:
        """Notes a name; in a class one that it binds only later means what is around (`def hook` under `@hook`).

        A type may be named before it stands there; a function that is called like one of the language is none.
        """
        outer, name = self.scope, self.text(node)
        if outer.kind == "class" and (role != "type" or name in BUILT_IN):
            self.scope = self._seen_from(name)
        self.add(name, self.line(node), role=role)
        self.scope = outer

    def _seen_from(self, name: str) -> Scope:
        """Where a name is looked up that stands here and not in a function, which runs later."""
        scope = self.scope
        while (
            scope.kind == "class" and scope.parent is not None and name not in scope.bound and name not in scope.outer
        ):
            scope = scope.parent
        return scope

    def attribute(self, node: Node, role: str = "value") -> None:
        """Notes a member, and reads what stands before the dot."""
        value, name = field_of(node, "object"), field_of(node, "attribute")
        self.add(self.text(name), self.line(name), self.expression(value), role)
        self.visit(value)

    def string_start(self, node: Node) -> str:
        """The text of a string literal up to its first interpolation."""
        for child in node.named_children:
            if child.type == "string_content":
                return self.text(child)
            if child.type == "interpolation":
                break
        return ""

    def annotation(self, node: Node | None, *, texts: bool = True) -> None:
        """Names in a type; a string in it is read as code, but in a `Literal`, which has constants too."""
        if node is None:
            return
        kind = node.type
        if kind == "identifier":
            self.identifier(node, "type")
        elif kind == "attribute":
            self.attribute(node, "type")
        elif kind == "string":
            inner = self.string_start(node) if texts else ""
            if inner:
                self.quoted(inner, node, self.annotation)
        else:
            texts = texts and not (kind in SUBSCRIPTS and self.head_name(node) == "Literal")
            for child in node.named_children:
                self.annotation(child, texts=texts)

    def quoted(self, inner: str, node: Node, use: Callable[[Node], Any]) -> Any:
        """What is made of a type that is written as text."""
        outer, whole = self.line_offset, self.source
        self.line_offset, self.source = self.line(node) - 1, inner.strip().encode()
        tree = self.parse(self.source)
        found = None
        for child in tree.named_children[:1]:
            if child.type == "expression_statement" and child.named_children:
                found = use(child.named_children[0])
        self.line_offset, self.source = outer, whole
        return found

    def as_named(self, node: Node) -> Any:
        """The instance that an annotation promises."""
        kind, said = node.type, self.text(node)
        if kind in NAMES and (name := said.rpartition(".")[2]) in UNTOLD | self.own_type:
            holder = self.scope.klass
            return ["s", holder.qualname] if holder is not None and name not in ANYTHING else None
        promised = ["t", self.expression(node)]
        variable = self.variables.get(said) if kind == "identifier" else None
        return promised if variable is None else ["v", variable, promised]

    def member_name(self, node: Node) -> str:
        return self.text(node.child_by_field_name("attribute"))

    def as_generic(self, node: Node) -> Any:
        head, rest = node.named_children[0], node.named_children[1:]
        if node.type == "generic_type" and rest and rest[0].type == "type_parameter":
            rest = rest[0].named_children
        name = self.text(head).rpartition(".")[2]
        if name in CLASS_OF and rest:
            inner = self.type_expression(rest[0])
            inner = inner[2] if isinstance(inner, list) and inner[0] == "v" else inner
            return ["|", inner[1]] if isinstance(inner, list) and inner[0] == "t" else None  # or a subclass
        if name in WRAPPERS:
            chosen = rest[:1] if name == "Annotated" else rest
            return ["|", *(self.type_expression(child) for child in chosen)]
        if name == "Callable" and rest:
            return self.callable_type(rest[-1])
        if name in ANYTHING:
            return None
        if name == "Coroutine":
            return self.type_expression(rest[-1]) if rest else None
        if name in CONTAINERS:
            chosen = rest[-1:] if name in KEYED else rest[:1] if name.endswith("Generator") else rest
            return ["l", *(self.type_expression(child) for child in chosen[:4])]
        held = [self.type_expression(child) for child in rest[:4]]  # a container of its own kind, most often
        return ["|", applied("g", self.expression(head), held), ["l", *held]]

    forms: ClassVar[dict[str, Any]] = {
        **dict.fromkeys(("identifier", "attribute", "member_type"), as_named),
        **dict.fromkeys(("type", "parenthesized_expression"), Reader.as_inner),
        **dict.fromkeys(("union_type", "binary_operator"), Reader.as_any_of),
        **dict.fromkeys(SUBSCRIPTS, as_generic),
        "string": lambda self, node: self.quoted(self.string_start(node), node, self.type_expression),
        "none": lambda *_: ["!"],
    }

    # ---- type variables

    def base_expression(self, node: Node) -> Any:
        """A base of a class, with the types that it is given: `Base[A]`."""
        head = node.child_by_field_name("value") if node.type == "subscript" else None
        if head is None or self.head_name(node) in GENERIC:
            return self.expression(head or node)
        return applied("G", self.expression(head), [self.type_expression(child) for child in node.named_children[1:]])

    def callable_type(self, result: Node) -> Any:
        """`Callable[[A], B]`: a function without a name, of which is known what it gives back."""
        self.callables += 1
        name = f"(Callable {self.callables})"
        self.returns[name] = [self.type_expression(result)]
        return ["F", name]

    def type_variable(self, given: list[Node]) -> Any:
        """`TypeVar("T", bound=X)` stands for X; one without a bound or constraints for anything."""
        self.type_names.update(self.string_start(item) for item in given[:1])
        for item in given:
            value = item.child_by_field_name("value") if item.type == "keyword_argument" else None
            if value is not None and self.text(item).startswith("bound"):
                return ["|", self.expression(value), ["alias", self.type_expression(value)]]
        return ["alias", ["?"]] if len(given) == 1 else None

    def class_variables(self, qualname: str, node: Node, bases: Node | None) -> dict[str, str]:
        """The type variables of a class, noted in order: of its own list, of `Generic[…]`, else those in its bases."""
        own = node.child_by_field_name("type_parameters")
        subscripts = [child for child in bases.named_children if child.type == "subscript"] if bases is not None else []
        told = [child for child in subscripts if self.head_name(child) in GENERIC]
        if own is not None:
            names = [self.text(next(_identifiers(child), child)) for child in own.named_children]
        elif told:
            names = [self.text(item) for child in told for item in _identifiers(*child.named_children[1:])]
        else:
            inside = [item for child in subscripts for item in _identifiers(*child.named_children[1:])]
            names = [name for item in inside if (name := self.text(item)) in self.type_names]
        found = {name: f"{qualname}<{name}>" for name in dict.fromkeys(names)}
        if found:
            self.generics[f"{qualname}<>"] = [list(found.values())]
        return found

    def handed_variables(self, qualname: str, parameters: Node, result: Node | None, skipped: int) -> dict[str, str]:
        """The type variables that a parameter `type[T]` tells of what the function gives back, or its class holds.

        Args:
            skipped: how many parameters nobody hands in (`self`).
        """
        if ASKING not in self.source[parameters.start_byte : parameters.end_byte]:
            return {}
        given = set(WORD.findall(self.text(result))) if result is not None else set()
        found: dict[str, str] = {}
        taken = [child for child in parameters.named_children if child.type not in SEPARATORS]
        for position, child in enumerate(taken):
            annotation, name = child.child_by_field_name("type"), next(_identifiers(child), None)
            if annotation is None or name is None or position < skipped:
                continue
            for variable in self._classes_asked_for(annotation):
                if variable in given or variable in self.variables:
                    key = self.variables.get(variable, f"{qualname}<{variable}>")
                    self.generics.setdefault(f"{qualname}[]", []).append([key, position - skipped, self.text(name)])
                    found[variable] = key
        return found

    def own_variable(self, parameters: Node) -> set[str]:
        """The type variable that stands for the type of the object: `self: T`, `cls: type[T]`."""
        first = next((child for child in parameters.named_children if child.type not in SEPARATORS), None)
        annotation = first.child_by_field_name("type") if first is not None else None
        return set(WORD.findall(self.text(annotation))) & self.type_names if annotation is not None else set()

    def _classes_asked_for(self, annotation: Node) -> Iterator[str]:
        """Each T of `type[T]` in an annotation."""
        todo = [annotation]
        while todo:
            node = todo.pop()
            if node.type in SUBSCRIPTS and self.head_name(node) in CLASS_OF:
                yield from (self.text(item) for item in _identifiers(*node.named_children[1:]))
            else:
                todo += node.named_children

    def handed_classes(self, arguments: Node) -> list[Any]:
        """What of the arguments of a call may be a class: `["given", position or name, E]`."""
        found = []
        for position, child in enumerate(arguments.named_children[:MOST_HANDED]):
            named = child.type == "keyword_argument"
            name = child.child_by_field_name("name") if named else None
            value = child.child_by_field_name("value") if named else child
            if value is not None and value.type in {"identifier", "attribute"} and self._is_capital(value):
                where = self.text(name) if name is not None else position
                found.append(["given", where, self.expression(value)])
        return found

    def _is_capital(self, node: Node) -> bool:
        name = self.text(node).rpartition(".")[2]
        return name[:1].isupper() and not name.isupper()

    def head_name(self, node: Node) -> str:
        """The last name of what stands before the brackets."""
        head = node.named_children[0] if node.named_children else node
        return self.text(head).rpartition(".")[2]


def _identifiers(*nodes: Node) -> Iterator[Node]:
    """The names below some nodes, in order."""
    for node in nodes:
        if node.type == "identifier":
            yield node
        else:
            yield from _identifiers(*node.named_children)
