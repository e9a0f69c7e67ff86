"""Which files the test runners of npm are told to collect: in their configurations, in `package.json`, on command lines.

A runner's own defaults are the conventions of `test_files.py`. Read are Jest (`testMatch`, `testRegex`, `roots`), Vitest (`include` of
`test` and of its projects), Playwright, Cypress, Mocha, AVA, and what scripts hand to Mocha, AVA, tape, uvu and Node's own
runner. Karma's `files` is not: it lists the product as well.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final, NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ....indexer.languages.families import SCRIPT
from ....indexer.workspace_paths import outwards
from ...per_index import per_index
from ..keyed_strings import keyed_strings
from .told import Told, pattern_of, test_glob

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ....indexer.index import Index

__all__ = ["collects_only_told", "is_told"]

SCRIPTS: Final = r"\.(?:[cm]?[jt]s|json)$"
ESCAPE = re.compile(r"\\(.)")


class Settings(NamedTuple):
    """The keys with which one runner is told of its files.

    Attributes:
        files: names of its configurations.
        globs, patterns: last keys of globs, and of regular expressions over the whole path.
        folders: last keys of the folders that bound them.
        ignored: last keys of patterns that take files out again.
        under: a key that stands above those, in a configuration that is not the runner's alone.
        in_package: its section of `package.json`.
        instead: told of its files it collects no others, such as those in `__tests__`.
    """

    files: re.Pattern[str]
    globs: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    under: str = ""
    in_package: str = ""
    instead: bool = False


RUNNERS: Final = (
    Settings(
        re.compile(rf"^jest[\w.-]*\.config{SCRIPTS}"),
        frozenset({"testMatch"}), frozenset({"testRegex"}), frozenset({"roots", "rootDir"}), frozenset({"testPathIgnorePatterns"}),
        in_package="jest", instead=True,
    ),
    Settings(re.compile(rf"^(?:vite|vitest)[\w.-]*\.(?:config|workspace|projects){SCRIPTS}"), frozenset({"include"}),
             folders=frozenset({"dir"}), under="test", instead=True),
    Settings(re.compile(rf"^playwright[\w.-]*\.config{SCRIPTS}"), frozenset({"testMatch"}), frozenset({"testMatch"}),
             frozenset({"testDir"})),
    Settings(re.compile(rf"^cypress\.config{SCRIPTS}"), frozenset({"specPattern"})),
    Settings(re.compile(r"^\.mocharc\.(?:[cm]?js|jsonc?|ya?ml)$"), frozenset({"spec"}), in_package="mocha"),
    Settings(re.compile(r"^ava\.config\.[cm]?js$"), frozenset({"files"}), in_package="ava"),
)  # fmt: skip
PACKAGE: Final = "package.json"
NAMES: Final = re.compile("|".join(runner.files.pattern for runner in RUNNERS))
COMMANDS: Final = re.compile(
    r"(?:^|[\s/])(?:_?mocha|ava|tape|uvu|lab|jasmine|node\s+(?:\S+\s+)*?--test)(?=\s)([^&|;]*)"
)
TAKES_A_VALUE: Final = re.compile(
    r"^(?:-[rRtuCg]|--(?:require|import|loader|ui|timeout|reporter|config|grep|test-reporter\S*|test-name-pattern|file|watch-files|watch-ignore|ignore|exclude|extension|experimental-test-\S*))$"
)
PLACE: Final = re.compile(r"[/*]|\.[cm]?[jt]sx?$|^tests?$|^specs?$")
ROOT_DIR: Final = "<rootDir>"
READ: Final = frozenset({"product", "test"})
"""Zones whose configurations count: one among examples or fixtures is about those alone."""
BELOW: Final = frozenset({"projects", "typecheck"})
"""Keys of Vitest below `test` under which `include` means tests too."""


def is_told(index: Index, path: str, has_tests: Callable[[str], bool]) -> bool:
    """A runner's configuration says that the file is a test.

    Args:
        has_tests: whether a file defines tests; asked only where a configuration may mean it.
    """
    around = [*_around(index, path)]
    told = any(it.says(path, has_tests=False) for it in around)
    return told or (any(it.says(path, has_tests=True) for it in around) and has_tests(path))


def collects_only_told(index: Index, path: str) -> bool:
    """The runner around a file is told of its tests, and collects no other file of a folder of tests."""
    return any(told.instead for told in _around(index, path))


def _around(index: Index, path: str) -> Iterator[Told]:
    """What the configurations in the folders around a file of JavaScript tell, nearest first."""
    by_folder = _by_folder(index) if index.files[path].language in SCRIPT else {}
    for folder in outwards(path.rpartition("/")[0]) if by_folder else ():
        yield from by_folder.get(folder, ())


@per_index
def _by_folder(index: Index) -> dict[str, list[Told]]:
    named = ((path, path.rpartition("/")[2]) for path, file in index.files.items() if file.zone in READ)
    places = (path for path, name in named if name == PACKAGE or NAMES.match(name))
    return by_key((told.folder, told) for path in places for told in _told(index, path))


def _told(index: Index, path: str) -> Iterator[Told]:
    """What one configuration tells."""
    folder, _, name = path.rpartition("/")
    text = index.text(path)
    if name == PACKAGE:
        manifest = index.manifests.get(path)
        for script in manifest.scripts if manifest else ():
            yield from _of_globs(folder, _handed_over(script.command))
    for runner in RUNNERS:
        if name == PACKAGE and runner.in_package and f'"{runner.in_package}"' in text:
            yield from _said(runner, path, text, runner.in_package)
        elif runner.files.match(name):
            yield from _said(runner, path, text, runner.under)


def _said(runner: Settings, path: str, text: str, under: str) -> Iterator[Told]:
    """What a runner's configuration says below a key, or anywhere in it."""
    folder = path.rpartition("/")[0]
    globs: list[str] = []
    patterns: list[str] = []
    within: list[str] = []
    ignored: list[str] = []
    for keys, value, _, is_key in keyed_strings(path, text):
        last = keys[-1] if keys else ""
        if is_key or (under and (under not in keys[:-1] or keys[-2] not in {under, *BELOW})):
            continue
        value = ESCAPE.sub(r"\1", value) if value[:1] != "/" else value
        if last in runner.patterns and (value[:1] == "/" or last not in runner.globs):
            patterns.append(value)
        elif last in runner.globs:
            globs.append(value)
        elif last in runner.folders:
            within.append(value)
        elif last in runner.ignored:
            ignored.append(value)
    yield from _of_globs(folder, globs, within, instead=runner.instead)
    told = [pattern for source in patterns if (pattern := pattern_of(source, folder))]
    if told:
        left_out = tuple(pattern for source in ignored if (pattern := pattern_of(source, folder)))
        places = tuple(_place(folder, item) for item in within)
        yield Told(folder, (), tuple(told), _bounds(places), left_out, instead=runner.instead)


