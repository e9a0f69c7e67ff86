"""The order of imports, the style of documentation and the style of commit messages, as the workspace has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from ... import lazy_re as re
from ..workspace.history import history
from .style_names import LEADING

if TYPE_CHECKING:
    from ...indexer.index import File, Index, IndexedLink

__all__ = ["commit_style", "documentation", "import_order"]

LEAST: Final = 5
MOST_SUBJECTS: Final = 200
FEW: Final = 0.02
"""So few marks among the documented symbols are chance and no style."""

DOCUMENTATION: Final[dict[str, tuple[tuple[str, re.Pattern[bytes]], ...]]] = {
    "Python": (
        (
            "google",
            re.compile(rb"^[ \t]+(?:Args|Returns|Raises|Yields|Attributes|Example|Examples):[ \t]*$", re.MULTILINE),
        ),
        ("numpy", re.compile(rb"^[ \t]+(?:Parameters|Returns|Raises|Notes|Examples)[ \t]*\n[ \t]+-{3,}", re.MULTILINE)),
        ("sphinx", re.compile(rb"^[ \t]+:(?:param|returns?|rtype|raises|type)\b[^\n:]*:", re.MULTILINE)),
    ),
    "JavaScript": (("jsdoc", re.compile(rb"^[ \t]*\* @(?:param|returns?|type|throws)\b", re.MULTILINE)),),
    "TypeScript": (("tsdoc", re.compile(rb"^[ \t]*\* @(?:param|returns?|remarks|throws)\b", re.MULTILINE)),),
    "Java": (("javadoc", re.compile(rb"^[ \t]*\* @(?:param|return|throws)\b", re.MULTILINE)),),
    "Kotlin": (("kdoc", re.compile(rb"^[ \t]*\* @(?:param|return|throws)\b", re.MULTILINE)),),
    "PHP": (("phpdoc", re.compile(rb"^[ \t]*\* @(?:param|return|throws|var)\b", re.MULTILINE)),),
    "Ruby": (("yard", re.compile(rb"^[ \t]*# @(?:param|return|example)\b", re.MULTILINE)),),
    "C#": (("xml", re.compile(rb"^[ \t]*/// <(?:summary|param|returns)\b", re.MULTILINE)),),
    "C++": (("doxygen", re.compile(rb"[@\\](?:param|brief|return)\b")),),
    "C": (("doxygen", re.compile(rb"[@\\](?:param|brief|return)\b")),),
    "Rust": (("rustdoc", re.compile(rb"^[ \t]*//[/!] ", re.MULTILINE)),),
}
"""Language → styles of documentation and the marks that show them."""

DOCUMENTED: Final = ("function", "class", "method", "interface", "struct", "trait")
IMPORTS: Final = {
    "PHP": re.compile(rb"use\b"),
    "Rust": re.compile(rb"(?:pub(?:\([^)]*\))?\s+)?use\b"),
    "Java": re.compile(rb"import\b"),
    "Kotlin": re.compile(rb"import\b"),
    "Scala": re.compile(rb"import\b"),
    "C#": re.compile(rb"(?:global\s+)?using\b"),
    "Swift": re.compile(rb"(?:@\w+\s+)?import\b"),
}
"""Language in which more than imports leads to other files → how the line of an import begins, outside all blocks."""
RANKED: Final = ("standard library", "third party", "workspace")
CONVENTIONAL: Final = re.compile(
    r"(?:feat|fix|docs|style|refactor|perf|test|tests|build|ci|chore|revert|deps"
    r"|release)(?:\([^)]{1,60}\))?!?: \S",
    re.IGNORECASE,
)
TICKET: Final = re.compile(r"\[?(?:[A-Z][A-Z0-9]+-\d+|(?:Fixed|Refs|Closes|GH-)\s?#?\d+)\b")
EMOJI: Final = re.compile(r"(?::[a-z_]+:|[\U0001F300-\U0001FAFF\u2600-\u27BF])")
SCOPED: Final = re.compile(r"[\w./-]{1,40}: \S")
MERGE: Final = re.compile(r"Merge (?:branch|pull request|remote|tag)\b")
SUBJECTS: Final = (
    ("conventional commits", CONVENTIONAL),
    ("ticket prefix", TICKET),
    ("emoji prefix", EMOJI),
    ("scope prefix", SCOPED),
)


def import_order(index: Index, language: str, files: Iterable[File]) -> dict[str, Any] | None:
    """Whether a file's imports stand in groups (standard library, third party, the workspace's own) and sorted inside
    them."""
    grouped = sorted_inside = total = 0
    seen: set[int] = set()
    for file in files:
        # Python's stand in a block of their own
        kinds = ("static",) if language == "Python" else ("static", "type_only")
        found = (link for link in index.links_from(file.path) if link.kind in kinds and not link.reason)
        links = written_as_imports(index, file, language, found)
        ranks = [rank(link) for link in links]
        if len(set(ranks)) < 2:
            continue
        total += 1
        seen.update(ranks)
        grouped += ranks == sorted(ranks)
        sorted_inside += is_sorted(links, ranks)
    if total < LEAST or max(grouped, sorted_inside) < LEADING * total:
        return None
    return {
        "language": language,
        "groups": [RANKED[place] for place in sorted(seen)] if grouped * 2 > total else [],
        "share": round(grouped / total, 3),
        "sorted": round(sorted_inside / total, 3),
        "files": total,
    }


def written_as_imports(index: Index, file: File, language: str, links: Iterable[IndexedLink]) -> list[IndexedLink]:
    """The links that an import statement makes: a name that code spells out in full (`\\Exception`, `mod walk;`) leads to
    a file too, and has no place in the order of imports."""
    pattern = IMPORTS.get(language)
    if not pattern:
        return list(links)
    lines = index.read(file.path).splitlines()
    return [link for link in links if link.line <= len(lines) and pattern.match(lines[link.line - 1])]


def rank(link: IndexedLink) -> int:
    """The group that an import belongs to."""
    if link.target:
        return 2
    return 0 if link.stdlib else 1


def is_sorted(links: Sequence[IndexedLink], ranks: Sequence[int]) -> bool:
    """Whether the modules from outside ascend in each group, by their case or regardless of it; whole modules may come before names
    of modules, and what is imported may be compared to its last part."""
    for place in (0, 1):
        own = [link for link, rank in zip(links, ranks, strict=True) if rank == place]
        names = [link.specifier.lower() for link in own]
        split = [(bool(link.name), link.specifier.lower()) for link in own]
        exact = [link.specifier for link in own]
        orders: tuple[list[Any], ...] = (names, exact, split, statements(own))
        if all(keys != sorted(keys) for keys in orders):
            return False
    return True


def statements(links: Iterable[IndexedLink]) -> list[tuple[str, ...]]:
    """The paths that are imported, one a statement and part by part; a list of names stands behind what is deeper inside
    (`a::b::C` before `a::{B, D}`), as rustfmt has it."""
    found = []
    for _, same in groupby(links, key=lambda link: (link.line, link.specifier)):
        first, *others = same
        name = "{" if others else first.name
        found.append(tuple(part.lower() for part in (*first.specifier.split("::"), name) if part))
    return found


def documentation(index: Index, language: str, files: Iterable[File], texts: Iterable[bytes]) -> dict[str, Any] | None:
    """How much of what others can use is documented in these files, and in which style the texts do it."""
    ids = [file.id for file in files]
    marks = ",".join("?" * len(ids))
    [row] = index.rows(
        f"SELECT count(*), sum(doc <> '') FROM symbols WHERE file_id IN ({marks}) AND exported AND kind IN {DOCUMENTED}",  # noqa: S608 - marks and a constant
        ids,
    )
    if row[0] < LEAST:
        return None
    votes: Counter[str] = Counter()
    for data in texts:
        for style, pattern in DOCUMENTATION.get(language, ()):
            votes[style] += len(pattern.findall(data))
    style, count = min(votes.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    count = count if count >= max(LEAST, (row[1] or 0) * FEW) else 0
    found: dict[str, Any] = {
        "language": language,
        "documented": round((row[1] or 0) / row[0], 3),
        "count": row[0],
        "style": style if count else None,
    }
    return found | ({"share": round(count / votes.total(), 3)} if count else {})


def commit_style(index: Index) -> dict[str, Any] | None:
    """The form of the last commits' subjects, "mixed" where none leads; None without a history."""
    subjects = [commit.subject for commit in history(index).commits if not MERGE.match(commit.subject)][:MOST_SUBJECTS]
    if len(subjects) < LEAST:
        return None
    votes = Counter(form_of(subject) for subject in subjects)
    style = min(votes, key=lambda name: (-votes[name], name))
    lengths = sorted(len(subject) for subject in subjects)
    return {
        "style": style if votes[style] >= LEADING * len(subjects) else "mixed",
        "share": round(votes[style] / len(subjects), 3),
        "subject_p90": lengths[min(int(len(lengths) * 0.9), len(lengths) - 1)],
        "commits": len(subjects),
        "example": next(subject for subject in subjects if form_of(subject) == style)[:100],
    }


def form_of(subject: str) -> str:
    """The form of one subject."""
    found = next((name for name, pattern in SUBJECTS if pattern.match(subject)), None)
    return found or ("capitalised sentence" if subject[:1].isupper() else "lower case")
