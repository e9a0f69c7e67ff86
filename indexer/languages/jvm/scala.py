"""Scala: symbols and imports of a file."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Extracted, Import
from ..base import BACKTICKED, Lexicon, quoted_with_code
from ..common import as_it_stands as prepare
from ..common import collapse, load_query, text
from ..dotted import C_COMMENT, dotted, qualified_names
from ..outline import Level, Reader, evident_base, within
from ..recover import header_pattern, recover
from .scala_extensions import scala_extension

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Tree

__all__ = ["extract", "prepare"]

LEXICON = Lexicon(
    skip=C_COMMENT,
    string=(
        rb'"""[^"]*+(?:"(?!"")[^"]*+)*+(?:"""|\Z)|(?<=\w)' + quoted_with_code(b"${") + rb'"'
        rb'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+|\'(?:\\.[^\'\n]{0,8}|[^\'\\\n])\''
    ),
    keywords=frozenset(
        b"abstract case catch class def do else enum export extends false final finally for forSome given if implicit import "
        b"lazy match new null object override package private protected return sealed super then this throw trait true try "
        b"type val var while with yield".split()
    ),
    branches=frozenset(b"if for while case catch && ||".split()),
    interpolation=b"${",
    access=rb"\.",
    quoted=BACKTICKED,
)

HEADER = header_pattern("class|object|trait|enum|def|val|var|type")
HEADER_KINDS = {word: word for word in ("class", "object", "trait", "enum", "type")}
HEADER_KINDS |= {"def": "function", "val": "variable", "var": "variable"}
PACKAGE_OBJECT = "package object"

STATEMENT = re.compile(rb"^[ \t]*+(import|export)[ \t]++((?:[^\n{};/]++|\{[^{}]*+\}|/(?!/|\*))++)", re.MULTILINE)
ALIAS = re.compile(r"\s*(?:=>|\bas\b)\s*")
WILDCARDS = frozenset({"_", "*", "given"})


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions and imports; see `LanguageModule.extract`.

    Members of a package object, and definitions of a package in braces inside another one, are exported under their path
    from the file's package. The outer packages of a chain of package clauses are imports of form `package`.
    """
    reader = _ScalaReader(source)
    reader.read(load_query("scala", "tree_sitter_scala"), tree.root_node)
    if tree.root_node.has_error:
        recover(reader, HEADER, HEADER_KINDS)
    imports = [*reader.imports, *_read_imports(source)]
    imports.extend(qualified_names(source, reader.module, reader.code_start, LEXICON))
    return Extracted(reader.symbols, imports, reader.module, tuple(reader.exports))


class _ScalaReader(Reader):
    """Reads one Scala file."""

    code_start = 0
    offering = PACKAGE_OBJECT

    def word(self, name: Node) -> str:
        return text(self.source, name).strip("`")

    def take_extension(self, node: Node, level: Level) -> Level | None:
        return None if node == level.node else level._replace(node=node)

    def _named(self, kind: str, node: Node, level: Level) -> None:
        if name := node.child_by_field_name("name"):
            self.define(node, kind or ("property" if level.owner else "variable"), name, level)

    take_type = partialmethod(_named, "type")
    take_member = partialmethod(_named, "constant")
    take_given = partialmethod(_named, "")

    def _type(self, kind: str, node: Node, level: Level) -> Level | None:
        name = node.child_by_field_name("name")
        if name is None:
            return None
        clause = node.child_by_field_name("extend")
        bases = tuple(
            evident_base(self.source[base.start_byte : base.end_byte])
            for base in (clause.children_by_field_name("type") if clause is not None else ())
            if base.is_named
        )
        self.latest = self.define(node, kind, name, level, "", bases)
        return within(self.latest, node.child_by_field_name("body"))

    take_class = partialmethod(_type, "class")
    take_trait = partialmethod(_type, "trait")
    take_object = partialmethod(_type, "object")
    take_enum = partialmethod(_type, "enum")

    def take_package_object(self, node: Node, level: Level) -> Level | None:
        name = node.child_by_field_name("name")
        if name is not None and not level.owner:
            opened = f"{self.module}.{text(self.source, name)}".lstrip(".")
            self.imports.append(Import(node.start_point[0] + 1, "static", opened, "*", "*", "package"))
        inner = self._type("object", node, level)
        return inner._replace(kind=PACKAGE_OBJECT) if inner is not None else None

    def take_function(self, node: Node, level: Level) -> None:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        if name is not None:
            end = body.start_byte if body is not None else node.end_byte
            signature = collapse(self.source[name.end_byte : end].rstrip(b"= \t\r\n"))
            inside = level.owner and level.kind != PACKAGE_OBJECT
            defined = self.define(node, "method" if inside else "function", name, level, signature)
            if level.node.type == "extension_definition" and not level.owner and defined.exported:
                self.exports.extend(scala_extension(level.node.text or b"", defined.owner, node.start_point[0] + 1))

    def take_value(self, node: Node, level: Level) -> None:
        pattern = node.child_by_field_name("pattern") or node.child_by_field_name("name")
        if pattern is None:
            return
        for name in [pattern] if pattern.type == "identifier" else pattern.named_children:
            if name.type == "identifier":
                constant = text(self.source, name).isupper()
                self.define(node, "constant" if constant else "property" if level.owner else "variable", name, level)

    def take_parameter(self, node: Node, _: Level) -> None:
        """Parameters of a case class, and those with `val` or `var`, are properties of the class."""
        name = node.child_by_field_name("name")
        if name is None:
            return
        before = self.source[node.start_byte : name.start_byte]
        holder = self.latest.node
        word = holder.child_by_field_name("name")
        head = self.source[holder.start_byte : word.start_byte] if word is not None else b""
        if b"val " in before or b"var " in before or b"case " in head:
            self.define(node, "property", name, self.latest)

    def take_package(self, node: Node, level: Level) -> Level | None:
        """A clause without braces extends the file's package; one in braces does so if it is the first."""
        self.code_start = node.end_byte
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        word = dotted(self.source[name.start_byte : name.end_byte]) if name is not None else ""
        if body is None:
            if self.module:
                self.imports.append(Import(node.start_point[0] + 1, "static", self.module, "*", "*", "package"))
            self.module = f"{self.module}.{word}" if self.module else word
            return None
        self.code_start = body.start_byte
        if not self.module:
            self.module = word
            return Level(body, level.owner, level.kind, level.exported)
        return Level(body, f"{level.owner}.{word}" if level.owner else word, PACKAGE_OBJECT)