def _of_globs(
    folder: str, globs: list[str], within: list[str] | None = None, *, instead: bool = False
) -> Iterator[Told]:
    """Globs as they are written, those with a `!` in front left out again."""
    kept = [_relative(glob) for glob in globs if glob and not glob.startswith("!")]
    if kept:
        out = [test_glob(_relative(glob[1:])) for glob in globs if glob.startswith("!")]
        places = tuple(_place(folder, item) for item in within or ())
        yield Told(folder, tuple(kept), (), _bounds(places), _whole(folder, out), instead=instead)


def _whole(folder: str, patterns: list[re.Pattern[str]]) -> tuple[re.Pattern[str], ...]:
    """Patterns of paths below a folder as patterns that are looked for in whole paths."""
    start = re.escape(f"/{folder}/" if folder else "/")
    return tuple(re.compile(f"^{start}(?:{pattern.pattern})$") for pattern in patterns)


def _bounds(places: tuple[str, ...]) -> tuple[str, ...]:
    return () if "" in places else places


def _place(folder: str, written: str) -> str:
    rest = _relative(written).rstrip("/")
    return "/".join(part for part in (folder, rest) if part and part != ".")


def _relative(written: str) -> str:
    """A path or a glob below the configuration's folder."""
    return written.replace(ROOT_DIR, ".").lstrip("/").removeprefix("./") if written != "." else ""


def _handed_over(command: str) -> list[str]:
    """The files and folders that a command line hands to a runner."""
    found: list[str] = []
    for arguments in COMMANDS.findall(command):
        try:
            words = shlex.split(arguments)
        except ValueError:
            continue
        for before, word in zip(["", *words], words, strict=False):
            if not word.startswith("-") and PLACE.search(word) and not TAKES_A_VALUE.match(before):
                found.append(word)
    return found
