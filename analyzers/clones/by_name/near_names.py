"""Which of many names may come near an asked one, a quick look before any of them is taken apart; what has such a name, as all kinds of it
are told; and files of a name, or nearly it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from ....indexer.classify.linguist import classify, language_type
from ....indexer.gathering import by_key, words
from ....indexer.languages.families import MARKUP_ENDINGS
from ...per_index import per_index
from ...workspace.code_places import TYPES
from .forms import likeness, name_form, shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ....indexer.index import File, Index
    from .forms import NameForm

__all__ = [
    "ANGULAR", "LOWEST", "SAME", "ZONES", "AskedFile", "Candidate", "FlatNames", "asked_file", "named_files", "parts",
]  # fmt: skip

NEAR_LENGTH = 3
"""Names differ by no more letters than this, or share the beginning of a word that is longer."""
STEM_LENGTH = 6
CROWD = 1000
"""What more names than this have in common (`test` in those of tests) says nothing beside something rarer."""

FEW_WORDS = 3
"""Names of more words have to share two of them: one in common says nothing."""
OTHER_LETTERS = 6
"""Names that are the same but for a typing error or an abbreviation differ in no more letters than this of those they are made of."""


class FlatNames:
    """Names in lower case without separators, as one text to search in."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        text = "\n".join(self._names)
        if text.count("\n") >= len(self._names) > 0:
            self._names = [name.replace("\n", " ") for name in self._names]
            text = "\n".join(self._names)
        self._text = text.replace("_", "").replace("-", "").replace(".", "").lower()
        self._flat = self._text.split("\n") if self._names else []
        self._starts = [0, *accumulate(map((1).__add__, map(len, self._flat)))]
        self._by_first: dict[str, dict[int, list[int]]] = {}

    def near(self, asked: NameForm) -> set[str]:
        """Names that begin like the asked one and are about as long, and those that hold the beginning of one of the longer
        words that mean the same."""
        found: set[str] = set()
        beginnings = {word[:STEM_LENGTH] for word in asked.meaning if len(word) > NEAR_LENGTH}
        words = {word[:STEM_LENGTH] for word in asked.meaning}
        counted = sorted((self._text.count(beginning), beginning) for beginning in beginnings)
        for count, beginning in counted:
            if count <= CROWD:
                few = FEW_WORDS if beginning == counted[0][1] or len(words) <= FEW_WORDS else 0
                found.update(self._holding(beginning, words, few))
        for text in shortened(asked):
            found.update(
                self._names[number]
                for number in self._by_length(text[:1]).get(len(text), ())
                if self._flat[number] == text
            )
        size = len(asked.flat)
        lengths = range(size - NEAR_LENGTH, size + NEAR_LENGTH + 1)
        by_length = self._by_length(asked.flat[:1])
        alike = [number for length in lengths for number in by_length.get(length, ())]
        return found.union(self._of_the_same_letters(asked, alike)) if len(alike) <= CROWD or not found else found

    def _by_length(self, first: str) -> dict[int, list[int]]:
        """The names that begin with a letter, by their length: a process that is asked about one name needs few other letters'."""
        if first not in self._by_first:
            found = self._by_first[first] = {}
            for number, text in enumerate(self._flat):
                if text[:1] == first:
                    found.setdefault(len(text), []).append(number)
        return self._by_first[first]

    def _holding(self, word: str, words: Collection[str], few: int) -> Iterator[str]:
        """The names that hold one of the asked words; those of more than a few words only if they hold two of them."""
        place = self._text.find(word)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            name = self._names[number]
            if name.count("_") < few or sum(map(self._flat[number].__contains__, words)) > 1:
                yield name
            place = self._text.find(word, self._starts[number + 1])

    def _of_the_same_letters(self, asked: NameForm, numbers: Iterable[int]) -> Iterator[str]:
        """The names that are made of nearly the letters of the asked one."""
        letters = set(asked.flat)
        for number in numbers:
            if len(letters.symmetric_difference(self._flat[number])) <= OTHER_LETTERS:
                yield self._names[number]


# ---- Files of a name, or nearly it: by the name itself, with its folder, and behind a folder that says the rest


SAME: Final = 0.97
ANGULAR: Final = ".component.ts"
"""What Angular's convention calls the file of a component; others are known by their endings (`families.MARKUP_ENDINGS`)."""
ZONES: Final = {
    "product": 1.0,
    "example": 0.7,
    "docs": 0.6,
    "test": 0.7,
    "fixture": 0.6,
    "generated": 0.6,
    "vendored": 0.6,
}

LOWEST = 0.55
"""Rows below this say nothing to a person: the name of a local in a test, or a few words in common with a method."""


class Candidate(NamedTuple):
    """One of them, with how likely it is the thing asked for, and whether that would be reused."""

    path: str
    start_line: int
    end_line: int
    name: str
    kind: str
    likeness: float
    score: float
    reusable: bool
    crowd: int = 0
    hidden: bool = False
    """Whether only its own file or package sees it."""
    meant: bool = False
    """Whether it was asked for with what it stands in."""


