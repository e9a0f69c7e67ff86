"""Folders for a file that others wait for already: they use its name, import it, open its namespace, or may not import from there."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.classify.zones import zone
from ....indexer.languages.families import TYPES_NAME_FILES
from ...naming import flat, in_style, singular_words, split_words
from ..roles.role_words import role_words
from .layers import breaking, rules_here
from .missing_files import expected_places

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from ....indexer.index import Index
    from ..new_file.subject import Subject
    from ..roles.roles import WorkspaceFiles
    from .missing_files import Expected
    from .sought import Sought

__all__ = ["by_waiting", "carries_role"]

FOREIGN = frozenset({"vendored", "generated"})
"""Zones of what nobody writes here, whose imports wait for nothing."""
SOURCE_SET = re.compile(r"(?:.*/)?src/([A-Za-z]\w*)/(?:java|kotlin|scala|groovy)/")
MAIN_SETS = ("commonMain", "main")
"""The source sets of every build; that of a multiplatform module is for all its platforms."""
AGAIN = 0.3
"""What a further import of the missing file counts."""
FORBIDDEN = 12.0
"""Cost of a place that a rule closes to those who wait for the file."""
OPENED = """SELECT DISTINCT path, line, specifier, target_id IS NULL FROM links JOIN files ON files.id = source_id
    WHERE alias = '*' AND path IN (SELECT value FROM json_each(?))"""
SEEN, UNUSED = 0.5, 3.0
"""What a doubling of the folders that the users do not see counts, and what it counts that one opens a namespace and uses nothing of it."""


def by_waiting(sought: Sought) -> None:
    """Counts all that waits for the file."""
    carried = carries_role(sought.files, sought.subject)
    users = _users(sought.index, sought.subject, carried=carried)
    for folder, count in Counter(path.rpartition("/")[0] for path in users).items():
        worth = sought.weights.users * math.log2(1 + count)
        sought.add(folder, worth, f"{count} of its files use the name, which nothing defines yet")
    _by_opened(sought, [path for path in users if sought.index.files[path].language == "C#"])
    _by_layers(sought, sorted({*users, *_by_expectation(sought, carried=carried)}))


def carries_role(files: WorkspaceFiles, subject: Subject) -> bool:
    """Most files of the role say it in their names, or will: who imports or uses a `Pet` does not wait for the `PetController`."""
    if subject.is_test or subject.is_module:
        return False
    hows = [item.how == "affix" for item in files.of_role(subject.role)]
    return sum(hows) > len(hows) / 2 if hows else subject.languages <= TYPES_NAME_FILES


def _users(index: Index, subject: Subject, *, carried: bool) -> list[str]:
    """Product files that use the name although nothing defines it; a test is used by none."""
    if subject.is_test:
        return []
    words = subject.words if subject.is_module else (*subject.words, *split_words(subject.role))
    users = _undefined_users(index, words) or ([] if carried else _undefined_users(index, subject.words))
    return [path for path in users if index.files[path].zone != "test"]


def _undefined_users(index: Index, words: Sequence[str]) -> list[str]:
    """Files that use the name as an identifier, where nothing in the workspace defines it, sorted."""
    names = {in_style(words, style) for style in ("PascalCase", "camelCase", "snake_case")}
    missing = [name for name in names if len(name) > 3 and not index.symbols(name=name)]
    return sorted({path for name in missing for path in index.files_using(name)})


def _by_opened(sought: Sought, waiting: Sequence[str]) -> None:
    """Counts the folders of namespaces that the users open, the more the fewer there are (C#'s `using Shop.Orders;`); above all one of
    which they use nothing yet."""
    folders: dict[str, dict[str, None]] = {}
    for path, file in sought.index.files.items() if waiting else ():
        if file.language == "C#" and file.module and (folder := path.rpartition("/")[0]) in sought.found:
            folders.setdefault(file.module, {})[folder] = None
    seen: dict[str, set[str]] = {}
    unused: dict[str, str] = {}
    for path, line, namespace, nothing in sought.index.rows(OPENED, (json.dumps(waiting),)) if folders else ():
        for folder in folders.get(namespace, ()):
            seen.setdefault(folder, set()).add(path)
            if nothing:
                unused.setdefault(folder, f"{path}:{line}")
    for folder, users in seen.items():
        alike = sum(len(others) >= len(users) for others in seen.values())
        worth = SEEN * len(users) / len(waiting) * math.log2(len(sought.found) / alike)
        sought.add(folder, worth, f"{len(users)} of its users open the namespace")
        if folder in unused:
            sought.add(folder, UNUSED, f"{unused[folder]} opens the namespace and uses nothing of it yet")


def _by_expectation(sought: Sought, *, carried: bool) -> list[str]:
    """Counts the folders that an import of the missing file names; returns the files with such imports."""
    subject, files = sought.subject, sought.index.files
    role, bare = role_words(subject.role), flat("".join(subject.words))
    tests = [f"test{bare}", f"{bare}test", f"{bare}tests", f"{bare}spec"]
    marked = tests if subject.is_test else [flat("".join((*subject.words, *split_words(subject.role))))]
    importing = []
    for expected in expected_places(sought.index, [bare, *marked], subject.languages):
        there = zone(f"{expected.folder}/{expected.stem}")
        # where a folder around it is called as the role, the name need not say it
        called = role in map(singular_words, expected.folder.split("/"))
        fits = there == "test" if subject.is_test else not carried or called
        if FOREIGN.isdisjoint((there, files[expected.source].zone)) and (fits or flat(expected.stem) in marked):
            importing.append(expected.source)
            candidate = sought.opened(_in_main_set(expected, sought.found))
            first = not candidate.stem
            candidate.stem = candidate.stem or expected.stem
            reason = f"{expected.source}:{expected.line} imports it from there already" if first else ""
            candidate.add(sought.weights.expected if first else AGAIN, reason)
    return importing


def _in_main_set(expected: Expected, known: Container[str]) -> str:
    """The folder in the main source set (`commonMain`) where the import is in another set than it, and the package is there too."""
    folder, match = expected.folder, SOURCE_SET.match(f"{expected.folder}/")
    importing = SOURCE_SET.match(expected.source)
    if match is None or "test" in match[1].lower() or (importing and importing[1] == match[1]):
        return folder
    mains = (f"{folder[: match.start(1)]}{name}{folder[match.end(1) :]}" for name in MAIN_SETS)
    return next((main for main in mains if main in known), folder)


def _by_layers(sought: Sought, users: Sequence[str]) -> None:
    """Folders that those who wait for the file may not import from, by a rule of the workspace."""
    rules = rules_here(sought.index) if users else ()
    for folder, candidate in sought.found.items() if rules else ():
        broken = next(breaking(rules, users, f"{folder}/new".lstrip("/")), None)
        if broken:
            candidate.score -= FORBIDDEN
            candidate.reasons.insert(0, f"rule {broken[0]!r} forbids {broken[1]} to import from here")
