"""The files and symbols that follow a pattern: by role (folder, affix), by base class and decorator, by the names they use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .idioms import ALIASES, IDIOMS
from .naming import singular, split_words, stem_of
from .roles import GENERIC_FOLDERS, WorkspaceFiles, role_words
from .test_placement import bare_words

if TYPE_CHECKING:
    from ..indexer.index import File, Index, IndexedSymbol

__all__ = ["Member", "leading_roles", "population"]

STRUCTURAL_NAMES = frozenset({"index", "__init__", "mod", "main", "lib", "conftest", "setup"})
"""Files that every folder has: they hold no example of a role."""
SYMBOL_KINDS = frozenset({"class", "function", "component", "interface", "struct", "trait", "constant"})
LEADING = 4
"""As many alike files make a role that nobody listed."""


class Member(NamedTuple):
    """A file of the population, the symbol that shows the pattern, why it counts, and how surely (0 to 1)."""

    file: File
    symbol: IndexedSymbol | None
    why: str
    weight: float


def population(index: Index, pattern: str, description: str | None) -> list[Member]:
    """Who follows a pattern, surest first; narrowed to what shares words with the description where any does."""
    found: dict[str, Member] = {}
    for member in (*_by_role(index, pattern), *_by_symbol(index, pattern), *_by_names(index, pattern)):
        known = found.get(member.file.path)
        if known is None or member.weight > known.weight:
            symbol = member.symbol or (known.symbol if known else None)
            found[member.file.path] = member._replace(symbol=symbol)
    members = [member for member in found.values() if _wanted(member.file, pattern)]
    if not members:
        members = list(_by_words(index, f"{pattern} {description or ''}"))
    narrowed = [member for member in members if description and _shares(index, member, description)]
    return sorted(narrowed or members, key=lambda member: (-member.weight, member.file.path))


def leading_roles(index: Index) -> list[tuple[str, int]]:
    """Roles that the workspace's folders and affixes make, with how many files each has, largest first."""
    counts: dict[str, set[str]] = {}
    for file in index.files.values():
        if file.zone not in {"product", "test"} or not file.parsed:
            continue
        name = stem_of(file.path)
        words = [singular(word) for word in split_words(name.stem)]
        if len(words) > 1 and name.stem not in STRUCTURAL_NAMES:
            counts.setdefault(words[-1], set()).add(file.path)
        folder = [singular(word) for word in split_words(name.folder.rpartition("/")[2])]
        if folder and name.stem not in STRUCTURAL_NAMES:
            counts.setdefault("_".join(folder), set()).add(file.path)
    ranked = sorted(
        ((role, len(paths)) for role, paths in counts.items() if len(paths) >= LEADING),
        key=lambda item: (-item[1], item[0]),
    )
    return [item for item in ranked if not item[0].isdigit() and len(item[0]) > 2 and item[0] not in GENERIC_FOLDERS]


def _wanted(file: File, pattern: str) -> bool:
    zones = {"test"} if role_words(pattern)[-1:] in {("test",), ("fixture",), ("spec",)} else {"product"}
    return file.zone in zones and stem_of(file.path).stem not in STRUCTURAL_NAMES


def _by_role(index: Index, pattern: str) -> Iterator[Member]:
    languages = frozenset(file.language for file in index.files.values() if file.parsed)
    files = WorkspaceFiles(index, languages)
    if role_words(pattern) in {("test",), ("spec",)}:
        for file in files.files:
            if file.zone == "test":
                named = bare_words(file.path) != tuple(stem_of(file.path).words)
                yield Member(
                    file, None, "a test by its name" if named else "stands among the tests", 1.0 if named else 0.4
                )
        return
    for item in files.of_role(pattern):
        if item.how == "affix":
            yield Member(item.file, None, f"its name ends in {item.word}", 1.0)
        elif item.how == "folder" and item.weight > 0.8:
            yield Member(item.file, None, f"stands in {item.file.path.rpartition('/')[0]}", 0.9)


def _by_symbol(index: Index, pattern: str) -> Iterator[Member]:
    """Definitions named, derived or decorated as the pattern asks."""
    idiom = IDIOMS.get(ALIASES.get(pattern, pattern))
    wanted = role_words(pattern)
    for symbol in index.symbols(kinds=("class", "component", "function", "method", "struct", "interface", "trait")):
        words = tuple(singular(word) for word in split_words(symbol.name))
        if (
            symbol.kind in {"class", "component", "struct"}
            and len(words) > len(wanted)
            and words[-len(wanted) :] == wanted
        ):
            yield Member(index.files[symbol.path], symbol, f"{symbol.name} is named so", 0.95)
        if idiom is None:
            continue
        base = next(
            (base for base in symbol.bases if base in idiom.bases or base.rpartition(".")[2] in idiom.bases), None
        )
        decorator = next((text for text in symbol.decorators if text.partition("(")[0] in idiom.decorators), None)
        if base:
            yield Member(index.files[symbol.path], symbol, f"{symbol.name} extends {base}", 0.97)
        elif decorator:
            yield Member(
                index.files[symbol.path], symbol, f"{symbol.name} is decorated with {decorator.partition('(')[0]}", 0.97
            )


def _by_names(index: Index, pattern: str) -> Iterator[Member]:
    """Files that use several of the idiom's names; one alone is weak."""
    idiom = IDIOMS.get(ALIASES.get(pattern, pattern))
    if idiom is None:
        return
    counts: dict[str, list[str]] = {}
    for name in idiom.names:
        for use in index.uses(name):
            counts.setdefault(use.path, []).append(name)
    for path, names in sorted(counts.items()):
        yield Member(index.files[path], None, f"uses {', '.join(names[:3])}", min(0.9, 0.45 + 0.15 * len(names)))


def _by_words(index: Index, text: str) -> Iterator[Member]:
    """Free words: symbols whose names or documentation share them."""
    wanted = {singular(word) for word in split_words(text)} - {""}
    for symbol in index.symbols():
        if symbol.kind not in SYMBOL_KINDS or index.files[symbol.path].zone != "product":
            continue
        words = {singular(word) for word in split_words(symbol.name)}
        shared = wanted & (words | {singular(word) for word in split_words(symbol.doc)})
        if shared and len(shared) * 2 >= len(wanted):
            bonus = 0.3 if shared <= words else 0.0
            yield Member(
                index.files[symbol.path],
                symbol,
                f"{symbol.name} shares {', '.join(sorted(shared))}",
                min(0.9, 0.4 * len(shared) / len(wanted) + bonus),
            )


def _shares(index: Index, member: Member, description: str) -> bool:
    wanted = {singular(word) for word in split_words(description) if len(word) > 2}
    words = {singular(word) for word in split_words(member.file.path)}
    for symbol in index.symbols(member.file.path):
        words |= {singular(word) for word in split_words(f"{symbol.name} {symbol.doc}")}
    return bool(wanted & words)
