"""context: what an agent should read first: the workspace in at most 1,500 tokens, and nothing that is not true."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from .. import lazy_re as re
from ..indexer.classify.linguist import language_type
from . import detect, standards
from .build_command import build_commands
from .commands import chosen
from .commands.test_ranks import test_commands
from .commands.tests_exist import has_tests
from .conventions.folder_structure import folder_structure
from .conventions.leading_conventions import leading_conventions
from .entries.entry_ranks import entry_points
from .graph.key_files import central_files, key_files
from .in_shares import begin_beside
from .packages import primary_manager
from .per_index import per_index
from .second_languages import second_languages
from .stack.language_bar import written_language
from .stack.main_choice import SMALL, is_parted, resting, speaks, tools_of
from .stack.main_entry import main_entry
from .stack.main_technology import LEAST_CODE, is_program, main_framework, main_language, test_framework
from .stack.project.starts import is_beside, root_scripts
from .stack.technologies import code_around, technologies
from .stack.tools_in_use import looking
from .workspace.code_places import is_hidden
from .workspace.ecosystem_languages import LANGUAGES_OF, declared_language, family_of, root_ecosystem
from .workspace.managers import PLATFORM
from .workspace.workspace_packages import managers

if TYPE_CHECKING:
    from ..answers import Command, Context, Detect
    from ..indexer.index import Index
    from .stack.technologies import Found

__all__ = ["answer"]

MOST_CHARACTERS = 5_400
"""1,500 tokens at the 3.6 characters that a token of JSON has on the average."""
KEY_FILES, LAYOUT = 12, 18
GUIDES: Final = ("agents", "claude", "contributing", "development", "developing", "hacking", "architecture")
"""What a text is called that says how the workspace is worked on, first what is written for agents."""
GUIDE: Final = re.compile(rf"(?i)(?:docs?/|\.github/)?({'|'.join(GUIDES)})\.(?:md|mdx|rst|adoc|txt)")
MOST_GUIDES: Final = 4


def answer(index: Index) -> Context:
    """See CONTRACT: `context`."""
    begin_beside(index, (entry_points,), (_commands,), (central_files, KEY_FILES))
    stack, rules = detect.answer(index), standards.answer(index)
    tests, builds = _commands(index)
    language = spoken_language(index, stack)
    used = [manager for manager in managers(index) if speaks(manager.ecosystem, language)]
    if language is None:
        used = [
            manager for manager in used if manager.ecosystem in PLATFORM and not is_beside(manager.evidence["path"])
        ] or used
    parted = is_parted(index)
    manager = None if parted else primary_manager(index, used)
    built = chosen.chosen_build_command(index, builds, manager, language, for_others=stack["project_type"] == "library")
    tested = chosen.chosen_test_command(index, tests, language)
    linters = tools_of(index, looking(index, stack["linters"]), language)
    linted = chosen.lint_command(index, linters, language)
    proofs = {item.name: _proofs(index, item) for item in technologies(index)}
    answered: Context = {
        "project_type": stack["project_type"],
        "type_evidence": [f"{row['path']}:{row['line']} {row['says']}" for row in stack.get("type_evidence", ())],
        "main_language": language,
        "main_framework": main_framework(resting(index, stack, language)),
        "package_manager": manager.name if manager else None,
        "test_framework": test_framework(
            stack,
            language,
            proofs,
            chosen.typed_of(index, tested) if tested else "",
            alone=tested is not None and chosen.is_managed(index, tested, language),
        ),
        "test_command": _on_this_machine(stack, chosen.from_root(tested) if tested else None),
        "test_one": chosen.one_test_command(index, tested, language),
        "build_command": None if parted else _on_this_machine(stack, built),
        "entry_point": None if parted else _entry(index, stack, language),
        "has_tests": has_tests(index, ""),
        "has_linting": bool(linters or linted),
        "lint_command": linted,
        "layout": [*folder_structure(index, LAYOUT)],
        "key_files": [*key_files(index, KEY_FILES, language)],
        "conventions": leading_conventions(index, stack, rules, language),
    }
    if guides := _guides(index):
        answered["guides"] = guides
    if also := [*second_languages(index, stack, tests, language, proofs)] if language else []:
        answered["also"] = also
    return _within(answered)


def _entry(index: Index, stack: Detect, language: str | None) -> str | None:
    """Where the product starts: its main entry point, or the one script that is the command."""
    scripts = root_scripts(index, stack["languages"]) if stack["project_type"] == "cli" else []
    found = main_entry(index, entry_points(index), stack["project_type"], language)
    return found or (scripts[0] if len(scripts) == 1 else None)


def _guides(index: Index) -> list[str]:
    """The texts that say how the workspace is worked on."""
    found = [(GUIDES.index(match[1].lower()), path) for path in index.files if (match := GUIDE.fullmatch(path))]
    return [path for _, path in sorted(found)[:MOST_GUIDES]]


def _proofs(index: Index, item: Found) -> tuple[bool, int]:
    """Whether the root shows a technology, and the bytes of the product's programs in the folders that do."""
    around, folders = code_around(index), {claim.path.rpartition("/")[0] for claim in item.evidence}
    return "" in folders, sum(around.get(folder, 0) for folder in folders)


