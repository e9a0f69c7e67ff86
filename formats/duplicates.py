"""The answer of check_duplicates as SARIF 2.1.0 for code scanning, and as text with both places side by side."""

from __future__ import annotations

from hashlib import blake2b
from itertools import zip_longest
from typing import TYPE_CHECKING

from ..indexer.gathering import by_key
from .sarif import Location, Result, Rule, to_log
from .visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..answers import CloneGroup, Duplicate, Duplicates, Place

__all__ = ["class_results", "to_sarif", "to_text"]

RULES = {
    "exact": Rule("ExactDuplicate", "The same code stands in another place, but for layout and comments."),
    "renamed": Rule("RenamedDuplicate", "The same code stands in another place with other names or values."),
    "similar": Rule("SimilarDuplicate", "Nearly the same code stands in another place."),
    "same-name": Rule("SameName", "Something of this name exists."),
    "near-name": Rule("NearName", "Something of nearly this name exists."),
}
MEANT = (
    "Meant to be? Say why in a comment on or above the copy: `groundplan: allow-duplicate <reason>` (without a reason it does not "
    "count),\nor list its path under `allow_duplicates` in the settings."
)
TAKEN_OVER = "All of it taken over as it is? Once with `--baseline FILE`, these are known; then only new ones count."
WIDTH = 60
MOST_LINES = 40


def to_sarif(answer: Duplicates) -> str:
    """The duplicates as a SARIF log; results keep their `partialFingerprints` as code moves within its file."""
    return to_log([_result(row) for row in answer["duplicates"]])


def class_results(answer: Duplicates) -> list[Result]:
    """A result a clone class: at its best match, with all other places; known again while code and paths are the same.

    Args:
        answer: for the whole workspace, without a limit.
    """
    rows = by_key((_lines_of(row), row) for row in answer["duplicates"])
    return [
        _class_result(group, [row for place in group["places"] for row in rows.get(_lines_of(place), ())])
        for group in answer.get("groups", [])
    ]


def _class_result(group: CloneGroup, rows: list[Duplicate]) -> Result:
    best = max(rows, key=lambda row: row["score"])
    others = [place for place in group["places"] if _lines_of(place) != _lines_of(best)]
    message = _message(best)
    if len(others) > 1:
        message += f" It stands in {len(others) + 1} places."
    keys = sorted(row.get("fingerprint", "") for row in rows)
    return Result(
        RULES[group["match"]],
        message,
        Location(best["path"], best["start_line"], best["end_line"]),
        [_location(place) for place in others],
        ("groundplanCloneClass/v1", blake2b(repr(keys).encode(), digest_size=8).hexdigest()),
    )


def _lines_of(place: Duplicate | Place) -> tuple[str, int, int]:
    return place["path"], place["start_line"], place["end_line"]


def _result(row: Duplicate) -> Result:
    of, fingerprint = row.get("of"), row.get("fingerprint")
    return Result(
        RULES[row["match"]],
        _message(row),
        Location(row["path"], row["start_line"], row["end_line"]),
        [_location(of)] if of else [],
        ("groundplanDuplicate/v1", fingerprint) if fingerprint else None,
    )


def _location(place: Place) -> Location:
    return Location(place["path"], place["start_line"], place["end_line"], place["name"] or "the other place")


def _message(row: Duplicate) -> str:
    lines = row["end_line"] - row["start_line"] + 1
    what = row["name"] or row["kind"]
    if of := row.get("of"):
        where = f"{of['path']}:{of['start_line']}-{of['end_line']}"
        text = f"{lines} lines ({what}) are {_WORDS[row['match']]} {where}."
    else:
        text = f"{what} ({row['kind']}) exists here."
    return f"{text} {row.get('hint', '')}".rstrip()


_WORDS = {"exact": "the same as", "renamed": "the same but for names as", "similar": "nearly the same as"}


def to_text(answer: Duplicates, read: Callable[[str], list[str]] | None = None) -> str:
    """The duplicates for a person: each with what to do, and where `read` is given the code of both places side by side.

    Args:
        answer: of check_duplicates.
        read: path → its lines (`Index.lines`).
    """
    parts = [_block(row, read) for row in answer["duplicates"]]
    total = answer["total"]
    if not total:
        said = answer.get("coverage")
        return f"no duplicates: {said}" if said else "no duplicates"
    shown = f", {len(parts)} shown" if answer["truncated"] else ""
    share = f"; {answer['duplicated_lines']} duplicated lines" if "duplicated_lines" in answer else ""
    what = "duplicate" if total == 1 else "duplicates"
    meant = [MEANT, *([TAKEN_OVER] if answer["truncated"] else [])] if answer["checking"] == "staged" else []
    return "\n\n".join([*parts, f"{total} {what}{shown}{share}", *meant])


def _block(row: Duplicate, read: Callable[[str], list[str]] | None) -> str:
    place = f"{row['path']}:{row['start_line']}-{row['end_line']}"
    head = one_line(f"{place}  {row['match']} {row['score']:.2f}  {_message(row)}")
    of = row.get("of")
    if read is None or of is None:
        return head
    here = _lines(read, row["path"], row["start_line"], row["end_line"])
    there = _lines(read, of["path"], of["start_line"], of["end_line"])
    rows = zip_longest(here, there, fillvalue="")
    return "\n".join([head, *(f"  {left:<{WIDTH}} | {right}".rstrip() for left, right in rows)])


def _lines(read: Callable[[str], list[str]], path: str, start: int, end: int) -> list[str]:
    try:
        lines = read(path)[start - 1 : end]
    except OSError:
        return ["(not readable)"]
    cut = [line.expandtabs(4)[:WIDTH] for line in lines[:MOST_LINES]]
    return cut + [f"... {len(lines) - MOST_LINES} more lines"] * (len(lines) > MOST_LINES)
