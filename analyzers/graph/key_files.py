"""The files that a newcomer should know: much of the code leads to them, and they hold much of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from ... import lazy_re as re
from ...indexer.classify.linguist import language_type
from ...indexer.workspace_paths import outwards, prefix_of
from ..naming import flat, stem_of
from ..per_index import per_index
from ..search.definitions import OF_FILES, definitions_where, ids_of, top_level
from ..workspace.code_places import is_hidden
from ..workspace.ecosystem_languages import family_of
from ..workspace.folders_aside import handed_out, installed_folders

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence, Set

    from ...indexer.index import Index
    from ..search.definitions import Definition

__all__ = ["central_files", "key_files"]

IN_PARTS = frozenset({"cs"})
"""Endings of files of which several may define one type."""
HELPING = ("bin/", "ci/", "hack/", "performance/", "scripts/", "tools/")
"""Folders at the root, in any case, for programs that developers run."""
VALUES = frozenset({"variable", "constant"})
NAME = re.compile(r"(?!__|default$|_+$)[^\W\d]\w+[?!]?")
"""A name of the code's own: no module that is passed on, nothing that every file has, no export without a name, and no single
letter, which is there for the lines around it."""
SETTINGS = re.compile(r"\.config\.(?:\w+\.)*[cm]?[jt]s$|(?:^|/)(?:\w*_)?conf\.py$|^[\w-]+\.(?!d\.)[\w.-]+\.[cm]?[jt]s$")
"""What tools are told: those of a workspace's packages may all import one, yet it is not what the workspace is about (`karma.base.js`)."""
TERMS = re.compile(r"(?i)(?:^|/)(?:licen[cs]e|copying|copyright)(?:\.\w+)?$")
RANK, USERS, SIZE, LARGE = 0.3, 0.4, 0.5, 1500
"""How rank, the number of files that import a file, and its lines weigh together; beyond `LARGE` lines size says no more."""


def key_files(index: Index, most: int, language: str | None) -> list[dict[str, Any]]:
    """The central files; where the main language is not parsed nothing is known of them: the files of the others are not what the
    workspace is about."""
    if language and not any(file.parsed for file in index.files.values() if file.language in family_of(language)):
        return []
    return central_files(index, most)


@per_index
def central_files(index: Index, most: int) -> list[dict[str, Any]]:
    """The product's files that most of the code leads to and that hold much of it, with what each defines.

    Rank alone names the small helpers that everything uses; size beside it names what the workspace is about.
    """
    forward, backward = index.adjacency
    aside = (*handed_out(index), *installed_folders(index), *_licensed_apart(index))
    product = {
        path
        for path, file in index.files.items()
        if file.zone == "product"
        and language_type(file.language) != "data"  # a manifest that code reads is not what the workspace is about
        and not path.startswith(aside)
        and not path.endswith(".pyi")  # types of other code, often of another project
        and not is_hidden(path)
        and not (("conf" in path or "/" not in path) and SETTINGS.search(path))
    }
    product = {path for path in product if not path.lower().startswith(HELPING)} or product
    nodes = [path for path in index.files if path in product and (path in forward or path in backward)]
    ranks = pagerank({path: [target for target in forward.get(path, ()) if target in product] for path in nodes})
    users = {path: _users(backward.get(path, ()), product) for path in nodes}
    worth = {
        path: (ranks[path] * len(ranks)) ** RANK * count**USERS * min(index.files[path].code_lines, LARGE) ** SIZE
        for path, count in users.items()
        if count
    }
    ranked = sorted(worth, key=lambda path: (-round(worth[path], 9), path))[: 4 * most]
    symbols = own_definitions(index, top_level(index, ranked))
    defined = {path: _defines(path, symbols[path]) for path in ranked if not _is_part(path, symbols[path], product)}
    chosen = [path for path in _one_of_each(defined) if defined[path] or len(defined) <= most][:most]
    return [{"path": path, "used_by": len(backward.get(path, ())), "defines": defined[path]} for path in chosen]


def _licensed_apart(index: Index) -> Iterator[str]:
    """Folders of other people's code, with `/`: no manifest, and a licence of other words than the workspace's (`irr/LICENSE`)."""
    places = [path.rpartition("/") for path in index.files if TERMS.search(path)]
    texts = [(folder, index.read("".join((folder, slash, name))).split()) for folder, slash, name in places]
    own = {path.rpartition("/")[0] for path in index.manifests}
    licences = [text for folder, text in texts if not folder]
    others = (folder for folder, text in texts if licences and text not in licences)
    return (f"{folder}/" for folder in others if folder and folder not in own)


