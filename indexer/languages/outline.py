"""Definitions read container by container: a query finds the direct members, and no function body is entered.

Shared by languages whose members nest in braces. A language's reader subclasses `Reader` and has a method `take_CAPTURE` for each
capture of its query; headers (modifiers, annotations, documentation) are read as bytes, which costs no node.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ... import lazy_re as re
from ..facts import Export, Symbol
from .common import DECORATOR_LENGTH, collapse, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tree_sitter import Node, Query

    from ..facts import Import

    Taker = Callable[["Node", "Level"], "Level | None"]

__all__ = [
    "Level", "Reader", "doc_above", "evident_base", "is_private", "parted", "private_names", "seen_by_others",
    "within", "without_annotations",
]  # fmt: skip

ANNOTATION = re.compile(
    rb"@(?!interface\b)(?:\w++:)?+([A-Za-z_][\w.]*+"
    rb'(?:\((?:[^()"]++|"(?:[^"\\\n]++|\\.)*+"|\((?:[^()"]++|"(?:[^"\\\n]++|\\.)*+"|\([^()]*+\))*+\))*+\))?+)'
)
TYPE_ARGUMENTS = re.compile(rb"[<(\[{].*+", re.DOTALL)
TAG = re.compile(r"</?\w[^<>]*>")
PRIVATE = re.compile(rb"\b(?:file)?private\b(?!\s*[(\[]|\s+protected\b)")
PRIVATE_MARK = "private "
DOC_BYTES = 600
DOC_LINES = 200


class Level(NamedTuple):
    """A container whose direct members are read next.

    Attributes:
        node: the container.
        owner: qualified name of the definition that it is the body of; "" for the file.
        kind: that definition's kind; "" for the file.
        exported: others can see the definition.
    """

    node: Node
    owner: str = ""
    kind: str = ""
    exported: bool = True


def within(defined: Level, body: Node | None) -> Level | None:
    """The body of a definition as the container to read next; None without one."""
    return defined._replace(node=body) if body is not None else None


class Reader:
    """Collects the facts of one file.

    Each method `take_CAPTURE` takes a captured member of a container, and returns the container inside it, where there is one.

    Attributes:
        source: the file's bytes.
        symbols, imports, exports: what was found; symbols are put in source order by `read`.
        module: the declared package or namespace.
        latest: the type that was read last; a constructor's parameters belong to it.
        offering: the kind of containers whose visible members are exports by their full path; None for none.
        opening: the modifiers without which others see a definition only in an interface; without any, all but private ones.
    """

    offering: str | None = None
    opening: tuple[bytes, ...] = ()

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.symbols: list[Symbol] = []
        self.imports: list[Import] = []
        self.exports: list[Export] = []
        self.module = ""
        self.latest: Level

    def read(self, query: Query, root: Node) -> None:
        """Reads the file from its root down through the containers that its members hold."""
        from tree_sitter import QueryCursor

        cursor = QueryCursor(query)
        cursor.set_max_start_depth(1)
        self.latest = Level(root)
        takers: dict[str, Taker] = {}
        todo = [self.latest]
        while todo:
            level = todo.pop()
            members: list[tuple[int, Taker, Node]] = []
            for capture, nodes in cursor.captures(level.node).items():
                if capture not in takers:
                    takers[capture] = getattr(self, f"take_{capture}")
                members += [(node.start_byte, takers[capture], node) for node in nodes]
            members.sort(key=itemgetter(0))
            todo += [inner for _, take, node in members if (inner := take(node, level)) is not None]
        self._order()
        self.imports.sort(key=itemgetter(0))
        self.exports.sort(key=itemgetter(2))

    def replace(self, symbols: list[Symbol]) -> None:
        """Puts other definitions in place of those that were read."""
        self.symbols = symbols
        self._order()

    def _order(self) -> None:
        self.symbols.sort(key=lambda item: (item.start_byte, -item.end_byte))

    def visible(self, header: bytes, level: Level) -> bool:
        """Whether others see a definition of a level with such modifiers."""
        if self.opening and level.kind != "interface":
            return level.exported and any(word in header for word in self.opening)
        return level.exported and b"private" not in header

    def take_group(self, node: Node, level: Level) -> Level | None:
        """What only the grammar holds together: members under a condition of C#, or behind the constants of a Java enum."""
        return None if node == level.node else level._replace(node=node)

    def header(self, node: Node, end: int, level: Level) -> tuple[bytes, bool, tuple[str, ...]]:
        """What stands before a name: the bytes without annotations, whether others see the definition, annotations."""
        header, decorators = parted(self.source[node.start_byte : end])
        return header, self.visible(header, level), decorators

    def define(
        self, node: Node, kind: str, name: Node, level: Level, signature: str = "", bases: tuple[str, ...] = ()
    ) -> Level:
        """Keeps a definition as its header says; what it may hold stands on the level that this returns."""
        header, decorators = parted(self.source[node.start_byte : name.start_byte])
        visible = self.visible(header, level)
        owner = self.add(node, kind, self.word(name), level, visible, signature, bases, decorators)
        if level.kind == self.offering and visible:
            self.exports.append(Export(owner, owner, node.start_point[0] + 1))
        return Level(node, owner, kind, visible)

    def word(self, name: Node) -> str:
        """A definition's name."""
        return self.source[name.start_byte : name.end_byte].decode("utf-8", "replace")

    def add(
        self,
        node: Node,
        kind: str,
        name: str,
        level: Level,
        exported: bool,
        signature: str = "",
        bases: tuple[str, ...] = (),
        decorators: tuple[str, ...] = (),
    ) -> str:
        """Keeps a definition and returns its qualified name."""
        qualname = f"{level.owner}.{name}" if level.owner else name
        start = node.start_byte
        first, last = node.start_point[0] + 1, node.end_point[0] + 1
        doc = doc_above(self.source, start)
        told = (signature, doc, exported, bases, decorators)
        self.symbols.append(Symbol(qualname, kind, first, last, start, node.end_byte, *told))
        return qualname


