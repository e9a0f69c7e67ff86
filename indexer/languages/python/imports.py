"""What a Python file imports: by statement, and by a call with a literal; each with the kind of import that it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Import
from ...gathering import words
from ..common import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["CONDITIONAL", "IMPORTS", "dynamic_imports", "imports_below"]

CONDITIONAL = frozenset({"if_statement", "try_statement", "match_statement"})
DYNAMIC = re.compile(
    rb"""(?:\bimport_module|\b__import__)\(\s*(['"])(\.*[A-Za-z_][\w.]*)\1\s*(?:,\s*(?:package\s*=\s*)?(\w+|'[\w.]+'|"[\w.]+"))?\s*\)"""
)
PLUGINS = re.compile(rb"""^pytest_plugins\b[^=\n]*=\s*(?:[\[(][^\])]*|['"][\w.]+)""", re.MULTILINE)
"""What pytest imports for a test or `conftest.py`: the modules whose fixtures and hooks it has too."""
OF_PYTEST = words(
    "assertion cacheprovider capture debugging doctest faulthandler fixtures helpconfig junitxml legacypath logging main mark"
    " monkeypatch pastebin pytester pytester_assertions python recwarn reports runner setuponly setupplan skipping stepwise"
    " subtests terminal threadexception tmpdir unittest unraisableexception warnings"
)
"""Plugins that are part of pytest, and no modules of that name (`builtin_plugins` of `_pytest/config/__init__.py`)."""
QUOTED = re.compile(rb"""['"]([A-Za-z_][\w.]*)""")


def _plain_import(source: bytes, node: Node, kind: str) -> Iterator[Import]:
    for item in node.children_by_field_name("name"):
        line = item.start_point.row + 1
        if item.type == "aliased_import":
            name, alias = item.child_by_field_name("name"), item.child_by_field_name("alias")
            if name is not None and alias is not None:
                yield Import(line, kind, text(source, name), "", text(source, alias))
        else:
            specifier = text(source, item)
            yield Import(line, kind, specifier, "", specifier.partition(".")[0])


def _from_import(source: bytes, node: Node, kind: str) -> Iterator[Import]:
    module = node.child_by_field_name("module_name")
    if module is None:
        return
    specifier = "".join(text(source, module).split())
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


def imports_below(source: bytes, block: Node, kind: str) -> str:
    """The kind of imports inside a statement: `type_only` under `if TYPE_CHECKING`, `conditional` under `if` and `try`."""
    if block.type == "if_statement":
        condition = block.child_by_field_name("condition")
        if condition is not None and text(source, condition).rpartition(".")[2] == "TYPE_CHECKING":
            return "type_only"
    if block.type in {"else_clause", "elif_clause"} and kind == "type_only":
        return "conditional"
    return "conditional" if kind == "static" and block.type in CONDITIONAL else kind


def dynamic_imports(source: bytes) -> Iterator[Import]:
    """`import_module("a.b")` with a literal, and the modules that `pytest_plugins` names."""
    if b"pytest_plugins" in source:
        yield from _plugins(source)
    if b"import_module" not in source and b"__import__" not in source:
        return
    for match in DYNAMIC.finditer(source):
        specifier = match[2].decode("utf-8", "replace")
        anchor = (match[3] or b"").decode("utf-8", "replace").strip("\"'")
        if specifier.startswith(".") and anchor not in {"", "__package__", "__name__"}:
            specifier = f"{anchor}{specifier[0] if len(specifier) - len(specifier.lstrip('.')) == 1 else ''}{specifier.lstrip('.')}"
        yield Import(source.count(b"\n", 0, match.start()) + 1, "dynamic", specifier, "", "", "import_module")


def _plugins(source: bytes) -> Iterator[Import]:
    for listed in PLUGINS.finditer(source):
        for match in QUOTED.finditer(source, listed.start(), listed.end()):
            module = match[1].decode("utf-8", "replace")
            if module not in OF_PYTEST:
                yield Import(source.count(b"\n", 0, match.start()) + 1, "dynamic", module, "", "", "pytest_plugins")


IMPORTS = {"import_statement": _plain_import, "import_from_statement": _from_import}
"""Kind of statement → how it is read."""
