"""Where a line of Rust stands: in which module, by its file's name, and in which function."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...indexer.index import Index
    from ...indexer.rows import IndexedSymbol

__all__ = ["function_around", "launched", "module_name"]

LAUNCH = re.compile(r"^\s*#\[(?:rocket::)?launch\]")


def module_name(path: str) -> str:
    """The module that a file is: `users.rs` and `users/mod.rs` are `users`."""
    folder, _, name = path.rpartition("/")
    return folder.rpartition("/")[2] if name == "mod.rs" else name.removesuffix(".rs")


def launched(index: Index, path: str) -> IndexedSymbol | None:
    """The function that Rocket's `#[launch]` makes the program of."""
    number = next((number for number, text in enumerate(index.lines(path), 1) if LAUNCH.match(text)), 0)
    below = (symbol for symbol in index.symbols(path) if number and symbol.end_line > number)
    return min(below, key=lambda symbol: symbol.start_line, default=None)


def function_around(index: Index, path: str, line: int) -> str:
    """The innermost function or method around a line; "" outside of all."""
    around = [
        symbol
        for symbol in index.symbols(path)
        if symbol.kind in ("function", "method") and symbol.start_line <= line <= symbol.end_line
    ]
    return max(around, key=lambda symbol: symbol.start_line).name if around else ""
