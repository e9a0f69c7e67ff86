"""The name of a new file, in the style of those it will stand among."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from .naming import in_style, singular, split_words, stem_of, style_of
from .roles import role_words
from .test_placement import test_naming

if TYPE_CHECKING:
    from ..indexer.index import File
    from .placement import Subject

__all__ = ["FileNaming", "naming_for"]

USUAL_STYLE = {
    "Python": "snake_case", "Ruby": "snake_case", "Rust": "snake_case", "Go": "snake_case", "C": "snake_case", "Elixir": "snake_case",
    "Dart": "snake_case", "Java": "PascalCase", "Kotlin": "PascalCase", "C#": "PascalCase", "PHP": "PascalCase", "Swift": "PascalCase",
    "Scala": "PascalCase", "Vue": "PascalCase", "Svelte": "PascalCase", "TypeScript": "kebab-case", "JavaScript": "kebab-case", "TSX": "PascalCase",
    "C++": "snake_case",
}  # fmt: skip
"""What the ecosystem does by custom, where the workspace shows nothing."""
USUAL_EXTENSION = {
    "Python": ".py", "Ruby": ".rb", "Rust": ".rs", "Go": ".go", "C": ".c", "Java": ".java", "Kotlin": ".kt", "C#": ".cs", "PHP": ".php",
    "Swift": ".swift", "Scala": ".scala", "Vue": ".vue", "Svelte": ".svelte", "TypeScript": ".ts", "JavaScript": ".js", "TSX": ".tsx", "C++": ".cpp",
    "Elixir": ".ex", "Dart": ".dart",
}  # fmt: skip
USUAL_TEST = {
    "Python": ("test_", ""), "Go": ("", "_test"), "Ruby": ("", "_test"), "Java": ("", "Test"), "Kotlin": ("", "Test"), "PHP": ("", "Test"),
    "C#": ("", "Tests"), "Swift": ("", "Tests"), "TypeScript": ("", ".test"), "JavaScript": ("", ".test"), "TSX": ("", ".test"), "Scala": ("", "Spec"),
}  # fmt: skip
CLASS_A_FILE = frozenset({"Java", "Kotlin", "C#", "PHP", "Swift", "Scala"})
"""Languages in which a file is named as its class, and a class by its role where the folder does not say it."""
NEARBY = 3
"""As many siblings decide a style alone; with fewer the whole population is asked."""


class FileNaming(NamedTuple):
    """How the file is named, and the convention in words."""

    stem: str
    extension: str
    convention: str


def naming_for(
    subject: Subject, siblings: Sequence[File], population: Sequence[File], language: str, *, named_by_folder: bool
) -> FileNaming:
    """Names the file after its siblings, or, where they are few, after all files of the role.

    Args:
        siblings: files of the language in the chosen folder, those of the role first.
        population: files of the role (of the language, where there are none).
        language: used where the workspace shows nothing.
        named_by_folder: files of the role are known by their folder's name; then theirs does not repeat it.
    """
    extension = _extension(siblings or population, language)
    if subject.is_test:
        return _test_name(subject, siblings, population, extension, language)
    affix = _affix(subject, siblings) or _affix(subject, population if len(siblings) < NEARBY else ())
    role = role_words(subject.role)
    words = list(subject.words)
    given = tuple(singular(word) for word in words[-len(role) :])
    if affix is not None:
        separator, text = affix
        if given == role and len(words) > len(role):
            words = words[: -len(role)]
        bases = [file for file in (siblings or population) if stem_of(file.path).stem.lower().endswith(text.lower())]
        style, share = _style(bases, siblings, population, language, cut=len(text) + len(separator))
        stem = in_style(words, style) + separator + text if separator else in_style([*words, *split_words(text)], style)
        return FileNaming(stem, extension, f"{style} with {separator + text!r} ({share:.0%})")
    style, share = _style((), siblings, population, language, cut=0)
    if language in CLASS_A_FILE and not named_by_folder and role != ("module",) and given != role:
        words += [word.capitalize() for word in role]
    return FileNaming(in_style(words, style), extension, f"{style} ({share:.0%})")


def _style(
    bases: Sequence[File], siblings: Sequence[File], population: Sequence[File], language: str, cut: int
) -> tuple[str, float]:
    for files, trimmed in ((bases, cut), (siblings, 0), (population, 0)):
        stems = [_core(stem_of(file.path).stem, trimmed) for file in files]
        style, share = style_of(stem for stem in stems if stem)
        if style and (len(stems) >= NEARBY or files is population):
            return ("snake_case" if style == "flatcase" and USUAL_STYLE.get(language) == "snake_case" else style), share
    return USUAL_STYLE.get(language, "snake_case"), 0.0


def _core(stem: str, cut: int) -> str:
    """A stem without the role's affix and without what a dot sets off (`orders.service` → orders)."""
    text = stem[:-cut] if cut and len(stem) > cut else stem
    return text.partition(".")[0].strip("_")


def _extension(files: Sequence[File], language: str) -> str:
    votes = Counter(stem_of(file.path).extension for file in files)
    votes.pop("", None)
    usual = USUAL_EXTENSION.get(language, "")
    return min(votes, key=lambda ending: (-votes[ending], ending != usual, ending)) if votes else usual


def _affix(subject: Subject, files: Sequence[File]) -> tuple[str, str] | None:
    """`(separator, text)` of the role's affix as these files write it; None where fewer than a third carry it."""
    role = role_words(subject.role)
    votes: Counter[tuple[str, str]] = Counter()
    for file in files:
        stem = stem_of(file.path).stem
        words = split_words(stem)
        if len(words) <= len(role) or tuple(singular(word) for word in words[-len(role) :]) != role:
            continue
        joined = stem[-sum(map(len, words[-len(role) :])) - len(role) + 1 :]
        text = (
            joined
            if len(role) > 1 and joined[:1].isalnum() and len(split_words(joined)) == len(role)
            else "".join(words[-len(role) :])
        )
        before = stem[: -len(text)][-1:] if stem.endswith(text) else ""
        votes[(before if before in "._-" else "", text)] += 1
    if not votes or sum(votes.values()) < len(files) / 3:
        return None
    return min(votes, key=lambda affix: (-votes[affix], affix))


def _test_name(
    subject: Subject, siblings: Sequence[File], population: Sequence[File], extension: str, language: str
) -> FileNaming:
    tests = [file.path for file in siblings if file.zone == "test"]
    if len(tests) < NEARBY:
        tests += [file.path for file in population if file.zone == "test"]
    learned = test_naming(tests)
    usual = USUAL_TEST.get(language, ("", ""))
    prefix, suffix = (learned.prefix, learned.suffix) if learned else usual
    if learned:
        extension = learned.extension or extension
    cores = [
        _core(stem[len(prefix) : len(stem) - len(suffix) or None], 0) for path in tests for stem in [stem_of(path).stem]
    ]
    style, share = style_of(core for core in cores if core)
    style = style or USUAL_STYLE.get(language, "snake_case")
    if style == "flatcase":
        style = USUAL_STYLE.get(language, "snake_case")
    return FileNaming(
        f"{prefix}{in_style(subject.words, style)}{suffix}",
        extension,
        f"{prefix}<{style}>{suffix}{extension} ({share:.0%})",
    )
