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

__all__ = ["LANGUAGES", "language", "resolver", "supported"]

LANGUAGES: dict[str, str] = {
    "Astro": "javascript.astro",
    "C": "c.c",
    "C#": "csharp.csharp",
    "C++": "c.cpp",
    "Go": "go.go",
    "Gradle Kotlin DSL": "jvm.gradle_script",
    "Java": "jvm.java",
    "JavaScript": "javascript.javascript",
    "Jupyter Notebook": "python.notebook",
    "Kotlin": "jvm.kotlin",
    "PHP": "php.php",
    "Python": "python.python",
    "Ruby": "ruby.ruby",
    "Rust": "rust.rust",
    "Scala": "jvm.scala",
    "Svelte": "javascript.svelte",
    "Swift": "swift.swift",
    "TSX": "javascript.tsx",
    "TypeScript": "javascript.typescript",
    "Vue": "javascript.vue",
}
"""Linguist's name → module below this package: its family's folder, then its own name."""


def supported(name: str) -> bool:
    """Whether files of this language are parsed."""
    return name in LANGUAGES


@cache
def language(name: str) -> LanguageModule:
    """The module of a language by Linguist's name."""
    return cast("LanguageModule", import_module(f".{LANGUAGES[name]}", __package__))


def resolver(name: str, world: World) -> Resolver:
    """What resolves the imports of a language's files: its family's, which only a refresh needs; questions read texts without it."""
    family = LANGUAGES[name].partition(".")[0]
    return cast("FamilyModule", import_module(f".{family}.resolve", __package__)).resolver(world)
