"""Python: symbols and imports of a file, and where its imports lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...facts import Extracted, Symbol
from ..base import Lexicon
from ..common import DECORATOR_LENGTH, collapse, decorators_of, one_line, text
from ..families import RECORDS
from .cells import code_of
from .imports import CONDITIONAL, IMPORTS, dynamic_imports, imports_below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Tree

    from ...facts import Import

__all__ = ["extract", "prepare"]

LEXICON = Lexicon(
    skip=rb"#[^\n]*+",
    string=(
        rb"(?:[rRbBuUfFtT]{1,2}+)?+(?:"
        rb'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+(?:"""|\Z)'
        rb"|'''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+(?:'''|\Z)"
        rb'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+'
        rb"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?+)"
    ),
    openers=b"\"'#",
    keywords=frozenset(
        b"False None True and as assert async await break class continue def del elif else except finally for from "
        b"global if import in is lambda nonlocal not or pass raise return try while with yield".split()
    ),
    branches=frozenset(b"if elif for while except and or case".split()),
    holds_code=rb"(?=[rRbB]?[fFtT])[rRbBfFtT]{1,2}+[\"'][^{]*+\{",
    access=rb"\.",
    prefixed=True,
)

MAIN_GUARD = re.compile(rb"""if\s*\(?\s*__name__\s*==\s*["']__main__""")
"""Nobody who imports the file has what is defined below it."""

OPENS_STRING = b"\"'rRbBuUfF"
STRING_START = re.compile(r"""^[rRbBuUfF]{0,2}('''|\"\"\"|'|\")""")


def prepare(source: bytes) -> tuple[bytes, str]:
    """Python is parsed as it stands, but for comments that go on for pages; of a notebook, what its cells say."""
    return without_long_runs(code_of(source)), "Python"


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions and imports; see `LanguageModule.extract`.

    Walks statements only: what Python defines and imports never stands inside an expression, and most nodes do.
    """
    symbols: list[Symbol] = []
    imports: list[Import] = list(dynamic_imports(source))
    public = _dunder_all(source, tree.root_node)
    pending = [_Scope(tree.root_node, "", "module", True, "static")]
    while pending:
        scope = pending.pop()
        for node in scope.node.children:
            kind = node.type
            if kind in DEFINITIONS:
                pending += _definition(source, node, scope, public, symbols)
            elif kind == "expression_statement":
                if scope.kind in {"module", "class"}:
                    symbols += _assignment(source, node, scope, public)
            elif kind in IMPORTS:
                imports += IMPORTS[kind](source, node, scope.imports)
            elif kind in BLOCKS:
                visible = scope.visible and MAIN_GUARD.match(source, node.start_byte) is None
                below = imports_below(source, node, scope.imports)
                pending.append(scope._replace(node=node, visible=visible, imports=below))
            elif kind == "type_alias_statement" and scope.kind != "function":
                symbols += _type_alias(source, node, scope, public)
    symbols.sort(key=lambda item: (item.start_byte, -item.end_byte))
    imports.sort(key=lambda item: item.line)
    return Extracted([] if path.endswith(RECORDS) else _first_bindings(symbols), imports)


class _Scope(NamedTuple):
    """Where the walk stands.

    Attributes:
        prefix: dotted path of the definitions around, with a dot at its end.
        kind: `module | class | function`: what the innermost definition is.
        visible: others can reach what is defined here.
        imports: the kind of an import here.
    """

    node: Node
    prefix: str
    kind: str
    visible: bool
    imports: str


# ---- definitions


def _definition(
    source: bytes, outer: Node, scope: _Scope, public: frozenset[str] | None, symbols: list[Symbol]
) -> Iterator[_Scope]:
    """Notes a class or function, decorated or not, and gives the scope of its body to walk."""
    decorated = outer.type == "decorated_definition"
    node = outer.child_by_field_name("definition") if decorated else outer
    name_node = node.child_by_field_name("name") if node is not None else None
    if node is None or name_node is None:
        return
    body = node.child_by_field_name("body")
    name, is_class = text(source, name_node), node.type == "class_definition"
    visible = _visible(name, scope, public)
    kind = "class" if is_class else "method" if scope.kind == "class" else "function"
    symbols.append(
        Symbol(
            scope.prefix + name,
            kind,
            outer.start_point.row + 1,
            outer.end_point.row + 1,
            outer.start_byte,
            outer.end_byte,
            "" if is_class else _signature(source, node),
            _docstring(source, body),
            visible,
            _bases(source, node) if is_class else (),
            decorators_of(source, outer.named_children) if decorated else (),
        )
    )
    if body is not None and (is_class or _may_define(source, body)):
        inner = "class" if is_class else "function"
        yield _Scope(body, f"{scope.prefix}{name}.", inner, visible, scope.imports if is_class else "lazy")


def _may_define(source: bytes, body: Node) -> bool:
    """Whether a function's body may hold a definition or an import: most hold none, and walking them is most of the work."""
    start, end = body.start_byte, body.end_byte
    find = source.find
    return find(b"def", start, end) >= 0 or find(b"class", start, end) >= 0 or find(b"import", start, end) >= 0


