"""SARIF 2.1.0: one run of results for code scanning (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["MOST_RESULTS", "Location", "Result", "Rule", "to_log"]

HOME = "https://github.com/groundplan/groundplan"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RESULTS = 25_000
"""What GitHub takes of one run; how many are left out then stands in the run's properties."""
MOST_RELATED = 100
"""What GitHub shows of one result's places."""


class Rule(NamedTuple):
    """What results are held to; `level` is `error | warning | note`."""

    id: str
    text: str
    level: str = "warning"


class Location(NamedTuple):
    """Lines of a file; without `start`, the whole file. `text` says what stands there."""

    path: str
    start: int | None = None
    end: int | None = None
    text: str = ""


class Result(NamedTuple):
    """A finding.

    Attributes:
        rule: which rule.
        message: what is wrong.
        location: where to mend it.
        related: the other places that it is about.
        fingerprint: what it is known again by as lines move: a name with a version, and a value.
    """

    rule: Rule
    message: str
    location: Location
    related: Sequence[Location] = ()
    fingerprint: tuple[str, str] | None = None


def to_log(results: Sequence[Result]) -> str:
    """The log as JSON text: one run with the rules that its results name."""
    shown = results[:MOST_RESULTS]
    rules = sorted({result.rule for result in shown})
    numbers = {rule: number for number, rule in enumerate(rules)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "groundplan",
                "informationUri": HOME,
                "semanticVersion": __version__,
                "rules": [_descriptor(rule) for rule in rules],
            }
        },
        "columnKind": "utf16CodeUnits",
        "results": [
            _result(result, numbers[result.rule], again) for result, again in zip(shown, _repeats(shown), strict=True)
        ],
    }
    if len(shown) < len(results):
        run["properties"] = {"resultsLeftOut": len(results) - len(shown)}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.text},
        "defaultConfiguration": {"level": rule.level},
    }


def _repeats(results: Iterable[Result]) -> Iterator[str]:
    """What parts each result from those above it with the same fingerprint, which would be taken for one: ``, `:2`, `:3`."""
    seen: Counter[tuple[str, str] | None] = Counter()
    for result in results:
        seen[result.fingerprint] += 1
        yield f":{seen[result.fingerprint]}" if seen[result.fingerprint] > 1 else ""


def _result(result: Result, rule: int, again: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ruleId": result.rule.id,
        "ruleIndex": rule,
        "level": result.rule.level,
        "message": {"text": result.message},
        "locations": [_location(result.location)],
    }
    if result.related:
        made["relatedLocations"] = [
            {"id": number, **_location(place)} for number, place in enumerate(result.related[:MOST_RELATED], 1)
        ]
    if result.fingerprint:
        name, value = result.fingerprint
        made["partialFingerprints"] = {name: value + again}
    return made


def _location(place: Location) -> dict[str, Any]:
    from urllib.parse import quote

    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.path), "uriBaseId": "%SRCROOT%"}}
    if place.start is not None:
        physical["region"] = {"startLine": place.start, "endLine": max(place.start, place.end or place.start)}
    made: dict[str, Any] = {"physicalLocation": physical}
    if place.text:
        made["message"] = {"text": place.text}
    return made
