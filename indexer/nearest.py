"""What to say of a file or a symbol that is not there, or that is not told apart from others: the nearest ones."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from .. import lazy_re as re
from ..errors import AmbiguousSymbolError, FileNotInWorkspaceError, GroundplanError, SymbolNotFoundError

if TYPE_CHECKING:
    from .rows import IndexedSymbol

__all__ = ["NEITHER", "file_not_there", "symbol_not_told"]

NEITHER = "neither a file nor a folder of"

PARTED = re.compile(r"[./\\:]+")
INDEX = re.compile(r"/(?:__init__|index|mod)$")
"""A file by which its folder is imported."""


def file_not_there(
    path: str, files: Collection[str], *, what: str = "file not in", definers: Sequence[str] = ()
) -> FileNotInWorkspaceError:
    """The files of the same name in any case, else those that a module or class of the name is in, or of a similar path; of a
    folder some that it holds.

    Args:
        definers: the files that define a symbol which is called so.
    """
    folder = path.replace("\\", "/").removeprefix("./").strip("/")
    if inside := sorted(other for other in files if folder in {"", "."} or other.startswith(f"{folder}/")):
        return _is_folder(folder, inside)
    name = path.rpartition("/")[2].lower()
    same = [other for other in files if other.rpartition("/")[2].lower() == name]
    if definers and not same:
        places = ", ".join(map(repr, definers[:3])) + (f" and {len(definers) - 3} more" if definers[3:] else "")
        hint = f"Give the file that defines it, and symbol={path!r}: {places}"
        return FileNotInWorkspaceError(f"{path!r} is a symbol. {hint}")
    near = same or _of_module(path, files) or difflib.get_close_matches(path, list(files), n=3, cutoff=0.6)
    hint = f"Nearest: {', '.join(map(repr, near[:3]))}" if near else "'find' searches by name or glob"
    return FileNotInWorkspaceError(f"{what} the workspace: {path!r}. {hint}")


def _of_module(path: str, files: Collection[str]) -> list[str]:
    """The files whose paths end like a name that code says (`shop.cart`, `io.acme.http.Context`, `crate::cart`), or a path
    without its ending; nearest to the root first."""
    wanted = INDEX.sub("", f"/{PARTED.sub('/', path.lower()).strip('/')}")
    ends = {other: INDEX.sub("", f"/{other.rpartition('.')[0]}".lower()) for other in files}
    found = [other for other, end in ends.items() if wanted.strip("/") and end.endswith(wanted)]
    return sorted(found, key=lambda other: (other.count("/"), other))


def _is_folder(folder: str, inside: Sequence[str]) -> FileNotInWorkspaceError:
    shown = ", ".join(map(repr, inside[:3]))
    return FileNotInWorkspaceError(
        f"{folder or '.'!r} is a folder. Give a file of it: {shown}{f' and {len(inside) - 3} more' if inside[3:] else ''}"
    )


def symbol_not_told(
    path: str, name: str, symbols: Sequence[IndexedSymbol], bare: Sequence[IndexedSymbol], *, unread: str = ""
) -> GroundplanError:
    """The candidates where several symbols of a file have the bare name, else those with a similar one.

    Args:
        unread: why no definitions of the file are read; "" where they are.
    """
    if bare:
        candidates = ", ".join(f"{symbol.qualname} (line {symbol.start_line})" for symbol in bare[:8])
        return AmbiguousSymbolError(f"symbol {name!r} is ambiguous in {path!r}. Candidates: {candidates}")
    known = list(dict.fromkeys(symbol.qualname for symbol in symbols))
    near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.5)
    more = f" and {len(known) - 8} more" if known[8:] else ""
    none = f"{unread[:1].upper()}{unread[1:]}" if unread else "It defines none"
    defined = f"It defines {', '.join(known[:8])}{more}" if known else f"{none}. Ask for the file alone"
    hint = f"Nearest: {', '.join(near)}" if near else defined
    return SymbolNotFoundError(f"symbol not in {path!r}: {name!r}. {hint}")
