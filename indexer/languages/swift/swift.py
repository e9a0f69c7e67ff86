"""Swift: symbols and imports of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Export, Extracted, Import
from ..base import BACKTICKED, Lexicon
from ..common import as_it_stands as prepare
from ..common import collapse, load_query, text
from ..dotted import dotted
from ..outline import Level, Reader, evident_base, private_names, within, without_annotations
from ..recover import header_pattern, recover
from .resolve import EXTENSION_MARK, MEMBER_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Node, Tree

    from ...facts import Symbol

__all__ = ["extract", "prepare"]

LEXICON = Lexicon(
    skip=rb"//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)",
    string=(
        rb'#{1,8}+"""[^"]*+(?:"(?!""#)[^"]*+)*+(?:"""#++|\Z)|#{1,8}+"[^"\n]*+(?:"(?!#)[^"\n]*+)*+(?:"#++)?+'
        rb'|"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+(?:"""|\Z)'
        rb'|"[^"\\\n]*+(?:(?:\\\((?:[^()"\n]++|"[^"\\\n]*+"|\((?:[^()"\n]++|"[^"\\\n]*+")*+\))*+\)|\\.)[^"\\\n]*+)*+"?+'
    ),
    openers=b'"#/',
    keywords=frozenset(
        b"as associatedtype async await break case catch class continue convenience default defer deinit do else enum "
        b"extension fallthrough false fileprivate final for func guard if import in indirect init inout internal is lazy "
        b"let mutating nil nonisolated operator override precedencegroup private protocol public repeat "
        b"required rethrows return self Self static struct subscript super switch throw throws true try typealias unowned "
        b"var weak where while".split()
    ),
    branches=frozenset({*b"if for while guard case catch && || ??".split(), b"? "}),
    access=rb"\.|\?\.",
    interpolation=b"\\(",
    quoted=BACKTICKED,
    labels=frozenset(
        b"as class default defer extension for if import in is operator repeat return throws where while".split()
    ),
)

