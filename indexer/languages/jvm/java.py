"""Java: symbols and imports of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Extracted, Import
from ..base import Lexicon
from ..common import as_it_stands as prepare
from ..common import collapse, load_query, text
from ..dotted import C_COMMENT, dotted, qualified_names
from ..outline import Header, Level, Reader, evident_base, parted
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
TYPES = frozenset({"class", "interface", "enum"})
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

    def visit(self, capture: str, node: Node, level: Level) -> Level | None:
        """Takes one captured member; a type's body is read next."""
        if capture == "group":
            return None if node == level.node else Level(node, level.owner, level.kind, level.exported)
        if capture == "import":
            self._import(node)
            return None
        if capture == "package":
            self.module = dotted(PACKAGE.split(self.source[node.start_byte : node.end_byte])[-1].strip(b" ;"))
            return None
        if capture == "field":
            self._fields(node, level)
            return None
        if capture == "component":
            self._component(node, level)
            return None
        name = node.child_by_field_name("name")
        if name is None:
            return None
        header, decorators = parted(self.source[node.start_byte : name.start_byte])
        visible = level.exported if capture == "member" else self._visible(header, level)
        word = text(self.source, name)
        body = node.child_by_field_name("body")
        if capture in TYPES:
            owner = self.add(node, capture, word, level, visible, Header("", self._bases(node), decorators))
            self.latest = Level(node, owner, capture, visible)
            return Level(body, owner, capture, visible) if body is not None else None
        if capture == "member":
            owner = self.add(node, "constant", word, level, visible, Header(decorators=decorators))
            return Level(body, owner, "class", visible) if body is not None else None
        self.add(node, capture, word, level, visible, Header(self._signature(node, name, body), (), decorators))
        return None

    def _visible(self, header: bytes, level: Level) -> bool:
        if level.kind == "interface":
            return level.exported and b"private" not in header
        return level.exported and (b"public" in header or b"protected" in header)

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

    def _fields(self, node: Node, level: Level) -> None:
        names = [
            name
            for item in node.children_by_field_name("declarator")
            if (name := item.child_by_field_name("name")) is not None
        ]
        if not names:
            return
        header, decorators = parted(self.source[node.start_byte : names[0].start_byte])
        constant = level.kind == "interface" or (b"static" in header and b"final" in header)
        visible = self._visible(header, level)
        for name in names:
            word = text(self.source, name)
            self.add(node, "constant" if constant else "field", word, level, visible, Header(decorators=decorators))

    def _component(self, node: Node, level: Level) -> None:
        name = node.child_by_field_name("name")
        if name is not None:
            owner = self.latest if self.latest.node.end_byte >= node.end_byte else level
            self.add(node, "field", text(self.source, name), owner, owner.exported)

    def _import(self, node: Node) -> None:
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
