"""Ruby: symbols and imports of a file, and where its imports lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Extracted, Symbol
from ..common import SIGNATURE_LENGTH, Definition, collapse, load_query, nested
from ..common import as_it_stands as prepare
from .lexicon import LEXICON
from .loaders import loader_marks
from .requires import requires

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Tree

__all__ = ["LEXICON", "extract", "prepare"]


HOLDERS = frozenset({"class", "module"})
PRIVATE = frozenset({b"private", b"protected"})
ATTRIBUTES = frozenset({b"attr_reader", b"attr_accessor", b"attr_writer", b"attr"})
MIXINS = frozenset({b"include", b"extend", b"prepend"})
HIDERS = frozenset({b"private", b"protected", b"private_constant", b"private_class_method"})
SYMBOL = re.compile(r":([A-Za-z_]\w*[?!]?)")
CONSTANT = re.compile(r"(?:::)?[A-Z]\w*(?:::[A-Z]\w*)*")
MADE_CLASS = re.compile(rb"\s*=\s*(?:Class|Module|Struct|Data)\s*\.\s*(?:new|define)\b")
MAGIC = (b"frozen_string_literal", b"encoding:", b":nodoc:", b"typed:", b"rubocop:", b"!", b"@")


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions and imports; see `LanguageModule.extract`."""
    definitions = sorted(_definitions(source, tree), key=lambda item: (item.start, -item.end))
    symbols = _Symbols(source, definitions).build()
    return Extracted(symbols, requires(source, tree, symbols), "", tuple(loader_marks(source)))


def _definitions(source: bytes, tree: Tree) -> Iterator[Definition]:
    """Members of the file, its classes and modules, and of blocks that hold a method; no other body is entered."""
    from tree_sitter import QueryCursor

    cursor = QueryCursor(load_query("ruby", "tree_sitter_ruby"))
    cursor.set_max_start_depth(1)
    todo = [tree.root_node]
    while todo:
        current = todo.pop()
        at_top = current.type == "program"
        for capture, nodes in cursor.captures(current).items():
            if capture == "open":
                todo += [node for node in nodes if node != current]
            elif capture == "block":
                todo += [node for node in nodes if source.find(b"def ", node.start_byte, node.end_byte) >= 0]
            elif capture in {"word", "call"}:
                if not at_top:
                    yield from _words(source, nodes, capture)
            else:
                for node in nodes:
                    if node == current:
                        continue
                    name = node.child_by_field_name("left" if capture == "constant" else "name")
                    text = source[name.start_byte : name.end_byte].decode("utf-8", "replace") if name else ""
                    yield Definition(node.start_byte, node.end_byte, text.replace("::", "."), capture, node)
                    defines = capture == "constant" and source.find(b"def ", node.start_byte, node.end_byte) >= 0
                    if defines or capture in HOLDERS:
                        todo += _bodies(node)


def _bodies(node: Node) -> Iterator[Node]:
    """The body of a class or module, or of the block that makes a constant's class (`Struct.new(:a) do … end`)."""
    for field in ("right", "block", "body"):
        inner = node.child_by_field_name(field)
        if inner is not None:
            node = inner
            if field == "body":
                yield node


def _words(source: bytes, nodes: list[Node], capture: str) -> Iterator[Definition]:
    """The words of a class body that concern its members: `private`, `attr_reader :a`, `include B`."""
    for node in nodes:
        start, end = node.start_byte, node.end_byte
        word = source[start:end]
        if capture == "word" and (word in PRIVATE or word == b"public"):
            yield Definition(start, end, word.decode(), "section", node)
        elif capture == "call" and (word in ATTRIBUTES or word in MIXINS or word in HIDERS):
            yield Definition(start, end, word.decode(), "call", node)


