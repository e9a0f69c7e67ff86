"""context: what an agent should read first: the workspace in at most 1,500 tokens, and nothing that is not true."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from ..indexer.linguist import classify, language_type
from . import detect, standards
from .build_command import build_commands
from .commands.tests_exist import has_tests
from .conventions.folder_structure import folder_structure
from .conventions.leading_patterns import is_known, is_role, leading_roles
from .conventions.naming import flat, singular_words, stem_of
from .entry_points import entry_points
from .graph.centrality import pagerank
from .impact.definitions import top_level
from .packages import primary_manager
from .per_index import per_index
from .stack.main_technology import main_framework, main_language, servers_of, test_framework
from .test_command import test_commands
from .workspace.declared_language import declared_language
from .workspace.main_choice import checkers, family_of, main_entry, of_language, of_use, of_weight, speaks, tools_of
from .workspace.managers import SOLUTIONS
from .workspace.workspace_packages import managers, package_directories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence, Set

    from ..answers import Command, Context, Detect, Standards
    from ..indexer.index import Index
    from .impact.definitions import Definition

__all__ = ["answer"]

IN_PAGES = frozenset({"ui-library", "css-framework"})
"""Categories that dress the pages: a program in another language than the browser's does not rest on what only a file shows."""
HABIT = 0.65
"""From this share on one of two ways to quote is the custom."""
MOST_CHARACTERS = 5_400
"""1,500 tokens at the 3.6 characters that a token of JSON has on the average."""
VALUES = frozenset({"variable", "constant"})
NAME = re.compile(r"(?!__|default$)[^\W\d]\w*[?!]?")
"""A name of the code's own: no module that is passed on, nothing that every file has, no export without a name."""
LICENCE = re.compile(r"(?!licen[cs]e)\w[\w-]*\.licen[cs]e\b", re.IGNORECASE)
"""The licence of one library among others."""
TESTING = frozenset({"test", "spec"})
"""Roles of what a library has for those who test with it: where this workspace's own tests stand is told by its layout."""
KEY_FILES, LAYOUT, CONVENTIONS, ROLES = 12, 14, 10, 8
RANK, USERS, SIZE, LARGE = 0.3, 0.4, 0.5, 1500
"""How rank, the number of files that import a file, and its lines weigh together; beyond `LARGE` lines size says no more."""


def answer(index: Index) -> Context:
    """See CONTRACT: `context`."""
    stack, rules = detect.answer(index), standards.answer(index)
    tests, builds = test_commands(index, None), build_commands(index, None)
    language = main_language(stack)
    if language is None or language_type(language) == "data":
        language = declared_language(index)
    used = [manager for manager in managers(index) if speaks(manager.ecosystem, language)]
    manager = primary_manager(index, used)
    built = next(
        (row for row in builds if row["directory"] == "." or (manager and row["directory"] == manager.directory)), None
    )
    if (
        built
        and builds[0] is not built
        and speaks(_ecosystem(index, builds[0]), language)
        and not speaks(_ecosystem(index, built), language)
    ):
        built = builds[0]
    if built is None and builds and _binds(index, builds[0]):
        built = builds[0]
    checked = checkers(stack["linters"])
    spoken = of_use(index, of_language(index, stack["frameworks"], language), language)
    spoken = (
        spoken
        if speaks("npm", language)
        else [row for row in spoken if row["package"] or row["category"] not in IN_PAGES]
    )
    spoken = [row for row in spoken if row["package"] not in _own_packages(index)]
    own = {**stack, "frameworks": of_weight(index, spoken) or servers_of(spoken)}
    answered: Context = {
        "project_type": stack["project_type"],
        "main_language": language,
        "main_framework": main_framework(cast("Detect", own)),
        "package_manager": manager.name if manager else None,
        "test_framework": test_framework(stack),
        "test_command": _from_root(_of_main(index, tests, language)) if tests else None,
        "build_command": _from_root(built) if built else None,
        "entry_point": main_entry(index, entry_points(index), stack["project_type"], language),
        "has_tests": has_tests(index, ""),
        "has_linting": bool(checked),
        "layout": [*folder_structure(index, LAYOUT)],
        "key_files": [*_key_files(index, language)],
        "conventions": _conventions(index, stack, rules, language),
    }
    return _within(answered)


def _of_main(index: Index, rows: Sequence[Command], language: str | None) -> Command:
    """The first command, unless it is for a part in another language where the main one has its own."""
    first = rows[0]
    if first["directory"] == "." or speaks(_ecosystem(index, first), language):
        return first
    return next((row for row in rows if _ecosystem(index, row) and speaks(_ecosystem(index, row), language)), first)


def _own_packages(index: Index) -> set[str]:
    """The names of the packages that are made here: a framework's repository is not built on it."""
    return {package.name for manifest in index.manifests.values() for package in manifest.packages if package.name}