def private_names(source: bytes, symbols: Iterable[Symbol]) -> Iterator[Export]:
    """A mark `private NAME` for each outermost name that only its own file sees (`private`, `fileprivate`).

    Other files of the package or target see every other name, exported or not, so the resolver has to know.
    """
    seen: dict[str, bool] = {}
    lines: dict[str, int] = {}
    for item in symbols:
        if "." not in item.qualname:
            private = not item.exported and is_private(source, item)
            seen[item.qualname] = private and seen.get(item.qualname, True)
            lines.setdefault(item.qualname, item.start_line)
    yield from (Export(f"{PRIVATE_MARK}{name}", name, lines[name]) for name, private in seen.items() if private)


def is_private(source: bytes, item: Symbol) -> bool:
    """Whether a definition says before its name that only its file or class sees it."""
    name = item.qualname.rpartition(".")[2].encode()
    header = source[item.start_byte : source.find(name, item.start_byte)]
    return PRIVATE.search(without_annotations(header)) is not None


def seen_by_others(names: frozenset[str]) -> frozenset[str]:
    """The names of a file without those that are marked as its own, and without all marks: these have a space."""
    own = {name.removeprefix(PRIVATE_MARK) for name in names if name.startswith(PRIVATE_MARK)}
    return frozenset({name for name in names if " " not in name and name not in own})


def doc_above(source: bytes, start: int) -> str:
    """The first line of the comment that ends on the line above a definition."""
    end = source.rfind(b"\n", 0, start)
    if end < 0:
        return ""
    above = source.rfind(b"\n", 0, end)
    line = source[above + 1 : end].strip()
    if line.endswith(b"*/"):
        opening = source.rfind(b"/*", 0, end)
        text = source[opening + 2 : min(end, opening + DOC_BYTES)] if opening >= 0 else b""
        return _first_line(text.rstrip(b"*/ \t\r"))
    if not line.startswith(b"//"):
        return ""
    lines: list[bytes] = []
    while line.startswith(b"//") and len(lines) < DOC_LINES:
        lines.append(line)
        end, above = above, source.rfind(b"\n", 0, max(above, 0))
        line = source[above + 1 : end].strip() if end >= 0 else b""
    return _first_line(b"\n".join(reversed([item for item in lines if not item.startswith(b"//go:")])))


def _first_line(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    return one_line(TAG.sub("", text) if "<" in text else text)


def _annotations(header: bytes) -> tuple[str, ...]:
    """The annotations in the bytes before a definition's name, without `@`."""
    return tuple(collapse(match[1], DECORATOR_LENGTH) for match in ANNOTATION.finditer(header))


def parted(header: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The bytes before a definition's name without annotations, and these."""
    return (without_annotations(header), _annotations(header)) if b"@" in header else (header, ())


def without_annotations(header: bytes) -> bytes:
    """The bytes before a definition's name, without annotations: modifiers and the type."""
    return ANNOTATION.sub(b"", header) if b"@" in header else header


def evident_base(raw: bytes) -> str:
    """A base type as written, without type and constructor arguments."""
    return collapse(TYPE_ARGUMENTS.sub(b"", raw), DECORATOR_LENGTH)
