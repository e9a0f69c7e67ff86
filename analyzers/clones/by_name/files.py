"""Files of a name, or nearly it: by the name itself, with its folder, and behind a folder that says the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ....indexer.classify.linguist import classify, language_type
from ....indexer.gathering import by_key, words
from ....indexer.languages.families import MARKUP_ENDINGS
from ...per_index import per_index
from ...workspace.code_places import TYPES
from .candidate import LOWEST, ZONES, Candidate, parts
from .flat_names import FlatNames
from .forms import likeness, name_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import File, Index
    from .forms import NameForm

__all__ = ["AskedFile", "asked_file", "named_files"]

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
            shown = "component" if kind == "component" else "file"
            yield Candidate(
                path, 1, max(1, file.lines), path.rpartition("/")[2], shown, like, like * ZONES[file.zone], reusable
            )


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
