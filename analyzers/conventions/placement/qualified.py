"""Folders for a name that says what is around it: `Cards::Archives`, `Admin/UserController`, `App\\Jobs\\Clean`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...naming import flat, in_style, split_words, style_of
from ..new_file.subject import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["PARTED", "below_what_is_around", "what_is_around"]

PARTED = re.compile(r"::|[\\/]")
HOME = 3.0
"""What it counts that a folder ends with what is around the name already, before one that would be new."""


def what_is_around(name: str) -> tuple[str, ...]:
    """The parts of a name before the last, as they were written."""
    return tuple(part for part in PARTED.split(name)[:-1] if any(map(str.isalpha, part)))


def below_what_is_around(
    ranked: Sequence[Candidate], around: Sequence[str], known: Mapping[str, object], *, is_test: bool
) -> list[Candidate]:
    """The candidates, each moved to the folder below that the name asks for; the `known` one where there is such a folder, as no
    new one is made at the top, for a test, or where a layout or an import says the place."""
    by_flat = {_flat(folder): folder for folder in sorted(known)}
    folders = {item.folder: item for item in ranked}
    found: dict[str, Candidate] = {}
    for item in ranked if around else ():
        if flat(around[0]) in _flat(item.folder).split("/") and len(_missing(item.folder, around, known)) == len(
            around
        ):
            continue  # it is in another part of what is said to be around it
        target = f"{item.folder}/{'/'.join(_missing(item.folder, around, known))}".strip("/")
        target = by_flat.get(_flat(target), target)
        if target != item.folder and target not in known and (is_test or item.stem or not item.folder):
            target = item.folder
        reason = f"the name says that it is in {'/'.join(around)}"
        home = folders.get(target)
        new = home if home and home.score > item.score else Candidate(target, item.score, item.reasons, item.stem)
        if target != item.folder or not _missing(item.folder, around, known):
            new = Candidate(target, new.score + HOME * (target in known), [reason, *new.reasons], new.stem)
        new.extension = item.extension
        if target not in found or found[target].score < new.score:
            found[target] = new
    return sorted(found.values(), key=lambda item: -round(item.score, 6)) or list(ranked)


def _flat(folder: str) -> str:
    return "/".join(map(flat, folder.split("/")))


def _missing(folder: str, around: Sequence[str], known: Iterable[str]) -> list[str]:
    """What of the parts around a name the folder does not end with yet, written as the folders beside it and below are."""
    above, names = [flat(part) for part in folder.split("/")], [flat(part) for part in around]
    size = next((size for size in range(len(names), 0, -1) if above[-size:] == names[:size]), 0)
    near = folder.rpartition("/")[0]
    beside = [other.rpartition("/")[2] for other in known if other.startswith(f"{near}/")]
    style = style_of(beside)[0]
    words = [split_words(part) for part in around[size:]]
    return [in_style(part, style if style != "flatcase" or len(part) == 1 else "snake_case") for part in words]
