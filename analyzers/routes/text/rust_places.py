"""Where a line of Rust stands: in which module, by its file's name, and whether only tests are compiled with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...per_index import read_once
from .route_blocks import RUST_TOKEN, brackets
from .route_source import line_number, source_text

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["functions_named", "in_test_module", "module_name", "module_path"]

TEST_MODULE = re.compile(r"#\[cfg\((?:test|all\(\s*test\b[^\]]*)\)\]\s*(?:#\[[^\]]*\]\s*)*(?:pub\s+)?mod\s+\w+\s*(\{)")


def module_path(path: str) -> str:
    """The module that a file is, below the modules around it: `users/mod.rs` is `/users`."""
    return f"/{path.removesuffix('.rs').removesuffix('/mod')}"


def module_name(path: str) -> str:
    """The module that a file is: `users.rs` and `users/mod.rs` are `users`."""
    return module_path(path).rpartition("/")[2]


def functions_named(index: Index, name: str) -> list[str]:
    """The files of Rust that define a function of that name."""
    found = index.symbols(name=name, kinds=("function",))
    return list(dict.fromkeys(symbol.path for symbol in found if index.files[symbol.path].language == "Rust"))


def in_test_module(index: Index, path: str, line: int) -> bool:
    """Whether a line of a file of Rust stands in a module that only tests are compiled with."""
    if index.files[path].language != "Rust":
        return False
    return any(first <= line <= last for first, last in _modules(index, path))


@read_once
def _modules(index: Index, path: str) -> list[tuple[int, int]]:
    """The first and last line of each test module."""
    text = source_text(index, path)
    found = list(TEST_MODULE.finditer(text))
    closing = brackets(text, RUST_TOKEN) if found else {}
    return [
        (line_number(text, match.start(1)), line_number(text, closing.get(match.start(1), len(text))))
        for match in found
    ]