def _users(importers: Collection[str], product: Set[str]) -> int:
    """The product's own users of a file; what only tests import (a library's face, its one file) counts as used once."""
    return sum(user in product for user in importers) or min(1, len(importers))


def _is_part(path: str, symbols: Sequence[Definition], product: Set[str]) -> bool:
    """A file goes on with a type that a file of the type's name begins: its users are that file's."""
    folder, _, name = path.rpartition("/")
    stem, ending = name.partition(".")[0], name.rpartition(".")[2]
    if ending not in IN_PARTS:
        return False
    homes = {f"{outer}{symbol.name}.{ending}" for symbol in symbols for outer in map(prefix_of, outwards(folder))}
    is_part = name != f"{stem}.{ending}" and f"{folder}/{stem}.{ending}" in product
    return is_part or not homes.isdisjoint(product - {path})


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


def _defines(path: str, symbols: Sequence[Definition]) -> list[str]:
    """Up to four public names of a file: the module that it is called after, then the longest definitions."""
    stem = flat(path.rpartition("/")[2].partition(".")[0])
    ranked = sorted(
        (symbol for symbol in symbols if symbol.exported and NAME.fullmatch(symbol.name)),
        key=lambda item: (
            item.kind in VALUES | {"macro", "module"} and not (item.kind == "module" and flat(item.name) == stem),
            item.start_line - item.end_line,
            item.name,
        ),
    )
    return list(dict.fromkeys(symbol.name for symbol in ranked))[:4]


# ---- What a file of Ruby adds where many files go on with one class: `class Pot; module Plugins; module Lid` adds the lid

LANGUAGE: Final = "Ruby"


def own_definitions(index: Index, defined: Mapping[str, list[Definition]]) -> Mapping[str, list[Definition]]:
    """The same, but of a file that only reopens what others of them define too the outermost that it alone defines, if any;
    the file that is called as the class is its home, and a module that it is called as is its own beside what stands inside."""
    paths = [path for path in defined if index.files[path].language == LANGUAGE]
    inside: dict[str, list[Definition]] = {path: [] for path in paths}
    condition = f"{OF_FILES} AND kind IN ('class', 'module')"
    for item in definitions_where(index, condition, (ids_of(index, paths),)):
        inside[item.path].append(item)
    homes = Counter(name for items in inside.values() for name in {item.qualname for item in items})
    found = dict(defined)
    for path, items in inside.items():
        stem = flat(stem_of(path).stem)
        reopens = all(homes[symbol.qualname] > 1 and flat(symbol.name) != stem for symbol in defined[path])
        if reopens and (own := [item for item in items if homes[item.qualname] == 1]):
            found[path] = _outermost(own)
        elif home := [item for item in items if item.kind == "module" and flat(item.qualname) == stem]:
            found[path] = [*home[:1], *defined[path]]
    return found


def _outermost(items: Sequence[Definition]) -> list[Definition]:
    least = min(item.qualname.count(".") for item in items)
    return [item for item in items if item.qualname.count(".") == least]


# ---- Which files matter most: PageRank over the import graph, where an import is a vote for what it imports

DAMPING = 0.85
ROUNDS = 30


def pagerank(following: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Node → its share of the votes; the shares add up to 1.

    Args:
        following: node → the nodes it votes for.
    """
    nodes = sorted(set(following) | {target for targets in following.values() for target in targets})
    if not nodes:
        return {}
    number = {node: position for position, node in enumerate(nodes)}
    votes = [len(following.get(node, ())) for node in nodes]
    voters: list[list[int]] = [[] for _ in nodes]
    for position, node in enumerate(nodes):
        for target in following.get(node, ()):
            voters[number[target]].append(position)
    count = len(nodes)
    rank = [1 / count] * count
    silent = [position for position, given in enumerate(votes) if not given]
    for _ in range(ROUNDS):
        lost = sum(map(rank.__getitem__, silent))
        base = (1 - DAMPING) / count + DAMPING * lost / count
        share = [DAMPING * value / (given or 1) for value, given in zip(rank, votes, strict=True)].__getitem__
        rank = [sum(map(share, those), base) for those in voters]
    return dict(zip(nodes, rank, strict=True))
