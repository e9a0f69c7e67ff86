"""The extension of a new file: the one that its siblings have, and that names written as its own have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ....indexer.languages.families import HEADERS
from ...naming import stem_of, style_of
from ...per_index import remembered
from ..roles.roles import HOOK, WorkspaceFiles
from ..roles.test_placement import is_test

if TYPE_CHECKING:
    from ....indexer.index import File

__all__ = ["Shape", "extensions_by_shape", "leading_extension", "styled_extension"]

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
