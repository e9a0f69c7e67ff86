"""The languages of the workspace as GitHub's language bar counts them, with lines of code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..answers import LanguageShare
    from ..indexer.index import File, Index

__all__ = ["languages"]

MOST_LANGUAGES = 12


def languages(index: Index) -> list[LanguageShare]:
    """Languages by their share of bytes, the largest first.

    Code and markup count, without vendored, generated and documentation files and Linguist's further rules; dialects
    count with their language (TSX with TypeScript). Where nothing is left, what there is (prose and data) counts.
    """
    from ..indexer.linguist import in_language_bar, language_type

    known = [file for file in index.files.values() if file.language and file.zone not in ("vendored", "generated")]
    counted = [file for file in known if in_language_bar(file.path, file.language)]
    code = [file for file in known if file.zone != "docs" and language_type(file.language) in ("programming", "markup")]
    return shares([(file, size(index, file)) for file in counted or code or known])


def size(index: Index, file: File) -> int:
    """A file's bytes; the index holds none for one so fresh that its time stamp proves nothing yet."""
    return file.size if file.size >= 0 else len(index.read(file.path))


def shares(files: list[tuple[File, int]]) -> list[LanguageShare]:
    """The files, with their sizes, grouped by language."""
    from ..indexer.linguist import group

    grouped: dict[str, list[tuple[File, int]]] = {}
    for file, count in files:
        grouped.setdefault(group(file.language), []).append((file, count))
    total = sum(count for _, count in files) or 1
    found: list[LanguageShare] = [
        {
            "name": name,
            "files": len(members),
            "lines": sum(file.lines for file, _ in members),
            "code_lines": sum(file.code_lines for file, _ in members),
            "bytes": sum(count for _, count in members),
            "share": round(sum(count for _, count in members) / total, 4),
        }
        for name, members in grouped.items()
    ]
    return sorted(found, key=lambda item: (-item["bytes"], item["name"]))[:MOST_LANGUAGES]