def _on_this_machine(stack: Detect, command: str | None) -> str | None:
    """A command, unless it builds an application for phones for this machine: Xcode has to be told the device."""
    builds_here = command is not None and command.rpartition("&& ")[2].startswith("swift ")
    return None if stack["project_type"] == "mobile" and builds_here else command


@per_index
def _commands(index: Index) -> tuple[list[Command], list[Command]]:
    """How it is tested and built."""
    return test_commands(index, None), build_commands(index, None)


def _within(answered: Context) -> Context:
    """Shortens the longest lists until the answer fits."""
    while len(json.dumps(answered, ensure_ascii=False)) > MOST_CHARACTERS:
        lists: tuple[list[Any], ...] = (answered["layout"], answered["key_files"], answered["conventions"])
        longest: list[Any] = max(lists, key=lambda items: len(json.dumps(items)))
        if not longest:
            break
        longest.pop()
    return answered


# ---- The main language: what most of the product is written in, else what it asks a database in, else what it declares

QUERIES: Final = frozenset({"SQL", "TSQL", "PLSQL", "PLpgSQL"})
UNSPOKEN: Final = frozenset({"data", "prose"})
"""Types of languages that no product is written in where it declares or asks for anything in another."""
LEAST, HALF = 5, 0.5


def spoken_language(index: Index, stack: Detect) -> str | None:
    """The main language: by what is written, else by queries, else as the workspace declares it."""
    language = written_language(index) or _shown(index, _leading(stack))
    if stack["project_type"] == "documentation" and _only_serves(index, language):
        language = None
    if language is None or language_type(language) in UNSPOKEN:
        language = _queries(index) or declared_language(index)
    if stack["project_type"] == "infrastructure":
        return _of_product(index, language)
    return _of_root(index, stack, language)


def _leading(stack: Detect) -> str | None:
    """The language that most is written in, be it examples only; nothing where that is markup and the programs are many small ones."""
    language, bar = main_language(stack), stack["languages"]
    share = next((row["share"] for row in bar if row["name"] == language), 1.0)
    return language if not bar or language == bar[0]["name"] or share >= HALF else None


def _shown(index: Index, language: str | None) -> str | None:
    """The language, unless all of it stands in hidden folders and only serves the repository."""
    written = any(file.language in family_of(language) and not is_hidden(path) for path, file in index.files.items())
    return language if written else None


def _only_serves(index: Index, language: str | None) -> bool:
    """All that is written in a language checks or builds the texts: it stands in `ci/`, `scripts/` or as examples."""
    own = (
        path for path, file in index.files.items() if file.zone == "product" and file.language in family_of(language)
    )
    return language is not None and is_program(language) and all(map(is_beside, own))


def _of_product(index: Index, language: str | None) -> str | None:
    """The language, unless next to nothing of the product is in it: what sets machines up is mostly no program."""
    product = [file for path, file in index.files.items() if file.zone == "product" and not is_hidden(path)]
    written = sum(file.language == language for file in product)
    is_markup = language is not None and language_type(language) == "markup"  # templates of what is set up
    return language if written >= SMALL * len(product) and not is_markup else None


def _queries(index: Index) -> str | None:
    """The language of queries where that is what the product is written in (models of a warehouse)."""
    counts = Counter(file.language for file in index.files.values() if file.zone == "product")
    return next((name for name, count in counts.most_common() if name in QUERIES and count >= LEAST), None)


def _of_root(index: Index, stack: Detect, language: str | None) -> str | None:
    """The main language: that of the package which the root is, else the one with most code."""
    ecosystem = root_ecosystem(index)
    if ecosystem is None or speaks(ecosystem, language):
        return language
    spoken = (
        row for row in stack["languages"] if row["share"] >= LEAST_CODE and row["name"] in LANGUAGES_OF[ecosystem]
    )
    return next((row["name"] for row in spoken), language)
