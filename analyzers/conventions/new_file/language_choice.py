"""Which language a new file is in: the one asked for, else the workspace's own for that role."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING

from ....errors import InvalidParameterError
from ....indexer.classify.linguist import language_type
from ....indexer.languages.families import JAVASCRIPT
from ....indexer.workspace_paths import prefix_of
from ...naming import flat, stem_of
from ...per_index import per_index
from ...workspace.ecosystem_languages import declared_language
from ..roles.feature_folders import layouts_of
from ..roles.role_words import is_of_tests, role_words
from ..roles.roles import workspace_files
from .subject import PLAIN

if TYPE_CHECKING:
    from ....indexer.index import File, Index

__all__ = ["TOGETHER", "languages_for", "without_ending"]

ALIASES = {
    "ts": "TypeScript", "js": "JavaScript", "py": "Python", "rb": "Ruby", "rs": "Rust", "golang": "Go", "csharp": "C#", "cs": "C#", "cpp": "C++",
    "c++": "C++", "kt": "Kotlin", "node": "JavaScript", "jsx": "JavaScript", "react": "TSX", "sh": "Shell", "bash": "Shell", "yml": "YAML",
}  # fmt: skip
TOGETHER = {"TypeScript": ("TypeScript", "TSX"), "TSX": ("TSX", "TypeScript"), "C": ("C",), "C++": ("C++", "C")}
"""Languages whose files stand side by side and are asked for under one name."""
OF_COMPONENTS = ("TSX", "Vue", "Svelte")
FURTHER = ("Java", "PHP", "Swift", "Scala", "Vue", "Svelte", "Elixir", "Dart", "Haskell", "Lua", "Perl", "R")
"""Languages that may be asked for though neither an alias nor a file says them."""
ON_SERVER = frozenset({"controller", "repository", "migration", "middleware", "handler", "endpoint", "dao"})
"""Roles that the server's language has; of the pages' own is JavaScript's family where there is another language."""
PLACED = frozenset({"SQL", "PLpgSQL", "PLSQL", "TSQL", "Shell", "GraphQL", "Protocol Buffer", "HCL"})
"""Languages that have no reader of ours, but files with roles."""
BUILDS = frozenset({"CMake", "Makefile", "Dockerfile", "Meson", "Starlark", "Nix"})
"""Languages of build files: where there is nothing else, what they build tells the language."""
DOCUMENTS = frozenset({"doc", "documentation", "guide", "adr", "rfc"})
"""Words of a role that is written for people."""
FAIR = 0.5
SURE, ENOUGH = 0.5, 2
"""What a file shows its role by at least, and how many such files decide for their language."""


def languages_for(index: Index, language: str | None, role: str, name: str = "", package: str = "") -> tuple[str, ...]:
    """Linguist's names, the chosen one first: the language asked for, else that of the tested source or of the role's files.

    Args:
        package: the directory in which the file is to be; what stands elsewhere counts where nothing is written in it.

    Raises:
        InvalidParameterError: a language that the workspace does not have and nobody knows.
    """
    package = package if _counts(index, package) else ""
    counts = _counts(index, package)
    if language is None:
        prose = [name for name, _ in _made(index, "docs", "").most_common() if language_type(name) == "prose"]
        if prose and not DOCUMENTS.isdisjoint(role_words(role)):
            return (prose[0],)
        # transcripts of a shell are tests in a language of their own
        made = counts if is_of_tests(role) else _made(index, "product", package)
        ranked = sorted(counts.keys() - BUILDS, key=lambda name: (-made[name], -counts[name], name))
        ranked = _before_pages(index, ranked)
        shown = _of_role(index, role, name, counts, package)
        on_pages = not shown or shown[0] in JAVASCRIPT  # Rails and Laravel have components of their own
        pages = OF_COMPONENTS if shown else (*OF_COMPONENTS, "JavaScript")  # Angular's are plain TypeScript
        preferred = [found for found in pages if role.lower() == "component" and counts[found] and on_pages]
        if role_words(role)[-1:] and role_words(role)[-1] in ON_SERVER and _serves(counts):
            shown = [found for found in shown if found not in JAVASCRIPT] or [
                found for found in ranked if found not in JAVASCRIPT
            ]
        chosen = (preferred or shown or ranked or [declared_language(index) or min(counts, default="Python")])[0]
        return TOGETHER.get(chosen, (chosen,))
    folded = language.lower()
    if folded in ALIASES:
        return TOGETHER.get(ALIASES[folded], (ALIASES[folded],))
    spoken = {file.language for file in index.files.values()} | {*ALIASES.values(), *TOGETHER, *FURTHER}
    known = {name.lower(): name for name in sorted(spoken)}
    if folded not in known:
        near = difflib.get_close_matches(folded, known, n=1)
        hint = f"Did you mean {known[near[0]]!r}?" if near else "Name it as GitHub does, such as 'TypeScript'"
        raise InvalidParameterError(f"unknown language {language!r}. {hint}")
    return TOGETHER.get(known[folded], (known[folded],))


