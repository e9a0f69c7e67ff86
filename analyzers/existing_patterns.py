"""existing_patterns: how a thing is done here: best examples, conventions with their shares, deviations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .. import lazy_re as re
from ..errors import InvalidParameterError
from ..indexer.classify.zone_names import HEADER_BYTES
from ..indexer.classify.zones import zone_of_content
from ..indexer.languages.families import FAMILIES
from .conventions.exemplars.conventions import Conventions, conventions_of
from .conventions.exemplars.exemplars import ranked_exemplars
from .conventions.new_file.sequence import ordered_role, split_mark
from .conventions.patterns.leading_patterns import idiom_counts, is_role, leading_roles
from .conventions.patterns.population import population, telling
from .conventions.patterns.shown_definitions import shown_definition
from .conventions.roles.feature_folders import layouts_of
from .conventions.roles.roles import workspace_files
from .lists import cut
from .naming import flat, split_words, stem_of
from .per_index import per_index
from .search.definitions import top_level
from .workspace.history import history

if TYPE_CHECKING:
    from ..answers import Example, Patterns
    from ..indexer.index import Index
    from ..indexer.rows import IndexedSymbol
    from .conventions.patterns.member import Member
    from .search.definitions import Definition

__all__ = ["answer"]

SNIPPET_LINES = 14
USE_LINES, BEFORE_USE = 10, 2
SNIPPET_CHARACTERS = 700
DEVIATIONS = 5
ECMASCRIPT = FAMILIES["javascript"].languages
DECLARING = frozenset({"constant", "dto", "enum", "interface", "type"})
PARAMETER_LINES = 6
"""A signature over more lines than this is shown by its first."""
CASE = re.compile(r"\s*(?:describe|it|test)\b[\w.]*\(")
"""How a case of a test begins that is a call."""
DECORATING = re.compile(r"\s*(?:@|#?\[)")
MOSTLY = 0.5
"""From this share on a folder is where the next one goes; below, safe_location weighs its name too."""


def answer(index: Index, *, pattern_type: str, description: str | None, limit: int) -> Patterns:
    """See CONTRACT: `existing_patterns`.

    Raises:
        InvalidParameterError: a pattern without words.
    """
    pattern = "_".join(word.lower() for word in split_words(pattern_type))
    if not pattern:
        raise InvalidParameterError(
            f"pattern_type must have letters: {pattern_type!r}. Give a role such as 'service', or 'relevant'"
        )
    if pattern == "relevant":
        return _relevant(index, limit)
    followed, conventions = _of_role(index, pattern)
    ranked = followed
    if description:
        members = population(index, pattern, description)
        if {member.file.path for member in members} <= {member.file.path for member in followed}:
            ranked = _ranked(index, members, conventions)  # the description picks among them
        else:
            followed, conventions = _learned(index, pattern, members)
            ranked = followed
    shown, truncated = cut(ranked, limit)
    found: Patterns = {
        "pattern_type": pattern,
        "example_files": [_example(index, member, conventions) for member in shown],
        "conventions": conventions.shown,
        "population": len(followed),
        "deviations": cut(conventions.deviations, DEVIATIONS if limit else 0)[0],
        "recommendation": _recommendation(pattern, ranked, conventions),
        "total": len(ranked),
        "truncated": truncated,
    }
    if gap := history(index).gap:
        found["coverage"] = f"what was worked on lately does not count: {gap}"
    return found


@per_index
def _of_role(index: Index, pattern: str) -> tuple[list[Member], Conventions]:
    """All who follow a pattern, kept for the index: agents ask for the leading patterns again and again."""
    return _learned(index, pattern, population(index, pattern, None))


def _learned(index: Index, pattern: str, members: list[Member]) -> tuple[list[Member], Conventions]:
    """The files that follow a pattern, the best example first, and the conventions that they share."""
    languages = frozenset(member.file.language for member in members)
    layouts = layouts_of(workspace_files(index, languages), pattern)
    conventions = conventions_of(index, telling(members), layouts, pattern)
    return _ranked(index, members, conventions), conventions


def _ranked(index: Index, members: list[Member], conventions: Conventions) -> list[Member]:
    ranked = ranked_exemplars(index, members, conventions)
    return [member for member in ranked[:30] if not _is_made(index, member)] + ranked[30:]


def _is_made(index: Index, member: Member) -> bool:
    """Whether a test, which is told by its name and never looked into, says that it was generated (`mocks_test.go`)."""
    head = index.read(member.file.path)[:HEADER_BYTES] if member.file.zone == "test" else b""
    return zone_of_content(member.file.path, head) == "generated"


def _example(index: Index, member: Member, conventions: Conventions) -> Example:
    path = member.file.path
    typical = conventions.typical.get(path)
    why = member.why if typical is None else f"{member.why}; follows {typical:.0%} of the leading conventions"
    of_use = member.symbol is None and bool(member.names)
    line = _first_use(index, member) if of_use else _first_case(index, member)
    symbol: Definition | IndexedSymbol | None
    if line:
        inside = [item for item in index.symbols(path) if item.start_line <= line <= item.end_line]
        symbol = inside[-1] if inside else None
        start = max(symbol.start_line if symbol else 1, line - BEFORE_USE * of_use)
        end = min(start - 1 + USE_LINES, symbol.end_line if symbol else start - 1 + USE_LINES)
        snippet = "\n".join(index.lines(path)[start - 1 : end])[:SNIPPET_CHARACTERS]
    else:
        symbol = conventions.mains.get(path) or shown_definition(member, top_level(index, [path])[path])
        line, snippet = symbol.start_line if symbol else 1, _snippet(index, path, symbol)
    return {"path": path, "line": line, "symbol": symbol.qualname if symbol else None, "why": why, "snippet": snippet}


def _first_case(index: Index, member: Member) -> int:
    """The line of a test's first case where it is a call (`describe("…", …)`); 0 where tests are definitions."""
    if member.file.zone != "test" or member.file.language not in ECMASCRIPT:
        return 0
    lines = index.lines(member.file.path)
    return next((number for number, line in enumerate(lines, 1) if CASE.match(line)), 0)