def parts(path: str) -> tuple[str, str]:
    """File name without its ending, and the ending with its dot: `a/user.service.ts` → `user.service`, `.ts`."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    return (stem, f".{ending}") if dot and stem else (ending, "")


OTHER_ENDING: Final = 0.6

BEHIND_FOLDER: Final = 0.9
"""Likeness of `markdown_converter` and `converters/markdown.rb`."""

OTHER_FOLDER: Final = 0.8
"""A name of one word says no more than its folder does: `converters/feed.rb` is not the `feed.rb` of the models."""

CODE: Final = frozenset({"programming", "markup"})


class AskedFile(NamedTuple):
    """What is asked for: a name without ending, the ending, and the folder that it is in, where they were given."""

    form: NameForm
    ending: str = ""
    folder: str = ""


def asked_file(index: Index, name: str) -> AskedFile:
    """A path taken apart. What stands behind the last dot is an ending if it is one of a language or of a file of the workspace:
    `create-page.dto` has none."""
    stem, ending = parts(name)
    folder = name.rpartition("/")[0].rpartition("/")[2]
    if ending in _endings(index) or language_type(classify(f"x{ending}", b"")) in CODE:
        return AskedFile(name_form(stem), ending, folder)
    return AskedFile(name_form(stem + ending), "", folder)


@per_index
def _endings(index: Index) -> frozenset[str]:
    return frozenset(parts(path)[1] for path in index.files)


def named_files(index: Index, asked: AskedFile, kind: str) -> Iterator[Candidate]:
    """The files of a name or near it."""
    found = {**_behind_folders(index, asked.form), **_by_name(index, asked)}
    for path, like in sorted(found.items()):
        stem, extension = parts(path)
        file = index.files[path]
        if (kind == "component" and extension not in MARKUP_ENDINGS) or (kind == "any" and not file.parsed):
            continue
        like *= _fit_of_endings(asked.ending, extension, file)
        if like >= LOWEST:
            reusable = file.zone == "product" and not is_idiom(name_form(stem))
            name, shown = path.rpartition("/")[2], "component" if kind == "component" else "file"
            yield Candidate(path, 1, max(1, file.lines), name, shown, like, like * ZONES[file.zone], reusable)


def _by_name(index: Index, asked: AskedFile) -> dict[str, float]:
    """Path → how likely the file is meant by its own name."""
    stems, paths_of = _stems(index)
    forms = {stem: name_form(stem) for stem in stems.near(asked.form)}
    likely = {stem: like for stem, other in forms.items() if (like := likeness(asked.form, other)) >= LOWEST}
    return {path: like * _fit_of_folders(asked, path) for stem, like in likely.items() for path in paths_of[stem]}


def _fit_of_folders(asked: AskedFile, path: str) -> float:
    if not asked.folder or len(asked.form.words) > 1:
        return 1.0
    meant = name_form(asked.folder).meaning
    return 1.0 if any(name_form(folder).meaning == meant for folder in path.split("/")[:-1]) else OTHER_FOLDER


def _behind_folders(index: Index, asked: NameForm) -> dict[str, float]:
    """Path → how likely the file is meant, where the folder says what its own name leaves out."""
    stems, paths_of = _stems(index)
    said = sorted(asked.meaning)
    names = {stem for word in asked.words if len(asked.words) > 1 for stem in stems.near(name_form(word))}
    return {
        path: BEHIND_FOLDER
        for stem in names
        if set(name_form(stem).meaning) < set(said)
        for path in paths_of[stem]
        if "/" in path and sorted((*name_form(path.split("/")[-2]).meaning, *name_form(stem).meaning)) == said
    }


@per_index
def _stems(index: Index) -> tuple[FlatNames, Mapping[str, list[str]]]:
    """The names of all files without their endings, and the files of each."""
    paths = by_key((parts(path)[0], path) for path in index.files)
    return FlatNames(paths), paths


def _fit_of_endings(asked: str, other: str, file: File) -> float:
    """Less than 1 for a text or a template where code is asked for."""
    return 1.0 if not asked or asked == other or file.parsed else OTHER_ENDING


# ---- Names that every workspace has many of, each its own thing, by the kind of what has them

IDIOMS: Final = words(
    "main index init setup teardown render handler handle run start stop test default new constructor tostring equals hashcode meta"
    " conftest mod lib types constants models views urls admin apps tests settings page layout route loading error get set close open"
    " next iter call apply execute process create update delete save load build configure register serialize validate up down change"
    " before after beforeeach aftereach beforeall afterall props state config options command inner wrapper decorator callback string"
    " len less swap clone copy from into fmt drop eq hash length size value values items data id name key readme changelog license"
    " package makefile dockerfile"
)
"""Of functions, files and components, flattened to lower case."""

CLASS_IDIOMS: Final = words(
    "main handler test default meta settings props state config options command inner wrapper callback value values items data id"
    " name key"
)
"""Of classes: `Page`, `Layout` and `Package` are things that a workspace has one of, unlike the files `page.tsx` and `package.json`."""


def is_idiom(form: NameForm, kind: str = "") -> bool:
    """Whether a name is one of those that do not say what a thing of a kind is."""
    text = form.text
    return (
        form.flat in (CLASS_IDIOMS if kind in TYPES else IDIOMS)
        or (text.startswith("__") and text.endswith("__"))
        or form.words[:1] in {("test",), ("should",)}
    )
