"""Folders by the name of a new file: words that it shares with their path and with the names of their files, of which rare ones say more;
and what a name says is around it (`Cards::Archives`, `Admin/UserController`, `App\\Jobs\\Clean`)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...naming import flat, in_style, singular, singular_words, split_words, style_of
from ..new_file.subject import Candidate
from ..roles.feature_folders import layouts_of
from ..roles.role_words import without_role
from ..roles.roles import role_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..roles.roles import WorkspaceFiles
    from .sought import Sought

__all__ = ["PARTED", "below_what_is_around", "by_name", "said_by_layout", "what_is_around"]

OF_PATH, OF_ONE = 1.0, 0.35
"""What a word in the path counts, and one in the name of a single file of many; more the more of them have it."""
INTERFACE, FEW_INTERFACES = "i", 4
"""The first letter of interface names in C#, and how many such names show that the workspace follows that."""


def by_name(sought: Sought) -> None:
    """Counts the words.

    Where folders are features, one called as the role is not what a name that ends in it is about.
    """
    subject, files = sought.subject, sought.files
    bare = without_role(subject.lower, subject.role)
    words = bare if layouts_of(files, subject.role) else subject.lower
    for word in dict.fromkeys((*map(singular, words), *singular_words(subject.description))):
        _by_word(sought, word)
    _by_segment(sought, set(map(singular, bare)))
    _by_interfaces(sought)


def said_by_layout(sought: Sought, folder: str) -> float:
    """What its name counts for a feature's folder that is not there yet, as it does for those beside it: the words of its path, those of
    the role in the names of such files, and what the folder around the features is called."""
    subject, files, weights = sought.subject, sought.files, sought.weights
    of_role, found = set(role_words(subject.role)), 0.0
    there = {word for part in folder.split("/") for word in singular_words(part)}
    for word in dict.fromkeys((*map(singular, subject.lower), *singular_words(subject.description))):
        if word in there and word in files.word_places.in_path:
            found += weights.path * OF_PATH * _rarity(files, word)
        if word in of_role and word in files.word_places.in_names:
            found += weights.inside * _rarity(files, word)
    around = singular_words(folder.rpartition("/")[0].rpartition("/")[2])
    about = {singular(word) for word in without_role(subject.lower, subject.role)}
    return found + (weights.segment * sum(word in about for word in around) / len(around) if around else 0.0)


def _rarity(files: WorkspaceFiles, word: str) -> float:
    return math.log2(1 + files.word_places.folders / (1 + files.word_places.documents[word]))


def _by_word(sought: Sought, word: str) -> None:
    """Each folder that has the word."""
    places, weights = sought.files.word_places, sought.weights
    rarity = _rarity(sought.files, word)
    for folder in places.in_path.get(word, ()):
        sought.add(folder, weights.path * OF_PATH * rarity, f"'{word}' in its path")
    for folder, count in places.in_names.get(word, {}).items():
        share = count / len(sought.files.by_folder[folder])
        worth = weights.inside * rarity * (OF_ONE + (1 - OF_ONE) * share)
        sought.add(folder, worth, f"'{word}' in the names of {count} of its files")


def _by_segment(sought: Sought, about: set[str]) -> None:
    """A folder whose own words are among those of the name."""
    met = {folder for word in about for folder in sought.files.word_places.in_segment.get(word, ())}
    for folder in sorted(met) if sought.weights.segment else ():
        name = folder.rpartition("/")[2]
        words = list(map(singular, split_words(name)))
        share = sum(word in about for word in words) / len(words)
        sought.add(folder, sought.weights.segment * share, f"it is called {name}")


def _by_interfaces(sought: Sought) -> None:
    """Where names tell interfaces (`IOrderService`): favours folders of interfaces for one, and other folders for a class."""
    subject, files, held = sought.subject, sought.files, sought.files.names_begin(INTERFACE)
    total, usual = sum(held.values()), sum(held.values()) / (len(files.main) + 1)
    is_one = len(subject.words) > 1 and subject.lower[0] == INTERFACE
    for folder in sought.found if total >= FEW_INTERFACES and not subject.is_test else ():
        share = (held[folder] + usual) / (files.kinds_by_folder.get(folder, (0, 0))[0] + 1)
        odds = share / usual if is_one else (1 - share) / (1 - usual)
        reason = f"{held[folder]} of its files are interfaces by their names" if is_one and odds > 1 else ""
        sought.add(folder, math.log2(odds), reason)


# ---- What a name says is around it

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
