"""C#: symbols and usings of a file."""

from __future__ import annotations

from functools import partialmethod
from operator import itemgetter
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Export, Extracted, Import
from ..common import DECORATOR_LENGTH, collapse, load_query, text
from ..dotted import dotted, qualified_names
from ..outline import Level, Reader, evident_base, within
from ..recover import header_pattern, recover
from .argument_counts import taken
from .conditions import without_alternatives
from .extensions import MARK, receiver, returns_its_own, without_blocks
from .lexicon import LEXICON
from .roles import own_names
from .type_table import ITSELF, NESTED, declared, head, mark, seen

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

    from .argument_counts import Counts

__all__ = ["LEXICON", "extract", "prepare"]

USING = re.compile(
    rb"(global\s+)?using\s+(static\s+|unsafe\s+)*(?:(@?\w+)\s*=\s*)?(?:global::)?([^;=()\[\]]+?)\s*(?:;|$)", re.DOTALL
)
OF_SCRIPT = re.compile(rb"^#[:!][^\r\n]*", re.MULTILINE)
REF_PARTIAL = re.compile(rb"\bref(?=[ \t]+partial[ \t]+struct\b)")
PATH = re.compile(rb"[A-Za-z_]\w*(?:\.\w+)+")
NAMESPACE = re.compile(rb"^[ \t]*namespace[ \t]+([\w.]+)", re.MULTILINE)
QUOTE_AT_END = re.compile(rb'((?:\$@|@\$)"(?:[^"]|"")*?\})""(?=")')
"""`$@"a=""{a}\"""`, where the grammar takes the first quote behind the hole for the end."""
HEADER = header_pattern(r"class|struct|interface|enum|record(?:[ \t]+(?:class|struct))?", r"@?\w+")
HEADER_KINDS = {"class": "class", "record": "class", "struct": "struct", "interface": "interface", "enum": "enum"}


