"""The main language: what most of the product is written in, else what it asks a database in, else what it declares."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ...indexer.classify.linguist import language_type
from ..workspace.code_places import is_hidden
from ..workspace.declared_language import declared_language
from ..workspace.ecosystem_languages import LANGUAGES_OF, family_of
from ..workspace.root_ecosystem import root_ecosystem
from .language_bar import written_language
from .main_choice import SMALL, speaks
from .main_technology import LEAST_CODE, is_program, main_language
from .project.starts import is_beside

if TYPE_CHECKING:
    from ...answers import Detect
    from ...indexer.index import Index

__all__ = ["spoken_language"]

QUERIES: Final = frozenset({"SQL", "TSQL", "PLSQL", "PLpgSQL"})
UNSPOKEN: Final = frozenset({"data", "prose"})
"""Types of languages that no product is written in where it declares or asks for anything in another."""
LEAST, HALF = 5, 0.5


def spoken_language(index: Index, stack: Detect) -> str | None:
    """The main language: by what is written, else by queries, else as the workspace declares it."""
    language = written_language(index) or _shown(index, _leading(stack))
    if stack["project_type"] == "documentation" and _only_serves(index, language):
        language = None
    if language is None or language_type(language) in UNSPOKEN:
        language = _queries(index) or declared_language(index)
    if stack["project_type"] == "infrastructure":
        return _of_product(index, language)
    return _of_root(index, stack, language)


def _leading(stack: Detect) -> str | None:
    """The language that most is written in, be it examples only; nothing where that is markup and the programs are many small ones."""
    language, bar = main_language(stack), stack["languages"]
    share = next((row["share"] for row in bar if row["name"] == language), 1.0)
    return language if not bar or language == bar[0]["name"] or share >= HALF else None


def _shown(index: Index, language: str | None) -> str | None:
    """The language, unless all of it stands in hidden folders and only serves the repository."""
    written = any(file.language in family_of(language) and not is_hidden(path) for path, file in index.files.items())
    return language if written else None


def _only_serves(index: Index, language: str | None) -> bool:
    """All that is written in a language checks or builds the texts: it stands in `ci/`, `scripts/` or as examples."""
    own = (
        path for path, file in index.files.items() if file.zone == "product" and file.language in family_of(language)
    )
    return language is not None and is_program(language) and all(map(is_beside, own))


def _of_product(index: Index, language: str | None) -> str | None:
    """The language, unless next to nothing of the product is in it: what sets machines up is mostly no program."""
    product = [file for path, file in index.files.items() if file.zone == "product" and not is_hidden(path)]
    written = sum(file.language == language for file in product)
    is_markup = language is not None and language_type(language) == "markup"  # templates of what is set up
    return language if written >= SMALL * len(product) and not is_markup else None


def _queries(index: Index) -> str | None:
    """The language of queries where that is what the product is written in (models of a warehouse)."""
    counts = Counter(file.language for file in index.files.values() if file.zone == "product")
    return next((name for name, count in counts.most_common() if name in QUERIES and count >= LEAST), None)


def _of_root(index: Index, stack: Detect, language: str | None) -> str | None:
    """The main language: that of the package which the root is, else the one with most code."""
    ecosystem = root_ecosystem(index)
    if ecosystem is None or speaks(ecosystem, language):
        return language
    spoken = (
        row for row in stack["languages"] if row["share"] >= LEAST_CODE and row["name"] in LANGUAGES_OF[ecosystem]
    )
    return next((row["name"] for row in spoken), language)