def without_ending(index: Index, name: str) -> tuple[str, str | None]:
    """A name that is given as a file's (`UserController.kt`) without its ending, and the language that this means here."""
    stem, _, ending = name.rpartition(".")
    languages = {
        file.language for file in index.files.values() if stem and file.parsed and file.path.endswith(f".{ending}")
    }
    return (stem, min(languages)) if languages else (name, None)


def _before_pages(index: Index, ranked: list[str]) -> list[str]:
    """The language of the workspace's own manifest first, where scripts for browsers lead that nothing manages."""
    own = declared_language(index)
    managed = any(manifest.ecosystem == "npm" for manifest in index.manifests.values())
    leads = not managed and own in ranked and ranked[0] in JAVASCRIPT
    return sorted(ranked, key=lambda language: language != own) if leads else ranked


def _serves(counts: Counter[str]) -> bool:
    """A fair part of the workspace is in a language that no browser runs: its server."""
    pages = sum(count for language, count in counts.items() if language in JAVASCRIPT)
    others = max((count for language, count in counts.items() if language not in JAVASCRIPT), default=0)
    return others >= pages * FAIR > 0


@per_index
def _made(index: Index, zone: str, package: str) -> Counter[str]:
    """Language → how many files of a zone are written in it, below a directory."""
    return Counter(file.language for file in _below(index, package) if file.zone == zone and file.language)


@per_index
def _counts(index: Index, package: str) -> Counter[str]:
    """Language → how many files of the product and its tests are written in it, below a directory."""
    return Counter(
        file.language
        for file in _below(index, package)
        if file.language
        and file.zone in {"product", "test"}
        and (file.parsed or language_type(file.language) == "programming")
    )


def _below(index: Index, package: str) -> list[File]:
    return [file for path, file in index.files.items() if path.startswith(prefix_of(package))]


def _of_role(index: Index, role: str, name: str, counts: Counter[str], package: str) -> list[str]:
    """The leading language of the files that have the role, and of a test the language of the source that has its name."""
    here = {file.path for file in _below(index, package)}
    files = workspace_files(index, frozenset({*counts, *PLACED}))
    words = role_words(role)
    if is_of_tests(role):
        wanted = flat(name)
        found = Counter(
            file.language
            for file in files.main
            if file.path in here and file.zone == "product" and flat(stem_of(file.path).stem) == wanted
        )
    elif words in PLAIN:
        return []
    else:
        product = [item for item in files.of_role(role) if item.file.zone == "product" and item.file.path in here]
        sure = [item for item in product if item.weight >= SURE]
        shown = sure if len(sure) >= ENOUGH else product
        of_role = {item.file.path for item in shown if len(shown) >= ENOUGH or item.how == "stem"}
        of_role |= {path for layout in layouts_of(files, role) for path in layout.paths if path in here}
        found = Counter(index.files[path].language for path in of_role)
    return sorted(found, key=lambda language: (-found[language], -counts[language], language))
