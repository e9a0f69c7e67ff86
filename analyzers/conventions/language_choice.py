"""Which language a new file is in: the one asked for, else the workspace's own for that role."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING

from ...errors import InvalidParameterError

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["ALIASES", "TOGETHER", "languages_for"]

ALIASES = {
    "ts": "TypeScript", "js": "JavaScript", "py": "Python", "rb": "Ruby", "rs": "Rust", "golang": "Go", "csharp": "C#", "cs": "C#", "cpp": "C++",
    "c++": "C++", "kt": "Kotlin", "node": "JavaScript", "jsx": "JavaScript", "react": "TSX", "sh": "Shell", "bash": "Shell", "yml": "YAML",
}  # fmt: skip
TOGETHER = {
    "TypeScript": ("TypeScript", "TSX"),
    "JavaScript": ("JavaScript", "JSX"),
    "TSX": ("TSX", "TypeScript"),
    "C": ("C",),
    "C++": ("C++", "C"),
}
"""Languages whose files stand side by side and are asked for under one name."""
BY_ROLE = {"component": ("TSX", "Vue", "Svelte", "JavaScript")}


def languages_for(index: Index, language: str | None, role: str) -> tuple[str, ...]:
    """Linguist's names, the chosen one first.

    Raises:
        InvalidParameterError: a language that the workspace does not have and nobody knows.
    """
    counts = Counter(
        file.language
        for file in index.files.values()
        if file.language and file.zone in {"product", "test"} and file.parsed
    )
    if language is None:
        ranked = sorted(counts, key=lambda name: (-counts[name], name))
        preferred = [name for name in BY_ROLE.get(role.lower(), ()) if counts[name]]
        chosen = (preferred or ranked or ["Python"])[0]
        return TOGETHER.get(chosen, (chosen,))
    folded = language.lower()
    if folded in ALIASES:
        return TOGETHER.get(ALIASES[folded], (ALIASES[folded],))
    known = {
        name.lower(): name
        for name in (*sorted({file.language for file in index.files.values()}), *ALIASES.values(), *TOGETHER)
    }
    known |= {
        name.lower(): name
        for name in ("Java", "PHP", "Swift", "Scala", "Vue", "Svelte", "Elixir", "Dart", "Haskell", "Lua", "Perl", "R")
    }
    if folded not in known:
        near = difflib.get_close_matches(folded, known, n=1)
        hint = f"Did you mean {known[near[0]]!r}?" if near else "Name it as GitHub does, such as 'TypeScript'"
        raise InvalidParameterError(f"unknown language {language!r}. {hint}")
    return TOGETHER.get(known[folded], (known[folded],))
