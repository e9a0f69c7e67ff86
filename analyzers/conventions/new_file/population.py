"""Files that show how a new one is named: the affixes of a role, what a dot sets off, how tests are called, and the extension."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ....indexer.languages.families import HEADERS
from ...naming import flat, split_words, stem_of, style_of
from ...per_index import remembered
from ..roles.role_words import ends_in
from ..roles.roles import HOOK, WorkspaceFiles
from ..roles.test_placement import is_test, test_naming

if TYPE_CHECKING:
    from ....indexer.index import File
    from ..roles.test_placement import TestNaming

__all__ = [
    "NEARBY", "Population", "Shape", "affix_of", "dotted", "extensions_by_shape", "leading_extension", "shared_ends", "styled_extension",
]  # fmt: skip

DOTTED = 0.6
"""From this share of the siblings on, what they set off by a dot belongs to the name."""
NEARLY_ALL = 0.8
"""From this share of the files on, their extension is the role's."""
ALIKE = 5
"""So many names show that a word which nearly all begin or end with is a custom."""
NEARBY = 3
"""So many siblings decide a style by themselves; with fewer, all files of the role do."""


class Population:
    """Files that show how others are named; what they show is read once, though every suggested place asks for it."""

    def __init__(self, files: Sequence[File]) -> None:
        self.files = files

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Their stems."""
        return tuple([stem_of(file.path).stem for file in self.files])

    @cached_property
    def paths(self) -> frozenset[str]:
        """Their paths."""
        return frozenset([file.path for file in self.files])

    @cached_property
    def clear_extension(self) -> str:
        """The one that nearly all of them have; "" where there is none."""
        ((ending, count),) = Counter(stem_of(file.path).extension for file in self.files).most_common(1)
        return ending if count >= NEARLY_ALL * len(self.files) else ""

    @cached_property
    def tails(self) -> Counter[str]:
        """What their stems set off by a first dot (`component.stories`), counted."""
        return Counter(stem.partition(".")[2] for stem in self.stems)

    @cached_property
    def tests(self) -> tuple[str, ...]:
        """The paths of those that are tests."""
        return tuple([file.path for file in self.files if is_test(file)])

    @cached_property
    def test_naming(self) -> TestNaming | None:
        """How those are named."""
        return test_naming(self.tests)


@lru_cache(maxsize=64)
def affix_of(stems: tuple[str, ...], role: tuple[str, ...], least: float = 1 / 3) -> tuple[str, str] | None:
    """`(separator, text)` of the role's affix as these names write it; None where fewer than a third (`least`) carry it."""
    votes: Counter[tuple[str, str]] = Counter()
    for stem in stems:
        words = split_words(stem)
        if not ends_in(words, role):
            continue
        text = "".join(words[-len(role) :])
        before = stem[: -len(text)][-1:] if stem.endswith(text) else ""
        votes[(before if before in "._-" else "", text)] += 1
    if not votes:
        return _run_on(stems, "".join(role))
    if sum(votes.values()) < len(stems) * least:
        return None
    return min(votes, key=lambda affix: (-votes[affix], affix))


def _run_on(stems: tuple[str, ...], role: str) -> tuple[str, str] | None:
    """The role as names of small letters end with it without a mark (`authcontroller`); None where less than half of them do."""
    ending = [stem for stem in stems if stem.endswith(role) and len(stem) > len(role)]
    return ("", role) if len(ending) >= max(NEARBY, len(stems) / 2) else None


@lru_cache(maxsize=64)
def shared_ends(stems: tuple[str, ...]) -> tuple[str, str]:
    """The word that nearly all of many names begin with, and the one that they end with (`use-artifact`, `DeviceResource`); or ""."""
    named = [words for stem in stems if len(words := split_words(stem.partition(".")[0])) > 1]
    if len(named) < max(ALIKE, NEARLY_ALL * len(stems)):
        return "", ""
    leading = (Counter(words[at].lower() for words in named).most_common(1)[0] for at in (0, -1))
    first, last = (word if count >= NEARLY_ALL * len(stems) else "" for word, count in leading)
    return first, last


