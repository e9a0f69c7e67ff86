"""Lists that name their files by text, at a folder above (build lists, routes, tables of contents), and the line to add there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.workspace_paths import outwards
from ...naming import singular_words, stem_of
from .renaming import Renaming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ....answers import Companion
    from ....indexer.index import Index

__all__ = ["Place", "by_text", "is_whole", "lists_above", "nearest_first", "placed"]

LISTS = frozenset({
    "Makefile", "GNUmakefile", "Makefile.am", "CMakeLists.txt", "meson.build", "BUILD", "BUILD.bazel", "SConscript", "config/routes.rb",
    "mkdocs.yml", "index.rst", "angular.json", "config/bundles.php", "config/app.php",
})  # fmt: skip
"""Files, at a folder above, that name others by text."""
LIST_SHARE, LARGEST_LIST = 0.6, 400_000
FEW = 2
"""So many lines with the same beginning show how a list names its files."""
OPENS = re.compile(r"\bdo\b.*$|\{$")
"""The end of a line that opens a block."""
OF_ROUTES, ROUTED = "config/routes.rb", frozenset({"controller", "api", "endpoint", "handler", "resource"})
"""A list of routes by the names of resources, which files of any other role bear as well."""
BUILT = {".c": (".o", ".lo", ".obj", ".c"), ".cc": (".o", ".cc"), ".cpp": (".o", ".cpp"), ".cxx": (".o", ".cxx")}
"""Extension → the endings under which a build list names such a file."""
COMMENT = re.compile(r"\s*(?:#|//)")
MANY = 4
"""The least number of siblings that a list names."""

RELATIVE = re.compile(r"""^\s*from\s+\.|['"]\.{1,2}/|^\s*(?:pub\b\S*\s+)?mod\s""")
"""What an import has whose path begins where it stands, as a module of Rust does."""


def lists_above(index: Index, path: str, role: tuple[str, ...]) -> Iterator[str]:
    """Lists by text at the folders above that may name a file of the role, the nearest first."""
    for folder in outwards(path.rpartition("/")[0]):
        for name in sorted(LISTS):
            candidate = f"{folder}/{name}".lstrip("/")
            if name == OF_ROUTES and role[-1:] and role[-1] not in ROUTED:
                continue
            if candidate in index.files and index.files[candidate].size <= LARGEST_LIST:
                yield candidate


def by_text(index: Index, source: str, siblings: Sequence[str], path: str, role: tuple[str, ...]) -> Companion | None:
    """A list whose lines name most siblings by file name: the line for the new one, or the word to add to a line of several."""
    lines = ["" if COMMENT.match(line) else line for line in index.lines(source)]
    extension = stem_of(path).extension
    where = _named_lines(lines, siblings, role, [re.escape(ending) for ending in BUILT.get(extension, (extension,))])
    if len(where) < LIST_SHARE * len(siblings):
        where = _named_lines(lines, siblings, role, [])
    if len(where) < max(MANY, LIST_SHARE * len(siblings)):
        return None
    stem, counts = stem_of(path).stem, Counter(line for line, _ in where.values())
    places = [Place(sibling, (line,), (word,)) for sibling, (line, word) in where.items()]
    around = {place.sibling: _around(lines, place) for place in places}
    heads, tails = (Counter(parts) for parts in zip(*around.values(), strict=True))
    for place in nearest_first(places, stem):
        renaming = Renaming(stem_of(place.sibling).stem, stem, role)
        text, word = lines[place.lines[0] - 1].strip(), place.names[0]
        alone, (head, tail) = counts[place.lines[0]] == 1 and not _several(text, word), around[place.sibling]
        if alone and heads[head] < FEW:
            continue  # what no other line begins with says something of this sibling alone
        if source.endswith(OF_ROUTES) and (tails[tail] < FEW or OPENS.search(tail)):
            text = head + word
        written = renaming.apply(text if alone else word)
        if any(line.strip() == written for line in lines):
            return None
        if written not in {text, word} and is_whole(written):
            return {"kind": "list", "path": source, "exists": True, "line": written, "after": place.lines[0]}
    return None


def is_whole(line: str) -> bool:
    """Whether a line closes its brackets and quotes: else it begins a statement whose rest belongs to the sibling alone."""
    opened = all(line.count(mark) == line.count(end) for mark, end in ("()", "[]", "{}"))
    return opened and not any(line.count(quote) % 2 for quote in "\"'`")


def _around(lines: Sequence[str], place: Place) -> tuple[str, str]:
    """What stands before and after the sibling's name in its line."""
    head, _, tail = lines[place.lines[0] - 1].strip().partition(place.names[0])
    return head, tail


def _several(text: str, word: str) -> bool:
    """A line of other files of that ending too, whoever they are."""
    _, dot, ending = word.partition(".")
    return bool(dot) and len(re.findall(rf"\w\.{re.escape(ending)}\b", text)) > 1


def _named_lines(
    lines: Sequence[str], siblings: Sequence[str], role: tuple[str, ...], endings: Sequence[str]
) -> Mapping[str, tuple[int, str]]:
    """Sibling → the first line that names its file with one of the endings (patterns; none for the bare name), and the word there."""
    wanted: dict[str, str] = {}
    for sibling in siblings:
        stem = stem_of(sibling).stem
        words = singular_words(stem)
        wanted.setdefault(stem, sibling)
        if role and len(words) > len(role) and words[-len(role) :] == role:
            short = re.split(r"[._-]", stem)
            wanted.setdefault("_".join(short[: -len(role)]) or stem, sibling)
    pattern = re.compile(rf"([\w-]+)(?:{'|'.join(endings)})\b" if endings else r"([\w-]+)")
    found: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines, 1):
        for match in pattern.finditer(line):
            if match[1] in wanted:
                found.setdefault(wanted[match[1]], (number, match[0]))
    return found


# ---- Where the siblings of a new file are named, those that go before it first, and an import as it reads in another folder


class Place(NamedTuple):
    """Where a sibling is named: the lines in the file that names it, and the names it is known by there."""

    sibling: str
    lines: tuple[int, ...]
    names: tuple[str, ...]


def nearest_first(places: Sequence[Place], stem: str) -> list[Place]:
    """The siblings before the new one in the alphabet, the nearest first, then those after it; those first that are set off by
    the same dotted end (`redis.config` goes as `mail.config` does, not as `config.type`)."""
    ordered = sorted(places, key=lambda place: stem_of(place.sibling).stem)
    before = [place for place in ordered if stem_of(place.sibling).stem < stem]
    tail = stem.partition(".")[2]
    return sorted(
        [*reversed(before), *ordered[len(before) :]],
        key=lambda place: stem_of(place.sibling).stem.partition(".")[2] != tail,
    )


def placed(text: str, was: str, old: str, new: str) -> str | None:
    """An import for a file in another folder: `Api\\UserController` is `Web\\UserController` there; None where more differs.

    Args:
        was: the line of the sibling: where that does not say the folder, a path from where it stands leads there only.
    """
    above, _, name = old.rpartition("/")
    if old == new:
        return text if name not in was or name in text else None  # None: renaming changed the folder
    if not name or not re.search(rf"\b{re.escape(name)}\b", was):
        return None if RELATIVE.search(was) else text
    return re.sub(rf"\b{re.escape(name)}\b", new.rpartition("/")[2], text) if above == new.rpartition("/")[0] else None