def prepare(source: bytes) -> tuple[bytes, str]:
    """C# is parsed as it stands, but for an `#if` inside of an expression, extension members, `ref partial`, a quote behind a hole
    at the end of a text, and how to run a file."""
    told = OF_SCRIPT.sub(lambda line: b" " * len(line[0]), source) if source.startswith(b"#") else source
    told = REF_PARTIAL.sub(b"   ", told) if b"ref partial" in told else told
    told = QUOTE_AT_END.sub(rb"\1''", told) if b'}"""' in told else told
    return without_blocks(without_alternatives(told)), ""


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions and usings; see `LanguageModule.extract`.

    What a file offers beyond its types is among its exports: types of further namespaces by their full name, extension
    methods as they are called with what they extend and return (`.Name string=int`), how many type parameters a type has
    that comes with any (`Name<1`, `Name<0` where it comes without too), global usings as they are written (`using N`,
    `using static N.T`, `using X = N.T`), and a mark of each type with what it extends and declares (see `type_table`).
    """
    reader = _CSharpReader(source)
    reader.broken = tree.root_node.has_error
    reader.read(load_query("csharp", "tree_sitter_c_sharp"), tree.root_node)
    if tree.root_node.has_error:
        reader.module = reader.module or _lost_namespace(source)
        recover(reader, HEADER, HEADER_KINDS)
    reader.exports.extend(
        Export(f"{word}<{count}", word, line)
        for word, lines in reader.arities.items()
        if any(lines)
        for count, line in sorted(lines.items())
    )
    module = reader.offer_types()
    shapes = reader.shapes.values()
    reader.exports.extend(Export(mark(name, bases, members), name, line) for name, line, bases, members in shapes)
    reader.imports.extend(qualified_names(source, module, reader.code_start, LEXICON))
    return Extracted(reader.symbols, reader.imports, module, tuple(reader.exports), own_names(source, reader.symbols))


class _CSharpReader(Reader):
    """Reads one C# file."""

    opening = (b"public", b"protected")
    code_start = 0
    namespace = ""
    broken = False

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.blocks: dict[str, int] = {}
        self.arities: dict[str, dict[int, int]] = {}
        self.types: list[tuple[str, str, int]] = []
        self.shapes: dict[str, tuple[str, int, tuple[str, ...], dict[str, str]]] = {}

    def offer_types(self) -> str:
        """The file's namespace: the first one, or none where a type stands outside of all; exports the types of others."""
        whole = self.broken or all(namespace for namespace, _, _ in self.types)
        module = self.module if whole else ""
        self.exports.extend(
            Export(f"{namespace}.{word}", word, line)
            for namespace, word, line in sorted(self.types, key=itemgetter(2))
            if namespace and namespace != module
        )
        return module

    def header(self, node: Node, end: int, level: Level) -> tuple[bytes, bool, tuple[str, ...]]:
        header = self.source[node.start_byte : end]
        decorators: tuple[str, ...] = ()
        if header.startswith(b"["):
            lists = [child for child in node.named_children if child.type == "attribute_list"]
            decorators = tuple(
                collapse(self.source[item.start_byte : item.end_byte], DECORATOR_LENGTH)
                for child in lists
                for item in child.named_children
                if item.type == "attribute"
            )
            header = self.source[lists[-1].end_byte : end] if lists else header
        return header, self.visible(header, level), decorators

    def take_namespace(self, node: Node, level: Level) -> Level | None:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        word = dotted(self.source[name.start_byte : name.end_byte]) if name is not None else ""
        self.code_start = max(self.code_start, name.end_byte if name is not None else 0)
        if level.kind == "namespace" and level.owner:
            word = f"{level.owner}.{word}"
        if body is None:
            self.module = self.namespace = word
            return None
        self.module = self.module or word
        return Level(body, word, "namespace")

    def _type(self, kind: str, node: Node, level: Level) -> Level | None:
        name = node.child_by_field_name("name")
        if name is None:
            return None
        namespace = self.namespace
        if level.kind == "namespace":
            namespace, level = level.owner, Level(level.node)
        header, visible, decorators = self.header(node, name.start_byte, level)
        kind = "struct" if node.type == "record_declaration" and b"struct" in header else kind
        bases = next((child for child in node.named_children if child.type == "base_list"), None)
        parents = tuple(
            evident_base(self.source[item.start_byte : item.end_byte])
            for item in (bases.named_children if bases is not None else ())
            if item.type != "argument_list"
        )
        signature = collapse(self.source[name.end_byte : node.end_byte].rstrip(b";")) if kind == "type" else ""
        word = text(self.source, name)
        owner = self.add(node, kind, word, level, visible, signature, parents, decorators)
        if not level.owner:
            self._arity(node, word)
            self.types.append((namespace, word, node.start_point[0] + 1))
        if level.owner in self.shapes:
            self.shapes[level.owner][3][seen(word, header, level.kind)] = NESTED
        _, line, before, members = self.shapes.get(owner, (word, node.start_point[0] + 1, (), {}))
        self.shapes[owner] = (word, line, tuple(dict.fromkeys((*before, *parents))), members)
        self.latest = Level(node, owner, kind, visible)
        return within(self.latest, node.child_by_field_name("body"))

    take_class = take_record = partialmethod(_type, "class")
    take_struct = partialmethod(_type, "struct")
    take_interface = partialmethod(_type, "interface")
    take_enum = partialmethod(_type, "enum")
    take_delegate = partialmethod(_type, "type")

    def _arity(self, node: Node, word: str) -> None:
        """Notes how many type parameters a type has: `Result` and `Result<T>` are two types."""
        listed = next((child for child in node.named_children if child.type == "type_parameter_list"), None)
        count = sum(child.type == "type_parameter" for child in listed.named_children) if listed is not None else 0
        self.arities.setdefault(word, {}).setdefault(count, node.start_point[0] + 1)

    def _member(self, capture: str, node: Node, level: Level) -> None:
        name = node.child_by_field_name("name")
        if name is None or self._is_condition(name):
            return
        if self.source[name.start_byte : name.end_byte] == MARK:
            self.blocks[level.owner] = name.end_byte
            return
        header, visible, decorators = self.header(node, name.start_byte, level)
        word, signature = text(self.source, name), ""
        if capture != "property":
            signature = self._signature(node, name)
            self._extension(node, name, header, level)
        counts = taken(self.source, node, receivers=False) if capture != "property" else None
        if capture == "method" and node.child_by_field_name("type_parameters") is not None:
            self._shape(level, f"{word}<>()", "", counts)
        if capture != "constructor":
            self._shape(level, seen(f"{word}()" if counts else word, header, level.kind), self._result(node), counts)
        owner = Level(level.node) if level.kind == "namespace" else level
        if capture == "function":  # top-level statements are the body of Program.Main; in a broken tree, of a lost type
            owner, capture = (owner, "method") if self.broken else (Level(level.node, "Program"), "function")
        self.add(node, capture, word, owner, visible, signature, (), decorators)

    take_method = partialmethod(_member, "method")
    take_constructor = partialmethod(_member, "constructor")
    take_property = partialmethod(_member, "property")
    take_function = partialmethod(_member, "function")

    def _extension(self, node: Node, name: Node, header: bytes, level: Level) -> None:
        extends = name.end_byte if b"static" in header and level.owner else self.blocks.get(level.owner, 0)
        extended = receiver(self.source, extends) if extends else ""
        if extended:
            word, result = text(self.source, name), self._result(node)
            kind = ITSELF if returns_its_own(self.source, extends, result) else head(result)
            counts = taken(self.source, node, receivers=extends == name.end_byte)
            said = f".{word} {extended} {counts}={kind}"
            self.exports.append(Export(said, f"{level.owner}.{word}", node.start_point[0] + 1))

    def _result(self, node: Node) -> str:
        """The type of a member as written, of a method what it returns."""
        result = node.child_by_field_name("returns") or node.child_by_field_name("type")
        return text(self.source, result) if result is not None else ""

    def _shape(self, level: Level, member: str, kind: str, counts: Counts | None = None) -> None:
        """Notes a member of a type, with its type."""
        if level.owner in self.shapes:
            members = self.shapes[level.owner][3]
            members[member] = declared(members.get(member), head(kind), counts)

    def _is_condition(self, name: Node) -> bool:
        """A name that stands in a line of the preprocessor: an `#if` between a method's head and its body."""
        start = self.source.rfind(b"\n", 0, name.start_byte) + 1
        return self.source[start : name.start_byte].lstrip().startswith(b"#")

    def _signature(self, node: Node, name: Node) -> str:
        body = node.child_by_field_name("body") or node.child_by_field_name("parameters")
        result = node.child_by_field_name("returns") or node.child_by_field_name("type")
        end = node.end_byte
        if body is not None:
            end = body.end_byte if body.type == "parameter_list" else body.start_byte
        before = self.source[result.start_byte : name.start_byte] if result is not None else b""
        return collapse(before + self.source[name.end_byte : end])

    def take_field(self, node: Node, level: Level) -> None:
        declaration = next((child for child in node.named_children if child.type == "variable_declaration"), None)
        if declaration is None:
            return
        header, visible, decorators = self.header(node, declaration.start_byte, level)
        kind = "constant" if b"const" in header or (b"static" in header and b"readonly" in header) else "field"
        written = self._result(declaration)
        for item in declaration.named_children:
            if item.type == "variable_declarator" and (name := item.child_by_field_name("name")) is not None:
                self._shape(level, seen(text(self.source, name), header, level.kind), written)
                self.add(node, kind, text(self.source, name), level, visible, decorators=decorators)

    def take_parameter(self, node: Node, _: Level) -> None:
        """What a record's parameters declare."""
        self._simple(node, "property", self.latest)

    def take_member(self, node: Node, level: Level) -> None:
        self._simple(node, "constant", level)

    def _simple(self, node: Node, kind: str, level: Level) -> None:
        name = node.child_by_field_name("name")
        if name is not None:
            self.add(node, kind, text(self.source, name), level, level.exported)

    def take_using(self, node: Node, _: Level) -> None:
        self.code_start = node.end_byte
        match = USING.match(self.source, node.start_byte, node.end_byte)
        if match is None:
            return
        specifier, line = dotted(match[4].partition(b"<")[0]), node.start_point[0] + 1
        alias = match[3].decode("utf-8", "replace") if match[3] else "*"
        static = bool(match[2]) and match[2].startswith(b"static")
        name = specifier.rpartition(".")[2] if match[3] else "*"
        form = "static" if static else ""
        if match[1]:
            form = f"global {form}".strip()
            written = f"{alias} = {specifier}" if match[3] else f"static {specifier}" if static else specifier
            self.exports.append(Export(f"using {written}", "", line))
        self.imports.append(Import(line, "static", specifier, name, alias, form))
        for word in PATH.findall(match[4].partition(b"<")[2]):  # `using Check = Checker<Shop.Cart>`
            path = word.decode("utf-8", "replace")
            self.imports.append(Import(line, "static", path, path.rpartition(".")[2], "", "qualified"))


def _lost_namespace(source: bytes) -> str:
    match = NAMESPACE.search(source)
    return match[1].decode("utf-8", "replace") if match else ""
