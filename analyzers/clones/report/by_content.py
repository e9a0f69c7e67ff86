"""Clones of a snippet, of some files, of what a commit adds, or of the whole workspace, as `check_duplicates` answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ....indexer.collection import no_collection
from ....indexer.gathering import by_key
from ...lists import cut, fit
from ..noise.noise import boilerplate_paths, is_translation
from ..reading.sources import from_index, from_source, related
from .clone import hint_of, row
from .clones import LONG, clones

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ....answers import Duplicates, WorstFile
    from ....indexer.index import Index
    from ..reading.corpus import ClonedFile
    from ..reading.staged_content import Staged
    from .clone import Clone

__all__ = ["by_content"]

ZONES = ("product", "test", "example", "docs")

COPIED = 0.9
"""From this score on, code of tests is a copy."""

DEFAULT_LIMIT = 20
"""Up to here the answer is also kept compact; who asks for more gets more."""
PLACES = 3
"""A cut list shows a sixth as many classes as pairs, each with so many places: the answer stays under 10 kB."""


def by_content(
    index: Index,
    *,
    paths: list[str] | None,
    code: str | None,
    staged: bool,
    min_tokens: int,
    threshold: float,
    limit: int,
) -> Duplicates:
    """The clones of what is given, else of the whole workspace.

    Raises:
        FileNotInWorkspaceError: one of `paths` is not indexed.
    """
    if code is not None:
        return _compact(_of_snippet(index, code, min_tokens, threshold, limit), limit)
    if paths:
        files, focus = _with_paths(index, paths)
        found = clones(files, focus=focus, min_tokens=min_tokens, threshold=threshold)
        return _compact(_answer(index, found, "paths", limit), limit)
    if staged:
        return _compact(_answer(index, _staged(index, min_tokens, threshold), "staged", limit), limit)
    return _compact(_workspace(index, min_tokens, threshold, limit), limit)


def _answer(index: Index, found: Sequence[Clone], checking: str, limit: int) -> Duplicates:
    rows, truncated = cut(found, limit)
    return {
        "found_duplicates": bool(found),
        "duplicates": [row(index, clone) for clone in rows],
        "checking": checking,
        "type": "any",
        "total": len(found),
        "truncated": truncated,
    }


def _compact(found: Duplicates, limit: int) -> Duplicates:
    """The answer, kept under 10 kB unless more was asked for than is usual."""
    if 0 < limit <= DEFAULT_LIMIT:
        rows = found["duplicates"]
        shown = len(rows)
        fit(found, [rows, found.get("groups", []), found.get("worst_files", [])])
        found["truncated"] = found["truncated"] or len(rows) < shown
    return found


# ---- the whole workspace


@no_collection()
def _workspace(index: Index, min_tokens: int, threshold: float, limit: int) -> Duplicates:
    from .clone import classes, groups, one_each_first, redundant_lines

    found = clones(from_index(index), min_tokens=min_tokens, threshold=threshold, root=index.root)
    known = classes(found)
    lines = redundant_lines(found, known)
    shown = _answer(index, one_each_first(found, known), "workspace", limit)
    most = (max(1, limit // 6), PLACES) if limit else (0, 0)
    return {
        **shown,
        "groups": groups(found, known, partial(hint_of, index), *most),
        "duplicated_lines": sum(lines.values()),
        "duplication": _share(index, lines),
        "duplication_by_zone": {zone: _share(index, lines, zone) for zone in ZONES if _share(index, lines, zone)},
        "worst_files": _worst_files(index, lines, max(1, limit // 4) if limit else 0),
    }


def _share(index: Index, lines: Mapping[str, int], zone: str | None = None) -> float:
    """Which share of the code lines, of one zone or of all, stands elsewhere too."""
    files = {path: file for path, file in index.files.items() if file.parsed and zone in (None, file.zone)}
    code_lines = sum(file.code_lines for file in files.values())
    duplicated = sum(count for path, count in lines.items() if path in files)
    return round(duplicated / code_lines, 4) if code_lines else 0.0


def _worst_files(index: Index, lines: Mapping[str, int], limit: int) -> list[WorstFile]:
    """The files with most lines that stand elsewhere too, product code first."""

    def order(path: str) -> tuple[bool, int, str]:
        return (index.files[path].zone != "product", -lines[path], path)

    return [
        {"path": path, "duplicated_lines": lines[path], "share": round(lines[path] / index.files[path].lines, 3)}
        for path in sorted(lines, key=order)[: limit or None]
    ]


# ---- files, a snippet, the commit


def _with_paths(index: Index, paths: Sequence[str]) -> tuple[list[ClonedFile], set[int]]:
    """Some files or folders, and the files that may share code with them."""
    chosen: set[int] = set()
    for path in paths:
        relative = index.relative(path).rstrip("/")
        rows = index.rows("SELECT id FROM files WHERE path = ?", (relative,))
        if not rows:
            rows = [
                (file.id,) for other, file in index.files.items() if relative == "." or other.startswith(f"{relative}/")
            ]
        chosen.update([file_id for (file_id,) in rows] or [index.file(path).id])
    mine = from_index(index, chosen)
    return _joined(index, mine, chosen)


def _joined(index: Index, mine: list[ClonedFile], replaced: set[int]) -> tuple[list[ClonedFile], set[int]]:
    others = from_index(index, set(related(index, mine)) - replaced)
    return [*mine, *others], set(range(len(mine)))


def _of_snippet(index: Index, code: str, min_tokens: int, threshold: float, limit: int) -> Duplicates:
    from ..reading.sources import read_snippet, why_nothing

    snippet, unread = read_snippet(index, code)
    files, focus = _joined(index, [snippet], set())
    every = clones(files, focus=focus, min_tokens=min_tokens, threshold=threshold)
    found = [clone for clone in every if clone.one != clone.other]  # what the snippet repeats of its own is nowhere yet
    # places that are like it in the very same way are copies of one another
    alike = by_key(((clone.here, clone.match, clone.score, clone.sizes), clone) for clone in found)
    firsts = [copies[0]._replace(elsewhere=len(copies) - 1) for copies in alike.values()]
    answered = _answer(index, firsts, "code", limit)
    if not found and (said := why_nothing(snippet, unread, min_tokens)):
        answered["coverage"] = said
    return answered


def _staged(index: Index, min_tokens: int, threshold: float) -> list[Clone]:
    """Clones of what the commit adds: half of their lines or more are new."""
    from ....indexer.classify.linguist import classify
    from ....indexer.classify.zones import zone_of_content
    from ....indexer.languages import supported
    from ....indexer.languages.families import RECORDS
    from ..reading.sources import SKIPPED_ZONES, meant_paths
    from ..reading.staged_content import staged_files

    index.lasting = False
    is_meant = meant_paths(index)
    added: dict[str, Staged] = {}
    mine = []
    for item in staged_files(index.root):
        head, known = item.text[:4096], index.files.get(item.path)
        name, area = classify(item.path, head), known.zone if known else zone_of_content(item.path, head)
        if (
            supported(name)
            and not item.path.endswith(RECORDS)
            and area not in SKIPPED_ZONES
            and len(item.text) <= index.settings.max_file_bytes
            and not is_meant(item.path)
        ):
            mine.append(_as_staged(index, item, name, area))
            added[item.path] = item
    replaced = {index.files[path].id for path in added if path in index.files}
    files, focus = _joined(index, mine, replaced)
    found = clones(files, focus=focus, min_tokens=min_tokens, threshold=threshold)
    boilerplate = boilerplate_paths({*index.files, *added})
    new = [
        clone
        for clone in found
        if _is_new(clone, added[clone.here.path])
        and not _is_another_case(clone)
        and boilerplate.isdisjoint((clone.here.path, clone.there.path))
        and not any(map(is_translation, clone.files))
    ]
    return _nearest_of_each(new, added)


def _nearest_of_each(found: Sequence[Clone], added: Mapping[str, Staged]) -> list[Clone]:
    """Of what stands in many places the likest one: a commit that adds one more of forty has one thing to do, not forty.

    Copies that it adds itself are each told: a baseline that knows one of them must not hide another.
    """
    places = by_key(((clone.here, clone.there.path if clone.there.path in added else ""), clone) for clone in found)
    best = [(max(clones, key=lambda clone: clone.score), len(clones) - 1) for clones in places.values()]
    return [clone._replace(elsewhere=more) for clone, more in best]


def _as_staged(index: Index, item: Staged, language: str, area: str) -> ClonedFile:
    """The file as the commit has it: mostly as the workspace has it too, and then the index has read it."""
    if item.path in index.files and index.read(item.path) == item.text:
        known = from_index(index, [index.files[item.path].id])
        if known:
            return known[0]
    return from_source(item.path, item.text, language, area)


def _is_another_case(clone: Clone) -> bool:
    """Whether a test is alike, not copied, or shares a few lines with another one of its file: no reason to stop a commit."""
    if "test" not in clone.zones:
        return False
    few = clone.here.kind == "block" and clone.here.path == clone.there.path and clone.sizes[0] < LONG
    return few or clone.score < COPIED


def _is_new(clone: Clone, staged: Staged) -> bool:
    lines = range(clone.here.start_line, clone.here.end_line + 1)
    return 2 * sum(line in staged.added for line in lines) >= len(lines)
