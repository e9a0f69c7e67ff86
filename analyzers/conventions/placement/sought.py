"""A place that is sought, and how much each kind of evidence counts for a folder, in doublings of the odds.

The weights are for a file of a role, for a test, for a module. Learned, not guessed: a conditional logit over all folders for 1,809
files taken out of 38 public repositories of fifteen languages (what a file's true folder has that the others have not), checked on
repositories left out; then rounded. Costs that guard against a rare but bad answer (a product's file among tests) were kept above
what the fit gives them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ..new_file.subject import Candidate

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ..new_file.subject import Subject
    from ..roles.roles import WorkspaceFiles

__all__ = ["Sought"]


class Weights(NamedTuple):
    """Each for one doubling of what it counts, or for one whole share.

    Attributes:
        size: files of the language in the folder; below 0 where those of the role count by themselves.
        strange: a test among sources and the other way round.
        strange_held: the same where the folder holds files of the role.
        aside: examples, docs and fixtures.
        aside_held: the same where the folder holds files of the role.
        role: files of the role, or for a module that the folder is a source root.
        path: a word of the name in the folder's path, by its rarity.
        inside: a word of the name in the names of the folder's files, by its rarity and share.
        segment: the share of the folder's own words that the name has.
        feature: that a layout by features has the folder.
        counterpart: that all files of the role stand so far from their counterpart.
        users: files that use the name, which nothing defines.
        expected: an import that leads there.
        mirror: the share of a source's neighbours whose tests stand there.
    """

    size: float
    strange: float
    aside: float
    role: float
    path: float
    inside: float
    segment: float
    users: float
    expected: float
    strange_held: float = 0.9
    aside_held: float = 0.75
    feature: float = 0.9
    counterpart: float = 7.5
    mirror: float = 8.0


OF_ROLE: Final = Weights(
    size=-0.16, strange=5.0, aside=1.5, role=1.05, path=0.2, inside=0.84, segment=2.2, users=1.7, expected=12.0
)
OF_TESTS: Final = Weights(
    size=-0.1, strange=5.0, aside=0.9, role=0.0, path=0.5, inside=0.55, segment=1.0, users=0.0, expected=5.5
)
OF_MODULES: Final = Weights(
    size=0.5, strange=5.0, aside=1.2, role=5.0, path=0.55, inside=0.95, segment=0.0, users=1.6, expected=9.0
)
OF_DESCRIBED: Final = OF_MODULES._replace(role=2.0)
"""For a module of which more is said: it is less often one that has no place but a source root."""
OF_UNKNOWN: Final = OF_ROLE._replace(size=OF_MODULES.size)
"""For a role that no file shows: large folders are likelier, as for a module."""


class Sought:
    """What a file is like that a place is sought for, the files that it will stand among, and the folders `found` so far."""

    def __init__(self, index: Index, subject: Subject, files: WorkspaceFiles) -> None:
        self.index, self.subject, self.files = index, subject, files
        self.found = {folder: Candidate(folder) for folder in files.by_folder}
        of_module = OF_DESCRIBED if subject.description else OF_MODULES
        of_role = OF_UNKNOWN if subject.is_unknown else OF_ROLE
        self.weights = OF_TESTS if subject.is_test else of_module if subject.is_module else of_role

    def add(self, folder: str, worth: float, reason: str = "") -> None:
        """Counts a piece of evidence for a folder, if it is one of those found."""
        if folder in self.found:
            self.found[folder].add(worth, reason)

    def opened(self, folder: str) -> Candidate:
        """The folder among those found, as a new one where it is none yet."""
        return self.found.setdefault(folder, Candidate(folder))
