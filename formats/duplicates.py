"""The answer of check_duplicates as SARIF 2.1.0 for code scanning, and as text with both places side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .. import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..answers import Duplicate, Duplicates

__all__ = ["to_sarif", "to_text"]

HOME = "https://github.com/groundplan/groundplan"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RESULTS = 25_000
"""What GitHub takes of one run."""

RULES = {
    "exact": ("ExactDuplicate", "The same code stands in another place, but for layout and comments."),
    "renamed": ("RenamedDuplicate", "The same code stands in another place with other names or values."),
    "similar": ("SimilarDuplicate", "Nearly the same code stands in another place."),
    "same-name": ("SameName", "Something of this name exists."),
    "near-name": ("NearName", "Something of nearly this name exists."),
}
MEANT = (
    "Meant to be? Say why in a comment on or above the copy: `groundplan: allow-duplicate <reason>` (without a reason it does not "
    "count),\nor list its path under `allow_duplicates` in the settings."
)
WIDTH = 60
MOST_LINES = 40


def to_sarif(answer: Duplicates) -> str:
    """The duplicates as a SARIF log; results keep their `partialFingerprints` as code moves within its file."""
    rows = answer["duplicates"][:MOST_RESULTS]
    used = sorted({row["match"] for row in rows})
    rules = [{"id": RULES[match][0], "shortDescription": {"text": RULES[match][1]}} for match in used]
    driver = {"name": "groundplan", "informationUri": HOME, "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "results": [_result(row, used.index(row["match"])) for row in rows],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(row: Duplicate, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": RULES[row["match"]][0],
        "ruleIndex": rule,
        "level": "warning",
        "message": {"text": _message(row)},
        "locations": [_location(row["path"], row["start_line"], row["end_line"])],
    }
    if of := row.get("of"):
        result["relatedLocations"] = [
            {
                "id": 1,
                **_location(of["path"], of["start_line"], of["end_line"]),
                "message": {"text": of["name"] or "the other place"},
            }
        ]
    if fingerprint := row.get("fingerprint"):
        result["partialFingerprints"] = {"groundplanDuplicate/v1": fingerprint}
    return result


def _location(path: str, start: int, end: int) -> dict[str, Any]:
    from urllib.parse import quote

    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(path), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": start, "endLine": max(start, end)},
        }
    }


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
    meant = [MEANT] if answer["checking"] == "staged" else []
    return "\n\n".join([*parts, f"{total} {what}{shown}{share}", *meant])


def _block(row: Duplicate, read: Callable[[str], list[str]] | None) -> str:
    place = f"{row['path']}:{row['start_line']}-{row['end_line']}"
    head = f"{place}  {row['match']} {row['score']:.2f}  {_message(row)}"
    of = row.get("of")
    if read is None or of is None:
        return head
    here = _lines(read, row["path"], row["start_line"], row["end_line"])
    there = _lines(read, of["path"], of["start_line"], of["end_line"])
    rows = max(len(here), len(there))
    here += [""] * (rows - len(here))
    there += [""] * (rows - len(there))
    return "\n".join(
        [head, *(f"  {left:<{WIDTH}} | {right}".rstrip() for left, right in zip(here, there, strict=True))]
    )


def _lines(read: Callable[[str], list[str]], path: str, start: int, end: int) -> list[str]:
    try:
        lines = read(path)[start - 1 : end]
    except OSError:
        return ["(not readable)"]
    cut = [line.expandtabs(4)[:WIDTH] for line in lines[:MOST_LINES]]
    return cut + [f"... {len(lines) - MOST_LINES} more lines"] * (len(lines) > MOST_LINES)
