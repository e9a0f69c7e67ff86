"""What stands in the folders of a workspace: which paths, and whether only tools read or fill it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from fnmatch import translate
from functools import lru_cache
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ....indexer.read_tables import json_table
from ....indexer.workspace_paths import folders_around
from ...naming import split_words
from ...per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....indexer.index import Index

__all__ = ["fetched_folders", "folders_of", "is_retired", "only_tool_files", "paths_by_folder"]

RETIRED = frozenset({"archived", "attic", "deprecated", "obsolete", "old", "retired"})
"""First words of the names of folders (`old_migrations/`) whose files are kept and not followed."""
MOST_FOLDERS = 4096
"""Folders whose answer is remembered: a workspace has many files a folder."""


def is_retired(path: str) -> bool:
    """The file stands in or below a folder of what is done no more."""
    return _is_retired_folder(path.rpartition("/")[0])


@lru_cache(maxsize=MOST_FOLDERS)
def _is_retired_folder(folder: str) -> bool:
    return any(words[0].lower() in RETIRED for name in folder.split("/") if (words := split_words(name)))


@per_index
def paths_by_folder(index: Index) -> Mapping[str, list[str]]:
    """Folder ("" for the root) → the paths of the files in it, sorted."""
    return by_key((path.rpartition("/")[0], path) for path in index.files)


@per_index
def folders_of(index: Index) -> Set[str]:
    """Every folder with files in it or below it."""
    return folders_around(paths_by_folder(index))


# ---- Programs that a tool asks for by their names, and folders that it fills

TOOL_FILES = (
    ".*", "*.config.*", "*.gemspec", "*.podspec", "*Gemfile", "Brewfile", "Capfile", "Dangerfile", "Fastfile", "Guardfile", "Podfile",
    "Rakefile", "Vagrantfile", "build.rs", "config.ru", "conftest.py", "gulpfile.*", "Gruntfile.*", "manage.py", "noxfile.py",
    "settings.gradle.kts", "setup.py",
)  # fmt: skip
"""Patterns of their names; manifests are known as such."""
SHADCN = "components.json"
TOOL_FILE = re.compile("|".join(map(translate, TOOL_FILES)))
PROGRAMS = frozenset({"terraform"})
"""Ecosystems whose manifests are what the workspace is written in."""


def only_tool_files(index: Index, paths: Iterable[str]) -> bool:
    """None of the files is more than a manifest or the program of a tool."""
    return all(
        (path in index.manifests and index.manifests[path].ecosystem not in PROGRAMS)
        or TOOL_FILE.match(path.rpartition("/")[2])
        for path in paths
    )


def fetched_folders(index: Index, folders: Iterable[str]) -> Iterator[str]:
    """Those of the folders that hold what `npx shadcn add` fetches: others write theirs beside it."""
    for start, end in _fetched(index):
        yield from (at for at in folders if at.startswith(start) and f"/{at}".endswith(end))


@per_index
def _fetched(index: Index) -> list[tuple[str, str]]:
    """How the paths of such folders begin and end, by each components.json (https://ui.shadcn.com/docs/components-json)."""
    found = []
    for home in (path.removesuffix(SHADCN) for path in index.files if path.rpartition("/")[2] == SHADCN):
        aliases = json_table(index.read(home + SHADCN)).get("aliases")
        said = aliases.get("ui") if isinstance(aliases, dict) else None
        if below := str(said).partition("/")[2]:  # behind the alias of the source folder: `@/components/ui`
            found.append((home, f"/{below}"))
    return found
