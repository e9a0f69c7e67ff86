"""Languages by file: the registry of grammars, extractors and resolvers.

A language is one module of this package that satisfies `base.LanguageModule`, and one line here: the module is
imported only when a file of its language is read. Which languages share a resolver says `families.py`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from .base import LanguageModule

__all__ = ["LANGUAGES", "language", "supported"]

LANGUAGES: dict[str, str] = {
    "C": "c",
    "C#": "csharp",
    "C++": "cpp",
    "Go": "go",
    "Java": "java",
    "JavaScript": "javascript",
    "Kotlin": "kotlin",
    "PHP": "php",
    "Python": "python",
    "Ruby": "ruby",
    "Rust": "rust",
    "Scala": "scala",
    "Svelte": "svelte",
    "Swift": "swift",
    "TSX": "tsx",
    "TypeScript": "typescript",
    "Vue": "vue",
}
"""Linguist's name → module of this package."""


def supported(name: str) -> bool:
    """Whether files of this language are parsed."""
    return name in LANGUAGES


@cache
def language(name: str) -> LanguageModule:
    """The module of a language by Linguist's name."""
    return cast("LanguageModule", import_module(f".{LANGUAGES[name]}", __package__))
