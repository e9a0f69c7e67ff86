"""Which files of a population a maintainer would point to: sure, about it, typical, used by others, tested, of a good length."""

from __future__ import annotations

import json
import math
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ...naming import singular, singular_words, split_words, stem_of, style_of_one
from ...workspace.history import changed_lately
from ..new_file.sequence import ordered_role, split_mark
from ..patterns.shown_definitions import CLASS_KINDS, DECLARED, shown_definitions
from ..roles.test_placement import bare_words, tested_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ....indexer.index import Index
    from ...search.definitions import Definition
    from ..patterns.member import Member
    from .conventions import Conventions

__all__ = ["ranked_exemplars"]

SURENESS, TYPICAL, ALIKE, ABOUT, PROVEN, TESTED = 5.0, 2.5, 1.5, 2.5, 0.75, 0.5
"""What it counts that a file surely follows the pattern, follows all of its leading conventions, has what is common, is about
nothing else, proves it by a definition, and has a test."""
USED, MOST_USERS = 0.4, 15
"""What a doubling of the files that import it counts, and from how many on more say nothing."""
GOOD_LENGTH, LENGTH, MOST_LENGTH = 120, 0.35, 1.2
"""Lines of a file that is neither a stub nor a monster, what a doubling away from it costs, and the most that it does."""
RECENT, NEWEST = 0.25, 5.0
"""What it counts that a file was changed lately, and that it is the last of its folder's migrations."""
HALF = 0.5
"""What an import counts of a file that may have it for another reason."""
ODD, STYLED = 1.0, 0.8
"""What it costs that a name is written otherwise than the others, and from which share on they have a style."""
HELPER_WORDS = frozenset({"util", "helper", "common", "base", "type", "constant", "shared", "misc"})
ASIDE, BROKEN = 2.0, 1.0
"""Files that serve those of a pattern stand beside them, and are no example of it; nor are those that can't be parsed whole."""
FEWEST, FEW = 2, 8
"""Conventions of so few files say nothing of what is typical, and those of fewer than both together less."""
OF_BASE, BASE = 1.0, 0.3
"""What it counts that a file has the leading base of the others, and from which share on there is one."""
DECLARES, IDLE, OTHER_KIND = 1.5, 1.5, 1.5
"""What it costs that a file only declares what others do, that its class has no function of its own where others have, and that its
base is one of another kind of files, or itself a class among functions."""
DEPRECATED, IS_BASE = 2.5, 3.0
"""What it costs that the file's main definition is not to be used any more, and that it is there to be extended."""
LOOKED_AT = 30
"""So many of the best are read for being deprecated."""
KIND, STRANGER = 8, 0.3
"""So many files that extend a base make a kind of their own; it is another kind than the pattern's if less than this share follow that."""

SAID = re.compile(r"@deprecated\b|\bDeprecated: |\.\. deprecated::")
"""How documentation says that something is not to be used any more: Javadoc and JSDoc, Go, Sphinx."""
DOCUMENTATION = ("*", "/*", "//", "#", "@", "[")
"""How the lines above a definition begin that belong to it."""
ABOVE, BELOW = 20, 6
"""How many lines before and after the head of a definition are searched for that."""
DECORATORS = ("deprecated", "obsolete")
EXTENDED = 2
"""So many files whose classes extend a class make it a base."""
ABSTRACT = frozenset({"abstract", "base"})
"""First and last words of the names of bases."""


def ranked_exemplars(index: Index, members: Sequence[Member], conventions: Conventions) -> list[Member]:
    """The members, the best example first."""
    _, importers = index.adjacency
    tested = tested_names(index)
    lately, newness = changed_lately(index), _newness(members)
    many = min(1.0, max(0, len(members) - FEWEST) / FEW)
    fit = _fit(index, conventions)
    bases = _base_paths(index, conventions.mains)

    def worth(member: Member) -> float:
        path = member.file.path
        length = abs(math.log2(max(1, member.file.code_lines) / GOOD_LENGTH))
        return (
            SURENESS * member.weight
            + many * (TYPICAL * conventions.typical.get(path, 0.0) + ALIKE * conventions.likeness.get(path, 0.0))
            + fit.get(path, 0.0)
            - ABOUT * (1 - member.about)
            + PROVEN * (member.lines > 0)
            + USED * _standing(member) * math.log2(1 + min(len(importers.get(path, ())), MOST_USERS))
            + TESTED * ("".join(stem_of(path).words) in tested)
            - min(LENGTH * length, MOST_LENGTH)
            + RECENT * (path in lately)
            + NEWEST * newness.get(path, 0.0)
            - BROKEN * (member.file.parsed != 1)
            - ASIDE * _helps(member, conventions)
            - IS_BASE * (path in bases)
            - ODD * _is_odd(path, conventions)
        )

    worths = {member.file.path: worth(member) for member in members}
    ranked = sorted(members, key=lambda member: (-round(worths[member.file.path], 6), member.file.path))
    for path in (member.file.path for member in ranked[:LOOKED_AT]):
        main = conventions.mains.get(path)
        worths[path] -= DEPRECATED * (main is not None and _is_deprecated(index, main))
    return sorted(ranked, key=lambda member: (-round(worths[member.file.path], 6), member.file.path))


