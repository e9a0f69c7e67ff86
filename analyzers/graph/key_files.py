"""The files that a newcomer should know: much of the code leads to them, and they hold much of it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from ...indexer.classify.linguist import language_type
from ..per_index import per_index
from ..search.definitions import top_level
from ..workspace.code_places import is_hidden
from ..workspace.ecosystem_languages import family_of
from .centrality import pagerank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from ...indexer.index import Index
    from ..search.definitions import Definition

__all__ = ["key_files"]

IN_PARTS = frozenset({"cs"})
"""Endings of files of which several may define one type."""
VALUES = frozenset({"variable", "constant"})
NAME = re.compile(r"(?!__|default$|_+$)[^\W\d]\w*[?!]?")
"""A name of the code's own: no module that is passed on, nothing that every file has, no export without a name."""
SETTINGS = re.compile(r"\.config\.(?:\w+\.)*[cm]?[jt]s$|(?:^|/)(?:\w*_)?conf\.py$")
"""What tools are told: those of a workspace's packages may all import one, yet it is not what the workspace is about."""
LICENCE = re.compile(r"(?!licen[cs]e)\w[\w-]*\.licen[cs]e\b", re.IGNORECASE)
"""The licence of one library among others."""
TERMS = re.compile(r"(?:licen[cs]e|copying)(?:\.(?:txt|md|rst|mit|apache|bsd))?", re.IGNORECASE)
VENDOR_DIR = re.compile(rb'"vendor-dir"\s*:\s*"([^"]+)"')
RANK, USERS, SIZE, LARGE = 0.3, 0.4, 0.5, 1500
"""How rank, the number of files that import a file, and its lines weigh together; beyond `LARGE` lines size says no more."""


@per_index
def key_files(index: Index, most: int, language: str | None) -> list[dict[str, Any]]:
    """The product's files that most of the code leads to and that hold much of it, with what each defines.

    Rank alone names the small helpers that everything uses; size beside it names what the workspace is about. Where the main
    language is not parsed nothing is known of that: the files of the others are not what it is about.
    """
    if language and not any(file.parsed for file in index.files.values() if file.language in family_of(language)):
        return []
    forward, backward = index.adjacency
    carried = _carried(index)
    product = {
        path
        for path, file in index.files.items()
        if file.zone == "product"
        and not _is_data(file.language)
        and not path.startswith(carried)
        and not is_hidden(path)
        and not SETTINGS.search(path)
    }
    ranks = pagerank(
        {
            path: [target for target in targets if target in product]
            for path, targets in forward.items()
            if path in product
        }
    )
    users = {path: sum(user in product for user in backward.get(path, ())) for path in ranks if path in product}
    worth = {
        path: (ranks[path] * len(ranks)) ** RANK * count**USERS * min(index.files[path].code_lines, LARGE) ** SIZE
        for path, count in users.items()
        if count
    }
    ranked = sorted(worth, key=lambda path: (-round(worth[path], 9), path))[: 4 * most]
    symbols = top_level(index, ranked)
    defined = {path: _defines(symbols[path]) for path in ranked if not _is_part(path, symbols[path], product)}
    chosen = [path for path in _one_of_each(defined) if defined[path] or len(defined) <= most][:most]
    return [{"path": path, "used_by": len(backward.get(path, ())), "defines": defined[path]} for path in chosen]


def _is_part(path: str, symbols: Sequence[Definition], product: Set[str]) -> bool:
    """A file goes on with a type that a file of the type's name begins: its users are that file's."""
    folder, _, name = path.rpartition("/")
    stem, ending = name.partition(".")[0], name.rpartition(".")[2]
    if ending not in IN_PARTS:
        return False
    homes = {f"{outer}{symbol.name}.{ending}" for symbol in symbols for outer in _outwards(folder)}
    return not homes.isdisjoint(product - {path}) or (
        name != f"{stem}.{ending}" and f"{folder}/{stem}.{ending}" in product
    )


def _outwards(folder: str) -> Iterator[str]:
    """A folder and those around it, as paths begin."""
    while folder:
        yield f"{folder}/"
        folder = folder.rpartition("/")[0]
    yield ""


def _carried(index: Index) -> tuple[str, ...]:
    """Folders of other people's code that come with it: no manifest, and a licence with a name of its own (`fmt.license.rst`)
    or with another text than the workspace's."""
    own = {path.rpartition("/")[0] for path in index.manifests}
    parts = [path.rpartition("/") for path in index.files]
    licensed = {f"{folder}/" for folder, _, name in parts if folder not in {"", *own} and LICENCE.match(name)}
    texts = {f"{folder}/": _text(index, folder, name) for folder, _, name in parts if TERMS.fullmatch(name)}
    if root := {_text(index, "", name) for folder, _, name in parts if not folder and TERMS.fullmatch(name)}:
        licensed |= {folder for folder, text in texts.items() if folder[:-1] not in {"", *own} and text not in root}
    return tuple(sorted(licensed.union(_installed_by_composer(index))))


def _text(index: Index, folder: str, name: str) -> bytes:
    """A licence's words, however its lines are broken."""
    return b" ".join(index.read(f"{folder}/{name}" if folder else name).split())


def _installed_by_composer(index: Index) -> Iterator[str]:
    """Folders of the packages that a composer.json has put among the workspace's own code (`"vendor-dir": "./"`)."""
    for path, manifest in index.manifests.items():
        if path.rpartition("/")[2] == "composer.json" and (stated := VENDOR_DIR.search(index.read(path))):
            below = posixpath.join(path.rpartition("/")[0], stated[1].decode("utf-8", "replace"))
            for dependency in manifest.dependencies:
                yield posixpath.normpath(posixpath.join(below, dependency.name)) + "/"


def _one_of_each(defined: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The files but those of a folder that only go on with what an earlier one of them defines (parts of a C# class), and
    those that another folder has under the same name with the same definitions (the steps of a tutorial)."""
    seen: set[tuple[str, str]] = set()
    copies: set[tuple[str, ...]] = set()
    for path, names in defined.items():
        folder, _, name = path.rpartition("/")
        own = {(folder, one) for one in names}
        if not own or not (own <= seen or (name, *names) in copies):
            yield path
        seen |= own
        copies.add((name, *names))


def _defines(symbols: Sequence[Definition]) -> list[str]:
    """Up to four public names of a file, the longest definitions first."""
    ranked = sorted(
        (symbol for symbol in symbols if symbol.exported and NAME.fullmatch(symbol.name) and not _is_passing(symbol)),
        key=lambda item: (
            item.kind in VALUES | {"macro", "module"},
            item.start_line - item.end_line,
            item.name,
        ),
    )
    return list(dict.fromkeys(symbol.name for symbol in ranked))[:4]


def _is_passing(symbol: Definition) -> bool:
    """A value of one letter is there for the lines around it (`if __name__ == "__main__"`)."""
    return symbol.kind in VALUES and len(symbol.name) == 1


def _is_data(language: str) -> bool:
    """JSON and the like: a manifest that code reads is not what the workspace is about."""
    return language_type(language) == "data"
