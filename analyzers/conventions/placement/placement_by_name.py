"""Folders by the name of a new file: words that it shares with their path and with the names of their files. Rare words say more."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ...naming import singular, singular_words, split_words
from ..roles.feature_folders import layouts_of, without_role
from ..roles.roles import role_words

if TYPE_CHECKING:
    from ..new_file.subject import Candidate, Subject
    from ..roles.roles import WorkspaceFiles
    from .weights import Weights

__all__ = ["by_name", "said_by_layout"]

OF_PATH, OF_ONE = 1.0, 0.35
"""What a word in the path counts, and one in the name of a single file of many; more the more of them have it."""
INTERFACE, FEW_INTERFACES = "i", 4
"""The first letter of interface names in C#, and how many such names show that the workspace follows that."""


def by_name(found: Mapping[str, Candidate], files: WorkspaceFiles, subject: Subject, weights: Weights) -> None:
    """Counts the words.

    Where folders are features, one called as the role is not what a name that ends in it is about.
    """
    words = without_role(subject.lower, subject.role) if layouts_of(files, subject.role) else subject.lower
    described = (part.lower() for part in split_words(subject.description))
    for word in dict.fromkeys(singular(word) for word in (*words, *described)):
        for folder, worth, reason in _met(files, word, weights.path, weights.inside):
            if folder in found:
                found[folder].add(worth, reason)
    about = {singular(word) for word in without_role(subject.lower, subject.role)}
    _by_segment(found, files, weights, about)
    _by_interfaces(found, files, subject)


def said_by_layout(files: WorkspaceFiles, folder: str, subject: Subject, weights: Weights) -> float:
    """What its name counts for a feature's folder that is not there yet, as it does for those beside it: the words of its path, those of
    the role in the names of such files, and what the folder around the features is called."""
    of_role, found = set(role_words(subject.role)), 0.0
    there = {word for part in folder.split("/") for word in singular_words(part)}
    for word in dict.fromkeys(singular(word) for word in subject.lower):
        if word in there and word in files.word_places.in_path:
            found += weights.path * OF_PATH * _rarity(files, word)
        if word in of_role and word in files.word_places.in_names:
            found += weights.inside * _rarity(files, word)
    around = singular_words(folder.rpartition("/")[0].rpartition("/")[2])
    about = {singular(word) for word in without_role(subject.lower, subject.role)}
    return found + (weights.segment * sum(word in about for word in around) / len(around) if around else 0.0)


def _rarity(files: WorkspaceFiles, word: str) -> float:
    return math.log2(1 + files.word_places.folders / (1 + files.word_places.documents[word]))


def _met(files: WorkspaceFiles, word: str, path: float, inside: float) -> Iterator[tuple[str, float, str]]:
    """Folder, worth and reason for each folder that has the word."""
    places = files.word_places
    rarity = _rarity(files, word)
    for folder in places.in_path.get(word, ()):
        yield folder, path * OF_PATH * rarity, f"'{word}' in its path"
    for folder, count in places.in_names.get(word, {}).items():
        share = count / len(files.by_folder[folder])
        worth = inside * rarity * (OF_ONE + (1 - OF_ONE) * share)
        yield folder, worth, f"'{word}' in the names of {count} of its files"


def _by_segment(found: Mapping[str, Candidate], files: WorkspaceFiles, weights: Weights, about: set[str]) -> None:
    """A folder whose own words are among those of the name."""
    if not weights.segment:
        return
    met = {folder for word in about for folder in files.word_places.in_segment.get(word, ())}
    for folder in sorted(met & found.keys()):
        words = [singular(word) for word in split_words(folder.rpartition("/")[2])]
        share = sum(word in about for word in words) / len(words)
        found[folder].add(weights.segment * share, f"it is called {folder.rpartition('/')[2]}")


def _by_interfaces(found: Mapping[str, Candidate], files: WorkspaceFiles, subject: Subject) -> None:
    """Where names tell interfaces (`IOrderService`): favours folders of interfaces for one, and other folders for a class."""
    held = files.names_begin(INTERFACE)
    total, usual = sum(held.values()), sum(held.values()) / (len(files.main) + 1)
    is_one = len(subject.words) > 1 and subject.lower[0] == INTERFACE
    for folder in found if total >= FEW_INTERFACES and not subject.is_test else ():
        share = (held.get(folder, 0) + usual) / (files.kinds_by_folder.get(folder, (0, 0))[0] + 1)
        odds = share / usual if is_one else (1 - share) / (1 - usual)
        reason = f"{held.get(folder, 0)} of its files are interfaces by their names" if is_one and odds > 1 else ""
        found[folder].add(math.log2(odds), reason)
