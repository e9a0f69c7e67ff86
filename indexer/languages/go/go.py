"""Go: symbols and imports of a file."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Extracted, Import, Scopes
from ..base import Lexicon
from ..common import as_it_stands as prepare
from ..common import collapse, load_query, text
from ..outline import Level, Reader, evident_base
from .build import in_default_build

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tree_sitter import Node, Tree

    from ...facts import Place

__all__ = ["extract", "prepare"]

LEXICON = Lexicon(
    skip=rb"//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)",
    string=rb'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+|`[^`]*+`?+|\'[^\'\\\n]*+(?:\\.[^\'\\\n]*+)*+\'?+',
    openers=b"\"'/`",
    keywords=frozenset(
        b"break case chan const continue default defer else fallthrough for func go goto if import interface map "
        b"package range return select struct switch type var".split()
    ),
    branches=frozenset(b"if for case && ||".split()),
    access=rb"\.",
)

RECEIVER = re.compile(rb"([^\W\d]\w*)\s*(?:\[[^\]]*\])?\s*,?\s*\)$")
KINDS = {"struct_type": "struct", "interface_type": "interface"}

EXPORTED = re.compile(rb"[A-Z]\w*")
WORD = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.")
"""What stands before a name that is part of another one, or a member."""
VARIADIC = b"..."
"""What stands before the type of a variadic parameter: no access to a member."""
VERSION = re.compile(r"v\d+")


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions and imports; see `LanguageModule.extract`.

    The imports of a file that a default build leaves out (another system, `ignore`) are of kind `conditional`.
    """
    reader = _GoReader(source, path)
    reader.read(load_query("go", "tree_sitter_go"), tree.root_node)
    imports = [named for item in reader.imports for named in _with_names(item, source)]
    own = scopes(source, tree.root_node, reader.functions)
    return Extracted(reader.symbols, imports, reader.module, scopes=own)


class _GoReader(Reader):
    """Reads one Go file; all that is captured stands at the top level or in a type there."""

    def __init__(self, source: bytes, path: str) -> None:
        super().__init__(source)
        self.path = path
        self.import_kind = "static"
        self.type = Level(None)  # type: ignore[arg-type]
        self.type_at = -1
        self.functions: list[tuple[int, int]] = []

    def take_function(self, node: Node, level: Level) -> None:
        self.functions.append((node.start_point[0] + 1, node.end_point[0] + 1))
        name = node.child_by_field_name("name")
        if name is not None:
            self._callable(node, "function", name, level)

    def _callable(self, node: Node, kind: str, name: Node, level: Level) -> None:
        word = text(self.source, name)
        body = node.child_by_field_name("body")
        signature = collapse(self.source[name.end_byte : body.start_byte if body is not None else node.end_byte])
        self.add(node, kind, word, level, _exported(word), signature)

    def take_method(self, node: Node, level: Level) -> None:
        self.functions.append((node.start_point[0] + 1, node.end_point[0] + 1))
        receiver, name = node.child_by_field_name("receiver"), node.child_by_field_name("name")
        if receiver is None or name is None:
            return
        match = RECEIVER.search(self.source[receiver.start_byte : receiver.end_byte])
        owner = match[1].decode("utf-8", "replace") if match else ""
        self._callable(node, "method", name, Level(level.node, owner))

    def take_type(self, node: Node, level: Level) -> None:
        name, definition = node.child_by_field_name("name"), node.child_by_field_name("type")
        if name is None:
            return
        word = text(self.source, name)
        kind = KINDS.get(definition.type, "type") if definition is not None else "type"
        self.type_at = len(self.symbols)
        self.type = Level(level.node, self.add(node, kind, word, level, _exported(word)), kind)

    def take_embedded(self, node: Node, _: Level) -> None:
        if self.type_at >= 0:
            base = evident_base(self.source[node.start_byte : node.end_byte].lstrip(b"*~"))
            symbol = self.symbols[self.type_at]
            if base and "|" not in base:
                self.symbols[self.type_at] = symbol._replace(bases=(*symbol.bases, base))

    def take_field(self, node: Node, _: Level) -> None:
        self._names("field", node, self.type)

    def take_element(self, node: Node, _: Level) -> None:
        """A method that an interface asks for."""
        name = node.child_by_field_name("name")
        if name is not None:
            self._callable(node, "method", name, self.type)

    def _names(self, kind: str, node: Node, level: Level) -> None:
        for name in node.children_by_field_name("name"):
            if name.is_named and (word := text(self.source, name)) != "_":
                self.add(node, kind, word, level, _exported(word))

    take_constant = partialmethod(_names, "constant")
    take_variable = partialmethod(_names, "variable")

    def take_package(self, node: Node, _: Level) -> None:
        self.module = text(self.source, node)
        if not in_default_build(self.path, self.source[: node.start_byte]):
            self.import_kind = "conditional"

    def take_import(self, node: Node, _: Level) -> None:
        path, local = node.child_by_field_name("path"), node.child_by_field_name("name")
        if path is None:
            return
        specifier = self.source[path.start_byte + 1 : path.end_byte - 1].decode("utf-8", "replace")
        alias = text(self.source, local) if local is not None else ""
        name = "*" if alias == "." else ""
        self.imports.append(Import(node.start_point[0] + 1, self.import_kind, specifier, name, alias))


