"""Families of languages: those that import each other freely, and so have one resolver.

What a refresh asks before it knows whether a family has work stands here as data, so that a language none of whose files
changed is not imported.
"""

from __future__ import annotations

from typing import NamedTuple

SCRIPT = frozenset({"JavaScript", "TSX", "TypeScript"})
"""Files that are script alone; those with JSX are JavaScript to Linguist."""
COMPONENTS = frozenset({"Astro", "Svelte", "Vue"})
"""Files that hold a page or a part of one, and script in it."""
JAVASCRIPT = SCRIPT | COMPONENTS
"""Languages that import each other, of the packages that npm brings."""
MARKUP = COMPONENTS | {"TSX"}
"""Languages whose files mostly hold what is shown."""
SCRIPT_ENDINGS = (".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts")
COMPONENT_ENDINGS = (".astro", ".svelte", ".vue")
JAVASCRIPT_ENDINGS = (*SCRIPT_ENDINGS, *COMPONENT_ENDINGS)
MARKUP_ENDINGS = (".jsx", ".tsx", *COMPONENT_ENDINGS)
HEADERS = (".h", ".hh", ".hpp", ".hxx", ".h++")
"""What files of C and C++ include by custom."""
RECORDS = (".ipynb", ".gradle.kts")
"""Files of data that hold code: that alone is counted, no other file uses it, and no clones are sought in it, for cells and builds are
copied by custom. Attributes of git may call them the code's language (`*.ipynb linguist-language=Python`)."""
TYPES_NAME_FILES = frozenset({"C#", "Java", "Kotlin", "PHP", "Scala", "Swift"})
"""Languages whose files are named after the types in them, and used by these."""


class Family(NamedTuple):
    """Languages with one resolver.

    Attributes:
        languages: Linguist's names.
        needs_names: the resolver reads `World.definitions` and `World.uses`; a changed surface then resolves the family again.
        configs: glob patterns of the file names whose text the resolver reads.
        needs_exports_with: glob patterns of file names; in a workspace that has one, a changed surface resolves the family again.
    """

    languages: tuple[str, ...]
    needs_names: bool
    configs: tuple[str, ...] = ()
    needs_exports_with: tuple[str, ...] = ()


FAMILIES: dict[str, Family] = {
    "c": Family(
        ("C", "C++"),
        needs_names=False,
        configs=(
            "compile_commands.json", "CMakeLists.txt", "*.cmake", "Makefile", "makefile", "GNUmakefile", "*.mk", "*.mak",
            "Makefile.*", "meson.build", "configure.ac", "configure.in",
        ),
    ),
    "csharp": Family(("C#",), needs_names=True, configs=("*.csproj", "Directory.Build.props", "Directory.Build.targets")),
    "go": Family(("Go",), needs_names=True, configs=("*.mod", "go.work")),
    "javascript": Family(
        tuple(sorted(JAVASCRIPT)),
        needs_names=False,
        # package.json, tsconfig files (which may extend any JSON file), and the configuration of bundlers and test runners
        configs=(
            "*.json", "deno.jsonc", "pnpm-workspace.yaml", ".babelrc", ".swcrc", "*.config.js", "*.config.ts", "*.config.mjs",
            "*.config.mts", "*.config.cjs", "*.config.cts", "babel.config.*",
        ),
        needs_exports_with=("nuxt.config.*",),
    ),
    "jvm": Family(("Gradle Kotlin DSL", "Java", "Kotlin", "Scala"), needs_names=True),
    "php": Family(("PHP",), needs_names=True, configs=("composer.json", "composer.lock")),
    "python": Family(
        ("Jupyter Notebook", "Python"),
        needs_names=False,
        configs=(
            "setup.py", "requirements*.txt", "Pipfile",
            "pyproject.toml", "pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg",
        ),
    ),
    "ruby": Family(
        ("Ruby",), needs_names=True, configs=("*.gemspec", "Gemfile", "Gemfile.lock", "gems.rb", "gems.locked")
    ),
    "rust": Family(("Rust",), needs_names=True, configs=("Cargo.toml",)),
    "swift": Family(("Swift",), needs_names=True, configs=("Package.swift",)),
}  # fmt: skip

_OF_LANGUAGE = {name: family for family, found in FAMILIES.items() for name in found.languages}


def family_of(language: str) -> str:
    """The family of a language that is parsed."""
    return _OF_LANGUAGE[language]
