"""Known duplicates: a file of fingerprints, so that only what is new fails."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from ..errors import InvalidParameterError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["apply_baseline"]


def apply_baseline(answer: dict[str, Any], path: Path) -> dict[str, Any]:
    """The answer without the duplicates that the file lists; a missing file is written from the answer, and all is known.

    Raises:
        InvalidParameterError: the file is no baseline.
    """
    duplicates = answer["duplicates"]
    if not path.exists():
        path.write_text(json.dumps({"version": 1, "known": sorted(_keys(duplicates))}, indent=1) + "\n", "utf-8")
        known = set(_keys(duplicates))
    else:
        known = _read(path)
    new = [row for row, key in zip(duplicates, _keys(duplicates), strict=True) if key not in known]
    found = bool(answer["found_duplicates"]) and bool(new)
    return {**answer, "duplicates": new, "total": len(new), "found_duplicates": found, "baseline": str(path)}


def _read(path: Path) -> set[str]:
    try:
        return set(json.loads(path.read_text("utf-8"))["known"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidParameterError(f"{path} is no baseline: {error}. Delete it to make a new one") from error


def _keys(duplicates: list[dict[str, Any]]) -> list[str]:
    """A key a duplicate, which moving code up or down does not change: paths, names and kind, numbered among equals.

    A third copy of the same thing gets a number of its own, so that a baseline does not hide it.
    """
    seen: dict[str, int] = {}
    keys = []
    for row in duplicates:
        other = row.get("of") or {}
        text = "\0".join(
            str(part) for part in (row["path"], row.get("name"), row["match"], other.get("path"), other.get("name"))
        )
        seen[text] = seen.get(text, 0) + 1
        keys.append(hashlib.blake2b(f"{text}\0{seen[text]}".encode(), digest_size=12).hexdigest())
    return keys
