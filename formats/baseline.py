"""Known duplicates: a file of fingerprints, so that only what is new fails."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from ..errors import InvalidParameterError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["apply_baseline"]


def apply_baseline(answer: dict[str, Any], path: Path, limit: int = 0) -> dict[str, Any]:
    """The answer without the duplicates that the file lists; a missing file is written from the answer, and all is known.

    Args:
        answer: of check_duplicates with `limit=0`: what a cut list leaves out would count as new later.
        path: of the baseline.
        limit: most rows of the result; 0 for all.

    Raises:
        InvalidParameterError: the file is no baseline, or can't be made.
    """
    duplicates = answer["duplicates"]
    keys = _keys(duplicates)
    if not path.exists():
        try:
            path.write_text(json.dumps({"version": 1, "known": sorted(keys)}, indent=1) + "\n", "utf-8")
        except OSError as error:
            raise InvalidParameterError(
                f"the baseline {str(path)!r} can't be written: {error.strerror}. Name a file in a folder that is there"
            ) from error
    known = _read(path)
    new = [row for row, key in zip(duplicates, keys, strict=True) if key not in known]
    shown = {
        **answer,
        "duplicates": new[: limit or None],
        "total": len(new),
        "truncated": bool(limit) and len(new) > limit,
    }
    if "groups" in answer:
        shown["groups"] = [group for group in answer["groups"] if _holds_new(group, new)][: limit or None]
    return {**shown, "found_duplicates": bool(answer["found_duplicates"]) and bool(new), "baseline": path.name}


def _holds_new(group: dict[str, Any], new: list[dict[str, Any]]) -> bool:
    places = {(place["path"], place["start_line"]) for place in group["places"]}
    return any((row["path"], row["start_line"]) in places for row in new)


def _read(path: Path) -> set[str]:
    try:
        return set(json.loads(path.read_text("utf-8"))["known"])
    except (KeyError, TypeError) as error:
        reason = "it holds something else"
        raise InvalidParameterError(
            f"{str(path)!r} is no baseline: {reason}. Name a file that does not exist to make one"
        ) from error
    except (OSError, ValueError) as error:
        raise InvalidParameterError(f"{str(path)!r} is no baseline: {error}. Delete it to make a new one") from error


def _keys(duplicates: list[dict[str, Any]]) -> list[str]:
    """A key a duplicate: the fingerprint of its code and files, which moved lines leave as it is, numbered among equals.

    A third copy of the same thing gets a number of its own, so that a baseline does not hide it. Rows by name have no
    fingerprint: theirs is made of what they name.
    """
    seen: dict[str, int] = {}
    keys = []
    for row in duplicates:
        text = row.get("fingerprint") or "\0".join(str(row.get(part)) for part in ("path", "name", "kind", "match"))
        seen[text] = seen.get(text, 0) + 1
        keys.append(hashlib.blake2b(f"{text}\0{seen[text]}".encode(), digest_size=12).hexdigest())
    return keys
