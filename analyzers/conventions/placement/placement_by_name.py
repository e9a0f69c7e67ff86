"""Folders by the name of a new file: words that it shares with their path and with the names of their files. Rare words say more."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...naming import singular, singular_words, split_words
from ..roles.feature_folders import layouts_of
from ..roles.role_words import without_role
from ..roles.roles import role_words

if TYPE_CHECKING:
    from ..roles.roles import WorkspaceFiles
    from .sought import Sought

__all__ = ["by_name", "said_by_layout"]

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
