"""The one command that builds the whole of a workspace, that tests it or one file, and that checks it, as they are typed in the root."""

from __future__ import annotations

import shlex
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.workspace_paths import joined, prefix_of
from ..stack.main_choice import LEADING, MOST, SMALL, speaks
from ..stack.technologies import holds
from ..stack.tools_in_use import told_to_run
from ..workspace.ecosystem_languages import LANGUAGES_OF, family_of, is_run_as_written
from ..workspace.managers import MANAGERS
from ..workspace.pipelines import instructions
from ..workspace.workspace_packages import manager_for, managers, product_manifests
from .build_parts import DOCUMENTS
from .file_tests import TEST_PROGRAMS
from .test_ranks import test_commands
from .test_runners import RUNNERS
from .tests_exist import has_tests
from .workspace_commands import ecosystem_of, target_program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...answers import Command
    from ...indexer.index import Index
    from ..workspace.workspace_packages import UsedManager

__all__ = [
    "chosen_build_command", "chosen_test_command", "from_root", "is_managed", "lint_command", "one_test_command", "typed_of",
]  # fmt: skip

IMAGES = re.compile(r"\bdocker(?:[- ]compose)?\s+(?:\S+\s+){0,3}build\b")
"""Images of containers hold the program: of a library they hold what it is worked on with."""
RUN_SCRIPT = re.compile(r"(?<![\w-])(?:run(?:-[sp])?|(?:yarn|pnpm)(?!\s+run\b))\s+(?:-\S+\s+)*([\w:.-]+)")
"""How a script of a package.json runs another one of it."""
RUN_BY_NAME = frozenset({"rake", *TEST_PROGRAMS, *(runner.name.lower() for runner in RUNNERS)})
TESTS, ELSEWHERE = re.compile(r"\btests?\b"), re.compile(r"uses:\s*[\w-]+/[^@\s]+/\.github/workflows/")
"""What pipelines say that run tests, and those that are written in another repository."""
GUIDES = re.compile(
    r"(?i)(?:docs?/|\.github/)?(?:readme|contributing|development|hacking|testing|agents|claude)[\w-]*\.(?:md|rst|txt)$"
)
CALLED_TEST = re.compile(
    r"(?:^|/)(?:test_[^/]*\.py|tests/(?:.*/)?test_[^/]*\.rs|[^/]+(?:[_.-](?:tests?|spec)|Tests?|Spec)\.\w+)$"
)
"""What a file is called that is run as a test: others help those."""
BROWSERS = re.compile(r"(?<![\w-])(?:karma|web-test-runner|wtr)(?![\w-])")
"""What starts a framework's tests in browsers: the framework alone cannot."""
OF_PAGES = "npm"
"""The ecosystem that builds what a program in whatever language shows."""


def chosen_build_command(
    index: Index, rows: Sequence[Command], manager: UsedManager | None, language: str | None, *, for_others: bool
) -> str | None:
    """The build command of the root or of the main manager's place; of another language only the pages that go with a
    program, but of a library that others install what builds that."""
    spoken = [row for row in rows if speaks(ecosystem_of(index, row), language) or _has_pages(index, row)]
    places = {".", manager.directory if manager else "."}
    if for_others:
        spoken = [row for row in spoken if not IMAGES.search(typed_of(index, row))]
    if for_others or not is_run_as_written(index):
        spoken.sort(key=lambda row: not speaks(ecosystem_of(index, row), language))
        places |= {row["directory"] for row in spoken[:1] if holds(index, row["directory"], MOST)}
    built = next((row for row in spoken if row["directory"] in places), None)
    documents = built is not None and built["command"] == DOCUMENTS and manager is not None
    # what holds less may be the module of its web site
    return from_root(built) if built and not documents and holds(index, built["directory"], SMALL) else None


def _has_pages(index: Index, row: Command) -> bool:
    """Whether a row builds pages, and most of them stand below its directory: not the few that a framework's skeleton brings along."""
    below, pages = prefix_of(joined("", row["directory"])), LANGUAGES_OF[OF_PAGES]
    own = {path: file.size for path, file in index.files.items() if file.zone == "product" and file.language in pages}
    inside = sum(size for path, size in own.items() if path.startswith(below))
    return ecosystem_of(index, row) == OF_PAGES and inside * 2 >= sum(own.values())


def chosen_test_command(index: Index, rows: Sequence[Command], language: str | None) -> Command | None:
    """The test command, not of a folder with little of the code; of places where no test is seen, only one that the workspace has
    written itself."""
    written = [
        row
        for row in rows
        if holds(index, row["directory"], LEADING)  # it is not one of many samples
        and _is_borne_out(index, row)
        and (has_tests(index, row["directory"]) or "line" in row["evidence"][0])
    ]
    return _of_main(index, written, language) if written and has_tests(index, "") else None


def _is_borne_out(index: Index, row: Command) -> bool:
    """Whether a runner that a package alone proves is also said to be run, where pipelines of this workspace run tests: else they do
    it by another way, and the runner may need what that sets up."""
    names = sorted(RUN_BY_NAME.intersection(row["command"].replace("/", " ").split()))
    runs = instructions(index).values()
    if not names or any(ELSEWHERE.search(text) for text in runs) or not any(TESTS.search(text) for text in runs):
        return True
    by_framework = "|artisan test" if names[0] in {"pest", "phpunit"} else ""
    said = re.compile(rf"(?<![\w-])(?:{names[0]}{by_framework})(?![\w*-])")
    guides = (index.text(path) for path in index.files if GUIDES.match(path))
    return any(said.search(text) for text in chain(runs, told_to_run(index).values(), guides))


