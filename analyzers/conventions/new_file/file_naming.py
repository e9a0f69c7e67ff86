"""The name of a new file, in the style of those it will stand among."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.languages.families import TYPES_NAME_FILES
from ...naming import flat, in_style, singular, singular_words, split_words, stem_of, style_of
from ..roles.role_words import ends_in, role_words
from ..roles.test_placement import bare_words, is_marked, is_test, test_naming
from .population import (
    NEARBY,
    Population,
    affix_of,
    dotted,
    extensions_by_shape,
    leading_extension,
    shared_ends,
    styled_extension,
)

if TYPE_CHECKING:
    from ....indexer.index import File
    from ..roles.roles import RoleFile, WorkspaceFiles
    from .subject import Subject

__all__ = ["FileNaming", "Namer"]

USUAL_STYLE = {
    "Python": "snake_case", "Ruby": "snake_case", "Rust": "snake_case", "Go": "snake_case", "C": "snake_case", "Elixir": "snake_case",
    "Dart": "snake_case", "Java": "PascalCase", "Kotlin": "PascalCase", "C#": "PascalCase", "PHP": "PascalCase", "Swift": "PascalCase",
    "Scala": "PascalCase", "Vue": "PascalCase", "Svelte": "PascalCase", "TypeScript": "kebab-case", "JavaScript": "kebab-case", "TSX": "PascalCase",
    "C++": "snake_case",
}  # fmt: skip
"""What the ecosystem does by custom, where the workspace shows nothing."""
USUAL_TEST = {
    "Python": ("test_", ""), "Go": ("", "_test"), "Ruby": ("", "_test"), "Java": ("", "Test"), "Kotlin": ("", "Test"), "PHP": ("", "Test"),
    "C#": ("", "Tests"), "Swift": ("", "Tests"), "TypeScript": ("", ".test"), "JavaScript": ("", ".test"), "TSX": ("", ".test"), "Scala": ("", "Spec"),
    "Elixir": ("", "_test"), "Dart": ("", "_test"), "C++": ("test_", ""), "C": ("test_", ""),
}  # fmt: skip
SCRIPTED_TESTS = {"Elixir": ".exs"}
"""Extensions of tests where they are no sources as others are."""
TEST_BESIDE = frozenset({"Go"})
"""Languages whose tools have a test stand beside its source under the same name."""
FOUND_BY_NAME = frozenset({"Python", "Go", "Java"})
"""Languages whose tools find tests by their names: what stands among them without the mark only helps them."""
FOLDER = 0.8
"""What a file weighs more than that stands in the very folder of its role."""
NAMED_CLASSES = frozenset({"Java"})
"""Languages of one class a file whose builds find tests by the names of those."""
CLEAR = 0.8
"""From this share on a style of tests holds even where the source's name is in another one."""


class FileNaming(NamedTuple):
    """How the file is named, and the convention in words."""

    stem: str
    extension: str
    convention: str