def _first_use(index: Index, member: Member) -> int:
    """The line below the imports where the file uses most of the names that show the pattern, the first of such; 0 where none
    is used."""
    path = member.file.path
    imports = {item.line for item in index.imports(path)}
    used = index.places(path, member.names).values()
    counts = Counter(line for use in used for line in {*use.bare, *use.attribute} - imports)
    return min(counts, key=lambda line: (-counts[line], line), default=0)


def _snippet(index: Index, path: str, symbol: Definition | None) -> str:
    """The essential lines: the definition's head and its members' signatures, or its first lines."""
    lines = index.lines(path)
    start = symbol.start_line - 1 if symbol else 0
    end = min(len(lines), symbol.end_line if symbol else len(lines))
    chosen = lines[start : min(end, start + SNIPPET_LINES)]
    if symbol is not None:
        inner = [
            other
            for other in index.symbols(path)
            if other.qualname.startswith(f"{symbol.qualname}.") and other.signature
        ]
        apart = [other for other in inner if other.start_line > symbol.end_line]  # the methods of Go, Rust and Swift
        if (len(inner) > 1 and end - start > SNIPPET_LINES) or apart:
            head = lines[start : min(inner[0].start_line - 1, end)][:6]
            opened = [line for other in inner for line in _opening(lines[other.start_line - 1 : other.end_line], other)]
            chosen = (head + opened)[:SNIPPET_LINES]
    return "\n".join(chosen)[:SNIPPET_CHARACTERS]


def _opening(lines: Sequence[str], member: IndexedSymbol) -> Sequence[str]:
    """The lines of a definition up to the one that says its name, as a decorator alone would read as the next one's, and on to
    where its parameters end."""
    name = re.compile(rf"(?<!\w){re.escape(member.name)}(?!\w)")
    said = (number for number, line in enumerate(lines, 1) if name.search(line) and not DECORATING.match(line))
    first = next(said, 1)
    ends = (
        number
        for number in range(first, min(len(lines), first + PARAMETER_LINES) + 1)
        if (text := "".join(lines[first - 1 : number])).count("(") <= text.count(")")
    )
    return lines[: next(ends, first)]


