"""The commands that test a workspace or a part of it, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..per_index import read_once
from ..stack.technologies import code_around
from ..workspace.ecosystem_languages import LANGUAGES_OF, MINOR, bytes_by_ecosystem, code_bytes, root_ecosystem
from ..workspace.workspace_packages import owner, package_directories
from .chosen_tests import Chosen, held
from .test_candidates import candidates
from .tests_exist import has_tests, holds_tests_inside, languages_within, nearby_tests, tests_beside, tests_of_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...answers import Command
    from ...indexer.index import Index
    from .workspace_commands import Candidate

__all__ = ["test_commands"]

MOST = 20
SECOND = 1.25
"""Commands of an ecosystem that another one has so many times the code of stand as if they were one folder further in."""


def test_commands(index: Index, path: str | None, name: str = "", among: Sequence[str] = ()) -> list[Command]:  # noqa: PT028
    """Test commands, best first: of the ecosystem that most of the code is in, the workspace's own script or runner,
    then what its managers do, then wrappers; of several packages the largest one's. Of those that stand alike the outermost, or
    that of the larger of two workspaces that the root binds.

    Args:
        path: a file or folder whose tests are meant; a source file stands for the tests near it. None for all.
        name: of one test in the file.
        among: the files or folders that are run, of which `path` is but the first.
    """
    chosen = Chosen(path, tuple(among), name) if among and path else _chosen(index, path, name)
    weights = code_bytes(index) if path is None else _folder_bytes(index, path)
    minor = _behind(index, weights, MINOR)
    second = _behind(index, weights, SECOND) if path is None else frozenset()
    ranked: dict[tuple[str, str], tuple[tuple[int, int, int, int, str], Command]] = {}
    around = code_around(index) if path is None else {}
    bound = {item.ecosystem for at, item in index.manifests.items() if "/" not in at and item.tools}
    for candidate in candidates(index, None) if chosen is None or path is None else _concerning(index, chosen, path):
        depth = candidate.scope.count("/") + 1 if candidate.scope else 0
        command = candidate.command
        key = (command["command"], command["directory"])
        aside = int(candidate.ecosystem in minor)
        after = aside + int(candidate.ecosystem in second)
        leads = depth and not after and candidate.ecosystem in bound
        largest = -around.get(candidate.scope, 0)
        place = (
            (aside, -depth, candidate.rank, 0, command["command"])
            if path
            else (after + depth, -1 if leads else depth, candidate.rank, largest, command["command"])
        )
        if key not in ranked or place < ranked[key][0]:
            ranked[key] = (place, command)
    return [command for _, command in sorted(ranked.values(), key=lambda item: item[0])][:MOST]


def _chosen(index: Index, path: str | None, name: str) -> Chosen | None:
    """What a path means: itself, or the tests near a source file or a folder of them; without any, its package (in Go its folder)."""
    if path is None:
        return None
    file = index.files.get(path)
    if file is None and not has_tests(index, path):
        near = tests_of_folder(index, path)
        return Chosen(path if near else owner(package_directories(index), f"{path}/."), near, name)
    if file is None or file.zone == "test" or name:
        return Chosen(path, (path,), name)
    near = tuple(nearby_tests(index, path) or filter(None, (tests_beside(index, path),)))
    if not near and holds_tests_inside(index, path):
        return Chosen(path, (path,), name)
    if near or file.language != "Go":
        return Chosen(path if near else owner(package_directories(index), path), near, name)
    return Chosen(path, (path.rpartition("/")[0],) if "/" in path else (), name)


def _concerning(index: Index, chosen: Chosen, path: str) -> list[Candidate]:
    """The commands of the packages around a path; where those run no test of it, of the packages that its tests stand in; where
    none runs just these, what the package around says for all."""
    around = owner(package_directories(index), path)
    for meant in (chosen, chosen._replace(path=around)):
        spoken = [item for item in candidates(index, meant) if _is_spoken(index, item, path, chosen.tests)]
        own = [item for item in spoken if held((path,), item.scope)]
        if found := own or [item for item in spoken if held(chosen.tests, item.scope)]:
            return found
    return []


def _is_spoken(index: Index, candidate: Candidate, path: str, tests: tuple[str, ...]) -> bool:
    """Whether the languages of a command's ecosystem are the file's, or for a folder that of one of its tests, without any of its code."""
    told = [path] if path in index.files or not tests else tests
    meant = {language for item in told for language in _languages(index, item)}
    languages = LANGUAGES_OF.get(candidate.ecosystem)
    known = any(meant & set(of) for of in LANGUAGES_OF.values())
    return not known or languages is None or bool(meant & set(languages))


@read_once
def _languages(index: Index, path: str) -> set[str]:
    """The language of a file, those of the tests in a folder, and in its code."""
    if path in index.files:
        return {index.files[path].language}
    below = f"{path}/"
    inside = [file for other, file in index.files.items() if other.startswith(below)]
    written = {file.language for file in inside if file.zone == "test"} | languages_within(index, path)
    return written or {file.language for file in inside}


def _behind(index: Index, weights: Mapping[str, int], times: float) -> frozenset[str]:
    """Ecosystems of which the largest one has more than so many times the code; not that of the package at the root."""
    most = max(weights.values(), default=0)
    return frozenset(name for name, weight in weights.items() if weight * times < most) - {root_ecosystem(index)}


def _folder_bytes(index: Index, path: str) -> dict[str, int]:
    below = f"{path}/"
    inside = (item for other, item in index.files.items() if other.startswith(below))
    return bytes_by_ecosystem([index.files[path]] if path in index.files else inside)