class Namer:
    """Names a new file wherever it may go; its population are the files of its role or the tests, of the language where there are none.

    Attributes:
        language: used where the workspace shows nothing.
        alike: the files of the role, of a test the other tests.
        named_by_folder: files of the role are known by their folder's name; then theirs does not repeat it.
    """

    def __init__(self, subject: Subject, language: str, files: WorkspaceFiles, members: Sequence[RoleFile]) -> None:
        self.subject, self.language = subject, language
        self.alike = _tests(files, language) if subject.is_test else [item.file for item in members]
        self.population, self.workspace = Population(self.alike or files.main), Population(files.main)
        self.named_by_folder = any(item.how == "folder" and item.weight > FOLDER for item in members)
        self._everywhere = extensions_by_shape(files)

    @cached_property
    def _source(self) -> str:
        """The stem of the source that the test is for, as it is written; "" where none has the name."""
        stems = (stem_of(file.path).stem for file in self.workspace.files if file.zone == "product")
        return next((stem for stem in stems if flat(stem) == "".join(self.subject.lower)), "")

    def name(self, folder: str, siblings: Population) -> FileNaming:
        """Names the file after its siblings in the folder (those of the role, where it has any), or, where they are few,
        after all files of the role."""
        extension = leading_extension((siblings if siblings.files else self.population).files, self.language)
        if self.subject.is_test:
            return self._of_test(siblings, extension, _said(folder, siblings))
        role = role_words(self.subject.role)
        in_role_folder = singular_words(folder.rpartition("/")[2]) == role and bool(siblings.files)
        few = len(siblings.files) < NEARBY or siblings.paths.isdisjoint(self.population.paths)
        affix = affix_of(siblings.stems, role)
        if affix is None and few and not in_role_folder:
            affix = affix_of(self.population.stems, role)
        if affix is not None and not self._says_role_inside:
            if siblings.paths.isdisjoint(self.population.paths):
                extension = self.population.clear_extension or extension
            return self._with_affix(siblings, extension, *affix)
        said = (
            self.named_by_folder
            or in_role_folder
            or self._says_role_inside
            or (bool(siblings.files) and role in map(singular_words, folder.split("/")))
        )
        return self._without_affix(siblings, extension, says_role=said)

    def apart(self, siblings: Population, taken: FileNaming) -> FileNaming:
        """The name with the role, as most files of the role write it, where another file has it without."""
        role = role_words(self.subject.role)
        plain = self.subject.is_test or self.subject.is_module or self._ends_in_role
        if plain or singular_words(taken.stem)[-len(role) :] == role:
            return taken
        affix = affix_of(self.population.stems, role, least=0) or ("", "".join(word.capitalize() for word in role))
        return self._with_affix(siblings, taken.extension, *affix)

    @property
    def _ends_in_role(self) -> bool:
        """The name that was asked for says the role itself (`UserService` for a service)."""
        return ends_in(self.subject.words, role_words(self.subject.role))

    @property
    def _says_role_inside(self) -> bool:
        """What stands behind the role in the name does so in others (`UserServiceImpl`)."""
        words, role = singular_words("_".join(self.subject.words)), role_words(self.subject.role)
        ends = (words[at:] for at in range(1, len(words) - len(role)) if words[at : at + len(role)] == role)
        return any(sum(singular_words(stem)[-len(end) :] == end for stem in self.population.stems) > 1 for end in ends)

    def _with_affix(self, siblings: Population, extension: str, separator: str, text: str) -> FileNaming:
        """As files of the role are named that carry it (`orders.service`, `OrdersService`)."""
        words, role = list(self.subject.words), role_words(self.subject.role)
        parts = ((count, part) for count in range(len(role), 0, -1) for part in (role[-count:], role[:count]))
        said = next((count for count, part in parts if ends_in(words, part)), 0)
        if said == len(role) and not separator:
            text = "".join(words[-said:])
        words = words[: len(words) - said]  # `OrderEndpoints` says a part of `ApiEndpoints`
        named = siblings if siblings.files else self.population
        bases = tuple([stem for stem in named.stems if stem.lower().endswith(text.lower())])
        style, share = self._style(siblings, (bases, len(text) + len(separator)))
        if not separator and text.islower():
            style = "flatcase"  # the names run their words together
        stem = in_style(words, style) + separator + text if separator else in_style([*words, *split_words(text)], style)
        return FileNaming(stem, extension, f"{style}{f' with {separator + text!r}' if bases else ''}{_followed(share)}")

    def _without_affix(self, siblings: Population, extension: str, *, says_role: bool) -> FileNaming:
        """By the words that were asked for, and the role where a class is called by it and nothing else says it."""
        style, share = self._style(siblings)
        words, role = list(self.subject.words), role_words(self.subject.role)
        said = says_role or self._ends_in_role or self.subject.is_module
        shared = ("", "") if self.subject.is_module else shared_ends(siblings.stems)
        before, after = (
            [word] if word and singular(word) not in singular_words("_".join(words)) else [] for word in shared
        )
        if self.language in TYPES_NAME_FILES and not (said or before or after):
            words += [word.capitalize() for word in role]
        words = [*before, *words, *after]
        words, tail = dotted(words, siblings, self.workspace)
        stem = in_style(words, style) + tail
        styled = styled_extension(stem, siblings.files, self._everywhere)
        return FileNaming(stem, styled or extension, f"{style}{tail}{_followed(share)}")

    def _style(self, siblings: Population, *first: tuple[tuple[str, ...], int]) -> tuple[str, float]:
        """The style of the first of the groups that shows one: stems, and how much of each is an affix.

        Fewer than `NEARBY` stems show nothing, but for those of the whole population.
        """
        usual, small = USUAL_STYLE.get(self.language), False
        for stems, cut in (*first, *((one.stems, 0) for one in (siblings, self.population, self.workspace))):
            style, share = _style_of_cores(stems, cut)
            flat_here = style == "flatcase" and usual == "kebab-case"
            small = small or (flat_here and share >= CLEAR)
            if flat_here or (small and style == "PascalCase"):
                continue  # single words: they show nothing of how several are written but that they begin small
            if style and (len(stems) >= NEARBY or stems is self.population.stems):
                return ("snake_case" if style == "flatcase" and usual == "snake_case" else style), share
        return usual or "snake_case", 0.0

    def _of_test(self, siblings: Population, extension: str, said: str) -> FileNaming:
        """As tests are named, those beside it before all others; `said` is what their folder says and names need not."""
        everyone, language = self.population, self.language
        if not everyone.files:
            extension = SCRIPTED_TESTS.get(language, extension)
        if language in FOUND_BY_NAME and everyone.test_naming and not any(map(is_marked, siblings.files)):
            siblings = Population(())
        learned = siblings.test_naming
        plain = len(siblings.tests) > 1 and learned is not None and not (learned.prefix or learned.suffix)
        tests = siblings.tests
        if len(tests) < NEARBY and not plain and everyone.tests:
            learned = test_naming([*tests, *everyone.tests]) if tests else everyone.test_naming
            tests = (*tests, *everyone.tests)
        prefix, suffix = (learned.prefix, learned.suffix) if learned else USUAL_TEST.get(language, ("", ""))
        if learned:
            extension = learned.extension or extension
        style, share = _style_of_tests(tests, prefix, suffix)
        if style in {"", "flatcase"}:
            style = USUAL_STYLE.get(language, "snake_case")
        words = _unmarked(self.subject.words, prefix, suffix)
        core = in_style(words[:-1] if len(words) > 1 and singular(words[-1]) == said else words, style)
        if self._source and (language in TEST_BESIDE or share < CLEAR or _fits(self._source, style)):
            core = self._source.strip("-_")
        convention = f"{prefix}<{style}>{suffix}{extension}{_followed(share)}"
        return FileNaming(f"{prefix}{core}{suffix}", extension, convention)


