"""Files that go with a new one, as its siblings have them: tests, styles, stories, barrels, registrations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ....indexer.workspace_paths import prefix_of
from ...naming import stem_of
from ...workspace.workspace_packages import owner, package_directories
from ..roles.folders import folders_of, paths_by_folder
from ..roles.roles import role_words, workspace_files
from ..roles.test_placement import is_test
from .registrations import registrations
from .sequence import ordered_role

if TYPE_CHECKING:
    from ....answers import Companion
    from ....indexer.index import Index
    from .subject import Subject

__all__ = ["companions_of"]

BESIDE = {
    ".module.css": "style", ".module.scss": "style", ".css": "style", ".scss": "style", ".less": "style", ".stories.tsx": "story", ".stories.ts": "story",
    ".stories.jsx": "story", ".html": "template", ".h": "header", ".hpp": "header", ".d.ts": "types",
    ".down.sql": "way back", ".up.sql": "way forward", ".designer.cs": "generated",
}  # fmt: skip
"""Endings of files that stand beside one of the same stem → what they are."""
SHARE = 0.4
"""At least this share of the siblings must have a companion for it to be a convention."""
MOST = 6
MOD = re.compile(r"\s*((?:pub(?:\([^)]*\))?\s+)?mod)\s+\w+\s*;")
"""Names a module of Rust, as who sees it."""
CRATES = frozenset({"tests", "examples", "benches"})
"""Folders beside a Cargo.toml in which each file is a crate of its own, whatever it is called."""
TEST_ENDING = re.compile(r"\.(?:test|spec|e2e|bench)\b|snap$")
"""Endings of tests, which have a rule of their own."""


def companions_of(index: Index, path: str, subject: Subject, of_role: Sequence[str]) -> list[Companion]:
    """Companions that at least two fifths of the siblings have, and the files that name the siblings, with the line to add.

    Args:
        of_role: paths of the files of the same role.
    """
    role = () if subject.is_module else role_words(subject.role)
    folder, _, extension = stem_of(path)
    here = [
        other
        for other in paths_by_folder(index).get(folder, ())
        if stem_of(other).extension == extension and is_test(index.files[other]) == subject.is_test
    ]
    shown = set(of_role)
    groups = [[other for other in here if other in shown], here, of_role]
    found = [*_beside(index, path), *registrations(index, path, [group for group in groups if len(group) > 1], role)]
    found += _obligatory(index, path, {item["path"] for item in found})
    if not subject.is_test and not ordered_role(role):
        found += _test(index, path, subject, here)
    return [item for item in found if item["path"] != path][:MOST]


def _beside(index: Index, path: str) -> list[Companion]:
    """Files of the same name with another ending, as the siblings have them: styles, stories, headers, the way back of a migration."""
    folder, _, name = path.rpartition("/")
    core, ending = _parted(name)
    groups = by_key(_parted(other.rpartition("/")[2]) for other in paths_by_folder(index).get(folder, ()))
    siblings = [endings for endings in groups.values() if ending in endings]
    votes = Counter(rest for endings in siblings for rest in endings if rest != ending and not TEST_ENDING.search(rest))
    return [
        {
            "kind": BESIDE.get(rest.lower(), "beside"),
            "path": f"{folder}/{core}{rest}".lstrip("/"),
            "exists": f"{folder}/{core}{rest}".lstrip("/") in index.files,
        }
        for rest, count in sorted(votes.items())
        if count >= max(2, SHARE * len(siblings))
    ]


def _parted(name: str) -> tuple[str, str]:
    """A file name at its first dot behind a letter: `orders` + `.module.css`; the mark of a version keeps its dots."""
    found = re.search(r"(?<=[^.0-9])\.(?=[A-Za-z])", name)
    return (name[: found.start()], name[found.start() :]) if found else (name, "")


def _test(index: Index, path: str, subject: Subject, here: Sequence[str]) -> list[Companion]:
    """The test, where two fifths of the siblings have theirs at the place that this workspace's rule gives it."""
    files = workspace_files(index, subject.languages)
    naming, places = files.test_naming, [folder for folder, _ in files.test_rules.places(path)]
    if naming is None or not places:
        return []
    directories = package_directories(index)  # where another package has its tests tells nothing if this one has some
    home = owner(directories, path)
    folder = next((place for place in places if owner(directories, f"{place}/x") == home), places[0])

    def of(source: str) -> str:
        stem = stem_of(source).stem
        stem = source.split("/")[-2] if stem in {"__init__", "mod"} and "/" in source else stem
        return f"{folder}/{naming.prefix}{stem}{naming.suffix}{naming.extension}".lstrip("/")

    if sum(of(other) in index.files for other in here) < max(2, SHARE * len(here)):
        return []
    return [{"kind": "test", "path": of(path), "exists": of(path) in index.files}]


def _obligatory(index: Index, path: str, named: Container[str]) -> list[Companion]:
    """What the language asks for, whatever the siblings do: a Rust file's `mod`, the `__init__.py` of a new Python folder."""
    folder, stem, extension = stem_of(path)
    prefix = prefix_of(folder)
    around, _, last_part = folder.rpartition("/")
    is_crate = last_part in CRATES and f"{prefix_of(around)}Cargo.toml" in index.files
    if extension == ".rs" and not is_crate:
        parents = [
            name
            for name in (f"{prefix}mod.rs", f"{prefix}lib.rs", f"{prefix}main.rs", f"{folder}.rs")
            if name in index.files
        ]
        if parents and not any(parent in named for parent in parents):
            mods = [(at, found[1]) for at, line in enumerate(index.lines(parents[0]), 1) if (found := MOD.match(line))]
            last, head = mods[-1] if mods else (0, "mod")
            companion: Companion = {"kind": "module", "path": parents[0], "exists": True, "line": f"{head} {stem};"}
            return [companion | {"after": last} if last else companion]
    if extension == ".py" and folder and folder not in folders_of(index):
        return [{"kind": "package", "path": f"{prefix}__init__.py", "exists": False}]
    return []