def _binds(index: Index, row: Command) -> bool:
    """Whether what proves a command binds all projects together, as a solution below the root does."""
    manifest = index.manifests.get(row["evidence"][0]["path"])
    return manifest is not None and any(tool.name in SOLUTIONS for tool in manifest.tools)


def _ecosystem(index: Index, row: Command) -> str:
    """The ecosystem of the manifest that proves a command; "" where none does."""
    manifest = index.manifests.get(row["evidence"][0]["path"])
    return manifest.ecosystem if manifest else ""


def _from_root(row: Command) -> str:
    """A command as it is typed in the root."""
    return row["command"] if row["directory"] == "." else f"cd {shlex.quote(row['directory'])} && {row['command']}"


@per_index
def _key_files(index: Index, language: str | None) -> list[dict[str, Any]]:
    """The product's files that most of the code leads to and that hold much of it, with what each defines.

    Rank alone names the small helpers that everything uses; size beside it names what the workspace is about. Where the main
    language is not parsed nothing is known of that: the files of the others are not what it is about.
    """
    if language and not any(file.parsed for file in index.files.values() if file.language in family_of(language)):
        return []
    forward, backward = index.adjacency
    carried = _carried(index)
    product = {
        path
        for path, file in index.files.items()
        if file.zone == "product" and not _is_data(file.language) and not path.startswith(carried)
    }
    ranks = pagerank(
        {
            path: [target for target in targets if target in product]
            for path, targets in forward.items()
            if path in product
        }
    )
    users = {path: sum(user in product for user in backward.get(path, ())) for path in ranks if path in product}
    worth = {
        path: (ranks[path] * len(ranks)) ** RANK * count**USERS * min(index.files[path].code_lines, LARGE) ** SIZE
        for path, count in users.items()
        if count
    }
    ranked = sorted(worth, key=lambda path: (-round(worth[path], 9), path))[: 4 * KEY_FILES]
    symbols = top_level(index, ranked)
    defined = {path: _defines(symbols[path]) for path in ranked}
    chosen = [path for path in _one_of_each(defined) if defined[path] or len(ranked) <= KEY_FILES][:KEY_FILES]
    return [{"path": path, "imported_by": len(backward.get(path, ())), "defines": defined[path]} for path in chosen]


def _carried(index: Index) -> tuple[str, ...]:
    """Folders of other people's code that come with it: a licence with a name of its own and no manifest (`fmt.license.rst`)."""
    own = {path.rpartition("/")[0] for path in index.manifests}
    parts = (path.rpartition("/") for path in index.files)
    return tuple(
        sorted({f"{folder}/" for folder, _, name in parts if folder not in {"", *own} and LICENCE.match(name)})
    )