def dotted(words: list[str], siblings: Population, workspace: Population) -> tuple[list[str], str]:
    """The words without what names set off by a dot, and that: what most siblings do (`effect.bench.ts`), else what the words end with
    and several names of the workspace do; all words where there is none."""
    tails = siblings.tails
    tail = min(tails, key=lambda text: (-tails[text], text), default="")
    if not tail or tails[tail] < max(2, DOTTED * len(siblings.files)):
        known = (text for text, count in workspace.tails.items() if text and count >= NEARBY and _end_in(words, text))
        tail = max(known, key=len, default="")
    return (words[: -len(split_words(tail))] if _end_in(words, tail) else words), tail and f".{tail}"


def _end_in(words: Sequence[str], tail: str) -> bool:
    count = len(split_words(tail))
    return len(words) > count > 0 and flat("".join(words[-count:])) == flat(tail)


# ---- Extensions

USUAL_EXTENSION = {
    "Python": ".py", "Ruby": ".rb", "Rust": ".rs", "Go": ".go", "C": ".c", "Java": ".java", "Kotlin": ".kt", "C#": ".cs", "PHP": ".php",
    "Swift": ".swift", "Scala": ".scala", "Vue": ".vue", "Svelte": ".svelte", "TypeScript": ".ts", "JavaScript": ".js", "TSX": ".tsx", "C++": ".cpp",
    "Elixir": ".ex", "Dart": ".dart", "SQL": ".sql", "PLpgSQL": ".sql", "TSQL": ".sql", "PLSQL": ".sql", "Shell": ".sh", "Objective-C": ".m", "Lua": ".lua",
    "Haskell": ".hs", "Erlang": ".erl", "Clojure": ".clj", "F#": ".fs", "Perl": ".pm", "R": ".R", "Julia": ".jl", "Zig": ".zig",
    "HCL": ".tf", "GraphQL": ".graphql", "Protocol Buffer": ".proto", "OCaml": ".ml", "Nim": ".nim", "Crystal": ".cr",
}  # fmt: skip
OF_ONE = frozenset({".gemspec", ".podspec", ".ru"})
"""Endings of files of which a package has one, for a tool: nothing else is called so."""
WORLD = 2.0
"""How many files of the folder weigh as much as the extension that such names have everywhere."""
OTHER_SHAPE = 0.3
"""And what a file of the folder counts there that is written otherwise."""

Shape = tuple[str, bool]


def leading_extension(files: Sequence[File], language: str) -> str:
    """The one that most of the files have, else the usual one of the language; a header only where there is nothing else."""
    votes = Counter(stem_of(file.path).extension for file in files)
    votes = Counter({ending: count for ending, count in votes.items() if ending and ending not in OF_ONE})
    # of C and C++ the source is asked for, and the header is its companion
    if any(ending not in HEADERS for ending in votes):
        votes = Counter({ending: count for ending, count in votes.items() if ending not in HEADERS})
    usual = USUAL_EXTENSION.get(language, "")
    return min(votes, key=lambda ending: (-votes[ending], ending != usual, ending)) if votes else usual


def styled_extension(stem: str, siblings: Sequence[File], everywhere: Mapping[Shape, Counter[str]]) -> str:
    """The extension that names written as this one have: `MonthCell` is `.tsx` where `Cell` is, whatever `utils` has.

    A folder's own files count one each, those of other shapes `OTHER_SHAPE`, what the language's files do everywhere as much as
    `WORLD` files; "" where none is alike.
    """
    shape = _shape(stem)
    votes = {
        ending: WORLD * count / everywhere[shape].total() for ending, count in everywhere.get(shape, Counter()).items()
    }
    # a single word may be the one or the other
    alike = {shape, ("flatcase", False)} if shape[0] == "kebab-case" else {shape}
    for file in siblings:
        ending = stem_of(file.path).extension
        if ending in votes:
            votes[ending] += 1 if _shape(stem_of(file.path).stem) in alike else OTHER_SHAPE
    return min(votes, key=lambda ending: (-votes[ending], ending), default="")


@remembered
def extensions_by_shape(files: WorkspaceFiles) -> Mapping[Shape, Counter[str]]:
    """How a name is written → the extensions that such names have; empty where all names have one."""
    found: dict[Shape, Counter[str]] = {}
    for file in files.main:
        name = stem_of(file.path)
        if name.extension not in HEADERS and not is_test(file):
            found.setdefault(_shape(name.stem), Counter())[name.extension] += 1
    return found if len({ending for votes in found.values() for ending in votes}) > 1 else {}


def _shape(stem: str) -> Shape:
    """Case style, and whether it is called as a hook."""
    core = stem.partition(".")[0]
    return style_of([core])[0], bool(HOOK.match(core))
