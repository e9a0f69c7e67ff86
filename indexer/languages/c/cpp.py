"""C++: symbols and imports of a file, and where its imports lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Parser

from ...facts import Extracted
from ..base import Lexicon
from ..common import as_it_stands as prepare
from ..common import captures_in, grammar_of, load_query
from .c import CONTAINERS as C_CONTAINERS
from .c import LEXICON as C_LEXICON
from .c import SKIP, STRING
from .definitions import macros_inside
from .includes import declared_module, includes, module_imports
from .macros import without_macros
from .symbols import is_header, symbols

if TYPE_CHECKING:
    from tree_sitter import Tree

__all__ = ["extract", "prepare"]

LEXICON = Lexicon(
    skip=SKIP,
    string=rb'(?:u8|[uUL])?+R"(?:\((?:[^)]++|\)(?!"))*+(?:\)"|\Z)|[^\s()\\"]{1,16}+\((?:[^)]++|\)(?![^\s()\\"]{1,16}"))*+(?:\)[^\s()\\"]{1,16}"|\Z))|'
    + STRING,
    keywords=C_LEXICON.keywords
    | frozenset(
        b"alignas alignof asm bool catch char16_t char32_t char8_t class co_await co_return co_yield concept "
        b"const_cast consteval constinit decltype delete dynamic_cast explicit export false final friend mutable "
        b"namespace new noexcept nullptr operator override private protected public reinterpret_cast requires "
        b"static_assert static_cast template this thread_local throw true try typeid typename using virtual "
        b"wchar_t".split()
    ),
    branches=C_LEXICON.branches | {b"catch", b"and", b"or"},
    prefixed=True,
)

CONTAINERS = C_CONTAINERS | {"class", "namespace"}


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions, includes and module imports; see `LanguageModule.extract`."""
    plain = without_macros(source)
    if plain is not source:
        tree = Parser(grammar_of("tree_sitter_cpp")).parse(plain)
    found = captures_in(load_query("cpp", "tree_sitter_cpp"), tree, CONTAINERS, frozenset({"directive"}))
    found["macro"] = [*found.get("macro", ()), *macros_inside(source, tree, found.get("macro", ()))]
    imports = [*includes(source, tree), *module_imports(source, tree)]
    imports.sort(key=lambda item: item.line)
    return Extracted(symbols(source, found, header=is_header(path)), imports, declared_module(source))