# ---- Scala's import statements, at any depth of a file: selectors, renames, wildcards, givens
# Source: https://docs.scala-lang.org/scala3/reference/changed-features/imports.html


def _read_imports(source: bytes) -> Iterator[Import]:
    """Every import of a file in order; `export` clauses are re-exports."""
    for match in STATEMENT.finditer(source):
        line = source.count(b"\n", 0, match.start(1)) + 1
        kind = "static" if match[1] == b"import" else "reexport"
        body = re.sub(C_COMMENT, b"", match[2], flags=re.DOTALL).decode("utf-8", "replace")
        for clause in _split(body):
            if source[match.start() : match.start() + 1].isspace() and _is_of_a_value(source[: match.start()], clause):
                continue
            for specifier, name, alias in _clause(clause):
                yield Import(line, kind, specifier, name, alias)


def _is_of_a_value(before: bytes, clause: str) -> bool:
    """Whether an import inside of a definition opens a value that the text before it binds (`import quotes.reflect.*`)."""
    head = re.match(r"\s*([a-z]\w*)\s*\.", clause)
    if head is None:
        return False
    name = re.escape(head[1].encode())
    return re.search(
        rb"(?:[(,]\s*|\b(?:val|var|given|using|implicit)\s+)" + name + rb"\s*:(?!:)", before
    ) is not None or (re.search(rb"\b(?:val|var|given)\s+" + name + rb"\s*=(?![=>])", before) is not None)


def _clause(clause: str) -> Iterator[tuple[str, str, str]]:
    """`(path, name, local name)` of each selector of `a.b.{C, D as E}`."""
    head, brace, rest = clause.partition("{")
    prefix = "".join(head.split()).rstrip(".")
    if not brace:
        path, _, last = clause.strip().rpartition(".")
        prefix, rest = "".join(path.split()), last
    for selector in rest.rstrip("} \t\r\n").split(","):
        parts = ALIAS.split(selector.strip().replace("`", ""))
        name = parts[0]
        if name.startswith("given "):
            name = "given"
        if not name or not prefix or parts[-1] == "_" != name:
            continue
        if name in WILDCARDS:
            yield prefix, "*", "*"
        else:
            yield f"{prefix}.{name}", name, parts[-1]


def _split(body: str) -> Iterator[str]:
    """The clauses of a statement: commas outside braces separate them."""
    depth = start = 0
    for at, char in enumerate(body):
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif char == "," and depth == 0:
            yield body[start:at]
            start = at + 1
    yield body[start:]
