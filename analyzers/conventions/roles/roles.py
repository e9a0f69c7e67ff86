"""Which files of a workspace have a role: by their folder's name, their own affix, their symbols, learned from what is there.

A role that nobody listed works as well as a known one: a folder `policies/` with alike files makes the role `policy`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Set
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ....indexer.workspace_paths import folders_around
from ...naming import stem_of
from ...per_index import per_index, remembered
from .folders import is_retired
from .role_words import Written, ends_in, is_of_outer, is_of_products, role_words, synonyms, word_places, written
from .test_placement import TestNaming, TestRules, is_marked, is_test, test_naming, unmarked_left_out

if TYPE_CHECKING:
    from ....indexer.index import File, Index
    from .role_words import WordPlaces

__all__ = [
    "GENERIC_FOLDERS",
    "HOOK",
    "RoleFile",
    "WorkspaceFiles",
    "role_words",
    "synonyms",
    "workspace_files",
]

GENERIC_FOLDERS = frozenset({
    "", "src", "lib", "libs", "app", "main", "java", "kotlin", "python", "pkg", "source", "sources", "code", "internal", "core", "common",
    "packages", "package", "crates", "com", "org", "scala", "swift", "php", "go", "cmd", "js", "ts",
})  # fmt: skip
"""Folder names that say nothing of a file's role."""

ASIDE = frozenset({"example", "docs", "fixture"})
"""Zones that stand beside the product and its tests."""
OF_TESTS, TESTS = frozenset({"test", "fixture"}), {("test",), ("spec",)}
STRUCTURAL = frozenset({"__init__", "conftest"})
"""Files that a folder of tests has, whoever fills it."""
HOOK = re.compile(r"use[A-Z]")
HOOKS = ("hook",)
HOOK_FOLDERS = frozenset({HOOKS, ("composable",)})
DATED = 4
"""So many leading digits number or date a file."""
MIGRATION, LEAST_DATED = ("migration",), 3
STEPS = frozenset({MIGRATION, ("migrate",), ("alembic",)})
OTHER_ROLES = frozenset({("view", "model")})
"""Words that together are another role than the last of them alone."""
BY_HAND = ".rake"
"""A task that is run by hand is no job of a queue."""
NAMED_MODULES = 3
LONG = 5
"""So many letters at the end of a word are no chance."""
TOOL_CONFIG = re.compile(r"\.config\.[cm]?[jt]s$")
"""What a tool reads beside a manifest (`vite.config.ts`)."""


class RoleFile(NamedTuple):
    """A file of a role, how it shows (`folder`, `affix`, `path`, `stem`), with a weight up to 1, and the word it shows by."""

    file: File
    how: str
    weight: float
    word: str