def typed_of(index: Index, row: Command) -> str:
    """A command, followed by the command of the script that it names and of each script that this one runs in turn."""
    at = row["evidence"][0]
    manifest = index.manifests.get(at["path"])
    scripts = {script.name: script for script in manifest.scripts} if manifest else {}
    named = [script for script in scripts.values() if script.line == at.get("line")]
    texts = [row["command"], *(script.command for script in named if script.name in row["command"].split())]
    for text in texts:  # `texts` grows: a script runs others
        inner = (scripts[name].command for name in RUN_SCRIPT.findall(text) if name in scripts)
        texts += [more for more in dict.fromkeys(inner) if more not in texts]
    return " ".join(texts)


def is_managed(index: Index, row: Command, language: str | None) -> bool:
    """Whether a command is that of a manager for packages in a language."""
    ecosystem = ecosystem_of(index, row)
    return bool(ecosystem) and speaks(ecosystem, language)


def _of_main(index: Index, rows: Sequence[Command], language: str | None) -> Command:
    """The first command, unless it is for a part in another language where the main one has its own: beside it (what a
    file alone proves is of no known language), or by a manifest of its own further in."""
    first = rows[0]
    spoken = [row for row in rows if _is_spoken(index, row, language)]
    beside = [row for row in spoken if row["directory"] == first["directory"]]
    return next((row for row in (*beside, *spoken) if row in beside or ecosystem_of(index, row)), first)


def _is_spoken(index: Index, row: Command, language: str | None) -> bool:
    """Whether a command is for the main language, as far as what proves it tells: a manifest, else a program (`manage.py`)."""
    file = index.files.get(row["evidence"][0]["path"])
    if ecosystem_of(index, row) or file is None or not file.parsed:
        return speaks(ecosystem_of(index, row), language)
    return file.language in family_of(language)


def one_test_command(index: Index, tested: Command | None, language: str | None) -> str | None:
    """How the tests of one file alone are run, told of one in the folder below the test command's that has most."""
    folder, family = f"{tested['directory']}/".removeprefix("./") if tested else "", family_of(language)
    seen = index.files.items()
    own = [path for path, file in seen if file.zone == "test" and file.language in family and path.startswith(folder)]
    tests = [*filter(CALLED_TEST.search, own)]
    few = len(tests) <= len(own) * SMALL  # others are called otherwise, and these help them
    if tested is None or few or RUN_BY_THEIR_OWN.search(tested["command"]):
        return None
    if BROWSERS.search(told_to_run(index).get(tested["evidence"][0]["path"], "")):
        return None
    most = Counter(path.rpartition("/")[0] for path in tests)
    path = min(tests, key=lambda path: (-most[path.rpartition("/")[0]], path))
    parts = (path.rpartition("/")[2].partition(".")[0], path.rpartition("/")[0])
    found = test_commands(index, path)[:1]
    return next((from_root(row) for row in found if any(part and part in row["command"] for part in parts)), None)


RUN_BY_THEIR_OWN = re.compile("|".join(map(re.escape, TEST_PROGRAMS)))
"""A program that sets up what the tests need: no other runner takes one of them."""
LINTS = frozenset(("lint", "lint:all", "lint-all", "lint:check"))
"""Scripts and targets that check all that their place has; `lint:css` or `ui-lint` check a part."""
TASKS = {"tox.ini": "tox -e", "noxfile.py": "nox -s", "mix.exs": "mix"}
ALONE = {
    "Clippy": "cargo clippy", "golangci-lint": "golangci-lint run", "RuboCop": "bundle exec rubocop", "Credo": "mix credo",
    "SwiftLint": "swiftlint", "Ruff": "ruff check", "Flake8": "flake8", "PHPStan": "vendor/bin/phpstan analyse",
}  # fmt: skip
"""Linter that a configuration tells what to look at → how it is started."""


def lint_command(index: Index, linters: Sequence[str], language: str | None) -> str | None:
    """The root's own target, task or, of a package in the main language, script; else the first linter that need be told nothing."""
    for path, manifest in product_manifests(index).items():
        for script in manifest.scripts if "/" not in path else ():
            if script.name in LINTS and (typed := _typed_before(index, path, script.kind, language)):
                return f"{typed} {script.name}"
    return next((ALONE[name] for name in linters if name in ALONE), None)


def _typed_before(index: Index, path: str, kind: str, language: str | None) -> str:
    """What is typed before the name of a script in a file at the root; "" where that is not known."""
    if path in TASKS or kind == "target":
        return TASKS.get(path) or target_program(path)
    ecosystem = index.manifests[path].ecosystem
    spoken = ecosystem in {"npm", "composer"} and speaks(ecosystem, language)
    manager = manager_for(managers(index), "", ecosystem) if spoken else None
    return MANAGERS[manager.name].run.removesuffix(" {script}") if manager else ""


def from_root(row: Command) -> str:
    """A command as it is typed in the root."""
    return row["command"] if row["directory"] == "." else f"cd {shlex.quote(row['directory'])} && {row['command']}"