def _assignment(source: bytes, statement: Node, scope: _Scope, public: frozenset[str] | None) -> Iterator[Symbol]:
    """Names bound at module level or in a class body (`A, B = both = pair()`); one a name, the first binding counts."""
    node = statement.children[0] if statement.child_count else None
    value = node
    while node is not None and value is not None and value.type == "assignment":
        left, value = value.child_by_field_name("left"), value.child_by_field_name("right")
        for target in left.named_children if left is not None and left.type in SEVERAL else [left]:
            if target is not None and target.type == "identifier":
                name = text(source, target)
                kind = "field" if scope.kind == "class" else "constant" if name.isupper() else "variable"
                yield _binding(source, node, name, kind, scope, public)


def _type_alias(source: bytes, node: Node, scope: _Scope, public: frozenset[str] | None) -> Iterator[Symbol]:
    left = node.child_by_field_name("left")
    if left is not None:
        yield _binding(source, node, text(source, left).partition("[")[0], "type", scope, public)


def _binding(source: bytes, node: Node, name: str, kind: str, scope: _Scope, public: frozenset[str] | None) -> Symbol:
    first, last, exported = node.start_point.row + 1, node.end_point.row + 1, _visible(name, scope, public)
    return Symbol(scope.prefix + name, kind, first, last, node.start_byte, node.end_byte, exported=exported)


def _first_bindings(symbols: list[Symbol]) -> list[Symbol]:
    """Each variable once: a name bound again is the same name."""
    seen: set[str] = set()
    kept = []
    for symbol in symbols:
        if symbol.kind in BINDINGS:
            if symbol.qualname in seen:
                continue
            seen.add(symbol.qualname)
        kept.append(symbol)
    return kept


def _visible(name: str, scope: _Scope, public: frozenset[str] | None) -> bool:
    """Public by name, or by `__all__` at module level; never inside a function."""
    if scope.kind == "function" or not scope.visible:
        return False
    if public is not None and scope.kind == "module":
        return name in public
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def _signature(source: bytes, node: Node) -> str:
    parameters = node.child_by_field_name("parameters")
    if parameters is None:
        return ""
    result = node.child_by_field_name("return_type")
    return collapse(source[parameters.start_byte : (result or parameters).end_byte])


def _docstring(source: bytes, body: Node | None) -> str:
    if body is None or source[body.start_byte : body.start_byte + 1] not in OPENS_STRING:
        return ""
    first = body.named_child(0) if body.named_child_count else None
    if first is None or first.type != "expression_statement" or not first.named_child_count:
        return ""
    literal = first.named_child(0)
    if literal is None or literal.type != "string":
        return ""
    text = source[literal.start_byte : min(literal.end_byte, literal.start_byte + 600)]
    return one_line(STRING_START.sub("", text.decode("utf-8", "replace"))).rstrip("\"'")


def _bases(source: bytes, node: Node) -> tuple[str, ...]:
    arguments = node.child_by_field_name("superclasses")
    if arguments is None:
        return ()
    return tuple(
        collapse(source[base.start_byte : base.end_byte].partition(b"[")[0], DECORATOR_LENGTH)
        for base in arguments.named_children
        if base.type not in {"keyword_argument", "comment"}
    )


def _dunder_all(source: bytes, module: Node) -> frozenset[str] | None:
    """The names in a literal `__all__`; None where there is none, or where it is computed."""
    if b"__all__" not in source:
        return None
    for statement in module.children:
        node = statement.children[0] if statement.type == "expression_statement" and statement.child_count else None
        left = node.child_by_field_name("left") if node is not None else None
        if left is None or node is None or text(source, left) != "__all__":
            continue
        right = node.child_by_field_name("right")
        if node.type != "assignment" or right is None or right.type not in {"list", "tuple"}:
            return None
        if any(child.type not in {"string", "comment"} for child in right.named_children):
            return None
        return frozenset(text(source, child).strip("\"'") for child in right.named_children)
    return None


DEFINITIONS = frozenset({"function_definition", "class_definition", "decorated_definition"})
SEVERAL = frozenset({"pattern_list", "tuple_pattern", "list_pattern"})
"""Targets that take a value apart."""
BINDINGS = frozenset({"variable", "constant", "field", "type"})
BLOCKS = CONDITIONAL | {
    "block", "else_clause", "elif_clause", "except_clause", "except_group_clause", "finally_clause", "with_statement",
    "for_statement", "while_statement", "case_clause", "ERROR",
}  # fmt: skip
"""Nodes that hold statements; the walk enters nothing else."""


# ---- Long runs of comment lines, blanked out byte for byte before a Python file is parsed

LONG = 100
"""Lines; a shorter run takes less than two milliseconds."""
RUN = re.compile(rb"(?:^[ \t]*+(?:#[^\n]*+)?\n){%d,}+" % LONG, re.MULTILINE)
WRITTEN = re.compile(rb"[^\n]++")


def without_long_runs(source: bytes) -> bytes:
    """The file with blanks for such runs, of the same length and lines; the same object where there are none."""
    if source.count(b"#") < LONG:
        return source
    return RUN.sub(lambda run: WRITTEN.sub(lambda line: b" " * len(line[0]), run[0]), source)