def _tests(files: WorkspaceFiles, language: str) -> list[File]:
    """The tests; where builds find them by their names those that have such a name: beside each stand classes that it tries."""
    found = [file for file in files.main if is_test(file)]
    return ([file for file in found if is_marked(file)] if language in NAMED_CLASSES else []) or found


def _followed(share: float) -> str:
    """How many of the names are of a style, for who reads it; a style that none shows is the one that is usual elsewhere."""
    return f" ({share:.0%})" if share else " (usual elsewhere; nothing here shows a style)"


def _fits(source: str, style: str) -> bool:
    """The name of what is tested is in the style, or in any."""
    return style_of([_core(source, 0)])[0] in {style, "flatcase"}


@lru_cache(maxsize=64)
def _style_of_cores(stems: tuple[str, ...], cut: int) -> tuple[str, float]:
    """The leading style; remembered, for every suggested place asks it of the same population."""
    return style_of(core for stem in stems if (core := _core(stem, cut)))


def _core(stem: str, cut: int) -> str:
    """A stem without the role's affix and without what a dot sets off (`orders.service` → orders)."""
    text = stem[:-cut] if cut and len(stem) > cut else stem
    return text.partition(".")[0].strip("_")


@lru_cache(maxsize=64)
def _style_of_tests(tests: tuple[str, ...], prefix: str, suffix: str) -> tuple[str, float]:
    """The leading style of what tests are named for; remembered, for every suggested place asks it of the same ones."""
    marked = [stem for path in tests if (stem := stem_of(path).stem).startswith(prefix) and stem.endswith(suffix)]
    return style_of(core for stem in marked if (core := _core(stem[len(prefix) : len(stem) - len(suffix) or None], 0)))


def _said(folder: str, siblings: Population) -> str:
    """What the folder of tests says of all in it, so that their names need not (`spec/models/user_spec.rb`); "" where they do."""
    word = singular(folder.rpartition("/")[2])
    names = [bare_words(path) for path in siblings.tests]
    return word if len(names) >= NEARBY and not any(singular(name[-1]) == word for name in names if name) else ""


def _unmarked(words: Sequence[str], prefix: str, suffix: str) -> Sequence[str]:
    """The words of a test's name without the mark that it gets anyway: `TestCart` for `test_*` is cart."""
    if len(words) > 1 and singular(words[0]) == (singular(flat(prefix)) or "test"):
        return words[1:]
    if len(words) > 1 and suffix and singular(words[-1]) == singular(flat(suffix)):
        return words[:-1]
    return words
