"""Languages by file: the registry of grammars, extractors and resolvers.

A language is one module that satisfies `base.LanguageModule`, and one line here: the module is imported only when a file
of its language is read. It stands in the folder of its family, the languages that share a resolver (`families.py`), beside
what it alone needs; what all languages may use stands beside this file.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from .base import FamilyModule, LanguageModule, Resolver, World

__all__ = ["LANGUAGES", "language", "prepared", "resolver", "supported"]

LANGUAGES: dict[str, tuple[str, ...]] = {
    "Astro": ("javascript.astro", "tree_sitter_typescript", "language_typescript"),
    "C": ("c.c", "tree_sitter_c"),
    "C#": ("csharp.csharp", "tree_sitter_c_sharp"),
    "C++": ("c.cpp", "tree_sitter_cpp"),
    "Go": ("go.go", "tree_sitter_go"),
    "Gradle Kotlin DSL": ("jvm.gradle_script", "tree_sitter_kotlin"),
    "Java": ("jvm.java", "tree_sitter_java"),
    "JavaScript": ("javascript.extract", "tree_sitter_javascript"),
    "Jupyter Notebook": ("python.python", "tree_sitter_python"),
    "Kotlin": ("jvm.kotlin", "tree_sitter_kotlin"),
    "PHP": ("php.php", "tree_sitter_php", "language_php"),
    "Python": ("python.python", "tree_sitter_python"),
    "Ruby": ("ruby.ruby", "tree_sitter_ruby"),
    "Rust": ("rust.rust", "tree_sitter_rust"),
    "Scala": ("jvm.scala", "tree_sitter_scala"),
    "Svelte": ("javascript.component_script", "tree_sitter_javascript"),
    "Swift": ("swift.swift", "tree_sitter_swift"),
    "TSX": ("javascript.tsx", "tree_sitter_typescript", "language_tsx"),
    "TypeScript": ("javascript.typescript", "tree_sitter_typescript", "language_typescript"),
    "Vue": ("javascript.component_script", "tree_sitter_javascript"),
}
"""Linguist's name → module below this package (its family's folder, then its own name), the wheel of its grammar, and the function
of it where that is not `language`; the wheel is imported where a text is parsed, and only there."""


def supported(name: str) -> bool:
    """Whether files of this language are parsed."""
    return name in LANGUAGES


@cache
def language(name: str) -> LanguageModule:
    """The module of a language by Linguist's name."""
    return cast("LanguageModule", import_module(f".{LANGUAGES[name][0]}", __package__))


def prepared(name: str, source: bytes) -> tuple[bytes, str]:
    """The text of a language's file as it is parsed, and the language whose grammar reads it."""
    text, dialect = language(name).prepare(source)
    return text, dialect or name


def resolver(name: str, world: World) -> Resolver:
    """What resolves the imports of a language's files: its family's, which only a refresh needs; questions read texts without it."""
    family = LANGUAGES[name][0].partition(".")[0]
    return cast("FamilyModule", import_module(f".{family}.resolve", __package__)).Resolver(world)
