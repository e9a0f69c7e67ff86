"""The words of roles, and those that workspaces use for the same one; the words of the names of files and folders, looked up one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from ...naming import singular, singular_words, stem_of
from ...per_index import per_index

if TYPE_CHECKING:
    from ....indexer.index import File, Index

__all__ = [
    "HELPERS", "TESTS", "WordPlaces", "Written", "ends_in", "folder_words", "is_of_outer", "is_of_products",
    "is_of_tests", "role_words", "synonyms", "without_role", "word_places", "written",
]  # fmt: skip

TESTS = frozenset({"test", "spec"})
SYNONYMS: tuple[frozenset[str], ...] = (
    frozenset({"route", "router", "endpoint", "api", "handler", "controller", "view", "resource"}),
    frozenset({"repository", "repo", "dao", "store", "gateway", "mapper"}),
    frozenset({"util", "utility", "helper", "common", "misc", "tool", "lib"}),
    frozenset({"model", "entity", "domain", "schema"}),
    frozenset({"component", "widget", "ui"}),
    frozenset({"page", "screen", "view", "route"}),
    frozenset({"middleware", "filter", "interceptor"}),
    frozenset({"job", "task", "worker", "queue"}),
    frozenset({"config", "configuration", "setting", "conf", "option"}),
    frozenset({"command", "cli", "cmd", "console"}),
    frozenset({"type", "interface", "typing", "dto", "contract"}),
    frozenset({"exception", "error"}),
    TESTS,
    frozenset({"service", "usecase", "use_case"}),
    frozenset({"usecase", "use_case", "interactor"}),
    frozenset({"specification", "spec"}),
    frozenset({"store", "state", "slice", "reducer"}),
    frozenset({"validator", "validation", "rule"}),
    frozenset({"event", "listener", "subscriber", "handler"}),
    frozenset({"constant", "enum"}),
    frozenset({"hook", "composable"}),
    frozenset({"migration", "migrate", "alembic"}),
)
"""Words that workspaces use for the same role; the workspace's own word always comes first."""
HELPERS = next(group for group in SYNONYMS if "util" in group)
"""What only helps: it stands wherever it is used, and makes no feature."""

SHARED_WITH_TESTS = HELPERS | {"test", "spec", "specification"}
"""What tests have as well, or are."""


def role_words(role: str) -> tuple[str, ...]:
    """A role as singular words: `api_endpoints` → api, endpoint."""
    return singular_words(role)


def ends_in(words: Sequence[str], end: Sequence[str]) -> bool:
    """Words end with others, in any number, and have more before them."""
    return len(words) > len(end) > 0 and [singular(word) for word in words[-len(end) :]] == [*end]


def is_of_products(role: str) -> bool:
    """The role is a known one that tests are not made of, and does more than help."""
    return bool(synonyms(role)) and SHARED_WITH_TESTS.isdisjoint(role_words(role))


def is_of_outer(stem: tuple[str, ...], parts: Set[tuple[str, ...]]) -> bool:
    """A file's name ends as a folder around it, a known role, is called: `Resources/Models/PhotoResource` is a resource."""
    return len(stem) > 1 and stem[-1:] in parts and bool(synonyms(stem[-1]))


def without_role(name: Sequence[str], role: str) -> list[str]:
    """The words of a name without those of the role that end it (`EscalationService` is the feature escalation)."""
    wanted = role_words(role)
    return list(name[: -len(wanted)] if ends_in(name, wanted) else name)


def is_of_tests(role: str) -> bool:
    """What has the role is a test."""
    return not TESTS.isdisjoint(role_words(role)[-1:])


def synonyms(role: str) -> list[str]:
    """Other words for a role, sorted."""
    wanted = "_".join(role_words(role))
    return sorted({word for group in SYNONYMS if wanted in group for word in group} - {wanted})


# ---- Which words stand in the names of which folders and of their files

# ---- The hand-written files of a workspace with the words of their names and of the folders they stand in, taken apart once


class Written(NamedTuple):
    """A hand-written file with the words of its stem and of its folder, those run together, and the words of each folder above."""

    file: File
    stem: tuple[str, ...]
    folder: tuple[str, ...]
    run: str
    parts: Set[tuple[str, ...]]


def folder_words(name: str) -> tuple[str, ...]:
    """The words of a folder's own name; none of one that stands for a parameter of an address (`[page]`), which names no role."""
    return () if name.startswith("[") else singular_words(name)


@per_index
def written(index: Index) -> list[Written]:
    """What nobody generated or vendored, in the order of paths."""
    folders: dict[str, tuple[tuple[str, ...], str, Set[tuple[str, ...]]]] = {}
    found = []
    for file in index.files.values():
        if file.zone in {"generated", "vendored"}:
            continue
        name = stem_of(file.path)
        if name.folder not in folders:
            parts = [folder_words(part) for part in name.folder.split("/")]
            folders[name.folder] = (parts[-1], "".join(parts[-1]), frozenset(parts))
        found.append(Written(file, singular_words(name.stem), *folders[name.folder]))
    return found


class WordPlaces(NamedTuple):
    """Words, in the singular, and the folders that have them.

    Attributes:
        folders: how many there are.
        in_path: word → folders with it in their path.
        in_segment: word → folders with it in their own name.
        in_names: word → folder → how many of its files have it in their name.
        documents: word → how many folders have it in path or names.
    """

    folders: int
    in_path: dict[str, list[str]]
    in_segment: dict[str, list[str]]
    in_names: dict[str, dict[str, int]]
    documents: Counter[str]


def word_places(groups: Sequence[Sequence[Written]]) -> WordPlaces:
    """Looks up the words of each folder's files."""
    found = WordPlaces(len(groups), {}, {}, {}, Counter())
    for members in groups:
        folder = members[0].file.path.rpartition("/")[0]
        path = {word for part in members[0].parts for word in part}
        for word in path:
            found.in_path.setdefault(word, []).append(folder)
        for word in members[0].folder:
            found.in_segment.setdefault(word, []).append(folder)
        inside = Counter(word for words in members for word in set(words.stem))
        for word, count in inside.items():
            found.in_names.setdefault(word, {})[folder] = count
        found.documents.update(inside.keys() | path)
    return found
