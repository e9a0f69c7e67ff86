"""Kotlin: symbols and imports of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Export, Extracted, Import
from ..base import BACKTICKED, Lexicon, quoted_with_code
from ..common import collapse, load_query
from ..dotted import C_COMMENT, dotted, qualified_names
from ..outline import Level, Reader, evident_base, private_names, within, without_annotations
from ..recover import header_pattern, recover
from .kotlin_calls import call_marks
from .kotlin_extensions import extension_marks

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

__all__ = ["extract", "prepare"]

LEXICON = Lexicon(
    skip=C_COMMENT,
    string=rb'"""[^"]*+(?:"(?!"")[^"]*+)*+(?:"""|\Z)|'
    + quoted_with_code(b"${")
    + rb'"?+|\'(?:\\.[^\'\n]{0,8}|[^\'\\\n])\'',
    keywords=frozenset(
        b"as break class continue do else false for fun if in interface is null object package return super this throw "
        b"true try typealias typeof val var when while import catch finally by constructor init override private public "
        b"protected internal abstract final sealed enum inline suspend companion lateinit const operator infix "
        b"vararg reified tailrec annotation crossinline noinline".split()
    ),
    branches=frozenset(b"if for while when catch && || ?:".split()),
    interpolation=b"${",
    bare_names=True,
    access=rb"\.|::|\?\.",
    quoted=BACKTICKED,
)

IMPORT = re.compile(rb"import\s+(.+?)(?:\s+as\s+(\S+?))?\s*;?\s*$", re.DOTALL)
FACADE = re.compile(rb'JvmName\(\s*"(\w+)"')
HEADER = header_pattern(
    r"class|interface|object|fun(?![ \t]+interface\b|[^(\n]*<[^>\n]*$)|val|var|typealias",
    r"(?:<[^>\n]{0,200}>[ \t]*)?(?:[\w.<>?, *]{1,200}\.)?[\w`]+",
)
HEADER_KINDS = {word: word for word in ("class", "interface", "object")}
HEADER_KINDS |= {"fun": "function", "val": "variable", "var": "variable", "typealias": "type"}
BODIES = frozenset({"class_body", "enum_class_body"})


def prepare(source: bytes) -> tuple[bytes, str]:
    """Kotlin in a layout that the grammar reads, its last line ended.

    Behind a property the grammar's scanner looks through annotations for an accessor, up to the next white space: where a
    file ends before one, it never stops (tree-sitter-kotlin 1.1).
    """
    return readable(source if source.endswith(b"\n") else source + b"\n"), "Kotlin"


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions and imports; see `LanguageModule.extract`.

    Top-level functions and properties are also exported under the class that Java sees them in (`FileKt`).
    """
    reader = _KotlinReader(source)
    reader.read(load_query("kotlin", "tree_sitter_kotlin"), tree.root_node)
    if tree.root_node.has_error or reader.misread:
        recover(reader, HEADER, HEADER_KINDS)
    reader.imports.extend(qualified_names(source, reader.module, reader.code_start, LEXICON))
    exports: tuple[Export, ...] = ()
    if any(item.kind in {"function", "variable", "constant"} and "." not in item.qualname for item in reader.symbols):
        stem = path.rpartition("/")[2].partition(".")[0]
        exports = (Export(reader.facade or f"{stem[:1].upper()}{stem[1:]}Kt", "", 1),)
    marks = (
        *private_names(source, reader.symbols),
        *extension_marks(source, reader.symbols),
        *call_marks(source, reader.symbols),
    )
    return Extracted(reader.symbols, reader.imports, reader.module, (*exports, *marks))


class _KotlinReader(Reader):
    """Reads one Kotlin file."""

    code_start = 0
    facade = ""
    misread = False

    def visible(self, header: bytes, level: Level) -> bool:
        return level.exported and b"private" not in header and b"internal" not in header

    def take_package(self, node: Node, _: Level) -> None:
        self.module = dotted(self.source[node.start_byte : node.end_byte].partition(b"package")[2].strip(b" ;"))

    def take_annotation(self, node: Node, _: Level) -> None:
        """The file's own: it may name the class that Java sees the functions in."""
        match = FACADE.search(self.source, node.start_byte, node.end_byte)
        self.facade = match[1].decode("utf-8", "replace") if match else self.facade

    def take_misread(self, _: Node, level: Level) -> None:
        """Something outside of all types that the grammar reads as what it is not."""
        self.misread = self.misread or not level.owner

    def take_class(self, node: Node, level: Level) -> Level | None:
        name = node.child_by_field_name("name")
        body = next((child for child in reversed(node.named_children) if child.type in BODIES), None)
        end = name.start_byte if name is not None else body.start_byte if body is not None else node.end_byte
        header, visible, decorators = self.header(node, end, level)
        word = self.word(name) if name is not None else "Companion"
        kind = "object" if node.type != "class_declaration" else _class_kind(header)
        bases = tuple(
            evident_base(self.source[item.start_byte : item.end_byte].partition(b" by ")[0])
            for child in node.named_children
            if child.type == "delegation_specifiers"
            for item in child.named_children
        )
        owner = self.add(node, kind, word, level, visible, "", bases, decorators)
        self.latest = Level(node, owner, kind, visible)
        return within(self.latest, body)

    take_object = take_companion = take_class

    def take_function(self, node: Node, level: Level) -> None:
        name = node.child_by_field_name("name")
        if name is None:
            return
        header, visible, decorators = self.header(node, name.start_byte, level)
        end = node.end_byte
        body = node.named_child(node.named_child_count - 1)
        if body is not None and body.type == "function_body":
            end = body.start_byte
        receiver = header.rpartition(b"fun ")[2].lstrip()
        signature = collapse(receiver + self.source[name.end_byte : end])
        kind = "method" if level.owner else "function"
        self.add(node, kind, self.word(name), level, visible, signature, (), decorators)

    def take_property(self, node: Node, level: Level) -> None:
        for child in node.named_children:
            if child.type == "variable_declaration":
                self._variable(node, child, level)
                return
            if child.type == "multi_variable_declaration":
                for item in child.named_children:
                    self._variable(node, item, level)
                return

    def _variable(self, node: Node, declaration: Node, level: Level) -> None:
        name = _identifier(declaration)
        if name is None:
            return
        header, visible, decorators = self.header(node, name.start_byte, level)
        word = self.word(name)
        constant = b"const " in header or (not level.owner and word.isupper())
        kind = "constant" if constant else "property" if level.owner else "variable"
        self.add(node, kind, word, level, visible, decorators=decorators)

    def take_parameter(self, node: Node, _: Level) -> None:
        """A constructor's parameter with `val` or `var` is a property of the class."""
        raw = self.source[node.start_byte : node.end_byte]
        before = without_annotations(raw).partition(b":")[0].split()
        if b"val" in before or b"var" in before:
            visible = self.visible(b" ".join(before[:-1]), self.latest)
            self.add(node, "property", before[-1].decode("utf-8", "replace"), self.latest, visible)

    def take_member(self, node: Node, level: Level) -> Level | None:
        """A constant of an enum, which may have a body of its own."""
        name = _identifier(node)
        if name is None:
            return None
        owner = self.add(node, "constant", self.word(name), level, level.exported)
        body = node.named_child(node.named_child_count - 1)
        return Level(body, owner, "class", level.exported) if body is not None and body.type == "class_body" else None

    def take_constructor(self, node: Node, level: Level) -> None:
        header, visible, decorators = self.header(node, node.end_byte, level)
        signature = collapse(header.partition(b"constructor")[2].partition(b")")[0] + b")")
        self.add(node, "constructor", "constructor", level, visible, signature, (), decorators)

    def take_type(self, node: Node, level: Level) -> None:
        """Another name for a type."""
        name = node.child_by_field_name("type")
        if name is not None:
            self.define(node, "type", name, level)

    def take_import(self, node: Node, _: Level) -> None:
        self.code_start = node.end_byte
        match = IMPORT.match(self.source[node.start_byte : node.end_byte])
        if match is None:
            return
        specifier = dotted(match[1])
        name = specifier.rpartition(".")[2]
        alias = match[2].decode("utf-8", "replace").strip("`") if match[2] else name
        if name == "*":
            specifier = specifier[:-2]
        self.imports.append(Import(node.start_point[0] + 1, "static", specifier, name, alias))


