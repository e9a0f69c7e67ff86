"""Python: symbols and imports of a file, and where its imports lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..facts import Extracted, Import, Symbol
from .base import Lexicon
from .common import DECORATOR_LENGTH, captures, collapse, grammar_of, load_query, nested, one_line, text
from .python_resolve import resolver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Tree

__all__ = ["extract", "grammar", "prepare", "resolver"]

NAME = "Python"
FAMILY = "python"
EXTENSIONS = (".py", ".pyi", ".pyw")
FILENAMES = ("SConstruct", "SConscript", "wscript")
CONFIGS = ("pyproject.toml", "setup.cfg", "setup.py")
NEEDS_NAMES = False
LEXICON = Lexicon(
    skip=rb"#[^\n]*+",
    string=(
        rb"(?:[rRbBuUfFtT]{1,2}+)?+(?:"
        rb'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+(?:"""|\Z)'
        rb"|'''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+(?:'''|\Z)"
        rb'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+'
        rb"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?+)"
    ),
    keywords=frozenset(
        b"False None True and as assert async await break class continue def del elif else except finally for from "
        b"global if import in is lambda nonlocal not or pass raise return try while with yield".split()
    ),
    branches=frozenset(b"if elif for while except and or case assert".split()),
)

STRING_START = re.compile(r"""^[rRbBuUfF]{0,2}('''|\"\"\"|'|\")""")
DYNAMIC = re.compile(
    rb"""(?:\bimport_module|\b__import__)\(\s*(['"])(\.*[A-Za-z_][\w.]*)\1\s*(?:,\s*(?:package\s*=\s*)?(\w+|'[\w.]+'|"[\w.]+"))?\s*\)"""
)


def grammar() -> object:
    """The tree-sitter grammar."""
    return grammar_of("tree_sitter_python")