def _one_of_each(defined: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The files but those of a folder that only go on with what an earlier one of them defines (parts of a C# class), and
    those that another folder has under the same name with the same definitions (the steps of a tutorial)."""
    seen: set[tuple[str, str]] = set()
    copies: set[tuple[str, ...]] = set()
    for path, names in defined.items():
        folder, _, name = path.rpartition("/")
        own = {(folder, one) for one in names}
        if not own or not (own <= seen or (name, *names) in copies):
            yield path
        seen |= own
        copies.add((name, *names))


def _defines(symbols: Sequence[Definition]) -> list[str]:
    """Up to four public names of a file, the longest definitions first."""
    ranked = sorted(
        (symbol for symbol in symbols if symbol.exported and NAME.fullmatch(symbol.name) and not _is_passing(symbol)),
        key=lambda item: (
            item.kind in VALUES | {"macro", "module"},
            item.start_line - item.end_line,
            item.name,
        ),
    )
    return list(dict.fromkeys(symbol.name for symbol in ranked))[:4]


def _is_passing(symbol: Definition) -> bool:
    """A value of one letter is there for the lines around it (`if __name__ == "__main__"`)."""
    return symbol.kind in VALUES and len(symbol.name) == 1


def _is_data(language: str) -> bool:
    """JSON and the like: a manifest that code reads is not what the workspace is about."""
    return language_type(language) == "data"


def _conventions(index: Index, stack: Detect, rules: Standards, language: str | None) -> list[str]:
    """The leading conventions, each with the share that follows it, or the tool that enforces it; what looks at the
    main language first."""
    found = []
    tools = {"checked": stack["linters"], "formatted": stack["formatters"], "typed": rules["type_checkers"]}
    for word, rows in tools.items():
        if names := tools_of(index, rows, language):
            found.append(f"{word} by {', '.join(names[:3])}")
    found += _style(rules, {language, *(file.language for file in index.files.values() if file.parsed)})
    return [*found, *_role_places(index)][:CONVENTIONS]


def _role_places(index: Index) -> Iterator[str]:
    """The leading roles of which at least half the files stand in one folder, with that folder.

    The names of the product and of its packages are none, and of two roles with the same files one is enough. That the files of
    `stream/` stand in `stream` says nothing: a role is one that everybody knows, or that the one folder is
    called after in the plural (`policies/`); more folders of that name are a feature's (`web/orders`, `core/orders`).
    """
    own = {_one(path.partition("/")[0]) for path in index.files} | {_one(name) for name in package_directories(index)}
    named = _folder_names(index)
    stems = {
        path: _one(stem_of(path).stem) for path, file in index.files.items() if file.zone == "product" and file.parsed
    }
    said: set[str] = set()
    told = ((role, paths) for role, paths in leading_roles(index).items() if is_role(role, paths))
    for role, paths in islice(told, ROLES):
        if (
            role in TESTING
            or flat(role) in flat(index.root.name)
            or flat(role) in own
            or _is_extension(role, paths)
            or len(said.intersection(paths)) * 2 > len(paths)
        ):
            continue
        said.update(paths)
        if text := _placed(role, paths, named, stems):
            yield text


def _placed(role: str, paths: Sequence[str], named: Mapping[str, int], stems: Mapping[str, str]) -> str | None:
    """Where the files of a role stand; None where no custom is seen, or more files are called by just the role's name.

    A folder called after the role whose files are mostly in folders of its own counts with all of them.
    """
    folders = Counter(path.rpartition("/")[0] for path in paths)
    folder = min(folders, key=lambda name: (-folders[name], name))
    is_called_so = _one(folder.rpartition("/")[2]) == flat(role)
    below = {path for path in stems if path.startswith(f"{folder}/")} if is_called_so else set()
    every = below.union(paths) if len(below) > 2 * folders[folder] else set(paths)
    inside = len(below) if len(every) > len(paths) else folders[folder]
    elsewhere = sum(stem == flat(role) and path not in every for path, stem in stems.items())
    if not folder or inside * 2 < len(every) or elsewhere >= len(every):
        return None
    if not is_known(role) and not (is_called_so and named[flat(role)] == 1):
        return None
    return f"{_whole_name(role, paths)}: {len(every)} files, {inside / len(every):.0%} in {folder}"


def _one(name: str) -> str:
    """A folder's name in the singular, without case and separators."""
    return flat("".join(singular_words(name)))


def _folder_names(index: Index) -> Counter[str]:
    """Name in the singular → how many folders of the product bear it."""
    holding = {path.rpartition("/")[0] for path, file in index.files.items() if file.zone == "product"}
    folders = {
        "/".join(parts[:depth]) for parts in (name.split("/") for name in holding) for depth in range(1, len(parts) + 1)
    }
    return Counter(_one(folder.rpartition("/")[2]) for folder in folders)


def _is_extension(role: str, paths: Sequence[str]) -> bool:
    """The files are compiled by what their names end in (`state.svelte.js`): that is a language and no role."""
    twice = sum(f".{role}." in path for path in paths) * 2 > len(paths)
    return twice and language_type(classify(f"x.{role}", b"")) in {"programming", "markup"}


def _whole_name(role: str, paths: Sequence[str]) -> str:
    """The role with the word that all of its files have before it: five `…ViewModel` are view models and no models."""
    before = {
        words[-2] if len(words := singular_words(stem_of(path).stem)) > 1 and words[-1] == role else ""
        for path in paths
    }
    return f"{before.pop()}_{role}".lstrip("_") if len(before) == 1 else role


def _style(rules: Standards, languages: Set[str | None]) -> list[str]:
    """Indentation, quotes and line length by language, as configured or followed; dumps and templates are no code to follow."""
    standards_ = rules["coding_standards"]
    forms: dict[str, Callable[[Any], str]] = {
        "indent": lambda row: f"{row.get('size') or ''} {row['style']}".strip() if row["style"] else "",
        "quotes": lambda row: f"{row['value']} ({row['share']:.0%})" if row["share"] >= HABIT else "",
        "line_length": lambda row: f"limit {row['limit']}" if row.get("limit") else f"95% within {row['p95']}",
    }
    found = []
    for name, form in forms.items():
        rows = [
            f"{row['language']} {said}"
            for row in standards_.get(name) or []
            if isinstance(row, dict) and row["language"] in languages and (said := form(row))
        ]
        if rows:
            found.append(f"{name.replace('_', ' ')}: {', '.join(rows[:3])}")
    return found


def _within(answered: Context) -> Context:
    """Shortens the longest lists until the answer fits."""
    while len(json.dumps(answered, ensure_ascii=False)) > MOST_CHARACTERS:
        lists: tuple[list[Any], ...] = (answered["layout"], answered["key_files"], answered["conventions"])
        longest: list[Any] = max(lists, key=lambda items: len(json.dumps(items)))
        if not longest:
            break
        longest.pop()
    return answered