REST_OF_NAME = re.compile(rb"\$\w*")
IMPORT = re.compile(
    rb"\bimport\s+(?:(?:class|struct|enum|protocol|actor|typealias|func|let|var)\s+([\w`]+)\.)?([\w.`]+)"
)
HEADER = header_pattern(
    "(?<!import )(?:class|struct|enum|actor|protocol|extension|func|var|let|typealias)",
    r"(?!(?:func|var|let|subscript)\b)[\w`.$]+",
)
HEADER_KINDS = {
    "class": "class",
    "struct": "struct",
    "enum": "enum",
    "actor": "class",
    "protocol": "interface",
    "extension": "",
}
HEADER_KINDS |= {"func": "function", "var": "variable", "let": "variable", "typealias": "type"}
EXTENSION = "extension"


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions and imports; see `LanguageModule.extract`.

    An extension is no definition: its members are those of the type that it names (`Type.member`).
    """
    reader = _SwiftReader(source)
    reader.read(load_query("swift", "tree_sitter_swift"), tree.root_node)
    if tree.root_node.has_error:
        recover(reader, HEADER, HEADER_KINDS)
    marks = (*private_names(source, reader.symbols), *_members(reader.symbols))
    return Extracted(reader.symbols, reader.imports, exports=marks)


def _members(symbols: Sequence[Symbol]) -> Iterator[Export]:
    """A mark for each name of members: `extension NAME` where the file adds one to a type of another file, else `member NAME`.

    A use of such an extension names no type, so the resolver has to know who else has a member of that name.
    """
    declared = {item.qualname for item in symbols}
    lines: dict[str, int] = {}
    for item in symbols:
        owner, _, name = item.qualname.rpartition(".")
        if owner and name != "init":
            lines.setdefault(f"{MEMBER_MARK if owner in declared else EXTENSION_MARK}{name}", item.start_line)
    yield from (Export(mark, mark.partition(" ")[2], line) for mark, line in lines.items())


class _SwiftReader(Reader):
    """Reads one Swift file."""

    def word(self, name: Node) -> str:
        """A name with what follows a `$` in it, at which the grammar ends it: macros write `_$id`, which is no `_`."""
        rest = REST_OF_NAME.match(self.source, name.end_byte)
        end = rest.end() if rest is not None else name.end_byte
        return self.source[name.start_byte : end].decode("utf-8", "replace")

    def visible(self, header: bytes, level: Level) -> bool:
        if level.kind == "interface":
            return level.exported
        exposed = b"public" in header or b"open " in header or (level.kind == EXTENSION and level.exported)
        return exposed and (level.exported or level.kind == EXTENSION)

    def take_type(self, node: Node, level: Level) -> Level | None:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        if name is None:
            return None
        header, visible, decorators = self.header(node, name.start_byte, level)
        keyword = header.split()[-1].decode("utf-8", "replace") if header.split() else ""
        if keyword == "extension":
            owner = dotted(self.source[name.start_byte : name.end_byte].partition(b"<")[0])
            return within(Level(node, owner, EXTENSION, visible), body)
        kind = HEADER_KINDS.get(keyword, "class")
        bases = tuple(
            evident_base(self.source[child.start_byte : child.end_byte])
            for child in node.named_children
            if child.type == "inheritance_specifier"
        )
        owner = self.add(node, kind, text(self.source, name), level, visible, "", bases, decorators)
        return within(Level(node, owner, kind, visible), body)

    take_protocol = take_type

    def take_function(self, node: Node, level: Level) -> None:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        if name is not None:
            signature = collapse(self.source[name.end_byte : body.start_byte if body is not None else node.end_byte])
            self.define(node, "method" if level.owner else "function", name, level, signature)

    def take_constructor(self, node: Node, level: Level) -> None:
        body = node.child_by_field_name("body")
        raw = self.source[node.start_byte : body.start_byte if body is not None else node.end_byte]
        signature = collapse(without_annotations(raw).partition(b"init")[2])
        _, visible, decorators = self.header(node, node.start_byte + len(raw.partition(b"init")[0]), level)
        self.add(node, "constructor", "init", level, visible, signature, (), decorators)

    def take_property(self, node: Node, level: Level) -> None:
        patterns = [item for item in node.children_by_field_name("name") if item.type == "pattern"]
        if not patterns:
            return
        _, visible, decorators = self.header(node, patterns[0].start_byte, level)
        for pattern in patterns:
            name = pattern.child_by_field_name("bound_identifier")
            if name is not None:
                word = self.word(name)
                kind = "property" if level.owner else "constant" if word.isupper() else "variable"
                self.add(node, kind, word, level, visible, decorators=decorators)

    def take_member(self, node: Node, level: Level) -> None:
        """The cases of an enum."""
        for name in node.children_by_field_name("name"):
            if name.type == "simple_identifier":
                self.add(node, "constant", self.word(name), level, level.exported)

    def take_macro(self, node: Node, level: Level) -> None:
        names = [child for child in node.named_children if child.type == "simple_identifier"]
        if names:
            self.define(node, "macro", names[0], level)

    def take_alias(self, node: Node, level: Level) -> None:
        name = node.child_by_field_name("name")
        if name is not None:
            self.define(node, "type", name, level)

    def take_import(self, node: Node, _: Level) -> None:
        raw = self.source[node.start_byte : node.end_byte]
        match = IMPORT.search(raw)
        if match is None:
            return
        kind = "static"
        if b"@_exported" in raw:
            kind = "reexport"
        elif b"#if" in self.source and _open_conditions(self.source, node.start_byte):
            kind = "conditional"
        specifier, name = dotted(match[1] or match[2]), dotted(match[2]) if match[1] else ""
        form = "testable" if b"@testable" in raw else ""
        self.imports.append(Import(node.start_point[0] + 1, kind, specifier, name, name, form))


def _open_conditions(source: bytes, end: int) -> bool:
    """Whether a place stands between `#if` and `#endif`."""
    return source.count(b"#if ", 0, end) > source.count(b"#endif", 0, end)