def prepare(source: bytes) -> tuple[bytes, str]:
    """Python is parsed as it stands."""
    return source, NAME


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions and imports; see `LanguageModule.extract`."""
    found = captures(load_query("python", "tree_sitter_python"), tree)
    public = _dunder_all(source, found.get("variable", ()))
    symbols = list(_symbols(source, found, public))
    imports = [
        *(item for node in found.get("import", ()) for item in _plain_import(source, node)),
        *(item for node in found.get("from", ()) for item in _from_import(source, node)),
        *_dynamic_imports(source),
    ]
    imports.sort(key=lambda item: item.line)
    return Extracted(symbols, imports)


# ---- definitions


def _symbols(source: bytes, found: dict[str, list[Node]], public: frozenset[str] | None) -> Iterator[Symbol]:
    definitions = []
    for capture in ("function", "class", "variable", "field", "type"):
        for node in found.get(capture, ()):
            name = node.child_by_field_name("left" if capture in {"variable", "field", "type"} else "name")
            outer = node.parent if capture != "type" else None
            if outer is None or outer.type != "decorated_definition":
                outer = node
            definitions.append(
                (outer.start_byte, -outer.end_byte, text(source, name) if name else "", capture, node, outer)
            )
    definitions.sort(key=lambda item: item[:2])
    paths = list(nested((start, -end, name) for start, end, name, *_ in definitions))
    kinds: list[str] = []
    exposed: list[bool] = []
    seen: set[str] = set()
    for (_, _, name, capture, node, outer), (qualname, holder) in zip(definitions, paths, strict=True):
        inside = kinds[holder] if holder >= 0 else ""
        kind = _kind(capture, name, inside)
        kinds.append(kind)
        visible = (
            _visible(name, public) if holder < 0 else exposed[holder] and inside == "class" and _visible(name, None)
        )
        exposed.append(visible)
        if capture in {"variable", "field"}:
            if qualname in seen or not name:
                continue
            seen.add(qualname)
        yield _symbol(source, qualname, kind, node, outer, exported=visible)


def _symbol(source: bytes, qualname: str, kind: str, node: Node, outer: Node, *, exported: bool) -> Symbol:
    return Symbol(
        qualname,
        kind,
        outer.start_point.row + 1,
        outer.end_point.row + 1,
        outer.start_byte,
        outer.end_byte,
        _signature(source, node, kind),
        _docstring(source, node),
        exported,
        _bases(source, node) if kind == "class" else (),
        _decorators(source, outer) if outer is not node else (),
    )


def _kind(capture: str, name: str, inside: str) -> str:
    if capture == "function":
        return "method" if inside == "class" else "function"
    if capture == "variable":
        return "constant" if name.isupper() else "variable"
    return capture


def _visible(name: str, public: frozenset[str] | None) -> bool:
    if public is not None:
        return name in public
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def _signature(source: bytes, node: Node, kind: str) -> str:
    if kind not in {"function", "method"}:
        return ""
    parameters = node.child_by_field_name("parameters")
    if parameters is None:
        return ""
    result = node.child_by_field_name("return_type")
    return collapse(source[parameters.start_byte : (result or parameters).end_byte])


def _docstring(source: bytes, node: Node) -> str:
    body = node.child_by_field_name("body")
    first = body.named_child(0) if body is not None else None
    if first is None or first.type != "expression_statement":
        return ""
    literal = first.named_child(0)
    if literal is None or literal.type != "string":
        return ""
    raw = STRING_START.sub(
        "", source[literal.start_byte : min(literal.end_byte, literal.start_byte + 600)].decode("utf-8", "replace")
    )
    return one_line(raw).rstrip("\"'")


def _bases(source: bytes, node: Node) -> tuple[str, ...]:
    arguments = node.child_by_field_name("superclasses")
    if arguments is None:
        return ()
    return tuple(
        collapse(source[base.start_byte : base.end_byte].partition(b"[")[0], DECORATOR_LENGTH)
        for base in arguments.named_children
        if base.type not in {"keyword_argument", "comment"}
    )


def _decorators(source: bytes, outer: Node) -> tuple[str, ...]:
    return tuple(
        collapse(source[child.start_byte + 1 : child.end_byte], DECORATOR_LENGTH)
        for child in outer.named_children
        if child.type == "decorator"
    )


def _dunder_all(source: bytes, variables: list[Node] | tuple[()]) -> frozenset[str] | None:
    """The names in a literal `__all__`; None where there is none, or where it is computed."""
    for node in variables:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None or text(source, left) != "__all__":
            continue
        if right.type not in {"list", "tuple"} or any(
            child.type not in {"string", "comment"} for child in right.named_children
        ):
            return None
        return frozenset(text(source, child).strip("\"'") for child in right.named_children)
    return None


# ---- imports


def _plain_import(source: bytes, node: Node) -> Iterator[Import]:
    kind = _import_kind(source, node)
    for item in node.children_by_field_name("name"):
        line = item.start_point.row + 1
        if item.type == "aliased_import":
            name, alias = item.child_by_field_name("name"), item.child_by_field_name("alias")
            if name is not None and alias is not None:
                yield Import(line, kind, text(source, name), "", text(source, alias))
        else:
            specifier = text(source, item)
            yield Import(line, kind, specifier, "", specifier.partition(".")[0])


def _from_import(source: bytes, node: Node) -> Iterator[Import]:
    module = node.child_by_field_name("module_name")
    if module is None:
        return
    kind, specifier = _import_kind(source, node), "".join(text(source, module).split())
    line = node.start_point.row + 1
    names = node.children_by_field_name("name")
    if not names:
        yield Import(line, kind, specifier, "*", "*")
    for item in names:
        if item.type == "aliased_import":
            name, alias = item.child_by_field_name("name"), item.child_by_field_name("alias")
            if name is not None and alias is not None:
                yield Import(line, kind, specifier, text(source, name), text(source, alias))
        else:
            name_text = text(source, item)
            yield Import(line, kind, specifier, name_text, name_text)


def _import_kind(source: bytes, node: Node) -> str:
    """`type_only` under `if TYPE_CHECKING`, `lazy` in a function, `conditional` under `if` or `try`, else `static`."""
    if node.start_point.column == 0:
        return "static"
    kind = "static"
    child, holder = node, node.parent
    while holder is not None:
        if holder.type == "function_definition" or holder.type == "lambda":
            kind = "lazy"
        elif holder.type == "if_statement" and child.type == "block":
            condition = holder.child_by_field_name("condition")
            if condition is not None and text(source, condition).rpartition(".")[2] == "TYPE_CHECKING":
                return "type_only"
            kind = "conditional" if kind == "static" else kind
        elif holder.type in {"try_statement", "elif_clause", "else_clause", "match_statement"} and kind == "static":
            kind = "conditional"
        child, holder = holder, holder.parent
    return kind


def _dynamic_imports(source: bytes) -> Iterator[Import]:
    if b"import_module" not in source and b"__import__" not in source:
        return
    for match in DYNAMIC.finditer(source):
        specifier = match[2].decode("utf-8", "replace")
        anchor = (match[3] or b"").decode("utf-8", "replace").strip("\"'")
        if specifier.startswith(".") and anchor not in {"", "__package__", "__name__"}:
            specifier = f"{anchor}{specifier[0] if len(specifier) - len(specifier.lstrip('.')) == 1 else ''}{specifier.lstrip('.')}"
        yield Import(source.count(b"\n", 0, match.start()) + 1, "dynamic", specifier, "", "", "import_module")
