"""check_duplicates: does this exist already? By name before it is made, by content before it is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InvalidParameterError

if TYPE_CHECKING:
    from ..answers import Duplicates
    from ..indexer.index import Index

__all__ = ["answer"]


def answer(
    index: Index, *, name: str | None, type: str, paths: list[str] | None, code: str | None, staged: bool,  # noqa: A002
    min_tokens: int, threshold: float, limit: int,
) -> Duplicates:  # fmt: skip
    """See CONTRACT: `check_duplicates`.

    Raises:
        InvalidParameterError: more than one of `name`, `paths`, `code` and `staged`, or numbers out of range.
        FileNotInWorkspaceError: one of `paths` is not indexed.
    """
    _check(name, paths, code, staged=staged, min_tokens=min_tokens, threshold=threshold)
    if name is not None:
        from .clones.by_name.duplicates import by_name

        return by_name(index, name, type, limit)
    from .clones.report.by_content import by_content

    return by_content(
        index, paths=paths, code=code, staged=staged, min_tokens=min_tokens, threshold=threshold, limit=limit
    )


def _check(
    name: str | None, paths: list[str] | None, code: str | None, *, staged: bool, min_tokens: int, threshold: float
) -> None:
    given = [
        label
        for label, value in (("name", name), ("paths", paths), ("code", code), ("staged", staged))
        if value not in (None, False, [])
    ]
    if len(given) > 1:
        raise InvalidParameterError(
            f"check_duplicates takes one of name, paths, code, staged; given: {', '.join(given)}. Leave out all but one"
        )
    if name is not None and not name.strip():
        raise InvalidParameterError("name is empty. Give the name of what is about to be created")
    if min_tokens < 1:
        raise InvalidParameterError(f"min_tokens is {min_tokens}. Give 1 or more; 50 is usual")
    if not 0 <= threshold <= 1:
        raise InvalidParameterError(f"threshold is {threshold}. Give a share from 0 to 1; 0.7 is usual")