def _recommendation(pattern: str, ranked: Sequence[Member], conventions: Conventions) -> str:
    """What to do, by the best example: its place, bases and decorators are those that it has itself."""
    if not ranked:
        return f"nothing that is read follows '{pattern}' yet: ask safe_location where it would go"
    best = ranked[0].file.path
    parts = [f"start from {best}"]
    homes = [row for row in conventions.shown["location"] if row["share"] >= MOSTLY] if conventions.places else []
    shared = (row for row in homes if row["value"] in conventions.places.get(best, ()))
    parts += [f"put it in {row['value']} ({row['share']:.0%} are there)" for row in shared]
    main = conventions.mains.get(best)
    own = {text.partition("(")[0] for text in (*main.bases, *main.decorators)} if main else set()
    for name, words in (("base_classes", "build on"), ("decorators", "decorate with")):
        row = next((row for row in conventions.shown[name] if row["share"] > MOSTLY and row["value"] in own), None)
        parts += [f"{words} {row['value']}"] if row else []
    if conventions.shown["file_naming"] and "<feature>" not in "; ".join(parts):
        parts.append(f"name the file in {conventions.shown['file_naming']['value']}")
    return "; ".join(parts)


def _only_declares(role: str, paths: Sequence[str]) -> bool:
    """Whether the files of a role only hold a migration or declare something: there are many, and they show little."""
    numbered = sum(split_mark(stem_of(path).stem) is not None for path in paths)
    return ordered_role((role,)) or role in DECLARING or numbered > MOSTLY * len(paths)


def _relevant(index: Index, limit: int) -> Patterns:
    """The leading patterns of the workspace, by their size, with examples of the first one that shows how a thing is done."""
    rows, best = _leading(index)
    leading, truncated = cut(rows, limit * 3)
    counted = ((row, len(population(index, str(row["pattern_type"]), None))) for row in leading)
    shown = [row | {"population": count} for row, count in counted if count > 1]
    shown.sort(key=lambda row: (-int(str(row["population"])), str(row["pattern_type"])))
    members = population(index, best, None) if best else []
    conventions = conventions_of(index, members)
    best_first = ranked_exemplars(index, members, conventions)[: max(1, min(limit, 3))]
    return {
        "pattern_type": "relevant",
        "example_files": [_example(index, member, conventions) for member in best_first],
        "conventions": conventions.shown,
        "population": len(members),
        "deviations": [],
        "recommendation": f"ask existing_patterns for one of: {', '.join(str(row['pattern_type']) for row in shown[:8])}"
        if shown
        else "no role is told by names and folders; ask for one that you have in mind",
        "patterns": shown,
        "total": len(rows),
        "truncated": truncated,
    }


def _leading(index: Index) -> tuple[list[dict[str, object]], str | None]:
    """Roles that folders and affixes make, and idioms that are used, the largest first; and the first that is more than declared."""
    own = flat(index.root.name)
    roles = {
        role: paths for role, paths in leading_roles(index).items() if is_role(role, paths) and flat(role) not in own
    }
    rows = [
        {"pattern_type": role, "population": len(paths), "shows_in": "names and folders"}
        for role, paths in roles.items()
    ]
    rows += [
        {"pattern_type": name, "population": count, "shows_in": "bases and decorators"}
        for name, count in idiom_counts(index).items()
    ]
    tests = sum(file.zone == "test" and file.parsed > 0 for file in index.files.values())
    leading = [row for row in rows if not _only_declares(role := str(row["pattern_type"]), roles.get(role, ()))]
    rows += [{"pattern_type": "test", "population": tests, "shows_in": "names and folders"}] if tests > 1 else []
    leading = leading or rows
    best = str(leading[0]["pattern_type"]) if leading else None
    rows.sort(key=lambda row: (-int(str(row["population"])), str(row["pattern_type"])))
    return rows, best