def _is_odd(path: str, conventions: Conventions) -> bool:
    """Its name is written otherwise than those of the others."""
    leading = conventions.shown["file_naming"]
    style = style_of_one(stem_of(path).stem.partition(".")[0])
    return bool(leading and leading["share"] >= STYLED and style not in {leading["value"], "flatcase", ""})


def _helps(member: Member, conventions: Conventions) -> bool:
    """It serves the others by its name: `utils`, among tests `user_helpers_test` too, and where folders are features `utils/views.py`."""
    path = member.file.path
    by_feature = any("<feature>" in place for place in conventions.places.get(path, ()))
    if by_feature and not HELPER_WORDS.isdisjoint(singular_words(stem_of(path).folder.rpartition("/")[2])):
        return True
    words = [singular(word) for word in bare_words(member.file.path)]
    return words[-1:] != [] and words[-1] in HELPER_WORDS and (len(words) == 1 or member.file.zone == "test")


def _fit(index: Index, conventions: Conventions) -> dict[str, float]:
    """Path → how well what the file defines fits those of the pattern: by its bases, and by doing more than to declare."""
    rows = conventions.shown["base_classes"]
    leading = rows[0]["value"] if rows and rows[0]["share"] >= BASE else None
    kinds = [main.kind for main in conventions.mains.values()]
    declared = sum(kind in DECLARED for kind in kinds)
    classes = sum(kind in CLASS_KINDS for kind in kinds)
    idle = _without_functions(index, conventions.mains)
    found: dict[str, float] = {}
    for path, main in conventions.mains.items():
        bases = set(conventions.bases.get(path, ()))
        found[path] = OF_BASE * (leading in bases) - DECLARES * (main.kind in DECLARED and declared * 2 <= len(kinds))
        alike = classes if main.kind in CLASS_KINDS else len(kinds) - classes
        found[path] -= OTHER_KIND * (alike < STRANGER * len(kinds))
        found[path] -= IDLE * (path in idle and len(idle) * 2 <= len(kinds))
    followed = Counter(base for bases in conventions.bases.values() for base in set(bases))
    everywhere = shown_definitions(index, "product").files_by_base
    for path, own in conventions.bases.items():
        if any(everywhere.get(base, 0) >= KIND and followed[base] < STRANGER * everywhere[base] for base in own):
            found[path] = found.get(path, 0.0) - OTHER_KIND
    return found


def _newness(members: Sequence[Member]) -> dict[str, float]:
    """Path of a migration → its place among those of its folder, from 0 for the first to 1 for the last."""
    folders = by_key(
        (name.folder, member.file.path)
        for member in members
        if split_mark((name := stem_of(member.file.path)).stem)
        and ordered_role(singular_words(name.folder.rpartition("/")[2]))
    )
    return {
        path: number / max(1, len(paths) - 1) for paths in folders.values() for number, path in enumerate(sorted(paths))
    }


def _standing(member: Member) -> float:
    """How much it says for an example that others import the file: half where it may be for another reason."""
    return 1.0 if member.named or member.lines else HALF


# ---- What nobody should start from: definitions that are deprecated, that others are made of, and that do nothing of their own


def _is_deprecated(index: Index, main: Definition) -> bool:
    """The definition is marked so, by a decorator, by its folder or in its documentation."""
    marks = (*(text.partition("(")[0].rpartition(".")[2] for text in main.decorators), *main.path.split("/")[:-1])
    if any(mark.lower() in DECORATORS for mark in marks):
        return True
    lines = index.lines(main.path)
    head = main.start_line - 1
    above = takewhile(lambda line: line.strip().startswith(DOCUMENTATION), reversed(lines[max(0, head - ABOVE) : head]))
    return any(SAID.search(line) for line in (*above, *lines[head : head + BELOW]))


def _base_paths(index: Index, mains: Mapping[str, Definition]) -> set[str]:
    """The files whose main definition several others extend, or is called as what is only extended (`AbstractControllerTest`)."""
    extended: Counter[str] = Counter()
    for zone in {index.files[path].zone for path in mains}:
        extended.update(shown_definitions(index, zone).files_by_base)
    called = Counter(main.name for main in mains.values())  # which of Django's many `Command`s is meant nobody knows
    bases = {name for name, count in called.items() if count == 1 and extended[name] >= EXTENDED}
    return {path for path, main in mains.items() if main.name in bases or _is_abstract(main.name)}


def _without_functions(index: Index, mains: Mapping[str, Definition]) -> set[str]:
    """The files whose main definition is a class without a function of its own: it only sets what its base has."""
    classes = {path: main.qualname for path, main in mains.items() if main.kind == "class"}
    owners = json.dumps([[index.files[path].id, f"{qualname}."] for path, qualname in classes.items()])
    query = (
        "SELECT DISTINCT file_id FROM symbols "
        "JOIN (SELECT json_extract(value, '$[0]') AS own, json_extract(value, '$[1]') AS start FROM json_each(?)) "
        "ON file_id = own AND substr(qualname, 1, length(start)) = start WHERE kind IN ('method', 'function', 'constructor')"
    )
    doing = {index.paths[file_id] for (file_id,) in index.rows(query, (owners,))}
    return classes.keys() - doing


def _is_abstract(name: str) -> bool:
    words = [word.lower() for word in split_words(name)]
    return len(words) > 1 and not ABSTRACT.isdisjoint((words[0], words[-1]))