class _Symbols:
    """Turns definitions into symbols; visibility and bases come from the words between them."""

    def __init__(self, source: bytes, definitions: list[Definition]) -> None:
        self.source = source
        self.definitions = definitions
        self.paths = list(nested((item.start, item.end, item.name) for item in definitions))
        self.hidden: dict[int, bool] = {}
        self.found: list[Symbol] = []
        self.position: dict[int, int] = {}
        self.mixed: dict[int, list[str]] = {}
        self.concealed: set[str] = set()

    def build(self) -> list[Symbol]:
        """The symbols in source order."""
        for index, (item, (qualname, holder)) in enumerate(zip(self.definitions, self.paths, strict=True)):
            inside = self.definitions[holder].kind if holder >= 0 else ""
            if item.kind == "section":
                self.hidden[holder] = item.name != "public"
            elif item.kind == "call":
                self._call(item, holder)
            elif inside != "method" and item.name:
                self.position[index] = len(self.found)
                self.found.append(self._symbol(item, qualname, holder, inside))
        for index, bases in self.mixed.items():
            where = self.position.get(index)
            if where is not None:
                symbol = self.found[where]
                self.found[where] = symbol._replace(bases=(*symbol.bases, *bases))
        if self.concealed:
            self.found = [
                item._replace(exported=item.exported and item.qualname not in self.concealed) for item in self.found
            ]
        return self.found

    def _call(self, item: Definition, holder: int) -> None:
        end = self.source.find(b"\n", item.end)
        line = self.source[item.end : end if end >= 0 else len(self.source)].partition(b"#")[0].rstrip()
        while line.endswith(b",") and end >= 0 and len(line) < SIGNATURE_LENGTH * 4:
            end = self.source.find(b"\n", end + 1)
            line = self.source[item.end : end if end >= 0 else len(self.source)].rstrip()
        arguments, word = line.decode("utf-8", "replace"), item.name.encode()
        owner = self.paths[holder][0] if holder >= 0 else ""
        prefix = f"{owner}." if owner else ""
        if word in MIXINS:
            # `include Routes.helpers` mixes in what a call gives, not the constant
            mixed = arguments.partition(" do")[0]
            named = (match[0] for match in CONSTANT.finditer(mixed) if mixed[match.end() : match.end() + 1] != ".")
            self.mixed.setdefault(holder, []).extend(named)
        elif word in HIDERS:
            self.concealed |= {prefix + match[1] for match in SYMBOL.finditer(arguments)}
        elif owner:
            row = item.node.start_point[0] + 1
            for match in SYMBOL.finditer(arguments):
                self.found.append(
                    Symbol(
                        prefix + match[1], "property", row, row, item.start, item.end + len(line.split(b"\n")[0]),
                        "", _doc(self.source, item.start), not self.hidden.get(holder, False),
                    )
                )  # fmt: skip

    def _symbol(self, item: Definition, qualname: str, holder: int, inside: str) -> Symbol:
        kind = item.kind
        if kind == "method" and inside not in HOLDERS and inside != "constant":
            kind = "function"
        elif kind == "constant" and MADE_CLASS.match(self.source, self._name_end(item)):
            kind = "class"
        visible = not (kind == "method" and self.hidden.get(holder, False) and item.node.type == "method")
        if visible and kind == "method":
            before = self.source[max(0, item.start - 12) : item.start].rstrip(b" (")
            visible = not before.endswith((b"private", b"protected"))
        superclass = item.node.child_by_field_name("superclass") if kind == "class" and item.kind == "class" else None
        bases: tuple[str, ...] = ()
        if superclass is not None:
            bases = (collapse(self.source[superclass.start_byte : superclass.end_byte].lstrip(b"< ")),)
        return Symbol(
            qualname,
            kind,
            item.node.start_point[0] + 1,
            item.node.end_point[0] + 1,
            item.start,
            item.end,
            self._signature(item) if item.kind == "method" else "",
            _doc(self.source, item.start),
            visible,
            bases,
        )

    def _name_end(self, item: Definition) -> int:
        return item.start + len(item.name.replace(".", "::").encode())

    def _signature(self, item: Definition) -> str:
        parameters = item.node.child_by_field_name("parameters")
        return collapse(self.source[parameters.start_byte : parameters.end_byte]) if parameters is not None else "()"


def _doc(source: bytes, start: int) -> str:
    """The first line of the comment above a definition that is prose."""
    end = bottom = source.rfind(b"\n", 0, start)
    while end > 0:
        above = source.rfind(b"\n", 0, end)
        if not source[above + 1 : end].lstrip().startswith(b"#"):
            break
        end = above
    for line in source[max(end, 0) : bottom].splitlines() if end < bottom else ():
        prose = line.strip(b"# \t-=*")
        if prose and not prose.startswith(MAGIC):
            return prose.decode("utf-8", "replace")[:SIGNATURE_LENGTH]
    return ""
