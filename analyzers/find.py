"""find: files by glob and symbols by name, ranked as a person expects: exact, prefix, camel humps, words, fuzzy."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase, translate
from typing import TYPE_CHECKING

from .lists import cut
from .workspace.word_search import found_by_words, names_of, telling_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from ..answers import Find, Match
    from ..indexer.index import Index

__all__ = ["answer", "words"]

EXACT, EXACT_FOLDED, PREFIX, HUMPS, WORDS, INSIDE, FUZZY = 1.0, 0.97, 0.9, 0.8, 0.75, 0.6, 0.4
ZONE_WEIGHT = {
    "product": 1.0,
    "example": 0.9,
    "docs": 0.88,
    "test": 0.85,
    "fixture": 0.7,
    "generated": 0.6,
    "vendored": 0.5,
}
FUZZY_CUTOFF = 0.75
OTHER_OWNER = 0.6
"""Weight of a definition whose name matches, but not what the pattern says it stands in."""
NAMES_A_QUERY = 500
DEFINITIONS = "SELECT path, language, zone, name, qualname, kind, start_line, exported FROM symbols JOIN files ON files.id = file_id"
NAME, QUALNAME = 3, 4
"""Columns of `DEFINITIONS`."""
SPOKEN = re.compile(r"\w+(?:[\s-]+\w+)+\s*")
"""Words parted by spaces, as in a question; a name in any case style is one word."""
WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


def answer(index: Index, *, pattern: str, kind: str, limit: int) -> Find:
    """See CONTRACT: `find`."""
    found: list[Match] = []
    is_glob = any(char in pattern for char in "*?[") and pattern not in index.files
    if kind in {"any", "file"}:
        found += _files_by_glob(index, pattern) if is_glob else _files_by_name(index, pattern)
    if kind != "file" and "/" not in pattern:
        found += _symbols(index, pattern, kind, is_glob=is_glob)
    if not is_glob and len(wanted := telling_words(pattern)) > 1 and SPOKEN.fullmatch(pattern):
        known = {(match["path"], match["line"], match["name"]) for match in found}
        spoken = [*_by_words(index, wanted, kind), *(_files_by_words(index, wanted) if kind in {"any", "file"} else ())]
        found += [match for match in spoken if (match["path"], match["line"], match["name"]) not in known]
    found.sort(
        key=lambda match: (-match["score"], len(match["name"]), match["path"], match["line"] or 0, match["name"])
    )
    rows, truncated = cut(found, limit)
    return {"matches": rows, "total": len(found), "truncated": truncated}


def words(name: str) -> list[str]:
    """The words of an identifier in any case style, lower case: `HTTPServerError` → http, server, error."""
    return [word.lower() for word in WORD.findall(name)]


# ---- words


def _by_words(index: Index, wanted: Sequence[str], kind: str) -> Iterator[Match]:
    """Definitions that the words of the question meet, below those whose name holds them all."""
    if kind == "file":
        return
    for row, score in found_by_words(index, wanted, kind):
        yield _symbol(row, score * WORDS)


def _files_by_words(index: Index, wanted: Sequence[str]) -> Iterator[Match]:
    """Files whose path has all the words: best where it ends in them, else the more of them are in the name itself."""
    for path, file in index.files.items():
        lowered = path.lower()
        if all(word in lowered for word in wanted):
            folder, _, name = path.rpartition("/")
            last = words(f"{folder}/{name.partition('.')[0]}")[-len(wanted) :]
            if len(last) == len(wanted) and all(map(str.startswith, last, wanted)):
                yield _file(path, file.language, WORDS * 0.95 * ZONE_WEIGHT[file.zone])
                continue
            inside = sum(word in words(name) for word in wanted) / len(wanted)
            if inside:
                yield _file(path, file.language, WORDS * (0.6 + 0.4 * inside) * ZONE_WEIGHT[file.zone])


# ---- files


def _files_by_glob(index: Index, pattern: str) -> Iterator[Match]:
    """Globs match whole paths; one without a slash matches file names; `**` crosses folders and alone means every file."""
    whole = "/" in pattern or pattern == "**"
    matcher = _glob(pattern)
    for path, file in index.files.items():
        if matcher(path if whole else path.rpartition("/")[2]):
            yield _file(path, file.language, ZONE_WEIGHT[file.zone])


def _glob(pattern: str) -> Callable[[str], object]:
    expression = ""
    for part in re.split(r"(\*\*/?|\*)", pattern):
        if part.startswith("**"):
            expression += "(?:.*/)?" if part.endswith("/") else ".*"
        elif part == "*":
            expression += "[^/]*"
        else:
            expression += translate(part)[4:-3]
    return re.compile(expression, re.DOTALL).fullmatch


def _files_by_name(index: Index, pattern: str) -> Iterator[Match]:
    if "/" in pattern:
        yield from _files_by_path(index, pattern)
        return
    lowered = pattern.lower()
    for path, file in index.files.items():
        name = path.rpartition("/")[2]
        if lowered in name.lower():
            best = max(_score(pattern, name), _score(pattern, name.partition(".")[0]) - 0.01)
            yield _file(path, file.language, best * ZONE_WEIGHT[file.zone])


def _files_by_path(index: Index, pattern: str) -> Iterator[Match]:
    """A part of a path: the whole of it, its end, a folder, or any piece."""
    wanted = pattern.lower().removeprefix("./")
    for path, file in index.files.items():
        folded = f"/{path.lower()}"
        if wanted not in folded:
            continue
        if folded.endswith(f"/{wanted}"):
            score = EXACT if path == pattern else PREFIX + (EXACT_FOLDED - PREFIX) * len(wanted) / len(path)
        else:
            score = HUMPS if f"/{wanted}" in folded else INSIDE
        yield _file(path, file.language, score * ZONE_WEIGHT[file.zone])


def _file(path: str, language: str, score: float) -> Match:
    name = path.rpartition("/")[2]
    return {"path": path, "line": None, "kind": "file", "name": name, "language": language, "score": round(score, 3)}


# ---- symbols


def _symbols(index: Index, pattern: str, kind: str, *, is_glob: bool) -> Iterator[Match]:
    """Definitions of the matching names, first those inside what a dotted pattern names before the last dot."""
    names = _names(index, pattern, is_glob=is_glob)
    owner = "" if is_glob else pattern.rpartition(".")[0].lower()
    for row in _definitions(index, sorted(names), kind):
        owned = not owner or f".{row[QUALNAME].rpartition('.')[0]}".lower().endswith(f".{owner}")
        yield _symbol(row, names[row[NAME]] * (1 if owned else OTHER_OWNER))


def _symbol(row: Sequence[Any], score: float) -> Match:
    """A definition, one that others see a little before one that they do not."""
    path, language, zone, _, qualname, kind, line, exported = row
    weighed = score * ZONE_WEIGHT[zone] * (1 if exported else 0.97)
    return {
        "path": path,
        "line": line,
        "kind": kind,
        "name": qualname,
        "language": language,
        "score": round(weighed, 3),
    }


def _definitions(index: Index, names: Sequence[str], kind: str) -> Iterator[Any]:
    wanted = "" if kind == "any" else " AND kind = ?"
    for start in range(0, len(names), NAMES_A_QUERY):
        part = names[start : start + NAMES_A_QUERY]
        marks = ",".join("?" * len(part))
        yield from index.rows(
            f"{DEFINITIONS} WHERE name IN ({marks}){wanted}",
            (*part, *([kind] if wanted else [])),
        )


def _names(index: Index, pattern: str, *, is_glob: bool) -> dict[str, float]:
    """Distinct symbol names that match, with their score; a dotted pattern is sought by its last part."""
    wanted = pattern.rpartition(".")[2] if not is_glob else pattern
    if is_glob:
        longest = max(re.split(r"\[.*?\]|[*?]", pattern), key=len)
        return {name: INSIDE for name, _ in names_of(index) if longest in name and fnmatchcase(name, pattern)}
    if not wanted:
        return {}
    found = {name: score for name in _near(index, wanted) if (score := _score(wanted, name))}
    return found or ({} if SPOKEN.fullmatch(pattern) else _fuzzy(index, wanted))


def _near(index: Index, wanted: str) -> Iterable[str]:
    """A wide and quick net for `_score`: names that hold the pattern, or all its words, or begin with its first hump."""
    folded, parts = wanted.lower(), words(wanted)
    names = names_of(index)
    found = {name for name, lowered in names if folded in lowered}
    if len(parts) > 1:
        rest = names
        for part in parts:
            rest = [(name, lowered) for name, lowered in rest if part in lowered]
        found |= {name for name, _ in rest}
    humps = [char.lower() for char in wanted if char.isupper()]
    if wanted[:1].isupper() and len(humps) > 1:
        in_order = re.compile(".*".join(map(re.escape, humps)), re.DOTALL)
        first = humps[0]
        found |= {name for name, lowered in names if lowered[0] == first and in_order.match(lowered)}
    return sorted(found)


def _fuzzy(index: Index, wanted: str) -> dict[str, float]:
    """Names a typing error away, only where nothing else matched."""
    import difflib

    near = (len(wanted) * 2 // 3, len(wanted) * 3 // 2 + 1)
    parts = {wanted[start : start + 3].lower() for start in range(max(1, len(wanted) - 2))}
    least = max(1, len(parts) // 3)
    names = [
        name
        for name, lowered in names_of(index)
        if near[0] <= len(name) <= near[1] and sum([part in lowered for part in parts]) >= least
    ]
    found: Iterable[str] = difflib.get_close_matches(wanted, names, n=10, cutoff=FUZZY_CUTOFF)
    return {name: FUZZY * difflib.SequenceMatcher(None, wanted, name).ratio() for name in found}


def _score(pattern: str, name: str) -> float:
    """How well a name matches, 0 to 1; 0 for not at all."""
    if name == pattern:
        return EXACT
    folded, lowered = name.lower(), pattern.lower()
    if folded == lowered:
        return EXACT_FOLDED
    length = min(len(pattern), len(name)) / max(len(pattern), len(name), 1)
    if folded.startswith(lowered):
        return PREFIX + 0.05 * length
    parts, wanted = words(name), words(pattern)
    if parts == wanted:
        return EXACT_FOLDED - 0.02
    if pattern.isupper() and len(pattern) > 1 and "".join(part[0] for part in parts).startswith(lowered):
        return HUMPS + 0.05 * length
    if _humps(pattern, name):
        return HUMPS + 0.05 * length
    if wanted and all(word in parts for word in wanted):
        return WORDS + 0.05 * length
    return INSIDE + 0.1 * length if lowered in folded else 0.0


def _humps(pattern: str, name: str) -> bool:
    """`UsrRepo` matches `UserRepository`? Each hump of the pattern must begin a hump of the name, in order: `UsRe` does."""
    wanted, parts = WORD.findall(pattern), WORD.findall(name)
    if len(wanted) < 2:
        return False
    rest = iter(part.lower() for part in parts)
    return all(any(part.startswith(word.lower()) for part in rest) for word in wanted)
