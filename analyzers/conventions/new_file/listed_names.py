"""Lists that name their files by text, at a folder above (build lists, routes, tables of contents), and the line to add there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.workspace_paths import outwards
from ...naming import singular_words, stem_of
from ..roles.role_words import ends_in
from .import_lines import Named, agreed, is_whole
from .renaming import Renaming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ....answers import Companion
    from ....indexer.index import Index

__all__ = ["by_text", "lists_above"]

LISTS = frozenset({
    "Makefile", "GNUmakefile", "Makefile.am", "CMakeLists.txt", "meson.build", "BUILD", "BUILD.bazel", "SConscript", "config/routes.rb",
    "mkdocs.yml", "index.rst", "angular.json", "config/bundles.php", "config/app.php",
})  # fmt: skip
"""Files, at a folder above, that name others by text."""
LIST_SHARE, LARGEST_LIST = 0.6, 400_000
OPENS = re.compile(r"\bdo\b.*$|\{$")
"""The end of a line that opens a block."""
OF_ROUTES, ROUTED = "config/routes.rb", frozenset({"controller", "api", "endpoint", "handler", "resource"})
"""A list of routes by the names of resources, which files of any other role bear as well."""
BUILT = {".c": (".o", ".lo", ".obj", ".c"), ".cc": (".o", ".cc"), ".cpp": (".o", ".cpp"), ".cxx": (".o", ".cxx")}
"""Extension → the endings under which a build list names such a file."""
FILE = re.compile(r"\w\.\w")
"""A file name with its ending: a line of several is none for one."""
COMMENT = re.compile(r"\s*(?:#|//)")
MANY = 4
"""The least number of siblings that a list names."""


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
    """A list whose lines name most siblings by file name, each in one of its own: the line for the new one."""
    lines = ["" if COMMENT.match(line) else line for line in index.lines(source)]
    extension = stem_of(path).extension
    where = _named_lines(lines, siblings, role, [re.escape(ending) for ending in BUILT.get(extension, (extension,))])
    if len(where) < LIST_SHARE * len(siblings):
        where = _named_lines(lines, siblings, role, [])
    if len(where) < max(MANY, LIST_SHARE * len(siblings)):
        return None
    stem, counts = stem_of(path).stem, Counter(where.values())
    named = []
    for sibling, line in where.items():
        text = OPENS.sub("", lines[line - 1].strip()).rstrip()
        written = Renaming(stem_of(sibling).stem, stem, role).apply(text)
        if counts[line] == 1 and len(FILE.findall(text)) < 2 and written != text and is_whole(written):
            named.append(Named(sibling, line, "", (written,)))
    for found, written in agreed(named, stem, least=1)[:1]:
        if not any(line.strip() == written for line in lines):
            return {"kind": "list", "path": source, "exists": True, "line": written, "after": found.number}
    return None


def _named_lines(
    lines: Sequence[str], siblings: Sequence[str], role: tuple[str, ...], endings: Sequence[str]
) -> Mapping[str, int]:
    """Sibling → the first line that names its file with one of the endings (patterns; none for the bare name)."""
    wanted: dict[str, str] = {}
    for sibling in siblings:
        stem = stem_of(sibling).stem
        wanted.setdefault(stem, sibling)
        if role and ends_in(singular_words(stem), role):
            short = re.split(r"[._-]", stem)
            wanted.setdefault("_".join(short[: -len(role)]) or stem, sibling)
    pattern = re.compile(rf"([\w-]+)(?:{'|'.join(endings)})\b" if endings else r"([\w-]+)")
    found: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        for match in pattern.finditer(line):
            if match[1] in wanted:
                found.setdefault(wanted[match[1]], number)
    return found
