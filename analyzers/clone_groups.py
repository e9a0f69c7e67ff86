"""Clone classes: which places hold the same code, and how many lines could go."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..answers import CloneGroup, Place
    from .clone_corpus import Region
    from .clones import Clone

__all__ = ["groups", "one_each_first", "redundant_lines"]


def one_each_first(found: Sequence[Clone]) -> list[Clone]:
    """The clones with the best of each class first, so that a short list shows as many classes as it can."""
    members = [positions for positions, _ in _classes(found)]
    best = sorted(positions[0] for positions in members)
    others = sorted(position for positions in members for position in positions[1:])
    return [found[position] for position in (*best, *others)]


def groups(found: Sequence[Clone], hint_of: Callable[[Clone], str], most: int, places: int) -> list[CloneGroup]:
    """The classes that pairs of clones form, in the order of their best pair.

    Args:
        found: clones, best first.
        hint_of: what to do about one.
        most: so many classes; 0 for all.
        places: so many places of each; 0 for all.
    """
    return [
        {
            "places": [_place(region) for region in regions[: places or None]],
            "size": len(regions),
            "lines": max(region.end_line - region.start_line + 1 for region in regions),
            "match": found[members[0]].match,
            "score": min(found[member].score for member in members),
            "hint": hint_of(found[members[0]]),
        }
        for members, regions in _classes(found)[: most or None]
    ]


def redundant_lines(found: Sequence[Clone]) -> int:
    """How many lines stand in the workspace that stand elsewhere too, the first place of each class left out."""
    lines: set[tuple[str, int]] = set()
    for _, regions in _classes(found):
        for region in regions[1:]:
            lines.update((region.path, line) for line in range(region.start_line, region.end_line + 1))
    return len(lines)


def _classes(found: Sequence[Clone]) -> list[tuple[list[int], list[Region]]]:
    """Connected places: positions of the pairs, and the regions by path and line."""
    parent: dict[Region, Region] = {}

    def root(region: Region) -> Region:
        while parent.setdefault(region, region) != region:
            parent[region] = parent[parent[region]]
            region = parent[region]
        return region

    for clone in found:
        parent[root(clone.there)] = root(clone.here)
    members: dict[Region, list[int]] = {}
    for position, clone in enumerate(found):
        members.setdefault(root(clone.here), []).append(position)
    return [
        (
            positions,
            sorted({region for position in positions for region in (found[position].here, found[position].there)}),
        )
        for positions in members.values()
    ]


def _place(region: Region) -> Place:
    return {
        "path": region.path,
        "start_line": region.start_line,
        "end_line": region.end_line,
        "name": region.name or None,
    }