def _identifier(node: Node) -> Node | None:
    return next((child for child in node.named_children if child.type == "identifier"), None)


def _class_kind(header: bytes) -> str:
    parts = header.split()
    if b"interface" in parts:
        return "interface"
    return "enum" if b"enum" in parts else "class"


# ---- Kotlin that its grammar can't read as it is laid out, blanked out byte for byte

TRAILING_COMMA = re.compile(rb",(?=(?:\s++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+[>\]])")
CONSTRUCTOR = re.compile(
    rb"(?<=\bclass[ \t])([ \t]*\w+(?:<[^(){}=]*>)?\s*)((?:@[\w.]+(?:\([^()\n]*\))?\s+)*)"
    rb"((?:(?:internal|private|protected|public)\s+)?)(constructor)\b"
)
"""A class's own constructor, which may stand below its name."""
CONTEXT = re.compile(rb"^[ \t]*context\((?:[^()\n]|\([^()\n]*\))*\)(?=[ \t]+[@\w])", re.MULTILINE)
"""Context parameters on the line of their declaration (https://kotlinlang.org/docs/context-parameters.html)."""


BACKING_FIELD = re.compile(rb"(?<=\n)([ \t]+va[lr][ \t]+\w+[ \t]*:[^\n={}]+\n[ \t]+)field(?=[ \t]*=)")
"""The value of a property of a wider type, on the line below it (https://kotlinlang.org/docs/whatsnew23.html)."""


def readable(source: bytes) -> bytes:
    """The file with blanks for what the grammar stumbles over and what says nothing, of the same length and lines."""
    source = TRAILING_COMMA.sub(b" ", source)
    if b"context(" in source:
        source = CONTEXT.sub(lambda match: b" " * len(match[0]), source)
    if b"field" in source:
        source = BACKING_FIELD.sub(rb"\1     ", source)
    return CONSTRUCTOR.sub(_beside_its_class, source) if b"constructor" in source else source


def _beside_its_class(match: re.Match[bytes]) -> bytes:
    """On the line of its class, with the line ends behind it: below it the grammar sees a constructor of the class around."""
    name, annotations, visible, constructor = match.groups()
    if annotations:
        return name + annotations + b" " * len(visible) + constructor
    moved = name.rstrip() + b" " + constructor
    lines = match[0].count(b"\n") - moved.count(b"\n")
    room = len(match[0]) - len(moved) - lines
    return moved + b" " * room + b"\n" * lines if room >= 0 else match[0]