class WorkspaceFiles:
    """The files that new ones are placed among: hand-written ones of the product and its tests, by language."""

    def __init__(self, index: Index, languages: frozenset[str]) -> None:
        self.index = index
        self._words = [words for words in written(index) if words.file.language in languages]
        self._tool_folders = {path.rpartition("/")[0] for path in index.manifests}
        self.files = [words.file for words in self._words]
        self.main = [file for file in self.files if _is_followed(file)] or self.files
        self.main = [file for file in self.main if not self._is_of_tool(file.path)] or self.main
        if len(self.main) < len(self.files):
            kept = {file.path for file in self.main}
            self._words = [words for words in self._words if words.file.path in kept]
        self._learned: dict[tuple[str, ...], list[RoleFile]] = {}

    def _is_of_tool(self, path: str) -> bool:
        """It configures a tool, and nothing of the product: others are neither placed nor named as it is."""
        return TOOL_CONFIG.search(path) is not None and path.rpartition("/")[0] in self._tool_folders

    def of_role(self, role: str) -> list[RoleFile]:
        """The files of a role, by the workspace's own word for it, else by its synonyms; where more are called as the role itself, those
        too, and first where several folders have one. Of migrations those in order tell the word."""
        if role_words(role)[-1:] == MIGRATION and sum(map(_is_dated, dated := self._by_synonyms(role))) > LEAST_DATED:
            return dated if not any(map(_is_dated, self.named(role))) else self.named(role)
        called = self.called(role)
        ways = [self.named(role), self._by_synonyms(role)]
        ways.insert(1 if len({item.file.path.rpartition("/")[0] for item in called}) > 1 else 2, [*ways[0], *called])
        found = next((way for way in ways if _of_product(way) >= max(1, _of_product(called))), ways[0])
        return found or self._learned.get(role_words(role), [])

    def learn(self, role: str, paths: Collection[str]) -> None:
        """The files at these paths have a role that no name of a file or folder shows."""
        self._learned[role_words(role)] = [
            RoleFile(file, "stem", 0.9, role) for file in self.main if file.path in paths
        ]

    def shown_role(self, role: str) -> str:
        """The role, or that of its words which shows here, the last one first: a `cli_command` is a command, a `docs page` a document."""
        words = [word for word in role_words(role) if any(item.file.zone != "test" for item in self.of_role(word))]
        return role if self.of_role(role) or not words else words[-1]

    def _by_synonyms(self, role: str) -> list[RoleFile]:
        found = (item for other in synonyms(role) for item in self.named(other))
        return [item for item in found if not item.file.path.endswith(BY_HAND)]

    def called(self, role: str) -> list[RoleFile]:
        """The files that are called as the role itself, and no stubs that a generator made: one line, and a comment that says what for."""
        wanted = role_words(role)
        return [
            RoleFile(words.file, "stem", 0.5, role)
            for words in self._by_word.get(wanted[-1:], ())
            if words.stem == wanted and not (words.file.code_lines <= 1 and words.file.comment_lines)
        ]

    def _run_on(self, role: str) -> list[RoleFile]:
        """The files whose names run their words together and end with the role (`aboutdialog`, as Qt names them), where several do."""
        wanted = "".join(role_words(role))
        ending = [words for words in self._words if len(words.stem) == 1 and words.stem[0].endswith(wanted)]
        found = [RoleFile(item.file, "affix", 1.0, role) for item in ending if item.stem[0] != wanted]
        return found if len(wanted) >= LONG and len(found) >= NAMED_MODULES else []

    @remembered
    def named(self, role: str) -> list[RoleFile]:
        """The files that show a role by that word and no other."""
        return [*self._of_words(role_words(role))] or self._run_on(role)

    def speaking(self, wanted: Set[str]) -> list[tuple[File, tuple[str, ...]]]:
        """The files whose name has one of the words, each with its words, in the order of their paths."""
        found = {words.file.path: words for word in wanted for words in self._by_any_word.get(word, ())}
        return [(found[path].file, found[path].stem) for path in sorted(found)]

    def _of_words(self, wanted: tuple[str, ...]) -> Iterator[RoleFile]:
        joined, word, size = "".join(wanted), "_".join(wanted), len(wanted)
        left_out = OF_TESTS if is_of_products(word) else frozenset()
        for file, stem, folder, run, parts in self._words if wanted == HOOKS else self._meeting(wanted, joined):
            if file.zone in left_out or (file.zone == "test" and wanted not in TESTS and is_marked(file)):
                continue  # a test of what has the role stands in a folder of that name too
            is_step = wanted not in STEPS and not parts.isdisjoint(STEPS)
            if (is_step or (stem[:1] and stem[0].isdigit() and len(stem[0]) >= DATED)) and folder[-size:] != wanted:
                continue  # one of a sequence (`20191029_fix_with_validators`, `039f45_add_model`) is named for what it does
            is_hook = HOOK.match(file.path.rpartition("/")[2]) is not None
            if is_hook and wanted != HOOKS and folder[-1:] in HOOK_FOLDERS:
                continue  # `hooks/usePolicy.ts` is a hook about policies
            ends = ends_in(stem, wanted) and stem[-size - 1 :] not in OTHER_ROLES
            if ends or (is_hook and wanted == HOOKS):
                yield RoleFile(file, "affix", 1.0, word)
            elif run == joined and run and not is_of_outer(stem, parts):
                yield RoleFile(file, "folder", 0.9, word)
            elif ends_in(folder, wanted):
                yield RoleFile(file, "folder", 0.5, word)
            elif wanted in parts and file.zone != "test":
                yield RoleFile(file, "path", 0.3 if synonyms(word) else 0.1, word)

    def _meeting(self, wanted: tuple[str, ...], joined: str) -> list[Written]:
        """The files whose name ends as the role does, or that stand in or below a folder that does, in the order of their paths."""
        found = {words.file.path: words for words in self._by_word.get(wanted[-1:], ())}
        for members in self._by_folder:
            first = members[0]
            if first.run == joined or first.folder[-1:] == wanted[-1:] or wanted in first.parts:
                found.update((words.file.path, words) for words in members)
        return [found[path] for path in sorted(found)]

    @cached_property
    def _by_word(self) -> Mapping[tuple[str, ...], list[Written]]:
        """Last word of a file's stem, as a tuple → the files."""
        return by_key((words.stem[-1:], words) for words in self._words)

    @cached_property
    def _by_any_word(self) -> Mapping[str, list[Written]]:
        """Word of a file's stem → the files."""
        return by_key((word, words) for words in self._words for word in set(words.stem))

    @cached_property
    def _by_folder(self) -> list[list[Written]]:
        """The files of each folder."""
        found = by_key((id(words.parts), words) for words in self._words)
        return [*found.values()]

    @cached_property
    def tests_and_sources(self) -> tuple[list[File], list[File]]:
        """The tests, and the files of the product and of examples that are none."""
        tests = [file for file in self.files if is_test(file)]
        known = {file.path for file in tests}
        return tests, [file for file in self.files if file.zone in {"product", "example"} and file.path not in known]

    @cached_property
    def modules_are_named(self) -> bool:
        """Several files are set off as modules (`orders.module.ts`, of NestJS and Angular)."""
        return sum(stem_of(file.path).stem.endswith(".module") for file in self.main) >= NAMED_MODULES

    @cached_property
    def test_naming(self) -> TestNaming | None:
        """How the tests are named."""
        return test_naming(file.path for file in self.files if file.zone == "test")

    @cached_property
    def test_rules(self) -> TestRules:
        """Where tests stand beside their sources."""
        return TestRules(*self.tests_and_sources)

    @cached_property
    def word_places(self) -> WordPlaces:
        """Which words stand in the names and paths of which folders."""
        return word_places(self._by_folder)

    @cached_property
    def kinds_by_folder(self) -> Mapping[str, tuple[int, int]]:
        """Folder → how many of its files are no tests, and how many are."""
        tests = {folder: sum(map(is_test, members)) for folder, members in self.by_folder.items()}
        return {folder: (len(self.by_folder[folder]) - count, count) for folder, count in tests.items()}

    @cached_property
    def helper_folders(self) -> Set[str]:
        """Folders of what tests share (`test/setup.ts`, `support/factories.ts`): their names say no test, as those of others do."""
        tests = self.tests_and_sources[0]
        real = {file.path for file in unmarked_left_out(tests)}
        helpers = [file.path for file in tests if file.path not in real and stem_of(file.path).stem not in STRUCTURAL]
        counts = Counter(path.rpartition("/")[0] for path in helpers)
        return {folder for folder, count in counts.items() if count * 2 > self.kinds_by_folder.get(folder, (0, 0))[1]}

    def names_begin(self, word: str) -> Counter[str]:
        """Folder → how many of its names begin with the word, tests left out."""
        begun = (item.file for item in self._words if item.stem[:1] == (word,))
        return Counter(file.path.rpartition("/")[0] for file in begun if not is_test(file))

    @cached_property
    def folders(self) -> Set[str]:
        """The folders with files, and those above them."""
        return folders_around(self.by_folder)

    @cached_property
    def strangers(self) -> Mapping[str, tuple[float, float]]:
        """Folder → the share of its files that are tests, and of those that stand aside: examples, docs and fixtures."""
        return {
            folder: (
                self.kinds_by_folder[folder][1] / len(members),
                sum(file.zone in ASIDE for file in members) / len(members),
            )
            for folder, members in self.by_folder.items()
        }

    @cached_property
    def by_folder(self) -> Mapping[str, list[File]]:
        """Folder → its files."""
        return by_key((file.path.rpartition("/")[0], file) for file in self.main)


def _of_product(found: list[RoleFile]) -> int:
    return sum(item.file.zone == "product" for item in found)


def _is_dated(item: RoleFile) -> bool:
    return item.file.path.rpartition("/")[2][:DATED].isdigit()


def _is_followed(file: File) -> bool:
    """New files are placed and named as it is: it is no fixture, and not kept as a thing of the past."""
    return file.zone != "fixture" and not is_retired(file.path)


@per_index
def workspace_files(index: Index, languages: frozenset[str]) -> WorkspaceFiles:
    """The files of the languages, made once for an index: several questions are asked of the same ones."""
    return WorkspaceFiles(index, languages)
