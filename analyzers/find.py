"""find: files by glob and symbols by name, ranked as a person expects: exact, prefix, camel humps, words, fuzzy."""

from __future__ import annotations

import difflib
import posixpath
from typing import TYPE_CHECKING, NamedTuple

from .. import lazy_re as re
from ..errors import InvalidParameterError
from ..indexer.facts import SYMBOL_KINDS
from ..indexer.spelled_names import dotted
from .lists import counted, cut
from .search.best_first import Group, best_first, order_of
from .search.file_search import endings, file_groups, files_by_glob, files_by_words, mistyped_files
from .search.name_match import EXACT, SPOKEN, WORDS
from .search.symbol_search import symbol_groups, symbol_match
from .search.word_search import found_by_words, telling_words

if TYPE_CHECKING:
    from ..answers import Find, Match
    from ..indexer.index import Index

__all__ = ["answer"]


def answer(index: Index, *, pattern: str, kind: str, limit: int) -> Find:
    """See CONTRACT: `find`.

    Raises:
        InvalidParameterError: no pattern, or no such kind.
    """
    if not pattern.strip():
        raise InvalidParameterError("pattern is empty. Give a name, or a glob such as '*.md'")
    meant, kind = declared(pattern), sought_kind(kind)
    pattern = _plain(index, pattern.removeprefix("./"))
    if kind == "any" and meant and (found := _declared(index, meant, limit)):
        return found
    is_glob = any(char in pattern for char in "*?[") and pattern not in index.files
    spoken = [] if is_glob or not SPOKEN.fullmatch(pattern) else telling_words(pattern)
    groups, total = _files(index, pattern, is_glob=is_glob) if kind in {"any", "file"} else ([], 0)
    if kind != "file" and "/" not in pattern and not (total and _names_a_file(index, pattern)):
        symbols, count = symbol_groups(index, pattern, kind, is_glob=is_glob)
        groups, total = groups + symbols, total + count
    matches = best_first(groups, 0 if len(spoken) > 1 else limit)
    if len(spoken) > 1:
        matches = _with_spoken(index, matches, spoken, kind)
        total = len(matches)
    rows, _ = cut(matches, limit)
    answered: Find = {"matches": rows, "total": total, "truncated": len(rows) < total}
    if not rows and (note := others_of_the_name(index, pattern, kind, is_glob=is_glob)):
        answered["note"] = note
    return answered


def _plain(index: Index, pattern: str) -> str:
    """A path as the index writes it, and a definition's name with dots, however else they are written."""
    if pattern in index.files:
        return pattern
    if posixpath.isabs(pattern) or ("\\" in pattern and _names_a_file(index, pattern)):
        return index.relative(pattern)
    is_glob = "*" in pattern and not pattern.startswith("(")  # Go: `(*Cart).Total`
    return pattern if "/" in pattern or is_glob else dotted(pattern) or pattern


def _declared(index: Index, meant: Declared, limit: int) -> Find | None:
    """The definitions of the name and of those kinds, else of any kind (a language may call it otherwise); None where nothing has
    exactly that name: then its words are sought."""
    last = meant.name.rpartition(".")[2].lower()
    for kinds in (sorted(meant.kinds), ["any"]):
        found = [symbol_groups(index, meant.name, kind, as_written=True) for kind in kinds]
        matches = best_first([group for groups, _ in found for group in groups], limit)
        if matches and matches[0]["name"].rpartition(".")[2].lower() == last:
            rows, total = cut(matches, limit)[0], sum(count for _, count in found)
            return {"matches": rows, "total": total, "truncated": len(rows) < total}
    return None


def _files(index: Index, pattern: str, *, is_glob: bool) -> tuple[list[Group], int]:
    """Groups of files, and how many files are in them; those a typing error away where the pattern is a file's name."""
    if is_glob:
        matching = files_by_glob(index, pattern)
        return [Group(EXACT, lambda: (matching, ()))], len(matching)
    groups, total = file_groups(index, pattern)
    if total or not _names_a_file(index, pattern):
        return groups, total
    near = mistyped_files(index, pattern)
    return [Group(EXACT, lambda: (near, ()))], len(near)


def _names_a_file(index: Index, pattern: str) -> bool:
    """Whether a pattern ends in an extension of the workspace's files: what follows its last dot is then no definition's name."""
    return "." in pattern and pattern.rpartition(".")[2] in endings(index)


def _with_spoken(index: Index, found: list[Match], words: list[str], kind: str) -> list[Match]:
    """Adds the definitions and files that have words of a question, ranked below those whose name has them all."""
    known = {(match["path"], match["line"], match["name"]) for match in found}
    by_words = [] if kind == "file" else found_by_words(index, words, kind)
    spoken = [symbol_match(item.row, item.score * WORDS) for item in by_words]
    spoken += files_by_words(index, words) if kind in {"any", "file"} else ()
    found += [match for match in spoken if (match["path"], match["line"], match["name"]) not in known]
    return sorted(found, key=order_of)


# ---- What `find` is asked for: a name that is written as code declares it (`def parse`, `class Device`), and a kind of symbol

FUNCTIONS = frozenset({"function", "method"})
KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("def", "func", "function", "fn", "fun", "sub"), FUNCTIONS),
    **dict.fromkeys(("const", "let", "var", "val"), frozenset({"constant", "variable", "property", "field"})),
    "class": frozenset({"class", "component"}),
    "interface": frozenset({"interface"}),
    "protocol": frozenset({"interface", "protocol"}),
    "struct": frozenset({"struct", "class"}),
    "enum": frozenset({"enum"}),
    "trait": frozenset({"trait", "interface"}),
    "type": frozenset({"type", "class", "struct", "interface"}),
    "object": frozenset({"object", "class"}),
}
"""Word that declares a name → the kinds of symbol that it declares."""
WRITTEN = re.compile(
    r"(?:(?:pub|public|private|protected|export|static|async|final|abstract) )*(\w+) ([^\W\d][\w.]*)[(:{]?\s*"
)


class Declared(NamedTuple):
    """The name, and the kinds of symbol that are meant."""

    name: str
    kinds: frozenset[str]


def declared(pattern: str) -> Declared | None:
    """What a pattern declares; None where it is no declaration."""
    written = WRITTEN.fullmatch(pattern.strip())
    return Declared(written[2], KINDS[written[1]]) if written and written[1] in KINDS else None


def sought_kind(kind: str) -> str:
    """The kind as the index writes it.

    Raises:
        InvalidParameterError: there is none such; the message lists them.
    """
    kinds = ("any", "file", *SYMBOL_KINDS)
    folded = kind.strip().lower()
    if folded in kinds:
        return folded
    near = difflib.get_close_matches(folded, kinds, n=1)
    hint = f". Did you mean {near[0]!r}?" if near else ""
    raise InvalidParameterError(f"kind must be one of {', '.join(kinds)}, not {kind!r}{hint}")


def others_of_the_name(index: Index, pattern: str, kind: str, *, is_glob: bool) -> str:
    """That definitions of other kinds match where none of the kind does (in Go a class is a struct); "" where none do."""
    if kind in {"any", "file"}:
        return ""
    _, total = symbol_groups(index, pattern, "any", is_glob=is_glob)
    return f"no {kind} matches; {counted(total, 'definition')} of other kinds: ask without kind" if total else ""
