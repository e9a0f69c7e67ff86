"""Java: symbols and imports of a file."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Extracted, Import
from ..base import Lexicon
from ..common import as_it_stands as prepare
from ..common import collapse, load_query
from ..dotted import C_COMMENT, dotted, qualified_names
from ..outline import Level, Reader, evident_base, within
from .inherited_types import type_marks

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

__all__ = ["extract", "prepare"]

LEXICON = Lexicon(
    skip=C_COMMENT,
    string=(
        rb'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+(?:"""|\Z)'
        rb'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+'
        rb"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?+"
    ),
    keywords=frozenset(
        b"abstract assert boolean break byte case catch char class const continue default do double else enum extends "
        b"false final finally float for goto if implements import instanceof int interface long native new null package "
        b"private protected public return short static strictfp super switch synchronized this throw throws transient "
        b"true try void volatile while".split()
    ),
    branches=frozenset({*b"if for while case catch && ||".split(), b"? "}),
    name=rb"[A-Za-z_$\x80-\xff][\w$\x80-\xff]*",
    access=rb"\.|::",
)

IMPORT = re.compile(rb"import\s+(static\s+)?([^;]+?)\s*(?:;|$)", re.DOTALL)
PACKAGE = re.compile(rb"\bpackage\s+")
BASES = frozenset({"superclass", "super_interfaces", "extends_interfaces"})


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions and imports; see `LanguageModule.extract`."""
    reader = _JavaReader(source)
    reader.read(load_query("java", "tree_sitter_java"), tree.root_node)
    reader.imports.extend(qualified_names(source, reader.module, reader.code_start, LEXICON))
    return Extracted(reader.symbols, reader.imports, reader.module, tuple(type_marks(reader.symbols)))


class _JavaReader(Reader):
    """Reads one Java file."""

    code_start = 0
    opening = (b"public", b"protected")

    def _type(self, kind: str, node: Node, level: Level) -> Level | None:
        name = node.child_by_field_name("name")
        if name is None:
            return None
        self.latest = self.define(node, kind, name, level, bases=self._bases(node))
        return within(self.latest, node.child_by_field_name("body"))

    take_class = partialmethod(_type, "class")
    take_interface = partialmethod(_type, "interface")
    take_enum = partialmethod(_type, "enum")

    def _callable(self, kind: str, node: Node, level: Level) -> None:
        name = node.child_by_field_name("name")
        if name is not None:
            self.define(node, kind, name, level, self._signature(node, name, node.child_by_field_name("body")))

    take_method = partialmethod(_callable, "method")
    take_constructor = partialmethod(_callable, "constructor")

    def take_member(self, node: Node, level: Level) -> Level | None:
        """A constant of an enum, which may have a body of its own."""
        name = node.child_by_field_name("name")
        if name is None:
            return None
        _, _, decorators = self.header(node, name.start_byte, level)
        owner = self.add(node, "constant", self.word(name), level, level.exported, decorators=decorators)
        return within(Level(node, owner, "class", level.exported), node.child_by_field_name("body"))

    def take_package(self, node: Node, _: Level) -> None:
        self.module = dotted(PACKAGE.split(self.source[node.start_byte : node.end_byte])[-1].strip(b" ;"))

    def _signature(self, node: Node, name: Node, body: Node | None) -> str:
        result = node.child_by_field_name("type")
        end = body.start_byte if body is not None else node.end_byte - 1
        rest = self.source[name.end_byte : end]
        before = self.source[result.start_byte : name.start_byte] if result is not None else b""
        return collapse(before + rest)

    def _bases(self, node: Node) -> tuple[str, ...]:
        return tuple(
            evident_base(self.source[item.start_byte : item.end_byte])
            for clause in node.named_children
            if clause.type in BASES
            for base in clause.named_children
            for item in (base.named_children if base.type == "type_list" else (base,))
        )

    def take_field(self, node: Node, level: Level) -> None:
        declared = [item.child_by_field_name("name") for item in node.children_by_field_name("declarator")]
        names = [name for name in declared if name is not None]
        if not names:
            return
        header, visible, decorators = self.header(node, names[0].start_byte, level)
        constant = level.kind == "interface" or (b"static" in header and b"final" in header)
        for name in names:
            kind = "constant" if constant else "field"
            self.add(node, kind, self.word(name), level, visible, decorators=decorators)

    def take_component(self, node: Node, level: Level) -> None:
        """A parameter of a record."""
        name = node.child_by_field_name("name")
        if name is not None:
            owner = self.latest if self.latest.node.end_byte >= node.end_byte else level
            self.add(node, "field", self.word(name), owner, owner.exported)

    def take_import(self, node: Node, _: Level) -> None:
        self.code_start = node.end_byte
        match = IMPORT.match(self.source, node.start_byte, node.end_byte)
        if match is None:
            return
        specifier = dotted(match[2])
        name = specifier.rpartition(".")[2]
        form = "static" if match[1] else ""
        if name == "*":
            specifier = specifier[:-2]
        self.imports.append(Import(node.start_point[0] + 1, "static", specifier, name, name, form))