def _exported(name: str) -> bool:
    return name[:1].isupper()


# ---- Go: which names of an imported package a file uses, told by `package.Name` in its text


def _with_names(item: Import, source: bytes) -> list[Import]:
    """An import for each name of the package that the file uses; the import itself where no use can be told.

    The standard library's stay as they are: no file of the workspace stands behind them.
    """
    if item.name or item.alias == "_" or "." not in item.specifier.partition("/")[0]:
        return [item]
    heads = [item.alias] if item.alias else _package_names(item.specifier)
    names = sorted({name for head in heads for name in _behind(source, head.encode())})
    return [item._replace(name=name) for name in names] or [item]


def _package_names(path: str) -> list[str]:
    """The names that the package of an import path may well have: the last part, without a version and what tools add."""
    parts = [part for part in path.split("/") if not VERSION.fullmatch(part)] or [path]
    last = parts[-1].partition(".v")[0]
    bare = last.removeprefix("go-").removesuffix("-go")
    return [*dict.fromkeys((last, bare, last.replace("-", ""), last.replace("-", "_")))]


def _behind(source: bytes, head: bytes) -> Iterator[str]:
    """The exported names that follow `head.` in code; lines of comments are passed over."""
    needle = head + b"."
    at = source.find(needle)
    while at >= 0:
        match = EXPORTED.match(source, at + len(needle))
        if match is not None and (not at or source[at - 1] not in WORD or source.endswith(VARIADIC, 0, at)):
            start = source.rfind(b"\n", 0, at) + 1
            if not source[start:at].lstrip().startswith(b"//"):
                yield match[0].decode()
        at = source.find(needle, at + len(needle))


# ---- Go: where a file binds names of its own, and where a name is only a label

STATEMENT = re.compile(rb"[^\n;{]*+")
"""What of a statement follows on the line; a block begins a new one."""


def scopes(source: bytes, root: Node, functions: list[tuple[int, int]]) -> Scopes:
    """The names that a file's functions bind, and its labels; the keys of a map or list literal are none.

    Args:
        source: the file.
        root: its tree.
        functions: first and last line of each function and method.
    """
    from tree_sitter import QueryCursor

    found = QueryCursor(load_query("go_bindings", "tree_sitter_go")).captures(root)
    values = {node.start_byte for node in found.get("value", ())}
    labels = [node for node in found.get("label", ()) if node.start_byte not in values]
    types = [_place(source, node) for node in found.get("type", ())]
    bound = [*types, *_bound(source, found.get("bound", ()))]
    return Scopes(functions, bound, [_place(source, node) for node in labels])


def _bound(source: bytes, nodes: Iterable[Node]) -> Iterator[Place]:
    """Bindings, but for those whose statement takes the name's outer meaning: `config := config()`, `(config config)`."""
    for node in nodes:
        line, name = _place(source, node)
        end = node.end_byte
        if source.find(name, end, source.find(b"\n", end)) < 0 or not _again(name, STATEMENT.match(source, end)):
            yield line, name


def _place(source: bytes, node: Node) -> Place:
    return node.start_point[0] + 1, source[node.start_byte : node.end_byte]


def _again(name: bytes, rest: re.Match[bytes] | None) -> bool:
    return rest is not None and re.search(rb"(?<![\w.])" + name + rb"\b", rest[0]) is not None
